/// strongSwan's configuration for swanctl, as `swanctl --load-conns` hands it to charon.
package enum SwanctlConfiguration {
    static let connections = Array("connections".utf8)

    /// Reads swanctl.conf with everything it includes.
    ///
    /// A connection that charon would refuse has no tunnels, and is no fault: charon uses the others.
    package static func read(_ path: String) -> ConfigurationReading {
        var reading = ConfigurationReading()
        var reader = SettingsReader()
        do throws(ConfigurationFault) {
            try reader.read(path)
            reading.tunnels = try tunnels(reader.parser.tree, reader.files)
        } catch {
            reading.fault = error
        }
        reading.files = reader.files
        reading.directories = reader.directories
        return reading
    }

    private static func tunnels(
        _ tree: SettingsTree, _ files: [String]
    ) throws(ConfigurationFault) -> [ConfiguredTunnel] {
        var lookup = SettingsLookup(tree)
        var tunnels: [ConfiguredTunnel] = []
        var place: (file: Int, line: Int?) = (0, nil)
        do throws(SettingsProblem) {
            let sections = try lookup.sections([connections])
            for name in try lookup.children(of: sections) {
                if let section = lookup.place(name, in: sections) { place = (section.file, section.line) }
                if let connection = try SwanctlConnection(name, &lookup, files: files) {
                    tunnels += connection.tunnels
                }
            }
        } catch {
            throw ConfigurationFault(path: files[place.file], line: place.line, problem: error.text)
        }
        return tunnels
    }
}
