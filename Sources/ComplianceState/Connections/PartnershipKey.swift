public import EventCatalogue
public import LedgerModel

/// Which partner it is: by its id at the tenant's device manager, or, where no event gives one, by its
/// product.
///
/// What is known by an id and what is known by a product alone are never joined: nothing says that they are
/// the same.
public enum PartnershipKey: Hashable, Sendable {
    case connection(Bits128)
    /// `unrecognised` where events name no product either.
    case product(ManagerProduct)

    /// The id, or the product's word.
    public var text: String {
        switch self {
        case .connection(let id): id.guidText
        case .product(.unrecognised): "unnamed"
        case .product(let product): product.word
        }
    }

    /// Nil where only the product is known.
    public var connection: Bits128? {
        if case .connection(let id) = self { id } else { nil }
    }
}

extension PartnershipKey: Comparable {
    /// Ids before products.
    public static func < (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.connection(let left), .connection(let right)): left < right
        case (.connection, .product): true
        case (.product, .connection): false
        case (.product(let left), .product(let right)):
            // What has no name comes last.
            left.rawValue &- 1 < right.rawValue &- 1
        }
    }
}
