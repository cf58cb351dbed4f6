internal import Bytes
internal import CharonLog
internal import Journal
internal import Tunnels

/// Another service whose words count: how its entries are known, and what they mean.
struct WatchedService: Sendable {
    /// The label `watch`.
    var name: String
    /// `SYSLOG_IDENTIFIER`, which anybody can write: an entry is believed if one of `users` wrote it, or `unit` did.
    var identifier: String?
    /// `_SYSTEMD_UNIT`, which journald sets.
    var unit: String?
    /// `_UID`.
    var users: [UInt32]
    var rules: [WatchRule]

    /// The journal's entries that are to be read for it.
    var matches: [String] {
        if let identifier { return ["SYSLOG_IDENTIFIER=\(identifier)"] }
        return unit.map { ["_SYSTEMD_UNIT=\($0)"] } ?? []
    }

    /// All pairs of an event and a value that its rules can count, each once.
    var series: [(event: String, value: String)] {
        var series: [(event: String, value: String)] = []
        for rule in rules {
            for value in rule.allValues where !series.contains(where: { $0 == (rule.event, value) }) {
                series.append((rule.event, value))
            }
        }
        return series
    }
}

/// What a text means.
struct WatchRule: Sendable {
    /// The text, in the catalogue's notation.
    var pattern: Pattern
    /// The archive's `event` and the label `event`.
    var event: String
    /// What it does beside being counted; `.watched` for nothing.
    var kind: EventKind
    /// The only group that it is about.
    var group: String?
    /// The field whose value is the label `value`, if it is one of `values`.
    var countBy: EventField?
    var values: [String]

    /// What all other values are counted as.
    static let otherValue = "other"

    var allValues: [String] { countBy == nil ? [""] : values + [Self.otherValue] }

    /// The label `value` of an event.
    func value(_ event: Event, _ bytes: Span<UInt8>) -> String {
        guard let countBy else { return "" }
        let range = event.range(countBy)
        return values.first { value in
            value.utf8.count == range.count && Name(value).equals(bytes, range)
        } ?? Self.otherValue
    }

    /// Who is meant, in the service's words; empty where the text names nobody.
    func member(_ event: Event, _ bytes: Span<UInt8>) -> Name {
        let field = Self.memberFields.first { event[$0] != nil }
        return field.map { Name(bytes, event.range($0)) } ?? Name()
    }

    /// The fields that can name a group's member, the first that is there first.
    static let memberFields: [EventField] = [.tunnel, .connection, .interface]
}

/// Tells whose entry it is, among the services that are watched.
struct WatchCheck: Sendable {
    private struct Service {
        var identifier: [UInt8]?
        var unit: [UInt8]?
        var users: [UInt64]
    }

    private let services: [Service]

    init(_ services: [WatchedService]) {
        self.services = services.map { service in
            Service(
                identifier: service.identifier.map { Array($0.utf8) }, unit: service.unit.map { Array($0.utf8) },
                users: service.users.map(UInt64.init))
        }
    }

    /// Whose entry of a journal it is, if it can be believed.
    /// - Parameter byName: whether only services that have an identifier come into question.
    func find(_ entry: Entry, _ bytes: Span<UInt8>, byName: Bool = false) -> Int? {
        services.firstIndex { service in
            if let identifier = service.identifier {
                guard Self.equal(bytes, entry[.identifier], identifier) else { return false }
            } else if byName {
                return false
            }
            if let unit = service.unit { return Self.equal(bytes, entry[.unit], unit) }
            return Digits.decimal(bytes, entry[.uid]).map(service.users.contains) ?? false
        }
    }

    /// Whose line of a text log it is: there the name is all that there is.
    func find(text entry: Entry, _ bytes: Span<UInt8>) -> Int? {
        services.firstIndex { service in
            service.identifier.map { Self.equal(bytes, entry[.identifier], $0) } ?? false
        }
    }

    private static func equal(_ bytes: Span<UInt8>, _ range: ByteRange, _ word: [UInt8]) -> Bool {
        Search.equal(bytes, range, word.span, ByteRange(0, word.count))
    }
}
