import Lab
import Testing

/// The lab's own readers, on what the programs print.
@Suite("What the lab reads")
struct LabToolTests {
    @Test("swanctl's raw list")
    func rawList() {
        let text = """
            list-sa event {aws-1 {uniqueid=3 version=2 state=ESTABLISHED remote-id=192.0.2.20 \
            tasks-active=[IKE_VENDOR IKE_INIT] child-sas {aws-1-1 {name=aws-1 uniqueid=1 state=DELETED bytes-in=252 \
            bytes-out=0 local-ts=[198.51.100.1/32]} aws-1-3 {name=aws-1 uniqueid=3 state=INSTALLED bytes-in=84 \
            bytes-out=9 remote-ts=[203.0.113.1/32 203.0.113.2/32]}}}}
            list-sa event {aws-2 {uniqueid=4 state=CONNECTING remote-id=%any child-sas {}}}
            list-sas reply {}
            """
        let sas = RawListParser.parse(text)
        #expect(sas.map(\.name) == ["aws-1", "aws-2"])
        #expect(sas.map(\.uniqueID) == [3, 4])
        #expect(sas.map(\.state) == ["ESTABLISHED", "CONNECTING"])
        #expect(sas.first?.children.map(\.uniqueID) == [1, 3])
        #expect(sas.first?.children.map(\.bytesIn) == [252, 84])
        #expect(sas.first?.children.map(\.bytesOut) == [0, 9])
        #expect(sas.installed("aws-1") == 1)
        #expect(sas.established("aws-2") == 0)
    }

    @Test("The bytes of closed CHILD_SAs")
    func closedBytes() {
        let totals = Lab.closedBytes(in: [
            "closing CHILD_SA aws-1{1} with SPIs dee340b9_i (252 bytes) 0b252715_o (84 bytes) and TS 198.51.100.1/32 === 203.0.113.1/32",
            "closing CHILD_SA aws-1{3} with SPIs 24e294f3_i (8 bytes) 84038599_o (0 bytes) and TS 198.51.100.1/32 === 203.0.113.1/32",
            "closing expired CHILD_SA aws-2{2} with SPIs 6a045314_i 94944e99_o and TS 198.51.100.2/32 === 203.0.113.2/32",
        ])
        #expect(totals == ["aws-1": ByteTotals(received: 260, sent: 84)])
    }

    @Test("Samples")
    func samples() {
        let samples = Samples(
            """
            # HELP a_total Something.
            a_total{x="1",y="a \\"b\\" \\\\ c\\n"} 3
            b 1.5e3
            c{} 2 1780000000000
            """)
        #expect(samples["a_total", ["y": "a \"b\" \\ c\n", "x": "1"]] == 3)
        #expect(samples["b"] == 1500)
        #expect(samples["c"] == 2)
        #expect(samples.values.count == 3)
    }
}
