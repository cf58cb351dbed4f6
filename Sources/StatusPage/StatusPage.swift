package import Web

/// The page at `/`: tunnels, timeline, events and health for people. It shows what the JSON API tells.
///
/// Its files are in the program and come from nowhere else; what a peer or a log calls itself is text in them, never
/// markup.
package struct StatusPage: Sendable {
    /// Where the metrics are.
    private let telemetryPath: String
    private let version: String

    package init(telemetryPath: String, version: String) {
        self.telemetryPath = telemetryPath
        self.version = version
    }

    /// The page and its files.
    package var endpoints: [Endpoint] {
        let page = Array(html.utf8)
        return [
            Endpoint("/", .audit) { _ in
                WebAnswer(
                    contentType: "text/html; charset=utf-8",
                    headers: ["Content-Security-Policy": Self.policy, "Cache-Control": "no-store"], body: .bytes(page))
            }
        ]
            + PageFile.all.map { file in
                // They show nothing of anybody.
                Endpoint("\(Self.files)/\(file.name)", .everyone) { request in
                    let headers = ["Cache-Control": "no-cache", "ETag": file.tag]
                    guard !request.has(tag: file.tag) else {
                        return WebAnswer(status: 304, contentType: file.contentType, headers: headers, body: .bytes([]))
                    }
                    return WebAnswer(contentType: file.contentType, headers: headers, body: .bytes(file.content))
                }
            }
    }

    /// What the page may do (Content Security Policy Level 3): run and show its own files, and ask its own server. With
    /// Trusted Types no text can become markup by mistake.
    private static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; \
        form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'
        """

    /// Where the files are.
    private static let files = "/page"

    private var html: String {
        String(decoding: PageFile.page, as: UTF8.self)
            .replacing("{{FILES}}", with: Self.files)
            .replacing("{{METRICS}}", with: Self.escape(telemetryPath))
            .replacing("{{VERSION}}", with: Self.escape(version))
    }

    private static func escape(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
