import DurableIO
import Testing

/// The code of the error that an action throws; nil, and a failed test, if it throws none.
func code(
    sourceLocation: SourceLocation = #_sourceLocation, of action: () throws(DurableIOError) -> Void
) -> DurableIOError.Code? {
    do throws(DurableIOError) {
        try action()
        Issue.record("no error was thrown", sourceLocation: sourceLocation)
        return nil
    } catch {
        return error.code
    }
}
