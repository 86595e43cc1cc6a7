/* Redis streams: one XADD an event, pipelined by the batch, over a Unix socket. appendfsync always: the log of commands
 * is synced before the answers. Nothing is unique, and no stream has an index. */
static const char *const peerName = "Redis streams";
#include "peer.h"
#include "server.h"

static int connection = -1;
static char *out, in[1 << 16];
static size_t outBytes, outRoom, inBytes, inPlace;
static uint64_t waiting;

static void need(size_t count) {
    if (outBytes + count <= outRoom) return;
    outRoom = (outBytes + count) * 2;
    out = realloc(out, outRoom);
    if (!out) fail("getting", "memory");
}

static void addText(const char *text, size_t count) {
    need(count);
    memcpy(out + outBytes, text, count);
    outBytes += count;
}

static void addWord(const void *bytes, size_t count) {
    char head[32];
    addText(head, (size_t)sprintf(head, "$%zu\r\n", count));
    addText(bytes, count);
    addText("\r\n", 2);
}

static void flushOut(void) {
    for (size_t done = 0; done < outBytes;) {
        ssize_t n = write(connection, out + done, outBytes - done);
        if (n <= 0) fail("writing to", peerName);
        done += (size_t)n;
    }
    outBytes = 0;
}

static int nextByte(void) {
    if (inPlace == inBytes) {
        ssize_t n = read(connection, in, sizeof in);
        if (n <= 0) fail("reading from", peerName);
        inBytes = (size_t)n;
        inPlace = 0;
    }
    return (unsigned char)in[inPlace++];
}

static void readLine(char *line, size_t room) {
    size_t count = 0;
    for (int c; (c = nextByte()) != '\r';) if (count + 1 < room) line[count++] = (char)c;
    line[count] = 0;
    nextByte();
}

/* One bulk string into `bytes`. */
static size_t readWord(char *bytes, size_t room) {
    char line[256];
    readLine(line, sizeof line);
    if (line[0] == '-') { errno = 0; fail("asking", line); }
    if (line[0] != '$') return 0;
    size_t count = (size_t)atol(line + 1);
    for (size_t i = 0; i < count + 2; i++) {
        int c = nextByte();
        if (i < count && i < room) bytes[i] = (char)c;
    }
    return count < room ? count : room;
}

static long readCount(void) {
    char line[256];
    readLine(line, sizeof line);
    if (line[0] == '-') { errno = 0; fail("asking", line); }
    return line[0] == '*' ? atol(line + 1) : 0;
}

static void peerOpen(const char *folder, int isNew, int isBulk) {
    (void)isNew;
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "redis.sock"};
    /* A socket's path is short, and the folder's may be long: both sides name it from within the folder. */
    if (chdir(folder) != 0) fail("entering", folder);
    char *arguments[] = {"redis-server", "--port", "0", "--unixsocket", "redis.sock", "--dir", ".", "--appendonly",
                         "yes", "--appendfsync", isBulk ? "no" : "always", "--save", "", "--auto-aof-rewrite-percentage",
                         "0", NULL};
    startServer(arguments, NULL, "redis.log", SIGTERM);
    for (int i = 0; i < 600; i++) {
        connection = socket(AF_UNIX, SOCK_STREAM, 0);
        if (connect(connection, (struct sockaddr *)&address, sizeof address) == 0) {
            /* It answers once what it has is loaded. */
            char line[256];
            outBytes = inBytes = inPlace = 0;
            addText("*1\r\n", 4);
            addWord("PING", 4);
            flushOut();
            readLine(line, sizeof line);
            if (line[0] == '+') return;
        }
        close(connection);
        if (waitpid(server, NULL, WNOHANG) == server) missing("redis-server does not start");
        usleep(50000);
    }
    stopServer(SIGKILL);
    missing("redis-server does not answer");
}

static void peerBegin(void) { waiting = 0; }

static void peerPut(const Entry *entry, uint64_t position) {
    (void)position;
    addText("*5\r\n", 4);
    addWord("XADD", 4);
    addWord("ledger", 6);
    addWord("*", 1);
    addWord("r", 1);
    addWord(entry->record, entry->recordBytes);
    waiting++;
    /* The server reads while the rest is made, and neither side waits with full buffers. */
    if (outBytes > (256 << 10)) {
        flushOut();
        char id[64];
        for (; waiting > 0; waiting--) readWord(id, sizeof id);
    }
}

static void peerCommit(void) {
    char id[64];
    flushOut();
    for (; waiting > 0; waiting--) readWord(id, sizeof id);
}

static void peerFinishBulk(void) {}

static uint64_t peerReplay(Fold *fold) {
    static char record[1 << 16];
    char last[64] = "-", word[64];
    uint64_t count = 0;
    for (;;) {
        addText("*6\r\n", 4);
        addWord("XRANGE", 6);
        addWord("ledger", 6);
        addWord(last, strlen(last));
        addWord("+", 1);
        addWord("COUNT", 5);
        addWord("2000", 4);
        flushOut();
        long entries = readCount();
        if (entries <= 0) return count;
        for (long i = 0; i < entries; i++) {
            readCount();
            size_t bytes = readWord(word, sizeof word - 1);
            last[0] = '(';
            memcpy(last + 1, word, bytes < sizeof last - 2 ? bytes : sizeof last - 2);
            last[1 + bytes] = 0;
            readCount();
            readWord(word, sizeof word - 1);
            bytes = readWord(record, sizeof record);
            foldRecord(fold, (uint8_t *)record, bytes);
            count++;
        }
    }
}

static uint64_t peerHistory(const Entry *entry) {
    (void)entry;
    return 0;
}

static void peerClose(void) {
    close(connection);
    stopServer(SIGTERM);
    if (chdir("/") != 0) fail("leaving", peerName);
}

static double peerServerSeconds(void) { return serverSeconds(); }
