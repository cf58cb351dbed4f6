extension Catalogue {
    /// Proposals and key exchange methods.
    static let negotiation: [Template] = [
        Template("received <notify> notify error", .ike, 1, [0x12dc_7faf], .notifyReceived),
        Template("received <notify> error notify", .ike, 1, [0xfbd3_a560], .notifyReceived),
        Template("received <notify> notify in aborted <task> task", .ike, 1, [0xff7a_23a9], .notifyReceived),
        Template("received <notify> notify, will retry later", .ike, 1, [0x28c1_de74], .notifyReceived),
        Template("received proposals unacceptable", .ike, 1, [0xf7ab_b834], .proposalMismatch, "no_proposal_chosen"),
        Template("received proposals inacceptable", .ike, 1, [0xb57f_8f9a], .proposalMismatch, "no_proposal_chosen"),
        Template("no acceptable proposal found", .ike, 1, [0x8ec7_3847], .proposalMismatch, "no_proposal_chosen"),
        Template("no matching proposal found, sending <notify>", .ike, 1, [0x5752_0e74], .proposalMismatch),
        Template("no matching proposal found, trying alternative config", .ike, 1, [0xa22e_4371], .proposalMismatch),
        Template("no matching proposal found", .ike, 1, [0x1345_e772], .proposalMismatch, "no_proposal_chosen"),
        Template("no proposal found", .ike, 1, [0x5ce3_48bd], .proposalMismatch, "no_proposal_chosen"),
        Template("peer's proposal selection invalid", .ike, 1, [0x1f81_530e], .proposalMismatch, "invalid_selection"),
        Template("peers proposal selection invalid", .ike, 1, [0xa4c7_a7ab], .proposalMismatch, "invalid_selection"),
        Template("selected proposal: <proposal>", .cfg, 1, [0xf41d_52e1], .proposalSelected),
        // At level 2 also where a proposal is found: what was offered, not that nothing fits.
        Template("received proposals: <received_proposals>", .cfg, 1, [0xf51b_fa12], .proposalOffered),
        Template("configured proposals: <configured_proposals>", .cfg, 1, [0xb2d9_3fb1], .proposalOffered),
        Template(
            "key exchange method <group> unacceptable, requesting <requested_group>", .ike, 1, [0x2bab_e761],
            .keyExchangeRetried, "dh_group_mismatch"),
        Template(
            "DH group <group> unacceptable, requesting <requested_group>", .ike, 1, [0xad3b_dbe3], .keyExchangeRetried,
            "dh_group_mismatch"),
        Template(
            "DH group <group> inacceptable, requesting <requested_group>", .ike, 1, [0xb03c_68f5], .keyExchangeRetried,
            "dh_group_mismatch"),
        Template(
            "peer didn't accept key exchange method <group>, it requested <requested_group>", .ike, 1, [0x0766_6d98],
            .keyExchangeRetried, "dh_group_mismatch"),
        Template(
            "peer didn't accept DH group <group>, it requested <requested_group>", .ike, 1, [0xcb05_3c2b],
            .keyExchangeRetried, "dh_group_mismatch"),
        Template(
            "already retried with key exchange method <group>, ignore requested <requested_group>", .ike, 1,
            [0x7515_16ff], .keyExchangeMismatch, "dh_group_mismatch"),
        Template(
            "already retried with DH group <group>, ignore requested <requested_group>", .ike, 1, [0x4bda_6aba],
            .keyExchangeMismatch, "dh_group_mismatch"),
        Template(
            "already retried with DH group <group>, ignorerequested <requested_group>", .ike, 1, [0xd841_0856],
            .keyExchangeMismatch, "dh_group_mismatch"),
        Template(
            "requested key exchange method <requested_group> not contained in any of our proposals", .ike, 1,
            [0x1519_2999], .keyExchangeMismatch, "dh_group_mismatch"),
        Template(
            "requested DH group <requested_group> not contained in any of our proposals", .ike, 1, [0xf4f6_448e],
            .keyExchangeMismatch, "dh_group_mismatch"),
        Template(
            "requested key exchange method <requested_group> not supported", .ike, 1, [0xe402_77d9],
            .keyExchangeMismatch, "dh_group_not_supported"),
        Template(
            "requested DH group <requested_group> not supported", .ike, 1, [0xe667_f7f4], .keyExchangeMismatch,
            "dh_group_not_supported"),
        Template(
            "configured key exchange method <group> not supported", .ike, 1, [0x10e2_2b95], .keyExchangeMismatch,
            "dh_group_not_supported"),
        Template(
            "configured DH group <group> not supported", .ike, 1, [0x75d7_7c5d], .keyExchangeMismatch,
            "dh_group_not_supported"),
        Template(
            "negotiated key exchange method <group> not supported", .ike, 1, [0x2362_12dd], .keyExchangeMismatch,
            "dh_group_not_supported"),
        Template(
            "negotiated DH group <group> not supported", .ike, 1, [0xad91_dfb0], .keyExchangeMismatch,
            "dh_group_not_supported"),
        Template(
            "negotiated DH group not supported", .ike, 1, [0x9535_ae8a], .keyExchangeMismatch, "dh_group_not_supported"),
        Template(
            "selected key exchange method <group> not supported", .ike, 1, [0x5d14_19d3], .keyExchangeMismatch,
            "dh_group_not_supported"),
        Template(
            "peer's key exchange method selection invalid", .ike, 1, [0x621c_0b24], .keyExchangeMismatch,
            "invalid_selection"),
        Template("peer DH group selection invalid", .ike, 1, [0x5666_5cd2], .keyExchangeMismatch, "invalid_selection"),
        Template(
            "invalid DH public value size (<count> bytes) for <group>", .enc, 1, [0x8579_a941], .keyExchangeMismatch,
            "key_exchange_failed"),
        Template(
            "ENCRYPTION_ALGORITHM <algorithm> (key size <count>) not supported!", .ike, 1, [0x619d_54d8],
            .proposalMismatch, "algorithm_not_supported"),
        Template(
            "INTEGRITY_ALGORITHM <algorithm> not supported!", .ike, 1, [0xccbf_fff7], .proposalMismatch,
            "algorithm_not_supported"),
        Template(
            "PSEUDO_RANDOM_FUNCTION <algorithm> not supported!", .ike, 1, [0xccbf_fff7], .proposalMismatch,
            "algorithm_not_supported"),
        Template(
            "ENCRYPTION_ALGORITHM <algorithm> not supported!", .ike, 1, [0xccbf_fff7], .proposalMismatch,
            "algorithm_not_supported"),
        Template(
            "KDF_PRF with PRF of old SA <algorithm> not supported", .ike, 1, [0x8b28_9b5b], .proposalMismatch,
            "algorithm_not_supported"),
        Template(
            "KDF_PRF with <algorithm> not supported", .ike, 1, [0xe8c9_0d91], .proposalMismatch,
            "algorithm_not_supported"),
        Template(
            "KDF_PRF_PLUS with PRF of old SA <algorithm> not supported", .ike, 1, [0x8b28_9b5b], .proposalMismatch,
            "algorithm_not_supported"),
        Template(
            "KDF_PRF_PLUS with <algorithm> not supported", .ike, 1, [0xe8c9_0d91], .proposalMismatch,
            "algorithm_not_supported"),
        Template(
            "AEAD algorithm <algorithm> not supported", .ike, 1, [0xba2a_d645], .proposalMismatch,
            "algorithm_not_supported"),
        Template(
            "DH group <group> not supported", .ike, 1, [0xfce6_6a4c], .keyExchangeMismatch, "dh_group_not_supported"),
        Template("DH group selection failed", .ike, 1, [0x06ab_a44c], .keyExchangeMismatch, "dh_group_mismatch"),
        Template(
            "PRF of old SA <algorithm> not supported!", .ike, 1, [0x54d6_6fe0], .proposalMismatch,
            "algorithm_not_supported"),
        Template(
            "applying DH public value failed", .ike, 1, [0x7fb2_bbe2], .keyExchangeMismatch, "key_exchange_failed"),
        Template(
            "applying KE public value failed", .ike, 1, [0xfef4_ff1b], .keyExchangeMismatch, "key_exchange_failed"),
        Template(
            "applying key exchange public key failed", .ike, 1, [0xe4c5_1714], .keyExchangeMismatch,
            "key_exchange_failed"),
        Template(
            "applying key exchange public value failed", .ike, 1, [0x79f0_cd91], .keyExchangeMismatch,
            "key_exchange_failed"),
        Template("creating KE payload failed", .ike, 1, [0xaafc_7820], .keyExchangeMismatch, "key_exchange_failed"),
        Template(
            "unable to apply received KE value", .ike, 1, [0xed44_3d0a], .keyExchangeMismatch, "key_exchange_failed"),
        Template(
            "expansion of PSEUDO_RANDOM_FUNCTION <algorithm> output not supported!", .ike, 1, [0xe9c7_6247],
            .proposalMismatch, "algorithm_not_supported"),
        Template(
            "key exchange method <requested_group> in received payload doesn't match <group>", .ike, 1, [0x066d_2eff],
            .keyExchangeMismatch, "dh_group_mismatch"),
        Template(
            "key exchange method in received payload <requested_group> doesn't match negotiated <group>", .ike, 1,
            [0xc980_43d9], .keyExchangeMismatch, "dh_group_mismatch"),
        Template(
            "key exchange method <group> not supported", .ike, 1, [0xfffe_f7fb], .keyExchangeMismatch,
            "dh_group_not_supported"),
        Template("no <algorithm> selected", .ike, 1, [0x1b00_dd75], .proposalMismatch, "algorithm_missing"),
        Template(
            "nonce size for <algorithm> unknown!", .ike, 1, [0x0866_4c24], .proposalMismatch, "algorithm_not_supported"),
        Template(
            "the TKM only supports aes256-sha512 at the moment, please update your configuration", .ike, 1,
            [0x750e_0cab], .proposalMismatch, "algorithm_not_supported"),
    ]

    /// Set-ups refused, and cookies asked for, because too many come in.
    static let overload: [Template] = [
        Template(
            "ignoring IKE_SA setup from <remote_host>, half-open IKE_SA limit of <limit> reached", .net, 1,
            [0x19a6_d464], .overloaded, "half_open_limit"),
        Template(
            "ignoring IKE_SA setup from <remote_host>, half open IKE_SA count of <count> exceeds limit of <limit>",
            .net, 1, [0x5d48_1f14], .overloaded, "half_open_limit"),
        Template(
            "ignoring IKE_SA setup from <remote_host>, per-IP half-open IKE_SA limit of <limit> reached", .net, 1,
            [0xe6ac_7666], .overloaded, "half_open_limit"),
        Template(
            "ignoring IKE_SA setup from <remote_host>, peer too aggressive", .net, 1, [0xba63_889c], .overloaded,
            "half_open_limit"),
        Template(
            "ignoring IKE_SA setup from <remote_host>, job load of <count> exceeds limit of <limit>", .net, 1,
            [0xa964_7ae7], .overloaded, "job_load_limit"),
        Template(
            "ignoring <exchange>, hitting IKE_SA limit (<limit>)", .mgr, 1, [0xc093_26ae], .overloaded, "ike_sa_limit"),
        Template("found cookie, but content invalid", .net, 2, [0xee9a_1d5b], .overloaded, "cookie_invalid"),
        Template("received cookie lifetime expired, rejecting", .net, 2, [0xabce_6c94], .overloaded, "cookie_expired"),
        Template("sending COOKIE notify to <remote_host>", .net, 2, [0xf572_e51e], .overloaded, "cookie_required"),
    ]
}
