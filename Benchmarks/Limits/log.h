/* The straight-line log: batches of blocks, each LZ4 of at most 64 KiB of frames, as little around them as holds.
 *
 *   block   0 raw length   4 stored length   8 events   12 CRC-32C of the stored bytes   16 stored bytes
 *   frame   0 length, 32 bits   4 record
 */
#ifndef PROBITY_BENCH_LOG_H
#define PROBITY_BENCH_LOG_H
#include <lz4.h>
#include "work.h"

enum { blockBytes = 65536, blockHead = 16 };

#if defined(__x86_64__)
__attribute__((target("sse4.2")))
static uint32_t crc32c(const uint8_t *bytes, size_t count) {
    uint64_t crc = 0xFFFFFFFF;
    for (; count >= 8; bytes += 8, count -= 8) crc = _mm_crc32_u64(crc, load64(bytes));
    for (; count > 0; bytes++, count--) crc = _mm_crc32_u8((uint32_t)crc, *bytes);
    return ~(uint32_t)crc;
}
#else
static uint32_t crc32c(const uint8_t *bytes, size_t count) {
    uint32_t crc = 0xFFFFFFFF;
    for (; count > 0; bytes++, count--) {
        crc ^= *bytes;
        for (int i = 0; i < 8; i++) crc = crc >> 1 ^ (crc & 1 ? 0x82F63B78 : 0);
    }
    return ~crc;
}
#endif

/* Compresses the raw bytes behind what is in `out`; returns the bytes of the block. */
static inline size_t sealBlock(const uint8_t *raw, uint32_t rawBytes, uint32_t events, uint8_t *out) {
    int stored = LZ4_compress_default((const char *)raw, (char *)out + blockHead, (int)rawBytes,
                                      LZ4_compressBound((int)rawBytes));
    if (stored <= 0) fail("compressing", "a block");
    uint32_t head[4] = {rawBytes, (uint32_t)stored, events, crc32c(out + blockHead, (size_t)stored)};
    memcpy(out, head, blockHead);
    return blockHead + (size_t)stored;
}

typedef struct { const uint8_t *bytes; size_t size; } LogMap;

static inline LogMap openLog(const char *path) {
    LogMap log = {0};
    struct stat found;
    int file = open(path, O_RDONLY);
    if (file < 0 || fstat(file, &found) != 0) fail("opening", path);
    log.size = (size_t)found.st_size;
    if (log.size > 0) {
        void *map = mmap(NULL, log.size, PROT_READ, MAP_PRIVATE, file, 0);
        if (map == MAP_FAILED) fail("mapping", path);
        madvise(map, log.size, MADV_SEQUENTIAL);
        log.bytes = map;
    }
    close(file);
    return log;
}

/* The raw bytes of the block at `offset`, checked, or 0 at the end. */
static inline uint32_t openBlock(const LogMap *log, size_t offset, uint8_t *raw, size_t *next) {
    if (offset + blockHead > log->size) return 0;
    const uint8_t *p = log->bytes + offset;
    uint32_t rawBytes = load32(p), stored = load32(p + 4);
    errno = 0;
    if (offset + blockHead + stored > log->size || rawBytes > blockBytes * 2) fail("reading", "a block");
    if (crc32c(p + blockHead, stored) != load32(p + 12)) fail("checking", "a block");
    if (LZ4_decompress_safe((const char *)p + blockHead, (char *)raw, (int)stored, blockBytes * 2) != (int)rawBytes)
        fail("decompressing", "a block");
    *next = offset + blockHead + stored;
    return rawBytes;
}

/* Passes CBOR heads of integers, strings and arrays of strings: all that stands before the data of a record. */
static inline const uint8_t *passHead(const uint8_t *p, uint64_t *value) {
    uint8_t info = *p & 31;
    p++;
    if (info < 24) *value = info;
    else if (info == 24) { *value = p[0]; p += 1; }
    else if (info == 25) { *value = (uint64_t)p[0] << 8 | p[1]; p += 2; }
    else if (info == 26) { *value = (uint64_t)p[0] << 24 | (uint64_t)p[1] << 16 | (uint64_t)p[2] << 8 | p[3]; p += 4; }
    else if (info == 27) { *value = __builtin_bswap64(load64(p)); p += 8; }
    else *value = 0;
    return p;
}

static inline const uint8_t *passItem(const uint8_t *p, const uint8_t *end) {
    if (p >= end) return end;
    uint64_t value;
    uint8_t major = *p >> 5;
    p = passHead(p, &value);
    if (major == 2 || major == 3) return value <= (uint64_t)(end - p) ? p + value : end;
    if (major == 4 || major == 5)
        for (uint64_t i = 0; i < (major == 5 ? value * 2 : value) && p < end; i++) p = passItem(p, end);
    return p;
}

/* Folds what stands behind a record's type: its stream, whose last component is the device, and the data. */
static inline void foldObserved(Fold *fold, const uint8_t *p, const uint8_t *end, uint64_t behindVersion) {
    p = passItem(p, end); /* schema revision */
    const uint8_t *label = p, *device = NULL;
    p = passItem(p, end);
    if (p >= end || p - label < 17 || p[-17] != 0x50) return;
    device = p - 16;
    for (uint64_t i = 0; i < behindVersion; i++) p = passItem(p, end);
    if (p >= end || *p >> 5 != 5) return;
    uint64_t fields, key;
    p = passHead(p, &fields);
    for (uint64_t i = 0; i < fields && p < end; i++) {
        p = passHead(p, &key);
        if (key == 2 && (*p == 0xF4 || *p == 0xF5)) {
            foldSet(fold, device, *p == 0xF5);
            return;
        }
        p = passItem(p, end);
    }
}

static inline void foldRecord(Fold *fold, const uint8_t *record, size_t count) {
    static const char observed[] = "\x73" "compliance.observed";
    const uint8_t *p = record + 2, *end = record + count;
    p += 17;              /* event id */
    p = passItem(p, end); /* recorded */
    p = passItem(p, end); /* occurred */
    p = passItem(p, end); /* basis */
    if ((size_t)(end - p) < sizeof observed || memcmp(p, observed, sizeof observed - 1) != 0) return;
    /* stream version, source, key, content, mapping, modified, part, actor, tags, correlation, causation, evidence */
    foldObserved(fold, p + sizeof observed - 1, end, 12);
}
#endif
