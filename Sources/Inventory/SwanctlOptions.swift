/// What charon takes of a connection that swanctl sends. It discards a connection with an option that it does not know,
/// or a value that it cannot read (plugins/vici/vici_config.c).
enum SwanctlOptions {
    /// The options of all releases since 5.7.
    static let connection = names(
        """
        local_addrs remote_addrs proposals vips pools version aggressive pull dscp encap mobike dpd_delay dpd_timeout
        fragmentation childless send_certreq send_cert ocsp keyingtries unique local_port remote_port reauth_time
        rekey_time over_time rand_time ppk_id ppk_required if_id_in if_id_out mediation mediated_by mediation_peer
        """)
    static let authentication = names(
        """
        groups cert_policy certs cacerts pubkeys auth id ca_id aaa_id eap_id xauth_id revocation round
        """)
    static let child = names(
        """
        ah_proposals esp_proposals local_ts remote_ts updown hostaccess mode policies policies_fwd_out replay_window
        rekey_time life_time rand_time rekey_bytes life_bytes rand_bytes rekey_packets life_packets rand_packets
        dpd_action start_action close_action ipcomp inactivity reqid mark_in mark_in_sa mark_out set_mark_in
        set_mark_out tfc_padding priority interface hw_offload sha256_96 copy_df copy_ecn copy_dscp icmp if_id_in
        if_id_out label label_mode per_cpu_sas
        """)
    static let certificate = names("handle slot module file")

    private static func names(_ list: String) -> Set<[UInt8]> {
        Set(list.utf8.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }.map { Array($0) })
    }

    /// What an action option sets (`parse_action`).
    struct Action: Equatable {
        var traps = false
        var starts = false

        /// Nil for what charon refuses.
        init?(_ text: [UInt8]) {
            guard SwanctlOptions.isPrintable(text) else { return nil }
            switch SwanctlOptions.lowercased(text) {
            case "restart": starts = true
            case "route": traps = true
            case "clear": break
            default:
                for entry in TokenList.entries(text, separator: UInt8(ascii: "|")) {
                    switch SwanctlOptions.lowercased(entry) {
                    case "start": starts = true
                    case "trap": traps = true
                    case "none": break
                    default: return nil
                    }
                }
            }
        }
    }

    /// Whether a mode makes CHILD_SAs, or only policies (`parse_mode`); nil for one that charon refuses.
    static func makesTunnels(mode: [UInt8]) -> Bool? {
        switch lowercased(mode) {
        case "tunnel", "transport", "transport_proxy", "iptfs", "beet": true
        case "drop", "pass": false
        default: nil
        }
    }

    /// Whether a traffic selector can be read (`parse_ts`). Names of protocols and ports are left to the system.
    static func isSelector(_ text: [UInt8]) -> Bool {
        guard isPrintable(text) else { return false }
        var address = text[...]
        if let bracket = text.firstIndex(of: UInt8(ascii: "[")) {
            address = text[..<bracket]
            let rest = text[(bracket + 1)...]
            guard let end = rest.lastIndex(of: UInt8(ascii: "]")) else { return false }
            let parts = rest[..<end].split(
                separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
            guard let proto = parts.first, isNumberOrName(proto, upTo: 0xff) else { return false }
            if let ports = parts.dropFirst().first, !arePorts(ports) { return false }
        }
        if address.elementsEqual("dynamic".utf8) { return true }
        if address.contains(UInt8(ascii: "-")) { return PeerAddress.isRange(Array(address)) }
        return PeerAddress.isNumeric(Array(address.prefix { $0 != UInt8(ascii: "/") }))
    }

    private static func arePorts(_ text: ArraySlice<UInt8>) -> Bool {
        guard let first = text.first, isDigit(first) else { return text.first != UInt8(ascii: "-") }
        // A range that lacks its end has an end of zero.
        return text.split(separator: UInt8(ascii: "-"), maxSplits: 1).allSatisfy { isNumberOrName($0, upTo: 0xffff) }
    }

    /// Numbers are as in C, with a base of their own.
    private static func isNumberOrName(_ text: ArraySlice<UInt8>, upTo limit: Int) -> Bool {
        guard let first = text.first, isDigit(first) else { return text.first != UInt8(ascii: "-") }
        let digits = String(decoding: text, as: UTF8.self)
        let isHexadecimal = digits.hasPrefix("0x") || digits.hasPrefix("0X")
        let number =
            isHexadecimal ? Int(digits.dropFirst(2), radix: 16) : Int(digits, radix: digits.hasPrefix("0") ? 8 : 10)
        return number.map { 0...limit ~= $0 } ?? false
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// charon takes no other bytes in values (`chunk_printable`).
    static func isPrintable(_ text: [UInt8]) -> Bool { text.allSatisfy { 0x20...0x7e ~= $0 } }

    /// Words of ASCII, to compare them as `strcaseeq` does.
    static func lowercased(_ text: [UInt8]) -> String {
        String(decoding: text.map { 0x41...0x5a ~= $0 ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}
