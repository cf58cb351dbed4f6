internal import Web

/// The API's description (OpenAPI 3.1), made from what the endpoints themselves take.
enum OpenAPI {
    /// The description as it is served.
    static let text: [UInt8] = {
        var text: [UInt8] = []
        description.append(onto: &text)
        text.append(0x0A)
        return text
    }()

    static let answer = WebAnswer(
        contentType: "application/json", headers: ["Cache-Control": "no-store"], body: .bytes(text))

    /// An endpoint as it is described.
    private struct Operation {
        var name: String
        var id: String
        var summary: String
        var help: String
        var parameters: [APIParameter] = []
        /// The content of an answer.
        var content: JSONValue
        /// Whether it reads the archive.
        var isSearch = false
        /// Whether it has an `ETag`.
        var hasTag = false
    }

    private static let missing = "What is damaged or missing has a line of its own, of the event or kind `missing`."
    private static let files: JSONValue = [
        "application/jsonl": ["schema": ["type": "string"]], "text/csv": ["schema": ["type": "string"]],
    ]

    private static let operations = [
        Operation(
            name: "status", id: "getStatus", summary: "How the exporter is",
            help: "What an operator asks first: whether it is ready, what it reads, and whether it archives.",
            content: json("Status")),
        Operation(
            name: "tunnels", id: "listTunnels", summary: "Tunnels as they are now",
            help: "Sorted by host, connection and tunnel. None are told before the log was read to its end.",
            parameters: TunnelList.parameters, content: json("Tunnels"), hasTag: true),
        Operation(
            name: "events", id: "listEvents", summary: "A page of the archive's events",
            help: """
                The newest events that match, or those behind or before a number; in the order of their numbers, or of \
                their time where they are of several machines. A link is left out where there is no more.
                """,
            parameters: EventPage.parameters, content: json("Events"), isSearch: true),
        Operation(
            name: "events/stream", id: "streamEvents", summary: "The archive's events as they come",
            help: """
                Server-sent events: the id is the event's number, the type its kind, the data the event as archived. \
                What is missing is told by the type missing, with a problem, first_seq and last_seq. Without the last \
                event's id it begins with what comes from now on.
                """,
            parameters: EventStream.parameters, content: ["text/event-stream": ["schema": ["type": "string"]]],
            isSearch: true),
        Operation(
            name: "events/export", id: "exportEvents", summary: "All events that match, as a file",
            help: "In the order of their numbers, or of their time where they are of several machines. " + missing,
            parameters: EventExport.parameters, content: files, isSearch: true),
        Operation(
            name: "sessions", id: "listSessions", summary: "IKE_SAs and CHILD_SAs from their birth to their death",
            help: "Those that were up within the time, in the order in which they began, over all rekeyings.",
            parameters: SessionList.parameters, content: json("Sessions"), isSearch: true),
        Operation(
            name: "sessions/export", id: "exportSessions", summary: "All sessions that match, as a file",
            help: "In the order in which they began. " + missing,
            parameters: SessionExport.parameters, content: files, isSearch: true),
        Operation(
            name: "timeline", id: "getTimeline", summary: "What happened to the tunnels in a time",
            help: """
                A row for each tunnel: when it was up, down, or not known for certain, and what happened beside. A row \
                without a tunnel is of a connection, one without a connection of a machine: they have marks only. Told \
                by the archive, from a day before on; and by charon's present state, back to when it came about.
                """,
            parameters: TimelineAnswer.parameters, content: json("Timeline"), isSearch: true),
        Operation(
            name: "vocabulary", id: "getVocabulary", summary: "The words that a search may have",
            help: "For whoever offers them to a person.", content: json("Vocabulary")),
        Operation(
            name: "openapi.json", id: "getDescription", summary: "This description", help: "OpenAPI 3.1.",
            content: ["application/json": ["schema": ["type": "object"]]]),
    ]

    private static var description: JSONValue {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "charon-exporter", "version": "1",
                "summary": "Tunnels, events and sessions of strongSwan's charon",
                "description": """
                Times are RFC 3339 in UTC, with microseconds. What is unknown is left out. Where a text is not UTF-8, \
                its bytes follow as KEY_base64. Without authentication it is served to this machine alone.
                """,
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": "/"]],
            "paths": .object(operations.map { ("\(APIEndpoints.root)/\($0.name)", ["get": operation($0)]) }),
            "components": [
                "schemas": schemas,
                "responses": [
                    "BadRequest": response("A parameter is unknown, or has no meaning.", json("Error")),
                    "NotFound": response("Nothing is archived here.", json("Error")),
                    "Failed": response("The archive cannot be read.", json("Error")),
                    "Busy": response("Too much is asked for at a time, or the search takes too long.", json("Error"))
                        .with([
                            (
                                "headers",
                                [
                                    "Retry-After": [
                                        "description": "Seconds, where asking again helps.",
                                        "schema": ["type": "integer"],
                                    ]
                                ]
                            )
                        ]),
                ],
            ],
        ]
    }

    private static func operation(_ operation: Operation) -> JSONValue {
        var responses: [(String, JSONValue)] = [
            ("200", response("As asked.", operation.content)), ("400", ["$ref": "#/components/responses/BadRequest"]),
        ]
        if operation.hasTag { responses.append(("304", ["description": "What has the ETag of If-None-Match."])) }
        if operation.isSearch {
            responses += [
                ("404", ["$ref": "#/components/responses/NotFound"]),
                ("500", ["$ref": "#/components/responses/Failed"]), ("503", ["$ref": "#/components/responses/Busy"]),
            ]
        }
        return [
            "operationId": .text(operation.id), "summary": .text(operation.summary),
            "description": .text(operation.help), "parameters": .list(operation.parameters.map(parameter)),
            "responses": .object(responses),
        ]
    }

    private static func parameter(_ parameter: APIParameter) -> JSONValue {
        let one: JSONValue =
            switch parameter.form {
            case .text: ["type": "string", "minLength": 1]
            case .number(let range):
                ["type": "integer", "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound)]
            case .words(let words): ["enum": .list(words.map { .text($0) })]
            }
        return [
            "name": .text(parameter.name), "in": "query", "description": .text(parameter.help),
            "schema": parameter.isRepeatable ? ["type": "array", "items": one] : one,
        ]
    }

    private static func response(_ description: String, _ content: JSONValue) -> JSONValue {
        ["description": .text(description), "content": content]
    }

    private static func json(_ schema: String) -> JSONValue {
        ["application/json": ["schema": ["$ref": .text("#/components/schemas/\(schema)")]]]
    }
}
