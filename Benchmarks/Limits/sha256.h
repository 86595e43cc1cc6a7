/* SHA-256 (FIPS 180-4) with the processor's own instructions where it has them, and RFC 6962's tree over it. */
#ifndef PROBITY_BENCH_SHA256_H
#define PROBITY_BENCH_SHA256_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

static const uint32_t sha256Constants[64] __attribute__((aligned(16))) = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
    0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
    0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
    0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
    0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
    0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
    0xc67178f2};

static void sha256Plain(uint32_t state[8], const uint8_t *data, size_t blocks) {
#define ROTATE(x, n) ((x) >> (n) | (x) << (32 - (n)))
    while (blocks--) {
        uint32_t w[64], a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5],
                        g = state[6], h = state[7];
        for (int i = 0; i < 16; i++)
            w[i] = (uint32_t)data[4 * i] << 24 | (uint32_t)data[4 * i + 1] << 16 | (uint32_t)data[4 * i + 2] << 8
                 | data[4 * i + 3];
        for (int i = 16; i < 64; i++)
            w[i] = w[i - 16] + (ROTATE(w[i - 15], 7) ^ ROTATE(w[i - 15], 18) ^ w[i - 15] >> 3) + w[i - 7]
                 + (ROTATE(w[i - 2], 17) ^ ROTATE(w[i - 2], 19) ^ w[i - 2] >> 10);
        for (int i = 0; i < 64; i++) {
            uint32_t one = h + (ROTATE(e, 6) ^ ROTATE(e, 11) ^ ROTATE(e, 25)) + ((e & f) ^ (~e & g))
                         + sha256Constants[i] + w[i];
            uint32_t two = (ROTATE(a, 2) ^ ROTATE(a, 13) ^ ROTATE(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
            h = g; g = f; f = e; e = d + one; d = c; c = b; b = a; a = one + two;
        }
        state[0] += a; state[1] += b; state[2] += c; state[3] += d;
        state[4] += e; state[5] += f; state[6] += g; state[7] += h;
        data += 64;
    }
#undef ROTATE
}

#if defined(__x86_64__)
__attribute__((target("sha,sse4.1,ssse3")))
static void sha256Instructions(uint32_t state[8], const uint8_t *data, size_t blocks) {
    const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0bll, 0x0405060700010203ll);
    __m128i t = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0xB1);
    __m128i one = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(state + 4)), 0x1B);
    __m128i zero = _mm_alignr_epi8(t, one, 8);
    one = _mm_blend_epi16(one, t, 0xF0);
    while (blocks--) {
        const __m128i zeroBefore = zero, oneBefore = one;
        __m128i m[4];
        for (int i = 0; i < 4; i++)
            m[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(data + 16 * i)), swap);
#pragma GCC unroll 16
        for (int i = 0; i < 16; i++) {
            __m128i word = m[i & 3];
            if (i >= 4) {
                /* w[i] of w[i-16], w[i-15], w[i-7], w[i-2], four at a time */
                word = _mm_sha256msg1_epu32(m[i & 3], m[(i + 1) & 3]);
                word = _mm_add_epi32(word, _mm_alignr_epi8(m[(i + 3) & 3], m[(i + 2) & 3], 4));
                word = _mm_sha256msg2_epu32(word, m[(i + 3) & 3]);
                m[i & 3] = word;
            }
            __m128i sum = _mm_add_epi32(word, _mm_load_si128((const __m128i *)(sha256Constants + 4 * i)));
            one = _mm_sha256rnds2_epu32(one, zero, sum);
            zero = _mm_sha256rnds2_epu32(zero, one, _mm_shuffle_epi32(sum, 0x0E));
        }
        zero = _mm_add_epi32(zero, zeroBefore);
        one = _mm_add_epi32(one, oneBefore);
        data += 64;
    }
    t = _mm_shuffle_epi32(zero, 0x1B);
    one = _mm_shuffle_epi32(one, 0xB1);
    zero = _mm_blend_epi16(t, one, 0xF0);
    one = _mm_alignr_epi8(one, t, 8);
    _mm_storeu_si128((__m128i *)state, zero);
    _mm_storeu_si128((__m128i *)(state + 4), one);
}
#endif

/* Whether the processor has instructions for it: leaf 7, EBX bit 29. */
static inline int hasShaInstructions(void) {
    static int known = -1;
    if (known < 0) {
#if defined(__x86_64__)
        unsigned a, b, c, d;
        known = __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b >> 29 & 1);
#else
        known = 0;
#endif
    }
    return known;
}

static inline void sha256Blocks(uint32_t state[8], const uint8_t *data, size_t blocks) {
#if defined(__x86_64__)
    if (hasShaInstructions()) {
        sha256Instructions(state, data, blocks);
        return;
    }
#endif
    sha256Plain(state, data, blocks);
}

/* SHA-256 over a prefix of at most 32 bytes and the data behind it. */
static inline void sha256Prefixed(const uint8_t *prefix, size_t prefixBytes, const uint8_t *data, size_t count,
                                  uint8_t out[32]) {
    uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    uint8_t block[128];
    size_t taken = 0;
    uint64_t total = (uint64_t)(prefixBytes + count) * 8;
    size_t held = prefixBytes;
    memcpy(block, prefix, prefixBytes);
    if (prefixBytes > 0) {
        size_t room = 64 - prefixBytes;
        taken = count < room ? count : room;
        memcpy(block + held, data, taken);
        held += taken;
        if (held == 64) {
            sha256Blocks(state, block, 1);
            held = 0;
        }
    }
    if (held == 0) {
        size_t whole = (count - taken) / 64;
        sha256Blocks(state, data + taken, whole);
        taken += whole * 64;
        held = count - taken;
        memcpy(block, data + taken, held);
    }
    block[held++] = 0x80;
    size_t blocks = held > 56 ? 2 : 1;
    memset(block + held, 0, blocks * 64 - held);
    for (int i = 0; i < 8; i++) block[blocks * 64 - 1 - i] = (uint8_t)(total >> (8 * i));
    sha256Blocks(state, block, blocks);
    for (int i = 0; i < 8; i++)
        for (int j = 0; j < 4; j++) out[4 * i + j] = (uint8_t)(state[i] >> (24 - 8 * j));
}

static inline void sha256(const uint8_t *data, size_t count, uint8_t out[32]) {
    sha256Prefixed(data, 0, data, count, out);
}

/* RFC 6962: a leaf is the hash of a zero byte and the record, a node that of a one byte and both halves. */
static inline void leafHash(const uint8_t *record, size_t count, uint8_t out[32]) {
    const uint8_t zero = 0;
    sha256Prefixed(&zero, 1, record, count, out);
}

static inline void nodeHash(const uint8_t *left, const uint8_t *right, uint8_t out[32]) {
    uint8_t both[65];
    both[0] = 1;
    memcpy(both + 1, left, 32);
    memcpy(both + 33, right, 32);
    sha256(both, 65, out);
}

/* A tree that grows: the roots of its whole subtrees, largest first. */
typedef struct { uint8_t hashes[64][32]; int depth; uint64_t leaves; } Tree;

static inline void addLeaf(Tree *tree, const uint8_t leaf[32]) {
    memcpy(tree->hashes[tree->depth++], leaf, 32);
    for (uint64_t n = ++tree->leaves; (n & 1) == 0; n >>= 1) {
        tree->depth--;
        nodeHash(tree->hashes[tree->depth - 1], tree->hashes[tree->depth], tree->hashes[tree->depth - 1]);
    }
}

/* The root; that of the empty tree is the hash of nothing. */
static inline void treeRoot(const Tree *tree, uint8_t out[32]) {
    if (tree->depth == 0) {
        sha256((const uint8_t *)"", 0, out);
        return;
    }
    memcpy(out, tree->hashes[tree->depth - 1], 32);
    for (int i = tree->depth - 2; i >= 0; i--) nodeHash(tree->hashes[i], out, out);
}
#endif
