public import LedgerModel

extension Sequence {
    /// The rows that hold at an instant, in the order of the file; of a conflict, all its sides.
    public func inForce<Value>(at instant: Timestamp) -> [ReferenceRow<Value>]
    where Element == ReferenceRow<Value> {
        filter { $0.period.contains(instant) }
    }
}

extension ReferenceData {
    /// The lowest versions of a product that were asked for at an instant.
    /// - Parameters:
    ///   - platform: of this platform alone; nil for what is asked for without regard to the platform.
    ///   - manager: of this device manager's integration alone; nil for any.
    public func minimumVersions(
        of product: Product, platform: Platform?, requiredBy manager: Product? = nil, at instant: Timestamp
    ) -> [ReferenceRow<MinimumVersion>] {
        minimumVersions.inForce(at: instant).filter {
            $0.value.product == product && $0.value.platform == platform
                && (manager == nil || $0.value.requiredBy == manager)
        }
    }

    /// Whether, and how, a product served a purpose on a platform at an instant; empty where nothing is
    /// stated.
    public func support(
        of product: Product, for purpose: Purpose, on platform: Platform, at instant: Timestamp
    ) -> [ReferenceRow<PlatformSupport>] {
        platformSupport.inForce(at: instant).filter {
            $0.value.product == product && $0.value.purpose == purpose && $0.value.platform == platform
        }
    }

    /// Who judged the compliance of a product's devices at an instant, road by road.
    public func integrations(of product: Product, at instant: Timestamp) -> [ReferenceRow<Integration>] {
        integrations.inForce(at: instant).filter { $0.value.product == product }
    }

    /// The brokers of a platform at an instant.
    /// - Parameter product: those of this device manager's devices, with those of everybody's; nil for all.
    public func brokers(
        platform: Platform, for product: Product? = nil, at instant: Timestamp
    ) -> [ReferenceRow<Broker>] {
        brokers.inForce(at: instant).filter {
            $0.value.platform == platform
                && (product == nil || $0.value.product == nil || $0.value.product == product)
        }
    }

    /// The single sign-on extension of a platform at an instant; empty where it has none.
    public func signOnExtension(
        platform: Platform, at instant: Timestamp
    ) -> [ReferenceRow<SignOnExtension>] {
        signOnExtensions.inForce(at: instant).filter { $0.value.platform == platform }
    }

    /// The addresses that open a product's registration on a platform at an instant.
    public func deepLinks(
        of product: Product, platform: Platform, at instant: Timestamp
    ) -> [ReferenceRow<DeepLink>] {
        deepLinks.inForce(at: instant).filter {
            $0.value.product == product && $0.value.platform == platform
        }
    }

    /// A cloud's hosts at an instant; empty where it was not there.
    public func cloud(_ name: CloudName, at instant: Timestamp) -> [ReferenceRow<Cloud>] {
        clouds.inForce(at: instant).filter { $0.value.cloud == name }
    }

    /// The clouds that had a login host at an instant: more than one where they share it.
    /// - Parameter host: as a certificate has it; compared without regard to ASCII case.
    public func clouds(loginHost host: some Collection<UInt8>, at instant: Timestamp) -> [ReferenceRow<Cloud>]
    {
        clouds.inForce(at: instant).filter {
            $0.value.loginHost.utf8.elementsEqual(host.lazy.map(\.loweredASCII))
        }
    }

    /// The names that a subject bore at an instant, official ones first.
    public func names(of subject: Subject, at instant: Timestamp) -> [ReferenceRow<ProductName>] {
        let all = names.inForce(at: instant).filter { $0.value.subject == subject }
        return all.filter { $0.value.use == .official } + all.filter { $0.value.use != .official }
    }

    /// What bears, or ever bore, a name, without regard to ASCII case: a record may use a name that has gone.
    public func subjects(named name: some Collection<UInt8>) -> Set<Subject> {
        let lowered = name.map(\.loweredASCII)
        return Set(
            names.filter { $0.value.name.utf8.map(\.loweredASCII) == lowered }.map(\.value.subject))
    }

    /// On which page a person entered something at an instant; both readings where the document has two.
    public func page(
        workflow: Workflow, user: Provider, input: Input, at instant: Timestamp
    ) -> [ReferenceRow<InputPage>] {
        inputPages.inForce(at: instant).filter {
            $0.value.workflow == workflow && $0.value.user == user && $0.value.input == input
        }
    }

    /// Who was asked to authenticate a person at an instant.
    public func providers(
        workflow: Workflow, setting: AuthenticationSetting, at instant: Timestamp
    ) -> [ReferenceRow<ProviderChain>] {
        providerChains.inForce(at: instant).filter {
            $0.value.workflow == workflow && $0.value.setting == setting
        }
    }

    /// How many factors an Entra user showed at an instant; both readings where the document has two.
    ///
    /// Fewer than the least of them breaks the rule; fewer than the most is worth telling.
    public func factorsRequired(
        workflow: Workflow, deviceManagerFactors: ManagerFactors, entraFactors: EntraFactors,
        at instant: Timestamp
    ) -> [ReferenceRow<FactorCount>] {
        factorCounts.inForce(at: instant).filter {
            $0.value.workflow == workflow && $0.value.deviceManager == deviceManagerFactors
                && $0.value.entra == entraFactors
        }
    }

    /// What a result code of a sign-in decided at an instant; empty for a code that is not known.
    public func errorCode(_ code: Int64, at instant: Timestamp) -> [ReferenceRow<ErrorCode>] {
        errorCodes.inForce(at: instant).filter { $0.value.code == code }
    }

    /// A tolerance as it was at an instant.
    /// - Parameter product: a product's own, where it has one, else the general one.
    public func tolerance(
        _ subject: Allowance, of product: Product? = nil, at instant: Timestamp
    ) -> [ReferenceRow<Tolerance>] {
        let all = tolerances.inForce(at: instant).filter { $0.value.subject == subject }
        let own = product.map { product in all.filter { $0.value.product == product } } ?? []
        return own.isEmpty ? all.filter { $0.value.product == nil } : own
    }

    /// The kinds of accounts of a platform's computers, and whether a product's integration worked with them
    /// at an instant.
    public func accountTypes(
        of product: Product, platform: Platform, at instant: Timestamp
    ) -> [ReferenceRow<AccountType>] {
        accountTypes.inForce(at: instant).filter {
            $0.value.product == product && $0.value.platform == platform
        }
    }

    /// The applications that consent was given to for a product at an instant.
    /// - Parameter road: of this road alone; nil for all.
    public func applications(
        of product: Product, road: Road? = nil, at instant: Timestamp
    ) -> [ReferenceRow<ConsentApplication>] {
        applications.inForce(at: instant).filter {
            $0.value.product == product && (road == nil || $0.value.road == road)
        }
    }

    /// The permissions that a product's integration asked for at an instant.
    public func permissions(
        of product: Product, road: Road, at instant: Timestamp
    ) -> [ReferenceRow<Permission>] {
        permissions.inForce(at: instant).filter { $0.value.product == product && $0.value.road == road }
    }

    /// The licences that a product's integration needed at an instant.
    public func licences(
        of product: Product, road: Road, at instant: Timestamp
    ) -> [ReferenceRow<Licence>] {
        licences.inForce(at: instant).filter { $0.value.product == product && $0.value.road == road }
    }

    /// The document that a source stands in; nil for one that this edition does not have.
    public func document(of source: ReferenceSource) -> ReferenceDocument? {
        documents.first { $0.key.utf8.elementsEqual(source.document.utf8) }
    }
}
