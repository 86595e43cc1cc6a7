import GRDB

/// How connections to a read model are set up.
enum ProjectionConnection {
    /// Pages that may wait in the write-ahead log before SQLite copies them back.
    private static let checkpointPages = 16_384
    private static let cacheKibibytes = 49_152

    /// For the one connection that writes beside readers.
    ///
    /// `NORMAL` does not sync at each commit: after a power loss the last transactions may be missing, whole,
    /// and are read from the log again.
    static var writing: Configuration {
        var configuration = common
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            try database.execute(sql: "PRAGMA synchronous = NORMAL")
            try database.execute(sql: "PRAGMA wal_autocheckpoint = \(checkpointPages)")
        }
        return configuration
    }

    /// For a generation that nobody sees before it is complete: a crash leaves a file that is thrown away.
    static var building: Configuration {
        var configuration = common
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
            try database.execute(sql: "PRAGMA journal_mode = OFF")
            try database.execute(sql: "PRAGMA synchronous = OFF")
        }
        return configuration
    }

    static var reading: Configuration {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.maximumReaderCount = ProjectionStore.readerCount
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA query_only = 1")
        }
        return configuration
    }

    private static var common: Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -\(cacheKibibytes)")
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
            // What is deleted is overwritten where that costs no page of its own.
            try database.execute(sql: "PRAGMA secure_delete = FAST")
        }
        return configuration
    }
}
