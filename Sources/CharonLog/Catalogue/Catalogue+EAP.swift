extension Catalogue {
    /// EAP, XAuth, PAM, SIM cards and RADIUS.
    static let eap: [Template] = [
        Template(
            "EAP method <method> failed for peer <identity>", .ike, 1, [0x779b_cfc1], .authenticationFailed,
            "eap_failed"),
        Template(
            "EAP vendor specific method <method> failed for peer <identity>", .ike, 1, [0x70bb_192f, 0x67a0_8e80],
            .authenticationFailed, "eap_failed"),
        Template("EAP method <method> succeeded, MSK established", .ike, 1, [0x79ba_e97c], .authenticationProgress),
        Template("EAP method <method> succeeded, no MSK established", .ike, 1, [0x79ba_e97c], .authenticationProgress),
        Template(
            "EAP vendor specific method <method> succeeded, MSK established", .ike, 1, [0x9bd8_e679, 0x22c2_0f45],
            .authenticationProgress),
        Template(
            "EAP vendor specific method <method> succeeded, no MSK established", .ike, 1, [0x9bd8_e679, 0x22c2_0f45],
            .authenticationProgress),
        Template(
            "loading EAP vendor type <count>-<method> method failed", .ike, 1, [0x8ef6_02fa, 0x195f_0420],
            .authenticationFailed, "eap_failed"),
        Template(
            "loading <method> method failed", .ike, 1, [0x58ad_d9e3, 0x9814_5b0a], .authenticationFailed, "eap_failed"),
        Template(
            "initiating EAP vendor type <count>-<method> method failed", .ike, 1, [0x8ef6_02fa, 0x195f_0420],
            .authenticationFailed, "eap_failed"),
        Template("initiating <method> method failed", .ike, 1, [0x58ad_d9e3], .authenticationFailed, "eap_failed"),
        Template(
            "received <detail>, EAP authentication failed", .ike, 1, [0x23a5_211a], .authenticationFailed, "eap_failed"),
        Template(
            "EAP method not supported, sending EAP_NAK", .ike, 1, [0x4edd_a533], .authenticationFailed, "eap_failed"),
        Template("EAP method not supported", .ike, 1, [0x5d52_eae4], .authenticationFailed, "eap_failed"),
        Template(
            "<method> not supported, sending EAP_NAK", .ike, 1, [0xf4fa_01dd], .authenticationFailed, "eap_failed"),
        Template("no supported EAP method found", .ike, 1, [0xfad5_6ac0], .authenticationFailed, "eap_failed"),
        Template(
            "EAP-MS-CHAPv2 failed with error <detail>: '<other_detail>'", .ike, 1, [0x550d_9829], .authenticationFailed,
            "eap_failed"),
        Template(
            "EAP-MS-CHAPv2 verification failed, retry (<attempt>)", .ike, 1, [0x6a6b_a59a], .authenticationRetried,
            "eap_verification_failed"),
        Template(
            "EAP-MS-CHAPv2 verification failed: maximum number of retries reached", .ike, 1, [0x787a_d9f0],
            .authenticationFailed, "eap_failed"),
        Template("EAP-MS-CHAPv2 verification failed", .ike, 1, [0xa5e9_d0b2], .authenticationFailed, "eap_failed"),
        Template("EAP-MS-CHAPv2 succeeded: '<detail>'", .ike, 1, [0x7eab_387e], .authenticationProgress),
        Template("EAP-MD5 verification failed", .ike, 1, [0x02ca_a41b], .authenticationFailed, "eap_failed"),
        Template(
            "no EAP key found for hosts '<local_id>' - '<remote_id>'", .ike, 1, [0x809b_8217], .authenticationFailed,
            "no_shared_key"),
        Template(
            "no EAP key found for '<local_id>' - '<remote_id>'", .ike, 1, [0xb9ec_7ea5], .authenticationFailed,
            "no_shared_key"),
        Template("received EAP identity '<identity>'", .ike, 1, [0xc5c8_1886], .authenticationProgress),
        Template(
            "client did not send an EAP identity, assume IKE identity '<identity>'", .ike, 1, [0x9fd8_ca38],
            .authenticationProgress),
        Template(
            "server requested <method> (id 0x<detail>), sending '<local_id>'", .ike, 1, [0x10cb_7d12],
            .authenticationProgress),
        Template(
            "server requested <method> authentication (id 0x<detail>)", .ike, 1, [0x1b66_634b], .authenticationProgress),
        Template(
            "initiating EAP vendor type <count>-<method> method (id 0x<detail>)", .ike, 1, [0xd46b_7fba, 0x2d85_7980],
            .authenticationProgress),
        Template("initiating <method> method (id 0x<detail>)", .ike, 1, [0x6213_56a3], .authenticationProgress),
        Template(
            "XAuth authentication of '<local_id>' (myself) successful", .ike, 1, [0xd72b_4cec], .authenticationSelf),
        Template(
            "XAuth authentication of '<local_id>' (myself) failed", .ike, 1, [0x147d_d61b], .authenticationFailed,
            "xauth_failed"),
        Template("XAuth authentication of '<identity>' successful", .ike, 1, [0xdaa9_0e2c], .authenticationSucceeded),
        Template(
            "XAuth authentication of '<identity>' failed", .ike, 1, [0x0b9e_84d0], .authenticationFailed, "xauth_failed"
        ),
        Template(
            "no XAuth secret found for '<local_id>' - '<remote_id>'", .ike, 1, [0xc711_bfbe], .authenticationFailed,
            "no_shared_key"),
        Template(
            "none of <count> found XAuth secrets for '<local_id>' - '<remote_id>' matched", .ike, 1, [0x67d1_2791],
            .authenticationFailed, "xauth_failed"),
        Template(
            "no XAuth method found for '<detail>'", .cfg, 1, [0x18bb_0423], .authenticationFailed, "no_xauth_method"),
        Template("no XAuth method found", .cfg, 1, [0x4795_443e], .authenticationFailed, "no_xauth_method"),
        Template(
            "peer did not respond to our XAuth <detail> request", .ike, 1, [0x535a_02b2], .authenticationFailed,
            "xauth_failed"),
        Template(
            "peer did not respond to our XAuth request", .ike, 1, [0x4c58_31d7], .authenticationFailed, "xauth_failed"),
        Template("RADIUS authentication of '<identity>' successful", .ike, 1, [0x396a_c6d7], .authenticationProgress),
        Template(
            "RADIUS authentication of '<identity>' failed", .ike, 1, [0xb5eb_fa62], .authenticationFailed,
            "radius_failed"),
        Template(
            "RADIUS <detail> timed out after <attempts> attempts", .cfg, 1, [0x61ae_670a], .authenticationFailed,
            "radius_timeout"),
        Template(
            "RADIUS <detail> timed out after <attempts> retransmits", .cfg, 1, [0x238b_6620], .authenticationFailed,
            "radius_timeout"),
        Template("RADIUS server is not responding", .cfg, 1, [0xb1e6_637f], .authenticationFailed, "radius_timeout"),
        Template("EAP_<method> method failed", .ike, 1, [0xcb6a_0195], .authenticationFailed, "eap_failed"),
        Template(
            "EAP_IDENTITY method not available", .ike, 1, [0x5c87_f198, 0xec5b_169b], .authenticationProgress,
            "method_not_supported"),
        Template("EAP_<method> method selected", .ike, 1, [0x35f1_f34f], .authenticationProgress),
        Template(
            "EAP_TTLS phase2 authentication of '<identity>' with <method> successful", .ike, 1, [0x07c9_cae8],
            .authenticationProgress),
        Template(
            "'<identity>' is not a pseudonym", .ike, 1, [0xf256_b964], .authenticationProgress, "unknown_identity"),
        Template(
            "'<identity>' is not a reauth identity", .ike, 1, [0xf395_8102], .authenticationProgress, "unknown_identity"
        ),
        Template(
            "Couldn't decode IMSI EF: <detail>", .ike, 1, [0xa643_265f], .authenticationProgress, "sim_card_failed"),
        Template("Get Response failed: <detail>", .ike, 1, [0x7f4f_a333], .authenticationProgress, "sim_card_failed"),
        Template(
            "Get Response incorrect length: <detail>", .ike, 1, [0xade9_e13f], .authenticationProgress,
            "sim_card_failed"),
        Template(
            "Run GSM Algorithm failed: <detail>", .ike, 1, [0xba15_9600], .authenticationProgress, "sim_card_failed"),
        Template("Select DF GSM failed: <detail>", .ike, 1, [0x7e6c_38da], .authenticationProgress, "sim_card_failed"),
        Template("Select IMSI failed: <detail>", .ike, 1, [0x9fd8_16b9], .authenticationProgress, "sim_card_failed"),
        Template("Select MF failed: <detail>", .ike, 1, [0x6a17_fc08], .authenticationProgress, "sim_card_failed"),
        Template(
            "EAP-Identity request configured, but not supported", .ike, 1, [0xeb02_9fec], .authenticationFailed,
            "method_not_supported"),
        Template(
            "EAP-MD5 failed, MD5 not supported", .ike, 1, [0x5508_b7fa], .authenticationProgress,
            "algorithm_not_supported"),
        Template(
            "EAP-MS-CHAPv2 failed, DES-ECB not supported", .ike, 1, [0xa7ab_41db], .authenticationProgress,
            "algorithm_not_supported"),
        Template(
            "EAP-MS-CHAPv2 failed, SHA1 not supported", .ike, 1, [0x0f18_2a53], .authenticationProgress,
            "algorithm_not_supported"),
        Template(
            "EAP-MS-CHAPv2 failed, no MD4 hasher available", .ike, 1, [0x1604_715e], .authenticationProgress,
            "algorithm_not_supported"),
        Template(
            "EAP-MS-CHAPv2 failed, allocating challenge failed", .ike, 1, [0x6fb7_460c], .authenticationProgress,
            "internal_error"),
        Template(
            "EAP-MS-CHAPv2 generating NT-Response failed", .ike, 1, [0x9441_5eb7], .authenticationProgress,
            "internal_error"),
        Template("EAP-MS-CHAPv2 username: '<identity>'", .ike, 1, [0xde4f_6540], .authenticationProgress),
        Template(
            "EAP-only authentication requires a mutual and MSK deriving EAP method, but <method> is not", .ike, 1,
            [0xcd46_48b4], .authenticationFailed, "eap_only_not_supported"),
        Template(
            "Not the SIM we're looking for, IMSI: <identity>", .ike, 1, [0x78a6_7e7e], .authenticationProgress,
            "no_such_sim"),
        Template("PAM authentication of '<identity>' successful", .ike, 1, [0x42a6_ca00], .authenticationProgress),
        Template(
            "RADIUS Access-Challenge not supported", .ike, 1, [0x49a4_3b9f], .authenticationProgress,
            "method_not_supported"),
        Template("SCardBeginTransaction: <error>", .ike, 1, [0x5526_6d13], .authenticationProgress, "sim_card_failed"),
        Template("SCardConnect: <error>", .ike, 1, [0x117b_02be], .authenticationProgress, "sim_card_failed"),
        Template("SCardEstablishContext: <error>", .ike, 1, [0x3464_a600], .authenticationProgress, "sim_card_failed"),
        Template("SCardListReaders: <error>", .ike, 1, [0xaa56_0ebe], .authenticationProgress, "sim_card_failed"),
        Template("SCardReleaseContext: <error>", .ike, 1, [0xacfd_8007], .authenticationProgress, "sim_card_failed"),
        Template("SCardTransmit: <error>", .ike, 1, [0x1f4a_c34b], .authenticationProgress, "sim_card_failed"),
        Template("Unknown SCARD_PROTOCOL", .ike, 1, [0xbe70_82fb], .authenticationProgress, "sim_card_failed"),
        Template(
            "XAuth pam_acct_mgmt for '<identity>' failed: <error>", .ike, 1, [0x90dd_7a40], .authenticationProgress,
            "pam_refused"),
        Template(
            "XAuth pam_authenticate for '<identity>' failed: <error>", .ike, 1, [0xb2cb_f4e5], .authenticationProgress,
            "pam_refused"),
        Template(
            "XAuth pam_close_session for '<identity>' failed: <error>", .ike, 1, [0x855c_60cd], .authenticationProgress,
            "pam_failed"),
        Template(
            "XAuth pam_open_session for '<identity>' failed: <error>", .ike, 1, [0x432b_5e68], .authenticationProgress,
            "pam_failed"),
        Template(
            "XAuth pam_start for '<identity>' failed: <error>", .ike, 1, [0x4e91_cda8], .authenticationProgress,
            "pam_failed"),
        Template(
            "XAuth-EAP backend requested <method>, but not supported", .ike, 1, [0xbf2e_9865], .authenticationProgress,
            "method_not_supported"),
        Template(
            "client did not send an EAP-Identity, sending EAP_FAILURE", .ike, 1, [0xe99e_7f65], .authenticationFailed,
            "eap_identity_missing"),
        Template(
            "creating EAP-GTC XAuth backend '<detail>' failed", .ike, 1, [0x151e_7a6d], .authenticationProgress,
            "no_xauth_method"),
        Template("eap method <method> selected", .ike, 1, [0xe71f_0f13], .authenticationProgress),
        Template("failed to establish MSK", .ike, 1, [0xda98_ae28], .authenticationFailed, "eap_no_msk"),
        Template(
            "received EAP_SUCCESS but failed to establish MSK", .ike, 1, [0x9e02_0f16], .authenticationFailed,
            "eap_no_msk"),
        Template(
            "failed to map pseudonym identity '<identity>', fallback to permanent identity request", .ike, 1,
            [0x333d_c591], .authenticationProgress, "unknown_identity"),
        Template(
            "failed to map pseudonym/reauth identity '<identity>', fallback to permanent identity request", .ike, 1,
            [0xd1b6_1124], .authenticationProgress, "unknown_identity"),
        Template("generating RAND for AKA failed", .ike, 1, [0x5afb_19bd], .authenticationProgress, "internal_error"),
        Template(
            "ignore missing EAP_ONLY_AUTHENTICATION notify and use EAP-only authentication", .ike, 1, [0x67eb_d71f],
            .authenticationProgress),
        Template("initiating EAP-AKA reauthentication", .ike, 1, [0xb7ca_a7be], .authenticationProgress),
        Template("initiating EAP-SIM reauthentication", .ike, 1, [0xfc87_cadb], .authenticationProgress),
        Template(
            "invalid EAP K or K+OPc key found for <identity> to authenticate with AKA, should be a <count> or <limit> byte long binary value",
            .ike, 1, [0xfe63_7ffc], .authenticationProgress, "invalid_key"),
        Template(
            "loading vendor specific EAP method <count>-<method> failed", .ike, 1, [0xe1c4_eae8, 0x8edf_44b8],
            .authenticationProgress, "method_not_supported"),
        Template(
            "no EAP_TTLS phase2 method installed", .ike, 1, [0xf6e8_a827], .authenticationProgress,
            "method_not_supported"),
        Template(
            "no AKA provider found supporting resynchronization for '<identity>'", .ike, 1, [0xf286_de36],
            .authenticationProgress, "no_such_sim"),
        Template(
            "no EAP key found for <identity> to authenticate with AKA", .ike, 1, [0xcaff_adfe], .authenticationProgress,
            "no_shared_key"),
        Template(
            "no EAP key found for <identity> to resync AKA", .ike, 1, [0xabf8_683f], .authenticationProgress,
            "no_shared_key"),
        Template(
            "no USIM found with quintuplets for '<identity>', sending <detail>", .ike, 1, [0x5039_6bc9],
            .authenticationProgress, "no_such_sim"),
        Template(
            "no XAuth <detail> found for '<local_id>' - '<remote_id>'", .ike, 1, [0xb455_466a], .authenticationFailed,
            "no_shared_key"),
        Template(
            "peer does not support any other EAP methods", .ike, 1, [0x2b0f_ba0e], .authenticationProgress,
            "method_not_supported"),
        Template(
            "peer does not support <method>", .ike, 1, [0x6c61_2bf0], .authenticationProgress, "method_not_supported"),
        Template("phase2 method <method> selected", .ike, 1, [0x3f3f_16c3], .authenticationProgress),
        Template(
            "reauthentication counter too small", .ike, 1, [0x8ca2_91b8], .authenticationProgress, "counter_mismatch"),
        Template(
            "received counter does not match", .ike, 1, [0xcc22_5b37], .authenticationProgress, "counter_mismatch"),
        Template(
            "received unknown reauthentication identity '<identity>', initiating full authentication", .ike, 1,
            [0x49d9_e8e3], .authenticationProgress, "unknown_identity"),
        Template(
            "received <detail>, initiating full authentication", .ike, 1, [0x4bfe_267b], .authenticationProgress,
            "counter_mismatch"),
        Template(
            "received <detail>, authentication failed", .ike, 1, [0xadd3_b07e], .authenticationProgress,
            "rejected_by_peer"),
        Template(
            "received <detail>, selecting a different EAP method", .ike, 1, [0x7fda_17d8], .authenticationProgress,
            "method_not_supported"),
        Template(
            "received EAP_NAK, sending EAP_FAILURE", .ike, 1, [0xa070_909f], .authenticationFailed,
            "method_not_supported"),
        Template(
            "received invalid EAP response, sending EAP_FAILURE", .ike, 1, [0xa58a_c727], .authenticationFailed,
            "eap_message_invalid"),
        Template(
            "received <detail>permanent identity '<identity>'", .ike, 1, [0xbe20_dd46], .authenticationProgress,
            example: "received pseudonym or permanent identity 'peer.example.org'"),
        Template(
            "received EAP-AKA client error '<detail>'", .ike, 1, [0x2e2f_6ba6], .authenticationProgress,
            "rejected_by_peer"),
        Template(
            "received EAP-SIM client error '<detail>'", .ike, 1, [0xe89a_9635], .authenticationProgress,
            "rejected_by_peer"),
        Template("received EAP-AKA notification '<detail>'", .ike, 1, [0xc4c7_10f6], .authenticationProgress),
        Template("received EAP-SIM notification '<detail>'", .ike, 1, [0xd463_592c], .authenticationProgress),
        Template(
            "received EAP-AKA notification error '<detail>'", .ike, 1, [0xc010_26ca], .authenticationProgress,
            "rejected_by_peer"),
        Template(
            "received EAP-SIM notification error '<detail>'", .ike, 1, [0x0183_a6b6], .authenticationProgress,
            "rejected_by_peer"),
        Template("received MAC does not match XMAC", .ike, 1, [0xa2fb_af19], .authenticationProgress, "mac_mismatch"),
        Template("received MACS does not match XMACS", .ike, 1, [0xf1e7_3c8f], .authenticationProgress, "mac_mismatch"),
        Template(
            "received RES does not match XRES", .ike, 1, [0x76d5_ee92], .authenticationProgress, "response_mismatch"),
        Template(
            "received SQN invalid, sending <detail>", .ike, 1, [0xd996_17f9], .authenticationProgress, "sqn_invalid"),
        Template("received identity '<identity>'", .ike, 1, [0xc847_0b0c], .authenticationProgress),
        Template("received synchronization request, retrying...", .ike, 1, [0x9617_8fce], .authenticationProgress),
        Template(
            "received unexpected EAP_SUCCESS", .ike, 1, [0xcbeb_f3ed], .authenticationFailed, "unexpected_message"),
        Template(
            "requesting <method> authentication, sending EAP_NAK", .ike, 1, [0x6bad_9262], .authenticationProgress,
            "method_refused"),
        Template(
            "requesting EAP method <count>-<method>, sending EAP_NAK", .ike, 1, [0x54c4_55e1, 0x132b_9397],
            .authenticationProgress, "method_refused"),
        Template("sending client error '<detail>'", .ike, 1, [0x976b_5fb8], .authenticationProgress, "eap_failed"),
        Template(
            "server does not support EAP-SIM version number 1", .ike, 1, [0x2307_168c], .authenticationProgress,
            "unsupported_version"),
        Template(
            "server requested vendor specific EAP method <count>-<method> ", .ike, 1, [0x42a6_cc6b, 0x8c3b_59b6],
            .authenticationProgress),
        Template(
            "server requested vendor specific EAP method <count>-<method> (id 0x<detail>)", .ike, 1,
            [0xd982_22fc, 0xa50e_addb], .authenticationProgress),
        Template(
            "server requested vendor specific EAP method <count>-<method> (id 0x<detail>", .ike, 1, [0xd602_b55f],
            .authenticationProgress),
        Template("unable to get EAP-SIM triplet", .ike, 1, [0xacef_b412], .authenticationProgress, "no_such_sim"),
        Template("using configured EAP-Identity <identity>", .ike, 1, [0x060e_7c62], .authenticationProgress),
        Template(
            "vendor specific EAP method <count>-<method> failed", .ike, 1, [0x3861_d7ff, 0x2026_e89e],
            .authenticationFailed, "eap_failed"),
        Template(
            "vendor specific EAP method <count>-<method> selected", .ike, 1, [0xeece_9a78, 0x88b3_41ae],
            .authenticationProgress),
    ]
}
