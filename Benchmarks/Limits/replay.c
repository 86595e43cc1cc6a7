/* Reads the straight-line log again.
 *
 *   replay LOG fold|verify THREADS
 *
 * `fold` checks and decompresses each block and folds the latest compliance state of each device out of its records'
 * bytes. `verify` hashes every record and makes the root instead. With two threads, blocks are taken in turn: folds keep
 * the position of what they set, hashes are put together in order.
 */
#include <pthread.h>
#include "log.h"

typedef struct { size_t offset; uint64_t first; uint32_t events; } Place;
typedef struct {
    const LogMap *log;
    const Place *places;
    size_t from, to;
    int verifies;
    uint8_t (*leaves)[32];
    Fold fold;
    uint64_t bytes;
} Part;

static void *run(void *argument) {
    Part *part = argument;
    uint8_t *raw = malloc(2 * blockBytes);
    if (!raw) fail("getting", "memory");
    for (size_t i = part->from; i < part->to; i++) {
        size_t next;
        uint32_t rawBytes = openBlock(part->log, part->places[i].offset, raw, &next);
        uint64_t number = part->places[i].first;
        for (uint32_t at = 0; at + 4 <= rawBytes;) {
            uint32_t length = load32(raw + at);
            if (length < 24 || at + 4 + length > rawBytes) { errno = 0; fail("reading", "a frame"); }
            if (part->verifies) leafHash(raw + at + 4, length, part->leaves[number++]);
            else foldRecord(&part->fold, raw + at + 4, length);
            part->bytes += length;
            at += 4 + length;
        }
    }
    free(raw);
    return NULL;
}

int main(int count, char **arguments) {
    if (count < 4) return 64;
    LogMap log = openLog(arguments[1]);
    int verifies = strcmp(arguments[2], "verify") == 0;
    int threads = atoi(arguments[3]);
    if (threads < 1 || threads > 16) return 64;
    Result result = {.name = verifies ? "verifier" : "replayer"};
    result.start = readClock();
    size_t places = 0, room = 0;
    Place *all = NULL;
    for (size_t offset = 0; offset + blockHead <= log.size;) {
        if (places == room) {
            room = room ? room * 2 : 1024;
            all = realloc(all, room * sizeof(Place));
            if (!all) fail("getting", "memory");
        }
        all[places++] = (Place){offset, result.events, load32(log.bytes + offset + 8)};
        result.events += load32(log.bytes + offset + 8);
        offset += blockHead + load32(log.bytes + offset + 4);
    }
    uint8_t (*leaves)[32] = verifies ? malloc(result.events * 32 + 1) : NULL;
    if (verifies && !leaves) fail("getting", "memory");
    Part parts[16] = {0};
    pthread_t ids[16];
    for (int i = 0; i < threads; i++)
        parts[i] = (Part){.log = &log, .places = all, .from = places * (size_t)i / (size_t)threads,
                          .to = places * (size_t)(i + 1) / (size_t)threads, .verifies = verifies, .leaves = leaves};
    for (int i = 1; i < threads; i++)
        if (pthread_create(&ids[i], NULL, run, &parts[i]) != 0) fail("starting", "a thread");
    run(&parts[0]);
    for (int i = 1; i < threads; i++) pthread_join(ids[i], NULL);
    for (int i = 0; i < threads; i++) result.bytes += parts[i].bytes;
    if (verifies) {
        Tree tree = {.depth = 0};
        uint8_t root[32];
        for (uint64_t i = 0; i < result.events; i++) addLeaf(&tree, leaves[i]);
        treeRoot(&tree, root);
        toHex(root, result.root);
    } else {
        /* Later parts hold later events. */
        for (int i = 1; i < threads; i++)
            for (size_t j = 0; j < parts[i].fold.room; j++)
                if (parts[i].fold.slots[j].used)
                    foldSet(&parts[0].fold, parts[i].fold.slots[j].device, parts[i].fold.slots[j].state);
        foldDigest(&parts[0].fold, result.digest);
    }
    result.end = readClock();
    printResult(&result);
    return 0;
}
