internal import Glibc

/// Finds a run of bytes in longer ones, many times: with the C library's `memchr` for the byte of it that lines of an
/// archive have least often.
struct ByteFinder: Sendable {
    let needle: [UInt8]
    /// Letters of ASCII count as the same whatever their case; the needle is in small letters.
    let ignoresCase: Bool
    /// Where the byte that is looked for stands in the needle.
    private let rare: Int

    init(_ needle: [UInt8], ignoresCase: Bool = false) {
        self.needle = ignoresCase ? needle.map(Self.lower) : needle
        self.ignoresCase = ignoresCase
        rare = needle.indices.min { Self.frequency(needle[$0]) < Self.frequency(needle[$1]) } ?? 0
    }

    static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

    /// A guess at how often a byte stands in an archive; more is oftener.
    private static func frequency(_ byte: UInt8) -> Int {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "e"), UInt8(ascii: "s"), UInt8(ascii: "i"), UInt8(ascii: "t"): 9
        case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "_"), UInt8(ascii: " "), UInt8(ascii: "a"),
            UInt8(ascii: "n"), UInt8(ascii: "o"), UInt8(ascii: "r"), UInt8(ascii: "c"), UInt8(ascii: "l"):
            8
        case 0x30...0x39, UInt8(ascii: "."), UInt8(ascii: "d"), UInt8(ascii: "h"), UInt8(ascii: "p"): 7
        case UInt8(ascii: "-"), UInt8(ascii: "\\"): 6
        case UInt8(ascii: "q"), UInt8(ascii: "x"), UInt8(ascii: "z"), UInt8(ascii: "j"): 3
        case 0x61...0x7A: 5
        case UInt8(ascii: "A"), UInt8(ascii: "C"), UInt8(ascii: "E"), UInt8(ascii: "I"), UInt8(ascii: "S"): 4
        default: 2
        }
    }

    /// The first place from `start` on where the needle stands whole before `end`, or nil. An empty one stands everywhere.
    func first(_ bytes: Span<UInt8>, from start: Int, end: Int) -> Int? {
        guard !needle.isEmpty else { return start }
        guard start >= 0, end <= bytes.count, end - start >= needle.count else { return nil }
        return unsafe bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return nil }
            return unsafe needle.withUnsafeBufferPointer { needle in
                ignoresCase
                    ? unsafe firstFolded(base, start, end, needle) : unsafe firstExact(base, start, end, needle)
            }
        }
    }

    private func firstExact(
        _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ needle: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        guard let first = needle.baseAddress else { return nil }
        let byte = Int32(unsafe needle[rare])
        // Where the rare byte may stand, from and to.
        var index = start + rare
        let last = end - needle.count + rare
        while index <= last {
            guard let found = unsafe memchr(base + index, byte, last + 1 - index) else { return nil }
            index = unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
            if unsafe memcmp(base + (index - rare), first, needle.count) == 0 { return index - rare }
            index += 1
        }
        return nil
    }

    private func firstFolded(
        _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ needle: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        let byte = unsafe needle[rare]
        let other = (0x61...0x7A).contains(byte) ? byte & 0xDF : byte
        let last = end - needle.count + rare
        func next(_ byte: UInt8, _ index: Int) -> Int {
            guard index <= last, let found = unsafe memchr(base + index, Int32(byte), last + 1 - index) else {
                return .max
            }
            return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
        }
        // The next place of the letter in either case.
        var small = next(byte, start + rare)
        var large = other == byte ? Int.max : next(other, start + rare)
        while min(small, large) != .max {
            let index = min(small, large)
            let candidate = index - rare
            var count = 0
            while count < needle.count, unsafe Self.lower(base[candidate + count]) == needle[count] { count += 1 }
            if count == needle.count { return candidate }
            if small == index { small = next(byte, index + 1) } else { large = next(other, index + 1) }
        }
        return nil
    }
}
