/// The page at `/`: what this is, and where the rest is.
package struct LandingPage: Sendable {
    /// Where the metrics are.
    package var telemetryPath: String
    package var version: String
    /// Nil when ready, or why not, in one line.
    package var notReady: @Sendable () -> String?
    /// What a person should know of the state that is shown: what is not known for certain, above all.
    package var remarks: @Sendable () -> [String]

    package init(
        telemetryPath: String, version: String, notReady: @escaping @Sendable () -> String?,
        remarks: @escaping @Sendable () -> [String]
    ) {
        self.telemetryPath = telemetryPath
        self.version = version
        self.notReady = notReady
        self.remarks = remarks
    }

    /// The page and its style.
    package var endpoints: [Endpoint] {
        [
            Endpoint("/", .audit) { _ in
                WebAnswer(
                    contentType: "text/html; charset=utf-8",
                    headers: [
                        "Content-Security-Policy":
                            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                        "Cache-Control": "no-store",
                    ], body: .bytes(html))
            },
            Endpoint("/style.css", .everyone) { _ in
                WebAnswer(contentType: "text/css; charset=utf-8", body: .bytes(Array(Self.style.utf8)))
            },
        ]
    }

    private static let style = """
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem;
               color: #1c2430; background: #fff }
        a { color: #0b57a4 }
        footer { color: #5a6472; font-size: 0.9rem; margin-top: 2rem }
        @media (prefers-color-scheme: dark) {
          body { color: #e4e8ee; background: #14181e } a { color: #7db7f0 } footer { color: #98a3b3 }
        }

        """

    private var html: [UInt8] {
        let notReady = notReady()
        let state = notReady ?? "Ready: the state shown is charon's present state."
        let remarks = notReady == nil ? remarks() : []
        let list = remarks.isEmpty ? "" : "<ul>\(remarks.map { "<li>\(Self.escape($0))</li>" }.joined())</ul>\n"
        return Array(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>charon-exporter</title>
            <link rel="stylesheet" href="/style.css">
            </head>
            <body>
            <h1>charon-exporter</h1>
            <p>The tunnels of strongSwan's IKE daemon, told by its log.</p>
            <p>\(Self.escape(state))</p>
            \(list)<ul>
            <li><a href="\(Self.escape(telemetryPath))">Metrics</a> for Prometheus</li>
            <li><a href="/-/healthy">Healthy</a>: whether this program works</li>
            <li><a href="/-/ready">Ready</a>: whether what was logged was read to its end</li>
            </ul>
            <footer>Version \(Self.escape(version))</footer>
            </body>
            </html>

            """.utf8)
    }

    private static func escape(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
