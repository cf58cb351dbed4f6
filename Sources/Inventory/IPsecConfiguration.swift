/// strongSwan's `ipsec.conf`, as its starter and charon's stroke plugin take it.
package enum IPsecConfiguration {
    /// Reads ipsec.conf with everything it includes.
    package static func read(_ path: String) -> ConfigurationReading {
        read(path, localAddresses: LocalAddresses.current())
    }

    /// - Parameter localAddresses: those by which charon may know its own side of a connection.
    package static func read(_ path: String, localAddresses: Set<[UInt8]>) -> ConfigurationReading {
        var reading = ConfigurationReading()
        var scanner = IPsecScanner()
        do throws(ConfigurationFault) {
            try scanner.read(path)
            try scanner.parser.finish()
            reading.tunnels = try tunnels(scanner.parser.sections, localAddresses: localAddresses)
        } catch {
            reading.fault = error
        }
        reading.files = scanner.files
        reading.directories = scanner.directories
        return reading
    }

    /// The tunnels of the conns that the starter hands to charon, in its order (starter, `confread_load` and `main`).
    private static func tunnels(
        _ sections: IPsecSections, localAddresses: Set<[UInt8]>
    ) throws(ConfigurationFault) -> [ConfiguredTunnel] {
        var inheritance = try IPsecInheritance(sections.conns)
        _ = try IPsecInheritance(sections.cas)
        try check(sections.setup)
        var tunnels: [ConfiguredTunnel] = []
        var connections: [IPsecPeerKey: [UInt8]] = [:]
        var sent: UInt64 = 0
        for (index, section) in sections.conns.sections.enumerated() where section.name != IPsecSections.defaultName {
            guard let conn = IPsecConn(try inheritance.settings(of: index)), let start = start(conn) else { continue }
            sent += 1
            let name = name(section.name, number: sent)
            // A mediation server's connection has no CHILD_SA, and its configuration is equal to no other's.
            if conn.is(.mediation, "yes") { continue }
            let sides = IPsecSides(conn, localAddresses: localAddresses)
            let key = IPsecPeerKey(conn, sides, name: name)
            let connection = connections[key] ?? name
            connections[key] = connection
            // A shunt has no SAs, yet its name may be the one under which others are found.
            if conn.isShunt { continue }
            var tunnel = ConfiguredTunnel(
                connection: connection, tunnel: name, start: start == .none && sides.isTemplate ? .template : start,
                path: section.place.path, line: section.place.line)
            if sides.isKnown {
                tunnel.peer = sides.peer ?? []
                tunnel.localTS = IPsecSides.selectors(sides.mine)
                tunnel.remoteTS = IPsecSides.selectors(sides.other)
            }
            tunnels.append(tunnel)
        }
        return tunnels
    }

    /// The starter does not start at all with a fault in `config setup` (starter, `load_setup`).
    private static func check(_ setup: IPsecSections.Section) throws(ConfigurationFault) {
        for setting in setup.settings {
            guard let value = setting.value else { continue }
            let keyword = IPsecKeyword.all[setting.keyword]
            guard keyword.scope == .setup else {
                throw setting.place.fault("the setting does not belong into config setup")
            }
            guard keyword.check.accepts(value) else { throw setting.place.fault("the setting has a wrong value") }
        }
    }

    /// - Returns: nil for a conn that is not loaded.
    private static func start(_ conn: IPsecConn) -> ConfiguredTunnel.Start? {
        if conn.is(.auto, "add") { return ConfiguredTunnel.Start.none }
        if conn.is(.auto, "route") { return .trap }
        return conn.is(.auto, "start") ? .start : nil
    }

    /// The name that charon gets (starter, `starterstroke.c`, `connection_name`).
    private static func name(_ name: [UInt8], number: UInt64) -> [UInt8] {
        name.elementsEqual("%auto".utf8) ? Array("conn_\(number)".utf8) : name
    }
}
