internal import Glibc
internal import Inventory
internal import Journal
internal import Logging
internal import Tunnels

/// What should be up, as it is known at one time.
struct InventoryState: Sendable, Equatable {
    var expected = ExpectedTunnels()
    var groups: [TunnelGroup] = []
    /// Whether each configuration could be read when it last changed.
    var isReadable: [TunnelListing.Source: Bool] = [:]
}

/// Reads the configurations that say what should be up. One that cannot be read leaves what it said before.
struct InventoryReader: Sendable {
    private let options: InventoryOptions
    private let logger: Logger
    private(set) var state = InventoryState()
    /// What a change of may change the outcome.
    private(set) var files: Set<String> = []
    private(set) var directories: Set<String> = []
    /// What was said already.
    private var reported: [TunnelListing.Source: String] = [:]

    /// - Parameters:
    ///   - configured: the exporter's own list, as it was read with its other settings.
    ///   - groups: the same.
    init(_ options: InventoryOptions, configured: [TunnelSettings], groups: [TunnelGroup], logger: Logger) {
        self.options = options
        self.logger = logger
        state.expected.configured = configured
        state.groups = groups
        guard options.configurationFile != nil else { return }
        if !configured.isEmpty { state.isReadable[.config] = true }
        reported[.config] = Self.expectation(configured.count)
    }

    /// Reads strongSwan's own files, and, when asked to, the exporter's configuration anew.
    mutating func read(configuration: Bool) {
        files = []
        directories = []
        if let path = options.configurationFile {
            files.insert(path)
            if configuration { readConfiguration(path) }
        }
        if let path = options.swanctlFile {
            if options.isSwanctlFileOptional, unsafe access(path, F_OK) != 0, errno == ENOENT {
                // Nobody asked for it. It may come.
                files.insert(path)
                state.expected.swanctl = []
                state.isReadable[.swanctl] = nil
            } else {
                let reading = SwanctlConfiguration.read(path)
                if take(reading, .swanctl, path) {
                    state.expected.swanctl = reading.tunnels.map { ExpectedTunnel($0, .swanctl) }
                }
            }
        }
        if let path = options.ipsecFile {
            let reading = IPsecConfiguration.read(path)
            if take(reading, .ipsec, path) {
                state.expected.ipsec = reading.tunnels.map { ExpectedTunnel($0, .ipsec) }
            }
        }
    }

    /// - Returns: whether it could be read.
    private mutating func take(
        _ reading: ConfigurationReading, _ source: TunnelListing.Source, _ path: String
    ) -> Bool {
        files.formUnion(reading.files)
        directories.formUnion(reading.directories)
        state.isReadable[source] = reading.fault == nil
        if let fault = reading.fault {
            report(source, "the tunnels that it names are not known, unless they were read before", "\(fault)")
            return false
        }
        report(source, Self.expectation(reading.tunnels.count), nil, path: path)
        return true
    }

    private mutating func readConfiguration(_ path: String) {
        do {
            var settings = Settings()
            try settings.read(path: path)
            let lists = try Configuration.lists(settings)
            state.expected.configured = lists.tunnels
            state.groups = lists.groups
            state.isReadable[.config] = lists.tunnels.isEmpty ? nil : true
            report(.config, Self.expectation(lists.tunnels.count), nil, path: path)
        } catch {
            state.isReadable[.config] = false
            report(.config, "its tunnels and groups stay as they were", "\(error)")
        }
    }

    private static func expectation(_ count: Int) -> String { "tunnels that are expected: \(count)" }

    /// Says what has changed, once.
    private mutating func report(
        _ source: TunnelListing.Source, _ text: String, _ problem: String?, path: String? = nil
    ) {
        let line = text + (problem ?? "")
        guard reported.updateValue(line, forKey: source) != line else { return }
        if let problem {
            logger.warning("a configuration cannot be read; \(text)", metadata: ["problem": "\(problem)"])
        } else {
            logger.info("a configuration was read; \(text)", metadata: ["file": "\(path ?? "")"])
        }
    }
}
