#pragma once
#include <stddef.h>
#include <stdint.h>

/// CRC-32C (Castagnoli, reflected polynomial 0x82F63B78) of `length` bytes, continuing from `crc` (0 to start).
/// Uses the processor's instruction where there is one.
uint32_t probity_crc32c(uint32_t crc, const void *bytes, size_t length);

/// The same by table, for machines without the instruction and for the test that compares both.
uint32_t probity_crc32c_portable(uint32_t crc, const void *bytes, size_t length);

/// 1 where the processor computes CRC-32C itself.
int probity_crc32c_is_hardware(void);
