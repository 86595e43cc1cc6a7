import DeterministicCBOR
import Testing

@Suite("CBOR diagnostic notation")
struct CBORDiagnosticTests {
    @Test(
        "items are printed as RFC 8949 appendix A prints them",
        arguments: [
            ("00", "0"), ("3bffffffffffffffff", "-18446744073709551616"), ("20", "-1"), ("f4", "false"),
            ("f6", "null"),
            ("4401020304", "h'01020304'"), ("62225c", "\"\\\"\\\\\""), ("80", "[]"), ("a0", "{}"),
            ("63e6b0b4", "\"水\""),
            ("8301820203820405", "[1, [2, 3], [4, 5]]"), ("a201020304", "{1: 2, 3: 4}"),
            ("a26161016162820203", "{\"a\": 1, \"b\": [2, 3]}"),
            ("826161a161626163", "[\"a\", {\"b\": \"c\"}]"),
            ("838080a0", "[[], [], {}]"), ("8281a0a1f480", "[[{}], {false: []}]"),
        ])
    func printed(hex: String, text: String) throws {
        #expect(try CBORDiagnostic.text(of: bytes(hex)) == text)
    }

    @Test("bytes that are no deterministic item are refused")
    func refused() {
        #expect(throws: CBORError(.trailing, at: 1)) { try CBORDiagnostic.text(of: [0, 0]) }
        #expect(throws: CBORError(.keyOrder, at: 3)) { try CBORDiagnostic.text(of: bytes("a202000100")) }
    }
}
