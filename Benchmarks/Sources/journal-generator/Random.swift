/// SplitMix64: small, fast, and the same on every machine for a seed.
struct Random: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// True in `share` of 100 cases.
    mutating func percent(_ share: Int) -> Bool { Int.random(in: 0..<100, using: &self) < share }

    /// A span around `mean` microseconds: from a fifth of it to the fivefold, short ones more often.
    mutating func span(mean: UInt64) -> UInt64 {
        let first = UInt64.random(in: mean / 10...mean, using: &self)
        let second = UInt64.random(in: mean / 10...mean, using: &self)
        return percent(20) ? first + second * 4 : first
    }

    /// A version 4 UUID's worth of bits, as 32 hexadecimal digits.
    mutating func id128() -> String {
        (0..<4).map { _ in hex8(UInt32.random(in: 0 ... .max, using: &self)) }.joined()
    }
}

/// Eight hexadecimal digits, as charon prints SPIs.
func hex8(_ value: UInt32) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
}
