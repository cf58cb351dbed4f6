import Foundation
import Support

/// What a power cut leaves behind: data that never reached the disk, and names that do not stand for it.
struct PowerCut {
    private let torture: Torture
    /// Copies of the state directory, the oldest first.
    private var states: [String] = []
    private var number = 0
    /// Before this nothing may be lost, as the journal does not have it any more.
    private var floor: (segment: String, size: UInt64)?

    init(_ torture: Torture) { self.torture = torture }

    /// Keeps the state for later.
    mutating func keepState() throws {
        guard FileManager.default.fileExists(atPath: torture.state + "/checkpoint.json") else { return }
        number += 1
        let copy = torture.directory + "/state-\(number)"
        try FileManager.default.copyItem(atPath: torture.state, toPath: copy)
        states.append(copy)
        if states.count > 4 { try FileManager.default.removeItem(atPath: states.removeFirst()) }
    }

    /// From now on nothing before this instant is taken away.
    mutating func fix() throws {
        for state in states { try FileManager.default.removeItem(atPath: state) }
        states = []
        floor = try torture.segments().last.map { ($0, try Self.size($0)) }
    }

    /// The rename of the newest checkpoint was lost.
    /// - Returns: whether there was an older one.
    mutating func loseCheckpoint(_ chance: inout SeededGenerator) throws -> Bool {
        guard let state = states.randomElement(using: &chance) else { return false }
        try FileManager.default.removeItem(atPath: torture.state)
        try FileManager.default.copyItem(atPath: state, toPath: torture.state)
        return true
    }

    /// The last segment's end was lost.
    /// - Parameter zeros: its length is there already, and the data are not.
    func loseTail(zeros: Bool, _ chance: inout SeededGenerator) throws {
        guard let last = torture.segments().last else { return }
        let size = try Self.size(last)
        let least = floor.map { $0.segment == last ? $0.size : 0 } ?? 0
        // Most cuts are small.
        let most = Bool.random(using: &chance) ? min(size - least, 300) : size - least
        guard most > 0 else { return }
        let lost = UInt64.random(in: 1...most, using: &chance)
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: last))
        if zeros {
            try handle.seek(toOffset: size - lost)
            try handle.write(contentsOf: Data(count: Int(lost)))
        } else {
            try handle.truncate(atOffset: size - lost)
        }
        try handle.close()
    }

    private static func size(_ path: String) throws -> UInt64 {
        (try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.uint64Value ?? 0
    }
}
