internal import Glibc
internal import Synchronization

/// Room kept for the day when the disk is full: a file that really has its bytes, and can be given back at once.
final class Reserve: Sendable {
    private let path: String
    private let bytes: Int
    private let access: Access
    private let isThere: Mutex<Bool>
    /// Whether it was for want of room that it could not be made.
    private let isRefused = Mutex(false)

    /// Makes the file if there is room for it; what an earlier process left is used again.
    /// - Parameter bytes: 0: none, and one that is there is removed.
    init(_ directory: String, bytes: Int, access: Access) {
        path = directory + "/.reserve"
        self.bytes = min(max(0, bytes), 1 << 40)
        self.access = access
        isThere = Mutex(false)
        if self.bytes == 0 { _ = try? File.remove(path) } else { _ = restore() }
    }

    /// Whether there should be one and is not, as there is no room for it.
    var isUsed: Bool { bytes > 0 && !isThere.withLock { $0 } && isRefused.withLock { $0 } }

    /// Gives the room back to the file system.
    /// - Returns: false when there was none, so that trying again at once is of no use.
    func giveBack() -> Bool {
        isThere.withLock { isThere in
            guard isThere else { return false }
            // What does not go away by name goes away by length.
            if (try? File.remove(path)) == nil { try? File(path: path).truncate(to: 0) }
            isThere = false
            isRefused.withLock { $0 = true }
            return true
        }
    }

    /// Allocates the file again.
    /// - Parameter factor: how many times its size must be free, so that it is not made and given back in turns.
    /// - Returns: whether it is there.
    func restore(factor: Int = 1) -> Bool {
        guard bytes > 0 else { return true }
        return isThere.withLock { isThere in
            if isThere { return true }
            guard factor == 1 || freeBytes >= bytes * factor else {
                isRefused.withLock { $0 = true }
                return false
            }
            do throws(ArchiveError) {
                let file = try File(path: path, access: access)
                // Free room may still be forbidden by a quota, which only allocating tells.
                try file.allocate(bytes * factor)
                try file.truncate(to: bytes)
                isThere = true
            } catch {
                isRefused.withLock { $0 = error.isDiskFull }
                _ = try? File.remove(path)
            }
            return isThere
        }
    }

    /// What this user may still write to the file system.
    private var freeBytes: Int {
        var status = statvfs()
        guard unsafe statvfs(Directory.parent(of: path), &status) == 0 else { return 0 }
        return Int(clamping: status.f_bavail.multipliedReportingOverflow(by: status.f_frsize).partialValue)
    }
}
