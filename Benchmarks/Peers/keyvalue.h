/* The three families of keys that RocksDB and LMDB have: records by position, positions by stream and version, and by
 * id. Numbers in keys are big-endian, so that they sort. */
#ifndef PROBITY_BENCH_KEYVALUE_H
#define PROBITY_BENCH_KEYVALUE_H
#include <stdint.h>

static inline void storeBig(uint8_t *p, uint64_t value) {
    for (int i = 7; i >= 0; i--, value >>= 8) p[i] = (uint8_t)value;
}
#endif
