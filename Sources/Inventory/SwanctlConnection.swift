/// One connection as swanctl sends it to charon (swanctl/commands/load_conns.c) and charon takes it
/// (plugins/vici/vici_config.c).
struct SwanctlConnection {
    private let name: [UInt8]
    private var addresses: [[UInt8]] = []
    private var hasPools = false
    private var hasDefinitePeer = false
    private(set) var tunnels: [ConfiguredTunnel] = []
    private var names: Set<[UInt8]> = []

    /// The longest name that vici carries. All of them have to be printable (plugins/vici/vici_message.c).
    private static let maximumName = 255
    /// swanctl walks all subsections, although charon looks at few. Where references have them repeat without end it
    /// fails on its stack, or comes to an end only as it cuts long paths.
    private static let maximumDepth = 64

    /// Reads a connection.
    /// - Parameter files: the paths of the files that sections begin in.
    /// - Returns: nil for one that charon refuses.
    /// - Throws: the problem, when swanctl would fail on it.
    init?(_ name: [UInt8], _ lookup: inout SettingsLookup, files: [String]) throws(SettingsProblem) {
        self.name = name
        let path = [SwanctlConfiguration.connections, name]
        guard try Self.hasCarriedNames(path, &lookup, depth: 0) else { return nil }
        let sections = try lookup.sections(path)
        let values = try lookup.values(of: sections)
        guard values.keys.allSatisfy(SwanctlOptions.connection.contains) else { return nil }
        let pools = Self.list(values, "pools")
        // charon puts the list together again and cuts it once more (`parse_stringlist`, `parse_addresses`).
        let listed = Self.list(values, "remote_addrs")
        addresses = TokenList.entries(Array(listed.joined(separator: Array(", ".utf8))))
        guard (pools + listed).allSatisfy(SwanctlOptions.isPrintable) else { return nil }
        hasPools = !pools.isEmpty

        var children: [(path: [[UInt8]], place: SettingsTree.Section)] = []
        for section in try lookup.children(of: sections) {
            let kind = SwanctlOptions.lowercased(section)
            if kind == "children" {
                let inner = try lookup.sections(path + [section])
                for child in try lookup.children(of: inner) {
                    if let place = lookup.place(child, in: inner) { children.append((path + [section, child], place)) }
                }
            } else if kind.hasPrefix("local") || kind.hasPrefix("remote") {
                guard let definite = try Self.authentication(path + [section], &lookup) else { return nil }
                if definite, kind.hasPrefix("remote") { hasDefinitePeer = true }
            } else {
                return nil
            }
        }
        for child in children { guard try add(child.path, child.place, &lookup, files) else { return nil } }
    }

    /// Adds the tunnel of a child, if it makes one.
    /// - Returns: false when charon refuses it, and so the connection.
    private mutating func add(
        _ path: [[UInt8]], _ place: SettingsTree.Section, _ lookup: inout SettingsLookup, _ files: [String]
    ) throws(SettingsProblem) -> Bool {
        let values = try lookup.values(of: try lookup.sections(path))
        guard values.keys.allSatisfy(SwanctlOptions.child.contains) else { return false }
        for key in ["dpd_action", "close_action"] {
            if let text = Self.text(values, key), SwanctlOptions.Action(text) == nil { return false }
        }
        guard let action = SwanctlOptions.Action(Self.text(values, "start_action") ?? []),
            let makesTunnels = SwanctlOptions.makesTunnels(mode: Self.text(values, "mode") ?? Array("tunnel".utf8))
        else { return false }
        let local = Self.list(values, "local_ts")
        let remote = Self.list(values, "remote_ts")
        guard (local + remote).allSatisfy(SwanctlOptions.isSelector) else { return false }
        // There may be `children` and `Children` with one of the same name each; charon finds the first.
        guard makesTunnels, let tunnel = path.last, names.insert(tunnel).inserted else { return true }
        var result = ConfiguredTunnel(
            connection: name, tunnel: tunnel, start: start(action), path: files[place.file], line: place.line)
        if addresses.count == 1, !isOpen { result.peer = addresses[0] }
        result.localTS = Self.selectors(local)
        result.remoteTS = Self.selectors(remote)
        tunnels.append(result)
        return true
    }

    private func start(_ action: SwanctlOptions.Action) -> ConfiguredTunnel.Start {
        if action.starts { return .start }
        if action.traps { return .trap }
        return isOpen && (hasPools || !hasDefinitePeer) ? .template : .none
    }

    /// Whether the peer may have any of many addresses.
    private var isOpen: Bool {
        addresses.isEmpty || addresses.contains { PeerAddress.isAny($0) || PeerAddress.isMany($0) }
    }

    /// Whether a round of authentication names one peer; nil when charon refuses it.
    private static func authentication(
        _ path: [[UInt8]], _ lookup: inout SettingsLookup
    ) throws(SettingsProblem) -> Bool? {
        let sections = try lookup.sections(path)
        let values = try lookup.values(of: sections)
        guard values.keys.allSatisfy(SwanctlOptions.authentication.contains) else { return nil }
        var hasCertificate = values[Array("certs".utf8)] != nil
        for section in try lookup.children(of: sections) {
            let kind = SwanctlOptions.lowercased(section)
            guard kind.hasPrefix("cert") || kind.hasPrefix("cacert") else { return nil }
            let certificate = try lookup.values(of: try lookup.sections(path + [section]))
            guard certificate.keys.allSatisfy(SwanctlOptions.certificate.contains),
                (certificate[Array("handle".utf8)] != nil) != (certificate[Array("file".utf8)] != nil)
            else { return nil }
            if kind.hasPrefix("cert") { hasCertificate = true }
        }
        // Without an identity it is that of the certificate.
        guard let identity = text(values, "id") else { return hasCertificate }
        return SwanctlOptions.isPrintable(identity) ? RemoteIdentity.isDefinite(identity) : nil
    }

    private static func selectors(_ list: [[UInt8]]) -> [UInt8] {
        if list.contains(where: { $0.starts(with: "dynamic".utf8) }) { return [] }
        return Array(list.joined(separator: [UInt8(ascii: " ")]))
    }

    private static func text(_ values: [[UInt8]: SettingsTree.Value], _ key: String) -> [UInt8]? {
        if case .text(let text) = values[Array(key.utf8)] { text } else { nil }
    }

    private static func list(_ values: [[UInt8]: SettingsTree.Value], _ key: String) -> [[UInt8]] {
        TokenList.entries(text(values, key) ?? [])
    }

    /// Whether vici carries the names of a section and of all in it.
    private static func hasCarriedNames(
        _ path: [[UInt8]], _ lookup: inout SettingsLookup, depth: Int
    ) throws(SettingsProblem) -> Bool {
        guard depth < maximumDepth else { throw SettingsProblem("references lead in a circle") }
        guard let name = path.last, name.count <= maximumName, SwanctlOptions.isPrintable(name) else { return false }
        for child in try lookup.children(of: try lookup.sections(path)) {
            guard try hasCarriedNames(path + [child], &lookup, depth: depth + 1) else { return false }
        }
        return true
    }
}
