/// The messages of charon, strongSwan's IKE daemon, from release 5.2.1 to 6.0.6: how each reads, what it means, and
/// the `MESSAGE_ID`s under which charon-systemd writes it to the journal.
///
/// The rows follow an IKE_SA's life; what is of no consequence for any state (`.chatter`) comes last. A row that the
/// table lacks costs nothing but its meaning: such entries are `.unrecognized` and are archived all the same.
///
/// To add a message, write its printf format with the variable parts replaced by fields of `EventField`, under the
/// section that fits. An id is the low half of SipHash-2-4, under the key 00 01 ... 0f, of the raw format string, so
/// each wording of a format has its own (6.0.6 wrote `%u` for `%d` in many); wordings that read the same share a row.
/// Formats that hold a release's number have one id per release: their rows have none and are recognized by their
/// text. Where charon fills in a word that matters (`inbound `), each word has its row, all under the same ids.
///
/// Order matters: of the rows that can match one text the first wins, so the more specific stands first. A chatter id
/// is settled without a look at the text, and so stands in no row of another kind.
package enum Catalogue {
    /// Every row, in the order in which they are tried.
    package static let templates: [Template] = Array(
        [
            daemon, ikeSAInitiation, ikeSAEstablishment, ikeSADeletion, childSAEstablishment, childSADeletion,
            childSAFailures, authentication, eap, negotiation, liveness, virtualIPs, configuration, kernel, chatter,
        ].joined()
    )

    // MARK: The daemon

    private static let daemon: [Template] = [
        Template("Starting IKE charon daemon (strongSwan <version>, <detail>)", .dmn, 1, [], .daemonStarting),
        Template("Starting charon-systemd IKE daemon (strongSwan <version>, <detail>)", .dmn, 1, [], .daemonStarting),
        Template("Starting charon NetworkManager backend (strongSwan <version>)", .dmn, 1, [], .daemonStarting),
        Template("Starting charon with TKM backend (strongSwan <version>)", .dmn, 1, [], .daemonStarting),
        Template(
            "Starting charon-cmd IKE client (strongSwan <version>, <detail>)", .dmn, 1, [0x316b_7cd2], .daemonStarting),
        Template(
            "Starting IKE service <detail> (strongSwan <version>, <other_detail>", .dmn, 1, [0xe656_7be8, 0xc427_2b7a],
            .daemonStarting),
        Template("Starting strongSwan <version> IPsec [starter]...", .app, 1, [], .daemonStarting),
        Template("loaded plugins: <detail>", .lib, 1, [0x6553_d4a0], .daemonReady),
        Template("spawning <count> worker threads", .job, 1, [0x3cb5_6dac], .daemonReady),
        Template("<detail> started after <count> ms", .app, 1, [0xf0a4_c4bf], .daemonReady),
        Template("SIGTERM received, shutting down", .dmn, 1, [0x7c52_9a06, 0x0abe_507d], .daemonStopping),
        Template("SIGINT received, shutting down", .dmn, 1, [0x0abe_507d], .daemonStopping),
        Template("signal of type SIGINT received. Shutting down", .dmn, 1, [0x8afe_e79a], .daemonStopping),
        Template("signal of type SIGTERM received. Shutting down", .dmn, 1, [0xbd97_6314], .daemonStopping),
        Template("service is stopping, cleaning up", .dmn, 1, [0x88fb_33d7], .daemonStopping),
        Template("application is stopping, cleaning up", .dmn, 1, [0x50a3_17ad], .daemonStopping),
        Template("charon already running ('<detail>' exists)", .dmn, 1, [], .daemonRefused, "already_running"),
        Template("charon already running (\"<detail>\" exists)", .dmn, 1, [], .daemonRefused, "already_running"),
        Template(
            "initialization failed - aborting <detail>", .dmn, 1, [0x2fdd_744d, 0xe526_58e6, 0x9a59_734f],
            .daemonStopping, "initialization_failed"),
        Template(
            "capability dropping failed - aborting <detail>", .dmn, 1, [0xe6b0_887b, 0x146e_7ead, 0xb19f_d014],
            .daemonStopping, "initialization_failed"),
        Template(
            "failed to load <count> critical plugin feature", .lib, 1, [0x36d2_7f72], .daemonStopping,
            "initialization_failed"),
        Template(
            "failed to load <count> critical plugin features", .lib, 1, [0x36d2_7f72], .daemonStopping,
            "initialization_failed"),
        Template(
            "abort initialization due to invalid configuration", .lib, 1, [0x77b4_47b9], .daemonStopping,
            "initialization_failed"),
        Template("ipsec starter stopped", .app, 1, [0x0073_dc3f], .daemonStopping),
        Template("<detail> stopped after <count> ms", .app, 1, [0xd12c_0ba2], .daemonStopping),
        Template("signal of type SIGHUP received. Reloading configuration", .dmn, 1, [0x78d8_77ca], .daemonReloading),
        Template(
            "reloading config failed, keeping old", .dmn, 1, [0xe2a4_d29a], .daemonReloading, "invalid_configuration"),
        Template("thread <worker> received <signal>", .dmn, 1, [0x60a7_7c09], .daemonCrashing),
        Template("killing ourself, received critical signal", .dmn, 1, [0x3c51_2786], .daemonCrashing),
        Template("<detail> has died -- restart scheduled (<seconds>sec)", .app, 1, [0x0928_f7b4], .daemonCrashing),
        Template("child <detail> has been killed by sig <signal>", .app, 2, [0xf0c5_12ba], .daemonCrashing),
        Template("!! WARNING: SAVING <detail> KEYS TO '<other_detail>'", .dmn, 0, [0x6e19_f288], .configurationChanged),
    ]

    // MARK: IKE_SAs: initiation

    private static let ikeSAInitiation: [Template] = [
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
        Template(
            "ignoring IKE_SA setup from <remote_host>, half-open IKE_SA limit of <limit> reached", .net, 1,
            [0x19a6_d464], .ikeSAFailed, "half_open_limit"),
        Template(
            "ignoring IKE_SA setup from <remote_host>, half open IKE_SA count of <count> exceeds limit of <limit>",
            .net, 1, [0x5d48_1f14], .ikeSAFailed, "half_open_limit"),
        Template(
            "ignoring IKE_SA setup from <remote_host>, per-IP half-open IKE_SA limit of <limit> reached", .net, 1,
            [0xe6ac_7666], .ikeSAFailed, "half_open_limit"),
        Template(
            "ignoring IKE_SA setup from <remote_host>, peer too aggressive", .net, 1, [0xba63_889c], .ikeSAFailed,
            "half_open_limit"),
        Template(
            "ignoring IKE_SA setup from <remote_host>, job load of <count> exceeds limit of <limit>", .net, 1,
            [0xa964_7ae7], .ikeSAFailed, "job_load_limit"),
        Template(
            "ignoring <exchange>, hitting IKE_SA limit (<limit>)", .mgr, 1, [0xc093_26ae], .ikeSAFailed, "ike_sa_limit"),
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

    // MARK: IKE_SAs: establishment, rekeying, reauthentication

    private static let ikeSAEstablishment: [Template] = [
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

    // MARK: IKE_SAs: deletion and loss

    private static let ikeSADeletion: [Template] = [
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

    // MARK: CHILD_SAs: establishment and rekeying

    private static let childSAEstablishment: [Template] = [
        Template(
            "inbound CHILD_SA <child> established with SPIs <spi_in>_i <spi_out>_o and TS <local_ts> === <remote_ts>",
            .ike, 0, [0xdeac_9a49, 0x10ea_f3f7], .childSAInboundEstablished),
        Template(
            "outbound CHILD_SA <child> established with SPIs <spi_in>_i <spi_out>_o and TS <local_ts> === <remote_ts>",
            .ike, 0, [0xbcf0_3d5c, 0xdefe_ca8b], .childSAOutboundEstablished),
        Template(
            "CHILD_SA <child> established with SPIs <spi_in>_i <spi_out>_o and TS <local_ts> === <remote_ts>", .ike, 0,
            [0x781d_f20a, 0x5267_380f, 0xdeac_9a49, 0x10ea_f3f7], .childSAEstablished),
        // Up to 5.3.3 a blank followed every traffic selector, also the last one.
        Template(
            "CHILD_SA <child> established with SPIs <spi_in>_i <spi_out>_o and TS <local_ts>=== <remote_ts>", .ike, 0,
            [0xb544_2695], .childSAEstablished),
        Template(
            "establishing CHILD_SA <child> reqid <reqid>", .ike, 0, [0x2996_b3c1, 0xb2eb_2d7c], .childSAEstablishing),
        Template(
            "establishing CHILD_SA <child>", .ike, 0, [0x644c_bf54, 0x38ca_ef20, 0x2065_784f], .childSAEstablishing),
        Template(
            "establishing CHILD_SA <tunnel>", .ike, 0, [0x644c_bf54, 0x38ca_ef20, 0x2065_784f], .childSAEstablishing),
        Template("restarting CHILD_SA <tunnel>", .ike, 1, [0x8865_6b64], .childSARestarting),
        Template("queue CHILD_SA recreate after hard expire", .ike, 1, [0x9e3d_d000], .childSARestarting),
        Template("scheduling CHILD_SA recreate after hard expire", .ike, 1, [0x4380_da8a], .childSARestarting),
        Template(
            "CHILD_SA <child> state change: <state> => <new_state>", .chd, 2, [0x912f_198c, 0xfffd_9efd],
            .childSAStateChanged),
        Template(
            "creating rekey job for CHILD_SA <protocol>/0x<spi>/<remote_host>", .knl, 1, [0xf295_4edc], .childSARekeying
        ),
        Template(
            "creating rekey job for <protocol> CHILD_SA with SPI <spi> and reqid {<reqid>}", .knl, 1, [0xa22e_9a2d],
            .childSARekeying),
        Template("detected rekeying of CHILD_SA <child>", .ike, 1, [0x3fe5_791d], .childSARekeying),
        Template(
            "rekeyed CHILD_SA <child> with SPIs <spi_in>_i <spi_out>_o with <new_child> with SPIs <new_spi_in>_i <new_spi_out>_o",
            .ike, 0, [0x65ba_26e8], .childSARekeyed),
        Template(
            "CHILD_SA rekeying failed, trying again in <seconds> seconds", .ike, 1, [0xb1aa_c4c9], .childSARekeyFailed),
        Template(
            "peer seems to not support CHILD_SA rekeying, starting reauthentication", .ike, 1, [0x6f3f_b5c3],
            .childSARekeyFailed, "rekeying_not_supported"),
        Template(
            "peer meanwhile sent a delete for CHILD_SA <child> with SPIs <spi_in>_i <spi_out>_o, abort rekeying", .ike,
            1, [0x8a56_cdb3], .childSARekeyFailed, "deleted_by_peer"),
        Template(
            "peer didn't find CHILD_SA <child> we tried to rekey, create a replacement", .ike, 1, [0xf965_0b84],
            .childSARekeyFailed, "no_such_sa"),
        Template(
            "peer didn't find the CHILD_SA we tried to rekey", .ike, 1, [0xac40_2ad1], .childSARekeyFailed, "no_such_sa"
        ),
        Template(
            "unable to rekey CHILD_SA <child>, we are deleting it", .ike, 1, [0x4541_e583], .childSARekeyFailed,
            "being_deleted"),
        Template(
            "unable to rekey, we are deleting the CHILD_SA", .ike, 1, [0x841f_79a2], .childSARekeyFailed,
            "being_deleted"),
        Template(
            "unable to rekey, <protocol> CHILD_SA with SPI <detail> not found", .ike, 1, [0x6c21_f646],
            .childSARekeyFailed, "no_such_sa"),
        Template("unable to rekey, CHILD_SA not found", .ike, 1, [0x6f4c_688c], .childSARekeyFailed, "no_such_sa"),
        Template(
            "CHILD_SA rekey collision lost, deleting redundant child <child>", .ike, 1, [0xdd98_c7eb, 0x9ea6_c9ae],
            .childSARekeyCollision),
        Template(
            "CHILD_SA rekey collision lost, deleting rekeyed child", .ike, 1, [0x2f35_e99a], .childSARekeyCollision),
        Template(
            "CHILD_SA rekey collision lost, abort incomplete multi-KE rekeying", .ike, 1, [0xe251_e8df],
            .childSARekeyCollision),
        Template(
            "CHILD_SA rekey collision won, deleting old child <child>", .ike, 1, [0xe5bf_646d, 0xbeba_c18c],
            .childSARekeyCollision),
        Template("CHILD_SA rekey collision won, deleting old child", .ike, 1, [0x71fb_b104], .childSARekeyCollision),
        Template(
            "CHILD_SA rekey collision won, continue with multi-KE rekeying and remove passive <task> task", .ike, 1,
            [0xfd1e_a661], .childSARekeyCollision),
        Template(
            "CHILD_SA rekey collision won, continue with multi-KE rekeying", .ike, 1, [0x4621_7742],
            .childSARekeyCollision),
        Template(
            "CHILD_SA rekey collision won, remove passive <task> task", .ike, 1, [0xe351_b25c], .childSARekeyCollision),
        Template(
            "CHILD_SA rekey/delete collision, deleting old child <child>", .ike, 1, [0x9044_9f10],
            .childSARekeyCollision),
        Template(
            "CHILD_SA rekey/delete collision, deleting redundant child <child>", .ike, 1, [0x6848_49b4],
            .childSARekeyCollision),
        Template(
            "CHILD_SA rekey/delete collision, deleting redundant child", .ike, 1, [0xa2a6_cbc6], .childSARekeyCollision),
        Template(
            "CHILD_SA rekey/delete collision, deleting rekeyed child", .ike, 1, [0x53fb_8a9e], .childSARekeyCollision),
        Template(
            "colliding passive rekeying for CHILD_SA <child> is not yet complete", .ike, 1, [0xaf72_d606],
            .childSARekeyCollision),
        Template("detected rekey collision for CHILD_SA <child>", .ike, 1, [0xd9b3_a89c], .childSARekeyCollision),
        Template("duplicate rekey collision for CHILD_SA <child>???", .ike, 1, [0x3849_dbe5], .childSARekeyCollision),
        Template(
            "abort active rekeying for CHILD_SA <child> because it was successfully rekeyed by the peer before it received our request",
            .ike, 1, [0x3f38_f956], .childSARekeyCollision),
        Template(
            "abort active rekeying for CHILD_SA <child> because the other peer already deleted its replacement CHILD_SA <new_child> before it received our request",
            .ike, 1, [0xc541_bd1e], .childSARekeyCollision),
        Template(
            "abort active rekeying for CHILD_SA <child> because the peer successfully rekeyed it before receiving our request, waiting for delete",
            .ike, 1, [0xf2de_1c55], .childSARekeyCollision),
        Template(
            "abort active rekeying for CHILD_SA <child> because the peer successfully rekeyed it before receiving our request",
            .ike, 1, [0xf2de_1c55], .childSARekeyCollision),
        Template(
            "peer sent an incorrect delete for CHILD_SA <child> after responding to our rekeying", .ike, 1,
            [0x7f82_5369], .childSARekeyCollision),
        Template(
            "keeping <detail> CHILD_SA <child> until active rekeying is concluded", .ike, 1, [0xbe55_f2da],
            .childSARekeyCollision),
        Template(
            "complete rekeying for <child> before deleting replacement CHILD_SA <new_child>", .ike, 2, [0xae6c_9ce9],
            .childSARekeyCollision),
        Template("CHILD_SA not found after rekeying", .ike, 1, [0x5736_a23e], .childSARekeyCollision),
        Template("detected redundant CHILD_SA <child>", .ike, 1, [0xec60_4227, 0x3311_481e], .childSARekeyCollision),
        Template("deleting redundant CHILD_SA <child>", .ike, 1, [0xc2d9_cd32], .childSAClosing),
    ]

    // MARK: CHILD_SAs: deletion and expiry

    private static let childSADeletion: [Template] = [
        Template(
            "closing CHILD_SA <child> with SPIs <spi_in>_i (<bytes_in> bytes) <spi_out>_o (<bytes_out> bytes) and TS <local_ts> === <remote_ts>",
            .ike, 0, [0xc0ad_8f53, 0x8e59_e12d], .childSAClosed),
        Template(
            "closing CHILD_SA <child> with SPIs <spi_in>_i (<bytes_in> bytes) <spi_out>_o (<bytes_out> bytes) and TS <local_ts>=== <remote_ts>",
            .ike, 0, [0x3571_f67a], .childSAClosed),
        Template(
            "closing expired CHILD_SA <child> with SPIs <spi_in>_i <spi_out>_o and TS <local_ts> === <remote_ts>", .ike,
            0, [0x10c1_6700, 0xdf51_50a1], .childSAExpired, "hard_lifetime"),
        Template(
            "closing expired CHILD_SA <child> with SPIs <spi_in>_i <spi_out>_o and TS <local_ts>=== <remote_ts>", .ike,
            0, [0xa12e_269e], .childSAExpired, "hard_lifetime"),
        Template("CHILD_SA <child> closed", .ike, 1, [0xf6be_42a3], .childSADeleted),
        Template("CHILD_SA closed", .ike, 1, [0xa10d_3dec], .childSADeleted),
        Template(
            "received DELETE for <protocol> CHILD_SA with SPI <spi>, but no such SA", .ike, 1, [0x6d46_91f2],
            .messageInvalid, "no_such_sa"),
        Template(
            "received DELETE for unknown <protocol> CHILD_SA with SPI <spi>", .ike, 1, [0x8453_3bd9], .messageInvalid,
            "no_such_sa"),
        Template(
            "ignore DELETE for <protocol> CHILD_SA with SPI <spi> in response, didn't request its deletion", .ike, 1,
            [0x6612_530b], .messageInvalid, "unexpected_message"),
        Template("CHILD_SA not found, ignored", .ike, 1, [0x6ece_3320], .messageInvalid, "no_such_sa"),
        Template(
            "received DELETE for <protocol> CHILD_SA with SPI <spi>", .ike, 1, [0x4f05_e64b], .childSADeleteReceived),
        Template("sending DELETE for <protocol> CHILD_SA with SPI <spi>", .ike, 1, [0x4b06_992e], .childSADeleteSent),
        Template(
            "closing CHILD_SA <child> we tried to rekey because the peer deleted it before it received our request",
            .ike, 1, [0x9a31_bec7], .childSAClosing, "deleted_by_peer"),
        Template(
            "closing CHILD_SA <child> we tried to rekey because the peer meanwhile sent a delete for its replacement",
            .ike, 1, [0x0531_6313], .childSAClosing, "deleted_by_peer"),
        Template(
            "closing CHILD_SA <child> we tried to rekey because the peer started to delete it before receiving our request",
            .ike, 1, [0x567f_10be], .childSAClosing, "deleted_by_peer"),
        Template(
            "closing and recreating CHILD_SA <child> after failing to install replacement", .ike, 1, [0x2f0f_2d78],
            .childSAClosing, "kernel_refused"),
        Template("delay closing of inbound CHILD_SA <child> for <seconds>s", .ike, 1, [0x817e_aab7], .childSAClosing),
        Template(
            "let rekeyed inbound CHILD_SA <child> expire naturally in <seconds>s", .ike, 1, [0x660e_652a],
            .childSAClosing),
        Template(
            "deleting CHILD_SA <child> with SPIs <spi_in>_i <spi_out>_o of aborted <task> task", .ike, 1,
            [0x402f_31b1, 0x969a_122b], .childSAClosing),
        Template(
            "deleting CHILD_SA after <seconds> seconds of inactivity", .job, 1, [0xe10c_a192], .childSAClosing,
            "inactivity"),
        Template(
            "creating delete job for CHILD_SA <protocol>/0x<spi>/<remote_host>", .knl, 1, [0xf295_4edc],
            .childSAClosing, "hard_lifetime"),
        Template(
            "creating delete job for <protocol> CHILD_SA with SPI <spi> and reqid {<reqid>}", .knl, 1, [0xa22e_9a2d],
            .childSAClosing, "hard_lifetime"),
    ]

    // MARK: CHILD_SAs: negotiation failures

    private static let childSAFailures: [Template] = [
        Template("received <notify> notify, no CHILD_SA built", .ike, 1, [0x01ab_939a], .childSAFailed),
        Template("failed to establish CHILD_SA, keeping IKE_SA", .ike, 1, [0x87d8_dcab], .childSAFailed),
        Template(
            "configuration payload negotiation failed, no CHILD_SA built", .ike, 1, [0xdb10_6fdc], .childSAFailed,
            "configuration_failed"),
        Template("creating CHILD_SA failed, trying again in <seconds> seconds", .ike, 1, [0x4625_85fb], .childSAFailed),
        Template(
            "unable to create CHILD_SA while deleting IKE_SA", .ike, 1, [0xe314_1ce8], .childSAFailed, "being_deleted"),
        Template(
            "unable to create CHILD_SA while rekeying IKE_SA", .ike, 1, [0x4524_7de4], .childSAFailed, "being_rekeyed"),
        Template(
            "received CREATE_CHILD_SA request for unestablished IKE_SA, rejected", .ike, 1, [0xa835_8ef8],
            .childSAFailed, "unestablished"),
        Template(
            "received quick mode request for unestablished IKE_SA, ignored", .ike, 1, [0x7f72_f763], .childSAFailed,
            "unestablished"),
        Template(
            "not establishing CHILD_SA <child> due to existing duplicate {<other_child_sa>} with SPIs <spi_in>_i <spi_out>_o and TS <local_ts> === <remote_ts>",
            .ike, 1, [0x22aa_1499, 0x254c_c09f], .childSAFailed, "duplicate"),
        Template(
            "not establishing CHILD_SA <child> with generic label '<detail>'", .ike, 1, [0x21e2_1d3f, 0xac92_164a],
            .childSAFailed, "generic_label"),
        Template(
            "<detail> mode requested by responder is unacceptable", .ike, 1, [0xa20e_ffa9], .childSAFailed,
            "mode_mismatch"),
        Template(
            "received an IPCOMP_SUPPORTED notify we didn't propose, no CHILD_SA built", .ike, 1, [0x39ea_d5d0],
            .childSAFailed, "ipcomp_mismatch"),
        Template(
            "received an IPCOMP_SUPPORTED notify without requesting one, no CHILD_SA built", .ike, 1, [0x1961_9ef7],
            .childSAFailed, "ipcomp_mismatch"),
        Template(
            "no acceptable traffic selectors found", .ike, 1, [0x1b7d_2ed6], .trafficSelectorMismatch, "ts_unacceptable"
        ),
        Template(
            "traffic selectors <local_ts> === <remote_ts> unacceptable", .ike, 1, [0x3c3b_a522],
            .trafficSelectorMismatch, "ts_unacceptable"),
        Template(
            "traffic selectors <local_ts> === <remote_ts> inacceptable", .ike, 1, [0x07ad_01ef],
            .trafficSelectorMismatch, "ts_unacceptable"),
        Template(
            "traffic selectors <local_ts>=== <remote_ts> inacceptable", .ike, 1, [0x27d9_a1fd],
            .trafficSelectorMismatch, "ts_unacceptable"),
        Template(
            "no matching CHILD_SA config found for <local_ts> === <remote_ts>", .ike, 1, [0xf5ec_f3cd],
            .trafficSelectorMismatch, "ts_unacceptable"),
        Template(
            "no matching CHILD_SA config found", .ike, 1, [0x35a5_8fe9], .trafficSelectorMismatch, "ts_unacceptable"),
        Template(
            "peer selected invalid traffic selectors: <detail>", .ike, 1, [0xfd45_7e6f], .trafficSelectorMismatch,
            "ts_unacceptable"),
        Template(
            "unable to install inbound and outbound IPsec SA (SAD) in kernel", .ike, 1, [0xaa9e_c85c], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to install inbound IPsec SA (SAD) in kernel", .ike, 1, [0xaa9e_c85c], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to install outbound IPsec SA (SAD) in kernel", .ike, 1, [0x567d_97b3, 0xaa9e_c85c], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to install IPsec policies (SPD) in kernel", .ike, 1, [0x6fff_2549], .kernelFailed, "kernel_refused"),
        Template("unable to allocate SPI from kernel", .ike, 1, [0x8fb9_c954], .kernelFailed, "kernel_refused"),
        Template("unable to allocate SPIs from kernel", .ike, 1, [0x553e_d0f5], .kernelFailed, "kernel_refused"),
        Template("allocating SPI from kernel failed", .ike, 1, [0x4cc5_6b94], .kernelFailed, "kernel_refused"),
        Template("allocating SPI failed", .ike, 1, [0x28f5_5176], .kernelFailed, "kernel_refused"),
    ]

    // MARK: Authentication

    private static let authentication: [Template] = [
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
        Template(
            "rejecting certificate without digitalSignature or nonRepudiation keyUsage flags", .ike, 1, [0x5c29_0e9b],
            .authenticationProgress),
        Template("no issuer certificate found for \"<identity>\"", .cfg, 1, [0x506e_98cc], .authenticationProgress),
        Template(
            "  self-signed certificate \"<identity>\" is not trusted", .cfg, 1, [0x22c8_49b0], .authenticationProgress),
        Template("allow mutual EAP-only authentication", .ike, 1, [0x2429_5d52], .authenticationProgress),
        Template("using PPK for PPK_ID '<identity>'", .cfg, 1, [0x9b99_c0e1], .authenticationProgress),
        Template("verifying peer certificate", .ike, 1, [0xf4d8_4462], .authenticationProgress),
        Template("peer certificate successfully verified", .ike, 1, [0xf63e_d32e], .authenticationProgress),
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
    ]

    // MARK: Authentication: EAP, XAuth, RADIUS

    private static let eap: [Template] = [
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
        Template("loading <method> method failed", .ike, 1, [0x58ad_d9e3], .authenticationFailed, "eap_failed"),
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
            "EAP-MS-CHAPv2 verification failed, retry (<attempt>)", .ike, 1, [0x6a6b_a59a], .authenticationProgress),
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
    ]

    // MARK: Negotiation and invalid messages

    private static let negotiation: [Template] = [
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
        Template("received proposals: <received_proposals>", .cfg, 1, [0xf51b_fa12], .proposalSelected),
        Template("configured proposals: <configured_proposals>", .cfg, 1, [0xb2d9_3fb1], .proposalSelected),
        Template(
            "key exchange method <group> unacceptable, requesting <requested_group>", .ike, 1, [0x2bab_e761],
            .keyExchangeMismatch, "dh_group_mismatch"),
        Template(
            "DH group <group> unacceptable, requesting <requested_group>", .ike, 1, [0xad3b_dbe3], .keyExchangeMismatch,
            "dh_group_mismatch"),
        Template(
            "DH group <group> inacceptable, requesting <requested_group>", .ike, 1, [0xb03c_68f5], .keyExchangeMismatch,
            "dh_group_mismatch"),
        Template(
            "peer didn't accept key exchange method <group>, it requested <requested_group>", .ike, 1, [0x0766_6d98],
            .keyExchangeMismatch, "dh_group_mismatch"),
        Template(
            "peer didn't accept DH group <group>, it requested <requested_group>", .ike, 1, [0xcb05_3c2b],
            .keyExchangeMismatch, "dh_group_mismatch"),
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
        Template("SA payload missing in message", .ike, 1, [0x887e_a403], .messageInvalid, "payload_missing"),
        Template("SA payload missing", .ike, 1, [0x5094_1321], .messageInvalid, "payload_missing"),
        Template("sa payload missing", .ike, 1, [0xffa9_24c4], .messageInvalid, "payload_missing"),
        Template("KE payload missing in message", .ike, 1, [0x8297_8531], .messageInvalid, "payload_missing"),
        Template("KE payload missing", .ike, 1, [0xa014_77c3], .messageInvalid, "payload_missing"),
        Template("TS payloads missing in message", .ike, 1, [0xe065_71b0], .messageInvalid, "payload_missing"),
        Template("HASH payload missing in message", .ike, 1, [0x2ea1_025d], .messageInvalid, "payload_missing"),
        Template("NONCE payload missing in message", .ike, 1, [0x7fd4_9386], .messageInvalid, "payload_missing"),
        Template("SIG payload missing in message", .ike, 1, [0x661b_b783], .messageInvalid, "payload_missing"),
        Template("IDir payload missing", .ike, 1, [0xb0ea_7221], .messageInvalid, "payload_missing"),
        Template("IDi payload missing", .ike, 1, [0xe5c1_83e7], .messageInvalid, "payload_missing"),
        Template("IDr payload missing", .ike, 1, [0xad38_4e71], .messageInvalid, "payload_missing"),
        Template("<notify> notify missing", .ike, 1, [0x508b_1a4a], .messageInvalid, "payload_missing"),
        Template("could not decrypt payloads", .enc, 1, [0x16f4_5efd], .messageInvalid, "decryption_failed"),
        Template(
            "invalid <payload> payload length, decryption failed?", .enc, 1, [0xd7a2_c7af], .messageInvalid,
            "decryption_failed"),
        Template(
            "found encrypted message, but no keys available", .ike, 1, [0x225f_d9e9], .messageInvalid,
            "decryption_failed"),
        Template("payload type <payload> was not encrypted", .enc, 1, [0xec20_07ff], .messageInvalid, "not_encrypted"),
        Template("received HASH payload does not match", .enc, 1, [0x9135_786f], .messageInvalid, "integrity_failed"),
        Template("integrity check failed", .ike, 1, [0x9785_fed7], .messageInvalid, "integrity_failed"),
        Template("message parsing failed", .ike, 1, [0x73e6_c5ad], .messageInvalid, "parsing_failed"),
        Template("message verification failed", .ike, 1, [0x4b49_eeda], .messageInvalid, "verification_failed"),
        Template("critical unknown payloads found", .ike, 1, [0x0246_ee93], .messageInvalid, "unknown_payload"),
        Template("unsupported exchange type", .ike, 1, [0x5a0a_5a75], .messageInvalid, "unsupported_exchange"),
        Template(
            "<exchange> request with message ID <message_number> processing failed", .ike, 1,
            [0x3eb0_30fe, 0x43c7_cb34], .messageInvalid, "processing_failed"),
        Template(
            "<exchange> response with message ID <message_number> processing failed", .ike, 1,
            [0x3eb0_30fe, 0x43c7_cb34], .messageInvalid, "processing_failed"),
        Template(
            "received <exchange> response, but expected <detail>", .ike, 1, [0x8781_fc0b], .messageInvalid,
            "unexpected_message"),
        Template(
            "received message ID <message_number>, expected <sequence>, ignored", .ike, 1, [0x659c_7f06],
            .messageInvalid, "unexpected_message"),
        Template(
            "received message ID <message_number>, expected <sequence>. Ignored", .ike, 1, [0xcb2c_8f5b],
            .messageInvalid, "unexpected_message"),
        Template(
            "received invalid DPD sequence number <sequence> (expected <count>), ignored", .ike, 1, [0xddfe_09e2],
            .messageInvalid, "unexpected_message"),
        Template(
            "ignoring <exchange> IKEv<version> exchange on <detail> SA", .ike, 1, [0x6462_426f], .messageInvalid,
            "unexpected_message"),
        Template(
            "ignoring <exchange> in IKE_SA state <state>", .ike, 1, [0x2c48_9ae3], .messageInvalid, "unexpected_message"
        ),
        Template(
            "ignoring <exchange> in established IKE_SA state", .ike, 1, [0xab54_b96d], .messageInvalid,
            "unexpected_message"),
        Template(
            "ignoring <exchange> request while phase 1 is incomplete", .ike, 1, [0xc608_7adc], .messageInvalid,
            "unexpected_message"),
        Template(
            "ignoring additional <exchange> request, queue full", .ike, 1, [0x62f3_f4c2], .messageInvalid, "queue_full"),
        Template("ignoring <exchange> request, queue full", .ike, 1, [0xb270_769c], .messageInvalid, "queue_full"),
        Template("ignore invalid <exchange> request", .ike, 1, [0x9a16_ca64], .messageInvalid, "unexpected_message"),
        Template("ignore invalid <exchange> response", .ike, 1, [0xfcdf_1db0], .messageInvalid, "unexpected_message"),
        Template("ignore malformed INFORMATIONAL request", .ike, 1, [0x0f73_0865], .messageInvalid, "parsing_failed"),
        Template(
            "ignoring unprotected INFORMATIONAL from <remote_host>", .enc, 1, [0x8244_61da], .messageInvalid,
            "not_encrypted"),
        Template(
            "received unencrypted informational: from <remote_endpoint> to <local_endpoint>", .net, 1, [0x4407_e2a4],
            .messageInvalid, "not_encrypted"),
        Template(
            "received invalid IKE header from <remote_host> - ignored", .net, 1, [0xe624_45e2], .messageInvalid,
            "parsing_failed"),
        Template(
            "received unsupported IKE version <version> from <remote_host>, sending INVALID_MAJOR_VERSION", .net, 1,
            [0x9bd8_beb7], .messageInvalid, "unsupported_version"),
        Template(
            "received unexpected notify <notify> for rekeyed IKE_SA, ignored", .ike, 1, [0xf4e6_f324], .messageInvalid,
            "unexpected_message"),
        Template(
            "received COOKIE notify during rekeying, ignored", .ike, 1, [0xe8e5_a434], .messageInvalid,
            "unexpected_message"),
    ]

    // MARK: Liveness, NAT, and paths

    private static let liveness: [Template] = [
        Template("sending DPD request", .ike, 1, [0x0645_91b0], .dpdRequestSent),
        Template(
            "sending DPD instead of keep alive <seconds>s after last outbound message", .ike, 1, [0xca15_f5dc],
            .dpdRequestSent),
        Template("checking if current path still works using DPD", .ike, 1, [0x1cf5_6416], .dpdRequestSent),
        Template(
            "DPD check timed out, enforcing DPD action", .job, 1, [0xf3c1_40fb], .dpdTimedOut, "peer_not_responding"),
        Template(
            "retransmit <attempt> of request with message ID <message_number>", .ike, 1, [0xc092_08d7], .retransmitSent),
        Template(
            "sending retransmit <attempt> of <detail> message ID <message_number>, seq <sequence>", .ike, 1,
            [0x113e_4a35], .retransmitSent),
        Template(
            "giving up after <attempts> retransmits", .ike, 1, [0x3558_22f1, 0xe248_be03], .peerTimedOut,
            "peer_not_responding"),
        Template(
            "giving up after <attempts> path probings", .ike, 1, [0x2ae1_6f00], .peerTimedOut, "peer_not_responding"),
        Template(
            "received retransmit of DPD request, retransmitting response", .ike, 1, [0x932c_110b], .retransmitReceived),
        Template(
            "received retransmit of request with ID <message_number>, retransmitting response", .ike, 1,
            [0x7d7b_616e, 0x7565_f0b1], .retransmitReceived),
        Template(
            "received retransmit of request with ID <message_number>, but no response to retransmit", .ike, 1,
            [0x853f_5bfc], .retransmitReceived),
        Template(
            "received retransmit of response with ID <message_number>, but next request already sent", .ike, 1,
            [0xf4cd_fdc3], .retransmitReceived),
        Template(
            "received retransmit of response with ID <message_number>, resending last request", .ike, 1, [0x8871_f50a],
            .retransmitReceived),
        Template(
            "ignoring request with ID <message_number>, already processing", .mgr, 1, [0x0461_3f53], .retransmitReceived
        ),
        Template("local host is behind NAT, sending keep alives", .ike, 1, [0x1a61_607e], .natDetected),
        Template("remote host is behind NAT", .ike, 1, [0x3cf5_6a0f], .natDetected),
        Template("faking NAT situation to enforce UDP encapsulation", .ike, 1, [0xb926_bee7], .natDetected),
        Template("local host is not behind NAT anymore", .ike, 1, [0x6836_938c], .endpointChanged),
        Template("remote host is not behind NAT anymore", .ike, 1, [0x6836_938c], .endpointChanged),
        Template(
            "local endpoint changed from <old_endpoint> to <new_endpoint>", .ike, 1, [0x64da_1c8a], .endpointChanged),
        Template(
            "remote endpoint changed from <old_endpoint> to <new_endpoint>", .ike, 1, [0x6a5e_b3f0], .endpointChanged),
        Template(
            "remote address changed from <old_endpoint> to <new_endpoint>", .ike, 1, [0xc42d_ea35], .endpointChanged),
        Template(
            "NAT mappings of CHILD_SA <protocol>/0x<spi>/<remote_host> changed to <new_endpoint>, queuing update job",
            .knl, 1, [0xf232_3c1a], .endpointChanged),
        Template(
            "NAT mappings of ESP CHILD_SA with SPI <spi> and reqid {<reqid>} changed, queuing update job", .knl, 1,
            [0x8c12_e864], .endpointChanged),
        Template(
            "detected changes in NAT mappings, initiating MOBIKE update", .ike, 1, [0x70d5_68bc], .endpointChanged),
        Template("requesting address change using MOBIKE", .ike, 1, [0x14b4_4da1], .endpointChanged),
        Template(
            "sending address list update using MOBIKE, implicitly requesting an address change", .ike, 1, [0x2e9b_f763],
            .endpointChanged),
        Template("received <notify> notify, redirected to <new_endpoint>", .ike, 1, [0x9cec_7ef1], .endpointChanged),
        Template("redirected to <detail>", .ike, 1, [0x73eb_5c5d], .endpointChanged),
        Template("old path is not available anymore, try to find another", .ike, 1, [0xcbab_28ec], .pathUnavailable),
        Template(
            "no route found to reach peer, MOBIKE update deferred", .ike, 1, [0x1e0e_4932], .pathUnavailable, "no_route"
        ),
        Template(
            "no route found to reach peer, path probing deferred", .ike, 1, [0xd66f_ede6], .pathUnavailable, "no_route"),
        Template(
            "no route found to reach <remote_host>, MOBIKE update deferred", .ike, 1, [0x9c57_4732], .pathUnavailable,
            "no_route"),
        Template("path probing attempt <attempt>", .ike, 1, [0xf867_549a], .pathUnavailable),
        Template("error writing to socket: <detail>", .net, 1, [0xd08d_2ddf], .pathUnavailable, "socket_error"),
        Template("sending packet failed: <detail>", .net, 1, [0x1c81_5f78], .pathUnavailable, "socket_error"),
        Template(
            "no socket found to send <detail>", .net, 1, [0xa0fd_a7af, 0xa412_1d55], .pathUnavailable, "socket_error"),
        Template("interface <detail> deactivated", .knl, 1, [0x5824_dc80], .pathUnavailable),
        Template("interface <detail> deleted", .knl, 1, [0xcbe8_deeb], .pathUnavailable),
        Template("interface <detail> disappeared", .knl, 1, [0x04e5_4bcf], .pathUnavailable),
        Template("<local_host> disappeared from <detail>", .knl, 1, [0xf6a2_4110], .pathUnavailable),
    ]

    // MARK: Virtual IP addresses

    private static let virtualIPs: [Template] = [
        Template("assigning virtual IP <virtual_ip> to peer '<identity>'", .ike, 1, [0xee27_3eb9], .virtualIPAssigned),
        Template("installing new virtual IP <virtual_ip>", .ike, 1, [0xebd9_f238], .virtualIPInstalled),
        Template(
            "installing virtual IP <virtual_ip> failed", .ike, 1, [0x2932_e09c], .virtualIPFailed, "kernel_refused"),
        Template(
            "looking up interface for virtual IP <virtual_ip> failed", .ike, 1, [0x24dc_d487], .virtualIPFailed,
            "no_interface"),
        Template(
            "no interface available, unable to install virtual IP <virtual_ip>", .knl, 1, [0xb597_64bc],
            .virtualIPFailed, "no_interface"),
        Template("adding virtual IP <virtual_ip> failed", .knl, 1, [0xe58f_5710], .virtualIPFailed, "kernel_refused"),
        Template(
            "no virtual IP found for <virtual_ip> requested by '<identity>'", .ike, 1, [0xf02f_96bf], .virtualIPFailed,
            "no_address"),
        Template("no virtual IP found, sending <notify>", .ike, 1, [0xe5ab_4eb8], .virtualIPFailed),
        Template("expected a virtual IP request, sending <notify>", .ike, 1, [0x3566_a313], .virtualIPFailed),
        Template(
            "pool '<pool>' is full, unable to assign address", .cfg, 1, [0x87af_f572], .virtualIPFailed, "pool_full"),
        Template("no available address found in pool '<pool>'", .cfg, 1, [0x63b8_e8ae], .virtualIPFailed, "pool_full"),
        Template("DHCP DISCOVER timed out", .cfg, 1, [0x9a04_6775], .virtualIPFailed, "dhcp_timeout"),
        Template("DHCP REQUEST timed out", .cfg, 1, [0x45d2_3dbf], .virtualIPFailed, "dhcp_timeout"),
        Template("lease <virtual_ip> by '<identity>' went offline", .cfg, 1, [0x5d34_6e83], .virtualIPReleased),
        Template("released address <virtual_ip> to HA pool '<pool>'", .cfg, 1, [0x1a0c_b997], .virtualIPReleased),
    ]

    // MARK: Configuration and commands

    private static let configuration: [Template] = [
        Template("added vici connection: <connection>", .cfg, 1, [0x224c_d4f6], .configurationChanged),
        Template("replaced vici connection: <connection>", .cfg, 1, [0x66e9_3059], .configurationChanged),
        Template("updated vici connection: <connection>", .cfg, 1, [0x3d67_e505], .configurationChanged),
        Template("removed vici connection: <connection>", .cfg, 1, [0x2546_839f], .configurationChanged),
        Template("added child to existing configuration '<connection>'", .cfg, 1, [0x1cec_b982], .configurationChanged),
        Template("added configuration '<connection>'", .cfg, 1, [0x48f2_4020], .configurationChanged),
        Template("deleted connection '<connection>'", .cfg, 1, [0xb922_30d8], .configurationChanged),
        Template(
            "added vici pool <pool>: <virtual_ip>, <count> entries", .cfg, 1, [0xf137_2499], .configurationChanged),
        Template(
            "replaced vici pool <pool>: <virtual_ip>, <count> entries", .cfg, 1, [0x88eb_3b6a], .configurationChanged),
        Template(
            "updated vici pool <pool>: <virtual_ip>, <count> entries", .cfg, 1, [0xd1f1_66f0], .configurationChanged),
        Template("unloaded vici pool <pool>", .cfg, 1, [0xb1b6_6de3], .configurationChanged),
        Template("adding virtual IP address pool <pool>", .cfg, 1, [0x482c_e4cb], .configurationChanged),
        Template("rereading secrets", .cfg, 1, [0x7815_b2ba], .configurationChanged),
        Template("loading secrets from '<detail>'", .cfg, 1, [0xfccb_25f3], .configurationChanged),
        Template("loading ca certificates from '<detail>'", .cfg, 1, [0x7827_38e0], .configurationChanged),
        Template("loaded certificate '<identity>'", .cfg, 1, [0x5b87_1d96], .configurationChanged),
        Template("loaded <method> private key from token", .cfg, 1, [0xb921_4d52], .configurationChanged),
        Template("loaded <method> private key", .cfg, 1, [0xcec2_015f], .configurationChanged),
        Template(
            "loaded <method> shared key with id '<detail>' for: <other_detail>", .cfg, 1, [0x2e4f_4b43],
            .configurationChanged),
        Template("loaded <method> shared key for: <detail>", .cfg, 1, [0x2a9f_69f5], .configurationChanged),
        Template("  loaded <method> secret for <detail>", .cfg, 1, [0x3b45_6e3c], .configurationChanged),
        Template("received stroke: loglevel <count> for <detail>", .cfg, 1, [0x7170_a972], .configurationChanged),
        Template("received stroke: add connection '<connection>'", .cfg, 1, [0xc1a5_119f], .configurationChanged),
        Template("received stroke: delete connection '<connection>'", .cfg, 1, [0x5a28_9266], .configurationChanged),
        Template(
            "skipped invalid proposal string: <detail>", .cfg, 1, [0x5145_2c9c], .configurationChanged,
            "invalid_configuration"),
        Template(
            "algorithm '<detail>' not recognized", .cfg, 1, [0x1879_3d26], .configurationChanged,
            "invalid_configuration"),
        Template("vici initiate CHILD_SA '<tunnel>'", .cfg, 1, [0x382c_7c23], .commandReceived),
        Template("vici initiate IKE_SA '<connection>'", .cfg, 1, [0x382c_7c23], .commandReceived),
        Template("vici initiate '<tunnel>'", .cfg, 1, [0x2e5d_3e84], .commandReceived),
        Template(
            "vici terminate <detail>", .cfg, 1, [0x29db_19f8, 0x9d31_9f19, 0xb6d2_6d77, 0x84a7_c77a, 0xd255_0872],
            .commandReceived),
        Template(
            "vici rekey <detail>", .cfg, 1, [0x90c3_fddb, 0xcb9c_3e3f, 0xf298_3a9c, 0x2309_7ceb, 0xbe37_cda7],
            .commandReceived),
        Template(
            "vici redirect <detail>", .cfg, 1, [0x5728_ca41, 0xeb80_1a51, 0x66e6_7bbd, 0xd582_d951], .commandReceived),
        Template("vici install '<tunnel>'", .cfg, 1, [0x7328_1b56], .commandReceived),
        Template("vici uninstall '<tunnel>'", .cfg, 1, [0xa1c2_bfc8], .commandReceived),
        Template("vici installing '<tunnel>'", .cfg, 1, [0xd4d8_f691], .commandReceived),
        Template("vici uninstalling '<tunnel>'", .cfg, 1, [0x68e8_9287], .commandReceived),
        Template("vici initiating '<tunnel>'", .cfg, 1, [0xb559_a63e], .commandReceived),
        Template("vici closing CHILD_SA '<tunnel>' #<child_sa>", .cfg, 1, [0x98f2_294f], .commandReceived),
        Template("vici closing IKE_SA '<connection>' #<ike_sa>", .cfg, 1, [0xb7b1_0db8], .commandReceived),
        Template("closing '<tunnel>' #<child_sa>", .cfg, 1, [0xd528_9990], .commandReceived),
        Template("closing IKE_SA #<ike_sa>", .cfg, 1, [0x3083_7883], .commandReceived),
        Template("initiating '<tunnel>'", .cfg, 1, [0x9fae_eafe], .commandReceived),
        Template("installing '<tunnel>'", .cfg, 1, [0x7858_8070], .commandReceived),
        Template("uninstalling '<tunnel>'", .cfg, 1, [0xab51_7ac1], .commandReceived),
        Template("received stroke: initiate '<connection>'", .cfg, 1, [0x40c8_4186], .commandReceived),
        Template("received stroke: terminate '<connection>'", .cfg, 1, [0x909d_42fe], .commandReceived),
        Template("received stroke: rekey '<connection>'", .cfg, 1, [0xb821_ff7c], .commandReceived),
        Template("received stroke: route '<connection>'", .cfg, 1, [0x4d8b_6de4], .commandReceived),
        Template("received stroke: unroute '<connection>'", .cfg, 1, [0x66be_02c5], .commandReceived),
        Template("received stroke: terminate-srcip <detail>", .cfg, 1, [0x524d_4271], .commandReceived),
        Template(
            "start action: <detail> '<tunnel>'", .job, 1, [0x0a7b_967c, 0xca2e_56d3, 0xda2b_6351], .commandReceived),
        Template("no config named '<connection>'", .cfg, 1, [0x923a_1ea9], .commandReceived, "no_such_config"),
        Template("no child config named '<tunnel>'", .cfg, 1, [0x4c84_cb55], .commandReceived, "no_such_config"),
        Template("connection '<connection>' not found", .cfg, 1, [0xc527_25a1], .commandReceived, "no_such_config"),
        Template("no <detail>_SA named '<tunnel>' found", .cfg, 1, [0xc928_fb8b], .commandReceived, "no_such_sa"),
        Template(
            "unable to terminate IKE_SA: ID <ike_sa> not found", .ike, 1, [0xcd13_5275], .commandReceived, "no_such_sa"),
        Template(
            "unable to terminate, CHILD_SA with ID <child_sa> not found", .ike, 1, [0x19a8_9b7d], .commandReceived,
            "no_such_sa"),
        Template(
            "unable to terminate, established CHILD_SA with ID <child_sa> not found", .ike, 1, [0xcb8f_9b60],
            .commandReceived, "no_such_sa"),
        Template(
            "unable to initiate, missing --host option", .cfg, 1, [0x92da_8d7f], .commandReceived,
            "invalid_configuration"),
        Template(
            "unable to initiate, missing --identity option", .cfg, 1, [0x3c7c_a1f8], .commandReceived,
            "invalid_configuration"),
    ]

    // MARK: The kernel and the updown script

    private static let kernel: [Template] = [
        Template(
            "creating acquire job for policy <local_ts> === <remote_ts> with reqid {<reqid>}", .knl, 1,
            [0x1eca_d47f, 0x9d2f_b0e3, 0x9aeb_43b4], .acquireReceived),
        Template(
            "creating acquire job for policy <local_ts> === <remote_ts> with reqid {<reqid>}, <detail>", .knl, 1,
            [0x9d2f_b0e3, 0x9aeb_43b4], .acquireReceived),
        Template(
            "creating acquire job for policy with reqid {<reqid>}", .knl, 1, [0xc3ac_f4a0, 0xd58f_a1d7, 0xf5c8_aada],
            .acquireReceived),
        Template(
            "creating acquire job for policy with reqid {<reqid>}, <detail>", .knl, 1, [0xd58f_a1d7, 0xf5c8_aada],
            .acquireReceived),
        Template(
            "ignoring acquire for reqid <reqid>, connection attempt pending", .cfg, 1, [0xd21e_f70f], .acquireReceived),
        Template("ignoring acquire, connection attempt pending", .cfg, 1, [0xe5f0_b02d], .acquireReceived),
        Template(
            "trap not found, unable to acquire reqid <reqid>", .cfg, 1, [0x6048_4323], .acquireReceived,
            "no_such_config"),
        Template(
            "unable to add SAD entry with SPI <spi>", .knl, 1, [0x2038_fef5, 0x3770_eb9e], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to add SAD entry with SPI <spi>: <detail>", .knl, 1, [0x9e45_6b45], .kernelFailed, "kernel_refused"),
        Template(
            "unable to add SAD entry with SPI <spi> <detail>", .knl, 1, [0xdcc5_59d9, 0x0241_3812, 0x3770_eb9e],
            .kernelFailed, "kernel_refused"),
        Template(
            "unable to update SAD entry with SPI <spi>", .knl, 1, [0x57c3_c604, 0x8a6d_cc27], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to update SAD entry with SPI <spi>: <detail>", .knl, 1, [0x1445_0775, 0x78ce_a237, 0xf5af_65d1],
            .kernelFailed, "kernel_refused"),
        Template(
            "unable to update SAD entry with SPI <spi> <detail>", .knl, 1, [0x8a6d_cc27], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to delete SAD entry with SPI <spi>", .knl, 1, [0x4c60_c26c, 0xbaa5_538e], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to delete SAD entry with SPI <spi>: <detail>", .knl, 1, [0x2afc_84a3], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to delete SAD entry with SPI <spi> <detail>", .knl, 1, [0x179d_4b6c, 0xbaa5_538e], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to query SAD entry with SPI <spi>", .knl, 1, [0xac7e_2d8f, 0x6542_3ae6], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to query SAD entry with SPI <spi>: <detail>", .knl, 1, [0xe333_63e6, 0xbe75_c542], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to query SAD entry with SPI <spi> <detail>", .knl, 2, [0x6542_3ae6], .kernelFailed, "kernel_refused"
        ),
        Template(
            "unable to add policy <detail>", .knl, 1, [0x7595_afa0, 0x345b_bbfb, 0x84dc_73b9], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to update policy <detail>", .knl, 1,
            [0x60f5_256e, 0xb43b_d62c, 0x63b9_6a54, 0x7595_afa0, 0x345b_bbfb, 0x84dc_73b9], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to delete policy <detail>", .knl, 1,
            [0x7c87_4b39, 0x35c8_8231, 0x355d_9dff, 0xf406_1670, 0xa3e7_7ab1], .kernelFailed, "kernel_refused"),
        Template("unable to <detail> policy: <other_detail>", .knl, 1, [0xbafc_b997], .kernelFailed, "kernel_refused"),
        Template(
            "unable to install policy <detail>, the same policy for reqid <reqid> exists", .cfg, 1,
            [0xfc82_371e, 0xd645_878c], .kernelFailed, "policy_exists"),
        Template(
            "deleting policy <detail> failed, not found", .knl, 1,
            [0x34f9_d455, 0x5cb2_3187, 0xd561_988a, 0xcf32_a238], .kernelFailed, "no_such_policy"),
        Template(
            "received netlink error: <detail> (<count>)", .knl, 1, [0x59c8_a2dd, 0x7134_1799], .kernelFailed,
            "kernel_refused"),
        Template(
            "allocating SPI failed: <detail> (<count>)", .knl, 1, [0x721c_a450, 0x7134_1799], .kernelFailed,
            "kernel_refused"),
        Template(
            "querying SAD entry failed: <detail> (<count>)", .knl, 1, [0xa5f4_886d, 0x7134_1799], .kernelFailed,
            "kernel_refused"),
        Template(
            "querying policy failed: <detail> (<count>)", .knl, 1, [0x326c_88b4, 0x7134_1799], .kernelFailed,
            "kernel_refused"),
        Template("netlink read error: <detail>", .knl, 1, [0xfe89_bd87], .kernelFailed, "netlink_error"),
        Template("netlink write error: <detail>", .knl, 1, [0x0d0f_fbf8], .kernelFailed, "netlink_error"),
        Template("netlink request not acknowledged", .knl, 1, [0xfa58_cf51], .kernelFailed, "netlink_error"),
        Template(
            "Netlink request timed out after <attempts> retransmits", .knl, 1, [0x0ea1_08e0], .kernelFailed,
            "netlink_error"),
        Template("unable to get SPI", .knl, 1, [0x418c_6ef8], .kernelFailed, "kernel_refused"),
        Template("unable to get CPI", .knl, 1, [0xe9bf_e62c], .kernelFailed, "kernel_refused"),
        Template(
            "unable to install source route for <local_host>", .knl, 1, [0x46d6_e010], .kernelFailed, "kernel_refused"),
        Template(
            "installing route failed: <detail>", .knl, 1, [0xb303_2178, 0xedc3_e737], .kernelFailed, "kernel_refused"),
        Template(
            "installing trap failed, <detail>", .cfg, 1, [0xb68b_bcf1, 0x79a0_a6c9, 0x6130_bc19], .kernelFailed,
            "kernel_refused"),
        Template("installing trap failed", .cfg, 1, [0xe60f_9000], .kernelFailed, "kernel_refused"),
        Template("HA CHILD_SA installation failed", .chd, 1, [0xfd66_adad], .kernelFailed, "kernel_refused"),
        Template(
            "could not find an outbound IPsec SA for reqid {<reqid>}, dropping packet and triggering acquire", .esp, 1,
            [0x8aab_ddbc], .kernelFailed, "no_such_sa"),
        Template(
            "could not find an outbound IPsec SA for reqid {<reqid>}, dropping packet", .esp, 1, [0x72c6_20ae],
            .kernelFailed, "no_such_sa"),
        Template("updown: <detail>", .chd, 1, [0x7fb6_ec3e], .updownOutput),
        Template("ext-auth: <detail>", .chd, 1, [0x6767_8b56], .updownOutput),
        Template("error reading from updown script", .chd, 1, [0xceee_66ab], .updownOutput, "script_failed"),
        Template("error reading from ext-auth script", .cfg, 1, [0x8607_a7e2], .updownOutput, "script_failed"),
        Template("executing <script> failed: <detail>", .dmn, 1, [0xa98e_245c], .updownOutput, "script_failed"),
    ]

    // MARK: Chatter

    private static let chatter: [Template] = [
        Template("generating new cookie secret after <seconds>s since first use", .net, 1, [0x65c3_7d50], .chatter),
        Template("generating new cookie secret after <count> uses", .net, 1, [0x5569_db72], .chatter),
        Template("generating <detail>", .enc, 1, [0xe583_39dc], .chatter),
        Template("parsed <detail>", .enc, 1, [0xdf97_2bd1], .chatter),
        Template(
            "sending packet: from <local_endpoint> to <remote_endpoint> (<count> bytes)", .net, 1, [0x266e_bbc6],
            .chatter),
        Template(
            "received packet: from <remote_endpoint> to <local_endpoint> (<count> bytes)", .net, 1, [0x543a_ec9c],
            .chatter),
        Template("sending packet: from <local_endpoint> to <remote_endpoint>", .net, 2, [0x54ce_1b06], .chatter),
        Template("received packet: from <remote_endpoint> to <local_endpoint>", .net, 2, [0x1c9e_b7dd], .chatter),
        Template("received packet from: <remote_endpoint> to <local_endpoint>", .net, 2, [0x4ae4_f31c], .chatter),
        Template("sending keep alive to <remote_endpoint>", .ike, 1, [0xd55b_b10b], .chatter),
        Template("splitting IKE message (<count> bytes) into <limit> fragments", .enc, 1, [0xc3a1_3a28], .chatter),
        Template(
            "splitting IKE message with length of <count> bytes into <limit> fragments", .enc, 1, [0x128f_2490],
            .chatter),
        Template(
            "received fragment #<count> of <limit>, waiting for complete IKE message", .enc, 1, [0xf2d4_2ee2], .chatter),
        Template("received fragment #<count>, waiting for complete IKE message", .enc, 1, [0x0178_cc1b], .chatter),
        Template(
            "received fragment #<count> of <limit>, reassembled fragmented IKE message (<sequence> bytes)", .enc, 1,
            [0xf89e_c2a7], .chatter),
        Template(
            "received fragment #<count>, reassembled fragmented IKE message (<sequence> bytes)", .enc, 1, [0x92fd_62d1],
            .chatter),
        Template(
            "received fragment #<count> of <limit>, reassembling fragmented IKE message", .enc, 1, [0x91f2_0e94],
            .chatter),
        Template("received fragment #<count>, reassembling fragmented IKE message", .enc, 1, [0xba9e_2f4c], .chatter),
        Template("received duplicate fragment #<count>", .enc, 1, [0xd47f_9311], .chatter),
        Template("received unknown vendor ID: <detail>", .enc, 1, [0x4697_96f4], .chatter),
        Template("received <detail> vendor ID", .ike, 1, [0xbfc6_a0bd], .chatter),
        Template("sending <detail> vendor ID", .ike, 2, [0x10c0_0d4f], .chatter),
        Template("received <notify> notify", .ike, 1, [0x80d1_acec], .chatter),
        Template("sending cert request for \"<identity>\"", .ike, 1, [0x0784_c9b3], .chatter),
        Template("received cert request for \"<identity>\"", .ike, 1, [0xe9eb_efb3], .chatter),
        Template("received cert request for unknown ca '<identity>'", .ike, 1, [0x871a_c2aa], .chatter),
        Template("received cert request for '<identity>'", .ike, 1, [0x2eb9_1a0a], .chatter),
        Template("received cert request for unknown ca with keyid <detail>", .ike, 2, [0x5653_f0cf], .chatter),
        Template("received <count> cert requests for an unknown ca", .ike, 1, [0x1d60_d31a], .chatter),
        Template("sending end entity cert \"<identity>\"", .ike, 1, [0x996f_f510], .chatter),
        Template("received end entity cert \"<identity>\"", .ike, 1, [0xb816_ff7e], .chatter),
        Template("sending issuer cert \"<identity>\"", .ike, 1, [0x7b65_e3f2], .chatter),
        Template("received issuer cert \"<identity>\"", .ike, 1, [0xb7b8_36bf], .chatter),
        Template("  using certificate \"<identity>\"", .cfg, 1, [0x9151_8447], .chatter),
        Template("  using trusted ca certificate \"<identity>\"", .cfg, 1, [0x62c4_991f], .chatter),
        Template("  using trusted certificate \"<identity>\"", .cfg, 1, [0xdfa5_2e55], .chatter),
        Template("  using trusted intermediate ca certificate \"<identity>\"", .cfg, 1, [0x93db_be2a], .chatter),
        Template("  using untrusted intermediate certificate \"<identity>\"", .cfg, 1, [0xa885_8cca], .chatter),
        Template("  reached self-signed root ca with a path length of <count>", .cfg, 1, [0x94d3_6817], .chatter),
        Template("checking certificate status of \"<identity>\"", .cfg, 1, [0x86ca_823b], .chatter),
        Template("certificate status is good", .cfg, 1, [0x4d1d_aa19], .chatter),
        Template("certificate status is not available", .cfg, 1, [0x2916_9f7e], .chatter),
        Template("certificate status is unknown, crl is stale", .cfg, 1, [0x89c9_21a8], .chatter),
        Template("  crl correctly signed by \"<identity>\"", .cfg, 1, [0x7ff4_f4d1], .chatter),
        Template("  crl is valid: until <detail>", .cfg, 1, [0xa6b9_b455], .chatter),
        Template("  crl is stale: since <detail>", .cfg, 1, [0xb666_48d9], .chatter),
        Template("  fetching crl from '<detail>' ...", .cfg, 1, [0x9d72_5af0], .chatter),
        Template("  using cached crl", .cfg, 1, [0xe247_be39], .chatter),
        Template("  ocsp response correctly signed by \"<identity>\"", .cfg, 1, [0xe0b9_0655], .chatter),
        Template("  ocsp response is valid: until <detail>", .cfg, 1, [0xae77_2d11], .chatter),
        Template("  requesting ocsp status from '<detail>' ...", .cfg, 1, [0xf4cf_29ff], .chatter),
        Template("  using cached ocsp response", .cfg, 1, [0xd01d_b1ce], .chatter),
        Template("no <detail> configured, default to cert subject '<identity>'", .cfg, 1, [0xb52b_7621], .chatter),
        Template("no <detail> configured, default to IP address <identity>", .cfg, 1, [0xf326_95cd], .chatter),
        Template("no IDi configured, fall back on IP address", .cfg, 1, [0xf256_c5ef], .chatter),
        Template("no IDr configured, fall back on IP address", .cfg, 1, [0xe9a8_f7d5], .chatter),
        Template("peer supports MOBIKE, but disabled in config", .ike, 1, [0xbfeb_2aff], .chatter),
        Template("peer supports MOBIKE", .ike, 1, [0xa3b6_4007], .chatter),
        Template("sending address list update using MOBIKE", .ike, 1, [0x11f3_2a2b], .chatter),
        Template("checking path <local_endpoint> - <remote_endpoint>", .ike, 1, [0x8d51_b82e], .chatter),
        Template("looking for a route to <remote_host> ...", .ike, 1, [0x6d9a_e59a], .chatter),
        Template("old path is not preferred anymore", .ike, 1, [0x0a80_47b3], .chatter),
        Template("DPD not supported by peer, disabled", .ike, 1, [0xc76f_9940], .chatter),
        Template("<local_host> appeared on <detail>", .knl, 1, [0x4a5e_c50f], .chatter),
        Template("interface <detail> activated", .knl, 1, [0x4283_c878], .chatter),
        Template("interface <detail> appeared", .knl, 1, [0xc433_7a77], .chatter),
        Template("flags changed for <local_host> on <detail>", .knl, 1, [0xd6ac_1919], .chatter),
        Template("peer requested virtual IP <virtual_ip>", .ike, 1, [0x078b_bbd8], .chatter),
        Template("assigning new lease to '<identity>'", .cfg, 1, [0xf556_6bcc], .chatter),
        Template("reassigning offline lease to '<identity>'", .cfg, 1, [0x444d_e34d], .chatter),
        Template("reassigning online lease to '<identity>'", .cfg, 1, [0x05a1_6797], .chatter),
        Template("reassigning existing offline lease by '<detail>' to '<identity>'", .cfg, 1, [0x7ebc_d2d9], .chatter),
        Template("installing DNS server <detail> to <other_detail>", .ike, 1, [0x8b69_cfbc], .chatter),
        Template("installing DNS server <detail> via resolvconf", .ike, 1, [0x5e28_06d4], .chatter),
        Template("removing DNS server <detail> from <other_detail>", .ike, 1, [0xb246_7d25], .chatter),
        Template("removing DNS server <detail> via resolvconf", .ike, 1, [0x9138_5e7c], .chatter),
        Template("removing DNS servers via resolvconf", .ike, 1, [0x2daf_e85f], .chatter),
        Template("handling <detail> attribute failed", .cfg, 1, [0x97ed_2a26], .chatter),
        Template("received RADIUS <detail> from server '<other_detail>'", .cfg, 1, [0x4581_9bda], .chatter),
        Template("sending RADIUS <detail> to server '<other_detail>'", .cfg, 1, [0xf566_46d6], .chatter),
        Template("retransmit <attempt> of RADIUS <detail> (timeout: <duration>s)", .cfg, 1, [0xd44c_b097], .chatter),
        Template("narrowed CHILD_SA to <detail>", .cfg, 1, [0xa2e8_eee6], .chatter),
        Template(
            "creating per-resource SA as one of several (our ID <count>, peer's ID <detail>)", .ike, 1, [0xead3_f52b],
            .chatter),
        Template("creating per-resource SA as one of several (our ID <count>)", .ike, 1, [0xf1f0_392d], .chatter),
        Template(
            "creating SA as one of several per-resource SAs (peer's ID <detail>)", .ike, 1, [0xf83a_db82], .chatter),
        Template("creating SA as one of several per-resource SAs", .ike, 1, [0x83d2_af68], .chatter),
        Template("mediation connection is already up", .ike, 1, [0x930f_e1c3], .chatter),
        Template("dropped capabilities, running as uid <count>, gid <limit>", .lib, 1, [0x7b8a_d616], .chatter),
        Template("responder requested MID sync: <detail>", .ike, 1, [0x73e8_a7ce], .chatter),
        Template(
            "unable to load <count> plugin features (<limit> due to unmet dependencies)", .lib, 1, [0xa5e2_0a98],
            .chatter),
        Template(
            "unable to load <count> plugin feature (<limit> due to unmet dependencies)", .lib, 1, [0xa5e2_0a98],
            .chatter),
        Template("executing <detail> script '<script>' (<other_detail>)", .dmn, 1, [0x5813_2672], .chatter),
        Template("executing <detail> script '<script>' (<other_detail>):", .dmn, 1, [0x006d_f5e1], .chatter),
        Template("CHILD_SA <protocol>/0x<spi>/<remote_host> not found for delete", .job, 1, [0x97e1_39be], .chatter),
        Template("CHILD_SA <protocol>/0x<spi>/<remote_host> not found for rekey", .job, 1, [0x0e93_728b], .chatter),
        Template("CHILD_SA <protocol>/0x<spi>/<remote_host> not found for update", .job, 1, [0x102d_bf54], .chatter),
        Template("CHILD_SA {<child_sa>} not found for delete", .job, 1, [0x0dae_04cf, 0xd362_0519], .chatter),
        Template("CHILD_SA with reqid <reqid> not found for delete", .job, 1, [0x37d1_6faf], .chatter),
        Template("CHILD_SA with reqid <reqid> not found for update", .job, 1, [0x8a08_bf45], .chatter),
        Template("CHILD_SA with reqid <reqid> not found for rekeying", .job, 2, [0x48aa_4301], .chatter),
        Template("  activating <task> task", .ike, 2, [0xd5cd_e815], .chatter),
        Template("  <task> task", .ike, 2, [0xd293_dff0], .chatter),
        Template("activating new tasks", .ike, 2, [0xb7f4_1d8a], .chatter),
        Template("nothing to initiate", .ike, 2, [0xbaf6_6cd1], .chatter),
        Template("queueing <task> task (delayed by <seconds>s)", .ike, 2, [0x78d4_8bdf], .chatter),
        Template("queueing <task> task", .ike, 2, [0x2328_3e1a], .chatter),
        Template("delaying task initiation, <exchange> exchange in progress", .ike, 2, [0x06f5_7868], .chatter),
        Template("reinitiating already active tasks", .ike, 2, [0x9a68_87e5], .chatter),
        Template("migrating <task> task", .ike, 2, [0x0627_1d08], .chatter),
        Template("created IKE_SA <ike>", .mgr, 2, [0xd53f_498d], .chatter),
        Template("checkin and destroy of IKE_SA successful", .mgr, 2, [0x9002_f5a2], .chatter),
        Template("checkin and destroy IKE_SA <ike>", .mgr, 2, [0x304f_3694], .chatter),
        Template("checkin of IKE_SA successful", .mgr, 2, [0xfa63_9d0f], .chatter),
        Template("checkin IKE_SA <ike>", .mgr, 2, [0xf243_02fe], .chatter),
        Template("checkin <detail> SA <ike> with SPIs <other_detail>", .mgr, 2, [0x8da7_dce7], .chatter),
        Template("IKE_SA <ike> successfully checked out", .mgr, 2, [0x2679_3c66], .chatter),
        Template("IKE_SA checkout not successful", .mgr, 2, [0x24ab_a09a], .chatter),
        Template("checkout IKE_SA by unique ID <ike_sa>", .mgr, 2, [0xd52a_b80e], .chatter),
        Template("checkout IKE_SA by config", .mgr, 2, [0x34bb_2bbd], .chatter),
        Template("next event in <seconds>s <count>ms, waiting", .job, 2, [0xbb64_076c], .chatter),
        Template("next event in <count>ms, waiting", .job, 2, [0x1cfe_d0f9], .chatter),
        Template("no events, waiting", .job, 2, [0x923b_d057], .chatter),
        Template("got event, queuing job for execution", .job, 2, [0xc9e2_c05c], .chatter),
        Template("started worker thread <worker>", .job, 2, [0xf51f_c702], .chatter),
        Template("terminated worker thread <worker>", .job, 2, [0xa965_e0df], .chatter),
        Template("selecting proposal:", .cfg, 2, [0x82bd_d2a0], .chatter),
        Template("  proposal matches", .cfg, 2, [0xd3cf_e4ef], .chatter),
        Template("vici client <count> connected", .cfg, 2, [0xe39b_e412], .chatter),
        Template("vici client <count> disconnected", .cfg, 2, [0x00c5_e195], .chatter),
        Template("vici client <count> requests: <detail>", .cfg, 2, [0x26c8_0265], .chatter),
        Template("vici client <count> registered for: <detail>", .cfg, 2, [0x3437_cd8c], .chatter),
        Template("vici client <count> unregistered for: <detail>", .cfg, 2, [0xe4ef_d0ed], .chatter),
        Template("found matching child config \"<tunnel>\" with prio <count>", .cfg, 2, [0xfa47_22aa], .chatter),
        Template("waiting for data on sockets", .net, 2, [0x3710_adc3], .chatter),
        Template("checkout <detail> SA with SPIs <other_detail>", .mgr, 2, [0xedb7_14c1], .chatter),
        Template("checkout <detail> SA by message with SPIs <other_detail>", .mgr, 2, [0x115a_1465], .chatter),
        Template("adding SAD entry with SPI <detail>", .knl, 2, [0xe033_dea0, 0x6ed5_6e0c, 0x6a0d_ab05], .chatter),
        Template("deleting SAD entry with SPI <detail>", .knl, 2, [0x7788_2d9a, 0xc506_871c, 0xaef3_4ea8], .chatter),
        Template("deleted SAD entry with SPI <detail>", .knl, 2, [0x4e9a_1559, 0x4e2f_4eff, 0xba43_ff26], .chatter),
        Template(
            "querying SAD entry with SPI <detail>", .knl, 2,
            [0x776a_9cfb, 0xbea8_9e94, 0x10a7_40be, 0xaa5d_f163, 0x8421_26e5], .chatter),
        Template("updating policy <detail>", .knl, 2, [0xa03e_74ff, 0x9f44_a688, 0x7128_8578, 0xe9db_4746], .chatter),
        Template("deleting policy <detail>", .knl, 2, [0xab37_7a1d, 0x36aa_a572, 0xba5c_6ef4, 0x9475_b9e3], .chatter),
        Template("querying policy <detail>", .knl, 2, [0xd960_5468, 0xd725_a40b, 0xc8aa_d0e3, 0x7ff2_e5ae], .chatter),
        Template(
            "policy <detail> already exists, increasing refcount", .knl, 2,
            [0x849c_b09c, 0x190f_3797, 0x5a68_1488, 0x08b6_a5c4], .chatter),
        Template("got SPI <spi>", .knl, 2, [0x90da_0e49], .chatter),
        Template("  using <detail> for encryption", .chd, 2, [0x5635_582c], .chatter),
        Template("  using <detail> for integrity", .chd, 2, [0x468d_6bb3], .chatter),
        Template("adding <detail> <protocol> SA", .chd, 2, [0xf0a8_4615], .chatter),
        Template("  SPI 0x<spi>, src <local_host> dst <remote_host>", .chd, 2, [0xe777_7634], .chatter),
    ]
}
