/// The page at `/`: what this is, and where the rest is.
enum LandingPage {
    static func html(_ content: WebServer.Content) -> [UInt8] {
        let notReady = content.notReady()
        let state = notReady ?? "Ready: the state shown is charon's present state."
        let remarks = notReady == nil ? content.remarks() : []
        let list = remarks.isEmpty ? "" : "<ul>\(remarks.map { "<li>\(escape($0))</li>" }.joined())</ul>\n"
        return Array(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>charon-exporter</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem;
                   color: #1c2430; background: #fff }
            a { color: #0b57a4 }
            footer { color: #5a6472; font-size: 0.9rem; margin-top: 2rem }
            @media (prefers-color-scheme: dark) {
              body { color: #e4e8ee; background: #14181e } a { color: #7db7f0 } footer { color: #98a3b3 }
            }
            </style>
            </head>
            <body>
            <h1>charon-exporter</h1>
            <p>The tunnels of strongSwan's IKE daemon, told by its log.</p>
            <p>\(escape(state))</p>
            \(list)<ul>
            <li><a href="\(escape(content.telemetryPath))">Metrics</a> for Prometheus</li>
            <li><a href="/-/healthy">Healthy</a>: whether this program works</li>
            <li><a href="/-/ready">Ready</a>: whether what was logged was read to its end</li>
            </ul>
            <footer>Version \(escape(content.version))</footer>
            </body>
            </html>

            """.utf8)
    }

    private static func escape(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
