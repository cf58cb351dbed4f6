internal import Archive
internal import CharonLog
internal import Tunnels
internal import Yams

/// Reads a file of rules for other services' entries.
///
///     watch:
///       - name: vpn-failover
///         identifier: vpn-failover
///         rules:
///           - message: "[INFO] Applying Dynamic Mangle Rules for Active Tunnel: <tunnel>"
///             event: tunnel_activated
struct WatchFile {
    private(set) var services: [WatchedService] = []
    private(set) var problems: [SettingProblem] = []
    private let path: String
    /// Who is believed where the file does not say.
    private let users: [UInt32]
    /// Names that no other service can have.
    private let reserved: Set<String>

    /// What an event's own name looks like.
    private static let maximumName = 64
    /// Series that a rule's values may make.
    private static let maximumValues = 64

    /// Reads a file.
    /// - Throws: `ArchiveError` when it cannot be read at all; what is wrong in it becomes `problems`.
    init(path: String, users: [UInt32], identifiers: [String]) throws(ArchiveError) {
        reserved = Set(identifiers + EntryInterpreter.identifiers + ["systemd", "init.scope"])
        self.path = path
        self.users = users
        read(try TextContent.read(path))
    }

    private mutating func read(_ text: String) {
        var problems: [SettingProblem] = []
        defer { self.problems += problems }
        let root: SettingNode
        do {
            guard let node = try Yams.compose(yaml: text) else {
                problems.append(.init(key: "watch", origin: .file(path: path, line: 1), problem: "the file is empty"))
                return
            }
            root = SettingNode(node)
        } catch {
            problems.append(SettingProblem(yaml: error, path))
            return
        }
        var reader = MappingReader(root, name: path, path: path, keys: ["watch"])
        let items = reader.items("watch")
        problems += reader.problems
        for item in items { readService(item, &problems) }
    }

    private mutating func readService(_ node: SettingNode, _ problems: inout [SettingProblem]) {
        var reader = MappingReader(node, name: "watch", path: path, keys: WatchReference.keys.map(\.name))
        defer { problems += reader.problems }
        let name = reader.required("name")
        let identifier = reader.text("identifier")
        let unit = reader.text("unit")
        if identifier == nil, unit == nil {
            reader.refuse(node.line, "", "it must name an identifier or a unit")
        }
        if let identifier, reserved.contains(identifier) {
            reader.refuse(
                reader.lineOf("identifier"), "identifier", "\(identifier) is a name of charon's, or of what starts it")
        }
        if let unit, !unit.contains(".") {
            reader.refuse(reader.lineOf("unit"), "unit", "a unit's name has an ending; is it \(unit).service?")
        }
        var users = users
        if let texts = reader.texts("user") {
            users = texts.compactMap { UInt32($0) }
            if users.count < texts.count {
                reader.refuse(reader.lineOf("user"), "user", "a user is a number; `id -u NAME` says it")
            }
        }
        let items = reader.items("rules")
        if items.isEmpty { reader.refuse(reader.lineOf("rules"), "rules", "it must have a rule at least") }
        let rules = items.compactMap { item in readRule(item, &problems) }
        services.append(
            WatchedService(name: name ?? "", identifier: identifier, unit: unit, users: users, rules: rules))
    }

    private func readRule(_ node: SettingNode, _ problems: inout [SettingProblem]) -> WatchRule? {
        var reader = MappingReader(node, name: "watch.rules", path: path, keys: WatchReference.ruleKeys.map(\.name))
        defer { problems += reader.problems }
        guard let message = reader.required("message"), let event = reader.required("event") else { return nil }
        let pattern: Pattern
        do {
            pattern = try Pattern(message)
        } catch {
            reader.refuse(reader.lineOf("message"), "message", Self.describe(error))
            return nil
        }
        var rule = WatchRule(
            pattern: pattern, event: event, kind: .watched, group: reader.text("group"), countBy: nil, values: [])
        switch EventKind(rawValue: event) {
        case .tunnelActivated:
            rule.kind = .tunnelActivated
            if !WatchRule.memberFields.contains(where: { message.contains("<\($0.rawValue)>") }) {
                reader.refuse(
                    reader.lineOf("message"), "message",
                    "\(event) needs to know the tunnel: write <tunnel>, <connection> or <interface> where it is named")
            }
        case .noTunnelActive:
            rule.kind = .noTunnelActive
        case .some:
            reader.refuse(
                reader.lineOf("event"), "event", "\"\(event)\" is an event of charon's own; take another name")
        case nil:
            if !Self.isName(event) {
                reader.refuse(
                    reader.lineOf("event"), "event", "\"\(event)\" is no name of lower-case letters, digits and _")
            }
        }
        readValues(&reader, message, &rule)
        return rule
    }

    private func readValues(_ reader: inout MappingReader, _ message: String, _ rule: inout WatchRule) {
        rule.values = reader.texts("values") ?? []
        if rule.values.contains(WatchRule.otherValue) || Set(rule.values).count < rule.values.count {
            reader.refuse(
                reader.lineOf("values"), "values", "each must stand once, and \(WatchRule.otherValue) means all others")
        }
        guard let name = reader.text("count_by") else {
            if !rule.values.isEmpty {
                reader.refuse(reader.lineOf("values"), "values", "count_by must name the field that they are of")
            }
            return
        }
        if let field = EventField(rawValue: name), message.contains("<\(name)>") {
            rule.countBy = field
        } else {
            reader.refuse(reader.lineOf("count_by"), "count_by", "the message has no field <\(name)>")
        }
        if rule.values.isEmpty || rule.values.count > Self.maximumValues {
            reader.refuse(
                reader.lineOf("count_by"), "values",
                "it must list 1 to \(Self.maximumValues) values, so that series stay few")
        }
    }

    /// A fault of a template, with the place shown.
    private static func describe(_ error: PatternError) -> String {
        var problem = error.problem
        let unknown = "no field is named \""
        if problem.hasPrefix(unknown) {
            let name = String(problem.dropFirst(unknown.count).dropLast())
            if let nearest = Spelling.nearest(name, EventField.allCases.map(\.rawValue)) {
                problem += "; did you mean <\(nearest)>?"
            }
        }
        let before = String(decoding: error.pattern.utf8.prefix(error.offset), as: UTF8.self)
        let blanks = String(repeating: " ", count: before.count)
        return "\(problem)\n    \(error.pattern)\n    \(blanks)^"
    }

    private static func isName(_ text: String) -> Bool {
        text.utf8.count <= maximumName && text.utf8.first.map { $0 >= 0x61 && $0 <= 0x7A } == true
            && text.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x5F }
    }
}
