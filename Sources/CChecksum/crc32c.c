#include "cchecksum.h"

#include <string.h>

// Slicing by eight: table[k][b] is the CRC of byte b followed by k zero bytes.
static uint32_t table[8][256];

__attribute__((constructor)) static void fill_tables(void) {
    for (uint32_t byte = 0; byte < 256; byte++) {
        uint32_t crc = byte;
        for (int bit = 0; bit < 8; bit++) crc = (crc & 1) ? (crc >> 1) ^ 0x82F63B78u : crc >> 1;
        table[0][byte] = crc;
    }
    for (int k = 1; k < 8; k++)
        for (uint32_t byte = 0; byte < 256; byte++)
            table[k][byte] = (table[k - 1][byte] >> 8) ^ table[0][table[k - 1][byte] & 0xFF];
}

uint32_t probity_crc32c_portable(uint32_t crc, const void *bytes, size_t length) {
    const uint8_t *p = bytes;
    uint32_t c = ~crc;
    for (; length >= 8; p += 8, length -= 8) {
        uint64_t word = 0;
        for (int i = 0; i < 8; i++) word |= (uint64_t)p[i] << (8 * i);
        word ^= c;
        c = 0;
        for (int i = 0; i < 8; i++) c ^= table[7 - i][(word >> (8 * i)) & 0xFF];
    }
    for (; length; p++, length--) c = table[0][(c ^ *p) & 0xFF] ^ (c >> 8);
    return ~c;
}

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) static uint32_t by_instruction(uint32_t crc, const void *bytes, size_t length) {
    const uint8_t *p = bytes;
    uint64_t wide = (uint32_t)~crc;
    for (; length >= 8; p += 8, length -= 8) {
        uint64_t word;
        memcpy(&word, p, 8);
        wide = __builtin_ia32_crc32di(wide, word);
    }
    uint32_t narrow = (uint32_t)wide;
    for (; length; p++, length--) narrow = __builtin_ia32_crc32qi(narrow, *p);
    return ~narrow;
}
int probity_crc32c_is_hardware(void) { return __builtin_cpu_supports("sse4.2") != 0; }
#elif defined(__aarch64__) && defined(__ARM_FEATURE_CRC32)
#include <arm_acle.h>
static uint32_t by_instruction(uint32_t crc, const void *bytes, size_t length) {
    const uint8_t *p = bytes;
    uint32_t c = ~crc;
    for (; length >= 8; p += 8, length -= 8) {
        uint64_t word;
        memcpy(&word, p, 8);
        c = __crc32cd(c, word);
    }
    for (; length; p++, length--) c = __crc32cb(c, *p);
    return ~c;
}
int probity_crc32c_is_hardware(void) { return 1; }
#else
static uint32_t by_instruction(uint32_t crc, const void *bytes, size_t length) {
    return probity_crc32c_portable(crc, bytes, length);
}
int probity_crc32c_is_hardware(void) { return 0; }
#endif

uint32_t probity_crc32c(uint32_t crc, const void *bytes, size_t length) {
    return probity_crc32c_is_hardware() ? by_instruction(crc, bytes, length)
                                        : probity_crc32c_portable(crc, bytes, length);
}
