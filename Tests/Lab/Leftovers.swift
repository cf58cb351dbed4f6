internal import Foundation
internal import Glibc

/// What a lab leaves on the machine when its process dies before it could clean up; all of it bears the lab's name.
enum Leftovers {
    /// Where names appear, and what stands before them.
    private static var places: [(directory: String, before: String)] {
        let machine = (try? String(contentsOfFile: "/etc/machine-id", encoding: .utf8))?
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let journals = ["/var/log/journal", "/run/log/journal"].map { ($0, (machine ?? "") + ".") }
        return [
            ("/run/netns", ""), ("/run/systemd", "journal."), ("/etc/systemd", "journald@"),
            (FileManager.default.temporaryDirectory.path, ""),
        ] + journals
    }

    /// The files that belong to a lab.
    private static func files(name: String) -> [String] {
        places.flatMap { place in
            entries(place.directory).filter { belongs($0.dropFirst(place.before.count), name, $0, place.before) }
                .map { place.directory + "/" + $0 }
        }
    }

    private static func belongs(_ rest: Substring, _ name: String, _ entry: String, _ before: String) -> Bool {
        entry.hasPrefix(before) && (rest == name || rest.hasPrefix(name + "-"))
    }

    private static func entries(_ directory: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    }

    /// The lab's own programs that run outside its network namespaces; a person's `journalctl` is none of them.
    private static let programs: Set<String> = ["systemd-journald", "charon-exporter", "prometheus", "unshare"]

    /// The processes whose arguments name a lab.
    private static func processes(name: String) -> [Int32] {
        entries("/proc").compactMap { Int32($0) }.filter { pid in
            guard pid != getpid(), isAlive(pid),
                let bytes = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline")
            else { return false }
            let arguments = bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            guard let program = arguments.first?.split(separator: "/").last, programs.contains(String(program)) else {
                return false
            }
            return arguments.contains { $0.contains(name + "-") || $0.contains("/" + name + "/") }
        }
    }

    /// A process that has ended but was not waited for still has a number: its state tells.
    private static func isAlive(_ pid: Int32) -> Bool {
        guard let bytes = FileManager.default.contents(atPath: "/proc/\(pid)/stat"),
            let close = bytes.lastIndex(of: UInt8(ascii: ")"))
        else { return false }
        return bytes[(close + 1)...].first { $0 != UInt8(ascii: " ") } != UInt8(ascii: "Z")
    }

    /// All that is left of a lab, in words.
    static func find(name: String) -> [String] {
        files(name: name) + processes(name: name).map { "process \($0)" }
    }

    /// Ends the processes of a lab and removes its files.
    static func remove(name: String) async {
        var running = processes(name: name)
        let files = files(name: name)
        let namespaces = files.filter { $0.hasPrefix("/run/netns/") }.map { String($0.dropFirst("/run/netns/".count)) }
        for namespace in namespaces {
            // charon's arguments name nothing; the namespace that it lives in does.
            let text = (try? await Tool.ip.run(["netns", "pids", namespace])) ?? ""
            running += text.split(whereSeparator: \.isWhitespace).compactMap { Int32($0) }
        }
        for pid in running { kill(pid, SIGKILL) }
        let ending = running
        _ = try? await poll(every: .milliseconds(10), atMost: .seconds(3)) {
            ending.contains(where: isAlive) ? nil : true
        }
        for namespace in namespaces { _ = try? await Tool.ip.run(["netns", "del", namespace]) }
        for file in files where !file.hasPrefix("/run/netns/") { try? FileManager.default.removeItem(atPath: file) }
    }

    /// Removes what labs of that prefix left whose process is gone.
    static func removeDead(prefix: String) async {
        var names: Set<String> = []
        for place in places {
            for entry in entries(place.directory) where entry.hasPrefix(place.before + prefix + "-") {
                let digits = entry.dropFirst(place.before.count + prefix.count + 1).prefix { $0.isNumber }
                if let pid = Int32(digits), !isAlive(pid) { names.insert("\(prefix)-\(digits)") }
            }
        }
        for name in names { await remove(name: name) }
    }
}
