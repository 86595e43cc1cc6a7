#include "cbytescan.h"

#include <string.h>

/// Bit i of each: byte i of 64 is that.
struct marks {
    uint64_t quote, slash, feed, bracket;
};

static inline struct marks classify(const uint8_t *bytes) {
    struct marks found = {0, 0, 0, 0};
#if defined(__SSE2__)
    for (unsigned part = 0; part < 4; part++) {
        probity_bytes16 chunk = probity_load16(bytes + 16 * part);
        // This bit alone tells the two kinds of brackets from each other.
        probity_bytes16 folded = chunk | probity_splat16(0x20);
        unsigned shift = 16 * part;
        found.quote |= (uint64_t)probity_mask16(chunk == probity_splat16('"')) << shift;
        found.slash |= (uint64_t)probity_mask16(chunk == probity_splat16('\\')) << shift;
        found.feed |= (uint64_t)probity_mask16(chunk == probity_splat16('\n')) << shift;
        probity_bytes16 bracket = (folded == probity_splat16('{')) | (folded == probity_splat16('}'));
        found.bracket |= (uint64_t)probity_mask16(bracket) << shift;
    }
#else
    for (unsigned at = 0; at < 64; at++) {
        uint8_t byte = bytes[at], folded = byte | 0x20;
        found.quote |= (uint64_t)(byte == '"') << at;
        found.slash |= (uint64_t)(byte == '\\') << at;
        found.feed |= (uint64_t)(byte == '\n') << at;
        found.bracket |= (uint64_t)(folded == '{' || folded == '}') << at;
    }
#endif
    return found;
}

/// The bytes that a backslash escapes. `*carried` says of the first byte whether the block before does, and
/// is set for the block behind.
static inline uint64_t escaped_bytes(uint64_t slashes, uint64_t *carried) {
    uint64_t escaped = *carried, rest = slashes & ~escaped;
    *carried = 0;
    while (rest != 0) {
        unsigned at = (unsigned)__builtin_ctzll(rest);
        if (at == 63) {
            *carried = 1;
            break;
        }
        escaped |= (uint64_t)2 << at;
        rest &= ~((uint64_t)3 << at);
    }
    return escaped;
}

/// Bit i: an odd number of bits is set up to and with bit i.
static inline uint64_t parities(uint64_t bits) {
    for (unsigned shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
    return bits;
}

static int is_space(uint8_t byte) { return byte == ' ' || (byte >= 0x09 && byte <= 0x0D); }

/// Whether what stands before a list may be the name `value` or `records`.
static int follows_name_of_page(const uint8_t *bytes, size_t at) {
    while (at > 0 && is_space(bytes[at - 1])) at--;
    if (at == 0 || bytes[at - 1] != ':') return 0;
    at--;
    while (at > 0 && is_space(bytes[at - 1])) at--;
    if (at == 0 || bytes[at - 1] != '"') return 0;
    at--;
    return (at >= 5 && memcmp(bytes + at - 5, "value", 5) == 0) ||
           (at >= 7 && memcmp(bytes + at - 7, "records", 7) == 0);
}

size_t probity_object_length(const void *text, size_t count, int watches_lists) {
    const uint8_t *bytes = text;
    uint64_t in_string = 0, carried = 0, objects = 0;
    unsigned depth = 0;
    uint8_t padded[64];
    for (size_t base = 0; base < count; base += 64) {
        const uint8_t *block = bytes + base;
        if (count - base < 64) {
            memset(padded, ' ', 64);
            memcpy(padded, block, count - base);
            block = padded;
        }
        struct marks found = classify(block);
        uint64_t quotes = found.quote;
        if ((found.slash | carried) != 0) quotes &= ~escaped_bytes(found.slash, &carried);
        uint64_t strings = parities(quotes) ^ in_string;
        in_string = (uint64_t)0 - (strings >> 63);
        // What is not decided at a glance; a string's closing quote ends its bits.
        uint64_t unclear = found.feed | (found.slash & ~strings);
        for (uint64_t rest = found.bracket & ~strings; rest != 0; rest &= rest - 1) {
            unsigned at = (unsigned)__builtin_ctzll(rest);
            uint8_t byte = block[at];
            if (byte == '{' || byte == '[') {
                if (depth == 64) return 0;
                int may_be_page = watches_lists && byte == '[' && depth == 1;
                if (may_be_page && follows_name_of_page(bytes, base + at)) return 0;
                uint64_t bit = (uint64_t)1 << depth;
                objects = byte == '{' ? objects | bit : objects & ~bit;
                depth++;
                continue;
            }
            if (depth == 0 || ((objects >> (depth - 1)) & 1) != (byte == '}')) return 0;
            if (--depth == 0) return (unclear & (((uint64_t)1 << at) - 1)) != 0 ? 0 : base + at + 1;
        }
        if (unclear != 0) return 0;
    }
    return 0;
}

enum { kind_null = 0, kind_flag = 1, kind_number = 2, kind_string = 3, flag_bit = 8 };

static inline int is_digit(uint8_t byte) { return (uint8_t)(byte - '0') < 10; }

/// Where the plain string that begins with the quote at `at` ends; 0 where there is none.
static inline size_t plain_string(const uint8_t *bytes, size_t at, size_t end) {
    if (at >= end || bytes[at] != '"') return 0;
    at++;
    at += probity_plain_length(bytes + at, end - at);
    return at < end && bytes[at] == '"' ? at + 1 : 0;
}

/// Where the number that begins at `at` ends; 0 where there is none, it is long, or has an exponent.
static inline size_t plain_number(const uint8_t *bytes, size_t at, size_t end) {
    size_t start = at;
    if (at < end && bytes[at] == '-') at++;
    size_t first = at;
    while (at < end && is_digit(bytes[at])) at++;
    if (at == first || (bytes[first] == '0' && at - first > 1)) return 0;
    if (at < end && bytes[at] == '.') {
        size_t fraction = ++at;
        while (at < end && is_digit(bytes[at])) at++;
        if (at == fraction) return 0;
    }
    return at - start <= 20 ? at : 0;
}

static inline int is_literal(const uint8_t *bytes, size_t at, size_t end, const char *text, size_t count) {
    return end - at >= count && memcmp(bytes + at, text, count) == 0;
}

struct probity_members probity_plain_members(const void *text, size_t at, size_t end, void *nodes,
                                             size_t room, uint32_t index) {
    const uint8_t *bytes = text;
    struct probity_members read = {at, 0, 1};
    while (room - 2 * read.count >= 2) {
        size_t name_end = plain_string(bytes, at, end);
        if (name_end == 0 || name_end >= end || bytes[name_end] != ':') break;
        size_t start = name_end + 1, value_end = 0;
        uint32_t meta = kind_null;
        if (start >= end) break;
        switch (bytes[start]) {
        case '"':
            value_end = plain_string(bytes, start, end);
            meta = kind_string;
            break;
        case 't':
            if (is_literal(bytes, start, end, "true", 4)) value_end = start + 4;
            meta = kind_flag | flag_bit;
            break;
        case 'f':
            if (is_literal(bytes, start, end, "false", 5)) value_end = start + 5;
            meta = kind_flag;
            break;
        case 'n':
            if (is_literal(bytes, start, end, "null", 4)) value_end = start + 4;
            break;
        default:
            value_end = plain_number(bytes, start, end);
            meta = kind_number;
        }
        // What stands behind the value must end it, so that a number is not read in part.
        if (value_end == 0 || value_end >= end) break;
        uint8_t behind = bytes[value_end];
        if (behind != ',' && behind != '}') break;
        uint32_t *node = (uint32_t *)nodes + 8 * read.count;
        uint32_t number = index + 2 * (uint32_t)read.count;
        node[0] = (uint32_t)at;
        node[1] = (uint32_t)name_end;
        node[2] = number + 1;
        node[3] = kind_string;
        node[4] = (uint32_t)start;
        node[5] = (uint32_t)value_end;
        node[6] = number + 2;
        node[7] = meta;
        read.count++;
        at = value_end;
        read.at = at;
        read.follows = 0;
        if (behind != ',' || at + 1 >= end || bytes[at + 1] != '"') break;
        at++;
        read.at = at;
        read.follows = 1;
    }
    return read;
}
