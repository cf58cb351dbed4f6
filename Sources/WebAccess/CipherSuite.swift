/// The cipher suites that a file may name, by Go's names: those that Go thinks safe.
package enum CipherSuite: String, Sendable, CaseIterable {
    case aes128GCM = "TLS_AES_128_GCM_SHA256"
    case aes256GCM = "TLS_AES_256_GCM_SHA384"
    case chaCha20Poly1305 = "TLS_CHACHA20_POLY1305_SHA256"
    case ecdheECDSAAES128CBC = "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"
    case ecdheECDSAAES256CBC = "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA"
    case ecdheRSAAES128CBC = "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"
    case ecdheRSAAES256CBC = "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA"
    case ecdheECDSAAES128GCM = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"
    case ecdheECDSAAES256GCM = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"
    case ecdheRSAAES128GCM = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
    case ecdheRSAAES256GCM = "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"
    case ecdheRSAChaCha20Poly1305 = "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
    case ecdheECDSAChaCha20Poly1305 = "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"

    /// OpenSSL's and BoringSSL's name; nil for a suite of TLS 1.3, which none of them lets anybody choose.
    package var openSSLName: String? {
        switch self {
        case .aes128GCM, .aes256GCM, .chaCha20Poly1305: nil
        case .ecdheECDSAAES128CBC: "ECDHE-ECDSA-AES128-SHA"
        case .ecdheECDSAAES256CBC: "ECDHE-ECDSA-AES256-SHA"
        case .ecdheRSAAES128CBC: "ECDHE-RSA-AES128-SHA"
        case .ecdheRSAAES256CBC: "ECDHE-RSA-AES256-SHA"
        case .ecdheECDSAAES128GCM: "ECDHE-ECDSA-AES128-GCM-SHA256"
        case .ecdheECDSAAES256GCM: "ECDHE-ECDSA-AES256-GCM-SHA384"
        case .ecdheRSAAES128GCM: "ECDHE-RSA-AES128-GCM-SHA256"
        case .ecdheRSAAES256GCM: "ECDHE-RSA-AES256-GCM-SHA384"
        case .ecdheRSAChaCha20Poly1305: "ECDHE-RSA-CHACHA20-POLY1305"
        case .ecdheECDSAChaCha20Poly1305: "ECDHE-ECDSA-CHACHA20-POLY1305"
        }
    }
}
