/// One part of a ``Label``.
public enum LabelComponent: Hashable, Sendable {
    /// A word or a token of the narrow alphabet.
    case token(Token)
    /// A 128-bit id.
    case id(Bits128)
    /// A place for an ``IdentityID`` that the writer fills; sixteen zero bytes until then.
    case slot

    /// A word that stands in the code.
    public static func word(_ word: StaticString) -> LabelComponent { .token(Token(word: word)) }
}
