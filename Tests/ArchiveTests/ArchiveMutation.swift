import Archive
import Foundation
import Support
import Testing

/// An archive's files in memory, by their paths in it, to be changed at random and written out.
struct ArchiveImage: Equatable {
    private(set) var files: [String: [UInt8]] = [:]

    init(_ directory: String) throws {
        for name in try FileManager.default.subpathsOfDirectory(atPath: directory) where name.hasSuffix(".gz") {
            files[name] = try bytes(directory + "/" + name)
        }
    }

    var names: [String] { files.keys.sorted() }

    func without(_ paths: [String], _ directory: String) -> ArchiveImage {
        var image = self
        for path in paths { image.files[String(path.dropFirst(directory.utf8.count + 1))] = nil }
        return image
    }

    func put(_ directory: String) throws {
        try? FileManager.default.removeItem(atPath: directory)
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        for (name, content) in files {
            let path = directory + "/" + name
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try write(content, path)
        }
    }

    typealias Mutation = (name: String, change: @Sendable (inout ArchiveImage, inout SeededGenerator) -> Void)

    static let mutations: [Mutation] = [
        (
            "flip a bit",
            { $0.edit(&$1) { bytes, place, _, chance in bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &chance) } }
        ),
        (
            "delete a range",
            { $0.edit(&$1) { bytes, place, count, _ in bytes.removeSubrange(place..<(place + count)) } }
        ),
        (
            "zero a range",
            { $0.edit(&$1) { bytes, place, count, _ in for index in place..<(place + count) { bytes[index] = 0 } } }
        ),
        (
            "fill a number",
            {
                $0.edit(&$1) { bytes, place, count, _ in
                    for index in place..<(place + min(8, count)) { bytes[index] = 0xFF }
                }
            }
        ),
        ("truncate", { $0.edit(&$1) { bytes, place, _, _ in bytes.removeLast(bytes.count - place) } }),
        (
            "insert",
            {
                $0.edit(&$1) { bytes, place, count, chance in
                    let new = (0..<count).map { _ in UInt8.random(in: 0...255, using: &chance) }
                    bytes.insert(contentsOf: new, at: place)
                }
            }
        ),
        ("append zeros", { $0.edit(&$1) { bytes, _, count, _ in bytes += [UInt8](repeating: 0, count: count) } }),
        (
            "copy a range",
            {
                $0.edit(&$1) { bytes, place, count, chance in
                    let part = Array(bytes[place..<(place + count)])
                    bytes.insert(contentsOf: part, at: Int.random(in: 0...bytes.count, using: &chance))
                }
            }
        ),
        (
            "duplicate a block",
            { $0.editBlocks(&$1) { blocks, index, other, _ in blocks.insert(blocks[index], at: other) } }
        ),
        ("remove a block", { $0.editBlocks(&$1) { blocks, index, _, _ in blocks.remove(at: index) } }),
        ("swap blocks", { $0.editBlocks(&$1) { blocks, index, other, _ in blocks.swapAt(index, other) } }),
        ("store a block", { $0.editBlocks(&$1) { blocks, index, _, _ in blocks[index] = stored(blocks[index]) } }),
        (
            "pad a header",
            {
                $0.editBlocks(&$1) { blocks, index, _, chance in
                    blocks[index] = padded(blocks[index], Bool.random(using: &chance))
                }
            }
        ),
        (
            "take another's block",
            { image, chance in
                guard let other = image.pick(&chance),
                    let block = blocks(image.files[other] ?? []).randomElement(using: &chance)
                else { return }
                image.editBlocks(&chance) { blocks, index, _, _ in blocks[index] = block }
            }
        ),
        (
            "swap segments",
            { image, chance in
                guard let one = image.pick(&chance), let other = image.pick(&chance) else { return }
                (image.files[one], image.files[other]) = (image.files[other], image.files[one])
            }
        ),
        ("remove a segment", { image, chance in if let name = image.pick(&chance) { image.files[name] = nil } }),
        ("rename", { $0.rename(&$1, copies: false) }),
        ("copy", { $0.rename(&$1, copies: true) }),
        (
            "swap machines",
            { image, _ in
                image.renameAll {
                    $0.replacing("host=a", with: "host=?").replacing("host=b", with: "host=a").replacing(
                        "host=?", with: "host=b")
                }
            }
        ),
        (
            "rename a machine",
            { image, chance in
                let host = Bool.random(using: &chance) ? "a" : "b"
                image.renameAll { $0.replacing("host=\(host)", with: "host=c") }
            }
        ),
        (
            "remove a machine",
            { image, chance in
                let host = Bool.random(using: &chance) ? "a" : "b"
                image.files = image.files.filter { !$0.key.contains("host=\(host)") }
            }
        ),
        (
            "keep a seal",
            { image, chance in
                guard let name = image.pick(&chance), let seal = blocks(image.files[name] ?? []).last else { return }
                let isRemoved = Bool.random(using: &chance)
                let host = name.contains("host=a") ? "a" : "b"
                // What is there twice is about to be deleted.
                guard isRemoved, !name.hasPrefix("seals/"),
                    image.files.count(where: { $0.value == image.files[name] }) == 1
                else { return }
                image.files["seals/host=\(host).gz", default: []] += seal
                image.files[name] = nil
            }
        ),
    ]

    private func pick(_ chance: inout SeededGenerator) -> String? { files.keys.sorted().randomElement(using: &chance) }

    private mutating func edit(
        _ chance: inout SeededGenerator, _ body: (inout [UInt8], Int, Int, inout SeededGenerator) -> Void
    ) {
        guard let name = pick(&chance), var content = files[name], !content.isEmpty else { return }
        let place = Int.random(in: content.indices, using: &chance)
        let count = min(content.count - place, Int.random(in: 1...300, using: &chance))
        body(&content, place, count, &chance)
        files[name] = content
    }

    private mutating func editBlocks(
        _ chance: inout SeededGenerator, _ body: (inout [[UInt8]], Int, Int, inout SeededGenerator) -> Void
    ) {
        guard let name = pick(&chance), let content = files[name] else { return }
        var blocks = Self.blocks(content)
        guard !blocks.isEmpty else { return }
        let index = Int.random(in: blocks.indices, using: &chance)
        body(&blocks, index, Int.random(in: blocks.indices, using: &chance), &chance)
        files[name] = blocks.flatMap { $0 }
    }

    private mutating func renameAll(_ body: (String) -> String) {
        files = Dictionary(files.map { (body($0.key), $0.value) }, uniquingKeysWith: { one, _ in one })
    }

    /// To another number, day, machine or directory.
    private mutating func rename(_ chance: inout SeededGenerator, copies: Bool) {
        guard let name = pick(&chance), let content = files[name] else { return }
        var parts = name.split(separator: "/").map(String.init)
        let last = parts.count - 1
        switch Int.random(in: 0...5, using: &chance) {
        case 0:
            parts[last] = "charon-\(String(repeating: "0", count: 15))\(Int.random(in: 0...9, using: &chance)).jsonl.gz"
        case 1: parts[0] = "dt=2026-05-\(Int.random(in: 27...32, using: &chance))"
        case 2: parts[max(0, last - 1)] = "host=" + (["a", "b", "c", ""].randomElement(using: &chance) ?? "")
        case 3: if last > 0 { parts.remove(at: Int.random(in: 0..<last, using: &chance)) }
        // A directory of kept seals counts wherever it is.
        case 4: parts.insert("more", at: Int.random(in: (parts[0] == "seals" ? 1 : 0)...last, using: &chance))
        default: parts[last] = "x" + parts[last]
        }
        // A copy that nobody takes for a segment is none of the archive's files.
        let isSegment = parts.last?.hasSuffix(".jsonl.gz") == true && name.hasPrefix("dt=")
        if copies, !isSegment || parts.contains("more") || parts.last?.hasPrefix("x") == true { return }
        if !copies { files[name] = nil }
        files[parts.joined(separator: "/")] = content
    }
}

extension ArchiveImage {
    /// As the lengths in the headers have it, until they make no sense.
    private static func blocks(_ content: [UInt8]) -> [[UInt8]] {
        var blocks: [[UInt8]] = []
        var rest = content[...]
        while let header = BlockHeader(gzip: rest), Int(header.length) <= rest.count {
            blocks.append(Array(rest.prefix(Int(header.length))))
            rest = rest.dropFirst(Int(header.length))
        }
        if !rest.isEmpty { blocks.append(Array(rest)) }
        return blocks
    }

    /// The same block, with its content not compressed.
    private static func stored(_ block: [UInt8]) -> [UInt8] {
        guard let header = BlockHeader(gzip: block[...]), let content = header.content(of: block[...]),
            content.count < 60_000
        else { return block }
        let (low, high) = (UInt8(content.count & 0xFF), UInt8(content.count >> 8))
        let start = 12 + Int(block[10]) + Int(block[11]) << 8
        var new = block.prefix(start) + [1, low, high, ~low, ~high] + content + block.suffix(8)
        new.replaceSubrange(20..<24, with: withUnsafeBytes(of: UInt32(new.count).littleEndian) { Array($0) })
        return Array(new)
    }

    /// The same block, with one more subfield in its header, or with a subfield twice.
    private static func padded(_ block: [UInt8], _ isTwice: Bool) -> [UInt8] {
        guard BlockHeader(gzip: block[...]) != nil else { return block }
        let length = Int(block[10]) + Int(block[11]) << 8
        let field = isTwice ? Array(block[12..<(12 + length)]) : [0x5A, 0x5A, 0, 0]
        var new = block
        new.insert(contentsOf: field, at: 12 + length)
        new.replaceSubrange(10..<12, with: [UInt8((length + field.count) & 0xFF), UInt8((length + field.count) >> 8)])
        new.replaceSubrange(20..<24, with: withUnsafeBytes(of: UInt32(new.count).littleEndian) { Array($0) })
        return new
    }
}
