extension Catalogue {
    /// Commands: vici, stroke and other control sockets; trap policies.
    static let commands: [Template] = [
        Template("received initiate for NetworkManager connection <detail>", .cfg, 1, [0x507b_0e5a], .commandReceived),
        Template("received initiate for connection '<detail>'", .cfg, 1, [0x55c1_d998], .commandReceived),
        Template("terminating <detail>_SA <count>", .cfg, 1, [0x6927_9be5], .commandReceived),
        Template("initiating <detail>_SA <connection>", .cfg, 1, [0x4012_43c8], .commandReceived),
        Template("error parsing specifier string", .cfg, 1, [0xc49b_7c0f], .commandReceived, "invalid_command"),
        Template("invalid start address: <detail>", .cfg, 1, [0xb435_c87b], .commandReceived, "invalid_command"),
        Template("invalid end address: <detail>", .cfg, 1, [0x1cfa_4174], .commandReceived, "invalid_command"),
        Template("received stroke: user-creds '<connection>'", .cfg, 1, [0x9b84_00f8], .commandReceived),
        Template("prevented log level change", .cfg, 1, [0x6441_cbb6], .commandReceived, "not_allowed"),
        Template("invalid stroke message length <count>", .cfg, 1, [0x14f5_8a18], .commandReceived, "invalid_command"),
        Template("received unknown stroke", .cfg, 1, [0xd1e5_9d8f], .commandReceived, "invalid_command"),
        Template("vici aborting <task> task for CHILD_SA '<tunnel>'", .cfg, 1, [0x0f29_19e2], .commandReceived),
        Template("vici removing <task> task for CHILD_SA '<tunnel>'", .cfg, 1, [0x519f_586a], .commandReceived),
        Template(
            "vici client <count> invalid registration: <detail>", .cfg, 1, [0x8773_f2d4], .commandReceived,
            "invalid_command"),
        Template(
            "vici client <count> invalid request: <detail>", .cfg, 1, [0x1d34_ceea], .commandReceived, "invalid_command"
        ),
        Template("invalid vici register message", .cfg, 1, [0x0009_01e3], .commandReceived, "invalid_command"),
        Template("invalid vici unregister message", .cfg, 1, [0x6236_11ea], .commandReceived, "invalid_command"),
        Template("invalid vici request message", .cfg, 1, [0x8a5f_2255], .commandReceived, "invalid_command"),
        Template("unsupported vici operation: <count>", .cfg, 1, [0xc3a6_2706], .commandReceived, "invalid_command"),
        Template("invalid vici message", .cfg, 1, [0xe69d_0f8c], .commandReceived, "invalid_command"),
        Template("invalid certificate flag '<detail>'", .cfg, 1, [0x456c_6db6], .commandReceived, "invalid_command"),
        Template("invalid certificate type '<detail>'", .cfg, 1, [0x749d_e1dc], .commandReceived, "invalid_command"),
        Template(
            "vici message length <count> exceeds <limit> bytes limit, ignored", .cfg, 1, [0x9782_a9c0],
            .commandReceived, "message_too_large"),
        Template(
            "vici message size <count> exceeds maximum size of <limit>, discarded", .cfg, 1, [0x90df_f14b],
            .commandReceived, "message_too_large"),
        Template("received unknown whitelist command", .cfg, 1, [0xba36_33cd], .commandReceived, "invalid_command"),
        Template("received unknown lookip command", .cfg, 1, [0x85b3_14ed], .commandReceived, "invalid_command"),
        Template("whitelist functionality <detail>", .cfg, 1, [0xe3cc_d88d], .configurationChanged),
        Template(
            "CHILD_SA '<tunnel>' is already being routed", .cfg, 1, [0x75d2_945c], .commandReceived, "already_routed"),
        Template("updating already routed CHILD_SA '<tunnel>'", .cfg, 1, [0xb8dc_1b3e], .commandReceived),
        Template("trap <reqid> not found to uninstall", .cfg, 1, [0xb848_12c2], .commandReceived, "no_such_config"),
        Template(
            "unable to process acquire without selectors for trap without destination address (reqid <reqid>)", .cfg, 1,
            [0xb0e7_f58f], .acquireReceived, "no_selectors"),
        Template(
            "uninstalling shunt <method> 'policy <detail>' failed", .cfg, 1, [0xa9bf_708f], .kernelFailed,
            "no_such_policy"),
        Template("vici connection <count> unknown", .cfg, 1, [0xea36_09f6], .chatter),
        Template("conn <connection>", .cfg, 2, [0x63d1_180f], .chatter),
        Template("ca <detail>", .cfg, 2, [0xd35b_5693], .chatter),
    ]
}
