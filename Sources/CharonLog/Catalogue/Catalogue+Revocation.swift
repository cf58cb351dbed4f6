extension Catalogue {
    /// Certificates: revocation by CRL and OCSP, certificates in the DNS.
    static let revocation: [Template] = [
        Template("crl fetching failed", .cfg, 1, [0xc119_12d1], .certificateRejected, "crl_fetch_failed"),
        Template(
            "crl fetched successfully but parsing failed", .cfg, 1, [0xad3c_dd22], .certificateRejected,
            "parsing_failed"),
        Template(
            "  crl fetch from '<detail>' recently failed, skipping", .cfg, 1, [0x4011_5cbc], .certificateRejected,
            "crl_fetch_failed"),
        Template("  waiting for crl fetch from '<detail>' ...", .cfg, 1, [0xaf92_f448], .chatter),
        Template("generating ocsp request failed", .cfg, 1, [0x463f_85ad], .certificateRejected, "ocsp_request_failed"),
        Template("encoding ocsp request failed", .cfg, 1, [0xe755_d9f8], .certificateRejected, "ocsp_request_failed"),
        Template("ocsp request to <detail> failed", .cfg, 1, [0x53ba_d0f1], .certificateRejected, "ocsp_fetch_failed"),
        Template("parsing ocsp response failed", .cfg, 1, [0x4952_83a3], .certificateRejected, "parsing_failed"),
        Template(
            "nonce in ocsp response doesn't match", .cfg, 1, [0xf21e_fd24], .certificateRejected, "ocsp_nonce_mismatch"),
        Template(
            "OCSP response verification failed, invalid signature", .cfg, 1, [0x2519_3083], .certificateRejected,
            "ocsp_signature_invalid"),
        Template(
            "ocsp response verification failed, invalid signature", .cfg, 1, [0xb2af_ef70], .certificateRejected,
            "ocsp_signature_invalid"),
        Template(
            "ocsp response verification failed, no signer certificate '<identity>' found", .cfg, 1, [0xbfc5_2428],
            .certificateRejected, "ocsp_signer_missing"),
        Template(
            "  ocsp response contains no status on our certificate", .cfg, 1, [0xc5cb_2d58], .certificateRejected,
            "ocsp_no_status"),
        Template("  ocsp response is stale: since <detail>", .cfg, 1, [0x849b_2b97], .certificateChecked, "ocsp_stale"),
        Template(
            "  crl is not valid: until <detail>", .cfg, 1, [0x218b_d6ef], .certificateRejected, "crl_not_yet_valid"),
        Template(
            "crl response verification failed", .cfg, 1, [0x7046_2ec1], .certificateRejected, "crl_signature_invalid"),
        Template(
            "issuer of fetched CRL '<identity>' does not match CRL issuer '<detail>'", .cfg, 1, [0x2c8e_8917],
            .certificateRejected, "crl_issuer_mismatch"),
        Template(
            "issuer of fetched delta CRL '<identity>' does not match certificates CRL issuer '<detail>'", .cfg, 1,
            [0x1752_099e], .certificateRejected, "crl_issuer_mismatch"),
        Template(
            "issuer of fetched CRL '<identity>' does not match certificates CRL issuer '<detail>'", .cfg, 1,
            [0xc2ce_887b], .certificateRejected, "crl_issuer_mismatch"),
        Template(
            "issuer of fetched delta CRL '<identity>' does not match certificate's <detail>", .cfg, 1, [0x12e3_4a91],
            .certificateRejected, "crl_issuer_mismatch"),
        Template(
            "issuer of fetched CRL '<identity>' does not match certificate's <detail>", .cfg, 1, [0xba1e_42bb],
            .certificateRejected, "crl_issuer_mismatch"),
        Template(
            "found unsupported critical X.509 CRL extension", .lib, 1, [0x5195_d74e], .certificateRejected,
            "critical_extension_not_supported"),
        Template("ocsp check skipped, no ocsp found", .cfg, 2, [0xa744_ffe4], .chatter),
        Template("ocsp information stale, fallback to crl", .cfg, 1, [0x9385_35fe], .certificateChecked, "ocsp_stale"),
        Template(
            "ocsp check failed, fallback to crl", .cfg, 1, [0x5d80_3115], .certificateRejected, "ocsp_unavailable"),
        Template("checking OCSP status of \"<identity>\"", .cfg, 1, [0x3528_2457], .chatter),
        Template("all OCSP validation disabled", .lib, 1, [0x2a50_b0f9], .configurationChanged),
        Template("all CRL validation disabled", .lib, 1, [0x2055_fc6c], .configurationChanged),
        Template(
            "creating OCSP request failed, SHA1 not supported", .lib, 1, [0xd6ea_7220], .certificateRejected,
            "algorithm_not_supported"),
        Template(
            "creating OCSP request failed, CA certificate has no public key", .lib, 1, [0x02ac_6ab4],
            .certificateRejected, "no_issuer_key"),
        Template(
            "creating OCSP request nonce failed, no RNG found", .lib, 1, [0x1da5_0846], .certificateRejected, "no_rng"),
        Template(
            "unable to sign OCSP request, <method> signature not supported", .lib, 1, [0xac2a_60b5],
            .certificateRejected, "algorithm_not_supported"),
        Template(
            "creating OCSP signature failed, skipped", .lib, 1, [0xa1ab_bcb0], .certificateRejected,
            "ocsp_request_failed"),
        Template("  ocsp response status: <detail>", .lib, 1, [0xc56a_f6c2], .certificateRejected, "ocsp_refused"),
        Template(
            "  ocsp response type <detail> not supported", .lib, 1, [0xb20a_4321], .certificateRejected,
            "ocsp_response_type_not_supported"),
        Template(
            "creating OCSP response signature failed", .lib, 1, [0xb7df_ce5c], .certificateRejected,
            "ocsp_signing_failed"),
        Template("no OCSP signing key defined", .lib, 1, [0xab01_57e1], .certificateRejected, "no_private_key"),
        Template(
            "  ocsp ResponseData version <count> not supported", .asn, 1, [0x83de_23c3], .certificateRejected,
            "unsupported_version"),
        Template("  certificate from <detail>", .lib, 1, [0x6258_43a8], .chatter),
        Template("  crl from <detail>", .lib, 1, [0x6258_43a8], .chatter),
        Template("  ocsp response from <detail>", .lib, 1, [0x6258_43a8], .chatter),
        Template("  crl #<detail>", .lib, 1, [0x4363_f2f9], .chatter),
        Template(
            "unable to fetch from <detail>, no capable fetcher found", .lib, 1, [0xbe2d_ef5f], .networkFailed,
            "no_fetcher"),
        Template("  sending http request to '<detail>'...", .lib, 2, [0xf04a_6ab8], .chatter),
        Template("sending http request to '<detail>'...", .lib, 2, [0x1b0a_eefe], .chatter),
        Template("  sending request to '<detail>xxxx<other_detail>'...", .lib, 2, [0xfe7d_c920], .chatter),
        Template("  sending request to '<detail>'...", .lib, 2, [0x10c4_cd40], .chatter),
        Template(
            "libcurl http request failed [<count>]: <detail>", .lib, 1, [0x8b58_75f9], .networkFailed, "fetch_failed"),
        Template("libcurl request failed [<count>]: <detail>", .lib, 1, [0x32cb_f96d], .networkFailed, "fetch_failed"),
        Template("sending LDAP request to '<detail>'...", .lib, 2, [0xe2d7_47e3], .chatter),
        Template("LDAP response contains no values", .lib, 1, [0x1011_b1dc], .networkFailed, "fetch_failed"),
        Template("getting LDAP values failed: <detail>", .lib, 1, [0xe0ed_c3d4], .networkFailed, "fetch_failed"),
        Template("finding LDAP attributes failed: <detail>", .lib, 1, [0x98f3_006f], .networkFailed, "fetch_failed"),
        Template("finding first LDAP entry failed: <detail>", .lib, 1, [0x9a89_3884], .networkFailed, "fetch_failed"),
        Template("finding first LDAP entry failed", .lib, 1, [0xf3aa_e4d1], .networkFailed, "fetch_failed"),
        Template("LDAP initialization failed: <detail>", .lib, 1, [0xd0ca_6fe9], .networkFailed, "fetch_failed"),
        Template("LDAP search failed: <detail>", .lib, 1, [0x8d76_8e38], .networkFailed, "fetch_failed"),
        Template(
            "LDAP bind to '<detail>' failed: <other_detail>", .lib, 1, [0x2d5a_f8a1], .networkFailed, "fetch_failed"),
        Template("HTTP request failed: <detail>", .lib, 1, [0xe9d9_f8b1], .networkFailed, "fetch_failed"),
        Template(
            "unable to create a dnscert out of an RR whose type is not CERT", .cfg, 1, [0xbd14_6f95],
            .certificateRejected, "dns_record_invalid"),
        Template("CERT RR has a wrong format", .cfg, 1, [0x9254_b115], .certificateRejected, "dns_record_invalid"),
        Template(
            "failed to read DNS certificate field", .cfg, 1, [0x0739_6749], .certificateRejected, "dns_record_invalid"),
        Template(
            "  failed to parse CERT RR, skipping", .cfg, 1, [0x8db8_6386], .certificateRejected, "dns_record_invalid"),
        Template(
            "  unsupported CERT type [<count>], skipping", .cfg, 1, [0x6e6e_24bf], .certificateRejected,
            "dns_record_not_supported"),
        Template(
            "  unable to parse certificate, skipping", .cfg, 1, [0xe1bf_f26a], .certificateRejected, "parsing_failed"),
        Template("performing a DNS query for CERT RRs of '<detail>'", .cfg, 1, [0x9f1c_7417], .certificateChecked),
        Template("  query for CERT RRs failed", .cfg, 1, [0xa857_ab22], .certificateRejected, "dns_failed"),
        Template(
            "  unable to retrieve CERT RRs from the DNS", .cfg, 1, [0x12ff_fd13], .certificateRejected, "dns_failed"),
        Template(
            "  DNSSEC state of CERT RRs is not secure", .cfg, 1, [0xade0_c4fb], .certificateRejected, "dnssec_insecure"),
        Template(
            "unable to create an ipseckey out of an RR whose type is not IPSECKEY", .cfg, 1, [0xb6e8_0495],
            .certificateRejected, "dns_record_invalid"),
        Template("ipseckey RR has a wrong format", .cfg, 1, [0x6a44_d0dd], .certificateRejected, "dns_record_invalid"),
        Template(
            "ipseckey gateway field does not contain an IPv4 address as expected", .cfg, 1, [0x03a8_b681],
            .certificateRejected, "dns_record_invalid"),
        Template(
            "ipseckey gateway field does not contain an IPv6 address as expected", .cfg, 1, [0xf64b_1391],
            .certificateRejected, "dns_record_invalid"),
        Template(
            "wrong wire encoded domain name format in ipseckey gateway field", .cfg, 1, [0x0520_9af2],
            .certificateRejected, "dns_record_invalid"),
        Template(
            "unable to parse ipseckey gateway field", .cfg, 1, [0xa4d9_e254], .certificateRejected, "dns_record_invalid"
        ),
        Template(
            "failed to read ipseckey public key field", .cfg, 1, [0x0197_1066], .certificateRejected,
            "dns_record_invalid"),
        Template(
            "  failed to parse IPSECKEY, skipping", .cfg, 1, [0xf754_c3d7], .certificateRejected, "dns_record_invalid"),
        Template(
            "  unsupported IPSECKEY algorithm, skipping", .cfg, 1, [0x01a0_779a], .certificateRejected,
            "dns_record_not_supported"),
        Template(
            "  failed to create public key from IPSECKEY", .cfg, 1, [0xd2c7_1811], .certificateRejected,
            "dns_record_invalid"),
        Template(
            "  failed to create certificate from IPSECKEY", .cfg, 1, [0x3db7_7b32], .certificateRejected,
            "dns_record_invalid"),
        Template("performing a DNS query for IPSECKEY RRs of '<detail>'", .cfg, 1, [0x55d9_70cd], .certificateChecked),
        Template("  query for IPSECKEY RRs failed", .cfg, 1, [0x7300_5f02], .certificateRejected, "dns_failed"),
        Template(
            "  unable to retrieve IPSECKEY RRs from the DNS", .cfg, 1, [0xff9d_ff6e], .certificateRejected, "dns_failed"
        ),
        Template(
            "  DNSSEC state of IPSECKEY RRs is not secure", .cfg, 1, [0x82d5_e6b7], .certificateRejected,
            "dnssec_insecure"),
        Template(
            "  unable to determine the validity period of IPSECKEY RRs because no RRSIGs are present", .cfg, 1,
            [0xd93d_50e0], .certificateRejected, "dnssec_unsigned"),
        Template(
            "  unable to determine the validity period of RRSIG RRs", .cfg, 1, [0x50d9_17c9], .certificateRejected,
            "dnssec_unsigned"),
        Template("unbound resolver error: <detail>", .lib, 1, [0x2a8c_fbc9], .networkFailed, "dns_failed"),
        Template("unbound resolver failed to create response", .lib, 1, [0x1165_eee0], .networkFailed, "dns_failed"),
        Template("failed to create unbound resolver context", .lib, 1, [0xc6cc_63f7], .networkFailed, "dns_failed"),
        Template(
            "resolving '<detail>' failed: no resolver threads", .lib, 1, [0xaa85_a557], .networkFailed, "dns_failed"),
        Template("resolving '<detail>' failed: <other_detail>", .lib, 1, [0x1dfa_0876], .networkFailed, "dns_failed"),
    ]
}
