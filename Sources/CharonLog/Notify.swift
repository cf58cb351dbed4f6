package import Bytes

/// The notify message types of IKEv2 (RFC 7296 section 3.10.1, and the RFCs that added to them) and of IKEv1
/// (RFC 2408 section 3.14.1), with every spelling that charon has printed for them since release 4.3, and the one
/// word that stands for each as an event's reason.
///
/// charon prints the number in brackets of a type that it does not know. A peer may choose any, so all of those are
/// one reason.
package enum Notify {
    /// The reason of a type that charon, or this table, has no name for.
    package static let unknown: StaticString = "unknown_notify"

    /// Every reason that `reason(_:_:)` gives, each once.
    package static let reasons: [StaticString] = types.map(\.reason) + [unknown]

    /// The reason for the name of a notify message type, in one of charon's spellings.
    /// - Parameters:
    ///   - bytes: the buffer that holds the line.
    ///   - range: where in it the name is.
    package static func reason(_ bytes: Span<UInt8>, _ range: ByteRange) -> StaticString {
        guard !range.isEmpty else { return unknown }
        // All names begin with a capital letter.
        let letter = Int(bytes[range.lower]) - 0x41
        guard letter >= 0, letter < 26 else { return unknown }
        for index in namesByLetter[letter]..<namesByLetter[letter + 1] {
            let entry = names[index]
            if Search.equal(bytes, range, entry.name) { return entry.reason }
        }
        return unknown
    }

    private typealias Kind = (reason: StaticString, names: [StaticString])

    /// All names, sorted by their first letter.
    private static let names: [(name: StaticString, reason: StaticString)] =
        types.flatMap { type in type.names.map { (name: $0, reason: type.reason) } }
        .sorted { letter($0.name) < letter($1.name) }

    /// Where the names of each letter begin in `names`; the last element is where those of Z end.
    private static let namesByLetter: [Int] = (0...26).map { first in
        names.firstIndex { letter($0.name) >= first } ?? names.count
    }

    private static func letter(_ name: StaticString) -> Int {
        name.description.utf8.first.map { Int($0) - 0x41 } ?? 0
    }

    private static let types: [Kind] = [
        ("unsupported_critical_payload", ["UNSUPPORTED_CRITICAL_PAYLOAD", "CRIT"]),
        ("invalid_ike_spi", ["INVALID_IKE_SPI", "INVAL_IKE_SPI"]),
        ("invalid_major_version", ["INVALID_MAJOR_VERSION", "INVAL_MAJOR"]),
        ("invalid_syntax", ["INVALID_SYNTAX", "INVAL_SYN"]),
        ("invalid_message_id", ["INVALID_MESSAGE_ID", "INVAL_MID"]),
        ("invalid_spi", ["INVALID_SPI", "INVAL_SPI"]),
        ("no_proposal_chosen", ["NO_PROPOSAL_CHOSEN", "NO_PROP"]),
        ("invalid_ke_payload", ["INVALID_KE_PAYLOAD", "INVAL_KE"]),
        ("authentication_failed", ["AUTHENTICATION_FAILED", "AUTH_FAILED"]),
        ("single_pair_required", ["SINGLE_PAIR_REQUIRED", "SINGLE_PAIR"]),
        ("no_additional_sas", ["NO_ADDITIONAL_SAS", "NO_ADD_SAS"]),
        ("internal_address_failure", ["INTERNAL_ADDRESS_FAILURE", "INT_ADDR_FAIL"]),
        ("failed_cp_required", ["FAILED_CP_REQUIRED", "FAIL_CP_REQ"]),
        ("ts_unacceptable", ["TS_UNACCEPTABLE", "TS_UNACCEPT"]),
        ("invalid_selectors", ["INVALID_SELECTORS", "INVAL_SEL"]),
        ("unacceptable_addresses", ["UNACCEPTABLE_ADDRESSES", "UNACCEPT_ADDR"]),
        ("unexpected_nat_detected", ["UNEXPECTED_NAT_DETECTED", "UNEXPECT_NAT"]),
        ("me_connect_failed", ["ME_CONNECT_FAILED", "ME_CONN_FAIL"]),
        ("initial_contact", ["INITIAL_CONTACT", "INIT_CONTACT"]),
        ("set_window_size", ["SET_WINDOW_SIZE", "SET_WINSIZE"]),
        ("additional_ts_possible", ["ADDITIONAL_TS_POSSIBLE", "ADD_TS_POSS"]),
        ("ipcomp_supported", ["IPCOMP_SUPPORTED", "IPCOMP_SUPP", "IPCOMP_SUP"]),
        ("nat_detection_source_ip", ["NAT_DETECTION_SOURCE_IP", "NATD_S_IP"]),
        ("nat_detection_destination_ip", ["NAT_DETECTION_DESTINATION_IP", "NATD_D_IP"]),
        ("cookie", ["COOKIE"]),
        ("use_transport_mode", ["USE_TRANSPORT_MODE", "USE_TRANSP"]),
        ("http_cert_lookup_supported", ["HTTP_CERT_LOOKUP_SUPPORTED", "HTTP_CERT_LOOK"]),
        ("rekey_sa", ["REKEY_SA"]),
        ("esp_tfc_padding_not_supported", ["ESP_TFC_PADDING_NOT_SUPPORTED", "ESP_TFC_PAD_N"]),
        ("non_first_fragments_also", ["NON_FIRST_FRAGMENTS_ALSO", "NON_FIRST_FRAG"]),
        ("mobike_supported", ["MOBIKE_SUPPORTED", "MOBIKE_SUP"]),
        ("additional_ip4_address", ["ADDITIONAL_IP4_ADDRESS", "ADD_4_ADDR"]),
        ("additional_ip6_address", ["ADDITIONAL_IP6_ADDRESS", "ADD_6_ADDR"]),
        ("no_additional_addresses", ["NO_ADDITIONAL_ADDRESSES", "NO_ADD_ADDR"]),
        ("update_sa_addresses", ["UPDATE_SA_ADDRESSES", "UPD_SA_ADDR"]),
        ("cookie2", ["COOKIE2"]),
        ("no_nats_allowed", ["NO_NATS_ALLOWED", "NO_NATS"]),
        ("auth_lifetime", ["AUTH_LIFETIME", "AUTH_LFT"]),
        ("multiple_auth_supported", ["MULTIPLE_AUTH_SUPPORTED", "MULT_AUTH"]),
        ("another_auth_follows", ["ANOTHER_AUTH_FOLLOWS", "AUTH_FOLLOWS"]),
        ("eap_only_authentication", ["EAP_ONLY_AUTHENTICATION", "EAP_ONLY"]),
        ("use_beet_mode", ["USE_BEET_MODE", "BEET_MODE"]),
        ("me_mediation", ["ME_MEDIATION", "ME_MED"]),
        ("me_endpoint", ["ME_ENDPOINT", "ME_EP"]),
        ("me_callback", ["ME_CALLBACK", "ME_CB"]),
        ("me_connectid", ["ME_CONNECTID", "ME_CID"]),
        ("me_connectkey", ["ME_CONNECTKEY", "ME_CKEY"]),
        ("me_connectauth", ["ME_CONNECTAUTH", "ME_CAUTH"]),
        ("me_response", ["ME_RESPONSE", "ME_R"]),
        ("use_assigned_hoa", ["USE_ASSIGNED_HoA", "ASSIGNED_HoA"]),
        ("redirect_supported", ["REDIRECT_SUPPORTED", "REDIR_SUP"]),
        ("redirect", ["REDIRECT", "REDIR"]),
        ("redirected_from", ["REDIRECTED_FROM", "REDIR_FROM"]),
        ("ticket_lt_opaque", ["TICKET_LT_OPAQUE", "TKT_LT_OPAK"]),
        ("ticket_request", ["TICKET_REQUEST", "TKT_REQ"]),
        ("ticket_ack", ["TICKET_ACK", "TKT_ACK"]),
        ("ticket_nack", ["TICKET_NACK", "TKT_NACK"]),
        ("ticket_opaque", ["TICKET_OPAQUE", "TKT_OPAK"]),
        ("link_id", ["LINK_ID"]),
        ("temporary_failure", ["TEMPORARY_FAILURE", "TEMP_FAIL"]),
        ("child_sa_not_found", ["CHILD_SA_NOT_FOUND", "NO_CHILD_SA"]),
        ("use_wesp_mode", ["USE_WESP_MODE", "WESP_MODE"]),
        ("rohc_supported", ["ROHC_SUPPORTED", "ROHC_SUP"]),
        ("childless_ikev2_supported", ["CHILDLESS_IKEV2_SUPPORTED", "CHDLESS_SUP"]),
        ("quick_crash_detection", ["QUICK_CRASH_DETECTION", "CRASH_DET"]),
        ("ikev2_message_id_sync_supported", ["IKEV2_MESSAGE_ID_SYNC_SUPPORTED", "MSG_ID_SYN_SUP"]),
        ("ikev2_replay_counter_sync_supported", ["IKEV2_REPLAY_COUNTER_SYNC_SUPPORTED", "RPL_CTR_SYN_SUP"]),
        ("ikev2_message_id_sync", ["IKEV2_MESSAGE_ID_SYNC", "MSG_ID_SYN"]),
        ("ipsec_replay_counter_sync", ["IPSEC_REPLAY_COUNTER_SYNC", "RPL_CTR_SYN"]),
        ("ms_notify_status", ["MS_NOTIFY_STATUS", "MS_STATUS"]),
        ("secure_password_method", ["SECURE PASSWORD_METHOD", "SEC_PASSWD", "SECURE_PASSWORD_METHOD"]),
        ("psk_persist", ["PSK_PERSIST", "PSK_PST"]),
        ("psk_confirm", ["PSK_CONFIRM", "PSK_CFM"]),
        ("radius_attribute", ["RADIUS_ATTRIBUTE", "RADIUS"]),
        ("attributes_not_supported", ["ATTRIBUTES_NOT_SUPPORTED", "ATTR_UNSUP"]),
        ("payload_malformed", ["PAYLOAD_MALFORMED", "PLD_MAL"]),
        ("invalid_id_information", ["INVALID_ID_INFORMATION", "INVAL_ID"]),
        ("invalid_cert_encoding", ["INVALID_CERT_ENCODING", "INVAL_CERTEN"]),
        ("invalid_certificate", ["INVALID_CERTIFICATE", "INVAL_CERT"]),
        ("cert_type_unsupported", ["CERT_TYPE_UNSUPPORTED", "CERT_UNSUP"]),
        ("invalid_cert_authority", ["INVALID_CERT_AUTHORITY", "INVAL_CA"]),
        ("invalid_hash_information", ["INVALID_HASH_INFORMATION", "INVAL_HASH"]),
        ("dpd_r_u_there", ["DPD_R_U_THERE", "DPD"]),
        ("dpd_r_u_there_ack", ["DPD_R_U_THERE_ACK", "DPD_ACK"]),
        ("unity_load_balance", ["UNITY_LOAD_BALANCE", "UNITY_LB"]),
        ("erx_supported", ["ERX_SUPPORTED", "ERX_SUP"]),
        ("ifom_capability", ["IFOM_CAPABILITY", "IFOM_CAP"]),
        ("sender_request_id", ["SENDER_REQUEST_ID", "SENDER_REQ_ID"]),
        ("fragmentation_supported", ["FRAGMENTATION_SUPPORTED", "FRAG_SUP"]),
        ("signature_hash_algorithms", ["SIGNATURE_HASH_ALGORITHMS", "HASH_ALG"]),
        ("use_ppk", ["USE_PPK"]),
        ("ppk_identity", ["PPK_IDENTITY", "PPK_ID"]),
        ("no_ppk_auth", ["NO_PPK_AUTH", "NO_PPK"]),
        ("state_not_found", ["STATE_NOT_FOUND", "NO_STATE"]),
        ("intermediate_exchange_supported", ["INTERMEDIATE_EXCHANGE_SUPPORTED", "IKE_INT_SUP"]),
        ("additional_key_exchange", ["ADDITIONAL_KEY_EXCHANGE", "ADD_KE"]),
        ("ts_max_queue", ["TS_MAX_QUEUE", "MAX_QUEUE"]),
        ("use_aggfrag", ["USE_AGGFRAG", "AGGFRAG"]),
        ("sa_resource_info", ["SA_RESOURCE_INFO", "RES_INFO"]),
    ]
}
