/* RocksDB: LZ4, 16 KiB blocks, Bloom filters; the write-ahead log is synced with each batch. Nothing is checked for
 * being there already: that would take a read an event. */
#include <rocksdb/c.h>
static const char *const peerName = "RocksDB";
#include "keyvalue.h"
#include "peer.h"

static rocksdb_t *database;
static rocksdb_writebatch_t *batch;
static rocksdb_writeoptions_t *writing;
static rocksdb_readoptions_t *reading;
static int isLoading;

static void check(char *error, const char *what) {
    if (!error) return;
    errno = 0;
    fail(what, error);
}

static void peerOpen(const char *folder, int isNew, int isBulk) {
    char path[4400], *error = NULL;
    snprintf(path, sizeof path, "%s/rocks", folder);
    rocksdb_options_t *options = rocksdb_options_create();
    rocksdb_options_set_create_if_missing(options, (unsigned char)isNew);
    rocksdb_options_set_compression(options, rocksdb_lz4_compression);
    rocksdb_options_set_write_buffer_size(options, 64 << 20);
    rocksdb_options_increase_parallelism(options, 2);
    rocksdb_block_based_table_options_t *table = rocksdb_block_based_options_create();
    rocksdb_block_based_options_set_block_size(table, 16 << 10);
    rocksdb_block_based_options_set_filter_policy(table, rocksdb_filterpolicy_create_bloom_full(10));
    rocksdb_block_based_options_set_block_cache(table, rocksdb_cache_create_lru(64 << 20));
    rocksdb_options_set_block_based_table_factory(options, table);
    database = rocksdb_open(options, path, &error);
    check(error, "opening");
    writing = rocksdb_writeoptions_create();
    isLoading = isBulk;
    rocksdb_writeoptions_set_sync(writing, !isBulk);
    reading = rocksdb_readoptions_create();
    batch = rocksdb_writebatch_create();
}

static void peerBegin(void) { rocksdb_writebatch_clear(batch); }

static void peerPut(const Entry *entry, uint64_t position) {
    uint8_t key[18], value[8];
    key[0] = 'e';
    storeBig(key + 1, position);
    storeBig(value, position);
    rocksdb_writebatch_put(batch, (char *)key, 9, (const char *)entry->record, entry->recordBytes);
    key[0] = 's';
    storeBig(key + 1, entry->stream);
    storeBig(key + 9, entry->version);
    rocksdb_writebatch_put(batch, (char *)key, 17, (char *)value, 8);
    key[0] = 'i';
    memcpy(key + 1, entry->id, 16);
    rocksdb_writebatch_put(batch, (char *)key, 17, (char *)value, 8);
}

static void peerCommit(void) {
    char *error = NULL;
    rocksdb_write(database, writing, batch, &error);
    check(error, "writing");
}

static void peerFinishBulk(void) {
    char *error = NULL;
    rocksdb_flushoptions_t *flushing = rocksdb_flushoptions_create();
    rocksdb_flush(database, flushing, &error);
    check(error, "flushing");
    rocksdb_flushoptions_destroy(flushing);
}

static uint64_t peerReplay(Fold *fold) {
    uint64_t count = 0;
    rocksdb_iterator_t *all = rocksdb_create_iterator(database, reading);
    for (rocksdb_iter_seek(all, "e", 1); rocksdb_iter_valid(all); rocksdb_iter_next(all), count++) {
        size_t keyBytes, bytes;
        if (rocksdb_iter_key(all, &keyBytes)[0] != 'e') break;
        const char *record = rocksdb_iter_value(all, &bytes);
        foldRecord(fold, (const uint8_t *)record, bytes);
    }
    rocksdb_iter_destroy(all);
    return count;
}

static uint64_t peerHistory(const Entry *entry) {
    uint8_t prefix[9] = {'s'};
    uint64_t count = 0;
    storeBig(prefix + 1, entry->stream);
    rocksdb_iterator_t *all = rocksdb_create_iterator(database, reading);
    for (rocksdb_iter_seek(all, (char *)prefix, 9); rocksdb_iter_valid(all); rocksdb_iter_next(all)) {
        size_t bytes;
        char *error = NULL;
        uint8_t key[9] = {'e'};
        if (memcmp(rocksdb_iter_key(all, &bytes), prefix, 9) != 0) break;
        memcpy(key + 1, rocksdb_iter_value(all, &bytes), 8);
        char *record = rocksdb_get(database, reading, (char *)key, 9, &bytes, &error);
        check(error, "reading");
        count += record != NULL;
        rocksdb_free(record);
    }
    rocksdb_iter_destroy(all);
    return count;
}

static void peerClose(void) {
    if (isLoading) peerFinishBulk();
    rocksdb_writebatch_destroy(batch);
    rocksdb_close(database);
}

static double peerServerSeconds(void) { return 0; }
