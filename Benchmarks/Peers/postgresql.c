/* PostgreSQL: a table like message-db's. synchronous_commit on; a batch is one transaction of prepared inserts, sent in
 * one pipeline; bulk is COPY with the indexes behind it. A server of its own listens on a Unix socket alone. */
#include <arpa/inet.h>
#include <libpq-fe.h>
static const char *const peerName = "PostgreSQL";
#include "peer.h"
#include "server.h"

static PGconn *connection;
static int isLoading;
static uint64_t sent;
static uint8_t *copied;
static size_t copiedBytes, copiedRoom;

static void failed(const char *what) {
    errno = 0;
    fail(what, connection ? PQerrorMessage(connection) : peerName);
}

static void execute(const char *text) {
    PGresult *result = PQexec(connection, text);
    ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_IN && status != PGRES_COPY_OUT)
        failed(text);
    PQclear(result);
}

static const char *program(const char *name) {
    static char path[256];
    for (int version = 18; version >= 13; version--) {
        snprintf(path, sizeof path, "/usr/lib/postgresql/%d/bin/%s", version, name);
        if (access(path, X_OK) == 0) return path;
    }
    missing("PostgreSQL's server is not there");
    return NULL;
}

static void own(const char *folder) {
    struct passwd *owner = getpwnam("postgres");
    if (geteuid() != 0) return;
    if (!owner || chown(folder, owner->pw_uid, owner->pw_gid) != 0) missing("the user postgres is not there");
}

static void peerOpen(const char *folder, int isNew, int isBulk) {
    char data[4400], sockets[128], log[4400], text[4600];
    snprintf(data, sizeof data, "%s/data", folder);
    snprintf(log, sizeof log, "%s/server.log", folder);
    /* A socket's path is short; where the folder's is long, one of its own stands in for it. */
    if (strlen(data) < 85) snprintf(sockets, sizeof sockets, "%s", data);
    else {
        snprintf(sockets, sizeof sockets, "/tmp/probity-bench-%d", (int)getpid());
        if (mkdir(sockets, 0755) != 0 && errno != EEXIST) fail("making", sockets);
        own(sockets);
    }
    if (isNew) {
        if (mkdir(data, 0700) != 0) fail("making", data);
        own(data);
        startServer((char *[]){(char *)program("initdb"), "-D", data, "-U", "bench", "-A", "trust", "--no-locale", "-E",
                               "UTF8", "--no-sync", NULL}, "postgres", log, SIGTERM);
        int status;
        if (waitpid(server, &status, 0) != server || status != 0)
            missing("PostgreSQL's initdb failed: may the user postgres enter the folder of the work?");
    }
    startServer((char *[]){(char *)program("postgres"), "-D", data, "-k", sockets, "-c", "listen_addresses=", "-c",
                           "shared_buffers=256MB", "-c", "max_wal_size=4GB", "-c", "checkpoint_timeout=15min", "-c",
                           "synchronous_commit=on", NULL}, "postgres", log, SIGINT);
    snprintf(text, sizeof text, "host=%s user=bench dbname=postgres", sockets);
    for (int i = 0; i < 600; i++) {
        connection = PQconnectdb(text);
        if (PQstatus(connection) == CONNECTION_OK) break;
        PQfinish(connection);
        connection = NULL;
        if (waitpid(server, NULL, WNOHANG) == server) missing("PostgreSQL's server does not start");
        usleep(50000);
    }
    if (!connection) {
        stopServer(SIGQUIT);
        missing("PostgreSQL's server does not answer");
    }
    isLoading = isNew && isBulk;
    if (isNew) execute("CREATE TABLE messages(global_position bigint PRIMARY KEY, id uuid NOT NULL, stream_name text NOT NULL,"
                       " position bigint NOT NULL, type text NOT NULL, time bigint NOT NULL, data bytea NOT NULL)");
    if (!isLoading) {
        PGresult *result = PQprepare(connection, "insert", "INSERT INTO messages VALUES($1,$2,$3,$4,$5,$6,$7)", 7, NULL);
        if (PQresultStatus(result) != PGRES_COMMAND_OK) failed("preparing");
        PQclear(result);
    }
}

static void append(const void *bytes, size_t count) {
    if (copiedBytes + count > copiedRoom) {
        copiedRoom = (copiedBytes + count) * 2;
        copied = realloc(copied, copiedRoom);
        if (!copied) fail("getting", "memory");
    }
    memcpy(copied + copiedBytes, bytes, count);
    copiedBytes += count;
}

static void appendField(const void *bytes, size_t count) {
    uint32_t length = htonl((uint32_t)count);
    append(&length, 4);
    append(bytes, count);
}

static void peerBegin(void) {
    sent = 0;
    if (isLoading) {
        execute("COPY messages FROM STDIN BINARY");
        copiedBytes = 0;
        append("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
    } else {
        if (PQenterPipelineMode(connection) != 1) failed("pipelining");
    }
}

static void peerPut(const Entry *entry, uint64_t position) {
    uint64_t place = __builtin_bswap64(position), version = __builtin_bswap64(entry->version),
             time = __builtin_bswap64((uint64_t)entry->occurred);
    const char *values[7] = {(char *)&place, (char *)entry->id, (char *)entry->streamName, (char *)&version,
                             (char *)entry->type, (char *)&time, (char *)entry->record + entry->bodyOffset};
    int lengths[7] = {8, 16, entry->streamBytes, 8, entry->typeBytes, 8, (int)(entry->recordBytes - entry->bodyOffset)};
    static const int formats[7] = {1, 1, 1, 1, 1, 1, 1};
    sent++;
    if (isLoading) {
        uint16_t fields = htons(7);
        append(&fields, 2);
        for (int i = 0; i < 7; i++) appendField(values[i], (size_t)lengths[i]);
        return;
    }
    if (PQsendQueryPrepared(connection, "insert", 7, values, lengths, formats, 1) != 1) failed("inserting");
}

static void peerCommit(void) {
    PGresult *result;
    if (isLoading) {
        append("\377\377", 2);
        if (PQputCopyData(connection, (char *)copied, (int)copiedBytes) != 1 || PQputCopyEnd(connection, NULL) != 1)
            failed("copying");
        while ((result = PQgetResult(connection))) {
            if (PQresultStatus(result) != PGRES_COMMAND_OK) failed("copying");
            PQclear(result);
        }
        return;
    }
    if (PQpipelineSync(connection) != 1) failed("committing");
    for (uint64_t i = 0; i < sent; i++) {
        result = PQgetResult(connection);
        if (PQresultStatus(result) != PGRES_COMMAND_OK) failed("inserting");
        PQclear(result);
        PQgetResult(connection);
    }
    result = PQgetResult(connection);
    if (PQresultStatus(result) != PGRES_PIPELINE_SYNC) failed("committing");
    PQclear(result);
    if (PQexitPipelineMode(connection) != 1) failed("committing");
}

static void peerFinishBulk(void) {
    if (!isLoading) return;
    execute("CREATE UNIQUE INDEX ids ON messages(id)");
    execute("CREATE UNIQUE INDEX versions ON messages(stream_name, position)");
    execute("CHECKPOINT");
}

static size_t fieldLength(const char *p) { return ntohl(load32((const uint8_t *)p)); }

static uint64_t peerReplay(Fold *fold) {
    uint64_t count = 0;
    char *row;
    int bytes, isFirst = 1;
    execute("COPY (SELECT type, stream_name, data FROM messages ORDER BY global_position) TO STDOUT BINARY");
    while ((bytes = PQgetCopyData(connection, &row, 0)) > 0) {
        const char *p = row + (isFirst ? 19 : 0), *end = row + bytes;
        isFirst = 0;
        if (end - p >= 2 && !(p[0] == '\377' && p[1] == '\377')) {
            p += 2;
            size_t typeBytes = fieldLength(p);
            const char *type = p + 4;
            p = type + typeBytes;
            size_t streamBytes = fieldLength(p);
            const char *stream = p + 4;
            p = stream + streamBytes;
            size_t dataBytes = fieldLength(p);
            const uint8_t *data = (const uint8_t *)p + 4;
            uint8_t device[16];
            count++;
            if (isObserved(type, typeBytes) && deviceOfName(stream, streamBytes, device))
                foldBody(fold, device, data, data + dataBytes);
        }
        PQfreemem(row);
    }
    if (bytes == -2) failed("copying");
    for (PGresult *result; (result = PQgetResult(connection));) PQclear(result);
    return count;
}

static uint64_t peerHistory(const Entry *entry) {
    static int isPrepared;
    const char *values[1] = {(char *)entry->streamName};
    int lengths[1] = {entry->streamBytes}, formats[1] = {1};
    if (!isPrepared) {
        PQclear(PQprepare(connection, "history", "SELECT global_position, type, time, data FROM messages WHERE stream_name=$1"
                          " ORDER BY position", 1, NULL));
        isPrepared = 1;
    }
    PGresult *result = PQexecPrepared(connection, "history", 1, values, lengths, formats, 1);
    if (PQresultStatus(result) != PGRES_TUPLES_OK) failed("reading");
    uint64_t count = (uint64_t)PQntuples(result);
    PQclear(result);
    return count;
}

static void peerClose(void) {
    char path[64];
    PQfinish(connection);
    connection = NULL;
    stopServer(SIGINT);
    snprintf(path, sizeof path, "/tmp/probity-bench-%d", (int)getpid());
    removeTree(path);
}

static double peerServerSeconds(void) { return serverSeconds(); }
