import ComplianceHistory
import LedgerModel
import StrictJSON

extension ResolvedTimes {
    /// The resolved clocks, as members of an answer.
    func write(_ writer: inout JSONWriter) {
        writer.key("asOf")
        writer.string(asOf.description)
        writer.key("knownAt")
        writer.string(knownAt.description)
        writer.key("prefix")
        writer.uint64(prefix.value)
        writer.key("size")
        writer.uint64(size.value)
    }

    /// Shows what was found, under these clocks: one object with an array of that name, or for people.
    func show<View>(
        _ views: [View], as member: String, json: Bool, write writeView: (View, inout JSONWriter) -> Void,
        tell tellView: (View) -> Void
    ) {
        guard json else {
            tell()
            for view in views { tellView(view) }
            return
        }
        Terminal.json { writer in
            writer.beginObject()
            write(&writer)
            writer.key(member)
            writer.beginArray()
            for view in views { writeView(view, &writer) }
            writer.endArray()
            writer.endObject()
        }
    }

    /// The same for people, on standard error.
    func tell() {
        if isClockBehind {
            Terminal.note(
                "this machine's clock is behind the ledger's last recorded time, which stands for now")
        }
        let known =
            isNow
            ? "all \(size.value) events"
            : "the first \(prefix.value) of \(size.value) events, folded from the log"
        Terminal.note("as of \(asOf), known at \(knownAt): \(known)")
    }
}
