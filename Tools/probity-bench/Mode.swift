/// What can be measured of Probity; one in a process.
enum Mode: String, CaseIterable, Sendable {
    /// One caller, one event an append, each waited for.
    case appendSingle = "append-1"
    /// Sixty-four callers, each of them waiting for its event.
    case appendCallers = "append-64-callers"
    case appendHundred = "append-100"
    case appendThousand = "append-1000"
    case appendThousandPrivate = "append-1000-private"
    case appendBulk = "append-bulk"
    /// What is recorded already, once more.
    case appendAgain = "append-again"
    case replay = "replay"
    case replayTwo = "replay-2"
    case replayDevices = "replay-devices"
    case verify = "verify"
    case histories = "histories"
    case tags = "tags"
    case openClean = "open-clean"
    case openKilled = "open-killed"
    /// Appends and is killed before it can close; what `open-killed` opens.
    case dieAppending = "die-appending"
    case projectionsCatchUp = "projections-catch-up"
    case projectionsRebuild = "projections-rebuild"
    case importEntra = "import-entra"
    case importLogAnalytics = "import-log-analytics"
    case importBlob = "import-blob"
    case importUnifiedAudit = "import-unified-audit"
    case importIntune = "import-intune"
    case importJamf = "import-jamf"
    case importWorkspaceOne = "import-workspace-one"
    case importMaaS360 = "import-maas360"
    case importIvanti = "import-ivanti"
    case importFleet = "import-fleet"
    case importNanoMDM = "import-nanomdm"

    /// The format of exports that is imported; nil where nothing is.
    var importedFormat: String? {
        rawValue.hasPrefix("import-") ? String(rawValue.dropFirst("import-".count)) : nil
    }
}
