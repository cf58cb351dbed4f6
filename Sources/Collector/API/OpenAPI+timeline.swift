internal import Audit

/// What a timeline and the words of a search look like.
extension OpenAPI {
    static var timeline: JSONValue {
        object([
            "since": time("Where it begins."), "until": time("Where it ends."), "time": time("When it was answered."),
            "rows": list(reference("TimelineRow"), "Sorted by host, connection and tunnel."),
            "problems": list(text("A sentence."), "What was damaged or missing and was passed over."),
        ])
    }

    static var timelineRow: JSONValue {
        object(
            [
                "host": text("The machine, by its directory in the archive."),
                "bands": list(
                    object([
                        "since": time("Where it begins."), "until": time("Where it ends."),
                        "state": words(
                            Timeline.Band.State.allCases.map(\.rawValue),
                            "uncertain: entries were lost, and nothing was heard of it since."),
                    ]), "The tunnel's states, one after the other; between them nothing is known."),
                "marks": list(
                    object(
                        [
                            "kind": words(Timeline.Mark.Kind.allCases.map(\.rawValue), "What happened."),
                            "time": time("When the first of them happened."),
                            "count": number("How many happened, close together."),
                            "seq": number("Number of the first event."), "event": text("Its kind."),
                        ], ["reason": text("Its reason.")]), "What happened, in the order of time."),
            ], ["connection": text("The connection."), "tunnel": text("The tunnel.")])
    }

    static var vocabulary: JSONValue {
        func names(_ help: String) -> JSONValue { list(text("A name."), help) }
        return object([
            "hosts": names("Machines, by their directories in the archive."),
            "connections": names("Connections that are known now."), "tunnels": names("Tunnels that are known now."),
            "groups": names("Groups of the configuration."), "events": names("Kinds of events."),
            "classes": names("Classes of events."), "reasons": names("Reasons that are known."),
        ])
    }
}
