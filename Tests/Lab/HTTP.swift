internal import Glibc

/// As much of HTTP as it takes to fetch a page from this machine.
package enum HTTP {
    /// An answer.
    package struct Response: Sendable {
        package var status: Int
        package var body: String
    }

    /// Fetches a page from the loopback address.
    /// - Throws: `LabError` when there is no server, or no whole answer within some seconds.
    package static func get(_ path: String, port: UInt16) throws(LabError) -> Response {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw failure(port) }
        defer { close(descriptor) }
        var timeout = timeval(tv_sec: 5, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            unsafe setsockopt(descriptor, SOL_SOCKET, option, &timeout, socklen_t(MemoryLayout<timeval>.size))
        }
        guard unsafe withLoopback(port, { unsafe connect(descriptor, $0, $1) }) == 0 else { throw failure(port) }
        // Version 1.0: the answer ends with the connection and comes in one piece.
        let request = Array("GET \(path) HTTP/1.0\r\nHost: localhost\r\n\r\n".utf8)
        guard unsafe send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
            throw failure(port)
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while !isWhole(bytes) {
            let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
            guard count >= 0 else { throw failure(port) }
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        guard let end = headEnd(bytes), let status = head(bytes, end).split(separator: " ").dropFirst().first,
            let code = Int(status)
        else { throw LabError("no answer from 127.0.0.1:\(port)\(path)") }
        return Response(status: code, body: String(decoding: bytes[end...], as: UTF8.self))
    }

    /// Whether an answer that tells its length has come completely; not every server closes the connection.
    private static func isWhole(_ bytes: [UInt8]) -> Bool {
        guard let end = headEnd(bytes) else { return false }
        let lines = head(bytes, end).split(whereSeparator: \.isNewline)
        guard let line = lines.first(where: { $0.lowercased().hasPrefix("content-length:") }) else { return false }
        return Int(line.drop { $0 != ":" }.dropFirst().drop { $0 == " " }).map { bytes.count >= end + $0 } ?? false
    }

    /// Where the body begins.
    private static func headEnd(_ bytes: [UInt8]) -> Int? {
        let blank = Array("\r\n\r\n".utf8)
        return bytes.indices.first { bytes[$0...].starts(with: blank) }.map { $0 + blank.count }
    }

    private static func head(_ bytes: [UInt8], _ end: Int) -> String { String(decoding: bytes[..<end], as: UTF8.self) }

    /// A port that is free on the loopback address.
    /// - Parameter wanted: the port to take if it is free.
    package static func freePort(preferring wanted: UInt16 = 0) throws(LabError) -> UInt16 {
        for port in wanted == 0 ? [0] : [wanted, 0] {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
            guard descriptor >= 0 else { throw failure(port) }
            defer { close(descriptor) }
            guard unsafe withLoopback(port, { unsafe bind(descriptor, $0, $1) }) == 0 else { continue }
            var address = sockaddr_in()
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let code = unsafe withUnsafeMutablePointer(to: &address) { address in
                unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe getsockname(descriptor, $0, &length)
                }
            }
            if code == 0 { return UInt16(bigEndian: address.sin_port) }
        }
        throw LabError("no port is free on 127.0.0.1")
    }

    private static func withLoopback(
        _ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    private static func failure(_ port: UInt16) -> LabError {
        LabError("127.0.0.1:\(port): \(unsafe String(cString: strerror(errno)))")
    }
}
