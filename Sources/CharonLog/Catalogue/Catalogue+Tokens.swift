extension Catalogue {
    /// Keys on tokens: PKCS#11, engines, ssh-agent.
    static let tokens: [Template] = [
        Template("setting PIN on engine failed", .cfg, 1, [0xeeb3_6baf], .daemonFailed, "token_login_failed"),
        Template("no PIN found for PKCS#11 key <identity>", .cfg, 1, [0x00ed_eadf], .configurationFailed, "no_pin"),
        Template("no PIN found for <detail>", .cfg, 1, [0x3268_a36e], .configurationFailed, "no_pin"),
        Template("opening session failed: <method>", .cfg, 1, [0x57e7_ebfe], .daemonFailed, "token_failed"),
        Template(
            "opening private key session on '<detail>':<count> failed: <method>", .cfg, 1, [0xdbcd_f383], .daemonFailed,
            "token_failed"),
        Template("opening PKCS#11 session failed: <method>", .cfg, 1, [0xb9fc_8e4d], .daemonFailed, "token_failed"),
        Template(
            "opening public key session on '<detail>':<count> failed: <method>", .cfg, 1, [0x73b1_1f04], .daemonFailed,
            "token_failed"),
        Template(
            "C_<detail> failed: <other_detail>", .cfg, 1,
            [
                0x2497_8303, 0x9870_f986, 0x07eb_97a0, 0xae7b_9b52, 0xd30f_a43b, 0x2fbf_0b74, 0xee69_33ed, 0xf32e_88b6,
                0x00df_38f4, 0xfce3_7b34, 0x65a1_a458, 0x785a_7ea7, 0x9081_b268, 0x3564_dbff,
            ], .daemonFailed, "token_failed"),
        Template(
            "C_<detail> error: <other_detail>", .cfg, 1,
            [0x24b3_bc5b, 0x378b_bd8d, 0x0f13_fe52, 0x5c2a_6710, 0x3e4b_2125], .daemonFailed, "token_failed"),
        Template(
            "C_<detail> error for '<script>': <other_detail>", .cfg, 1, [0xadd1_28ef, 0xd69d_7874, 0x7341_004f],
            .daemonFailed, "token_failed"),
        Template(
            "C_GetFunctionList not found for '<detail>': <other_detail>", .cfg, 1, [0x8bbc_5eef], .daemonFailed,
            "token_failed"),
        Template("error in C_WaitForSlotEvent: <method>", .cfg, 1, [0x9cd2_662f], .daemonFailed, "token_failed"),
        Template(
            "opening PKCS#11 library failed: <detail>", .cfg, 1, [0xda66_fc71], .daemonFailed, "library_not_loaded"),
        Template(
            "loaded PKCS#11 v<count>.<limit> library '<detail>' (<other_detail>)", .cfg, 1, [0xb069_bca3],
            .configurationChanged),
        Template(
            "  found token in slot '<detail>':<count> (<other_detail>)", .cfg, 1, [0x496b_cacf], .configurationChanged),
        Template(
            "token removed from slot '<detail>':<count> (<other_detail>)", .cfg, 1, [0x5ffb_75dc],
            .configurationChanged, "token_removed"),
        Template("module '<detail>' does not support hot-plugging, cancelled", .cfg, 1, [0x0213_9991], .chatter),
        Template("module '<detail>' does not support hot-plugging, canceled", .cfg, 1, [0x9e66_4e6f], .chatter),
        Template(
            "PKCS11 module '<detail>' lacks library path", .cfg, 1, [0x685e_4443], .configurationFailed,
            "missing_setting"),
        Template(
            "reauthentication login failed: <method>", .cfg, 1, [0x769c_4325], .daemonFailed, "token_login_failed"),
        Template(
            "private key requires reauthentication, but no PIN found", .cfg, 1, [0xc25c_70e6], .configurationFailed,
            "no_pin"),
        Template(
            "login to '<detail>':<count> failed: <other_detail>", .cfg, 1, [0xf918_1835], .daemonFailed,
            "token_login_failed"),
        Template("PKCS#11 module '<detail>' not found", .cfg, 1, [0xdfec_1bcf], .configurationFailed, "no_such_module"),
        Template(
            "no PKCS#11 module found having a keyid <detail>", .cfg, 1, [0x535e_09d0], .configurationFailed,
            "no_such_module"),
        Template("found key on PKCS#11 token '<detail>':<count>", .cfg, 1, [0x3fb4_17b5], .chatter),
        Template(
            "found cert with keyid '<detail>' on PKCS#11 token '<other_detail>':<count>", .cfg, 1, [0xcc4d_39c1],
            .chatter),
        Template("using CKA_ID '<detail>' for key with keyid '<other_detail>'", .cfg, 1, [0x4c59_28be], .chatter),
        Template(
            "no public key or certificate found for private key on '<detail>':<count>", .cfg, 1, [0x4272_e72f],
            .configurationFailed, "public_key_not_loaded"),
        Template(
            "parsing cert with CKA_ID '<detail>' on PKCS#11 token '<other_detail>':<count> failed", .cfg, 1,
            [0x058d_f466], .configurationFailed, "parsing_failed"),
        Template(
            "did not find the key with <detail> '<other_detail>'", .cfg, 1, [0x14d8_dcac], .configurationFailed,
            "private_key_not_loaded"),
        Template(
            "no public key or certificate found for private key (<detail> '<other_detail>') on '<script>':<count>",
            .cfg, 1, [0x7488_6894], .configurationFailed, "public_key_not_loaded"),
        Template(
            "creating <method> public key on token '<detail>':<count> failed: <other_detail>", .cfg, 1, [0x34af_1590],
            .configurationFailed, "public_key_not_loaded"),
        Template(
            "PKCS#11 key type <count> not supported", .cfg, 1, [0x5dba_87b6], .configurationFailed,
            "key_type_not_supported"),
        Template(
            "C_<detail> failed: <other_detail>", .lib, 1,
            [0x1a45_60a7, 0xa80d_4702, 0x7db4_08b9, 0xac6e_c8d3, 0xfb7e_0dda, 0x80be_0711, 0xbaa2_412f, 0x1586_220e],
            .daemonFailed, "token_failed"),
        Template("engine '<detail>' is not available", .lib, 2, [0x900f_8d40], .chatter),
        Template("failed to initialize engine '<detail>'", .lib, 1, [0x201a_82ab], .daemonFailed, "engine_failed"),
        Template("login to engine '<detail>' failed", .lib, 1, [0x36a1_ac1d], .daemonFailed, "token_login_failed"),
        Template(
            "connecting to ssh-agent socket failed: <detail>", .lib, 1, [0x43ec_35d9], .daemonFailed, "agent_failed"),
        Template(
            "connecting to ssh-agent socket '<detail>' failed: <other_detail>", .lib, 1, [0xef33_2b77], .daemonFailed,
            "agent_failed"),
        Template(
            "opening ssh-agent socket <detail> failed: <other_detail>:", .lib, 1, [0x0c88_dcb4], .daemonFailed,
            "agent_failed"),
        Template(
            "forking failed after opening ssh-agent socket: <detail>", .lib, 1, [0x384d_9e0c], .daemonFailed,
            "agent_failed"),
        Template(
            "sub-process to connect to ssh-agent didn't terminate normally", .lib, 1, [0xa5c3_c9b7], .daemonFailed,
            "agent_failed"),
        Template(
            "connecting to ssh-agent in sub-process failed: <detail>", .lib, 1, [0x580c_9de2], .daemonFailed,
            "agent_failed"),
        Template("received invalid ssh-agent identity response", .lib, 1, [0xee31_dd4b], .daemonFailed, "agent_failed"),
        Template("writing to ssh-agent failed", .lib, 1, [0x90b3_ba53], .daemonFailed, "agent_failed"),
        Template(
            "ssh-agent didn't return requested <detail> signature", .lib, 1, [0x30b9_3027], .daemonFailed,
            "agent_failed"),
        Template(
            "received invalid ssh-agent signature response", .lib, 1, [0xd794_acee], .daemonFailed, "agent_failed"),
        Template(
            "signature scheme <detail> not supported by ssh-agent", .lib, 1, [0x1dbe_7a35], .daemonFailed,
            "algorithm_not_supported"),
        Template(
            "private key decryption not supported by ssh-agent", .lib, 1, [0xf87a_358a], .daemonFailed,
            "algorithm_not_supported"),
    ]
}
