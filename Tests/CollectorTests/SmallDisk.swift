import Foundation
import Support

/// A disk of a few megabytes that can be filled and freed. Needs root, and a kernel that lets it mount.
struct SmallDisk {
    let path: String

    /// Whether it can be had here; tests that need it are skipped where it cannot.
    static let isPermitted: Bool = {
        let path = FileManager.default.temporaryDirectory.path + "/charon-exporter-mount-\(UUID().uuidString)"
        guard let disk = try? SmallDisk(path) else { return false }
        disk.remove()
        return true
    }()

    static let skipped = "a tmpfs cannot be mounted here: it takes root and CAP_SYS_ADMIN"

    init(_ path: String) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try run(["mount", "-t", "tmpfs", "-o", "size=4m", "none", path])
    }

    /// Fills it to the last byte.
    func fill() {
        let descriptor = open(path + "/fill", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        let zeros = [UInt8](repeating: 0, count: 4096)
        while write(descriptor, zeros, zeros.count) > 0 {}
        close(descriptor)
    }

    func free() { unlink(path + "/fill") }

    func remove() {
        _ = try? run(["umount", "-l", path])
        rmdir(path)
    }
}
