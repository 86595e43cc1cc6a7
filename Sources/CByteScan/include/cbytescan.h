#pragma once
#include <stddef.h>
#include <stdint.h>

#if defined(__SSE2__)
typedef char probity_bytes16 __attribute__((vector_size(16)));

static inline probity_bytes16 probity_load16(const uint8_t *bytes) {
    probity_bytes16 loaded;
    __builtin_memcpy(&loaded, bytes, 16);
    return loaded;
}

static inline probity_bytes16 probity_splat16(char byte) {
    return (probity_bytes16){byte, byte, byte, byte, byte, byte, byte, byte,
                             byte, byte, byte, byte, byte, byte, byte, byte};
}

/// Bit i: byte i of a comparison's result is set.
static inline uint32_t probity_mask16(probity_bytes16 compared) {
    return (uint32_t)__builtin_ia32_pmovmskb128(compared);
}
#endif

/// How many of `count` bytes stand before the first that is a quote, a backslash, a control character or no
/// ASCII; `count` where there is none. Reads no other byte.
static inline size_t probity_plain_length(const void *text, size_t count) {
    const uint8_t *bytes = text;
    size_t at = 0;
#if defined(__SSE2__)
    for (; count - at >= 16; at += 16) {
        probity_bytes16 chunk = probity_load16(bytes + at);
        // Compared with sign, a byte above 127 is below a space, too.
        uint32_t marks = probity_mask16((chunk < probity_splat16(0x20)) | (chunk == probity_splat16('"')) |
                                        (chunk == probity_splat16('\\')));
        if (marks != 0) return at + (size_t)__builtin_ctz(marks);
    }
#endif
    for (; count - at >= 8; at += 8) {
        const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
        uint64_t word = 0;
        __builtin_memcpy(&word, bytes + at, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        word = __builtin_bswap64(word);
#endif
        // In `(word - ones) & ~word & tops` the lowest set bit marks the lowest zero byte.
        uint64_t quote = word ^ (ones * 0x22), slash = word ^ (ones * 0x5C);
        uint64_t low = (word - ones * 0x20) & ~word;
        uint64_t marks = (((quote - ones) & ~quote) | ((slash - ones) & ~slash) | low | word) & tops;
        if (marks != 0) return at + (size_t)__builtin_ctzll(marks) / 8;
    }
    for (; at < count; at++) {
        uint8_t byte = bytes[at];
        if (byte == '"' || byte == '\\' || byte < 0x20 || byte >= 0x80) return at;
    }
    return count;
}

/// The first place from `from` on among `count` numbers that holds `wanted`; `count` or more where none does.
/// `numbers` is aligned as such a number is. Reads no other byte.
static inline size_t probity_find_number(const void *numbers, size_t from, size_t count, uint32_t wanted) {
    const uint32_t *held = numbers;
    size_t at = from;
#if defined(__SSE2__)
    typedef int probity_numbers4 __attribute__((vector_size(16)));
    int same = (int)wanted;
    for (; count - at >= 4 && at < count; at += 4) {
        probity_numbers4 chunk;
        __builtin_memcpy(&chunk, held + at, 16);
        uint32_t marks = probity_mask16((probity_bytes16)(chunk == (probity_numbers4){same, same, same, same}));
        if (marks != 0) return at + (size_t)__builtin_ctz(marks) / 4;
    }
#endif
    while (at < count && held[at] != wanted) at++;
    return at;
}

/// What ``probity_plain_members`` has read.
struct probity_members {
    /// Where reading goes on, from the start of the text.
    size_t at;
    /// How many members were read, each a name and its value.
    size_t count;
    /// Whether a member's name must follow at `at`, for a comma was read.
    int follows;
};

/// Reads members of an object from the name that begins at `at` on, as long as name and value are plain and
/// nothing but colon and comma stands between: strings of ASCII without escapes, numbers of at most 20 bytes
/// without an exponent, literals. Writes two nodes a member to `nodes`, which has room for `room` of them; the
/// first of them is number `index` on its tape. What is read is what JSON allows; what is not read may be so
/// as well.
///
/// A node is four numbers of 32 bits: where the value starts and ends, `next`, and 0 to 5 for null, flag,
/// number, string, with bit 3 for `true`. Reads none but the first `end` bytes of the text.
struct probity_members probity_plain_members(const void *text, size_t at, size_t end, void *nodes,
                                             size_t room, uint32_t index);

/// The length of the object that begins with the first of `count` bytes, which is `{`: up to the bracket that
/// closes it. 0 where the bytes do not tell it at a glance: it does not end among them, has a line feed or
/// more than 64 brackets in one another, or is none (a bracket that does not fit, a backslash outside of a
/// string). With `watches_lists` also 0 where a list stands as the object's own member `value` or `records`.
///
/// Time is linear in the bytes that are looked at, which end with the object, or with the 64 that hold the
/// first line feed. Reads no other byte.
size_t probity_object_length(const void *text, size_t count, int watches_lists);
