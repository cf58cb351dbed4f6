internal import Archive
internal import Web
internal import WebAccess

/// Reads a web configuration file with all that it names.
struct WebAccessLoader: Sendable {
    let path: String
    /// What a change of may change the outcome: as far as it is known.
    private(set) var files: Set<String>

    /// Bytes of certificates and keys.
    private static let maximumBytes = 1 << 20

    init(path: String) {
        self.path = path
        files = [path]
    }

    /// - Throws: `ConfigurationError`, each problem with its line and key.
    mutating func load() throws(ConfigurationError) -> (configuration: WebConfiguration, tls: TLSContext?) {
        let file: WebConfigurationFile
        do {
            file = try WebConfigurationFile(path: path)
        } catch {
            throw ConfigurationError(problems: [
                SettingProblem(key: "web.config.file", origin: .flag, problem: "\(error)")
            ])
        }
        guard let configuration = file.configuration else { throw ConfigurationError(problems: file.problems) }
        guard let settings = configuration.tls else {
            files = [path]
            return (configuration, nil)
        }
        let parts =
            [("cert", settings.certificate), ("key", settings.key)]
            + (settings.clientAuthority.map { [("client_ca", $0)] } ?? [])
        files = [path]
        for case (_, .file(let path)) in parts { files.insert(path) }
        var content: [String: [UInt8]] = [:]
        for (key, material) in parts { content[key] = try Self.read(material, key, file) }
        do {
            let material = TLSContext.Material(
                certificate: content["cert"] ?? [], key: content["key"] ?? [], clientAuthority: content["client_ca"])
            return (configuration, try TLSContext(settings, material))
        } catch {
            throw ConfigurationError(problems: [file.tlsProblem(error.key, error.problem)])
        }
    }

    private static func read(
        _ material: TLSSettings.Material, _ key: String, _ file: WebConfigurationFile
    ) throws(ConfigurationError) -> [UInt8] {
        switch material {
        case .text(let secret): return Array(secret.revealed.utf8)
        case .file(let path):
            do {
                return Array(try TextContent.read(path, limit: maximumBytes).utf8)
            } catch {
                throw ConfigurationError(problems: [file.tlsProblem(key, "\(error)")])
            }
        }
    }
}
