import StrictJSON

/// As much of JSON Schema 2020-12 as the catalogue's schemas use; any other word of a schema is a failure.
struct JSONSchema {
    private let root: JSONValue

    init(_ bytes: [UInt8]) throws { root = try JSONDocument(bytes).root }

    /// Whether a value fits.
    func accepts(_ value: JSONValue) -> Bool { fits(value, root) }

    private func fits(_ value: JSONValue, _ schema: JSONValue) -> Bool {
        schema.members.allSatisfy { key, word in rule(key.string ?? "", word, value, schema) }
    }

    private func rule(_ key: String, _ word: JSONValue, _ value: JSONValue, _ schema: JSONValue) -> Bool {
        switch key {
        case "$schema", "$id", "title", "description", "examples", "$defs", "properties", "format":
            return key == "properties" ? properties(word, value) : true
        case "$ref":
            let name = word.string?.split(separator: "/").last.map(String.init) ?? ""
            return root["$defs"]?[keyBytes: Array(name.utf8)].map { fits(value, $0) } ?? false
        case "type":
            let names = word.string.map { [$0] } ?? word.elements.compactMap(\.string)
            return names.contains { hasType(value, $0) }
        case "required":
            return !value.isObject
                || word.elements.allSatisfy { value[keyBytes: $0.stringBytes ?? []] != nil }
        case "additionalProperties":
            guard word.bool == false, value.isObject else { return word.bool == false }
            let known = Set((schema["properties"]?.members.map { $0.key.string ?? "" }) ?? [])
            return value.members.allSatisfy { known.contains($0.key.string ?? "") }
        case "items": return !value.isArray || value.elements.allSatisfy { fits($0, word) }
        case "minProperties": return !value.isObject || Int64(value.count) >= word.int64 ?? 0
        case "minLength":
            return value.stringBytes.map { Int64($0.count) >= word.int64 ?? 0 } ?? true
        case "minimum": return value.int64.map { $0 >= word.int64 ?? .min } ?? true
        case "maximum": return value.int64.map { $0 <= word.int64 ?? .max } ?? true
        case "pattern":
            guard let text = value.string, let pattern = word.string else { return true }
            return (try? Regex(pattern).wholeMatch(in: text)) != nil
        case "not": return !fits(value, word)
        case "const": return canonicalBytes(of: value) == canonicalBytes(of: word)
        case "enum": return word.elements.contains { canonicalBytes(of: $0) == canonicalBytes(of: value) }
        case "anyOf": return word.elements.contains { fits(value, $0) }
        default: return false
        }
    }

    private func properties(_ word: JSONValue, _ value: JSONValue) -> Bool {
        guard value.isObject else { return true }
        return value.members.allSatisfy { key, member in
            word[keyBytes: key.stringBytes ?? []].map { fits(member, $0) } ?? true
        }
    }

    private func hasType(_ value: JSONValue, _ name: String) -> Bool {
        switch name {
        case "object": value.isObject
        case "array": value.isArray
        case "string": value.kind == .string
        case "boolean": value.kind == .bool
        case "null": value.isNull
        case "integer": value.int64 != nil
        default: false
        }
    }
}
