internal import Bytes

/// The programs whose lines are wanted, by the tag that a line's header gives (RFC 3164 section 4.1.3, or the
/// APP-NAME of RFC 5424 section 6.2.5).
struct ProgramTags: Sendable {
    enum Kind: UInt8 {
        /// charon and what belongs to strongSwan alone: all that it writes.
        case charon
        /// A service that is watched beside charon: all that it writes.
        case watched
        /// A name that others may use too: charon's marked lines, and what strongSwan's starter is known to write.
        case shared
        /// systemd: what it says about charon's units.
        case systemd
    }

    /// Names that are strongSwan's alone. libreswan and scripts use `ipsec`, `ipsec.service` and `strongswan` as well;
    /// and under a name of the operator's own (`charon.syslog.identifier`) charon marks each line.
    private static let ownNames = [
        "charon", "charon-systemd", "charon-nm", "charon-cmd", "ipsec_starter", "strongswan.service",
        "strongswan-swanctl.service", "strongswan-starter.service", "charon-systemd.service",
    ]

    private var names: [UInt8] = []
    private var items: [(name: ByteRange, kind: Kind)] = []
    /// A bit for each length that a name has.
    private var lengths: UInt64 = 0

    init(_ identifiers: [String], watched: [String] = []) {
        for identifier in watched { add(identifier, .watched) }
        for identifier in identifiers { add(identifier, Self.ownNames.contains(identifier) ? .charon : .shared) }
        add("systemd", .systemd)
        // `journalctl -o with-unit` names systemd's own unit.
        add("init.scope", .systemd)
    }

    private mutating func add(_ name: String, _ kind: Kind) {
        guard 1...63 ~= name.utf8.count else { return }
        let start = names.count
        names.append(contentsOf: name.utf8)
        items.append((ByteRange(start, names.count), kind))
        lengths |= 1 << UInt64(name.utf8.count)
    }

    /// What a tag stands for; nil for a program whose lines are not wanted.
    func kind(_ bytes: Span<UInt8>, _ tag: ByteRange) -> Kind? {
        guard tag.count < 64, lengths >> UInt64(tag.count) & 1 == 1 else { return nil }
        let names = self.names.span
        for (name, kind) in items where Search.equal(bytes, tag, names, name) { return kind }
        return nil
    }
}

/// What strongSwan's starter and the `ipsec` script write without charon's marker (`starter.c`, `invokecharon.c`).
enum StarterText {
    private static let beginnings: [StaticString] = [
        "Starting strongSwan ", "Stopping strongSwan ", "Attempting to start charon", "charon ", "ipsec starter ",
        "starter ", "starter_",
        "# unknown keyword", "# deprecated keyword", "unable to start strongSwan", "no netkey IPsec stack",
        "no KLIPS IPsec stack", "no known IPsec stack",
    ]

    static func isAt(_ bytes: Span<UInt8>, _ text: ByteRange) -> Bool {
        for beginning in beginnings where CharonText.isAt(bytes, text.lower, text.upper, beginning) { return true }
        return isChild(bytes, text)
    }

    /// `child 16403 (charon) has been killed by sig 6`.
    private static func isChild(_ bytes: Span<UInt8>, _ text: ByteRange) -> Bool {
        var position = text.lower
        guard CharonText.skip(bytes, &position, text.upper, "child "),
            Digits.decimal(bytes, &position, end: text.upper) != nil
        else { return false }
        return CharonText.isAt(bytes, position, text.upper, " (charon) ")
    }
}

/// What systemd says about the units that run charon.
enum SystemdText {
    private static let units: [StaticString] = [
        "strongswan.service", "strongswan-swanctl.service", "strongswan-starter.service", "charon-systemd.service",
        sharedUnit,
    ]
    /// libreswan's unit has this name too.
    private static let sharedUnit: StaticString = "ipsec.service"

    private static let verbs: [StaticString] = [
        "Started ", "Starting ", "Stopped ", "Stopping ", "Reloaded ", "Reloading ", "Failed to start ",
    ]

    /// The unit that a text of systemd's is about, which is empty where only its description is given; nil when it
    /// is none of charon's.
    ///
    /// A description counts only if it begins with strongSwan's name: users choose words further on in some of them
    /// (`Started Session 3 of User strongSwan.`, the label of a disk).
    static func unit(_ bytes: Span<UInt8>, _ text: ByteRange) -> ByteRange? {
        let end = text.upper
        var position = text.lower
        if let unit = knownUnit(bytes, position, end) {
            // `strongswan.service: Failed with result …`, and before systemd 236 `strongswan.service failed.`
            return bytes[unit.upper] == UInt8(ascii: ":") || bytes[unit.upper] == 0x20 ? unit : nil
        }
        if CharonText.skip(bytes, &position, end, "Unit "), let unit = knownUnit(bytes, position, end) { return unit }
        position = text.lower
        for verb in verbs where CharonText.skip(bytes, &position, end, verb) {
            return described(bytes, position, end)
        }
        return nil
    }

    /// A unit of charon's with something behind it.
    private static func knownUnit(_ bytes: Span<UInt8>, _ position: Int, _ end: Int) -> ByteRange? {
        for unit in units where CharonText.isAt(bytes, position, end, unit) {
            let range = ByteRange(position, position + unit.utf8CodeUnitCount)
            return range.upper < end ? range : nil
        }
        return nil
    }

    /// `strongswan.service.`, `strongswan.service - strongSwan IPsec …` or `strongSwan IPsec …`.
    private static func described(_ bytes: Span<UInt8>, _ position: Int, _ end: Int) -> ByteRange? {
        var cursor = position
        while cursor < end, bytes[cursor] != 0x20 { cursor += 1 }
        var description = cursor
        if CharonText.skip(bytes, &description, end, " - ") {
            let unit = ByteRange(position, cursor)
            if isStrongSwan(bytes, description, end) { return unit }
            let known = knownUnit(bytes, position, end)
            return known == unit && !Search.equal(bytes, unit, sharedUnit) ? unit : nil
        }
        if isStrongSwan(bytes, position, end) { return .some(.none) }
        guard let unit = knownUnit(bytes, position, end), bytes[unit.upper] == UInt8(ascii: ".") else { return nil }
        return unit.upper + 1 == end || CharonText.isAt(bytes, unit.upper, end, "...") ? unit : nil
    }

    private static func isStrongSwan(_ bytes: Span<UInt8>, _ position: Int, _ end: Int) -> Bool {
        var position = position
        _ = CharonText.skip(bytes, &position, end, "LSB: ")
        guard CharonText.skip(bytes, &position, end, "strong") || CharonText.skip(bytes, &position, end, "Strong")
        else { return false }
        guard CharonText.skip(bytes, &position, end, "Swan") || CharonText.skip(bytes, &position, end, "swan")
        else { return false }
        return position < end && bytes[position] == 0x20
    }
}

/// `daemon.info`: a facility and a priority by name, as busybox's syslogd and OpenWrt's logread write them.
enum FacilityToken {
    private static let facilities: [(StaticString, Int)] = [
        ("daemon.", 3), ("authpriv.", 10), ("auth.", 4), ("user.", 1), ("kern.", 0), ("mail.", 2), ("syslog.", 5),
        ("lpr.", 6), ("news.", 7), ("uucp.", 8), ("cron.", 9), ("ftp.", 11), ("local0.", 16), ("local1.", 17),
        ("local2.", 18), ("local3.", 19), ("local4.", 20), ("local5.", 21), ("local6.", 22), ("local7.", 23),
    ]
    private static let priorities: [StaticString] = [
        "info", "notice", "debug", "err", "error", "warn", "warning", "crit", "alert", "emerg", "panic",
    ]

    /// The facility's number (RFC 5424 section 6.2.1), or nil when the range is no such token.
    static func facility(_ bytes: Span<UInt8>, _ token: ByteRange) -> Int? {
        guard 8...16 ~= token.count else { return nil }
        for (name, number) in facilities where CharonText.isAt(bytes, token.lower, token.upper, name) {
            let rest = ByteRange(token.lower + name.utf8CodeUnitCount, token.upper)
            for priority in priorities where Search.equal(bytes, rest, priority) { return number }
        }
        return nil
    }
}
