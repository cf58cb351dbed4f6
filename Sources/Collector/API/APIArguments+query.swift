internal import Archive
internal import Audit
internal import CharonLog

/// What a request asks the archive for, in the words of the command `audit`.
extension APIArguments {
    /// Which time.
    static let times = [
        APIParameter(
            "since", "From this time on: RFC 3339, or what `audit --since` takes, such as `-1h` or `2026-03`."),
        APIParameter("until", "Up to this time; of a period such as a day or month up to its end."),
    ]

    /// Which tunnels, by their names.
    static let names = [
        APIParameter("host", isRepeatable: true, "The machine, by the name of its directory in the archive."),
        APIParameter("connection", isRepeatable: true, "The connection; `*` is any text, `?` any character."),
        APIParameter("tunnel", isRepeatable: true, "The tunnel; `*` is any text, `?` any character."),
        APIParameter("group", isRepeatable: true, "A group of the configuration, by its name."),
    ]

    /// Whom events and sessions are about.
    static let subjects =
        names + [
            APIParameter("peer", isRepeatable: true, "The peer's address, or a prefix such as `192.0.2.0/24`."),
            APIParameter(
                "identity", isRepeatable: true,
                "An identity of either end, or a user's name; `*` is any text, `?` any character."),
            APIParameter("reason", isRepeatable: true, "Why it ended or failed; `*` is any text, `?` any character."),
        ]

    /// Which events.
    static let events = [
        APIParameter("event", isRepeatable: true, "The event, such as `child_sa_closed`; `*` is any text."),
        APIParameter("class", isRepeatable: true, "The class, such as `auth`; `*` is any text."),
        APIParameter("grep", isRepeatable: true, "A text in any value; given again, each must be there."),
    ]

    /// A search of all that is given of `times`, `subjects` and `events`.
    /// - Throws: `APIError` for what has no meaning.
    func query(_ configuration: Configuration) throws(APIError) -> Query {
        var query = Query()
        let words = TimeWords(now: Clock.now())
        query.since = try time("since") { text throws(TimeWordError) in try words.since(text) }
        query.until = try time("until") { text throws(TimeWordError) in try words.until(text) }
        if let since = query.since, let until = query.until, since >= until {
            throw .wrong("until", "it must be later than since")
        }
        query.machines = self["host"]
        query.connections = self["connection"]
        query.tunnels = self["tunnel"]
        query.groups = try groups(configuration)
        for text in self["peer"] {
            do {
                query.peers.append(try AddressPrefix(text))
            } catch {
                throw .wrong("peer", error.description)
            }
        }
        query.identities = self["identity"]
        query.reasons = self["reason"]
        query.events = self["event"]
        query.classes = self["class"]
        query.texts = self["grep"]
        return query
    }

    /// A time that is given; nil when it is not.
    func time(_ name: String, _ read: (String) throws(TimeWordError) -> UInt64) throws(APIError) -> UInt64? {
        guard let text = value(name) else { return nil }
        do {
            return try read(text)
        } catch {
            throw .wrong(name, error.description)
        }
    }

    /// The groups that are named, as a search has them.
    func groups(_ configuration: Configuration) throws(APIError) -> [Query.Group] {
        do {
            return try configuration.auditGroups(self["group"])
        } catch {
            throw .wrong("group", error.problems.map(\.problem).joined(separator: "; "))
        }
    }
}
