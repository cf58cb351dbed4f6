private import Glibc

/// How far a zone is from UTC, and since when: what turns a local time of a log line into a moment.
package struct TimeZoneRule: Sendable {
    /// When the offset changes, in seconds since 1970 UTC; in order.
    private let changes: [Int]
    /// Seconds east of UTC: before the first change, and from each change on.
    private let offsets: [Int]

    /// A zone that never changes.
    package init(offset: Int) {
        changes = []
        offsets = [offset]
    }

    /// - Parameters:
    ///   - offset: seconds east of UTC before the first change.
    ///   - changes: in order of time: when (seconds since 1970 UTC), and the offset from then on.
    package init(offset: Int, changes: [(time: Int, offset: Int)]) {
        self.changes = changes.map(\.time)
        offsets = [offset] + changes.map(\.offset)
    }

    package static let utc = TimeZoneRule(offset: 0)

    /// The zone of this machine (`TZ`, else `/etc/localtime`), as it is when it is first asked for.
    ///
    /// The C library says the offset of a moment, not when it changes. So each week from 1990 to 2060 is looked at,
    /// which takes a few milliseconds once, and each change is then searched for within its week.
    package static let local: TimeZoneRule = {
        tzset()
        func offset(at time: Int) -> Int {
            var moment = time_t(time)
            var parts = unsafe tm()
            guard unsafe localtime_r(&moment, &parts) != nil else { return 0 }
            return unsafe parts.tm_gmtoff
        }
        let first = 631_152_000
        let last = 2_840_140_800
        let initial = offset(at: first)
        var changes: [(time: Int, offset: Int)] = []
        var before = initial
        for week in stride(from: first, to: last, by: 7 * 86_400) {
            let after = offset(at: week + 7 * 86_400)
            guard after != before else { continue }
            var low = week
            var high = week + 7 * 86_400
            while high - low > 1 {
                let middle = (low + high) / 2
                if offset(at: middle) == before { low = middle } else { high = middle }
            }
            changes.append((high, after))
            before = after
        }
        return TimeZoneRule(offset: initial, changes: changes)
    }()

    /// The offset at a moment.
    func offset(at time: Int) -> Int { offsets[changesUpTo(time)] }

    /// How many changes there are up to a moment.
    private func changesUpTo(_ time: Int) -> Int {
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle] <= time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// What a local time may mean.
    struct Meaning {
        /// The moment; of two (the clocks were set back in between) the first. A time that the clocks jumped over is
        /// read as if they had not.
        var earliest: Int
        /// The second of two.
        var latest: Int?
        /// The local times around this one that are as far from UTC, and mean one moment only.
        var safe: Range<Int>
    }

    /// Finds the moments that a local time, counted in seconds as if it were UTC, may mean.
    func meaning(ofLocal local: Int) -> Meaning {
        // No zone is more than a day from UTC.
        var index = changesUpTo(local - 86_400)
        let last = changesUpTo(local + 86_400)
        var found: Int?
        var place = index
        var second: Int?
        while index <= last {
            let time = local - offsets[index]
            let hasBegun = index == 0 || time >= changes[index - 1]
            let isOver = index < changes.count && time >= changes[index]
            if hasBegun, !isOver {
                if found == nil {
                    found = time
                    place = index
                } else {
                    second = time
                }
            }
            // What the clocks jumped over is over here, and has not begun in the next.
            if found == nil, hasBegun { place = index }
            index += 1
        }
        guard let found else { return Meaning(earliest: local - offsets[place], latest: nil, safe: 0..<0) }
        guard second == nil else { return Meaning(earliest: found, latest: second, safe: 0..<0) }
        let offset = offsets[place]
        let low = place == 0 ? local : changes[place - 1] + Swift.max(offset, offsets[place - 1])
        let high = place == changes.count ? local + 86_400 : changes[place] + Swift.min(offset, offsets[place + 1])
        return Meaning(earliest: found, latest: nil, safe: low < high ? low..<high : 0..<0)
    }
}
