import Lab

/// Two gateways with some connections between them: gw, which initiates, and cloud, which waits.
///
/// Each connection has an address of cloud's for itself, so that it alone fits what comes there.
struct Pair {
    /// A connection seen from both ends, each with the key that it believes in.
    struct Link {
        var gw: Connection
        var cloud: Connection
        var gwSecret = "lab-psk"
        var cloudSecret = "lab-psk"
    }

    static let gwAddress = "192.0.2.10"

    var gw: Gateway
    var cloud: Gateway
    private var links: [String: Link] = [:]
    private let names: [String]

    /// Those that wait first.
    var gateways: [Gateway] { [cloud, gw] }

    /// - Parameters:
    ///   - names: of the connections and their tunnels.
    ///   - levels: of both loggers, at both ends; one a line.
    init(_ names: [String], levels: String = "default = 1") {
        self.names = names
        let inner = names.indices.map { (gw: "198.51.100.\($0 + 1)", cloud: "203.0.113.\($0 + 1)") }
        gw = Gateway(
            "gw", addresses: [Self.gwAddress], innerAddresses: inner.map(\.gw), configuration: "")
        cloud = Gateway(
            "cloud", addresses: names.indices.map { "192.0.2.\(20 + $0)" }, innerAddresses: inner.map(\.cloud),
            configuration: "")
        for (index, name) in names.enumerated() {
            let there = cloud.addresses[index]
            let (near, far) = inner[index]
            links[name] = Link(
                gw: Connection(name, from: Self.gwAddress, to: there, inner: (near, far)),
                cloud: Connection(name, from: there, to: Self.gwAddress, inner: (far, near)))
        }
        self.levels = levels
        configure()
        setLevels()
    }

    /// Changes a connection.
    subscript(name: String) -> Link {
        get { links[name]! }
        set {
            links[name] = newValue
            configure()
        }
    }

    /// What both loggers write at both ends.
    var levels: String {
        didSet { setLevels() }
    }

    /// The levels in a line.
    var levelNames: String { levels.split(separator: "\n").joined(separator: ", ") }

    private mutating func setLevels() {
        (gw.journalLevels, gw.syslogLevels) = (levels, levels)
        (cloud.journalLevels, cloud.syslogLevels) = (levels, levels)
    }

    private mutating func configure() {
        let all = names.map { links[$0]! }
        func secrets(_ secret: KeyPath<Link, String>) -> [String] {
            zip(names, all).enumerated().map { index, link in
                Connection.preSharedKey(
                    link.0, [Self.gwAddress, cloud.addresses[index]], link.1[keyPath: secret] + "-\(link.0)")
            }
        }
        gw.configuration = Connection.configuration(all.map(\.gw), secrets: secrets(\.gwSecret))
        cloud.configuration = Connection.configuration(all.map(\.cloud), secrets: secrets(\.cloudSecret))
    }

    /// Sends packets through a tunnel from gw.
    /// - Returns: how many were answered.
    func ping(_ lab: Lab, _ name: String) async throws -> Int {
        let index = names.firstIndex(of: name)!
        return try await lab.ping(.gw, from: gw.innerAddresses[index], to: cloud.innerAddresses[index])
    }

    /// Sends packets through a tunnel, again and again.
    func startTraffic(_ lab: Lab, _ name: String) async throws {
        let index = names.firstIndex(of: name)!
        try await lab.startTraffic(
            .gw, from: gw.innerAddresses[index], to: cloud.innerAddresses[index], every: .milliseconds(50))
    }
}
