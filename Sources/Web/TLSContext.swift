internal import NIOCore
internal import NIOSSL
package import WebAccess

/// How TLS is spoken with those who connect from now on.
package struct TLSContext: Sendable {
    /// What is wrong with the parts, by the key of the part.
    package struct Problem: Error {
        package var key: String
        package var problem: String
    }

    /// The parts' content, PEM.
    package struct Material: Sendable {
        package var certificate: [UInt8]
        package var key: [UInt8]
        package var clientAuthority: [UInt8]?

        package init(certificate: [UInt8], key: [UInt8], clientAuthority: [UInt8]?) {
            self.certificate = certificate
            self.key = key
            self.clientAuthority = clientAuthority
        }
    }

    private let context: NIOSSLContext
    private let clients: TLSSettings.ClientAuthentication
    private let clientNames: Set<String>

    /// - Throws: `Problem`, which never quotes what may be secret.
    package init(_ settings: TLSSettings, _ material: Material) throws(Problem) {
        clients = settings.clientAuthentication
        clientNames = Set(settings.clientNames)
        let chain: [NIOSSLCertificate]
        do {
            chain = try NIOSSLCertificate.fromPEMBytes(material.certificate)
        } catch {
            throw Problem(key: "cert", problem: "it has no certificate in PEM that can be read")
        }
        let key: NIOSSLPrivateKey
        do {
            key = try NIOSSLPrivateKey(bytes: material.key, format: .pem)
        } catch {
            throw Problem(key: "key", problem: "it has no private key in PEM that can be read without a passphrase")
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = settings.minimumVersion.library
        configuration.maximumTLSVersion = settings.maximumVersion.library
        let suites = settings.cipherSuites.compactMap(\.openSSLName)
        if !suites.isEmpty { configuration.cipherSuites = suites.joined(separator: ":") }
        if !settings.curves.isEmpty { configuration.curves = settings.curves.map(\.library) }
        // HTTP/2 is not spoken, whatever the file allows.
        configuration.applicationProtocols = ["http/1.1"]
        // Who is to go must not keep a descriptor by saying no goodbye.
        configuration.shutdownTimeout = .seconds(1)
        configuration.certificateVerification = settings.clientAuthentication.library
        // Never the system's: it would let in whoever has a certificate from anybody.
        configuration.trustRoots = .certificates([])
        if let authority = material.clientAuthority {
            do {
                configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(authority))
                configuration.sendCANameList = true
            } catch {
                throw Problem(key: "client_ca", problem: "it has no certificate in PEM that can be read")
            }
        }
        do {
            context = try NIOSSLContext(configuration: configuration)
        } catch {
            throw Self.problem(chain, key)
        }
    }

    /// Why the library did not take what it could read.
    private static func problem(_ chain: [NIOSSLCertificate], _ key: NIOSSLPrivateKey) -> Problem {
        var plain = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        plain.certificateVerification = .none
        guard (try? NIOSSLContext(configuration: plain)) != nil else {
            return Problem(key: "key", problem: "it is not the key of the certificate")
        }
        return Problem(key: "cipher_suites", problem: "none of them can be spoken with these versions")
    }

    /// Puts TLS before everything else that a connection has.
    func install(on channel: any Channel, _ facts: ConnectionFacts) throws {
        let handler: NIOSSLServerHandler
        if clients == .request || clients == .requireAny {
            // Asked for, not checked: that is what these modes mean.
            handler = NIOSSLServerHandler(context: context) { _, promise in promise.succeed(.certificateVerified) }
        } else {
            handler = NIOSSLServerHandler(context: context)
        }
        try channel.pipeline.syncOperations.addHandlers(
            handler, HandshakeWatch(facts, verifies: clients.verifies, names: clientNames))
    }
}

extension TLSSettings.TLSVersion {
    fileprivate var library: TLSVersion {
        switch self {
        case .tls10: .tlsv1
        case .tls11: .tlsv11
        case .tls12: .tlsv12
        case .tls13: .tlsv13
        }
    }
}

extension TLSSettings.Curve {
    fileprivate var library: NIOTLSCurve {
        switch self {
        case .p256: .secp256r1
        case .p384: .secp384r1
        case .p521: .secp521r1
        case .x25519: .x25519
        }
    }
}

extension TLSSettings.ClientAuthentication {
    fileprivate var library: CertificateVerification {
        switch self {
        case .none: .none
        case .request, .verifyIfGiven: .optionalVerification
        case .requireAny, .requireAndVerify: .noHostnameVerification
        }
    }
}
