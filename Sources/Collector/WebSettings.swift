package import Web

/// How the exporter is served.
package struct WebSettings: Sendable {
    /// Addresses to serve HTTP on.
    package var listenAddresses: [ListenAddress] = []
    /// The sockets are systemd's.
    var usesSystemdSockets = false
    /// Where the metrics are.
    package var telemetryPath = "/metrics"
    /// The web configuration file.
    var configurationFile: String?
    /// How many scrapes are answered at the same time.
    var maximumRequests = 40
    /// Without the metrics of the exporter's own process.
    var hidesProcess = false
    var allowsAnonymousAudit = false

    /// Under these is served already what cannot be the metrics.
    private static let taken = ["/-", "/api", "/page"]

    init() {}

    init(_ reader: inout ConfigurationReader) {
        usesSystemdSockets = reader.flag("web.systemd-socket") ?? false
        if usesSystemdSockets, reader.texts("web.listen-address") != nil {
            reader.refuse("web.listen-address", "it cannot be used together with web.systemd-socket")
        }
        for text in usesSystemdSockets ? [] : reader.texts("web.listen-address") ?? [":9817"] {
            if let address = ListenAddress(text) {
                listenAddresses.append(address)
            } else {
                reader.refuse(
                    "web.listen-address",
                    "\"\(text)\" is no address; write HOST:PORT, :PORT, [IPV6]:PORT or unix:/PATH")
            }
        }
        if let path = reader.text("web.telemetry-path") {
            if !Self.isPath(path) {
                reader.refuse(
                    "web.telemetry-path",
                    "\"\(path)\" is no path; it begins with / and has letters, digits and . _ ~ / - only")
            } else if path == "/" || Self.taken.contains(where: { path == $0 || path.hasPrefix("\($0)/") }) {
                reader.refuse("web.telemetry-path", "\"\(path)\" is taken: /, /api, /page and /-/ are served already")
            } else {
                telemetryPath = path
            }
        }
        configurationFile = reader.text("web.config.file")
        if let count = reader.number("web.max-requests", 0...100_000) {
            maximumRequests = count == 0 ? .max : Int(count)
        }
        hidesProcess = reader.flag("web.disable-exporter-metrics") ?? false
        allowsAnonymousAudit = reader.flag("web.allow-anonymous-audit") ?? false
    }

    /// Whether a request's path can be this without any escape.
    private static func isPath(_ text: String) -> Bool {
        text.hasPrefix("/") && text.utf8.count <= 1024
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "/-._~".utf8.contains(byte)
                }
            }
    }
}
