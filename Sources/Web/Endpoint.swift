/// Something that is served: a path, who may see it, and what it answers. To `GET`, and to `HEAD` without the body.
package struct Endpoint: Sendable {
    /// Who may see it.
    package enum Access: Sendable {
        /// Whoever the web configuration lets in.
        case everyone
        /// It shows identities or the log's text: this machine, and users that have proven who they are.
        case audit
    }

    /// The whole path, like `/api/v1/tunnels`.
    package var path: String
    package var access: Access
    package var answer: @Sendable (WebRequest) async -> WebAnswer

    package init(
        _ path: String, _ access: Access, _ answer: @escaping @Sendable (WebRequest) async -> WebAnswer
    ) {
        self.path = path
        self.access = access
        self.answer = answer
    }
}

/// A request, as an endpoint sees it. All of it comes from a stranger.
package struct WebRequest: Sendable {
    /// One `name=value` of the query, decoded.
    package struct QueryItem: Sendable, Equatable {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Without the query.
    package var path: String
    /// In the order of the request; a name may come more than once.
    package var query: [QueryItem]
    /// By names in lower case; several of one name are joined with commas.
    package var headers: [String: String]

    package init(path: String, query: [QueryItem] = [], headers: [String: String] = [:]) {
        self.path = path
        self.query = query
        self.headers = headers
    }

    /// Whether the client has what is called so (RFC 9110, section 13.1.2).
    /// - Parameter tag: a weak one, quotes included.
    package func has(tag: String) -> Bool {
        headers["if-none-match"]?.split(separator: ",").contains { $0.drop { $0 == " " } == tag } ?? false
    }
}

/// What an endpoint answers.
package struct WebAnswer: Sendable {
    /// Writes a piece, and waits until the client has room for more.
    /// - Throws: when the client is gone or the server stops; nothing can be written then.
    package typealias Writer = @Sendable ([UInt8]) async throws -> Void

    package enum Body: Sendable {
        case bytes([UInt8])
        /// The same in several pieces, which may be shared with other answers.
        case pieces([Piece])
        /// Piece by piece, for as long as the function runs; its task is cancelled when the client is gone or the server
        /// stops.
        case stream(@Sendable (Writer) async throws -> Void)
    }

    /// An HTTP status.
    package var status: Int
    package var contentType: String
    /// Further headers, by name.
    package var headers: [String: String]
    package var body: Body
    /// Called when it was written, or cannot be any more.
    package var onEnd: (@Sendable () -> Void)?

    package init(
        status: Int = 200, contentType: String, headers: [String: String] = [:], body: Body,
        onEnd: (@Sendable () -> Void)? = nil
    ) {
        self.status = status
        self.contentType = contentType
        self.headers = headers
        self.body = body
        self.onEnd = onEnd
    }
}
