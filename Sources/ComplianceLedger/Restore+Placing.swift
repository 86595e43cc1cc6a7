import DurableIO

extension Restore {
    /// Removes the copy of an earlier restore that did not end. What stands there whole is kept: it may be
    /// the ledger that was replaced.
    /// - Returns: where that is now; nil for nothing.
    func clear() throws(LedgerError) -> String? {
        let found = try onFiles { () throws(DurableIOError) in try files.information(building.root) }
        guard found != nil else { return nil }
        try LedgerCopy(layout: building, files: files).remove()
        let left = try onFiles { () throws(DurableIOError) -> [String]? in
            guard try files.information(building.root) != nil else { return nil }
            return try files.list(building.root)
        }
        // Nobody had anything in it yet.
        guard let left, !left.isEmpty else { return nil }
        return try setAside()
    }

    /// Puts the whole copy into the ledger's place, in one step, and what stood there beside it.
    /// - Returns: where that is now; nil where nothing was.
    func place() throws(LedgerError) -> String? {
        guard target.isLedger else {
            try moving { () throws(DurableIOError) in
                // An empty folder gives way.
                try files.rename(building.root, to: layout.bareRoot)
                try files.synchronizeDirectory(layout.parent)
            }
            return nil
        }
        try moving { () throws(DurableIOError) in
            try files.exchange(building.root, layout.bareRoot)
            // A crash before this leaves the old ledger or the new one in the place, and the other beside it.
            try files.synchronizeDirectory(layout.parent)
        }
        return try setAside()
    }

    private func moving(_ body: () throws(DurableIOError) -> Void) throws(LedgerError) {
        do throws(DurableIOError) { try body() } catch {
            throw .notPlaced(copy: building.root, path: layout.root, cause: error)
        }
    }

    /// Gives what stands where copies are made a name that nobody takes.
    private func setAside() throws(LedgerError) -> String {
        try onFiles { () throws(DurableIOError) in
            var number = 1
            var path = layout.bareRoot + ".replaced-1"
            while try files.information(path) != nil {
                number += 1
                path = layout.bareRoot + ".replaced-\(number)"
            }
            try files.rename(building.root, to: path)
            try files.synchronizeDirectory(layout.parent)
            return path
        }
    }
}
