/// One row of an offset table: the code's side of the tables in the format article.
public struct FieldLayout: Hashable, Sendable {
    public let offset: Int
    public let size: Int
    public let name: String

    init(_ offset: Int, _ size: Int, _ name: String) {
        self.offset = offset
        self.size = size
        self.name = name
    }
}
