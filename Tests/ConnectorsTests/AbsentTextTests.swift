import Testing

@testable import Connectors

@Suite struct AbsentTextTests {
    @Test(
        "text that stands for an absent value is absent",
        arguments: [
            "", "  ", "<null>", "N/A", "N/a", "Not Available", "__NULL__", Records.zero,
            "0001-01-01T00:00:00Z",
            "0001-01-01", "9999-12-31T23:59:59.9999999Z", "12/31/9999 11:59:59 PM",
        ])
    func absent(text: String) { #expect(AbsentText.isAbsent(Array(text.utf8))) }

    @Test(
        "other text is present",
        arguments: ["id", "0", "null", "none", "Unknown", "0001-01-011", Records.device])
    func present(text: String) { #expect(!AbsentText.isAbsent(Array(text.utf8))) }
}
