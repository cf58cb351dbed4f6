internal import Bytes

/// The words of dates, in the languages that syslog and `journalctl` write them in.
///
/// They follow the C library's locales (`abmon`, `ab_alt_mon`, `abday`), to which a few older ones are added. Where
/// two languages give one word to two months (`lis` is November in Polish and October in Croatian) the one with more
/// speakers has it.
enum CalendarWords {
    /// A word's first bytes; no two of the words differ only behind them.
    private typealias Key = UInt64

    private static let monthNames = [
        "jan jän janv january gen ene sty led янв січ яну сту jaan sau saus ian oca ιαν sij urt јан",
        "feb fév févr febr february lut úno фев лют helmi veebr vas şub φεβ velj vel ots феб",
        "mar mär mars mrt märz march març bře мар бер сак mac maalis márc märts kov μαρ μάρ ožu",
        "apr avr avril april abr kwi dub апр кві кра ápr huhti bal nis απρ api",
        "may mai mei mag mayo maj maio maja kvě máj мая май тра touko geg maí μαΐ μάι svi мај",
        "jun juin juni giu june cze čen čvn jún июн чер чэр юни kesä juuni jūn bir birž haz iun ιουν ιούν eka јун",
        "jul juil juli lug july lip čec čvc júl июл лип ліп юли heinä juuli jūl lie liep tem iul ιουλ ιούλ uzt јул",
        "aug août aou ago august sie srp авг сер жні elo rgp rugp avg ağu ágú αυγ αύγ kol abu",
        "sep sept set september wrz zář сен сент вер сеп syys rgs rugs eyl szept σεπ ruj ira",
        "oct okt ott out october paź říj окт жов кас loka spa spal eki οκτ urr",
        "nov november lis ноя нояб лис ліс ное marras lap lapkr kas nóv noi noe νοε νοέ stu aza нов",
        "dec dez déc dic december gru pro дек гру сне joulu dets grd gruod ara des δεκ abe дец",
    ]

    private static let weekdayNames = """
        sun mon tue wed thu fri sat so mo di mi do fr sa zo ma wo vr za dim lun mar mer jeu ven sam dom gio sab mié \
        jue vie sáb seg ter qua qui sex dg dl dt dc dj dv ds nie ndz pon wto śro czw pią sob pn wt śr cz pt ne po út \
        st čt pá ut št pi вс пн вт ср чт пт сб нд пнд втр срд чтв птн sön mån tis ons tor fre lör søn man tir lør ti \
        to su ke pe la sze cs szo du lu jo vi sb κυρ δευ τρι τετ πεμ παρ σαβ paz pzt sal çrş prş cum cts ned sre čet \
        pet uto sri sub нед пон вто сря чет пет съб sv pr an tr kt sk lau mið þri fim fös
        """

    private static let months: [Key: Int] = {
        var table: [Key: Int] = [:]
        for (index, names) in monthNames.enumerated() {
            for name in spellings(names) { table[key(name)] = index + 1 }
        }
        return table
    }()

    private static let weekdays = Set(spellings(weekdayNames).map(key))

    /// Each word in small letters and with a capital one in front.
    private static func spellings(_ names: String) -> [[UInt8]] {
        names.split(whereSeparator: \.isWhitespace).flatMap { name in
            [Array(name.utf8), Array((name.prefix(1).uppercased() + name.dropFirst()).utf8)]
        }
    }

    private static func key(_ word: [UInt8]) -> Key { key(word.span, ByteRange(0, word.count)) }

    /// The first eight bytes; letters of ASCII as small ones.
    private static func key(_ bytes: Span<UInt8>, _ word: ByteRange) -> Key {
        var key: Key = 0
        for index in word.lower..<Swift.min(word.upper, word.lower + 8) {
            let byte = bytes[index]
            key = key << 8 | Key(byte &- 0x41 < 26 ? byte | 0x20 : byte)
        }
        return key
    }

    /// The month with an English three-letter name, as RFC 3164 section 4.1.2 has it; 0 for none.
    @inline(__always)
    static func englishMonth(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        switch UInt32(first) << 16 | UInt32(second) << 8 | UInt32(third) {
        case 0x4A_616E: 1
        case 0x46_6562: 2
        case 0x4D_6172: 3
        case 0x41_7072: 4
        case 0x4D_6179: 5
        case 0x4A_756E: 6
        case 0x4A_756C: 7
        case 0x41_7567: 8
        case 0x53_6570: 9
        case 0x4F_6374: 10
        case 0x4E_6F76: 11
        case 0x44_6563: 12
        default: 0
        }
    }

    /// Reads a word of two to twelve bytes with the dot that may end it. The dot is not part of the range.
    static func word(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> ByteRange? {
        var cursor = position
        let limit = Swift.min(end, position + 13)
        while cursor < limit, bytes[cursor] >= 0x80 || (bytes[cursor] | 0x20) &- 0x61 < 26 { cursor += 1 }
        guard 2...12 ~= cursor - position else { return nil }
        let word = ByteRange(position, cursor)
        if cursor < end, bytes[cursor] == UInt8(ascii: ".") { cursor += 1 }
        position = cursor
        return word
    }

    /// The month that a word names; 0 for none.
    static func month(_ bytes: Span<UInt8>, _ word: ByteRange) -> Int {
        if word.count == 3 {
            let start = word.lower
            let month = englishMonth(bytes[start], bytes[start + 1], bytes[start + 2])
            if month > 0 { return month }
        }
        return months[key(bytes, word)] ?? 0
    }

    static func isWeekday(_ bytes: Span<UInt8>, _ word: ByteRange) -> Bool { weekdays.contains(key(bytes, word)) }

    static func isUTC(_ bytes: Span<UInt8>, _ word: ByteRange) -> Bool {
        Search.equal(bytes, word, "UTC") || Search.equal(bytes, word, "GMT")
    }

    /// Seconds east of UTC; nil for the local zone.
    struct Zone {
        var offset: Int?
    }

    /// Reads `+01:00`, `+0100`, `+01` or a zone's name. A name that has no single meaning is the local zone's.
    static func zone(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Zone? {
        guard position < end else { return nil }
        let sign = bytes[position]
        if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
            var cursor = position + 1
            let digits = Timestamp.digitCount(bytes, cursor, end)
            guard digits == 2 || digits == 4 else { return nil }
            let hours = Timestamp.number(bytes, &cursor, 2, end)
            var minutes = 0
            if digits == 4 {
                minutes = Timestamp.number(bytes, &cursor, 2, end)
            } else if cursor < end, bytes[cursor] == UInt8(ascii: ":"),
                Timestamp.digitCount(bytes, cursor + 1, end) == 2
            {
                cursor += 1
                minutes = Timestamp.number(bytes, &cursor, 2, end)
            }
            position = cursor
            let seconds = hours * 3600 + minutes * 60
            return Zone(offset: sign == UInt8(ascii: "-") ? -seconds : seconds)
        }
        var cursor = position
        while cursor < end, cursor - position < 6, bytes[cursor] &- 0x41 < 26 { cursor += 1 }
        guard 3...5 ~= cursor - position else { return nil }
        let name = ByteRange(position, cursor)
        position = cursor
        for (zone, hours) in zones where Search.equal(bytes, name, zone) {
            return Zone(offset: hours * 3600)
        }
        return Zone(offset: nil)
    }

    private static let zones: [(StaticString, Int)] = [
        ("UTC", 0), ("GMT", 0), ("CET", 1), ("CEST", 2), ("WET", 0), ("WEST", 1), ("EET", 2), ("EEST", 3), ("MEZ", 1),
        ("MESZ", 2), ("BST", 1), ("MSK", 3), ("EST", -5), ("EDT", -4), ("CDT", -5), ("MST", -7), ("MDT", -6),
        ("PST", -8), ("PDT", -7), ("JST", 9), ("AEST", 10), ("AEDT", 11),
    ]
}
