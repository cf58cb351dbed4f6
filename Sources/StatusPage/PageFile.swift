internal import Bytes

/// A file of the page, as it is in the program.
struct PageFile: Sendable {
    let name: String
    let contentType: String
    let content: [UInt8]
    /// Another for other content (RFC 9110, section 8.8.3). Weak, as it may be sent compressed.
    let tag: String

    private init(name: String, contentType: String, content: [UInt8]) {
        self.name = name
        self.contentType = contentType
        self.content = content
        tag = "W/\"\(String(Hash.fnv1a(content.span, ByteRange(0, content.count)), radix: 16))\""
    }

    private static func script(_ name: String, _ content: [UInt8]) -> PageFile {
        PageFile(name: "\(name).js", contentType: "text/javascript; charset=utf-8", content: content)
    }

    private static func style(_ name: String, _ content: [UInt8]) -> PageFile {
        PageFile(name: "\(name).css", contentType: "text/css; charset=utf-8", content: content)
    }

    /// The page itself, with places for what differs.
    static var page: [UInt8] { PackageResources.index_html }

    /// All that the page asks for.
    static let all = [
        script("api", PackageResources.api_js), script("app", PackageResources.app_js),
        script("audit", PackageResources.audit_js), script("dom", PackageResources.dom_js),
        script("health", PackageResources.health_js), script("live", PackageResources.live_js),
        script("matrix", PackageResources.matrix_js), script("row", PackageResources.row_js),
        script("sparkline", PackageResources.sparkline_js), script("state", PackageResources.state_js),
        script("strip", PackageResources.strip_js), script("time", PackageResources.time_js),
        script("timeline", PackageResources.timeline_js), script("tunnels", PackageResources.tunnels_js),
        style("style", PackageResources.style_css), style("views", PackageResources.views_css),
        PageFile(name: "icon.svg", contentType: "image/svg+xml", content: PackageResources.icon_svg),
    ]
}
