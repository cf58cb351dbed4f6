extension Catalogue {
    /// Configuration and commands.
    static let configuration: [Template] = [
        Template("added vici connection: <connection>", .cfg, 1, [0x224c_d4f6], .connectionLoaded),
        Template("replaced vici connection: <connection>", .cfg, 1, [0x66e9_3059], .connectionLoaded),
        Template("updated vici connection: <connection>", .cfg, 1, [0x3d67_e505], .connectionLoaded),
        Template("removed vici connection: <connection>", .cfg, 1, [0x2546_839f], .connectionUnloaded),
        Template("added child to existing configuration '<connection>'", .cfg, 1, [0x1cec_b982], .connectionLoaded),
        Template("added configuration '<connection>'", .cfg, 1, [0x48f2_4020], .connectionLoaded),
        Template("deleted connection '<connection>'", .cfg, 1, [0xb922_30d8], .connectionUnloaded),
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
        Template(
            "IKE ports can't be equal, will allocate NAT-T port randomly", .net, 1, [0x24df_28bc], .configurationFailed,
            "invalid_configuration"),
        Template(
            "cannot change ownership of socket '<detail>' without CAP_CHOWN capability. socket directory should be accessible to UID/GID under which the daemon will run",
            .net, 1, [0x79d6_fcd4], .configurationFailed, "missing_capability"),
        Template(
            "invalid stream URI: '<detail>'", .net, 1, [0x775b_b978], .configurationFailed, "invalid_configuration"),
        Template(
            "socket '<detail>' requires CAP_CHOWN capability", .net, 1, [0xe27b_b4a7], .configurationFailed,
            "missing_capability"),
        Template(
            "routing table IDs > 255 are not supported", .knl, 1, [0x8116_81eb], .configurationFailed,
            "invalid_configuration"),
        Template("'<detail>' outside list", .enc, 1, [0xc678_33ef], .commandReceived, "vici_message_invalid"),
        Template("'<detail>' outside of section", .enc, 1, [0xda38_0e02], .commandReceived, "vici_message_invalid"),
        Template("'<detail>' within list", .enc, 1, [0x645a_433d], .commandReceived, "vici_message_invalid"),
        Template("'<detail>' within section", .enc, 1, [0xd124_841a], .commandReceived, "vici_message_invalid"),
        Template("invalid '<detail>' encoding", .enc, 1, [0x2f15_94cf], .commandReceived, "vici_message_invalid"),
        Template("unknown encoding type: <count>", .enc, 1, [0x4ec5_c99c], .commandReceived, "vici_message_invalid"),
        Template("installed bypass policy for <remote_ts>", .ike, 1, [0x7cf5_2d13], .configurationChanged),
        Template("uninstalling bypass policy for <remote_ts>", .ike, 1, [0x459f_bcfb], .configurationChanged),
        Template(
            "interface change for bypass policy for <remote_ts> (from <detail> to <interface>)", .ike, 1, [0x436b_900d],
            .configurationChanged),
        Template(
            "installing trap <child> with generic security label '<detail>'", .ike, 1, [0xd67c_a063, 0x7b9e_16cd],
            .configurationChanged),
        Template(
            "uninstalling trap <child> with generic security label '<detail>'", .ike, 1, [0x9fc5_0146, 0x957b_b4dd],
            .configurationChanged),
        Template(
            "unrecognized phase2 EAP TNC method \"<detail>\"", .ike, 1, [0x7fef_a7e6], .configurationFailed,
            "invalid_configuration"),
        Template(
            "unrecognized phase2 method \"<detail>\"", .ike, 1, [0xc6ff_7584], .configurationFailed,
            "invalid_configuration"),
    ]
}
