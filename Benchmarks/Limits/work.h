/* The standard work as every program of the benchmark sees it, and what each of them prints.
 *
 * The file `records.work`: a header of 64 bytes, then one entry for each event, each at a multiple of eight bytes.
 * Integers are little-endian.
 *
 *   header  0 "PRBYWORK"   8 version, 32 bits   12 devices, 32 bits   16 events, 64 bits   24 record bytes, 64 bits
 *   entry   0 bytes of the entry, 32 bits      4 bytes of the record, 32 bits
 *           8 stream's number, 64 bits        16 version in the stream, 64 bits
 *          24 occurred, nanoseconds, 64 bits  32 event id, 16 bytes
 *          48 bytes of the stream's name, 16  50 bytes of the type, 16   52 where the record's body begins, 16
 *          54 compliance state: 0 no, 1 yes, 2 none
 *          56 device, 16 bytes, zeros for none
 *          72 record, stream's name, type, zeros
 *
 * The body of a record is what stands behind its stream's version: a store with columns for id, time, type, stream
 * and version keeps it as its data.
 */
#ifndef PROBITY_BENCH_WORK_H
#define PROBITY_BENCH_WORK_H
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "sha256.h"

typedef struct {
    const uint8_t *bytes;
    size_t size;
    uint64_t events;
    uint64_t recordBytes;
} Work;

typedef struct {
    uint32_t entryBytes, recordBytes;
    uint64_t stream, version;
    int64_t occurred;
    const uint8_t *id, *device, *record, *streamName, *type;
    uint16_t streamBytes, typeBytes, bodyOffset;
    uint8_t state;
} Entry;

static void fail(const char *what, const char *object) {
    fprintf(stderr, "%s %s: %s\n", what, object, errno ? strerror(errno) : "not as expected");
    exit(1);
}

static inline uint64_t load64(const uint8_t *p) { uint64_t v; memcpy(&v, p, 8); return v; }
static inline uint32_t load32(const uint8_t *p) { uint32_t v; memcpy(&v, p, 4); return v; }
static inline uint16_t load16(const uint8_t *p) { uint16_t v; memcpy(&v, p, 2); return v; }

static inline Work openWork(const char *path) {
    Work work = {0};
    int file = open(path, O_RDONLY);
    struct stat found;
    if (file < 0 || fstat(file, &found) != 0) fail("opening", path);
    work.size = (size_t)found.st_size;
    void *map = work.size < 64 ? MAP_FAILED : mmap(NULL, work.size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    if (map == MAP_FAILED) fail("mapping", path);
    close(file);
    work.bytes = map;
    if (memcmp(work.bytes, "PRBYWORK", 8) != 0 || load32(work.bytes + 8) != 1) { errno = 0; fail("reading", path); }
    work.events = load64(work.bytes + 16);
    work.recordBytes = load64(work.bytes + 24);
    return work;
}

/* The entry at `offset`, which moves to the next; 0 where there is none. */
static inline int nextEntry(const Work *work, size_t *offset, Entry *entry) {
    if (*offset + 72 > work->size) return 0;
    const uint8_t *p = work->bytes + *offset;
    entry->entryBytes = load32(p);
    entry->recordBytes = load32(p + 4);
    if (entry->entryBytes < 72 || *offset + entry->entryBytes > work->size) return 0;
    entry->stream = load64(p + 8);
    entry->version = load64(p + 16);
    entry->occurred = (int64_t)load64(p + 24);
    entry->id = p + 32;
    entry->streamBytes = load16(p + 48);
    entry->typeBytes = load16(p + 50);
    entry->bodyOffset = load16(p + 52);
    entry->state = p[54];
    entry->device = p + 56;
    entry->record = p + 72;
    entry->streamName = entry->record + entry->recordBytes;
    entry->type = entry->streamName + entry->streamBytes;
    if (72 + (size_t)entry->recordBytes + entry->streamBytes + entry->typeBytes > entry->entryBytes) return 0;
    *offset += entry->entryBytes;
    return 1;
}

/* Time, processor time and memory ---------------------------------------------------------------------------- */

static inline double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

typedef struct { double wall, user, system; } Clock;

static inline Clock readClock(void) {
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    return (Clock){now(), (double)use.ru_utime.tv_sec + (double)use.ru_utime.tv_usec * 1e-6,
                   (double)use.ru_stime.tv_sec + (double)use.ru_stime.tv_usec * 1e-6};
}

/* Peak anonymous memory cannot be had after the fact: this is what is resident and anonymous now. */
static long anonymousKiB(void) {
    FILE *file = fopen("/proc/self/status", "r");
    char line[256];
    long found = 0;
    while (file && fgets(line, sizeof line, file)) if (sscanf(line, "RssAnon: %ld", &found) == 1) break;
    if (file) fclose(file);
    return found;
}

/* Latencies of single commits, in seconds --------------------------------------------------------------------- */

typedef struct { double *values; size_t count, room; } Latencies;

static inline void addLatency(Latencies *all, double value) {
    if (all->count == all->room) {
        all->room = all->room ? all->room * 2 : 4096;
        all->values = realloc(all->values, all->room * sizeof(double));
        if (!all->values) fail("keeping", "latencies");
    }
    all->values[all->count++] = value;
}

static int compareDoubles(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double quantile(const Latencies *all, double part) {
    size_t place = (size_t)(part * (double)all->count);
    return all->values[place < all->count ? place : all->count - 1] * 1e6;
}

/* What is printed --------------------------------------------------------------------------------------------- */

typedef struct {
    const char *name;
    uint64_t events, bytes, bytesWritten, storedBytes, syncs;
    Clock start, end;
    Latencies latencies;
    char digest[65], root[65], note[256];
} Result;

static void toHex(const uint8_t *bytes, char *text) {
    for (int i = 0; i < 32; i++) sprintf(text + 2 * i, "%02x", bytes[i]);
}

static inline void printResult(Result *r) {
    printf("{\"name\":\"%s\",\"events\":%llu,\"seconds\":%.9f,\"user\":%.6f,\"system\":%.6f,", r->name,
           (unsigned long long)r->events, r->end.wall - r->start.wall, r->end.user - r->start.user,
           r->end.system - r->start.system);
    printf("\"anonymousKiB\":%ld", anonymousKiB());
    /* What was not counted is left out. */
    if (r->bytes) printf(",\"bytes\":%llu", (unsigned long long)r->bytes);
    if (r->bytesWritten) printf(",\"bytesWritten\":%llu", (unsigned long long)r->bytesWritten);
    if (r->storedBytes) printf(",\"storedBytes\":%llu", (unsigned long long)r->storedBytes);
    if (r->syncs) printf(",\"syncs\":%llu", (unsigned long long)r->syncs);
    if (r->latencies.count > 0) {
        Latencies *all = &r->latencies;
        qsort(all->values, all->count, sizeof(double), compareDoubles);
        printf(",\"latency\":{\"count\":%zu,\"p50\":%.3f,\"p90\":%.3f,\"p99\":%.3f,\"p999\":%.3f,\"max\":%.3f}",
               all->count, quantile(all, 0.5), quantile(all, 0.9), quantile(all, 0.99), quantile(all, 0.999),
               all->values[all->count - 1] * 1e6);
    }
    if (r->digest[0]) printf(",\"digest\":\"%s\"", r->digest);
    if (r->root[0]) printf(",\"root\":\"%s\"", r->root);
    if (r->note[0]) printf(",\"note\":\"%s\"", r->note);
    printf("}\n");
    fflush(stdout);
}

/* The fold: the latest compliance state of each device that the directory told of ------------------------------ */

typedef struct { uint8_t device[16]; uint8_t state, used; } FoldSlot;
typedef struct { FoldSlot *slots; size_t room, count; } Fold;

static inline uint64_t deviceHash(const uint8_t *device) {
    return (load64(device) ^ load64(device + 8) * 0x9E3779B97F4A7C15ull) * 0xD6E8FEB86659FD93ull;
}

static void foldSet(Fold *fold, const uint8_t *device, uint8_t state);

static void foldGrow(Fold *fold) {
    Fold larger = {calloc(fold->room ? fold->room * 2 : 4096, sizeof(FoldSlot)), fold->room ? fold->room * 2 : 4096, 0};
    if (!larger.slots) fail("folding", "devices");
    for (size_t i = 0; i < fold->room; i++)
        if (fold->slots[i].used) foldSet(&larger, fold->slots[i].device, fold->slots[i].state);
    free(fold->slots);
    *fold = larger;
}

static inline void foldSet(Fold *fold, const uint8_t *device, uint8_t state) {
    if (fold->count * 2 >= fold->room) foldGrow(fold);
    size_t place = (size_t)(deviceHash(device) >> 20) & (fold->room - 1);
    while (fold->slots[place].used && memcmp(fold->slots[place].device, device, 16) != 0)
        place = (place + 1) & (fold->room - 1);
    FoldSlot *slot = &fold->slots[place];
    if (!slot->used) {
        slot->used = 1;
        memcpy(slot->device, device, 16);
        fold->count++;
    }
    slot->state = state;
}

static int compareSlots(const void *a, const void *b) {
    return memcmp(((const FoldSlot *)a)->device, ((const FoldSlot *)b)->device, 16);
}

/* SHA-256 over the devices in order, sixteen bytes and the state each. */
static inline void foldDigest(const Fold *fold, char *text) {
    FoldSlot *all = malloc((fold->count + 1) * sizeof(FoldSlot));
    uint8_t *bytes = calloc(fold->count * 17 + 1, 1), hash[32];
    size_t count = 0;
    if (!all || !bytes) fail("folding", "devices");
    for (size_t i = 0; i < fold->room; i++) if (fold->slots[i].used) all[count++] = fold->slots[i];
    qsort(all, count, sizeof(FoldSlot), compareSlots);
    for (size_t i = 0; i < count; i++) {
        memcpy(bytes + i * 17, all[i].device, 16);
        bytes[i * 17 + 16] = all[i].state;
    }
    sha256(bytes, count * 17, hash);
    toHex(hash, text);
    free(all);
    free(bytes);
}
#endif
