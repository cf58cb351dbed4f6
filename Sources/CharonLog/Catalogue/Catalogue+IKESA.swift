extension Catalogue {
    /// How an IKE_SA begins, and why it does not.
    static let ikeSAInitiation: [Template] = [
        Template("initiating IKE_SA <ike> to <remote_host>", .ike, 0, [0xdad9_82d3, 0xd862_b6d9], .ikeSAInitiating),
        Template(
            "initiating Main Mode IKE_SA <ike> to <remote_host>", .ike, 0, [0xb07c_acb9, 0x9e3d_eae7], .ikeSAInitiating),
        Template(
            "initiating Aggressive Mode IKE_SA <ike> to <remote_host>", .ike, 0, [0x8890_b4f9, 0xaf9e_9f4c],
            .ikeSAInitiating),
        Template("<remote_host> is initiating IKE_SA <ike>", .ike, 0, [0x62a3_f5d3], .ikeSAResponding),
        Template("<remote_host> is initiating an IKE_SA", .ike, 0, [0x7777_3f68], .ikeSAResponding),
        Template("<remote_host> is initiating a Main Mode IKE_SA", .ike, 0, [0xd33f_88c0], .ikeSAResponding),
        Template("<remote_host> is initiating a Aggressive Mode IKE_SA", .ike, 0, [0x27ba_1f80], .ikeSAResponding),
        Template("reinitiating IKE_SA <ike>", .ike, 0, [0xb042_a909, 0x993c_6252], .ikeSARetrying),
        Template("peer not responding, trying again (<attempt>/<attempts>)", .ike, 1, [0x86e9_35f7], .ikeSARetrying),
        Template(
            "unable to resolve <detail>, retrying in <seconds>s", .ike, 1, [0x935f_565f], .ikeSARetrying, "dns_failed"),
        Template("unable to resolve <detail>, initiate aborted", .ike, 1, [0xa830_236d], .ikeSAFailed, "dns_failed"),
        Template(
            "establishing IKE_SA failed, peer not responding", .ike, 1, [0x99ae_9a75], .ikeSAFailed,
            "peer_not_responding"),
        Template("giving up after <attempts> retries", .ike, 1, [0x86fe_da47], .ikeSAFailed, "too_many_retries"),
        Template(
            "no IKE config found for <local_host>...<remote_host>, sending <notify>", .ike, 1, [0xe8b0_c608],
            .peerConfigNotFound, "no_ike_config"),
        Template("creating IKE_SA failed, ignoring message", .mgr, 1, [0x697b_b5ac], .ikeSAFailed, "internal_error"),
        Template(
            "abort IKE_SA initiation, half open IKE_SA count of <count> exceeds limit of <limit>", .ike, 1,
            [0x995a_8e46], .ikeSAFailed, "half_open_limit"),
        Template(
            "abort IKE_SA initiation, job load of <count> exceeds limit of <limit>", .ike, 1, [0xc035_09d3],
            .ikeSAFailed, "job_load_limit"),
        Template("no RNG found, unable to create IKE_SA", .ike, 1, [0x9fb0_81f6], .ikeSAFailed, "internal_error"),
        Template(
            "failed to allocate message ID, unable to create IKE_SA", .ike, 1, [0x2d10_8f95], .ikeSAFailed,
            "internal_error"),
        Template("failed to allocate SPI for new IKE_SA", .mgr, 1, [0xc2bb_cf3d], .ikeSAFailed, "internal_error"),
        Template(
            "canceling IKE_SA setup due to uniqueness policy", .ike, 1, [0x1854_33e9], .ikeSAFailed, "uniqueness_policy"
        ),
        Template(
            "cancelling IKE_SA setup due to uniqueness policy", .ike, 1, [0xe236_030e], .ikeSAFailed,
            "uniqueness_policy"),
        Template(
            "canceling Main Mode due to uniqueness policy", .ike, 1, [0xbbc5_217a], .ikeSAFailed, "uniqueness_policy"),
        Template(
            "cancelling Main Mode due to uniqueness policy", .ike, 1, [0x8402_913d], .ikeSAFailed, "uniqueness_policy"),
        Template(
            "canceling Aggressive Mode due to uniqueness policy", .ike, 1, [0xde88_03eb], .ikeSAFailed,
            "uniqueness_policy"),
        Template(
            "cancelling Aggressive Mode due to uniqueness policy", .ike, 1, [0x74e4_95f4], .ikeSAFailed,
            "uniqueness_policy"),
        Template("canceling XAuth due to uniqueness policy", .ike, 1, [0x5882_60e3], .ikeSAFailed, "uniqueness_policy"),
        Template(
            "cancelling XAuth due to uniqueness policy", .ike, 1, [0x4717_3c72], .ikeSAFailed, "uniqueness_policy"),
        Template(
            "peer did not initiate a childless IKE_SA", .ike, 1, [0xac2d_a3ea], .ikeSAFailed, "childless_mismatch"),
        Template(
            "peer tried to initiate a childless IKE_SA", .ike, 1, [0xe138_f375], .ikeSAFailed, "childless_mismatch"),
        Template(
            "peer does not support childless IKE_SA initiation", .ike, 1, [0xd734_0756], .ikeSAFailed,
            "childless_mismatch"),
        Template("establishing mediated connection failed", .ike, 1, [0x591d_845c], .ikeSAFailed, "mediation_failed"),
        Template("establishing mediation connection failed", .ike, 1, [0xd4da_eb8b], .ikeSAFailed, "mediation_failed"),
        Template("initiating mediation connection failed", .ike, 1, [0x88a8_47de], .ikeSAFailed, "mediation_failed"),
    ]

    /// Further reasons for which an IKE_SA does not come to be: keys, mediation, resources.
    static let ikeSAFailures: [Template] = [
        Template(
            "callback for '<identity>' to '<remote_id>' failed", .job, 1, [0x54db_580f], .ikeSAFailed,
            "mediation_failed"),
        Template(
            "initiating mediated connection '<connection>' failed", .job, 1, [0xc092_25a0], .ikeSAFailed,
            "mediation_failed"),
        Template(
            "mediation between '<identity>' and '<remote_id>' failed", .job, 1, [0xc3da_9adf], .ikeSAFailed,
            "mediation_failed"),
        Template(
            "mediation between '<identity>' and '<remote_id>' failed: SA not found", .job, 1, [0x1ba7_5ffb],
            .ikeSAFailed, "no_such_sa"),
        Template(
            "mediation between '<identity>' and '<remote_id>' failed: peer is not online anymore", .job, 1,
            [0x128c_f8af], .ikeSAFailed, "peer_offline"),
        Template("ignoring message, failed to allocate SPI", .mgr, 1, [0xefe1_ceab], .ikeSAFailed, "internal_error"),
        Template("ignoring message, failed to hash message", .mgr, 1, [0x143e_b228], .ikeSAFailed, "internal_error"),
        Template("IKE version <version> not supported", .ike, 1, [0x089e_a0b9], .ikeSAFailed, "unsupported_version"),
        Template("key derivation failed", .ike, 1, [0x9df2_f422], .ikeSAFailed, "key_derivation_failed"),
        Template("key derivation failed (isa: <count>)", .ike, 1, [0xf45d_e4eb], .ikeSAFailed, "key_derivation_failed"),
        Template("key derivation for <method> failed", .ike, 1, [0x439d_71a6], .ikeSAFailed, "key_derivation_failed"),
        Template("unable to derive <detail> with PPK", .ike, 1, [0xdd77_6843], .ikeSAFailed, "key_derivation_failed"),
        Template("unable to set PPK in PRF", .ike, 1, [0x30ba_1205], .ikeSAFailed, "key_derivation_failed"),
        Template(
            "mediation connection '<connection>' not found, aborting", .ike, 1, [0xd4c8_94a5], .ikeSAFailed,
            "no_such_config"),
        Template("no nonce generator found to create nonce", .ike, 1, [0x7958_82a3], .ikeSAFailed, "internal_error"),
        Template("nonce allocation failed", .ike, 1, [0x989a_518c], .ikeSAFailed, "internal_error"),
        Template("peer '<identity>' is not online", .ike, 1, [0x637d_e6b2], .ikeSAFailed, "peer_offline"),
        Template(
            "peer didn't like our ADDITIONAL_KEY_EXCHANGE notify data", .ike, 1, [0x0024_65e0], .ikeSARekeyFailed,
            "state_not_found"),
        Template(
            "peer didn't send INTERMEDIATE_EXCHANGE_SUPPORTED while accepting multiple key exchanges", .ike, 1,
            [0x4752_0258], .ikeSAFailed, "multiple_key_exchanges_not_supported"),
        Template(
            "peer didn't send INTERMEDIATE_EXCHANGE_SUPPORTED while proposing multiple key exchanges", .ike, 1,
            [0x20ed_9dc4], .ikeSAFailed, "multiple_key_exchanges_not_supported"),
        Template("pregenerating SA payload failed", .ike, 1, [0x1269_6611], .ikeSAFailed, "internal_error"),
        Template("unable to extract SA payload encoding", .ike, 1, [0x2fdb_988a], .ikeSAFailed, "internal_error"),
        Template(
            "server did not return a ME_MEDIATION, aborting", .ike, 1, [0x1ceb_984e], .ikeSAFailed, "mediation_failed"),
    ]

    /// A peer that is sent to another gateway (RFC 5685, and Cisco Unity's load balancing).
    static let redirection: [Template] = [
        Template("received <notify> notify, redirected to <new_endpoint>", .ike, 1, [0x9cec_7ef1], .ikeSARedirected),
        Template("redirected to <gateway>", .ike, 1, [0x73eb_5c5d], .ikeSARedirected),
        Template(
            "client does not support IKE redirection", .ike, 1, [0xe351_820a], .ikeSARedirected,
            "redirect_not_supported"),
        Template("client got redirected from <gateway>", .ike, 1, [0xee32_8d81], .ikeSARedirected),
        Template(
            "only <count> redirects are allowed within <seconds> seconds", .ike, 1, [0x97b4_438a], .ikeSARedirected,
            "too_many_redirects"),
        Template(
            "server sent REDIRECT even though we disabled it", .ike, 1, [0xfa31_2da6], .ikeSARedirected,
            "redirect_refused"),
        Template(
            "unable to handle redirect for IKE_SA in state <state>", .ike, 1, [0x4c68_55e0], .ikeSARedirected,
            "wrong_state"),
        Template("unable to redirect IKE_SA in state <state>", .ike, 1, [0x151c_e140], .ikeSARedirected, "wrong_state"),
        Template("unable to redirect IKE_SA as initiator", .ike, 1, [0x26fe_5fef], .ikeSARedirected, "not_responder"),
        Template("unable to redirect IKEv1 SA", .ike, 1, [0x8df8_6726], .ikeSARedirected, "redirect_not_supported"),
        Template(
            "unable to resolve gateway ID '<gateway>', redirect failed", .ike, 1, [0xa1ee_20c2], .ikeSARedirected,
            "dns_failed"),
        Template("redirecting peer to <gateway>", .ike, 1, [0x9494_107f], .ikeSARedirected),
    ]
}
