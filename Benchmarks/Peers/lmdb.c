/* LMDB: one transaction, and one sync, a batch. Ids and versions are unique because their keys are. */
#include <lmdb.h>
static const char *const peerName = "LMDB";
#include "keyvalue.h"
#include "peer.h"

static MDB_env *environment;
static MDB_txn *transaction;
static MDB_dbi records, streams, ids;

static void check(int status, const char *what) {
    if (status == 0) return;
    errno = 0;
    fail(what, mdb_strerror(status));
}

static void peerOpen(const char *folder, int isNew, int isBulk) {
    unsigned create = isNew ? MDB_CREATE : 0;
    check(mdb_env_create(&environment), "making");
    check(mdb_env_set_mapsize(environment, (size_t)64 << 30), "sizing");
    check(mdb_env_set_maxdbs(environment, 3), "sizing");
    check(mdb_env_open(environment, folder, isBulk ? MDB_NOSYNC : 0, 0644), "opening");
    check(mdb_txn_begin(environment, NULL, isNew ? 0 : MDB_RDONLY, &transaction), "beginning");
    check(mdb_dbi_open(transaction, "records", create, &records), "opening");
    check(mdb_dbi_open(transaction, "streams", create, &streams), "opening");
    check(mdb_dbi_open(transaction, "ids", create, &ids), "opening");
    check(mdb_txn_commit(transaction), "committing");
}

static void peerBegin(void) { check(mdb_txn_begin(environment, NULL, 0, &transaction), "beginning"); }

static void put(MDB_dbi table, uint8_t *key, size_t keyBytes, const uint8_t *bytes, size_t count, unsigned flags) {
    MDB_val name = {keyBytes, key}, value = {count, (void *)bytes};
    check(mdb_put(transaction, table, &name, &value, flags), "putting");
}

static void peerPut(const Entry *entry, uint64_t position) {
    uint8_t key[16], place[8];
    storeBig(place, position);
    put(records, place, 8, entry->record, entry->recordBytes, MDB_APPEND);
    storeBig(key, entry->stream);
    storeBig(key + 8, entry->version);
    put(streams, key, 16, place, 8, MDB_NOOVERWRITE);
    memcpy(key, entry->id, 16);
    put(ids, key, 16, place, 8, MDB_NOOVERWRITE);
}

static void peerCommit(void) { check(mdb_txn_commit(transaction), "committing"); }

static void peerFinishBulk(void) { check(mdb_env_sync(environment, 1), "syncing"); }

static uint64_t peerReplay(Fold *fold) {
    uint64_t count = 0;
    MDB_cursor *cursor;
    MDB_val key, value;
    check(mdb_txn_begin(environment, NULL, MDB_RDONLY, &transaction), "beginning");
    check(mdb_cursor_open(transaction, records, &cursor), "opening");
    for (int s = mdb_cursor_get(cursor, &key, &value, MDB_FIRST); s == 0;
         s = mdb_cursor_get(cursor, &key, &value, MDB_NEXT), count++)
        foldRecord(fold, value.mv_data, value.mv_size);
    mdb_cursor_close(cursor);
    mdb_txn_abort(transaction);
    return count;
}

static uint64_t peerHistory(const Entry *entry) {
    uint64_t count = 0;
    uint8_t prefix[16] = {0};
    MDB_cursor *cursor;
    MDB_val key = {16, prefix}, value, record;
    storeBig(prefix, entry->stream);
    check(mdb_txn_begin(environment, NULL, MDB_RDONLY, &transaction), "beginning");
    check(mdb_cursor_open(transaction, streams, &cursor), "opening");
    for (int s = mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE); s == 0 && memcmp(key.mv_data, prefix, 8) == 0;
         s = mdb_cursor_get(cursor, &key, &value, MDB_NEXT))
        count += mdb_get(transaction, records, &value, &record) == 0 && ((uint8_t *)record.mv_data)[0] != 0;
    mdb_cursor_close(cursor);
    mdb_txn_abort(transaction);
    return count;
}

static void peerClose(void) { mdb_env_close(environment); }

static double peerServerSeconds(void) { return 0; }
