internal import AsyncHTTPClient
internal import FoundationEssentials
internal import Glibc
internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL

/// Asks a running exporter.
struct ExporterClient: Sendable {
    /// What is asked for: names and values of the API; none of a name is any.
    typealias Query = [(String, String)]

    /// A name with its password.
    struct Credentials: Sendable {
        var user: String
        var password: String
    }

    /// Files for TLS, PEM; nil: what the system trusts, and no certificate of ours.
    struct TLSFiles: Sendable {
        var authority: String?
        var certificate: String?
        var key: String?
    }

    let url: ExporterURL
    private let client: HTTPClient
    private let credentials: Credentials?

    /// Seconds for all of an answer.
    static let patience = 10
    /// Bytes of the largest answer.
    static let largest = 64 << 20
    /// Bytes of an error that are read.
    private static let largestError = 1 << 16

    /// - Throws: `AskProblem` when a file is not what it should be.
    init(_ url: ExporterURL, credentials: Credentials?, tls: TLSFiles) throws(AskProblem) {
        self.url = url
        self.credentials = credentials
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: try Self.tls(tls),
            // Credentials go to whom they are meant for.
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(Int64(Self.patience)), read: .seconds(Int64(Self.patience))))
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// To be called once, when nothing is asked any more.
    func close() async {
        do {
            try await client.shutdown()
        } catch {
            // The program ends, and its connections with it.
            Terminal.say("the HTTP client was not shut down: \(error)")
        }
    }

    /// The tunnels.
    /// - Throws: `AskProblem`; `CancellationError` when its task is cancelled.
    func tunnels(_ query: Query) async throws -> TunnelsAnswer {
        do {
            return try await withThrowingTaskGroup(of: TunnelsAnswer.self) { group in
                group.addTask { try await ask(query) }
                // Of all of it: a server that sends a byte now and then is no better than one that sends nothing.
                group.addTask {
                    try await Task.sleep(for: .seconds(Self.patience))
                    throw AskProblem(timeout: Self.patience, url: url)
                }
                defer { group.cancelAll() }
                guard let answer = try await group.next() else { throw CancellationError() }
                return answer
            }
        } catch {
            try Task.checkCancellation()
            throw error as? AskProblem ?? AskProblem(error, url: url)
        }
    }

    private func ask(_ query: Query) async throws -> TunnelsAnswer {
        var request = HTTPClientRequest(url: url.page("/api/v1/tunnels", query))
        request.headers.add(name: "Accept", value: "application/json")
        // A connection that is kept would be a dead one after the exporter's restart.
        request.headers.add(name: "Connection", value: "close")
        // The name of a socket's file is no name of a host.
        if url.socket != nil { request.headers.add(name: "Host", value: "localhost") }
        if let credentials { request.setBasicAuth(username: credentials.user, password: credentials.password) }
        let response = try await client.execute(request, timeout: .seconds(Int64(Self.patience)))
        guard response.status == .ok else {
            let body = try await response.body.collect(upTo: Self.largestError)
            throw AskProblem(
                status: response.status.code, text: Self.said(Data(body.readableBytesView), query),
                location: response.headers.first(name: "Location"), url: url, user: credentials?.user)
        }
        let body: ByteBuffer
        do {
            body = try await response.body.collect(upTo: Self.largest)
        } catch is NIOTooManyBytesError {
            throw AskProblem(tooLarge: Self.largest, url: url)
        }
        do {
            return try TunnelsAnswer(json: Data(body.readableBytesView))
        } catch {
            throw AskProblem(unreadable: error, url: url)
        }
    }

    /// What an answer that is an error says: its JSON, or else its text.
    private static func said(_ body: Data, _ query: Query) -> String {
        struct Answer: Decodable {
            struct Detail: Decodable {
                var parameter: String?
                var problem: String
            }
            var error: Detail
        }
        if let error = try? JSONDecoder().decode(Answer.self, from: body).error {
            guard let parameter = error.parameter else { return error.problem }
            return query.contains { $0.0 == parameter }
                ? "--\(parameter): \(error.problem)" : "\(parameter): \(error.problem)"
        }
        // Other servers' words.
        return String(decoding: body, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    // MARK: TLS

    private static func tls(_ files: TLSFiles) throws(AskProblem) -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        if let path = files.authority {
            configuration.trustRoots = .certificates(try certificates(path, "--ca-file"))
        }
        if let path = files.certificate {
            configuration.certificateChain = try certificates(path, "--cert-file").map { .certificate($0) }
        }
        if let path = files.key {
            let bytes = try content(path, "--key-file")
            do {
                configuration.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: bytes, format: .pem))
            } catch {
                throw AskProblem("--key-file: \(path) holds no private key in PEM without a passphrase")
            }
        }
        return configuration
    }

    private static func certificates(_ path: String, _ option: String) throws(AskProblem) -> [NIOSSLCertificate] {
        let bytes = try content(path, option)
        guard let certificates = try? NIOSSLCertificate.fromPEMBytes(bytes), !certificates.isEmpty else {
            throw AskProblem("\(option): \(path) holds no certificate in PEM")
        }
        return certificates
    }

    /// The bytes of a file, which may be a pipe.
    static func content(_ path: String, _ option: String) throws(AskProblem) -> [UInt8] {
        func problem() -> AskProblem { AskProblem("\(option): \(path): \(unsafe String(cString: strerror(errno)))") }
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw problem() }
        defer { Glibc.close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw problem() }
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= 1 << 20 else { throw AskProblem("\(option): \(path) is larger than 1 MiB") }
        }
    }
}
