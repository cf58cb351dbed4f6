internal import AsyncHTTPClient
internal import Collector
internal import Glibc
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL

/// Why an exporter did not answer as it should, in words that say what to do.
struct AskProblem: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }

    // MARK: Answers

    /// An answer other than 200.
    /// - Parameters:
    ///   - text: what the server says, of any origin.
    ///   - user: with whose name it was asked.
    init(status: UInt, text: String, location: String?, url: ExporterURL, user: String?) {
        let said = text.isEmpty ? "" : ": " + HumanText.harmless(text, limit: 500)
        switch status {
        case 401 where user == nil:
            self.init(
                "\(url) asks who you are (401): give --user NAME, and the password in the variable CHARON_EXPORTER_PASSWORD or with --password-file FILE"
            )
        case 401:
            self.init("\(url) does not accept this user and password (401)\(said)")
        case 403:
            self.init("\(url) refuses (403)\(said)")
        case 300..<400:
            let target = location.map { " to " + HumanText.harmless($0, limit: 200) } ?? ""
            self.init("\(url) sends elsewhere\(target) (\(status)), which is not followed; give its URL with --url")
        case 404:
            self.init(
                "\(url) has no /api/v1/tunnels (404)\(said); is this charon-exporter, not an older one, and has the URL the path that a proxy wants?"
            )
        default:
            self.init("\(url) answers \(status)\(said)")
        }
    }

    init(unreadable error: UnreadableAnswer, url: ExporterURL) {
        let problem = HumanText.harmless(error.problem, limit: 300)
        self.init(
            error.isJSON
                ? "\(url) answers what this version does not understand: \(problem); is it charon-exporter, of the version \(Exporter.version)?"
                : "\(url) answers no JSON (\(problem)); is it charon-exporter?")
    }

    init(tooLarge limit: Int, url: ExporterURL) {
        self.init("\(url) answers more than \(limit >> 20) MiB; ask for less: --host, --connection, --group")
    }

    init(timeout seconds: Int, url: ExporterURL) {
        self.init(
            "\(url) does not answer within \(seconds) s; is the address right, does a firewall drop it, or does the exporter hang? `systemctl status charon-exporter` on its machine tells"
        )
    }

    // MARK: Connections

    /// What failed before there was an answer.
    init(_ error: any Error, url: ExporterURL) {
        if let code = Self.errno(error) {
            self.init(errno: code, url: url)
        } else if let error = error as? NIOConnectionError, error.dnsAError != nil || error.dnsAAAAError != nil {
            self.init("\(url): there is no host of this name; is it spelt right, does DNS work?")
        } else if error is NIOSSLExtraError {
            self.init(
                "\(url): its certificate is for another name; write the URL with the name that the certificate has")
        } else if let text = Self.tlsText(error) {
            self.init(tls: text, url: url)
        } else if let error = error as? HTTPParserError, error == .invalidEOFState {
            self.init("\(url) hung up in the middle of its answer")
        } else if error is HTTPParserError {
            self.init("\(url) answers no HTTP\(url.isTLS ? "" : "; if it serves TLS, write https://")")
        } else if let error = error as? HTTPClientError, error == .remoteConnectionClosed || error == .uncleanShutdown {
            self.init("\(url) hung up without an answer\(url.isTLS ? "" : "; if it serves TLS, write https://")")
        } else if let error = error as? HTTPClientError, Self.isTimeout(error) {
            self.init(timeout: ExporterClient.patience, url: url)
        } else {
            self.init("\(url): \(HumanText.harmless("\(error)", limit: 300))")
        }
    }

    private static func isTimeout(_ error: HTTPClientError) -> Bool {
        [.connectTimeout, .readTimeout, .writeTimeout, .tlsHandshakeTimeout, .deadlineExceeded].contains(error)
    }

    private init(errno code: Int32, url: ExporterURL) {
        switch code {
        case ECONNREFUSED, ENOENT:
            self.init(
                "nothing listens at \(url); is the exporter running (`systemctl status charon-exporter`), and is this its --web.listen-address? --url names another one"
            )
        case EACCES, EPERM:
            self.init("\(url): you may not open this socket; its group may be what you need, or ask as root")
        case ECONNRESET, EPIPE:
            self.init("\(url) hung up without an answer\(url.isTLS ? "" : "; if it serves TLS, write https://")")
        default:
            self.init("\(url): \(unsafe String(cString: strerror(code)))")
        }
    }

    private init(tls text: String, url: ExporterURL) {
        func says(_ words: String...) -> Bool { words.contains { text.contains($0) } }
        if says("CERTIFICATE_VERIFY_FAILED") {
            self.init(
                "\(url): its certificate is not trusted: give --ca-file with the CA that has signed it; or it has expired"
            )
        } else if says("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "INVALID_RECORD") {
            self.init("\(url) speaks no TLS; write http:// instead of https://")
        } else if says("CERTIFICATE_REQUIRED", "ALERT_BAD_CERTIFICATE", "ALERT_UNKNOWN_CA", "ALERT_CERTIFICATE") {
            self.init(
                "\(url) wants a certificate of yours that it trusts: give --cert-file and --key-file (\(HumanText.harmless(text, limit: 200)))"
            )
        } else {
            self.init("\(url): TLS failed: \(HumanText.harmless(text, limit: 300))")
        }
    }

    /// `errno` of a connection that was not made or broke.
    private static func errno(_ error: any Error) -> Int32? {
        if let error = error as? IOError { return error.errnoCode }
        guard let error = error as? NIOConnectionError else { return nil }
        return error.connectionErrors.lazy.compactMap { Self.errno($0.error) }.first
    }

    /// What TLS says; nil: it is no fault of TLS.
    private static func tlsText(_ error: any Error) -> String? {
        if error is NIOSSLError || error is BoringSSLError { return "\(error)" }
        return nil
    }
}
