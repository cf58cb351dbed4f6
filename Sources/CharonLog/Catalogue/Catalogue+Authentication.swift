extension Catalogue {
    /// Identities, keys, signatures, authorization.
    static let authentication: [Template] = [
        Template(
            "authentication of '<local_id>' (myself) with <method> successful", .ike, 1,
            [0x12ad_9704, 0xbc53_ab7f, 0x137e_7ebf], .authenticationSelf),
        Template(
            "authentication of '<local_id>' (myself) with <method> failed", .ike, 1,
            [0x12ad_9704, 0xbc53_ab7f, 0x137e_7ebf], .authenticationFailed, "signature_failed"),
        Template("authentication of '<local_id>' (myself) with <method>", .ike, 1, [0xaf4b_f0fb], .authenticationSelf),
        Template("authentication of '<local_id>' (myself) successful", .ike, 1, [0xf9b8_bb17], .authenticationSelf),
        Template(
            "authentication of '<local_id>' (myself) failed", .ike, 1, [0xfd77_e190], .authenticationFailed,
            "signature_failed"),
        Template(
            "authentication of '<identity>' with <method> successful", .ike, 1,
            [0x61c0_e7de, 0x4bd2_ca1d, 0x9033_5cd7], .authenticationSucceeded),
        Template(
            "tried <count> shared key for '<local_id>' - '<remote_id>', but MAC mismatched", .ike, 1, [0x08f9_bc97],
            .authenticationFailed, "psk_mismatch"),
        Template(
            "tried <count> shared keys for '<local_id>' - '<remote_id>', but MAC mismatched", .ike, 1, [0x08f9_bc97],
            .authenticationFailed, "psk_mismatch"),
        Template(
            "no shared key found for '<local_id>'[<local_host>] - '<remote_id>'[<remote_host>]", .ike, 1, [0x7c41_4f65],
            .authenticationFailed, "no_shared_key"),
        Template(
            "no shared key found for '<local_id>' - '<remote_id>'", .ike, 1, [0x5a2a_a4d1], .authenticationFailed,
            "no_shared_key"),
        Template(
            "no shared key found for <local_host> - <remote_host>", .ike, 1, [0xa9ed_67d6], .authenticationFailed,
            "no_shared_key"),
        Template(
            "no private key found for '<local_id>'", .ike, 1, [0x60b0_46b2], .authenticationFailed, "no_private_key"),
        Template(
            "no <method> private key found for '<local_id>'", .ike, 1, [0x1c3c_d08f], .authenticationFailed,
            "no_private_key"),
        Template(
            "no trusted <method> public key found for '<identity>'", .ike, 1, [0x7711_ea01], .authenticationFailed,
            "no_trusted_key"),
        Template(
            "calculated HASH does not match HASH payload", .ike, 1, [0x1949_e271], .authenticationFailed, "psk_mismatch"
        ),
        Template(
            "Aggressive Mode PSK disabled for security reasons", .ike, 1, [0x47e9_92f3], .authenticationFailed,
            "aggressive_mode_psk_disabled"),
        Template(
            "verification of AUTH payload with EAP MSK failed", .ike, 1, [0x0602_ca01], .authenticationFailed,
            "eap_failed"),
        Template(
            "verification of AUTH payload without EAP MSK failed", .ike, 1, [0x0602_ca01], .authenticationFailed,
            "eap_failed"),
        Template("AUTH payload missing", .ike, 1, [0x83a5_4b5c], .authenticationFailed, "payload_missing"),
        Template(
            "configured EAP-only authentication, but peer does not support it", .ike, 1, [0xf1f3_f329],
            .authenticationFailed, "eap_only_not_supported"),
        Template(
            "do not allow non-mutual EAP-only authentication", .ike, 1, [0x5dd3_9498], .authenticationFailed,
            "eap_only_not_supported"),
        Template(
            "peer requested EAP, config unacceptable", .ike, 1, [0x1605_577d], .authenticationFailed,
            "constraint_failed"),
        Template(
            "peer requested EAP, config inacceptable", .ike, 1, [0xf934_3fe4], .authenticationFailed,
            "constraint_failed"),
        Template(
            "IDir '<remote_id>' does not match to '<identity>'", .ike, 1, [0xc77c_3f50], .authenticationFailed,
            "identity_mismatch"),
        Template(
            "received IDr <remote_id>, but require <identity>", .cfg, 1, [0xec5e_109c], .authenticationFailed,
            "identity_mismatch"),
        Template(
            "negotiated authentication method <method> not supported", .ike, 1, [0x83e0_bf6d], .authenticationFailed,
            "method_not_supported"),
        Template(
            "subject certificate invalid (valid from <detail> to <other_detail>)", .cfg, 1, [0x82d8_1c32],
            .authenticationFailed, "certificate_invalid"),
        Template(
            "issuer certificate invalid (valid from <detail> to <other_detail>)", .cfg, 1, [0x82d8_1c32],
            .authenticationFailed, "certificate_invalid"),
        Template(
            "peer certificate invalid (valid from <detail> to <other_detail>)", .ike, 1, [0xcf1e_30ce],
            .authenticationFailed, "certificate_invalid"),
        Template(
            "certificate was revoked on <detail>, reason: <other_detail>", .cfg, 1, [0x0e65_72fa],
            .authenticationFailed, "certificate_revoked"),
        Template(
            "unable to verify peer certificate as authentication information has been flushed", .ike, 1, [0xf5d8_b05a],
            .authenticationFailed, "certificate_unverified"),
        Template(
            "unable to verify peer certificate in state <state>", .ike, 1, [0x3f81_8ac9], .authenticationFailed,
            "certificate_unverified"),
        Template(
            "constraint check failed: peer not authenticated by CA '<identity>'", .cfg, 1, [0xa9d5_1776],
            .authenticationFailed, "constraint_failed"),
        Template(
            "constraint check failed: peer not authenticated with peer cert '<identity>'", .cfg, 1, [0x11f0_2a7e],
            .authenticationFailed, "constraint_failed"),
        Template(
            "constraint check failed: <detail>", .cfg, 1,
            [
                0x8e34_6ce5, 0xaaa0_7dc4, 0x08cc_a48e, 0xe175_aae1, 0x750d_add8, 0xe432_a786, 0xd812_2438, 0xda5b_0ed7,
                0x6052_5d1e, 0xa92a_8b27,
            ], .authenticationFailed, "constraint_failed"),
        Template(
            "constraint requires <detail>", .cfg, 1, [0x656c_98cf, 0xb6f7_c839, 0xe48c_e8e1, 0xdc1d_4eec],
            .authenticationFailed, "constraint_failed"),
        Template(
            "Aggressive Mode authorization hook forbids IKE_SA, canceling", .ike, 1, [0x5422_f1d6],
            .authenticationFailed, "authorization_refused"),
        Template(
            "Aggressive Mode authorization hook forbids IKE_SA, cancelling", .ike, 1, [0xd07e_303e],
            .authenticationFailed, "authorization_refused"),
        Template(
            "Main Mode authorization hook forbids IKE_SA, canceling", .ike, 1, [0xbb82_b7c8], .authenticationFailed,
            "authorization_refused"),
        Template(
            "Main Mode authorization hook forbids IKE_SA, cancelling", .ike, 1, [0x155e_fc07], .authenticationFailed,
            "authorization_refused"),
        Template(
            "XAuth authorization hook forbids IKE_SA, canceling", .ike, 1, [0x0f15_05e4], .authenticationFailed,
            "authorization_refused"),
        Template(
            "XAuth authorization hook forbids IKE_SA, cancelling", .ike, 1, [0x47bf_e77f], .authenticationFailed,
            "authorization_refused"),
        Template(
            "final authorization hook forbids IKE_SA, canceling", .ike, 1, [0xd4ed_74d4], .authenticationFailed,
            "authorization_refused"),
        Template(
            "final authorization hook forbids IKE_SA, cancelling", .ike, 1, [0x7095_edc9], .authenticationFailed,
            "authorization_refused"),
        Template(
            "authorization hook forbids IKE_SA, canceling", .ike, 1, [0x185f_9433], .authenticationFailed,
            "authorization_refused"),
        Template(
            "authorization hook forbids IKE_SA, cancelling", .ike, 1, [0x2fd5_3266], .authenticationFailed,
            "authorization_refused"),
        Template(
            "authorization forbids IKE_SA, canceling", .ike, 1, [0x4fb3_b805], .authenticationFailed,
            "authorization_refused"),
        Template(
            "authorization forbids IKE_SA, cancelling", .ike, 1, [0x98bc_0db3], .authenticationFailed,
            "authorization_refused"),
        Template(
            "rejecting IKE_SA for ext-auth result: <detail>", .cfg, 1, [0xd280_e92d], .authenticationFailed,
            "authorization_refused"),
        Template(
            "PPK required but no PPK found for '<identity>'", .cfg, 1, [0x8c5e_6696], .authenticationFailed, "no_ppk"),
        Template("PPK required but no PPK_ID configured", .cfg, 1, [0x9ad0_fe33], .authenticationFailed, "no_ppk"),
        Template("PPK required but no PPK_IDENTITY received", .cfg, 1, [0xa3ac_0c8e], .authenticationFailed, "no_ppk"),
        Template("PPK required but peer does not support PPK", .cfg, 1, [0xfeb0_ca7f], .authenticationFailed, "no_ppk"),
        Template(
            "received PPK_ID '<identity>', but require '<detail>'", .cfg, 1, [0x9f5d_3def], .authenticationFailed,
            "no_ppk"),
        Template(
            "<method> authentication payload invalid", .ike, 1, [0x776e_88f3], .authenticationFailed, "payload_invalid"),
        Template(
            "<method> authentication unsupported", .ike, 1, [0x776e_88f3], .authenticationFailed, "method_not_supported"
        ),
        Template(
            "looking for peer configs matching <local_host>[<local_id>]...<remote_host>[<remote_id>]", .cfg, 1,
            [0x9580_1fdd], .authenticationProgress),
        Template(
            "looking for <method> peer configs matching <local_host>...<remote_host>[<remote_id>]", .cfg, 1,
            [0x979f_1d48], .authenticationProgress),
        Template(
            "signature validation failed, looking for another key", .ike, 1, [0x0401_b4be], .authenticationProgress),
        Template("no issuer certificate found for \"<identity>\"", .cfg, 1, [0x506e_98cc], .authenticationProgress),
        Template(
            "  self-signed certificate \"<identity>\" is not trusted", .cfg, 1, [0x22c8_49b0], .authenticationProgress),
        Template("allow mutual EAP-only authentication", .ike, 1, [0x2429_5d52], .authenticationProgress),
        Template("using PPK for PPK_ID '<identity>'", .cfg, 1, [0x9b99_c0e1], .authenticationProgress),
        Template("verifying peer certificate", .ike, 1, [0xf4d8_4462], .authenticationProgress),
        Template(
            "selected peer config '<connection>' unacceptable: <detail>", .cfg, 1, [0x6a14_b058], .peerConfigNotFound,
            "constraint_failed"),
        Template(
            "selected peer config '<connection>' inacceptable: <detail>", .cfg, 1, [0x22ae_5a92], .peerConfigNotFound,
            "constraint_failed"),
        Template(
            "selected peer config '<connection>' unacceptable", .cfg, 1, [0xe4c7_7b21], .peerConfigNotFound,
            "constraint_failed"),
        Template(
            "selected peer config '<connection>' inacceptable", .cfg, 1, [0x7925_934f], .peerConfigNotFound,
            "constraint_failed"),
        Template("selected peer config '<connection>'", .cfg, 1, [0x30f0_955b], .peerConfigSelected),
        Template("selected peer config \"<connection>\"", .cfg, 1, [0x2293_14d4], .peerConfigSelected),
        Template("switching to peer config '<connection>'", .cfg, 1, [0xbef5_f29f], .peerConfigSelected),
        Template("no matching peer config found", .cfg, 1, [0x04d1_2448], .peerConfigNotFound, "no_peer_config"),
        Template("no peer config found", .ike, 1, [0xa414_d01e], .peerConfigNotFound, "no_peer_config"),
        Template("no alternative config found", .cfg, 1, [0xa2e6_fa1b], .peerConfigNotFound, "no_peer_config"),
        Template(
            "found <count> matching config, but none allows <method> authentication using <detail> Mode", .ike, 1,
            [0x73b4_f299], .peerConfigNotFound, "method_not_allowed"),
        Template(
            "found <count> matching configs, but none allows <method> authentication using <detail> Mode", .ike, 1,
            [0x73b4_f299], .peerConfigNotFound, "method_not_allowed"),
        Template(
            "<count> bit ECDSA private key size not supported", .ike, 1, [0xa949_8184], .authenticationFailed,
            "key_not_supported"),
        Template(
            "TKM based authentication failed for ISA context <count>", .ike, 1, [0x3a91_c443], .authenticationProgress,
            "tkm_failed"),
        Template(
            "TKM based authentication successful for ISA context <count>", .ike, 1, [0x93ab_8f29],
            .authenticationProgress),
        Template("failed adding NO_PPK_AUTH notify", .ike, 1, [0x17b5_4918], .authenticationFailed, "internal_error"),
        Template("no AUTHENTICATION data available", .ike, 1, [0x9cc0_8284], .authenticationProgress, "tkm_failed"),
        Template("no peer init message available", .ike, 1, [0x55c6_bdf9], .authenticationProgress, "tkm_failed"),
        Template("no PPK available, using NO_PPK_AUTH notify", .ike, 1, [0xd745_d3f7], .authenticationProgress),
        Template(
            "no common hash algorithm found to create signature with <method> key", .ike, 1, [0xb7ee_601b],
            .authenticationFailed, "no_common_hash"),
        Template(
            "private key of type <method> not supported", .ike, 1, [0xbeba_9a24], .authenticationFailed,
            "key_not_supported"),
        Template(
            "received <method> authentication, but configured <detail>, continue with configured", .ike, 1,
            [0x3af1_aeaa], .authenticationProgress),
        Template(
            "unable to extract AUTHENTICATION payload, authorize will fail", .ike, 1, [0x2efa_675e],
            .authenticationProgress, "tkm_failed"),
        Template(
            "unable to create <algorithm> signature for <method> key", .ike, 2, [0x7623_e4a4], .authenticationProgress,
            "signature_failed"),
        Template(
            "unable to create <algorithm> signature for <method> key without PPK", .ike, 2, [0xe8db_08dd],
            .authenticationProgress, "signature_failed"),
    ]

    /// Certificates: verified, not accepted, or not to be judged.
    static let certificates: [Template] = [
        Template(
            "rejecting certificate without digitalSignature or nonRepudiation keyUsage flags", .ike, 1, [0x5c29_0e9b],
            .certificateRejected, "key_usage_refused"),
        Template("peer certificate successfully verified", .ike, 1, [0xf63e_d32e], .certificateChecked),
        Template(
            "certificate encoding <detail> not supported", .enc, 1, [0x4a36_fb16], .certificateRejected,
            "certificate_type_not_supported"),
        Template(
            "certificate type <detail> not supported in requests", .enc, 1, [0x0ffc_4ca5], .certificateRejected,
            "certificate_type_not_supported"),
        Template(
            "CA certificate (fp: <detail>, cc_id: <count>) does not match trusted CA (ca_id: <limit>)", .ike, 1,
            [0xd205_c645], .certificateRejected, "untrusted_ca"),
        Template(
            "certificate chain (cc_id: <count>) not based on trusted CA (ca_id: <limit>)", .ike, 1, [0xcdab_302a],
            .certificateRejected, "untrusted_ca"),
        Template(
            "error adding CA certificate to cert chain (cc_id: <count>)", .ike, 1, [0x267c_1660], .certificateRejected,
            "tkm_failed"),
        Template(
            "error adding intermediate certificate to cert chain (cc_id: <count>)", .ike, 1, [0xc5f5_e887],
            .certificateRejected, "tkm_failed"),
        Template(
            "error adding user certificate to cert chain (cc_id: <count>)", .ike, 1, [0x97a1_251a],
            .certificateRejected, "tkm_failed"),
        Template(
            "error checking cert chain (cc_id: <count>)", .ike, 1, [0xee10_4870], .certificateRejected, "tkm_failed"),
        Template(
            "error mapping CA certificate (fp: <detail>) to ID", .ike, 1, [0x160a_3694], .certificateRejected,
            "tkm_failed"),
        Template(
            "error setting user certificate of cert chain (cc_id: <count>)", .ike, 1, [0x5926_f38a],
            .certificateRejected, "tkm_failed"),
        Template("no CA certificate", .ike, 1, [0xf4a4_00dd], .certificateRejected, "certificate_missing"),
        Template(
            "no subject certificate for remote peer", .ike, 1, [0xc1cb_c68a], .certificateRejected,
            "certificate_missing"),
        Template(
            "no subject certificate found, skipping certificate verification", .ike, 1, [0x6ff7_4cd6],
            .certificateRejected, "certificate_missing"),
        Template(
            "unable to retrieve public key, skipping certificate verification", .ike, 1, [0x1f78_14ab],
            .certificateRejected, "no_public_key"),
        Template(
            "received hash-and-url encoded cert, but we don't accept them, ignore", .ike, 1, [0x9c43_d519],
            .certificateRejected, "hash_and_url_refused"),
        Template(
            "received unsupported cert type <detail>", .ike, 1, [0x5a1a_1b33], .certificateRejected,
            "certificate_type_not_supported"),
        Template("unable to build certificate chain", .ike, 1, [0xfcb0_d3ed], .certificateRejected, "tkm_failed"),
        Template(
            "unable to extract CA certificate fingerprint", .ike, 1, [0x31da_1714], .certificateRejected, "tkm_failed"),
        Template(
            "unable to extract encoded CA certificate", .ike, 1, [0x1b8d_3401], .certificateRejected, "tkm_failed"),
        Template(
            "unable to extract encoded intermediate CA certificate", .ike, 1, [0x7ae3_52ac], .certificateRejected,
            "tkm_failed"),
        Template(
            "unable to extract encoded user certificate", .ike, 1, [0x258b_4fd2], .certificateRejected, "tkm_failed"),
        Template("unable to get CA certificate pubkey", .ike, 1, [0x12a1_fea1], .certificateRejected, "tkm_failed"),
    ]
}
