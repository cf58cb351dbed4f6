internal import Foundation
internal import Glibc

extension Lab {
    /// The processor time that a gateway's charon has used so far, in seconds, to a hundredth (`proc_pid_stat(5)`).
    package func processorSeconds(_ gateway: Gateway) throws -> Double {
        guard let process = daemons[gateway] else { throw LabError("no charon runs on \(gateway.name)") }
        let stat = try String(contentsOfFile: "/proc/\(process.pid)/stat", encoding: .utf8)
        // The name in parentheses may hold blanks; user and system time are the 12th and 13th field after it.
        let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
        guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else {
            throw LabError("\(stat) is no line of /proc/PID/stat")
        }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
}
