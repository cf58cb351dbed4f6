import Bytes
import Glibc
import Journal
import Testing

/// What a time without a year or a zone means.
@Suite struct TextTimeTests {
    /// Reads the times of several lines with one parser.
    private func times(
        _ stamps: [String], reference: String = "2026-11-21T08:14:10Z", zone: TimeZoneRule = TextLines.berlin
    ) -> [String?] {
        var lines = TextLines()
        lines.parser = TextLineParser(hostName: "", timeZone: zone)
        _ = lines.read("\(reference) 05[IKE] x")
        let moment = lines.batch.entries[0].realtime
        lines.parser = TextLineParser(hostName: "", timeZone: zone)
        return stamps.map { lines.read("\($0) 05[IKE] x", reference: moment)?.time }
    }

    @Test(arguments: [
        ("Nov 21 09:14:10", "2026-11-21T08:14:10Z", "2026-11-21T08:14:10Z"),
        ("Nov 22 09:14:10", "2026-11-21T08:14:10Z", "2026-11-22T08:14:10Z"),
        ("Nov 22 09:14:11", "2026-11-21T08:14:10Z", "2025-11-22T08:14:11Z"),
        ("Dec 31 23:59:59", "2027-01-01T00:00:10Z", "2026-12-31T22:59:59Z"),
        ("Jan  1 00:00:01", "2026-12-31T22:59:00Z", "2026-12-31T23:00:01Z"),
        ("Jan  1 00:30:00", "2026-12-31T12:00:00Z", "2026-12-31T23:30:00Z"),
        ("Feb 29 12:00:00", "2026-11-21T08:14:10Z", "2024-02-29T11:00:00Z"),
        ("Feb 29 12:00:00", "2024-02-28T10:00:00Z", "2020-02-29T11:00:00Z"),
        ("Feb 29 12:00:00", "2104-02-28T10:00:00Z", "2096-02-29T11:00:00Z"),
    ])
    func aYearThatIsLeftOutIsTheLatestThatFits(_ stamp: String, _ reference: String, _ time: String) {
        #expect(times([stamp], reference: reference) == [time])
    }

    @Test func anHourThatComesTwiceGoesOnWhereTheLinesAre() {
        let stamps = [
            "Oct 25 01:59:59", "Oct 25 02:30:00", "Oct 25 02:59:59", "Oct 25 02:00:00", "Oct 25 02:59:00",
            "Oct 25 03:00:00",
        ]
        #expect(
            times(stamps) == [
                "2026-10-24T23:59:59Z", "2026-10-25T00:30:00Z", "2026-10-25T00:59:59Z", "2026-10-25T01:00:00Z",
                "2026-10-25T01:59:00Z", "2026-10-25T02:00:00Z",
            ])
        #expect(times(["Oct 25 02:30:00", "Oct 25 02:29:55"]) == ["2026-10-25T00:30:00Z", "2026-10-25T00:29:55Z"])
    }

    @Test func anHourThatIsJumpedOverCountsAsIfTheClocksWereNotSet() {
        #expect(
            times(["Mar 29 01:59:59", "Mar 29 02:30:00", "Mar 29 03:00:00"])
                == ["2026-03-29T00:59:59Z", "2026-03-29T01:30:00Z", "2026-03-29T01:00:00Z"])
    }

    @Test(arguments: [
        "2026-13-01 09:14:03", "2026-00-01 09:14:03", "2026-11-31 09:14:03", "2025-02-29 09:14:03",
        "2026-11-00 09:14:03",
        "Nov 31 09:14:03", "Nov 99 09:14:03", "Nov 21 25:14:03", "Nov 21 09:60:03", "Nov 21 09:14:61", "99:99:99",
        "2026-11-21T09:14:03+99:99", "9999-99-99T99:99:99.999999999Z", "[99999999.123456]", "1969-12-31 09:14:03",
        "Mon 12 Jul 2021 19:12:03 PM",
    ])
    func aTimeThatMakesNoSenseIsThatOfTheLineBefore(_ stamp: String) {
        #expect(times([stamp]) == ["2026-11-21T08:14:10Z"])
        #expect(times(["Nov 20 09:00:00", stamp, "x"]) == ["2026-11-20T08:00:00Z", "2026-11-20T08:00:00Z", nil])
    }

    @Test func aLeapSecondIsTheNextMinute() {
        #expect(
            times(["2016-12-31T23:59:60.5Z", "Nov 21 00:59:60"]) == [
                "2017-01-01T00:00:00.500000Z", "2026-11-21T00:00:00Z",
            ])
    }

    /// The C library turns moments into local times, and the recogniser turns them back.
    @Test func theZoneOfThisMachineKnowsItsChanges() {
        var lines = TextLines()
        for moment in stride(from: 700_000_000, to: 2_800_000_000, by: 1_234_567) {
            lines.parser = TextLineParser(hostName: "")
            var time = time_t(moment)
            var parts = tm()
            localtime_r(&time, &parts)
            let numbers = [
                parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
            ]
            let two = numbers.map { $0 < 10 ? "0\($0)" : "\($0)" }
            let line = "\(two[0])-\(two[1])-\(two[2]) \(two[3]):\(two[4]):\(two[5]) 05[IKE] x"
            #expect(lines.read(line) != nil)
            let read = lines.batch.entries.last.map { Int($0.realtime / 1_000_000) } ?? 0
            // Of an hour that comes twice the first is meant.
            #expect(read == moment || (read < moment && moment - read <= 2 * 3600))
        }
    }

    /// The edges of what can be counted.
    @Test(arguments: [0, 1, UInt64.max, UInt64.max / 2, 1_795_248_850_000_000])
    func noReferenceIsTooLarge(_ reference: UInt64) {
        var lines = TextLines()
        for stamp in ["Nov 21 09:14:03", "Feb 29 00:00:00", "23:59:60", "Jan  1 00:00:00", "9999-12-31T23:59:60-23:59"]
        {
            #expect(lines.read("\(stamp) 05[IKE] x", reference: reference) != nil)
        }
    }
}
