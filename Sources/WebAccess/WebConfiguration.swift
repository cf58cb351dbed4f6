/// Who may ask the web server, and how: what a Prometheus exporter's web configuration file says.
package struct WebConfiguration: Sendable, Equatable {
    /// nil for plain HTTP.
    package var tls: TLSSettings?
    /// Whether HTTP/2 is offered, which only TLS has.
    package var http2 = true
    /// What is added to every response, in the file's order.
    package var headers: [Header] = []
    /// By name; where there is one at least, every request must name one of them.
    package var users: [String: PasswordHash] = [:]
    /// nil for no limit.
    package var rateLimit: RateLimit?

    package init() {}

    package struct Header: Sendable, Equatable {
        package var name: HeaderName
        package var value: String

        package init(name: HeaderName, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The headers that a file may set.
    package enum HeaderName: String, Sendable, CaseIterable {
        case contentSecurityPolicy = "Content-Security-Policy"
        case strictTransportSecurity = "Strict-Transport-Security"
        case contentTypeOptions = "X-Content-Type-Options"
        case frameOptions = "X-Frame-Options"
        case xssProtection = "X-XSS-Protection"

        /// The values that it may have; nil for any.
        package var values: [String]? {
            switch self {
            case .contentTypeOptions: ["nosniff"]
            case .frameOptions: ["deny", "sameorigin"]
            case .contentSecurityPolicy, .strictTransportSecurity, .xssProtection: nil
            }
        }
    }
}

/// How TLS is spoken.
package struct TLSSettings: Sendable, Equatable {
    package var certificate: Material
    package var key: Material
    package var clientAuthentication = ClientAuthentication.none
    /// Who must have signed a client's certificate.
    package var clientAuthority: Material?
    /// Of which a client's certificate must name one; empty for any.
    package var clientNames: [String] = []
    package var minimumVersion = TLSVersion.tls12
    package var maximumVersion = TLSVersion.tls13
    /// For versions up to 1.2, in order of preference; empty for the library's own.
    package var cipherSuites: [CipherSuite] = []
    package var prefersServerCipherSuites = true
    /// In order of preference; empty for the library's own.
    package var curves: [Curve] = []

    package init(certificate: Material, key: Material) {
        self.certificate = certificate
        self.key = key
    }

    /// PEM, and where it is.
    package enum Material: Sendable, Equatable {
        case file(path: String)
        /// In the configuration file itself.
        case text(Secret)
    }

    /// What is asked of a client, by the names that Go has for it.
    package enum ClientAuthentication: String, Sendable, CaseIterable {
        case none = "NoClientCert"
        /// A client may send a certificate, which nobody checks.
        case request = "RequestClientCert"
        /// A client must send a certificate, which nobody checks.
        case requireAny = "RequireAnyClientCert"
        /// A client may send a certificate, which must then be right.
        case verifyIfGiven = "VerifyClientCertIfGiven"
        case requireAndVerify = "RequireAndVerifyClientCert"

        /// Whether it means that certificates are checked.
        package var verifies: Bool { self == .verifyIfGiven || self == .requireAndVerify }
        /// Whether there is none without a certificate.
        package var requires: Bool { self == .requireAny || self == .requireAndVerify }
    }

    package enum TLSVersion: String, Sendable, CaseIterable, Comparable {
        case tls10 = "TLS10"
        case tls11 = "TLS11"
        case tls12 = "TLS12"
        case tls13 = "TLS13"

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    package enum Curve: String, Sendable, CaseIterable {
        case p256 = "CurveP256"
        case p384 = "CurveP384"
        case p521 = "CurveP521"
        case x25519 = "X25519"
    }
}
