import Foundation
import Support
import Testing

import Inventory

@Suite struct IPsecRobustnessTests {
    /// SplitMix64: the same edits in every run.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            return mixed ^ (mixed >> 31)
        }
    }

    private static let valid = """
        version 2.0
        config setup
            uniqueids=never # comment
        conn %default
            ike="aes128-sha256-modp2048,\\
                 aes256-sha384-ecp384!"
            rekeyfuzz=100%
        ca x
            also=y
        ca y
        conn a\tb
            also=base
        include ./none/*.conf
        conn base
            left=%defaultroute
            right="192.0.2.1, 192.0.2.2"
            rightid=@#6162
            rightprotoport=17/1701-1702
            mark=0x10/0xff
            auto=start
        """

    @Test func randomEditsNeverCrash() throws {
        var generator = Generator(state: 42)
        let pieces = [
            "\"", "\\", "\n", "=", "#", " ", "\0", "include ", "also=base\n", "conn ", "%", "é", ",", "-", "[", "0x",
        ]
        try withTemporaryDirectory { directory in
            let path = directory + "/ipsec.conf"
            for _ in 0..<1_500 {
                var text = Array(Self.valid.utf8)
                for _ in 0..<Int.random(in: 1...6, using: &generator) where !text.isEmpty {
                    let place = Int.random(in: 0..<text.count, using: &generator)
                    switch Int.random(in: 0..<4, using: &generator) {
                    case 0: text.remove(at: place)
                    case 1: text[place] = UInt8.random(in: 0...255, using: &generator)
                    case 2: text.removeSubrange(place..<min(text.count, place + 20))
                    default:
                        text.insert(contentsOf: pieces.randomElement(using: &generator)?.utf8 ?? "".utf8, at: place)
                    }
                }
                try Data(text).write(to: URL(fileURLWithPath: path))
                let reading = IPsecConfiguration.read(path, localAddresses: [])
                #expect(reading.fault == nil || reading.tunnels.isEmpty)
            }
        }
    }

    @Test(.timeLimit(.minutes(10))) func thousandsOfConnsAreReadInTime() throws {
        var text = "conn %default\n left=%any\n leftid=@left\n ike=aes256-sha256-ecp256!\nconn base\n auto=start\n"
        for index in 0..<5_000 {
            text += "conn c\(index)\n also=base\n right=10.\(index / 250).\(index % 250).1\n rightsubnet=10.0.0.0/8\n"
        }
        let clock = ContinuousClock()
        var count = 0
        let time = try clock.measure { count = try readIPsec(text).tunnels.count }
        #expect(count == 5_001)
        #expect(time < .seconds(40))
    }

    @Test(
        .timeLimit(.minutes(10)), arguments: ["also=a\n ", "foo=x\n ", "\"", " ", "#", "\\", "include x\n", "version "])
    func repetitionIsReadInTime(_ piece: String) throws {
        let text = "conn a\n left=" + String(repeating: piece, count: 200_000 / piece.utf8.count)
        let time = try ContinuousClock().measure { _ = try readIPsec(text) }
        #expect(time < .seconds(40))
    }
}
