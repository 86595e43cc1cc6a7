/// Where an object stands in a source record, by names of the code; as text only once a rejection names it.
indirect enum SourcePath: Sendable {
    case record
    /// For an element of a list, the list's path.
    case member(StaticString, of: SourcePath)
}

extension SourcePath: CustomStringConvertible {
    /// Names joined by dots; empty for the record itself.
    var description: String {
        switch self {
        case .record: ""
        case .member(let name, .record): "\(name)"
        case .member(let name, let outer): "\(outer).\(name)"
        }
    }
}
