internal import Archive
internal import Audit

/// The archive that requests are answered from.
struct ArchiveOfRequests: Sendable {
    let directory: String

    /// - Throws: `APIError` when nothing is archived.
    init(_ configuration: Configuration) throws(APIError) {
        guard let directory = configuration.archiveDirectory else {
            throw APIError(
                status: 404, problem: "nothing is archived here: set archive.directory for events and sessions")
        }
        self.directory = directory
    }

    /// The one machine that numbers of events are of.
    /// - Parameters:
    ///   - hosts: the machines that are asked for; none: the only one.
    ///   - parameter: what needs it.
    /// - Returns: its directory's name; nil while the archive has none.
    func machine(_ hosts: [String], for parameter: String) throws -> String? {
        let known = try ArchiveContents.machines(directory)
        if let machine = Self.machine(hosts, among: known) { return machine }
        guard !known.isEmpty else { return nil }
        let names = known.joined(separator: ", ")
        if hosts.count == 1 {
            throw APIError.wrong("host", "the archive has no machine \"\(hosts[0])\"; it has \(names)")
        }
        throw APIError.wrong(
            hosts.isEmpty ? parameter : "host",
            "each machine numbers its events for itself: name one of them as host, of \(names)")
    }

    /// The one that is meant; nil when it may be several, or none.
    static func machine(_ hosts: [String], among known: [String]) -> String? {
        guard hosts.count <= 1 else { return nil }
        guard let host = hosts.first else { return known.count == 1 ? known[0] : nil }
        return [host, ArchiveWriter.directoryName(host: host)].first { known.contains($0) }
    }
}

/// What was damaged or missing and was passed over, in sentences.
struct PassedOver {
    private var problems: [SearchProblem] = []
    private var texts: [String] = []
    private var others = 0
    /// Beyond so many `verify` is the better way to find out.
    private static let most = 100

    mutating func note(_ problem: SearchProblem) {
        // What is being written, or was torn off by a crash, comes again.
        guard problem.isDamage else { return }
        if problems.count < Self.most { problems.append(problem) } else { others += 1 }
    }

    mutating func note(_ text: String) {
        if texts.count < Self.most { texts.append(text) } else { others += 1 }
    }

    /// - Parameter seqs: events that are of interest; nil: all.
    func sentences(about seqs: ClosedRange<UInt64>? = nil) -> [String] {
        let about = problems.compactMap { problem -> String? in
            guard let seqs, let own = problem.seqs else { return problem.description }
            guard own.overlaps(seqs) else { return nil }
            var problem = problem
            problem.seqs = own.clamped(to: seqs)
            return problem.description
        }
        return about + texts + (others > 0 ? ["and \(others) more; run verify"] : [])
    }
}
