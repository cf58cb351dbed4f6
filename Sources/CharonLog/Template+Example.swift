extension Template {
    /// A line that charon could write with this template: its pattern with a sample for each field. Addresses are
    /// those set aside for documentation (RFC 5737, RFC 3849).
    package var example: String {
        if let ownExample { return ownExample.description }
        let pattern = pattern.description
        var text = ""
        var rest = Substring(pattern)
        while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">"),
            let field = EventField(rawValue: String(rest[rest.index(after: open)..<close]))
        {
            text += rest[..<open]
            text += Self.sample(field, after: text, in: pattern)
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }

    private static func sample(_ field: EventField, after text: String, in pattern: String) -> String {
        if field.form == .text, text.hasSuffix("0x") { return "80320009" }
        if field == .method {
            // What is authenticated tells what may be named there.
            if pattern.contains("shared key") { return "IKE" }
            if pattern.contains(" key") { return "RSA" }
            if ["EAP", "eap", "phase2", "does not support"].contains(where: pattern.contains) {
                return text.hasSuffix("EAP_") ? "MSCHAPV2" : "EAP_MSCHAPV2"
            }
        }
        return sample(field)
    }

    private static func sample(_ field: EventField) -> String {
        switch field {
        case .ike: "gw[7]"
        case .child: "net{12}"
        case .newChild: "net{13}"
        case .connection: "gw"
        case .ikeSA, .worker: "7"
        case .tunnel, .newTunnel: "net"
        case .childSA: "12"
        case .newChildSA, .errorCode: "13"
        case .otherChildSA: "11"
        case .localHost: "192.0.2.1"
        case .remoteHost: "198.51.100.2"
        case .localEndpoint: "192.0.2.1[4500]"
        case .remoteEndpoint, .oldEndpoint: "198.51.100.2[4500]"
        case .newEndpoint: "198.51.100.3[4500]"
        case .virtualIP: "2001:db8::10"
        case .localID: "gw.example.org"
        case .remoteID, .identity: "peer.example.org"
        case .spi, .spiIn: "c1a2b3c4"
        case .spiOut: "c5d6e7f8"
        case .newSPIIn: "c9a0b1c2"
        case .newSPIOut: "cdd4e5f6"
        case .localTS: "192.0.2.0/24"
        case .remoteTS: "198.51.100.0/24"
        case .proposal, .configuredProposals: "IKE:AES_CBC_128/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/CURVE_25519"
        case .receivedProposals: "IKE:AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024"
        case .bytesIn: "84000"
        case .bytesOut: "168000"
        case .attempt, .count: "2"
        case .attempts: "5"
        case .messageID: "3"
        case .sequence: "4"
        case .seconds: "30"
        case .lifetime: "3600"
        case .reqid: "1"
        case .limit: "10"
        case .signal: "15"
        case .port: "4500"
        case .method: "pre-shared key"
        case .notify: "NO_PROPOSAL_CHOSEN"
        case .state: "CONNECTING"
        case .newState: "ESTABLISHED"
        case .proto: "ESP"
        case .group: "CURVE_25519"
        case .requestedGroup: "MODP_2048"
        case .exchange: "IKE_AUTH"
        case .payload: "SECURITY_ASSOCIATION"
        case .task: "CHILD_CREATE"
        case .algorithm: "AES_CBC"
        case .version: "6.0.6"
        case .detail: "example"
        case .otherDetail: "another"
        case .script: "/usr/libexec/ipsec/_updown"
        case .duration: "2 minutes"
        case .pool: "pool1"
        case .error: "Permission denied"
        case .interface: "eth0"
        case .file: "/run/charon.pid"
        case .unit: "strongswan.service"
        case .exitCode: "killed"
        case .exitStatus: "9/KILL"
        case .gateway: "gw2.example.org"
        }
    }
}
