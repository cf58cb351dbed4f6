import Support

extension [UInt8] {
    /// Some bytes changed, removed or inserted.
    func mutated(_ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = self
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let index = Int.random(in: 0...bytes.count, using: &generator)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0 where index < bytes.count: bytes.remove(at: index)
            case 1: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: index)
            case 2: bytes.removeSubrange(index...)
            case 3 where index < bytes.count:
                bytes[index] = [0, 1, 2, 4, 6, 0x7f, 0x80, 0xff].randomElement(using: &generator)!
            default: if index < bytes.count { bytes[index] = UInt8.random(in: 0...255, using: &generator) }
            }
        }
        return bytes
    }
}
