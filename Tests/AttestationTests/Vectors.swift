import Attestation
import Merkle

/// Published test keys and notes: C2SP's specifications and the Tessera test log. No secret among them.
enum Vectors {
    static let fooVerifierKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    static let fooNote =
        "This is an example message.\n\n— example.com/foo "
        + "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"

    static let logPrivateKey =
        "PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg"
    static let logVerifierKey =
        "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
    static let entries = [
        "one", "two", "three", "four", "five", "six", "seven", "eit", "nain", "ten", "ileven", "twelf",
        "threeten", "fourten", "fivten",
    ].map { Array($0.utf8) }
    static let checkpointText =
        "example.com/log/testdata\n15\nrKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=\n"
    static let logLine =
        "— example.com/log/testdata "
        + "M9e0luh4jTG+UMBqOUo9/q+yAEvx1ilBEniMvjf1zfcBOhg+CKubMt53MvIt/uEWP6zdkdIQzd/fmwlM/dlPWF74ewI=\n"
    static let checkpoint = checkpointText + "\n" + logLine

    static let witnessPrivateKey = "PRIVATE+KEY+Wit1+55ee4561+AeadRiG7XM4XiieCHzD8lxysXMwcViy5nYsoXURWGrlE"
    static let witnessVerifierKey = "Wit1+9b3fb2d5+BFhZSmQj9+SoL+p/nN0Hh76xXmF7QcHfytUrI1XfSClk"
    static let witnessSeconds: UInt64 = 1_767_225_600
    static let witnessLine =
        "— Wit1 mz+y1QAAAABpVbkApmYpTeTNbGtPX5WCNTYAM8mU9jtKA1IKlkal9NGh7E7XfhbLW9TcGVlaXugbrU07pTwVdIPl"
        + "NqpWrGVUwYUhDQ==\n"

    static let bundle =
        "c2sp.org/tlog-proof@v1\nindex 5\nzMKa4OAqd7D0V4wawXST15z0JiEEkprIBPkfxOesWvA=\n"
        + "nk9gCR+floFqznAPtqjjcnnV64dge2jQB95D5t164Hg=\nzY1lN35vrXYAPixXSd59LsU29xUJtuW4o2dNNg5Y2Co=\n"
        + "5jLpqTgjsBDSEX6SgZiRnbTMdTuRd8bQ5tSsAOxe0Ks=\n\n" + checkpoint + witnessLine

    static func log() throws -> NoteVerifier { try NoteVerifier(verifierKey: Array(logVerifierKey.utf8)) }
    static func signer() throws -> NoteSigner { try NoteSigner(privateKey: Array(logPrivateKey.utf8)) }
    static func witness() throws -> NoteVerifier {
        try NoteVerifier(verifierKey: Array(witnessVerifierKey.utf8))
    }
}

/// A key that differs with its number.
func testSigner(_ name: String, _ number: UInt8) throws -> NoteSigner {
    guard let name = NoteName(text: name) else { throw KeyTextError.name }
    return try NoteSigner(name: name, seed: [UInt8](repeating: number, count: 32))
}

/// A text with one part replaced; an empty result where the part does not stand in it, so that nothing
/// passes.
func replacing(_ part: String, by other: String, in text: String) -> [UInt8] {
    let text = Array(text.utf8)
    let part = Array(part.utf8)
    for start in text.indices where text[start...].starts(with: part) {
        return text[..<start] + Array(other.utf8) + text[(start + part.count)...]
    }
    return []
}
