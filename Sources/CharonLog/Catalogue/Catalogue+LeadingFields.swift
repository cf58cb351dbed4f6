extension Catalogue {
    /// Messages that begin with what varies, tried last: each is compared with every line.
    static let leadingFields: [Template] = [
        Template(
            "<detail> NameConstraint not supported", .cfg, 1, [0x8e10_1f59], .certificateRejected,
            "name_constraint_not_supported"),
        Template(
            "<detail> NameConstraint matching not implemented", .cfg, 1, [0x894a_32dd], .certificateRejected,
            "name_constraint_not_supported"),
        Template(
            "<detail>:<count>: <other_detail>", .cfg, 1, [0x0c77_6f6b], .configurationFailed, "invalid_configuration"),
        Template(
            "<count> bytes insufficient to parse <detail>", .lib, 1,
            [0x3d6a_c30f, 0x0590_2c50, 0xb101_7527, 0x79dc_2f5c, 0xf069_907d, 0xd73f_b9a2], .chatter),
        Template(
            "<detail> has quit: integrity test of <other_detail> failed", .app, 1, [0x3708_80b8], .daemonFailed,
            "file_integrity_failed"),
        Template(
            "<detail> has quit: initialization failed", .app, 1, [0x8a6e_c91d], .daemonFailed, "initialization_failed"),
        Template("<detail> too long to start... - kill kill", .app, 1, [0x8082_6f0c], .daemonFailed, "not_responding"),
        Template("<detail> refused to be started", .app, 1, [0x631b_acf6], .daemonFailed, "initialization_failed"),
        Template(
            "<detail> is already running (<other_detail> exists) -- skipping daemon start", .app, 1, [0xa72b_979d],
            .daemonRefused, "already_running"),
        Template("<method> key pair generation failed", .lib, 1, [0xb19d_c1cb], .daemonFailed, "crypto_failed"),
        Template("<method> public key encoding failed", .lib, 1, [0x6751_d574], .daemonFailed, "crypto_failed"),
        Template("<method> decapsulation failed", .lib, 1, [0x778d_dca8], .daemonFailed, "crypto_failed"),
        Template("<method> encapsulation failed", .lib, 1, [0x0d0f_7766], .daemonFailed, "crypto_failed"),
        Template("<method> public key initialization failed", .lib, 1, [0x2c12_32e8], .daemonFailed, "crypto_failed"),
        Template("<method> shared secret computation failed", .lib, 1, [0x5903_3732], .daemonFailed, "crypto_failed"),
        Template("<method> public value is malformed", .lib, 1, [0x143f_5fdd], .messageInvalid, "public_value_invalid"),
        Template("<method> public key invalid", .lib, 1, [0x0367_95a4], .messageInvalid, "public_value_invalid"),
        Template(
            "<method> public key encoding invalid", .lib, 1, [0x4ad4_47ce], .messageInvalid, "public_value_invalid"),
        Template(
            "<method> not supported, unable to use 3GPP2 algorithm", .cfg, 1, [0xe682_74d6], .daemonFailed,
            "algorithm_not_supported"),
        Template(
            "<method> message requires a MAC, but none found", .lib, 1, [0x0476_c654], .authenticationProgress,
            "eap_message_not_authenticated"),
        Template(
            "<method> message has a phase 0 notify, but no MAC found", .lib, 1, [0xe1a4_4b08], .authenticationProgress,
            "eap_message_not_authenticated"),
        Template(
            "<method> MAC verification failed", .lib, 1, [0x7519_4bc9], .authenticationProgress,
            "eap_message_not_authenticated"),
        Template(
            "<method> ENCR_DATA not a multiple of block size", .lib, 1, [0xcc73_4d58], .authenticationProgress,
            "eap_message_invalid"),
        Template("<detail> is not a FIFO, recreate it", .cfg, 1, [0xd01b_1d13], .daemonFailed, "fifo_failed"),
        Template("<method> packet too short", .tls, 1, [0xb10c_de6c], .authenticationProgress, "tls_message_invalid"),
        Template(
            "<method> packet count exceeded (<count> > <limit>)", .tls, 1, [0x0525_c2b0], .authenticationProgress,
            "tls_too_many_packets"),
        // What a hexadecimal dump begins with.
        Template("<detail> => <count> bytes @ <other_detail>", .unknown, 3, [], .chatter),
    ]
}
