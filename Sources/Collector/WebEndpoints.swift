internal import Exposition
internal import Synchronization
internal import Web

/// The endpoints for machines that only want to know whether all is well: the metrics, and whether the exporter works.
enum WebEndpoints {
    private static let plain = "text/plain; charset=utf-8"

    /// The metrics.
    /// - Parameter maximum: how many are answered at the same time.
    static func metrics(_ path: String, _ scraper: Scraper, maximum: Int, _ counters: WebCounters) -> Endpoint {
        let places = Places(maximum)
        return Endpoint(path, .everyone) { request in
            guard places.enter() else {
                counters.note(.busy)
                return busy("Limit of concurrent requests reached (\(maximum)), try again later.")
            }
            let format = Format.negotiate(accept: (request.headers["accept"] ?? "").utf8)
            // The server takes care of what else a client may say there.
            let isCompressed = request.headers["accept-encoding"] == "gzip"
            guard let text = await scraper.scrape(.init(kind: format.kind, isCompressed: isCompressed)) else {
                places.leave()
                counters.note(.busy)
                return busy("Too many answers are being sent to slow clients, try again later.")
            }
            var headers = ["Vary": "Accept, Accept-Encoding"]
            if isCompressed { headers["Content-Encoding"] = "gzip" }
            return WebAnswer(
                contentType: format.contentType, headers: headers, body: .pieces(text.pieces)
            ) {
                places.leave()
                // Until now it counts as kept.
                withExtendedLifetime(text) {}
            }
        }
    }

    private static func busy(_ text: String) -> WebAnswer {
        WebAnswer(
            status: 503, contentType: plain, headers: ["Retry-After": "1"], body: .bytes(Array("\(text)\n".utf8)))
    }

    /// Whether it works, and whether the state that it shows is charon's.
    static func health(notReady: @escaping @Sendable () -> String?) -> [Endpoint] {
        [
            Endpoint("/-/healthy", .everyone) { _ in
                WebAnswer(contentType: plain, body: .bytes(Array("charon-exporter is healthy.\n".utf8)))
            },
            Endpoint("/-/ready", .everyone) { _ in
                let reason = notReady()
                let text = reason ?? "charon-exporter is ready."
                return WebAnswer(
                    status: reason == nil ? 200 : 503, contentType: plain, body: .bytes(Array("\(text)\n".utf8)))
            },
        ]
    }

    /// How many may be inside at the same time.
    private final class Places: Sendable {
        private let free: Mutex<Int>

        init(_ count: Int) { free = Mutex(count) }

        func enter() -> Bool {
            free.withLock { free in
                guard free > 0 else { return false }
                free -= 1
                return true
            }
        }

        func leave() { free.withLock { $0 += 1 } }
    }
}
