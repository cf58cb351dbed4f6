package import Bytes

/// One certificate the daemon has loaded or fetched, as `list-certs` describes it (`enum_x509()` and `enum_others()` in
/// `vici_query.c`).
package struct ListedCertificate: Sendable, Equatable {
    /// `X509`, `X509_AC`, `X509_CRL`, `OCSP_RESPONSE` or `PUBKEY`.
    package var type: [UInt8] = []
    /// `NONE`, `CA`, `AA` or `OCSP`; for X.509 only.
    package var flag: [UInt8] = []
    /// Whether the daemon has the private key.
    package var hasPrivateKey = false
    /// The encoding in DER.
    package var data: [UInt8] = []
    /// The identity of a bare public key; empty for all others and where there is none.
    package var subject: [UInt8] = []
    /// Since when a bare public key is valid, as `YYYYMMDDhhmmssZ`; empty for all others and where unlimited.
    package var notBefore: [UInt8] = []
    /// Until when a bare public key is valid, as `notBefore`.
    package var notAfter: [UInt8] = []

    /// Reads the message of a `list-cert` event.
    package init(_ bytes: Span<UInt8>, message: ByteRange) throws(ViciFault) {
        var cursor = MessageCursor(message)
        try cursor.forEach(bytes) { element, _ throws(ViciFault) in
            guard case .keyValue(let key, let value) = element else { return }
            if bytes.equals(key, "type") { type = bytes.copy(value) }
            if bytes.equals(key, "flag") { flag = bytes.copy(value) }
            if bytes.equals(key, "has_privkey") { hasPrivateKey = bytes.equals(value, "yes") }
            if bytes.equals(key, "data") { data = bytes.copy(value) }
            if bytes.equals(key, "subject") { subject = bytes.copy(value) }
            if bytes.equals(key, "not-before") { notBefore = bytes.copy(value) }
            if bytes.equals(key, "not-after") { notAfter = bytes.copy(value) }
        }
    }
}
