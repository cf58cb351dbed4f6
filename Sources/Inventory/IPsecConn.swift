/// A conn with all that it inherits, as the starter understands it (starter, `confread.c`).
struct IPsecConn {
    typealias Field = IPsecKeyword.Field

    /// One side of it.
    struct End {
        /// Its address, addresses or names, without the percent sign that `allowsAny` stands for.
        var host = Array("%any".utf8)
        var allowsAny = false
        var values: [Field: [UInt8]] = [:]
    }

    private(set) var values: [Field: [UInt8]] = [:]
    private(set) var left = End()
    private(set) var right = End()
    /// A policy of its own, for which there are no SAs.
    private(set) var isShunt = false

    /// - Returns: nil when the starter leaves the conn out, for a keyword that is none of a conn's or a value that it
    ///   does not take.
    /// - Parameter settings: in the order in which the starter takes them, as a later one may change what an earlier
    ///   one said by another name.
    init?(_ settings: [IPsecSections.Setting]) {
        for setting in settings {
            guard let value = setting.value else { continue }
            let keyword = IPsecKeyword.all[setting.keyword]
            guard keyword.check.accepts(value) else { return nil }
            switch keyword.scope {
            case .setup, .ca: return nil
            case .conn: values[keyword.field] = value
            case .left: left.set(keyword.field, value)
            case .right: right.set(keyword.field, value)
            }
            switch keyword.field {
            case .type: isShunt = ["passthrough", "pass", "drop", "reject"].contains { value.elementsEqual($0.utf8) }
            case .sourceip: isShunt = false
            default: break
            }
        }
        for end in [left, right] where end.isYes(.firewall) && end.values[.updown] != nil { return nil }
        applyAuthBy()
    }

    func `is`(_ field: Field, _ word: String) -> Bool { values[field]?.elementsEqual(word.utf8) ?? false }

    /// The old way to say what both sides authenticate with (starter, `starterstroke.c`).
    private mutating func applyAuthBy() {
        guard left.values[.auth] == nil, right.values[.auth] == nil, let method = values[.authby] else { return }
        switch String(decoding: method, as: UTF8.self) {
        case "psk", "secret", "xauthpsk": setAuth("psk")
        case "never": break
        default: setAuth("pubkey")
        }
        guard method.starts(with: "xauth".utf8) else { return }
        if self.is(.xauth, "server") {
            right.values[.auth2] = Array("xauth".utf8)
        } else {
            left.values[.auth2] = Array("xauth".utf8)
        }
    }

    private mutating func setAuth(_ method: String) {
        left.values[.auth] = Array(method.utf8)
        right.values[.auth] = Array(method.utf8)
    }
}

extension IPsecConn.End {
    fileprivate mutating func set(_ field: IPsecKeyword.Field, _ value: [UInt8]) {
        switch field {
        case .host: setHost(value)
        case .allowany: allowsAny = value.elementsEqual("yes".utf8)
        default: values[field] = value
        }
    }

    private mutating func setHost(_ value: [UInt8]) {
        if value.elementsEqual("%defaultroute".utf8) {
            host = Array("%any".utf8)
        } else if value.first == UInt8(ascii: "%"),
            !["%any", "%any4", "%any6"].contains(where: value.elementsEqualText)
        {
            allowsAny = true
            host = Array(value.dropFirst())
        } else {
            host = value
        }
    }

    func isYes(_ field: IPsecKeyword.Field) -> Bool { values[field]?.elementsEqual("yes".utf8) ?? false }

    /// What charon takes for the address when it looks for a configuration (stroke_config.c, `build_ike_cfg`).
    var addresses: [UInt8] { allowsAny ? host + Array(",0.0.0.0/0,::/0".utf8) : host }
}

extension [UInt8] {
    fileprivate func elementsEqualText(_ text: String) -> Bool { elementsEqual(text.utf8) }

    /// The parts of a list, as strongSwan's `enumerator_create_token` with commas and blanks gives them.
    var listed: [[UInt8]] {
        split(separator: UInt8(ascii: ",")).compactMap { part in
            let end = part.lastIndex { $0 != 0x20 } ?? part.startIndex
            let word = part[...end].drop { $0 == 0x20 }
            return word.isEmpty ? nil : Array(word)
        }
    }
}
