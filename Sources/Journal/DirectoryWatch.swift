internal import CSystemd
internal import Glibc

/// Says by inotify when something happens to files or their names. Nothing is woken while nothing happens.
@safe
package final class DirectoryWatch {
    /// Becomes readable when something has happened.
    package let descriptor: Int32
    private var directories: Set<Int32> = []
    private var files: Set<Int32> = []
    private var names: Set<String>? = []

    /// - Parameter path: what it is for, should that fail.
    package init(for path: String) throws(JournalError) {
        descriptor = charon_inotify()
        guard descriptor >= 0 else { throw JournalError(directory: path, code: errno) }
    }

    deinit { close(descriptor) }

    /// Watches these instead of those before. What was watched already goes on without a gap.
    /// - Parameters:
    ///   - directories: the first must be there, the others may not, unless `isFirstOptional`.
    ///   - names: the names in them that matter; nil for all.
    ///   - files: files whose content matters; those that are not there are left out.
    /// - Returns: the directories that cannot be watched.
    @discardableResult
    package func set(
        directories paths: [String], names: Set<String>?, files: [String], isFirstOptional: Bool = false
    ) throws(JournalError) -> [String] {
        var newDirectories: Set<Int32> = []
        var unwatched: [String] = []
        for (index, path) in paths.enumerated() {
            let watch = unsafe charon_inotify_add_directory(descriptor, path)
            if watch >= 0 {
                newDirectories.insert(watch)
            } else if index == 0 && !isFirstOptional || errno == ENOSPC {
                throw JournalError(directory: path, code: errno)
            } else {
                unwatched.append(path)
            }
        }
        var newFiles: Set<Int32> = []
        for path in files {
            let watch = unsafe charon_inotify_add_file(descriptor, path)
            if watch >= 0 {
                newFiles.insert(watch)
            } else if errno == ENOSPC {
                throw JournalError(directory: paths[0], code: errno)
            }
        }
        for old in self.directories.union(self.files).subtracting(newDirectories).subtracting(newFiles) {
            _ = charon_inotify_remove(descriptor, old)
        }
        self.directories = newDirectories
        self.files = newFiles
        self.names = names
        return unwatched
    }

    /// Takes in what has happened.
    /// - Returns: whether any of it matters.
    package func drain() -> Bool {
        var matters = false
        var buffer = [UInt8](repeating: 0, count: 16 * 1024)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return matters }
            var position = 0
            // struct inotify_event: watch, mask, cookie, length of the name; then the name, filled up with zeros.
            while position + 16 <= count {
                let watch = Int32(bitPattern: Self.number(buffer, position))
                let mask = Self.number(buffer, position + 4)
                let nameEnd = position + 16 + Int(Self.number(buffer, position + 12))
                guard nameEnd <= count else { break }
                let name = buffer[position + 16..<nameEnd].prefix { $0 != 0 }
                position = nameEnd
                if mask & UInt32(IN_Q_OVERFLOW) != 0 || files.contains(watch) {
                    matters = true
                } else if directories.contains(watch) {
                    // Without a name it is the directory itself.
                    if name.isEmpty || names?.contains(String(decoding: name, as: UTF8.self)) ?? true { matters = true }
                }
            }
        }
    }

    private static func number(_ bytes: [UInt8], _ position: Int) -> UInt32 {
        var number: UInt32 = 0
        for index in 0..<4 {
            // The kernel writes numbers in the machine's order.
            let shift = UInt32(1.littleEndian == 1 ? index : 3 - index) * 8
            number |= UInt32(bytes[position + index]) << shift
        }
        return number
    }
}
