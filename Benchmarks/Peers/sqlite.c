/* SQLite: a table of events as an application makes one. WAL, synchronous FULL: one sync a transaction. */
#include <sqlite3.h>
static const char *const peerName = "SQLite";
#include "peer.h"

static sqlite3 *database;
static sqlite3_stmt *insert, *history;
static int hasLateIndexes;

static void check(int status, const char *what) {
    if (status == SQLITE_OK || status == SQLITE_DONE || status == SQLITE_ROW) return;
    errno = 0;
    fail(what, database ? sqlite3_errmsg(database) : "the database");
}

static void execute(const char *text) { check(sqlite3_exec(database, text, NULL, NULL, NULL), text); }

static void peerOpen(const char *folder, int isNew, int isBulk) {
    char path[4400];
    snprintf(path, sizeof path, "%s/events.sqlite", folder);
    check(sqlite3_open(path, &database), "opening");
    execute("PRAGMA journal_mode=WAL");
    execute("PRAGMA synchronous=FULL");
    execute("PRAGMA cache_size=-65536");
    execute("PRAGMA mmap_size=2147483648");
    hasLateIndexes = isNew && isBulk;
    if (isNew) execute("CREATE TABLE events(position INTEGER PRIMARY KEY, id BLOB NOT NULL, stream TEXT NOT NULL,"
                       " version INTEGER NOT NULL, type TEXT NOT NULL, occurred INTEGER NOT NULL, data BLOB NOT NULL)");
    check(sqlite3_prepare_v2(database, "INSERT INTO events VALUES(?,?,?,?,?,?,?)", -1, &insert, NULL), "preparing");
    check(sqlite3_prepare_v2(database, "SELECT position, type, occurred, data FROM events WHERE stream=? ORDER BY version",
                             -1, &history, NULL), "preparing");
}

static void peerBegin(void) { execute("BEGIN IMMEDIATE"); }

static void peerPut(const Entry *entry, uint64_t position) {
    sqlite3_bind_int64(insert, 1, (sqlite3_int64)position);
    sqlite3_bind_blob(insert, 2, entry->id, 16, SQLITE_STATIC);
    sqlite3_bind_text(insert, 3, (const char *)entry->streamName, entry->streamBytes, SQLITE_STATIC);
    sqlite3_bind_int64(insert, 4, (sqlite3_int64)entry->version);
    sqlite3_bind_text(insert, 5, (const char *)entry->type, entry->typeBytes, SQLITE_STATIC);
    sqlite3_bind_int64(insert, 6, entry->occurred);
    sqlite3_bind_blob(insert, 7, entry->record + entry->bodyOffset, (int)(entry->recordBytes - entry->bodyOffset),
                      SQLITE_STATIC);
    check(sqlite3_step(insert), "inserting");
    sqlite3_reset(insert);
}

static void peerCommit(void) { execute("COMMIT"); }

static void peerFinishBulk(void) {
    if (!hasLateIndexes) return;
    execute("CREATE UNIQUE INDEX ids ON events(id)");
    execute("CREATE UNIQUE INDEX versions ON events(stream, version)");
}

static uint64_t peerReplay(Fold *fold) {
    sqlite3_stmt *all;
    uint64_t count = 0;
    check(sqlite3_prepare_v2(database, "SELECT type, stream, data FROM events ORDER BY position", -1, &all, NULL), "preparing");
    while (sqlite3_step(all) == SQLITE_ROW) {
        count++;
        const char *type = (const char *)sqlite3_column_text(all, 0);
        if (!isObserved(type, (size_t)sqlite3_column_bytes(all, 0))) continue;
        const char *stream = (const char *)sqlite3_column_text(all, 1);
        uint8_t device[16];
        if (!deviceOfName(stream, (size_t)sqlite3_column_bytes(all, 1), device)) continue;
        const uint8_t *data = sqlite3_column_blob(all, 2);
        foldBody(fold, device, data, data + sqlite3_column_bytes(all, 2));
    }
    sqlite3_finalize(all);
    return count;
}

static uint64_t peerHistory(const Entry *entry) {
    uint64_t count = 0;
    sqlite3_bind_text(history, 1, (const char *)entry->streamName, entry->streamBytes, SQLITE_STATIC);
    while (sqlite3_step(history) == SQLITE_ROW) count += sqlite3_column_bytes(history, 3) > 0;
    sqlite3_reset(history);
    return count;
}

static void peerClose(void) {
    sqlite3_finalize(insert);
    sqlite3_finalize(history);
    check(sqlite3_close(database), "closing");
    database = NULL;
}

static double peerServerSeconds(void) { return 0; }
