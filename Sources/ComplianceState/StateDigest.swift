import DeterministicCBOR
import LedgerModel

/// The bytes that stand for a state: two folds that agree on it give the same ones. Hashing them is the
/// caller's.
///
/// Over values, never over positions or random ids: two ledgers that recorded the same facts agree, whatever
/// order they recorded them in. Persons are counted, and a device known only by a hardware id has no name
/// here.
///
/// Deterministic CBOR (RFC 8949 section 4.2.1):
///
///     state   = [ 1, name, as-of, [* region] ]
///     name    = [ kind, id, tenant ] / null   ; kind, id: see DeviceIDKind; tenant: its bytes, or its name
///     region  = [ code, value, detail, since, object / null ]  ; in ascending order of their bytes
public enum StateDigest {
    /// The version of the form.
    static let version: UInt64 = 1

    /// The bytes of a device's state.
    public static func bytes(of state: DeviceState, key: DeviceKey) -> [UInt8] {
        bytes(of: state.snapshot) { out in
            guard key.kind != .hardware else {
                out.append(0xF6)
                return
            }
            out.appendCBORHead(4, 3)
            out.appendCBOR(unsigned: UInt64(key.kind.rawValue))
            out.appendCBOR(bytes: key.id.bytes)
            appendTenant(key.tenant, &out)
        }
    }

    /// The bytes of the state of a subject without a name.
    public static func bytes(of snapshot: StateSnapshot) -> [UInt8] {
        bytes(of: snapshot) { $0.append(0xF6) }
    }

    private static func bytes(of snapshot: StateSnapshot, name: (inout [UInt8]) -> Void) -> [UInt8] {
        var out: [UInt8] = []
        out.appendCBORHead(4, 4)
        out.appendCBOR(unsigned: version)
        name(&out)
        out.appendCBOR(signed: snapshot.instant.nanoseconds)
        let regions = snapshot.states.map { region($0) }.sorted { $0.lexicographicallyPrecedes($1) }
        out.appendCBORHead(4, UInt64(regions.count))
        for region in regions { out += region }
        return out
    }

    private static func region(_ state: RegionState) -> [UInt8] {
        var out: [UInt8] = []
        out.appendCBORHead(4, 5)
        out.appendCBOR(unsigned: UInt64(state.region.rawValue))
        out.appendCBOR(unsigned: UInt64(state.value.code))
        out.appendCBOR(unsigned: UInt64(state.detail))
        out.appendCBOR(signed: state.since.nanoseconds)
        if let object = state.object, !state.region.objectIsIdentity {
            out.appendCBOR(bytes: object.bytes)
        } else {
            out.append(0xF6)
        }
        return out
    }

    private static func appendTenant(_ tenant: TenantKey, _ out: inout [UInt8]) {
        switch tenant {
        case .id(let id): out.appendCBOR(bytes: id.bytes)
        case .name(let name):
            out.appendCBORHead(3, UInt64(name.bytes.count))
            out += name.bytes
        }
    }
}
