/// What a person should be told once: findings that no metric has words for.
struct Remarks: Sendable {
    /// What they are about: one that has much to say must not silence the others.
    enum Subject: Hashable { case link, failover, group, machine }

    private var said: [Subject: Set<String>] = [:]
    private var waiting: [String] = []

    /// Beyond so many it is noise.
    private static let maximum = 64

    /// Adds a remark that was not made before.
    mutating func add(_ text: String, of subject: Subject) {
        guard said[subject, default: []].count < Self.maximum,
            said[subject, default: []].insert(text).inserted
        else { return }
        waiting.append(text)
    }

    /// Takes what was not said yet.
    mutating func take() -> [String] {
        defer { waiting = [] }
        return waiting
    }
}
