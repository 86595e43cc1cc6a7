import Foundation

/// The tree that holds this file, read as text.
enum Repository {
    static let root: URL = {
        // A package elsewhere may hold this folder by a symbolic link.
        var url = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        for _ in 0..<3 { url.deleteLastPathComponent() }
        return url
    }()

    /// A file's text.
    static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: root.appendingPathComponent(path)), as: UTF8.self)
    }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
    }

    /// Names in a folder, sorted; empty where there is none.
    static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path))
            ?? [])
            .sorted()
    }

    /// Paths of all files below the folders, relative to the root, sorted; without what builds and ledgers
    /// leave behind.
    static func files(below folders: [String]) -> [String] {
        var out: [String] = []
        func visit(_ path: String) {
            for name in names(in: path) where !ignored.contains(name) && !name.hasPrefix(".build") {
                let child = path.isEmpty ? name : path + "/" + name
                var isFolder: ObjCBool = false
                let full = root.appendingPathComponent(child).path
                guard FileManager.default.fileExists(atPath: full, isDirectory: &isFolder) else { continue }
                if isFolder.boolValue { visit(child) } else { out.append(child) }
            }
        }
        for folder in folders { visit(folder) }
        return out.sorted()
    }

    /// What `.gitignore` names, and Git's own folder.
    private static let ignored: Set<String> = [
        ".git", ".swiftpm", "Package.resolved", "ledger", "quickstart-ledger", ".DS_Store",
    ]

    /// The Swift files below the folders.
    static func swiftFiles(below folders: [String]) throws -> [SourceFile] {
        try files(below: folders).filter { $0.hasSuffix(".swift") }.map {
            SourceFile(path: $0, text: try text($0))
        }
    }
}

/// One Swift file and its lines.
struct SourceFile {
    let path: String
    let lines: [String]
    private let bytes: Data

    init(path: String, text: String) {
        self.path = path
        bytes = Data(text.utf8)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        self.lines = lines
    }

    /// Whether the file has any of the words anywhere; quicker than to look at each line.
    func mentions(_ words: [String]) -> Bool { words.contains { bytes.range(of: Data($0.utf8)) != nil } }

    /// `InclusionProof` of `Sources/Merkle/InclusionProof.swift`.
    var stem: String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.hasSuffix(".swift") ? String(name.dropLast(6)) : name
    }

    /// The module whose folder holds it: `Merkle`; nil outside of `Sources`, `Tools` and `Migrations`.
    var module: String? {
        let parts = path.split(separator: "/").map(String.init)
        guard let top = parts.first else { return nil }
        if top == "Migrations" { return top }
        return (top == "Sources" || top == "Tools") && parts.count > 2 ? parts[1] : nil
    }
}
