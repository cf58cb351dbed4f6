extension Catalogue {
    /// The daemon's life.
    static let daemon: [Template] = [
        Template("Starting IKE charon daemon (strongSwan <version>, <detail>)", .dmn, 1, [], .daemonStarting),
        Template("Starting charon-systemd IKE daemon (strongSwan <version>, <detail>)", .dmn, 1, [], .daemonStarting),
        Template("Starting charon NetworkManager backend (strongSwan <version>)", .dmn, 1, [], .daemonStarting),
        Template("Starting charon with TKM backend (strongSwan <version>)", .dmn, 1, [], .daemonStarting),
        Template(
            "Starting charon-cmd IKE client (strongSwan <version>, <detail>)", .dmn, 1, [0x316b_7cd2], .daemonStarting),
        Template("Starting IKE service (strongSwan <version>, <detail>)", .dmn, 1, [], .daemonStarting),
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
        Template("charon already running ('<file>' exists)", .dmn, 1, [], .daemonRefused, "already_running"),
        Template("charon already running (\"<file>\" exists)", .dmn, 1, [], .daemonRefused, "already_running"),
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
        Template("<detail> has died -- restart scheduled (<seconds>sec)", .app, 1, [0x0928_f7b4], .daemonExited),
        Template("child <detail> has been killed by sig <signal>", .app, 2, [0xf0c5_12ba], .daemonCrashing),
        Template("!! WARNING: SAVING <detail> KEYS TO '<other_detail>'", .dmn, 0, [0x6e19_f288], .configurationChanged),
    ]

    /// What the daemon, a plugin or the cluster cannot do.
    static let daemonFailures: [Template] = [
        Template(
            "charon-tkm already running (\"<file>\" exists)", .dmn, 1, [0x75b9_39f2], .daemonRefused, "already_running"),
        Template(
            "charon-tkm already running ('<file>' exists)", .dmn, 1, [0xb204_1cfe], .daemonRefused, "already_running"),
        Template(
            "agent plugin requires CAP_DAC_OVERRIDE capability", .dmn, 1, [0xa1cc_e23c], .daemonFailed,
            "missing_capability"),
        Template(
            "agent plugin requires CAP_SETUID/CAP_SETGID capability", .dmn, 1, [0x1338_4d97], .daemonFailed,
            "missing_capability"),
        Template(
            "xauth-pam plugin requires CAP_AUDIT_WRITE capability", .dmn, 1, [0x4d2d_56f5], .daemonFailed,
            "missing_capability"),
        Template("critical TKM error, terminating!", .dmn, 1, [0x4b65_6257], .daemonFailed, "tkm_failed"),
        Template(
            "error <error_code> while waiting for a signal", .dmn, 1, [0xbf8b_edf9], .daemonFailed, "internal_error"),
        Template(
            "init of TKM client failed - aborting <detail>", .dmn, 1, [0xfbc5_9154], .daemonStopping, "tkm_failed"),
        Template(
            "no CA certificate ID mapping defined - aborting <detail>", .dmn, 1, [0xd64c_9621], .daemonStopping,
            "invalid_configuration"),
        Template(
            "no DH group mapping defined - aborting <detail>", .dmn, 1, [0x5650_a161], .daemonStopping,
            "invalid_configuration"),
        Template(
            "no KE group mapping defined - aborting <detail>", .dmn, 1, [0x31c6_d1bf], .daemonStopping,
            "invalid_configuration"),
        Template(
            "unable to set pidfile name - aborting <detail>", .dmn, 1, [0x0df0_3df4], .daemonStopping, "pid_file_failed"
        ),
        Template("integrity check of libcharon failed", .dmn, 1, [0x193d_6acd], .daemonFailed, "file_integrity_failed"),
        Template("opening UCI fifo failed: <error>", .dmn, 1, [0x2c35_aac2], .daemonFailed, "file_failed"),
        Template("reading from UCI fifo failed: <error>", .dmn, 1, [0x1fac_b0da], .daemonFailed, "file_failed"),
        Template(
            "opening file <file> for logging failed: <error>", .dmn, 1, [0xca7f_3e1d], .daemonFailed, "log_file_failed"),
        Template(
            "reading from <detail> script '<script>' (<other_detail>) failed", .dmn, 1, [0x1277_9f21], .daemonFailed,
            "script_failed"),
        Template("unable to create pidfile '<file>'", .dmn, 1, [0x3b58_9fc1], .daemonFailed, "pid_file_failed"),
        Template("unable to determine fd for '<file>'", .dmn, 1, [0xe127_6113], .daemonFailed, "pid_file_failed"),
        Template("waiting for signal failed: <error>", .dmn, 1, [0x56cb_777d], .daemonFailed, "internal_error"),
        Template("notifying watcher failed: <error>", .job, 1, [0xcae1_548e], .daemonFailed, "watcher_failed"),
        Template("reading watcher notify failed: <error>", .job, 1, [0xe874_8ee2], .daemonFailed, "watcher_failed"),
        Template("watcher poll() error: <error>", .job, 1, [0x157e_d6ab], .daemonFailed, "watcher_failed"),
        Template("watcher select() error: <error>", .job, 1, [0x887f_4880], .daemonFailed, "watcher_failed"),
        Template("notifying watcher failed: <error>", .wch, 1, [], .daemonFailed, "watcher_failed"),
        Template("reading watcher notify failed: <error>", .wch, 1, [], .daemonFailed, "watcher_failed"),
        Template("watcher poll() error: <error>", .wch, 1, [], .daemonFailed, "watcher_failed"),
        Template(
            "manager initialization failed, no RNG supported", .mgr, 1, [0x43aa_02c7], .daemonFailed, "internal_error"),
        Template(
            "unable to allocate new initiator SPI for IKE_SA", .mgr, 1, [0xad99_67f5], .daemonFailed, "internal_error"),
        Template(
            "unable to change initiator SPI of IKE_SA as responder", .mgr, 1, [0xf0ad_053e], .daemonFailed,
            "internal_error"),
        Template(
            "unable to change initiator SPI of IKE_SA not checked out by current thread", .mgr, 1, [0x2c33_09a8],
            .daemonFailed, "internal_error"),
        Template(
            "unable to change initiator SPI of IKE_SA, not found", .mgr, 1, [0x3f28_a9d8], .daemonFailed,
            "internal_error"),
        Template(
            "unable to change initiator SPI for IKE_SA in state <state>", .mgr, 1, [0x8b66_9b7c], .daemonFailed,
            "internal_error"),
        Template("HA CHILD_SA key derivation failed", .chd, 1, [0xf552_1484], .clusterChanged, "key_derivation_failed"),
        Template(
            "HA is missing nodes child configuration", .chd, 1, [0xa0ff_2cf7], .clusterChanged, "ha_config_missing"),
        Template("IKE_SA for HA CHILD_SA not found", .chd, 1, [0x0dab_3fc6], .clusterChanged, "no_such_sa"),
        Template("failed to build path to ESP key table", .chd, 1, [0xd75b_1dc6], .daemonFailed, "file_failed"),
        Template(
            "failed to open ESP key table '<file>': <error>", .chd, 1, [0x1f25_b958], .daemonFailed, "file_failed"),
        Template(
            "changing group for '<file>' failed: <error>", .net, 1, [0x8ac3_a2b0], .daemonFailed, "log_file_failed"),
        Template(
            "changing owner/group for '<file>' failed: <error>", .net, 1, [0x8c55_1a6d], .daemonFailed,
            "log_file_failed"),
        Template(
            "connmark plugin requires CAP_NET_ADMIN capability", .net, 1, [0xaf03_daf2], .daemonFailed,
            "missing_capability"),
        Template(
            "connmark plugin requires CAP_NET_RAW capability", .net, 1, [0x0200_a038], .daemonFailed,
            "missing_capability"),
        Template(
            "dhcp plugin requires CAP_NET_BIND_SERVICE capability", .net, 1, [0xbf66_a96b], .daemonFailed,
            "missing_capability"),
        Template(
            "dhcp plugin requires CAP_NET_RAW capability", .net, 1, [0xbecf_eac4], .daemonFailed, "missing_capability"),
        Template(
            "farp plugin requires CAP_NET_RAW capability", .net, 1, [0x8a65_05e0], .daemonFailed, "missing_capability"),
        Template(
            "forecast plugin requires CAP_NET_RAW capability", .net, 1, [0x51b7_3023], .daemonFailed,
            "missing_capability"),
        Template(
            "socket-default plugin requires CAP_NET_BIND_SERVICE capability", .net, 1, [0x11c6_2046], .daemonFailed,
            "missing_capability"),
        Template(
            "creating cookie RNG failed, no RNG supported", .net, 1, [0xe364_2958], .daemonFailed,
            "algorithm_not_supported"),
        Template(
            "creating cookie hasher failed, no hashers supported", .net, 1, [0xe934_533f], .daemonFailed,
            "algorithm_not_supported"),
        Template("creating cookie secret failed", .net, 1, [0x4461_1c9a], .daemonFailed, "internal_error"),
        Template(
            "creating notify pipe for dynamic socket failed", .net, 1, [0x37ba_c944], .daemonFailed, "internal_error"),
        Template(
            "failed to allocated cookie secret, keeping old", .net, 1, [0x7400_8c99], .daemonFailed, "internal_error"),
        Template(
            "kernel-libipsec plugin requires CAP_NET_ADMIN capability", .knl, 1, [0xc818_c9be], .daemonFailed,
            "missing_capability"),
        Template(
            "kernel-libipsec requires CAP_NET_RAW capability to send and receive ESP packets without UDP encapsulation",
            .knl, 1, [0x675c_1ed8], .daemonFailed, "missing_capability"),
        Template(
            "kernel-netlink plugin might require CAP_NET_ADMIN capability", .knl, 1, [0x88ac_3534], .daemonFailed,
            "missing_capability"),
        Template(
            "kernel-pfkey plugin requires CAP_NET_ADMIN capability", .knl, 1, [0x50d6_279a], .daemonFailed,
            "missing_capability"),
        Template("ATTRIBUTE FORMAT flag is not set", .enc, 1, [0xb448_cb18], .daemonFailed, "encoding_failed"),
        Template("U_INT_4 Type is not 4 Bit aligned", .enc, 1, [0xb7c1_9503], .daemonFailed, "encoding_failed"),
        Template(
            "can not generate a chunk at bitpos <count>", .enc, 1, [0x03dd_33c9, 0xced4_2fb2], .daemonFailed,
            "encoding_failed"),
        Template("exchange type is not defined", .enc, 1, [0x71df_3490], .daemonFailed, "encoding_failed"),
        Template("failed to generate IKE fragment", .enc, 1, [0xbefa_acdc], .daemonFailed, "encoding_failed"),
        Template("failed to wrap encrypted IKEv1 message", .enc, 1, [0x2d21_34a2], .daemonFailed, "encoding_failed"),
        Template("source/destination not defined", .enc, 1, [0xac92_f64c], .daemonFailed, "encoding_failed"),
        Template(
            "encoding certificate for cert payload failed", .enc, 1, [0xfb0d_cb5a], .daemonFailed, "encoding_failed"),
        Template("U_INT Type <detail> is not 8 Bit aligned", .enc, 1, [0x65cd_f121], .daemonFailed, "encoding_failed"),
        Template("U_INT Type <detail> is not supported", .enc, 1, [0xbbec_bddc], .daemonFailed, "encoding_failed"),
        Template("field type <detail> is not supported", .enc, 1, [0x3ce9_fe5c], .daemonFailed, "encoding_failed"),
        Template(
            "embedding <detail> certificate in payload failed", .enc, 1, [0x9bc7_e181], .daemonFailed, "encoding_failed"
        ),
        Template(
            "encrypting <detail> failed, no IV generator", .enc, 1, [0x56ec_5211], .daemonFailed, "encryption_failed"),
        Template(
            "encrypting <detail> failed, no IV or padding", .enc, 1, [0x149d_b073], .daemonFailed, "encryption_failed"),
        Template(
            "encrypting <detail> failed, no RNG found", .enc, 1, [0x0bd0_54ce], .daemonFailed, "encryption_failed"),
        Template(
            "encrypting encrypted fragment payload failed, transform missing", .enc, 1, [0xadee_1a6d], .daemonFailed,
            "encryption_failed"),
        Template(
            "encrypting encrypted payload failed, transform missing", .enc, 1, [0x1df5_5076], .daemonFailed,
            "encryption_failed"),
        Template("encryption failed, transform missing", .enc, 1, [0x46f5_2cb4], .daemonFailed, "encryption_failed"),
        Template(
            "unable to encrypt payloads without AEAD transform", .enc, 1, [0x8f71_34a3], .daemonFailed,
            "encryption_failed"),
        Template(
            "payload <payload> has no ordering rule in <exchange> <detail>", .enc, 1, [0x90b8_156e], .daemonFailed,
            "encoding_failed"),
        Template(
            "vici builder error: <attempts> errors (section: <count>, list <limit>)", .enc, 1, [0x4095_6831],
            .daemonFailed, "encoding_failed"),
        Template("vici builder format buffer exceeds limit", .enc, 1, [0xf623_6671], .daemonFailed, "encoding_failed"),
        Template("vici builder format print failed", .enc, 1, [0x9460_76af], .daemonFailed, "encoding_failed"),
        Template(
            "vici name exceeds size limit (<count> > <limit>)", .enc, 1, [0x3a3a_7633], .daemonFailed, "encoding_failed"
        ),
        Template(
            "vici value exceeds size limit (<count> > <limit>)", .enc, 1, [0x7f79_c8f2], .daemonFailed,
            "encoding_failed"),
        Template(
            "AES_CBC not supported, unable to use 3GPP algorithm", .ike, 1, [0xb5fd_f38d], .daemonFailed,
            "algorithm_not_supported"),
        Template(
            "<count> exceeds buffer size <limit>, encryption failed (isa: <sequence>)", .ike, 1, [0xc715_c1b2],
            .daemonFailed, "encryption_failed"),
        Template(
            "HA is missing nodes peer configuration", .ike, 1, [0xb553_fc99], .clusterChanged, "ha_config_missing"),
        Template("HA keymat derivation failed", .ike, 1, [0x94c8_0e1f], .clusterChanged, "key_derivation_failed"),
        Template(
            "Skip of first child SA creation failed for ISA context <count>", .ike, 1, [0xddef_b0f2], .daemonFailed,
            "tkm_failed"),
        Template("could not initialize AEAD transforms", .ike, 1, [0x0d32_a667], .daemonFailed, "tkm_failed"),
        Template(
            "creating NAT-D payload hash failed", .ike, 1, [0xa8a2_2738], .daemonFailed, "algorithm_not_supported"),
        Template(
            "unable to build NATD payloads, SHA1 not supported", .ike, 1, [0x300a_0201], .daemonFailed,
            "algorithm_not_supported"),
        Template(
            "unable to create connect manager, SHA1 not supported", .ike, 1, [0x4fb1_791a], .daemonFailed,
            "algorithm_not_supported"),
        Template(
            "unable to use hash-and-url: SHA-1 not supported", .ike, 1, [0x3fec_1474], .daemonFailed,
            "algorithm_not_supported"),
        Template(
            "unable to use hash-and-url: sha1 not supported", .ike, 1, [0x96fd_d126], .daemonFailed,
            "algorithm_not_supported"),
        Template(
            "no hasher available to build NAT-D payload", .ike, 1, [0xb04d_39ac], .daemonFailed,
            "algorithm_not_supported"),
        Template("encoding certificate for cert payload failed", .ike, 1, [], .daemonFailed, "encoding_failed"),
        Template("encryption failed (isa: <count>)", .ike, 1, [0xf45a_1561], .daemonFailed, "encryption_failed"),
        Template("failed to allocate message ID", .ike, 1, [0x8b10_6b84], .daemonFailed, "internal_error"),
        Template("failed to build path to IKE key table", .ike, 1, [0x47f7_c493], .daemonFailed, "file_failed"),
        Template(
            "failed to open IKE key table '<file>': <error>", .ike, 1, [0x1378_2f56], .daemonFailed, "file_failed"),
        Template(
            "failed to determine number of CPUs for this system", .ike, 1, [0x3733_043c], .daemonFailed,
            "internal_error"),
        Template("failed to reset AE context <count>", .ike, 1, [0x61f2_0b1d], .daemonFailed, "tkm_failed"),
        Template("failed to reset ISA context <count>", .ike, 1, [0x0afa_a438], .daemonFailed, "tkm_failed"),
        Template("failed to reset nonce context <count>", .ike, 1, [0x569f_8b26], .daemonFailed, "tkm_failed"),
        Template("unable to acquire CC context id", .ike, 1, [0xb755_c7f8], .daemonFailed, "tkm_failed"),
        Template("unable to acquire ae context id", .ike, 1, [0x636c_abc5], .daemonFailed, "tkm_failed"),
        Template("unable to acquire context id for nonce", .ike, 1, [0x57a1_0b4a], .daemonFailed, "tkm_failed"),
        Template("unable to acquire reference for ae: <count>", .ike, 1, [0x48b0_b3ce], .daemonFailed, "tkm_failed"),
        Template("unable to reset CC context <count>", .ike, 1, [0x5b00_d5e4], .daemonFailed, "tkm_failed"),
        Template("unable to retrieve parent isa info", .ike, 1, [0xcdaa_23f3], .daemonFailed, "tkm_failed"),
        Template("unable to generate ID for ME_CONNECT", .ike, 1, [0x0cfb_096b], .daemonFailed, "internal_error"),
        Template(
            "unable to generate connect ID for ME_CONNECT", .ike, 1, [0x4a97_9313], .daemonFailed, "internal_error"),
        Template(
            "unable to generate connect key for ME_CONNECT", .ike, 1, [0xb0f7_3ab0], .daemonFailed, "internal_error"),
        Template("unable to get random bytes for NAT-D fake", .ike, 1, [0xcaa1_7a62], .daemonFailed, "internal_error"),
        Template("unable to get random bytes for NATD fake", .ike, 1, [0xe8d5_8e6c], .daemonFailed, "internal_error"),
    ]
}
