extension Catalogue {
    /// Authentication: SIM and AKA, whitelists, post-quantum pre-shared keys.
    static let extensibleAuthentication: [Template] = [
        Template("failed to generate pseudonym", .cfg, 1, [0x1014_0a5c], .daemonFailed, "no_rng"),
        Template("failed to generate identity", .cfg, 1, [0x5b74_4854], .daemonFailed, "no_rng"),
        Template(
            "unable to use <method>, missing algorithms", .lib, 1, [0x55a0_240f], .authenticationProgress,
            "algorithm_not_supported"),
        Template(
            "tried <count> SIM cards, but none has triplets for '<identity>'", .lib, 1, [0xd588_1907],
            .authenticationProgress, "no_sim_card"),
        Template(
            "tried <count> SIM cards, but none has quintuplets for '<identity>'", .lib, 1, [0x2b4a_d613],
            .authenticationProgress, "no_sim_card"),
        Template(
            "tried <count> SIM providers, but none had a triplet for '<identity>'", .lib, 1, [0xdb7b_82c8],
            .authenticationProgress, "no_sim_provider"),
        Template(
            "tried <count> SIM providers, but none had a quintuplet for '<identity>'", .lib, 1, [0x3eb2_04f9],
            .authenticationProgress, "no_sim_provider"),
        Template("storing pseudonym '<identity>' for '<detail>'", .lib, 1, [0xff00_5901], .chatter),
        Template(
            "using stored pseudonym identity '<identity>' instead of '<detail>'", .lib, 1, [0x0ac3_45ed], .chatter),
        Template(
            "storing next reauthentication identity '<identity>' for '<detail>'", .lib, 1, [0x46c4_5fad], .chatter),
        Template(
            "using stored reauthentication identity '<identity>' instead of '<detail>'", .lib, 1, [0xcf6f_1f60],
            .chatter),
        Template(
            "received pseudonym identity '<identity>' mapping to '<detail>'", .lib, 1, [0xdf02_37af],
            .authenticationProgress),
        Template("proposing new pseudonym '<identity>'", .lib, 1, [0x18d5_5329], .chatter),
        Template(
            "received reauthentication identity '<identity>' mapping to '<detail>'", .lib, 1, [0x8378_d05b],
            .authenticationProgress),
        Template("proposing new reauthentication identity '<identity>'", .lib, 1, [0x5c57_dd2c], .chatter),
        Template(
            "found non-skippable EAP-SIM/AKA attribute <detail>", .lib, 1, [0x493f_1974], .authenticationProgress,
            "eap_message_invalid"),
        Template("ignoring skippable EAP-SIM/AKA attribute <detail>", .lib, 1, [0x493f_1974], .authenticationProgress),
        Template(
            "received unencrypted <detail>", .lib, 1, [0x9371_d137], .authenticationProgress, "eap_message_invalid"),
        Template("invalid length of <detail>", .lib, 1, [0x1151_16c7], .authenticationProgress, "eap_message_invalid"),
        Template(
            "found short <detail> attribute header", .lib, 1, [0xccea_ebc1], .authenticationProgress,
            "eap_message_invalid"),
        Template(
            "found P-bit 0 notify in unencrypted message", .lib, 1, [0xf42a_84b2], .authenticationProgress,
            "eap_message_invalid"),
        Template(
            "signature rule for <detail> messages missing", .lib, 1, [0x3911_f1ae], .authenticationProgress,
            "eap_message_invalid"),
        Template(
            "EAP-SIM/AKA header has invalid length", .lib, 1, [0xd1e7_9398], .authenticationProgress,
            "eap_message_invalid"),
        Template(
            "invalid EAP code in EAP-SIM/AKA message", .lib, 1, [0x275f_551f], .authenticationProgress,
            "eap_message_invalid"),
        Template(
            "invalid EAP type in EAP-SIM/AKA message", .lib, 1, [0x4c48_2a95], .authenticationProgress,
            "eap_message_invalid"),
        Template("peer identity '<identity>' whitelisted", .cfg, 2, [0xc43d_16bf], .authenticationProgress),
        Template(
            "peer identity '<identity>' not whitelisted", .cfg, 1, [0x2128_e5c2], .authenticationProgress,
            "not_whitelisted"),
        Template("XAuth message: <detail>", .cfg, 1, [0xef54_4975], .authenticationProgress),
        Template(
            "no PPK for '<identity>' found, ignored because PPK is not required", .cfg, 1, [0xc85b_a2f7],
            .authenticationProgress),
        Template("peer didn't use PPK for PPK_ID '<identity>'", .cfg, 1, [0x1b19_b68d], .authenticationProgress),
        Template(
            "no shared secret found for '<identity>'", .cfg, 1, [0x5f90_2ac3], .authenticationProgress, "no_shared_key"),
        Template(
            "no shared secret found for <identity>", .cfg, 1, [0x5ee5_fedc], .authenticationProgress, "no_shared_key"),
        Template(
            "shared secret for '<identity>' does not match", .cfg, 1, [0xc57b_11a5], .authenticationProgress,
            "password_mismatch"),
        Template("selected security label: <detail>", .cfg, 1, [0x9645_166b], .proposalSelected),
        Template(
            "detected duplicate IKE_SA for '<identity>', triggering delete for old IKE_SA", .cfg, 1, [0x3e8b_de68],
            .ikeSAStateChanged, "duplicate"),
        Template(
            "delete for duplicate IKE_SA '<identity>' timed out, keeping new IKE_SA", .cfg, 1, [0x76ea_113b],
            .ikeSAStateChanged, "duplicate"),
        Template(
            "got a response on a duplicate IKE_SA for '<identity>', deleting new IKE_SA", .cfg, 1, [0x505d_466a],
            .ikeSAStateChanged, "duplicate"),
    ]
}
