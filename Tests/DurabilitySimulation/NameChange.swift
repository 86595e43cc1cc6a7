/// A change of names that no directory sync has made durable.
struct NameChange: Sendable {
    /// A name: its directory's inode number and its text.
    struct Place: Sendable {
        var directory: Int
        var name: String
    }

    /// The inode that is given or loses the name.
    let inode: Int
    /// Where it is to be found from now on; nil if nowhere.
    let place: Place?
    /// The name it loses.
    let former: Place?
    /// The inode that gets the former name in the same instant; nil if none does.
    var exchanged: Int?

    /// The directory whose sync makes the change durable: the one that gains the name, or else loses it. A
    /// rename across directories becomes durable as a whole, so it cannot leave a file without a name.
    var directory: Int? { place?.directory ?? former?.directory }
}
