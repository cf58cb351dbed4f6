extension Catalogue {
    /// Establishment, rekeying, reauthentication.
    static let ikeSAEstablishment: [Template] = [
        Template(
            "IKE_SA <ike> established between <local_host>[<local_id>]...<remote_host>[<remote_id>]", .ike, 0,
            [0x04f1_fd8a, 0xaca8_ff6f], .ikeSAEstablished),
        Template(
            "IKE_SA <ike> rekeyed between <local_host>[<local_id>]...<remote_host>[<remote_id>]", .ike, 0,
            [0x3612_662c, 0xde47_2b15], .ikeSARekeyed),
        Template(
            "IKE_SA <ike> state change: <state> => <new_state>", .ike, 2, [0xb026_8f9b, 0xbe3d_b490], .ikeSAStateChanged
        ),
        Template("scheduling rekeying in <seconds>s", .ike, 1, [0xfac5_6623], .ikeSAScheduled),
        Template("scheduling reauthentication in <seconds>s", .ike, 1, [0x8baf_12fb], .ikeSAScheduled),
        Template("reauthentication already scheduled in <seconds>s", .ike, 1, [0xa841_5ab1], .ikeSAScheduled),
        Template("maximum IKE_SA lifetime <lifetime>s", .ike, 1, [0x2bdb_8ba2], .ikeSAScheduled),
        Template(
            "rescheduling reauthentication in <seconds>s after rekeying, lifetime reduced to <lifetime>s", .ike, 1,
            [0x6fa7_e3f0], .ikeSAScheduled),
        Template(
            "received AUTH_LIFETIME of <lifetime>s, reauthentication already scheduled in <seconds>s", .ike, 1,
            [0x097f_7993], .ikeSAScheduled),
        Template(
            "received AUTH_LIFETIME of <lifetime>s, scheduling reauthentication in <seconds>s", .ike, 1, [0x9a54_570f],
            .ikeSAScheduled),
        Template(
            "unable to reauthenticate in CHILD_SA <state> state, delaying for <seconds>s", .ike, 1, [0x9a67_57de],
            .ikeSAScheduled),
        Template(
            "unable to reauthenticate in <state> state, delaying for <seconds>s", .ike, 1, [0x54bc_2d53],
            .ikeSAScheduled),
        Template("IKE_SA <ike> will timeout in <duration>", .ike, 1, [0x0999_bd66], .ikeSAScheduled),
        Template(
            "IKE_SA rekeying failed, trying again in <seconds> seconds", .ike, 1, [0x93c0_6399], .ikeSARekeyFailed),
        Template(
            "rekeying IKE_SA failed, peer not responding", .ike, 1, [0x2684_88cb], .ikeSARekeyFailed,
            "peer_not_responding"),
        Template(
            "peer seems to not support IKE rekeying, starting reauthentication", .ike, 1, [0x9e50_fd06],
            .ikeSARekeyFailed, "rekeying_not_supported"),
        Template(
            "IKE_SA rekey collision lost, deleting redundant IKE_SA <ike>", .ike, 1, [0x50c1_86be, 0xceab_e618],
            .ikeSARekeyCollision),
        Template(
            "IKE_SA rekey collision lost, deleting redundant IKE_SA", .ike, 1, [0x6e68_6d01], .ikeSARekeyCollision),
        Template(
            "IKE_SA rekey collision lost, abort incomplete multi-KE rekeying", .ike, 1, [0xa043_08e5],
            .ikeSARekeyCollision),
        Template(
            "IKE_SA rekey collision won, waiting for delete for redundant IKE_SA <ike>", .ike, 1,
            [0xfbd0_6ba0, 0xa0da_ffcf], .ikeSARekeyCollision),
        Template("IKE_SA rekey collision won, waiting for delete", .ike, 1, [0x8594_9b45], .ikeSARekeyCollision),
        Template(
            "IKE_SA rekey collision won, continue with multi-KE rekeying and wait for delete for redundant IKE_SA <ike>",
            .ike, 1, [0x1b4f_ed5e, 0xb210_704b], .ikeSARekeyCollision),
        Template(
            "IKE_SA rekey collision won, continue with multi-KE rekeying and remove passive <task> task", .ike, 1,
            [0x4989_8f34], .ikeSARekeyCollision),
        Template(
            "IKE_SA rekey collision won, remove passive <task> task", .ike, 1, [0xb44f_2824], .ikeSARekeyCollision),
        Template(
            "peer may not have noticed IKE_SA rekey collision, abort active rekeying", .ike, 1, [0xed47_a1c0],
            .ikeSARekeyCollision),
        Template(
            "peer did not notice IKE_SA rekey collision, abort active rekeying", .ike, 1, [0x20b4_64d3],
            .ikeSARekeyCollision),
        Template("peer initiated rekeying, but a child is half-open", .ike, 1, [0x7230_7811], .ikeSARekeyCollision),
        Template("peer initiated rekeying, but we are deleting", .ike, 1, [0x8154_9613], .ikeSARekeyCollision),
        Template("peer initiated rekeying, but we are reauthenticating", .ike, 1, [0x035c_88aa], .ikeSARekeyCollision),
        Template(
            "peer initiated rekeying, but we did too and already sent IKE_FOLLOWUP_KE", .ike, 1, [0x7188_76a6],
            .ikeSARekeyCollision),
        Template("peer continued rekeying, but we are deleting", .ike, 1, [0x4714_cc55], .ikeSARekeyCollision),
        Template(
            "colliding exchange did not result in an IKE_SA, ignore", .ike, 1, [0x8e0f_86b7], .ikeSARekeyCollision),
        Template("colliding passive exchange is not yet complete", .ike, 1, [0xc245_b290], .ikeSARekeyCollision),
        Template("detected <task> collision with <detail>", .ike, 1, [0x2944_858f], .ikeSARekeyCollision),
        Template("reauthenticating IKE_SA <ike> actively", .ike, 0, [0x3715_5562], .ikeSAReauthenticating),
        Template("reauthenticating IKE_SA <ike>", .ike, 0, [0xe0c9_6bc1, 0xcdf0_6269], .ikeSAReauthenticating),
        Template("reauthenticating IKE_SA due to address change", .ike, 1, [0xc348_94e3], .ikeSAReauthenticating),
        Template(
            "received AUTH_LIFETIME of <lifetime>s, starting reauthentication", .ike, 1, [0x4cd7_526f],
            .ikeSAReauthenticating),
        Template(
            "<ike> has certificates not valid, reauthenticating IKE_SA", .cfg, 1, [0x5730_e22e, 0xc9ae_cb4d],
            .ikeSAReauthenticating),
        Template("reauthenticating IKE_SA failed", .ike, 1, [0xf2e9_1e7d], .ikeSAReauthenticationFailed),
        Template(
            "reauthentication failed, trying to reestablish IKE_SA", .ike, 1, [0x5fc1_0bfc],
            .ikeSAReauthenticationFailed),
        Template(
            "delete during reauthentication failed, trying to reestablish IKE_SA anyway", .ike, 1, [0x83bb_6554],
            .ikeSAReauthenticationFailed, "peer_not_responding"),
        Template(
            "unable to reauthenticate IKE_SA, no CHILD_SA to recreate", .ike, 1, [0x39e4_c1c0],
            .ikeSAReauthenticationFailed, "no_child_sa"),
        Template(
            "unable to reestablish IKE_SA due to asymmetric setup", .ike, 1, [0xaebf_06a0],
            .ikeSAReauthenticationFailed, "asymmetric_setup"),
        Template(
            "initiator did not reauthenticate as requested, IKE_SA <ike> will timeout in <duration>", .ike, 1,
            [0x1fb9_f14d, 0x1006_60d9], .ikeSAReauthenticationFailed, "peer_did_not_reauthenticate"),
        Template(
            "initiator did not reauthenticate as requested", .ike, 1, [0x6de4_7e05], .ikeSAReauthenticationFailed,
            "peer_did_not_reauthenticate"),
        Template(
            "detected reauth of existing IKE_SA, adopting <count> children, <other_detail> child tasks, and <detail> virtual IPs",
            .ike, 1, [0x82d2_0899], .ikeSAChildrenAdopted),
        Template(
            "detected reauth of existing IKE_SA, adopting <count> children and <detail> virtual IPs", .ike, 1,
            [0x0d2b_6bf3], .ikeSAChildrenAdopted),
        Template(
            "detected reauth of existing IKE_SA, adopting <count> children", .ike, 1, [0x72e9_d37d],
            .ikeSAChildrenAdopted),
    ]

    /// Deletion and loss.
    static let ikeSADeletion: [Template] = [
        Template(
            "deleting IKE_SA <ike> between <local_host>[<local_id>]...<remote_host>[<remote_id>]", .ike, 0,
            [0x3f8c_fec8, 0x0396_e826], .ikeSADeleting),
        Template("IKE_SA deleted", .ike, 0, [0xc0df_9e42], .ikeSADeleted),
        Template("received DELETE for IKE_SA <ike>", .ike, 1, [0x3bad_9018, 0xc39d_46cd], .ikeSADeleteReceived),
        Template("sending DELETE for IKE_SA <ike>", .ike, 1, [0xdebc_9b68, 0x1432_1f0c], .ikeSADeleteSent),
        Template(
            "received DELETE for different IKE_SA, ignored", .ike, 1, [0x51b8_9ad7], .messageInvalid, "no_such_sa"),
        Template(
            "deleting IKE_SA after <seconds> seconds of CHILD_SA inactivity", .job, 1, [0x3e2f_8e96], .ikeSADeleting,
            "inactivity"),
        Template(
            "closing IKE_SA due CHILD_SA setup failure", .ike, 1, [0x26c0_0551], .ikeSADeleting, "child_sa_failed"),
        Template(
            "peer certificate verification failed, deleting SA", .ike, 1, [0x734a_f8dc], .ikeSADeleting,
            "certificate_invalid"),
        Template(
            "<ike> has certificates not valid, deleting IKE_SA", .cfg, 1, [0x5730_e22e, 0xc9ae_cb4d], .ikeSADeleting,
            "certificate_invalid"),
        Template("deleting IKE_SA after RADIUS timeout", .cfg, 1, [0x69f6_6bfd], .ikeSADeleting, "radius_timeout"),
        Template("deleting all IKE_SAs after RADIUS timeout", .cfg, 1, [0x9320_76f1], .ikeSADeleting, "radius_timeout"),
        Template(
            "closing <count> IKE_SA matching <detail>, sending <other_detail>", .cfg, 1, [0xe63d_6883], .ikeSADeleting,
            "radius_disconnect"),
        Template(
            "closing <count> IKE_SAs matching <detail>, sending <other_detail>", .cfg, 1, [0xe63d_6883], .ikeSADeleting,
            "radius_disconnect"),
        Template("no HA heartbeat active, closing IKE_SAs", .cfg, 1, [0xef20_3279], .ikeSADeleting, "ha_failover"),
        Template(
            "deleting duplicate IKE_SA for peer '<identity>' due to uniqueness policy", .ike, 1, [0x0ccb_c685],
            .ikeSADuplicate, "uniqueness_policy"),
        Template(
            "schedule delete of duplicate IKE_SA for peer '<identity>' due to uniqueness policy and suspected reauthentication",
            .ike, 1, [0xf815_4237], .ikeSADuplicate, "uniqueness_policy"),
        Template(
            "destroying duplicate IKE_SA for peer '<identity>', received INITIAL_CONTACT", .ike, 1, [0x48c7_7f9a],
            .ikeSADestroyed, "initial_contact"),
        Template(
            "deleting half open IKE_SA <ike> with <remote_host> after timeout", .job, 1, [0xc629_951c], .ikeSADestroyed,
            "half_open_timeout"),
        Template(
            "deleting half open IKE_SA with <remote_host> after timeout", .job, 1, [0x862c_00e9], .ikeSADestroyed,
            "half_open_timeout"),
        Template(
            "deleting half open IKE_SA after timeout", .job, 1, [0x8deb_f0f0], .ikeSADestroyed, "half_open_timeout"),
        Template(
            "peer did not initiate expected exchange, reestablishing IKE_SA", .job, 1, [0x6e9e_dea7], .ikeSADestroyed,
            "peer_not_responding"),
        Template(
            "destroying IKE_SA in state <state> without notification", .ike, 1, [0x4d31_3f20], .ikeSADestroyed,
            "unestablished"),
        Template("deleting unestablished IKE_SA", .ike, 1, [0xfdd4_edd5], .ikeSADestroyed, "unestablished"),
        Template("received <notify> notify error, destroying IKE_SA", .ike, 1, [0x7665_6e2f], .ikeSADestroyed),
        Template(
            "proper IKE_SA delete failed, peer not responding", .ike, 1, [0x59b4_5713], .ikeSADestroyed,
            "peer_not_responding"),
        Template(
            "destroying IKE_SA after failed XAuth authentication", .ike, 1, [0xe1a5_424c], .ikeSADestroyed,
            "xauth_failed"),
        Template("COOKIE2 mismatch, closing IKE_SA", .ike, 1, [0x297d_178a], .ikeSADestroyed, "cookie_mismatch"),
        Template(
            "failed to allocate message ID, destroying IKE_SA", .ike, 1, [0x7bf9_3904], .ikeSADestroyed,
            "internal_error"),
        Template(
            "destroying incomplete IKE_SA <ike> after activating HA segment <count>", .ike, 1,
            [0x5dd8_cfc9, 0xd383_080a], .ikeSADestroyed, "ha_failover"),
        Template(
            "destroying incomplete IKE_SA <ike> after deactivating HA segment <count>", .ike, 1,
            [0x5dd8_cfc9, 0xd383_080a], .ikeSADestroyed, "ha_failover"),
    ]
}
