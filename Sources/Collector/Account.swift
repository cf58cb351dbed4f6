internal import Glibc

/// Users and groups of this machine.
enum Account {
    struct Unknown: Error, CustomStringConvertible {
        var description: String
    }

    /// The numbers of `USER:GROUP`, `USER` or `:GROUP`, each a name or a number; nil for what is left out.
    static func ids(_ text: String) throws(Unknown) -> (user: UInt32?, group: UInt32?) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let (user, group) = (parts[0], parts.count > 1 ? parts[1] : "")
        return (user.isEmpty ? nil : try userID(user), group.isEmpty ? nil : try groupID(group))
    }

    private static func userID(_ name: String) throws(Unknown) -> UInt32 {
        if let number = UInt32(name) { return number }
        // Called at the start only, by one thread.
        guard let entry = unsafe getpwnam(name) else { throw Unknown(description: "there is no user \(name)") }
        return unsafe entry.pointee.pw_uid
    }

    private static func groupID(_ name: String) throws(Unknown) -> UInt32 {
        if let number = UInt32(name) { return number }
        guard let entry = unsafe getgrnam(name) else { throw Unknown(description: "there is no group \(name)") }
        return unsafe entry.pointee.gr_gid
    }
}
