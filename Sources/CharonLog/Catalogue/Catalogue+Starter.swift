extension Catalogue {
    /// The starter of ipsec.conf: charon's life and its configuration.
    static let starter: [Template] = [
        Template(
            "starter_stop_charon(): <detail> does not respond, sending KILL", .app, 1, [0x6384_ab3e], .daemonFailed,
            "not_responding"),
        Template(
            "starter_stop_charon(): can't stop <detail> !!!", .app, 1, [0xc2eb_9587], .daemonFailed, "process_failed"),
        Template("can't fork(): <detail>", .app, 1, [0xe696_3a0e], .daemonFailed, "process_failed"),
        Template("can't fork: <detail>", .app, 1, [0xd85b_b849], .daemonFailed, "process_failed"),
        Template("can't execv(<detail>,...): <other_detail>", .app, 1, [0xe16d_be00], .daemonFailed, "process_failed"),
        Template("unable to load kernel plugins", .app, 1, [0x5924_1424], .daemonFailed, "plugin_failed"),
        Template("IKE daemon '<detail>' not found", .app, 1, [0x1b2b_338f], .daemonFailed, "no_such_file"),
        Template("unable to set daemon name", .app, 1, [0x4053_d9f7], .daemonFailed, "internal_error"),
        Template("permission denied (must be superuser)", .app, 1, [0x4bec_0f53], .daemonFailed, "permission_denied"),
        Template(
            "unable to start strongSwan IPsec -- no <detail>!", .app, 1, [0x9050_8808], .daemonFailed, "no_such_file"),
        Template(
            "unable to start strongSwan -- fatal errors in config", .app, 1, [0x0539_2c10], .daemonFailed,
            "invalid_configuration"),
        Template(
            "starter is already running (<detail> exists) -- no fork done", .app, 1, [0x9c24_7107], .daemonRefused,
            "already_running"),
        Template("no netkey IPsec stack detected", .app, 1, [0xacf2_161d], .daemonFailed, "no_ipsec_stack"),
        Template("no KLIPS IPsec stack detected", .app, 1, [0x848e_92e9], .daemonFailed, "no_ipsec_stack"),
        Template("no known IPsec stack detected, ignoring!", .app, 1, [0x9272_407c], .daemonFailed, "no_ipsec_stack"),
        Template(
            "WARNING: cannot flush IPsec state/policy database", .app, 1, [0x3d59_1409], .kernelFailed, "kernel_refused"
        ),
        Template("child <detail> has quit (exit code <count>)", .app, 2, [0x9603_ab93], .chatter),
        Template("child <detail> has quit", .app, 2, [0x6ffc_50a4], .chatter),
        Template("child <detail> has been stopped by sig <signal>", .app, 2, [0xe0b4_a9b3], .chatter),
        Template("Reloading config...", .app, 2, [0x2ad9_044b], .daemonReloading),
        Template(
            "can't reload config file due to errors -- keeping old one", .app, 1, [0x1ded_ae66], .configurationFailed,
            "invalid_configuration"),
        Template("Attempting to start <detail>...", .app, 2, [0xb09d_e19c], .chatter),
        Template("config invalid!", .app, 1, [0xd680_f1b4], .configurationFailed, "invalid_configuration"),
        Template("stroke message exceeds buffer size", .app, 1, [0x0bb4_4069], .daemonFailed, "message_too_large"),
        Template(
            "stroke message exceeds maximum buffer size", .app, 1, [0x94b7_7dfa], .daemonFailed, "message_too_large"),
        Template(
            "failed to connect to stroke socket '<detail>'", .app, 1, [0x016d_af18], .daemonFailed, "socket_error"),
        Template("sending stroke message failed", .app, 1, [0x2e07_91a8], .daemonFailed, "socket_error"),
        Template("reading stroke response failed", .app, 1, [0x1a22_53bf], .daemonFailed, "socket_error"),
        Template(
            "# bad <state>: <detail>", .app, 1,
            [
                0xee8b_c92f, 0x5ff2_32a5, 0x2e36_24bc, 0xbbe4_ebb2, 0xe67c_d252, 0xc0d7_5184, 0x2838_1f75, 0x5205_f923,
                0x6b09_010a, 0xfb4c_61e0,
            ], .configurationFailed, "invalid_configuration"),
        Template(
            "# option '<detail>' not supported yet", .app, 1, [0x1980_b271], .configurationFailed, "not_supported"),
        Template(
            "# deprecated keyword '<detail>' in <other_detail>", .app, 1, [0xe59f_337c, 0x80bd_6626, 0xd0ec_6701],
            .configurationFailed, "deprecated_keyword"),
        Template(
            "# unsupported keyword '<detail>' in <other_detail>", .app, 1, [0x4f66_c86d, 0xd469_37ba, 0x107a_dcb9],
            .configurationFailed, "unknown_keyword"),
        Template("# unknown keyword '<detail>'", .app, 1, [0x422c_8014], .configurationFailed, "unknown_keyword"),
        Template(
            "Disabling <detail>start option, '<other_detail>' not found", .app, 1, [0x07df_e745], .configurationFailed,
            "no_such_file"),
        Template(
            "  bad argument value in <detail>", .app, 1, [0xed85_2e27, 0x4e18_eb47, 0xd9f2_e085], .configurationFailed,
            "invalid_configuration"),
        Template(
            "# can't have both 'ah' and 'esp' options", .app, 1, [0x30dc_5d90], .configurationFailed,
            "invalid_configuration"),
        Template(
            "# cannot have both <detail>firewall and <other_detail>updown", .app, 1, [0x4cf4_75e3],
            .configurationFailed, "invalid_configuration"),
        Template(
            "# ignored ca '<detail>' due to <other_detail>", .app, 1, [0x0782_10aa], .configurationFailed,
            "invalid_configuration"),
        Template(
            "# ignored conn '<connection>' due to <other_detail>", .app, 1, [0x8819_b3dd], .configurationFailed,
            "invalid_configuration"),
        Template(
            "### <count> parsing <detail> ###", .app, 1, [0x841f_3e24], .configurationFailed, "invalid_configuration"),
        Template("Loading <detail>", .app, 2, [0x3cea_bed4, 0xb18c_5885, 0xa17d_713d], .chatter),
        Template("stater_stop_charon(): <detail> was not started...", .app, 1, [0x472d_30a3], .chatter),
        Template("starter_start_charon(): <detail> already started...", .app, 1, [0x0157_404b], .chatter),
    ]
}
