/// A segment's name and place.
package struct SegmentPlace: Sendable, Equatable {
    /// The day of the partition `dt=`, in days since 1970-01-01.
    package let day: Int
    /// Number of the first event.
    package let seq: UInt64
    package let path: String
}

/// What an archive's directories show.
package enum ArchiveContents {
    /// The names of the machines' directories, sorted.
    /// - Throws: `ArchiveError` when there is no such archive.
    package static func machines(_ archive: String) throws(ArchiveError) -> [String] {
        var machines: Set<String> = []
        for (_, path) in try partitions(archive, days: nil) {
            for name in try Directory.names(path) where name.hasPrefix("host=") {
                machines.insert(String(name.dropFirst(5)))
            }
        }
        return machines.sorted()
    }

    /// The segments of each machine, the oldest first.
    /// - Parameters:
    ///   - days: the partitions that are looked into, days since 1970-01-01; nil: all.
    ///   - machines: names of machines' directories; nil: all.
    /// - Throws: `ArchiveError` when there is no such archive, or a directory cannot be listed.
    package static func segments(
        _ archive: String, days: ClosedRange<Int>? = nil, machines: Set<String>? = nil
    ) throws(ArchiveError) -> [String: [SegmentPlace]] {
        var found: [String: [SegmentPlace]] = [:]
        for (day, path) in try partitions(archive, days: days) {
            for name in try Directory.names(path) where name.hasPrefix("host=") {
                let machine = String(name.dropFirst(5))
                guard machines?.contains(machine) != false else { continue }
                let directory = path + "/" + name
                for name in try Directory.names(directory) {
                    guard let seq = Segment.firstSeq(ofName: name) else { continue }
                    found[machine, default: []].append(SegmentPlace(day: day, seq: seq, path: directory + "/" + name))
                }
            }
        }
        for machine in found.keys { found[machine]?.sort { ($0.seq, $0.path) < ($1.seq, $1.path) } }
        return found
    }

    private static func partitions(
        _ archive: String, days: ClosedRange<Int>?
    ) throws(ArchiveError) -> [(day: Int, path: String)] {
        let names = try Directory.names(archive)
        if names.isEmpty {
            // No directory looks like an empty one.
            let problem = "there is no such directory; name the one that archive.directory has"
            guard try File.size(of: archive) != nil else {
                throw ArchiveError(action: "search the archive", path: archive, problem: problem)
            }
        }
        return names.compactMap { name in
            guard name.hasPrefix("dt="), let day = Day.number(of: name.dropFirst(3)), days?.contains(day) != false
            else { return nil }
            return (day, archive + "/" + name)
        }
    }
}
