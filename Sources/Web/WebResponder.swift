internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore
internal import NIOHTTPTypes
internal import WebAccess

/// Answers requests: looks who asks, finds what is asked for, and writes what it answers.
struct WebResponder: Sendable {
    let endpoints: [String: Endpoint]
    let access: AccessControl
    let counters: WebCounters
    private let start = ContinuousClock.now

    init(_ endpoints: [Endpoint], _ access: AccessControl, _ counters: WebCounters) {
        self.endpoints = Dictionary(endpoints.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        self.access = access
        self.counters = counters
    }

    @concurrent
    func respond(
        to request: Request, _ writer: consuming ResponseWriter, _ channel: any Channel, _ facts: ConnectionFacts
    ) async throws {
        // Nobody waits for the answer to a client that is gone.
        let task = Task { await self.answer(request, facts) }
        channel.closeFuture.whenComplete { _ in task.cancel() }
        let answer = await task.value
        defer { answer.onEnd?() }
        let head = head(answer)
        if request.method == .head {
            try await writer.writeResponse(head)
            return
        }
        switch answer.body {
        case .bytes(let bytes):
            var body: any ResponseBodyWriter = try await writer.writeHead(head)
            try await Self.write(bytes, &body)
            try await body.finish(nil)
        case .pieces(let pieces):
            var body: any ResponseBodyWriter = try await writer.writeHead(head)
            for piece in pieces { try await Self.write(piece, &body) }
            try await body.finish(nil)
        case .stream(let stream):
            let body: any ResponseBodyWriter = try await writer.writeHead(head)
            try await Self.run(stream, body, channel)
            try await body.finish(nil)
        }
    }

    /// In pieces, so that there is no second copy of what may be large.
    @concurrent
    private static func write(_ bytes: [UInt8], _ body: inout any ResponseBodyWriter) async throws {
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + 64 * 1024)
            try await body.write(ByteBuffer(bytes: bytes[start..<end]))
            start = end
        }
    }

    /// In few steps, as each of them waits for the client to have room, and none has a copy.
    @concurrent
    private static func write(_ piece: Piece, _ body: inout any ResponseBodyWriter) async throws {
        var rest = piece.buffer
        while let slice = rest.readSlice(length: min(1 << 20, rest.readableBytes)), slice.readableBytes > 0 {
            try await body.write(slice)
        }
    }

    /// Runs until it ends by itself, the client is gone, or the server stops, which closes the connection.
    @concurrent
    private static func run(
        _ stream: @escaping @Sendable (WebAnswer.Writer) async throws -> Void, _ body: any ResponseBodyWriter,
        _ channel: any Channel
    ) async throws {
        let shared = SharedWriter(body: body)
        let task = Task {
            try await stream { bytes in
                try Task.checkCancellation()
                var body = shared.body
                try await write(bytes, &body)
            }
        }
        channel.closeFuture.whenComplete { _ in task.cancel() }
        try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    // MARK: What is answered

    /// In the order of the exporter-toolkit: the rate, then who asks, then what.
    private func answer(_ request: Request, _ facts: ConnectionFacts) async -> WebAnswer {
        guard access.isWithinRate(ContinuousClock.now - start) else {
            return refuse(.rate, 429, "Too many requests.", ["Retry-After": "1"])
        }
        let (isUser, refusal) = await authenticate(request)
        if let refusal { return refusal }
        guard request.method == .get || request.method == .head else {
            return refuse(nil, 405, "Only GET and HEAD are answered.", ["Allow": "GET, HEAD"])
        }
        guard !Self.hasBody(request) else {
            return refuse(.malformed, 413, "A request here has no body.")
        }
        guard let asked = WebRequest(target: request.head.path ?? "", headers: Self.headers(request)) else {
            return refuse(.malformed, 400, "This is no path that can be read.")
        }
        guard let endpoint = endpoints[asked.path] else { return refuse(nil, 404, "There is nothing here.") }
        if endpoint.access == .audit {
            let rule = AuditRule(
                isUser: isUser, isVerified: facts.isVerified, isLocal: facts.isLocal, headers: asked.headers,
                isOpen: access.allowsAnonymousAudit, path: asked.path)
            if let refusal = rule.refusal { return refuse(.forbidden, 403, refusal) }
        }
        return await endpoint.answer(asked)
    }

    private func authenticate(_ request: Request) async -> (isUser: Bool, refusal: WebAnswer?) {
        guard access.hasUsers else { return (false, nil) }
        guard let credentials = BasicCredentials(header: request.headers[.authorization]) else {
            return (false, unauthorized())
        }
        switch await access.check(credentials) {
        case .accepted: return (true, nil)
        case .refused: return (false, unauthorized())
        case .busy: return (false, refuse(.busy, 503, "Too many passwords are being checked.", ["Retry-After": "1"]))
        }
    }

    private func unauthorized() -> WebAnswer {
        refuse(.unauthorized, 401, "Unauthorized", ["WWW-Authenticate": "Basic realm=\"charon-exporter\""])
    }

    private func refuse(
        _ reason: WebCounters.Reason?, _ status: Int, _ text: String, _ headers: [String: String] = [:]
    ) -> WebAnswer {
        if let reason { counters.note(reason) }
        return WebAnswer(
            status: status, contentType: "text/plain; charset=utf-8", headers: headers,
            body: .bytes(Array("\(text)\n".utf8)))
    }

    private static func hasBody(_ request: Request) -> Bool {
        request.headers[.transferEncoding] != nil
            || request.headers[values: .contentLength].contains { $0.contains { $0 != "0" } }
    }

    private static func headers(_ request: Request) -> [String: String] {
        var headers: [String: String] = [:]
        for field in request.headers {
            let name = field.name.canonicalName
            // Whoever answers has no business with these.
            guard name != "authorization", name != "cookie" else { continue }
            headers[name] = headers[name].map { "\($0), \(field.value)" } ?? field.value
        }
        // HTTP's library keeps it apart.
        if let authority = request.head.authority { headers["host"] = authority }
        return headers
    }

    /// What every answer says, what this one says, and, above both, what the web configuration says.
    func head(_ answer: WebAnswer) -> HTTPResponse {
        var fields = HTTPFields()
        fields[.date] = HTTPDate.now()
        fields[.contentType] = answer.contentType
        switch answer.body {
        case .bytes(let bytes): fields[.contentLength] = String(bytes.count)
        case .pieces(let pieces): fields[.contentLength] = String(pieces.reduce(0) { $0 + $1.count })
        case .stream: break
        }
        fields[.xContentTypeOptions] = "nosniff"
        fields[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'"
        Self.set(&fields, "X-Frame-Options", "DENY")
        Self.set(&fields, "Cross-Origin-Resource-Policy", "same-origin")
        Self.set(&fields, "Referrer-Policy", "no-referrer")
        for (name, value) in answer.headers { Self.set(&fields, name, value) }
        for header in access.headers { Self.set(&fields, header.name.rawValue, header.value) }
        return HTTPResponse(status: .init(code: answer.status), headerFields: fields)
    }

    private static func set(_ fields: inout HTTPFields, _ name: String, _ value: String) {
        guard let name = HTTPField.Name(name) else { return }
        fields[name] = value
    }
}

/// Hummingbird's writer is a channel's, which any task may use; only its type does not say so.
private struct SharedWriter: @unchecked Sendable {
    let body: any ResponseBodyWriter
}
