/// What a person should be told once: findings that no metric has words for.
struct Remarks: Sendable {
    private var said: Set<String> = []
    private(set) var waiting: [String] = []

    /// Beyond so many it is noise.
    private static let maximum = 256

    /// Adds a remark that was not made before.
    mutating func add(_ text: String) {
        guard said.count < Self.maximum, said.insert(text).inserted else { return }
        waiting.append(text)
    }

    /// Takes what was not said yet.
    mutating func take() -> [String] {
        defer { waiting = [] }
        return waiting
    }
}
