/* The straight-line appender: what the machine can do at most with the same records, keeping no index.
 *
 *   append WORK LOG BATCH [bare]
 *
 * For each batch of BATCH events: frames, LZ4 blocks of 64 KiB with CRC-32C, SHA-256 of leaves and nodes, one write,
 * one fdatasync. `bare` leaves out all but the write and the sync, of the same bytes that were compressed before.
 * Single events are measured one by one; their number is bounded by BENCH_EVENTS.
 */
#include "log.h"

int main(int count, char **arguments) {
    if (count < 4) return 64;
    Work work = openWork(arguments[1]);
    const char *path = arguments[2];
    uint64_t batch = strtoull(arguments[3], NULL, 10);
    int bare = count > 4 && strcmp(arguments[4], "bare") == 0;
    const char *bound = getenv("BENCH_EVENTS");
    uint64_t most = bound ? strtoull(bound, NULL, 10) : work.events;
    if (batch == 0) return 64;
    if (most > work.events) most = work.events;
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (file < 0) fail("opening", path);
    /* Room for a batch, which has a block more than its bytes fill for each that a record would not fit. */
    size_t longest = 0, offset = 64, batchBytes = 0;
    Entry entry;
    for (uint64_t i = 0; i < most && nextEntry(&work, &offset, &entry); i++) {
        batchBytes += 4 + entry.recordBytes;
        if ((i + 1) % batch == 0 || i + 1 == most) {
            if (batchBytes > longest) longest = batchBytes;
            batchBytes = 0;
        }
    }
    size_t room = (size_t)LZ4_compressBound((int)(longest < INT32_MAX / 2 ? longest : INT32_MAX / 2)) * 2 + 4 * blockBytes;
    uint8_t *raw = malloc(2 * blockBytes), *out = malloc(room);
    if (!raw || !out) fail("getting", "memory");
    memset(out, 0, room);
    Tree tree = {.depth = 0};
    Result result = {.name = bare ? "bare write and sync" : "straight-line appender"};
    snprintf(result.note, sizeof result.note, "%s", hasShaInstructions() ? "SHA instructions" : "no SHA instructions: plain C");
    offset = 64;
    result.start = readClock();
    double spent = 0;
    while (result.events < most) {
        double began = now();
        size_t outBytes = 0;
        uint32_t rawBytes = 0, held = 0;
        uint64_t taken = 0;
        for (; taken < batch && result.events + taken < most && nextEntry(&work, &offset, &entry); taken++) {
            if (rawBytes + 4 + entry.recordBytes > blockBytes && held > 0) {
                outBytes += sealBlock(raw, rawBytes, held, out + outBytes);
                rawBytes = held = 0;
            }
            memcpy(raw + rawBytes, &entry.recordBytes, 4);
            memcpy(raw + rawBytes + 4, entry.record, entry.recordBytes);
            if (!bare) {
                uint8_t leaf[32];
                leafHash(raw + rawBytes + 4, entry.recordBytes, leaf);
                addLeaf(&tree, leaf);
            }
            rawBytes += 4 + entry.recordBytes;
            held++;
            result.bytes += entry.recordBytes;
        }
        if (held > 0) outBytes += sealBlock(raw, rawBytes, held, out + outBytes);
        if (taken == 0) break;
        double written = now();
        if (bare) spent += written - began;
        for (size_t done = 0; done < outBytes;) {
            ssize_t n = write(file, out + done, outBytes - done);
            if (n < 0) fail("writing", path);
            done += (size_t)n;
        }
        if (fdatasync(file) != 0) fail("syncing", path);
        if (batch == 1) addLatency(&result.latencies, now() - (bare ? written : began));
        result.syncs++;
        result.storedBytes += outBytes;
        result.events += taken;
    }
    result.end = readClock();
    /* The bare write does not pay for making its bytes. */
    result.end.wall -= spent;
    if (bare) result.end.user = result.end.user - spent < result.start.user ? result.start.user : result.end.user - spent;
    result.bytesWritten = result.storedBytes;
    if (!bare) {
        uint8_t root[32];
        treeRoot(&tree, root);
        toHex(root, result.root);
    }
    printResult(&result);
    close(file);
    return 0;
}
