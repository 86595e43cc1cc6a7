import Attestation
import DurableIO
import LedgerModel

/// Reads the files that only their owner may read.
struct LedgerKeys {
    let layout: LedgerLayout
    let files: any FileSystem
    let origin: LedgerOrigin
    /// Whether the files must be their user's own: who only reads may read another user's ledger.
    var isOwn = false

    /// The signing key, which must be the one that `origin` names.
    func signer() throws(LedgerError) -> NoteSigner {
        let text = try line("key", in: layout.key)
        let signer: NoteSigner
        do throws(KeyTextError) { signer = try NoteSigner(privateKey: Array(text.utf8)) } catch {
            throw .file(path: layout.key, reason: "\(error)")
        }
        guard signer.verifierKey.utf8.elementsEqual(origin.verifierKey.utf8) else {
            throw .file(path: layout.key, reason: "it is not the key that \(layout.origin) names")
        }
        return signer
    }

    /// The ledger secret, which must be the one that `origin` names.
    func secret() throws(LedgerError) -> LedgerSecret {
        let text = try line("secret", in: layout.secret)
        let digits = Array(text.utf8)
        guard digits.count == 2 * LedgerSecret.byteCount, let first = Bits128(hexadecimal: digits[..<32]),
            let second = Bits128(hexadecimal: digits[32...])
        else {
            throw .file(
                path: layout.secret, reason: "it is not \(LedgerSecret.byteCount) bytes in hexadecimal")
        }
        let secret = LedgerSecret(first.bytes + second.bytes)
        guard secret.check.utf8.elementsEqual(origin.secretCheck.utf8) else {
            throw .file(path: layout.secret, reason: "it is not the secret that \(layout.origin) names")
        }
        return secret
    }

    private func line(_ name: String, in path: String) throws(LedgerError) -> String {
        guard let found = try onFiles({ () throws(DurableIOError) in try files.information(path) }) else {
            throw .file(path: path, reason: "it is missing")
        }
        let isLink = found.kind == .symlink
        guard !isLink || !isOwn else { throw .symbolicLink(path: path) }
        guard isLink || found.kind == .file else {
            throw .insecure(path: path, reason: "it is not a plain file")
        }
        guard found.isOwnedByProcess || !isOwn else { throw .foreign(path: path, owner: found.owner) }
        // A link's own permissions say nothing.
        guard isLink || found.permissions & 0o077 == 0 else {
            throw .insecure(path: path, reason: "others can read or write it; expected mode 0600")
        }
        let bytes = try onFiles { () throws(DurableIOError) in try files.contents(of: path, limit: 65_536) }
        let wrong = LedgerError.file(path: path, reason: "its checksum or its line is wrong")
        guard let bytes else { throw wrong }
        let file: LineFile
        do throws(LedgerError) { file = try LineFile.read(bytes, path: path) } catch {
            guard case .damagedFile = error else { throw error }
            throw wrong
        }
        guard let value = file[name] else { throw wrong }
        return value
    }
}
