import Attestation
import DurableIO
import LedgerModel

extension Ledger {
    /// Makes an empty ledger in a folder that does not exist or is empty.
    ///
    /// Key and secret are made with it, readable by their owner alone. `origin` is written last: a folder
    /// without it is no ledger yet.
    /// - Parameters:
    ///   - name: the origin: the name under which checkpoints are signed.
    ///   - segmentBytes: from how many bytes on a segment is full, within
    ///     ``LedgerOrigin/segmentBytesAllowed``; nil for the usual size.
    /// - Returns: the verifier key, to be given to whoever verifies.
    @discardableResult
    public static func create(
        at path: String, origin name: String, segmentBytes: UInt64? = nil, in environment: LedgerEnvironment
    ) throws(LedgerError) -> String {
        let layout = LedgerLayout(root: path)
        let files = environment.files
        guard let noteName = NoteName(text: name) else { throw .invalidOrigin(found: name.utf8.count) }
        guard !Origin.namesEpoch(noteName) else { throw .originNamesEpoch(name: name) }
        if let segmentBytes, !LedgerOrigin.segmentBytesAllowed.contains(segmentBytes) {
            throw .invalidSegmentBytes(found: segmentBytes)
        }
        let seed = environment.randomness.bytes(32)
        let secret = LedgerSecret(environment.randomness.bytes(LedgerSecret.byteCount))
        let id = LedgerID(Bits128(bytes: environment.randomness.bytes(16)) ?? .zero)
        let signer: NoteSigner
        do throws(KeyTextError) { signer = try NoteSigner(name: noteName, seed: seed) } catch {
            throw .signing("\(error)")
        }
        try layout.makeEmptyRoot(files: files)
        let stores = LedgerStores(layout, ledger: id, files: files)
        let origin = LedgerOrigin(
            name: noteName, id: id, epoch: 0, verifierKey: signer.verifierKey, secretCheck: secret.check,
            segmentBytes: segmentBytes)
        try onFiles { () throws(DurableIOError) in
            for folder in layout.folders { try files.createDirectory(folder, permissions: 0o700) }
            for folder in [layout.privateStores, layout.log, path] { try files.synchronizeDirectory(folder) }
        }
        try QuarantineMark.empty.write(stores.quarantine)
        try onFiles { () throws(DurableIOError) in
            try files.replaceAtomically(
                layout.key, with: LineFile([("key", signer.privateKey)]).bytes, permissions: 0o600)
            try files.replaceAtomically(
                layout.secret, with: LineFile([("secret", Self.hexadecimal(secret.bytes))]).bytes,
                permissions: 0o600)
            try files.replaceAtomically(layout.origin, with: origin.bytes, permissions: 0o644)
        }
        return signer.verifierKey
    }

    static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
