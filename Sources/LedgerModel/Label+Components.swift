// The lengths that names have in the code are written out: an array of components for each name made would
// cost more than the name.

extension Label {
    /// Makes a label of its components.
    /// - Precondition: 1 to 8 components.
    @inlinable
    public init(components: [LabelComponent]) { self.init(storage: LabelStorage(components)) }

    /// Makes a label of one component.
    @inlinable
    public init(_ only: LabelComponent) { self.init(storage: LabelStorage([only])) }

    /// Makes a label of two components.
    @inlinable
    public init(_ first: LabelComponent, _ second: LabelComponent) {
        self.init(storage: LabelStorage(first, second))
    }

    /// Makes a label of three components.
    @inlinable
    public init(_ first: LabelComponent, _ second: LabelComponent, _ third: LabelComponent) {
        self.init(storage: LabelStorage(first, second, third))
    }

    /// Makes a label of four components.
    @inlinable
    public init(
        _ first: LabelComponent, _ second: LabelComponent, _ third: LabelComponent, _ fourth: LabelComponent
    ) {
        self.init(storage: LabelStorage(first, second, third, fourth))
    }

    /// Makes a label of five components or more.
    /// - Precondition: at most 8 components.
    @inlinable
    public init(
        _ first: LabelComponent, _ second: LabelComponent, _ third: LabelComponent,
        _ fourth: LabelComponent, _ fifth: LabelComponent, _ further: LabelComponent...
    ) {
        self.init(components: [first, second, third, fourth, fifth] + further)
    }
}

extension LabelStorage {
    @usableFromInline
    init(_ components: [LabelComponent]) {
        self = LabelWriter.storage { for component in components { $0.append(component) } }
    }

    @usableFromInline
    init(_ first: LabelComponent, _ second: LabelComponent) {
        self = LabelWriter.storage {
            $0.append(first)
            $0.append(second)
        }
    }

    @usableFromInline
    init(_ first: LabelComponent, _ second: LabelComponent, _ third: LabelComponent) {
        self = LabelWriter.storage {
            $0.append(first)
            $0.append(second)
            $0.append(third)
        }
    }

    @usableFromInline
    init(
        _ first: LabelComponent, _ second: LabelComponent, _ third: LabelComponent, _ fourth: LabelComponent
    ) {
        self = LabelWriter.storage {
            $0.append(first)
            $0.append(second)
            $0.append(third)
            $0.append(fourth)
        }
    }

    /// Accepts the bytes of a label of at most ``Limits/labelBytes``; nil for any others.
    @usableFromInline
    init?(checking bytes: UnsafeRawBufferPointer) {
        guard bytes.count <= Limits.labelBytes, LabelBytes.isLabel(bytes) else { return nil }
        self.init(bytes)
    }
}
