/* What every peer has in common: its stores, what is measured, and what is printed.
 *
 *   PEER RECORDS FOLDER append BATCH    the last events of the work, in batches, each durable before the next, on a
 *                                       store that has all events before them
 *   PEER RECORDS FOLDER bulk            all events into a new store, as it is done best
 *   PEER RECORDS FOLDER replay          all events in their order, with the fold of every program
 *   PEER RECORDS FOLDER histories       random devices' events, by an index
 *
 * BENCH_EVENTS bounds events and histories. Stores that are filled before the clock starts are kept in FOLDER/stores.
 * The exit status is 69, with a sentence, where something is missing.
 */
#ifndef PROBITY_BENCH_PEER_H
#define PROBITY_BENCH_PEER_H
#include "../Limits/log.h"
#include <sys/wait.h>

/* Each peer defines these. A store is a folder. */
static const char *const peerName;
/* Whether a store is a folder that can be copied while it is closed. */
static void peerOpen(const char *folder, int isNew, int isBulk);
static void peerBegin(void);
static void peerPut(const Entry *entry, uint64_t position);
static void peerCommit(void);
/* Behind a bulk load: whatever was put off. */
static void peerFinishBulk(void);
static uint64_t peerReplay(Fold *fold);
static uint64_t peerHistory(const Entry *ofStream);
static void peerClose(void);
/* Seconds that the peer's own processes have taken so far, where it has some. */
static double peerServerSeconds(void);

static void missing(const char *what) {
    fprintf(stderr, "%s\n", what);
    exit(69);
}

/* Runs a program and waits for it; returns its status. */
static int runProgram(char *const arguments[]) {
    pid_t child = fork();
    if (child == 0) {
        int null = open("/dev/null", O_WRONLY);
        dup2(null, 1);
        execvp(arguments[0], arguments);
        _exit(127);
    }
    int status = -1;
    if (child < 0 || waitpid(child, &status, 0) != child) fail("starting", arguments[0]);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void removeTree(const char *path) { runProgram((char *[]){"rm", "-rf", (char *)path, NULL}); }

static void copyTree(const char *from, const char *to) {
    if (runProgram((char *[]){"cp", "-a", (char *)from, (char *)to, NULL}) != 0) fail("copying", from);
}

static uint64_t treeBytes(const char *path) {
    char command[4300];
    unsigned long long bytes = 0;
    snprintf(command, sizeof command, "du -sb --apparent-size '%s' 2>/dev/null", path);
    FILE *out = popen(command, "r");
    if (out) {
        if (fscanf(out, "%llu", &bytes) != 1) bytes = 0;
        pclose(out);
    }
    return bytes;
}

/* Bytes that reached files by this process. */
static uint64_t writtenBytes(void) {
    FILE *file = fopen("/proc/self/io", "r");
    char line[128];
    unsigned long long found = 0;
    while (file && fgets(line, sizeof line, file)) if (sscanf(line, "wchar: %llu", &found) == 1) break;
    if (file) fclose(file);
    return found;
}

/* Folds what stands in a record behind its stream's version: source, key, content, mapping, modified, part, actor,
 * tags, correlation, causation, evidence, and then the data. */
static inline void foldBody(Fold *fold, const uint8_t *device, const uint8_t *p, const uint8_t *end) {
    for (int i = 0; i < 11; i++) p = passItem(p, end);
    if (p >= end || *p >> 5 != 5) return;
    uint64_t fields, key;
    p = passHead(p, &fields);
    for (uint64_t i = 0; i < fields && p < end; i++) {
        p = passHead(p, &key);
        if (p < end && key == 2 && (*p == 0xF4 || *p == 0xF5)) {
            foldSet(fold, device, *p == 0xF5);
            return;
        }
        p = passItem(p, end);
    }
}

static inline int isObserved(const char *type, size_t count) {
    return count == 19 && memcmp(type, "compliance.observed", 19) == 0;
}

/* The id with which a stream's name ends; 0 where it ends with none. */
static inline int deviceOfName(const char *name, size_t count, uint8_t device[16]) {
    if (count < 36) return 0;
    const char *p = name + count - 36;
    int digits = 0;
    for (int i = 0; i < 36; i++) {
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (p[i] != '-') return 0;
            continue;
        }
        int value = p[i] >= '0' && p[i] <= '9' ? p[i] - '0' : p[i] >= 'a' && p[i] <= 'f' ? p[i] - 'a' + 10 : -1;
        if (value < 0) return 0;
        if (digits % 2 == 0) device[digits / 2] = (uint8_t)(value << 4);
        else device[digits / 2] |= (uint8_t)value;
        digits++;
    }
    return 1;
}

static void load(const Work *work, uint64_t count) {
    size_t offset = 64;
    Entry entry;
    for (uint64_t i = 0; i < count;) {
        peerBegin();
        for (uint64_t j = 0; j < 10000 && i < count && nextEntry(work, &offset, &entry); j++) peerPut(&entry, i++);
        peerCommit();
    }
    peerFinishBulk();
}

/* The store with the first events of the work, filled if it is not there. */
static void makeStore(const Work *work, const char *folder, uint64_t count) {
    char ready[4300], unfinished[4300];
    snprintf(ready, sizeof ready, "%s.ready", folder);
    if (access(ready, F_OK) == 0) return;
    snprintf(unfinished, sizeof unfinished, "%s.unfinished", folder);
    removeTree(unfinished);
    removeTree(folder);
    if (mkdir(unfinished, 0755) != 0) fail("making", unfinished);
    peerOpen(unfinished, 1, 1);
    load(work, count);
    peerClose();
    if (rename(unfinished, folder) != 0) fail("naming", folder);
    int file = open(ready, O_CREAT | O_WRONLY, 0644);
    if (file >= 0) close(file);
}

static void measureAppend(const Work *work, const char *folder, uint64_t first, uint64_t most, uint64_t batch, Result *result) {
    size_t offset = 64;
    Entry entry;
    for (uint64_t i = 0; i < first; i++) if (!nextEntry(work, &offset, &entry)) return;
    peerOpen(folder, 0, 0);
    uint64_t before = writtenBytes(), position = first;
    double server = peerServerSeconds();
    result->start = readClock();
    while (result->events < most) {
        double began = now();
        uint64_t taken = 0;
        peerBegin();
        for (; taken < batch && result->events + taken < most && nextEntry(work, &offset, &entry); taken++) {
            peerPut(&entry, position++);
            result->bytes += entry.recordBytes;
        }
        if (taken == 0) break;
        peerCommit();
        if (batch == 1) addLatency(&result->latencies, now() - began);
        result->events += taken;
    }
    result->end = readClock();
    result->end.user += peerServerSeconds() - server;
    result->bytesWritten = writtenBytes() - before;
    peerClose();
}

static void measureBulk(const Work *work, const char *folder, Result *result) {
    if (mkdir(folder, 0755) != 0) fail("making", folder);
    peerOpen(folder, 1, 1);
    uint64_t before = writtenBytes();
    double server = peerServerSeconds();
    result->start = readClock();
    load(work, work->events);
    result->end = readClock();
    result->end.user += peerServerSeconds() - server;
    result->bytesWritten = writtenBytes() - before;
    result->events = work->events;
    result->bytes = work->recordBytes;
    peerClose();
    result->storedBytes = treeBytes(folder);
}

static void measureHistories(const Work *work, const char *folder, uint64_t most, Result *result) {
    size_t room = 1024, count = 0, offset = 64;
    Entry *streams = malloc(room * sizeof(Entry)), entry;
    uint64_t largest = 0, state = 4;
    while (nextEntry(work, &offset, &entry)) if (entry.stream > largest) largest = entry.stream;
    uint8_t *seen = calloc(largest + 1, 1);
    if (!streams || !seen) fail("getting", "memory");
    for (offset = 64; nextEntry(work, &offset, &entry);) {
        if (entry.state > 1 || seen[entry.stream]) continue;
        seen[entry.stream] = 1;
        if (count == room) streams = realloc(streams, (room *= 2) * sizeof(Entry));
        if (!streams) fail("getting", "memory");
        streams[count++] = entry;
    }
    if (count == 0) missing("the work has no device that the directory told of");
    peerOpen(folder, 0, 0);
    double server = peerServerSeconds();
    uint64_t read = peerHistory(&streams[0]);
    read = 0;
    result->start = readClock();
    for (uint64_t i = 0; i < most; i++) {
        state = state * 6364136223846793005ull + 1442695040888963407ull;
        double began = now();
        read += peerHistory(&streams[(state >> 33) % count]);
        addLatency(&result->latencies, now() - began);
        result->events++;
    }
    result->end = readClock();
    result->end.user += peerServerSeconds() - server;
    snprintf(result->note, sizeof result->note, "%llu events read", (unsigned long long)read);
    peerClose();
}

int main(int count, char **arguments) {
    if (count < 4) return 64;
    Work work = openWork(arguments[1]);
    const char *verb = arguments[3], *bound = getenv("BENCH_EVENTS");
    uint64_t most = bound ? strtoull(bound, NULL, 10) : work.events;
    uint64_t tail = work.events / 10 < 30000 ? work.events / 10 : 30000;
    char stores[4096], base[4200], full[4200], run[4200];
    snprintf(stores, sizeof stores, "%s/stores", arguments[2]);
    mkdir(stores, 0755);
    snprintf(base, sizeof base, "%s/%s-%llu-base", stores, peerName, (unsigned long long)work.events);
    snprintf(full, sizeof full, "%s/%s-%llu-full", stores, peerName, (unsigned long long)work.events);
    snprintf(run, sizeof run, "%s/run/%s", arguments[2], peerName);
    removeTree(run);
    Result result = {.name = peerName};
    if (strcmp(verb, "append") == 0 && count > 4) {
        uint64_t batch = strtoull(arguments[4], NULL, 10);
        if (batch == 0) return 64;
        if (most > tail) most = tail;
        makeStore(&work, base, work.events - tail);
        copyTree(base, run);
        measureAppend(&work, run, work.events - tail, most, batch, &result);
        removeTree(run);
    } else if (strcmp(verb, "bulk") == 0) {
        measureBulk(&work, run, &result);
        removeTree(run);
    } else if (strcmp(verb, "replay") == 0) {
        Fold fold = {0};
        makeStore(&work, full, work.events);
        peerOpen(full, 0, 0);
        double server = peerServerSeconds();
        result.start = readClock();
        result.events = peerReplay(&fold);
        foldDigest(&fold, result.digest);
        result.end = readClock();
        result.end.user += peerServerSeconds() - server;
        peerClose();
    } else if (strcmp(verb, "histories") == 0) {
        makeStore(&work, full, work.events);
        measureHistories(&work, full, most < 5000 ? most : 5000, &result);
    } else return 64;
    printResult(&result);
    return 0;
}
#endif
