/* What the machine does with bytes alone.
 *
 *   machine WORK FILE sync|write|read|lz4|sha256|copy
 *
 * `events` are operations for `sync` (4 KiB appended and synced each), and blocks of 64 KiB else.
 */
#include "log.h"

static uint8_t *gather(const Work *work, size_t *size) {
    size_t most = 256u << 20, offset = 64;
    if (work->recordBytes < most) most = (size_t)work->recordBytes;
    uint8_t *all = malloc(most + blockBytes);
    Entry entry;
    if (!all) fail("getting", "memory");
    *size = 0;
    while (*size < most && nextEntry(work, &offset, &entry)) {
        memcpy(all + *size, entry.record, entry.recordBytes);
        *size += entry.recordBytes;
    }
    *size -= *size % blockBytes;
    return all;
}

int main(int count, char **arguments) {
    if (count < 4) return 64;
    Work work = openWork(arguments[1]);
    const char *path = arguments[2], *mode = arguments[3];
    size_t size;
    uint8_t *all = gather(&work, &size);
    Result result = {.name = mode};
    size_t blocks = size / blockBytes;
    if (blocks == 0) { errno = 0; fail("using", "a work of less than 64 KiB"); }
    int writes = strcmp(mode, "write") == 0 || strcmp(mode, "read") == 0 || strcmp(mode, "sync") == 0;
    int file = writes ? open(path, O_RDWR | O_CREAT | O_TRUNC, 0600) : -1;
    if (writes && file < 0) fail("opening", path);
    uint8_t *other = malloc(blockBytes * 2), *larger = malloc(size);
    if (!other || !larger) fail("getting", "memory");
    if (strcmp(mode, "read") == 0) {
        if (pwrite(file, all, size, 0) != (ssize_t)size || fdatasync(file) != 0) fail("writing", path);
        posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
    }
    memset(larger, 1, size);
    result.start = readClock();
    if (strcmp(mode, "sync") == 0) {
        for (int i = 0; i < 500; i++) {
            double began = now();
            if (write(file, all, 4096) != 4096 || fdatasync(file) != 0) fail("syncing", path);
            addLatency(&result.latencies, now() - began);
            result.events++;
            result.syncs++;
            result.bytes += 4096;
        }
    } else if (strcmp(mode, "write") == 0) {
        for (size_t i = 0; i < blocks; i++, result.events++)
            if (write(file, all + i * blockBytes, blockBytes) != blockBytes) fail("writing", path);
        if (fdatasync(file) != 0) fail("syncing", path);
        result.syncs = 1;
        result.bytes = size;
    } else if (strcmp(mode, "read") == 0) {
        for (size_t i = 0; i < blocks; i++, result.events++)
            if (pread(file, other, blockBytes, (off_t)(i * blockBytes)) != blockBytes) fail("reading", path);
        result.bytes = size;
    } else if (strcmp(mode, "lz4") == 0) {
        for (size_t i = 0; i < blocks; i++, result.events++) {
            result.bytes += blockBytes;
            result.storedBytes += (uint64_t)LZ4_compress_default((const char *)all + i * blockBytes, (char *)other,
                                                                 blockBytes, blockBytes * 2);
        }
    } else if (strcmp(mode, "sha256") == 0) {
        uint8_t hash[32];
        for (size_t i = 0; i < blocks; i++, result.events++) {
            sha256(all + i * blockBytes, blockBytes, hash);
            all[0] ^= hash[0];
            result.bytes += blockBytes;
        }
    } else if (strcmp(mode, "copy") == 0) {
        for (int round = 0; round < 4; round++) {
            memcpy(larger, all, size);
            __asm__ volatile("" : : "r"(larger) : "memory");
            result.bytes += size;
            result.events += blocks;
        }
    } else return 64;
    result.end = readClock();
    if (writes) {
        result.bytesWritten = strcmp(mode, "read") == 0 ? 0 : result.bytes;
        close(file);
        unlink(path);
    }
    printResult(&result);
    return 0;
}
