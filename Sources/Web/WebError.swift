internal import Glibc

/// An address that cannot be served on.
package struct WebError: Error, CustomStringConvertible {
    package var address: String
    /// `errno` of the call that failed; 0 when it was none.
    package var code: Int32
    /// What is wrong where no call has failed.
    package var problem = ""

    package var description: String {
        let another = "choose another with --web.listen-address"
        let reason =
            switch code {
            case EADDRINUSE: "another program serves there already; \(another)"
            case EACCES: "this user may not: ports below 1024 need root or CAP_NET_BIND_SERVICE; \(another)"
            case EADDRNOTAVAIL: "this machine has no such address; \(another)"
            case 0: problem
            default: unsafe String(cString: strerror(code))
            }
        return "cannot serve HTTP on \(address): \(reason)"
    }
}
