internal import Bytes
internal import Journal

/// Whose journal entries are charon's word: told by the fields that journald itself sets, which nobody who writes to
/// the journal can forge.
///
/// A program's name is not enough, as anyone may call a program of theirs `charon`; its user and its unit are.
struct TrustRules: Sendable, Equatable {
    /// `_COMM`, and the last part of `_EXE`: what charon's programs are called. An entry of another program is not
    /// charon's. A link gives a program of root's another `_COMM`, and not another `_EXE`.
    var programs = ["charon-systemd", "charon", "charon-nm", "starter"]
    /// `_UID`: who runs them.
    var users: [UInt32] = [0]
    /// `_SYSTEMD_UNIT`: where they run, if not as one of those users.
    var units = [
        "strongswan.service", "strongswan-swanctl.service", "strongswan-starter.service", "ipsec.service",
        "charon-systemd.service",
    ]
    /// `_EXE`: where their files are; any when empty.
    var executables: [String] = []
}

/// Applies the rules to entries, and remembers the last decision: one process writes many entries in a row.
struct TrustCheck: Sendable {
    private let programs: [[UInt8]]
    private let users: [UInt64]
    private let units: [[UInt8]]
    private let executables: [[UInt8]]
    private var last: (user: ByteRange, program: ByteRange, unit: ByteRange, executable: ByteRange, isTrusted: Bool)?

    init(_ rules: TrustRules) {
        programs = rules.programs.map { Array($0.utf8) }
        users = rules.users.map(UInt64.init)
        units = rules.units.map { Array($0.utf8) }
        executables = rules.executables.map { Array($0.utf8) }
    }

    /// Ranges mean something else in another batch.
    mutating func beginBatch() { last = nil }

    /// Whether an entry is charon's own word.
    mutating func isTrusted(_ entry: Entry, _ bytes: Span<UInt8>) -> Bool {
        let (user, program, unit, executable) = (entry[.uid], entry[.comm], entry[.unit], entry[.exe])
        if let last, last.user == user, last.program == program, last.unit == unit, last.executable == executable {
            return last.isTrusted
        }
        let isTrusted =
            isOneOf(programs, bytes, program, orEmpty: true)
            && isOneOf(programs, bytes, Self.lastPart(bytes, executable), orEmpty: true)
            && isOneOf(executables, bytes, executable, orEmpty: false)
            && (isUser(bytes, user) || isOneOf(units, bytes, unit, orEmpty: false))
        last = (user, program, unit, executable, isTrusted)
        return isTrusted
    }

    /// The name of a file without its directories, and without what the kernel adds when it was replaced by an upgrade.
    private static func lastPart(_ bytes: Span<UInt8>, _ path: ByteRange) -> ByteRange {
        let deleted: StaticString = " (deleted)"
        var end = path.upper
        let start = end - deleted.utf8CodeUnitCount
        if start > path.lower, Search.equal(bytes, ByteRange(start, end), deleted) { end = start }
        var begin = end
        while begin > path.lower, bytes[begin - 1] != UInt8(ascii: "/") { begin -= 1 }
        return ByteRange(begin, end)
    }

    /// journald writes the user of every process that it hears of; only a recording made otherwise has none.
    private func isUser(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
        guard !range.isEmpty else { return true }
        guard let user = Digits.decimal(bytes, range) else { return false }
        return users.contains(user)
    }

    /// - Parameter orEmpty: whether an entry without the field will do: journald leaves a program's name out when the
    ///   program has ended before it could be asked for.
    private func isOneOf(_ names: [[UInt8]], _ bytes: Span<UInt8>, _ range: ByteRange, orEmpty: Bool) -> Bool {
        if names.isEmpty { return true }
        if range.isEmpty { return orEmpty }
        for name in names
        where name.count == range.count && Search.equal(bytes, range, name.span, ByteRange(0, name.count)) {
            return true
        }
        return false
    }

    /// Whether a unit is one of charon's.
    func isUnit(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
        !units.isEmpty && isOneOf(units, bytes, range, orEmpty: false)
    }
}
