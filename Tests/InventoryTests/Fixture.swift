import Foundation
import Inventory
import Support

/// Reads a configuration from files that are written for it. Paths come back relative to their directory.
/// - Parameters:
///   - name: the main file's.
///   - others: further files by their names; directories are made as needed.
func reading(
    _ name: String, _ text: String, _ others: [String: String], _ read: (String) -> ConfigurationReading
) throws -> ConfigurationReading {
    try withTemporaryDirectory { directory in
        for (name, content) in others.merging([name: text], uniquingKeysWith: { $1 }) {
            let path = directory + "/" + name
            let parent = URL(fileURLWithPath: path).deletingLastPathComponent()
            try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
            try Data(content.utf8).write(to: URL(fileURLWithPath: path))
        }
        var reading = read(directory + "/" + name)
        let relative = { (path: String) in path.replacingOccurrences(of: directory + "/", with: "") }
        reading.files = reading.files.map(relative)
        reading.directories = reading.directories.map { $0 == directory ? "" : relative($0) }
        if let path = reading.fault?.path { reading.fault?.path = relative(path) }
        for index in reading.tunnels.indices { reading.tunnels[index].path = relative(reading.tunnels[index].path) }
        return reading
    }
}
