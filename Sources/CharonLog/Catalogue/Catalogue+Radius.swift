extension Catalogue {
    /// RADIUS: servers, accounting, dynamic authorization.
    static let radius: [Template] = [
        Template("received group membership '<identity>' from RADIUS", .cfg, 1, [0x61ec_9fbf], .authenticationProgress),
        Template("scheduling RADIUS Interim-Updates every <seconds>s", .cfg, 1, [0xac41_8a08], .chatter),
        Template(
            "sending RADIUS DAE response failed: <detail>", .cfg, 1, [0x7b3c_3d8b], .networkFailed, "socket_error"),
        Template(
            "received retransmit of RADIUS <method>, retransmitting <detail> to <remote_host>", .cfg, 1, [0x7d73_2b61],
            .chatter),
        Template(
            "received RADIUS DAE <exchange> for <identity> from <remote_host>", .cfg, 1, [0xa29c_141c], .commandReceived
        ),
        Template(
            "applying <lifetime>s lifetime to <count> IKE_SA matching <exchange>, sending <detail>", .cfg, 1,
            [0x2af4_cd1c], .commandReceived),
        Template(
            "applying <lifetime>s lifetime to <count> IKE_SAs matching <exchange>, sending <detail>", .cfg, 1,
            [0x2af4_cd1c], .commandReceived),
        Template(
            "no Session-Timeout attribute found in <exchange>, sending <detail>", .cfg, 1, [0x830f_9d9b],
            .commandReceived, "missing_attribute"),
        Template(
            "no IKE_SA matches <exchange>, sending <detail>", .cfg, 1, [0xb93a_bd9c], .commandReceived, "no_such_sa"),
        Template(
            "ignoring unsupported RADIUS DAE <exchange> message from <remote_host>", .cfg, 1, [0x1e32_cd58],
            .commandReceived, "invalid_command"),
        Template("unable to open RADIUS DAE socket: <detail>", .cfg, 1, [0x5d67_5267], .daemonFailed, "socket_error"),
        Template(
            "invalid RADIUS DAE listen address", .cfg, 1, [0x03a0_91be], .configurationFailed, "invalid_configuration"),
        Template("unable to bind RADIUS DAE socket: <detail>", .cfg, 1, [0x0d5f_bace], .daemonFailed, "socket_error"),
        Template(
            "missing RADIUS DAE secret, disabled", .cfg, 1, [0x1f93_e0b0], .configurationFailed, "missing_setting"),
        Template(
            "ignoring unknown RADIUS attribute type '<detail>'", .cfg, 1, [0xee30_6593], .configurationFailed,
            "invalid_configuration"),
        Template("no RADIUS secret defined", .cfg, 1, [0xa68a_d05e], .configurationFailed, "missing_setting"),
        Template(
            "no RADIUS server defined", .cfg, 1, [0x05b4_1354, 0x6e4f_80e8], .configurationFailed, "missing_setting"),
        Template("no RADUIS server defined", .cfg, 1, [0x05b4_1354], .configurationFailed, "missing_setting"),
        Template(
            "RADIUS server '<detail>' misses address, skipped", .cfg, 1, [0x0dad_7e04], .configurationFailed,
            "missing_setting"),
        Template(
            "RADIUS server '<detail>' misses secret, skipped", .cfg, 1, [0x0c58_94e9], .configurationFailed,
            "missing_setting"),
        Template(
            "loading RADIUS server '<detail>' failed, skipped", .cfg, 1, [0xefe8_9cc9], .configurationFailed,
            "invalid_configuration"),
        Template("loaded <count> RADIUS server configuration", .cfg, 1, [0xd277_67f7], .configurationChanged),
        Template("loaded <count> RADIUS server configurations", .cfg, 1, [0xd277_67f7], .configurationChanged),
        Template("RADIUS server '<detail>' is candidate: <other_detail>", .cfg, 2, [0xfb46_df1e], .chatter),
        Template("RADIUS server '<detail>' skipped: <other_detail>", .cfg, 2, [0x07e8_866a], .chatter),
        Template("adding RADIUS <method> attribute", .cfg, 1, [0xe301_8c57], .chatter),
        Template(
            "reading RADIUS attribute '<detail>' failed: <other_detail>", .cfg, 1, [0xaacf_310a], .configurationFailed,
            "file_unreadable"),
        Template("sending RADIUS packet to <remote_endpoint>", .cfg, 2, [0x56a2_75e6], .chatter),
        Template("received RADIUS packet from <remote_endpoint>", .cfg, 2, [0x7ce5_2e44], .chatter),
        Template("sending RADIUS <exchange> to client '<remote_host>'", .cfg, 1, [0xc86d_d1cb], .chatter),
        Template("received RADIUS <exchange> from client '<remote_host>'", .cfg, 1, [0x28f8_447c], .chatter),
        Template("error reading RADIUS socket: <detail>", .cfg, 1, [0x2978_9991], .networkFailed, "socket_error"),
        Template(
            "receive buffer too small, RADIUS packet discarded", .cfg, 1, [0x1ea0_b3b6], .networkFailed,
            "message_too_large"),
        Template("ignoring RADIUS Access-Request 0x<detail>, already processing", .cfg, 1, [0xa2ea_3809], .chatter),
        Template(
            "RADIUS initialization failed, HMAC/MD5/NG required", .cfg, 1, [0x7286_609a], .daemonFailed,
            "algorithm_not_supported"),
        Template("could not set signer key", .cfg, 1, [0xde22_96a0], .daemonFailed, "crypto_failed"),
        Template(
            "RADIUS connection timed out after <seconds> seconds", .cfg, 1, [0xb652_33cb], .authenticationProgress,
            "radius_timeout"),
        Template(
            "created RADIUS connection for user '<identity>' NAS '<detail>'", .cfg, 1, [0x6226_6367],
            .authenticationProgress),
        Template("created RADIUS connection for user '<identity>'", .cfg, 1, [0x0775_b020], .authenticationProgress),
        Template(
            "removed RADIUS connection for user '<identity>' NAS '<detail>'", .cfg, 1, [0x6226_6367],
            .authenticationProgress),
        Template("removed RADIUS connection for user '<identity>'", .cfg, 1, [0x0775_b020], .authenticationProgress),
        Template(
            "found RADIUS connection for user '<identity>' NAS '<detail>'", .cfg, 1, [0x6226_6367],
            .authenticationProgress),
        Template("found RADIUS connection for user '<identity>'", .cfg, 1, [0x0775_b020], .authenticationProgress),
        Template(
            "could not find RADIUS connection for user '<identity>' NAS '<detail>'", .cfg, 1, [0x6226_6367],
            .authenticationProgress, "no_such_sa"),
        Template(
            "could not find RADIUS connection for user '<identity>'", .cfg, 1, [0x0775_b020], .authenticationProgress,
            "no_such_sa"),
        Template("removed stale RADIUS connection", .cfg, 1, [0xeead_d3ac], .authenticationProgress),
        Template(
            "RADIUS Response-Authenticator verification failed", .cfg, 1, [0xe047_73b6], .networkFailed,
            "radius_verification_failed"),
        Template(
            "RADIUS Message-Authenticator invalid length", .cfg, 1, [0xa543_bdd0], .networkFailed,
            "radius_verification_failed"),
        Template(
            "RADIUS Message-Authenticator verification failed", .cfg, 1, [0xf8f5_2e7c], .networkFailed,
            "radius_verification_failed"),
        Template(
            "RADIUS Message-Authenticator attribute missing", .cfg, 1, [0xc496_b871], .networkFailed,
            "radius_not_authenticated"),
        Template(
            "resolving RADIUS server address '<detail>' failed", .cfg, 1, [0xcb63_b7dc], .networkFailed, "dns_failed"),
        Template(
            "opening RADIUS socket for <remote_endpoint> failed: <detail>", .cfg, 1, [0x4a71_5eb6], .networkFailed,
            "socket_error"),
        Template(
            "invalid source address '<detail>' to reach RADIUS server <remote_endpoint>", .cfg, 1, [0xab01_91c0],
            .configurationFailed, "invalid_configuration"),
        Template(
            "binding RADIUS socket to <local_host> failed: <detail>", .cfg, 1, [0xc56f_beab], .networkFailed,
            "socket_error"),
        Template(
            "connecting RADIUS socket to <remote_endpoint> failed: <detail>", .cfg, 1, [0x2b6e_3aa6], .networkFailed,
            "socket_error"),
        Template("waiting for RADIUS message failed: <detail>", .cfg, 1, [0xa9bf_9060], .networkFailed, "socket_error"),
        Template("receiving RADIUS message failed: <detail>", .cfg, 1, [0x6024_0d5c], .networkFailed, "socket_error"),
        Template("sending RADIUS message failed: <detail>", .cfg, 1, [0x4682_1064], .networkFailed, "socket_error"),
        Template("retransmitting RADIUS message", .cfg, 1, [0x1fa6_4eef], .chatter),
        Template("retransmitting RADIUS <exchange> (attempt <attempt>)", .cfg, 1, [0x7836_acf6], .chatter),
        Template("received invalid RADIUS message, ignored", .cfg, 1, [0x597e_7597], .networkFailed, "radius_invalid"),
        Template(
            "received RADIUS message with unexpected ID <count> [<limit> expected], ignored", .cfg, 1, [0xac93_cefc],
            .networkFailed, "radius_unexpected_id"),
        Template(
            "RADIUS initialization failed, HMAC/MD5/RNG required", .cfg, 1, [0x8b53_7451], .daemonFailed,
            "algorithm_not_supported"),
    ]
}
