/// A tunnel that strongSwan's configuration says there should be.
package struct ConfiguredTunnel: Sendable, Equatable {
    /// What brings it up, and so whether it is expected to be up.
    package enum Start: String, Sendable, CaseIterable {
        /// charon itself, when it loads the configuration.
        case start
        /// The first packet that wants to pass.
        case trap
        /// The one peer that it is for, or an operator.
        case none
        /// Any of many peers: it says how their tunnels are made, and is none itself.
        case template
    }

    /// The connection's name, as charon logs it.
    package var connection: [UInt8]
    /// The CHILD_SA configuration's name, as charon logs it.
    package var tunnel: [UInt8]
    package var start: Start
    /// The peer's address or name; empty where the configuration leaves it open.
    package var peer: [UInt8] = []
    /// Traffic selectors as configured, separated by blanks; empty where they depend on the peer.
    package var localTS: [UInt8] = []
    package var remoteTS: [UInt8] = []
    /// Where it is configured.
    package var path: String
    package var line: Int

    package init(connection: [UInt8], tunnel: [UInt8], start: Start, path: String, line: Int) {
        self.connection = connection
        self.tunnel = tunnel
        self.start = start
        self.path = path
        self.line = line
    }
}

/// What one of strongSwan's configurations was found to say.
package struct ConfigurationReading: Sendable {
    /// In the order of the files. Empty when `fault` is not nil.
    package var tunnels: [ConfiguredTunnel] = []
    /// What keeps strongSwan itself from using the configuration, or us from reading it.
    package var fault: ConfigurationFault?
    /// Every file that was read or looked for: a change of one may change the outcome.
    package var files: [String] = []
    /// Every directory whose files were looked for with a pattern.
    package var directories: [String] = []

    package init() {}
}

/// A fault in strongSwan's configuration, with its place. It never quotes the file, which may hold secrets.
package struct ConfigurationFault: Error, Sendable, Equatable, CustomStringConvertible {
    package var path: String
    /// From 1; nil when the file as a whole is meant.
    package var line: Int?
    package var problem: String

    package init(path: String, line: Int? = nil, problem: String) {
        self.path = path
        self.line = line
        self.problem = problem
    }

    package var description: String { "\(path)\(line.map { ":\($0)" } ?? ""): \(problem)" }
}
