internal import Web

/// The JSON API, version 1.
enum APIEndpoints {
    static let root = "/api/v1"

    /// All endpoints of a collection.
    /// - Parameter desk: what searches its archive.
    static func all(_ collection: Collection, searching desk: SearchDesk = SearchDesk()) -> [Endpoint] {
        let streams = Turnstile(places: EventStream.places, benches: 0)
        let exports = Turnstile(places: Export.places, benches: 0)
        // Each has the whole state at once, for as long as its client takes it.
        let states = Turnstile(places: 8, benches: 0)
        return [
            endpoint("status", []) { _, _ in status(collection) },
            endpoint("tunnels", TunnelList.parameters) { request, arguments throws(APIError) in
                guard states.tryEnter() else {
                    throw APIError.busy("too many ask for the tunnels already", retryAfter: 1)
                }
                do throws(APIError) {
                    var answer = try TunnelList(request, arguments, collection).answer(collection)
                    answer.onEnd = { states.leave() }
                    return answer
                } catch {
                    states.leave()
                    throw error
                }
            },
            endpoint("events", EventPage.parameters) { request, arguments throws(APIError) in
                try await EventPage(request, arguments, collection.configuration).answer(desk)
            },
            endpoint("events/stream", EventStream.parameters) { request, arguments throws(APIError) in
                try await EventStream(request, arguments, collection.configuration).answer(streams)
            },
            endpoint("events/export", EventExport.parameters) { _, arguments throws(APIError) in
                try EventExport(arguments, collection.configuration).answer(exports)
            },
            endpoint("sessions", SessionList.parameters) { _, arguments throws(APIError) in
                try await SessionList(arguments, collection.configuration).answer(desk)
            },
            endpoint("sessions/export", SessionExport.parameters) { _, arguments throws(APIError) in
                try SessionExport(arguments, collection.configuration).answer(exports)
            },
            endpoint("timeline", TimelineAnswer.parameters) { _, arguments throws(APIError) in
                try await TimelineAnswer(arguments, collection.configuration).answer(collection, desk)
            },
            endpoint("vocabulary", []) { _, _ in Vocabulary.answer(collection) },
            endpoint("openapi.json", []) { _, _ in OpenAPI.answer },
        ]
    }

    /// An endpoint whose parameters are checked before it is asked, and whose errors are answers.
    private static func endpoint(
        _ name: String, _ parameters: [APIParameter],
        _ body: @escaping @Sendable (WebRequest, APIArguments) async throws(APIError) -> WebAnswer
    ) -> Endpoint {
        Endpoint("\(root)/\(name)", .audit) { request in
            do throws(APIError) {
                return try await body(request, try APIArguments(request, parameters))
            } catch {
                return error.answer
            }
        }
    }
}
