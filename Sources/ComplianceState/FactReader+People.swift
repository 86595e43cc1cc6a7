import EventCatalogue
import LedgerModel
import RecordFormat

extension FactReader {
    /// Appends what an event says about the person that it names.
    func emitUser(_ view: RecordView, _ kind: EventKind, _ tenant: TenantKey, _ out: inout [SubjectFact]) {
        guard let user = tags.user else { return }
        func add(
            _ region: Region, _ value: RegionValue, object: Bits128? = nil, channel: UInt8 = 0,
            askedBy: UInt8 = 0, detail: UInt8 = 0
        ) {
            out.append(
                SubjectFact(
                    subject: .user(UserKey(tenant: tenant, identity: user)),
                    fact: Fact(
                        view, ordinal: 0, region, value, object: object, witness: channel,
                        reporter: askedBy, detail: detail)))
        }
        func signIn(_ outcome: RegionValue.SignInOutcome) {
            let device = tags.devices.first
            add(.signIn, RegionValue(outcome), object: device?.id, detail: device?.kind.rawValue ?? 0)
        }
        func factor(_ outcome: RegionValue.FactorOutcome) {
            let codes = FieldCodes(view)
            add(
                .factor, RegionValue(outcome), object: codes[id: FieldNumber.session],
                // What was accepted because of an earlier factor reached nobody.
                channel: outcome == .satisfiedByClaim ? 0 : codes[FieldNumber.channel] ?? 0,
                askedBy: codes[FieldNumber.askedBy] ?? 0,
                detail: codes[FieldNumber.method] ?? 0)
        }
        func licence(_ presence: RegionValue.Presence) {
            let codes = FieldCodes(view)
            add(
                .licence, RegionValue(presence),
                object: codes[id: FieldNumber.sku] ?? codes[id: FieldNumber.plan],
                detail: Licence(
                    includesIntune: codes[flag: FieldNumber.includesIntune],
                    includesPremium: codes[flag: FieldNumber.includesPremium]
                ).rawValue)
        }
        func method(_ presence: RegionValue.Presence) {
            let method = FieldCodes(view)[FieldNumber.method] ?? 0
            add(
                .method, RegionValue(presence), object: Bits128(high: 0, low: UInt64(method)), detail: method)
        }
        switch kind {
        case .granted: signIn(.granted)
        case .denied: signIn(.denied)
        case .interrupted: signIn(.interrupted)
        case .challenged: factor(.challenged)
        case .satisfied: factor(.satisfied)
        case .satisfiedByClaim: factor(.satisfiedByClaim)
        case .factorDenied: factor(.denied)
        case .factorTimedOut: factor(.timedOut)
        case .codeVerified: factor(.codeVerified)
        case .codeRefused: factor(.codeRefused)
        case .licenceAssigned: licence(.present)
        case .licenceRemoved: licence(.gone)
        case .methodRegistered: method(.present)
        case .methodRemoved: method(.gone)
        case .accountDisabled: add(.account, RegionValue(RegionValue.Switch.disabled))
        case .accountEnabled: add(.account, RegionValue(RegionValue.Switch.enabled))
        default: break
        }
    }
}
