internal import Yams

/// Settings by their flag's name, before they are understood: from the configuration file and the command line.
///
/// Every flag `--journal.directory` has the key `journal: { directory: ... }`, and the reverse.
package struct Settings: Sendable {
    package struct Value: Sendable, Equatable {
        package var texts: [String]
        package var origin: SettingOrigin
    }

    /// Every key: what it takes, what it stands at, what it is for.
    package struct Key: Sendable {
        package var name: String
        package var placeholder: String
        package var standard: String
        package var help: String
    }

    package static let keys: [Key] = [
        Key(
            name: "web.listen-address", placeholder: "ADDRESS", standard: ":9817",
            help:
                "Where to serve HTTP: HOST:PORT, :PORT for all of this machine's addresses, or unix:/PATH; repeatable."
        ),
        Key(
            name: "web.telemetry-path", placeholder: "PATH", standard: "/metrics", help: "Where the metrics are served."
        ),
        Key(
            name: "web.config.file", placeholder: "FILE", standard: "",
            help:
                "Serve with TLS, users, headers and a limit of the rate as FILE says, in the form of Prometheus' exporters. It is read again when it changes."
        ),
        Key(
            name: "web.systemd-socket", placeholder: "true|false", standard: "false",
            help: "Serve on the sockets that systemd has opened, instead of --web.listen-address."),
        Key(
            name: "web.max-requests", placeholder: "COUNT", standard: "40",
            help: "How many scrapes may be answered at the same time; 0 for any number."),
        Key(
            name: "web.disable-exporter-metrics", placeholder: "true|false", standard: "false",
            help: "Leave out the metrics about the exporter's own process (process_*)."),
        Key(
            name: "web.allow-anonymous-audit", placeholder: "true|false", standard: "false",
            help:
                "Show identities and the log's text (/ and /api) to everybody who can connect. Without it, only to users that the web configuration knows, or, where it knows none, on this machine."
        ),
        Key(name: "log.level", placeholder: "LEVEL", standard: "info", help: "One of debug, info, warning, error."),
        Key(name: "log.format", placeholder: "FORMAT", standard: "logfmt", help: "One of logfmt, json."),
        Key(name: "journal.directory", placeholder: "DIR", standard: "", help: "Read the journal files below DIR."),
        Key(name: "journal.file", placeholder: "FILE", standard: "", help: "Read this journal file; repeatable."),
        Key(
            name: "journal.namespace", placeholder: "NS", standard: "", help: "Read a namespace of the local journald."),
        Key(
            name: "journal.since", placeholder: "TIME", standard: "",
            help: "Begin at this time (RFC 3339, or seconds since 1970) instead of charon's last start."),
        Key(
            name: "syslog.file", placeholder: "FILE", standard: "",
            help:
                "Read charon's lines in this log file, and follow it through rotation; - is standard input; repeatable. Without a journal flag, no journal is read."
        ),
        Key(
            name: "syslog.identifier", placeholder: "NAME", standard: "",
            help: "Another name under which charon writes to syslog (charon.syslog.identifier); repeatable."),
        Key(
            name: "trust.program", placeholder: "NAME", standard: TrustRules().programs.joined(separator: ", "),
            help: "_COMM of the journal entries that are charon's; repeatable."),
        Key(
            name: "trust.user", placeholder: "UID", standard: "0",
            help: "_UID of the journal entries that are charon's; repeatable."),
        Key(
            name: "trust.unit", placeholder: "UNIT",
            standard: TrustRules().units.joined(separator: ", "),
            help:
                "_SYSTEMD_UNIT whose journal entries are charon's whatever user wrote them, and of which systemd's messages are read; repeatable."
        ),
        Key(
            name: "trust.executable", placeholder: "PATH", standard: "",
            help: "Of those, only entries with this _EXE are charon's; repeatable."),
        Key(name: "archive.directory", placeholder: "DIR", standard: "", help: "Write the event archive below DIR."),
        Key(
            name: "archive.flush-interval", placeholder: "SECONDS", standard: "1",
            help: "How long an event may wait until it is in the archive."),
        Key(
            name: "archive.fsync", placeholder: "WHEN", standard: "block",
            help: "When to wait for the disk: block, seal or never."),
        Key(name: "archive.compression-level", placeholder: "1-9", standard: "6", help: "1 is fast, 9 is small."),
        Key(
            name: "archive.segment-bytes", placeholder: "BYTES", standard: "67108864",
            help: "Size at which a segment is sealed."),
        Key(
            name: "archive.segment-seconds", placeholder: "SECONDS", standard: "86400",
            help: "Span of time at which a segment is sealed."),
        Key(
            name: "archive.retain-days", placeholder: "DAYS", standard: "",
            help: "Delete what is older. Without it, age deletes nothing."),
        Key(
            name: "archive.retain-bytes", placeholder: "BYTES", standard: "",
            help: "Delete the oldest days when the archive is larger. Without it, size deletes nothing."),
        Key(
            name: "archive.minimum-days", placeholder: "DAYS", standard: "",
            help:
                "When the disk is full, delete the oldest days, but none younger than that, nor by any other rule. Without it a full disk deletes nothing: events wait in the journal."
        ),
        Key(
            name: "archive.reserve-bytes", placeholder: "BYTES", standard: "1048576",
            help: "Room that is kept for when the disk is full; 0 for none."),
        Key(
            name: "archive.file-mode", placeholder: "MODE", standard: "0640",
            help: "Permissions of the archive's files, octal."),
        Key(
            name: "archive.directory-mode", placeholder: "MODE", standard: "0750",
            help: "Permissions of the archive's directories, octal."),
        Key(
            name: "archive.owner", placeholder: "USER:GROUP", standard: "",
            help: "To whom the archive's files and directories are given; either may be left out."),
        Key(
            name: "archive.signing-key", placeholder: "FILE", standard: "",
            help:
                "Sign each seal with the key in FILE, which `keygen` makes and which changes with each seal. A name without a slash is a credential of systemd's, which is taken over to the state directory."
        ),
        Key(
            name: "archive.verify-interval", placeholder: "SECONDS", standard: "86400",
            help: "How often `run` reads the whole archive, with low priority, to verify it; 0 for never."),
        Key(
            name: "archive.chatter", placeholder: "true|false", standard: "false",
            help: "Archive probes and packet headers too."),
        Key(
            name: "vici.socket", placeholder: "URI", standard: "",
            help:
                "Ask charon itself over VICI: unix:///var/run/charon.vici, or tcp://HOST:PORT. Whoever may open that socket may control charon; the exporter only reads."
        ),
        Key(
            name: "vici.interval", placeholder: "SECONDS", standard: "15",
            help: "How often charon is asked. When SAs come or go, and after a gap, it is asked at once."),
        Key(
            name: "inventory.swanctl-file", placeholder: "FILE", standard: InventoryOptions.standardSwanctlFile,
            help:
                "Expect the tunnels of this swanctl.conf. The default is used by `run` on the local journal, where the file is there and may be read; none turns it off."
        ),
        Key(
            name: "inventory.ipsec-file", placeholder: "FILE", standard: "",
            help: "Expect the tunnels of this ipsec.conf."),
        Key(
            name: "inventory.forget-after", placeholder: "SECONDS", standard: "3600",
            help:
                "How long a tunnel that is down is shown on after the last configuration that named it ceased to."),
        Key(
            name: "watch.file", placeholder: "FILE", standard: "",
            help: "Watch other services' journal entries by the rules in FILE; repeatable."),
        Key(
            name: "metrics.max-tunnels", placeholder: "COUNT", standard: "10000",
            help: "Of how many connections, and of how many tunnels, of a machine there are metrics."),
        Key(
            name: "state.directory", placeholder: "DIR", standard: "",
            help: "Keep the checkpoint in DIR, from which a restart goes on."),
    ]

    /// What only the configuration file can say: a list of mappings.
    package struct List: Sendable {
        package var name: String
        package var help: String
        /// What each mapping in it takes.
        package var keys: [(name: String, help: String)]
    }

    package static let lists: [List] = [TunnelSettings.list, GroupSettings.list]

    package private(set) var values: [String: Value] = [:]
    /// The lists that the file has.
    package private(set) var lists: [String: SettingNode] = [:]
    /// The file, if one was read.
    package private(set) var path: String?
    package private(set) var problems: [SettingProblem] = []

    package init() {}

    /// Sets what a flag gives; it wins over the file.
    package mutating func set(_ key: String, _ texts: [String]) {
        if !texts.isEmpty { values[key] = Value(texts: texts, origin: .flag) }
    }

    /// Reads a configuration file in YAML. Unknown keys and wrong shapes become `problems`.
    package mutating func read(yaml: String, path: String) {
        self.path = path
        let root: Node?
        do {
            root = try Yams.compose(yaml: yaml)
        } catch {
            problems.append(SettingProblem(yaml: error, path))
            return
        }
        guard let root else { return }
        if case .scalar(let scalar) = root, scalar.string.isEmpty { return }
        read(root, prefix: "", path: path)
    }

    private mutating func read(_ node: Node, prefix: String, path: String) {
        guard case .mapping(let mapping) = node else {
            let name = prefix.isEmpty ? "the file" : prefix
            problems.append(
                SettingProblem(
                    key: prefix, origin: .file(path: path, line: node.mark?.line ?? 1),
                    problem: "\(name) must be a mapping of keys to values"))
            return
        }
        for (key, value) in mapping {
            let origin = SettingOrigin.file(path: path, line: key.mark?.line ?? 1)
            let name = (prefix.isEmpty ? "" : prefix + ".") + (key.string ?? "?").replacing("_", with: "-")
            if Self.keys.contains(where: { $0.name == name }) {
                switch value {
                case .scalar(let scalar): values[name] = values[name] ?? Value(texts: [scalar.string], origin: origin)
                case .sequence(let sequence):
                    let texts = sequence.compactMap(\.string)
                    guard texts.count == sequence.count else {
                        problems.append(
                            SettingProblem(key: name, origin: origin, problem: "each item must be a single value"))
                        continue
                    }
                    values[name] = values[name] ?? Value(texts: texts, origin: origin)
                default:
                    problems.append(
                        SettingProblem(key: name, origin: origin, problem: "it takes a value, not a mapping"))
                }
            } else if Self.lists.contains(where: { $0.name == name }) {
                lists[name] = SettingNode(value)
            } else if Self.keys.contains(where: { $0.name.hasPrefix(name + ".") }) {
                read(value, prefix: name, path: path)
            } else {
                problems.append(SettingProblem(key: name, origin: origin, problem: Self.unknown(name)))
            }
        }
    }

    private static func unknown(_ name: String) -> String {
        let words = keys.map(\.name) + lists.map(\.name)
        guard let nearest = Spelling.nearest(name, words) else { return "there is no such key" }
        return "there is no such key; did you mean \(nearest.replacing("-", with: "_"))?"
    }
}
