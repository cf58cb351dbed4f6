/// How the sides authenticate, as far as it makes a peer's configuration (stroke_config.c, `build_auth_cfg`).
extension IPsecPeerKey {
    enum Round {
        case first
        case second
    }

    mutating func addAuth(_ conn: IPsecConn, _ end: IPsecConn.End, isMine: Bool, _ round: Round, ca: [UInt8]?) {
        let isFirst = round == .first
        guard let method = end.values[isFirst ? .auth : .auth2] ?? (isFirst ? Array("pubkey".utf8) : nil) else {
            add(nil)
            return
        }
        var id = isFirst ? end.values[.id] ?? end.host : end.values[.id2]
        if !isFirst, isMine { id = id ?? end.values[.id] }
        addIdentity(id ?? [], isMine: isMine)
        add(end.values[isFirst ? .cert : .cert2])
        let key = end.values[.sigkey]
        add(key.flatMap { $0.isEmpty || $0.elementsEqual("%cert".utf8) ? nil : $0 })
        add(ca)
        addSet(end.values[isFirst ? .groups : .groups2]?.listed ?? [])
        addSet(end.values[.certpolicy]?.listed ?? [])
        addMethod(method, conn)
    }

    private mutating func addIdentity(_ text: [UInt8], isMine: Bool) {
        let isMarked = text.first == UInt8(ascii: "%") && !IPsecIdentity.isAny(text)
        let identity = IPsecIdentity.normal(isMarked ? Array(text.dropFirst()) : text)
        add(identity)
        add(isMarked && !isMine && identity != nil)
    }

    private mutating func addMethod(_ method: [UInt8], _ conn: IPsecConn) {
        let text = String(decoding: method, as: UTF8.self)
        if ["ike:", "pubkey", "rsa", "ecdsa"].contains(where: text.hasPrefix) {
            add(Array("pubkey".utf8))
            addConstraints(method[...])
        } else if text == "psk" || text == "secret" {
            add(Array("psk".utf8))
        } else if text.hasPrefix("xauth") {
            let hyphen = method.firstIndex(of: UInt8(ascii: "-"))
            add(Array("xauth".utf8))
            add(hyphen.map { Array(method[($0 + 1)...]) })
            add(conn.values[.xauthIdentity].flatMap(IPsecIdentity.normal))
        } else if text.hasPrefix("eap") {
            let colon = method.firstIndex(of: UInt8(ascii: ":")) ?? method.endIndex
            add(Array(method[..<colon]))
            addConstraints(method[colon...].dropFirst())
            add(conn.values[.eapIdentity])
            add(conn.values[.aaaIdentity])
        } else {
            add(Array("any".utf8))
        }
    }

    /// What keys and signatures are wanted (libstrongswan, `auth_cfg.c`, `add_pubkey_constraints`): a key's type says
    /// nothing by itself.
    private mutating func addConstraints(_ text: ArraySlice<UInt8>) {
        var type: ArraySlice<UInt8> = []
        var constraints: [[UInt8]] = []
        for token in text.split(separator: UInt8(ascii: "-")) {
            let name = token.starts(with: "ike:".utf8) ? token.dropFirst(4) : token
            if ["rsa", "rsa/pss", "ecdsa", "ed25519", "ed448", "bliss", "pubkey"].contains(where: {
                name.elementsEqual($0.utf8)
            }) {
                type = token
            } else {
                constraints.append(type + [UInt8(ascii: "-")] + token)
            }
        }
        addSet(constraints)
    }

    /// Values of which neither the order nor the number counts.
    private mutating func addSet(_ values: [[UInt8]]) {
        for value in Set(values).sorted(by: { $0.lexicographicallyPrecedes($1) }) { add(value) }
        add(nil)
    }
}
