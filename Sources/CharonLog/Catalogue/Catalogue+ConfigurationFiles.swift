extension Catalogue {
    /// Configuration that is read: strongswan.conf, ipsec.conf, swanctl by vici, databases.
    static let configurationFiles: [Template] = [
        Template(
            "missing private key for profile <detail>", .cfg, 1, [0xe2ff_a101], .configurationFailed, "no_private_key"),
        Template(
            "invalid traffic selector: <detail>", .cfg, 1, [0xdfe3_adc7], .configurationFailed, "invalid_configuration"),
        Template(
            "unknown connection profile: <detail>", .cfg, 1, [0xea65_b514], .configurationFailed,
            "invalid_configuration"),
        Template(
            "error adding CA ID mapping '<detail>': ID <other_detail>, FP '<script>'", .cfg, 1, [0xb0fe_cdd3],
            .configurationFailed, "invalid_configuration"),
        Template(
            "unable to bind socket to '<detail>': not found", .cfg, 1, [0xf6fa_abba], .configurationFailed,
            "interface_not_found"),
        Template(
            "name for interface too long: '<detail>'", .cfg, 1, [0x4934_711b], .configurationFailed,
            "invalid_configuration"),
        Template(
            "mapping attribute type <detail> failed", .cfg, 1, [0x4fcf_b162], .configurationFailed,
            "invalid_configuration"),
        Template(
            "invalid host in key <detail>: <other_detail>", .cfg, 1, [0x9ba8_f549], .configurationFailed,
            "invalid_configuration"),
        Template("loaded <count> entry for attr plugin configuration", .cfg, 1, [0x3255_8d96], .configurationChanged),
        Template("loaded <count> entries for attr plugin configuration", .cfg, 1, [0x3255_8d96], .configurationChanged),
        Template(
            "attr-sql plugin: database URI not set", .cfg, 1, [0x4d2e_e788], .configurationFailed, "missing_setting"),
        Template(
            "ignoring cron <detail> <count>, out of range", .cfg, 1, [0xd034_2be5], .configurationFailed,
            "invalid_configuration"),
        Template(
            "cron <detail> out of range, shortening start from <count> to <limit>", .cfg, 1, [0x412c_827d],
            .configurationFailed, "invalid_configuration"),
        Template(
            "cron <detail> out of range, shortening end from <count> to <limit>", .cfg, 1, [0x44a0_2036],
            .configurationFailed, "invalid_configuration"),
        Template(
            "cron misses a field, using '*'", .cfg, 1, [0x302f_f4e2], .configurationFailed, "invalid_configuration"),
        Template(
            "ignoring extra fields in cron", .cfg, 1, [0x0eff_c347], .configurationFailed, "invalid_configuration"),
        Template(
            "unknown coupling hash algorithm: <detail>", .cfg, 1, [0x7c11_453a], .configurationFailed,
            "algorithm_not_supported"),
        Template(
            "unsupported coupling hash algorithm: <detail>", .cfg, 1, [0x3a22_9c16], .configurationFailed,
            "algorithm_not_supported"),
        Template("coupling file path unspecified", .cfg, 1, [0xacf3_a39f], .configurationFailed, "missing_setting"),
        Template("dnscert plugin is <detail>", .cfg, 1, [0x497b_f29f], .configurationChanged),
        Template("ipseckey plugin is <detail>", .cfg, 1, [0x1795_07d6], .configurationChanged),
        Template(
            "eap-simaka-sql database URI missing", .cfg, 1, [0x2206_1369], .configurationFailed, "missing_setting"),
        Template(
            "no script for ext-auth script defined, disabled", .cfg, 1, [0xf3bb_7d44], .configurationFailed,
            "missing_setting"),
        Template("using ext-auth script '<detail>'", .cfg, 1, [0xa140_0ec5], .configurationChanged),
        Template(
            "mediation client database URI not defined, skipped", .cfg, 1, [0x8f06_522f], .configurationFailed,
            "missing_setting"),
        Template(
            "mediation database URI not defined, skipped", .cfg, 1, [0x3102_407e], .configurationFailed,
            "missing_setting"),
        Template("sql plugin: database URI not set", .cfg, 1, [0x552b_2345], .configurationFailed, "missing_setting"),
        Template("openxpki database URI missing", .cfg, 1, [0xb9fb_fa01], .configurationFailed, "missing_setting"),
        Template(
            "could not create ESP proposal from '<detail>'", .cfg, 1, [0x95a7_d4af], .configurationFailed,
            "invalid_configuration"),
        Template(
            "could not create IKE proposal from '<detail>'", .cfg, 1, [0x1c15_0a5f], .configurationFailed,
            "invalid_configuration"),
        Template("missing cacert parameter", .cfg, 1, [0xf2bd_2371], .configurationFailed, "missing_setting"),
        Template("added ca '<detail>'", .cfg, 1, [0x5dd0_4ac3], .configurationChanged),
        Template("no ca named '<detail>' found", .cfg, 1, [0x26e0_4eb9], .configurationFailed, "no_such_ca"),
        Template("received stroke: add ca '<detail>'", .cfg, 1, [0xd27e_3581], .configurationChanged),
        Template("received stroke: delete ca '<detail>'", .cfg, 1, [0x9d40_40ac], .configurationChanged),
        Template(
            "  id '<identity>' not confirmed by certificate, defaulting to '<detail>'", .cfg, 1, [0xa391_f7a5],
            .configurationChanged, "identity_not_confirmed"),
        Template(
            "CA certificate \"<detail>\" not found, discarding CA constraint", .cfg, 1, [0xe2ce_254b],
            .configurationFailed, "certificate_not_found"),
        Template(
            "authentication method <detail> unknown, fallback to any", .cfg, 1, [0xf14e_0093], .configurationFailed,
            "invalid_configuration"),
        Template(
            "a mediation connection cannot be a mediated connection at the same time, aborting", .cfg, 1, [0xb4b6_e97a],
            .configurationFailed, "invalid_configuration"),
        Template(
            "a mediation connection cannot be a mediated connection at the same time, config discarded", .cfg, 1,
            [0x421c_643f], .configurationFailed, "invalid_configuration"),
        Template(
            "mediation peer missing for mediated connection, config discarded", .cfg, 1, [0xfb45_680e],
            .configurationFailed, "invalid_configuration"),
        Template(
            "IP pool <detail> invalid, ignored", .cfg, 1, [0xe651_4e3c], .configurationFailed, "invalid_configuration"),
        Template(
            "'<connection>' has both left- and rightsourceip, but IKE can negotiate one virtual IP only, ignoring local virtual IP",
            .cfg, 1, [0xcea9_e402], .configurationFailed, "invalid_configuration"),
        Template(
            "ignored invalid subnet token: <detail>", .cfg, 1, [0x8ea8_451e], .configurationFailed,
            "invalid_configuration"),
        Template(
            "invalid proto/port: <detail>, skipped subnet", .cfg, 1, [0xb591_e40e], .configurationFailed,
            "invalid_configuration"),
        Template(
            "invalid subnet: <detail>, skipped", .cfg, 1, [0x08f7_a549], .configurationFailed, "invalid_configuration"),
        Template("  no config named '<connection>'", .cfg, 1, [0xa99e_7057], .configurationFailed, "no_such_config"),
        Template(
            "  invalid username '<detail>'", .cfg, 1, [0x9916_752b], .configurationFailed, "invalid_configuration"),
        Template("  configured EAP-Identity <identity>", .cfg, 1, [0xcd5e_5fcc], .configurationChanged),
        Template("  configured XAuth username <identity>", .cfg, 1, [0x4394_e9f3], .configurationChanged),
        Template(
            "  config '<connection>' unsuitable for user credentials", .cfg, 1, [0x01b6_5037], .configurationFailed,
            "invalid_configuration"),
        Template(
            "ignoring invalid DNS address '<detail>'", .cfg, 1, [0xcdee_e9bc], .configurationFailed,
            "invalid_configuration"),
        Template("left nor right host is our side, assuming left=local", .cfg, 1, [0xc1d4_bda1], .chatter),
        Template("  id not specified, defaulting to cert id '<identity>'", .cfg, 1, [0x9a1a_8338], .chatter),
        Template("  id not specified, defaulting to cert subject '<identity>'", .cfg, 1, [0x1d9f_df5b], .chatter),
        Template("no threshold configured for <detail>, disabled", .cfg, 1, [0xe4a3_f8d6], .chatter),
        Template(
            "threshold for <detail> invalid, disabled", .cfg, 1, [0xf9d9_823f], .configurationFailed,
            "invalid_configuration"),
        Template(
            "converting threshold for <detail> failed, disabled", .cfg, 1, [0xe97d_6b47], .configurationFailed,
            "invalid_configuration"),
        Template("starting systime check, interval: <seconds>s", .cfg, 1, [0x6369_46a7], .chatter),
        Template("starting system time check, interval: <seconds>s", .cfg, 1, [0x3819_6247], .chatter),
        Template("system time looks good, disabling <detail>", .cfg, 1, [0xf5f9_5ff1], .chatter),
        Template("enabling <detail>, threshold: <other_detail>", .cfg, 1, [0xcbef_36b2], .configurationChanged),
        Template(
            " neither PT-TLS and RADIUS protocols enabled, PDP disabled", .cfg, 1, [0xb865_7417], .configurationFailed,
            "missing_setting"),
        Template(
            "missing PDP server name, PDP disabled", .cfg, 1, [0x8451_be30], .configurationFailed, "missing_setting"),
        Template(
            "missing RADIUS secret, PDP disabled", .cfg, 1, [0x7ba1_5abd], .configurationFailed, "missing_setting"),
        Template(
            "unrecognized eap method \"<detail>\"", .cfg, 1, [0x3b9a_89ed], .configurationFailed, "method_not_supported"
        ),
        Template(
            "Unknown XAuth-EAP method: <detail>", .cfg, 1, [0x4130_86df], .configurationFailed, "method_not_supported"),
        Template(
            "XAuth-EAP method backend not supported: <detail>", .cfg, 1, [0x23dc_0d68], .configurationFailed,
            "method_not_supported"),
        Template(
            "invalid XAuth round type: '<detail>'", .cfg, 1, [0x377f_c1a9], .configurationFailed,
            "invalid_configuration"),
        Template(
            "XAuth configuration profile '<detail>' invalid", .cfg, 1, [0xdfcd_bcbc], .configurationFailed,
            "invalid_configuration"),
        Template(
            "opening triplet file <detail> failed: <other_detail>", .cfg, 1, [0x8330_37cb], .configurationFailed,
            "file_unreadable"),
        Template(
            "error in triplet file, line <count>", .cfg, 1, [0x465b_2112], .configurationFailed, "invalid_configuration"
        ),
        Template("read <count> triplets from <detail>", .cfg, 1, [0xb1fc_30e7], .configurationChanged),
        Template(
            "connection '<connection>' as referred to by '<detail>' is no mediation connection, aborting", .cfg, 1,
            [0x7ec8_4ed2], .configurationFailed, "no_such_config"),
        Template(
            "configuration uses unsupported authentication", .cfg, 1, [0x48fb_905c], .configurationFailed,
            "method_not_supported"),
        Template("own identity not known", .cfg, 1, [0x9b17_6ecb], .configurationFailed, "missing_setting"),
        Template(
            "no XAuth authentication round found", .cfg, 1, [0x1f94_b66c], .configurationFailed, "no_xauth_method"),
        Template(
            "redirect provider returned invalid gateway ID", .cfg, 1, [0xc329_930e], .configurationFailed,
            "invalid_gateway"),
        Template(
            "missing namespace for shunt policy '<detail>'", .cfg, 1, [0x0915_02a1], .configurationFailed,
            "missing_setting"),
        Template(
            "shunt <method> policy '<detail>' already installed", .cfg, 1, [0xf27a_8d25], .configurationFailed,
            "already_installed"),
        Template(
            "ignoring invalid auth token: '<detail>'", .cfg, 1, [0x2ff2_281d], .configurationFailed,
            "invalid_configuration"),
        Template(
            "a PRF algorithm is mandatory in IKE proposals", .cfg, 1, [0x66e6_8b2a], .configurationFailed,
            "invalid_configuration"),
        Template(
            "a DH group is mandatory in IKE proposals", .cfg, 1, [0x85b8_e57b], .configurationFailed,
            "invalid_configuration"),
        Template(
            "an encryption algorithm is mandatory in <protocol> proposals", .cfg, 1, [0xd9f1_c23a],
            .configurationFailed, "invalid_configuration"),
        Template(
            "classic and combined-mode (AEAD) encryption algorithms can't be contained in the same <protocol> proposal",
            .cfg, 1, [0x2df9_582a], .configurationFailed, "invalid_configuration"),
        Template(
            "an integrity algorithm is mandatory in <protocol> proposals with classic (non-AEAD) encryption algorithms",
            .cfg, 1, [0xb76c_d8e6], .configurationFailed, "invalid_configuration"),
        Template(
            "an integrity algorithm is mandatory in AH proposals", .cfg, 1, [0xe943_9758], .configurationFailed,
            "invalid_configuration"),
        Template(
            "failed to read the resolver config: <detail> (<other_detail>)", .cfg, 1, [0xb0b2_e094],
            .configurationFailed, "file_unreadable"),
        Template(
            "failed to load trust anchors: <detail> (<other_detail>)", .cfg, 1, [0xb2f4_7bf3], .configurationFailed,
            "file_unreadable"),
        Template(
            "failed to load trusted keys for DLV: <detail> (<other_detail>)", .cfg, 1, [0x718b_92d9],
            .configurationFailed, "file_unreadable"),
        Template(
            "failed to open config file '<detail>'", .cfg, 1, [0x24e6_1558], .configurationFailed, "file_unreadable"),
        Template("failed to parse settings '<detail>'", .cfg, 1, [0xd206_8b9b], .configurationFailed, "parsing_failed"),
        Template(
            "invalid config file '<detail>'", .cfg, 1, [0x5c65_2aba], .configurationFailed, "invalid_configuration"),
        Template(
            "section '<detail>' referenced in section '<other_detail>' not found", .cfg, 1, [0xfb6a_1274],
            .configurationFailed, "invalid_configuration"),
        Template(
            "section '<detail>' referenced in section '<other_detail>' causes a loop", .cfg, 1, [0xd291_ca2f],
            .configurationFailed, "invalid_configuration"),
        Template(
            "buffer too small to enumerate file '<detail>'", .lib, 1, [0x5624_f6f4], .configurationFailed,
            "file_unreadable"),
        Template("path string '<detail>' too long", .lib, 1, [0x77a8_9158], .configurationFailed, "path_too_long"),
        Template(
            "path for '<detail>' too long, ignored", .lib, 1, [0x2b3d_a591], .configurationFailed, "path_too_long"),
        Template("path string <detail> too long", .lib, 1, [0xe4be_56bb], .configurationFailed, "path_too_long"),
        Template(
            "opening directory '<detail>' failed: <other_detail>", .lib, 1, [0x7e42_8125], .configurationFailed,
            "directory_unreadable"),
        Template(
            "expanding file pattern '<detail>' failed: <other_detail>", .lib, 1, [0x3ef5_036c], .configurationFailed,
            "file_unreadable"),
        Template(
            "stat() on '<detail>' failed: <other_detail>", .lib, 1, [0x05a1_2d03], .configurationFailed,
            "file_unreadable"),
        Template("no files found matching '<detail>'", .lib, 1, [0xbc09_f256], .configurationFailed, "no_such_file"),
        Template(
            "unknown or invalid EAP method: <detail>", .lib, 1, [0xe4d0_f734], .configurationFailed,
            "method_not_supported"),
        Template("invalid EAP vendor: <detail>", .lib, 1, [0x635b_1761], .configurationFailed, "invalid_configuration"),
        Template("invalid mark mask: <detail>", .lib, 1, [0xc5d6_66ce], .configurationFailed, "invalid_configuration"),
        Template("invalid empty security label", .lib, 1, [0x2419_634f], .configurationFailed, "invalid_configuration"),
        Template(
            "invalid security label with non-printable characters <detail>", .lib, 1, [0x6728_dc12],
            .configurationFailed, "invalid_configuration"),
        Template(
            "invalid regular expression '<detail>': <other_detail>", .lib, 1, [0x30e1_61e7], .configurationFailed,
            "invalid_configuration"),
        Template(
            "regular expressions are not supported", .lib, 1, [0x0e2f_7a7d], .configurationFailed,
            "invalid_configuration"),
        Template(
            "unexpected use of %unique mark", .app, 1, [0x5b97_bd37], .configurationFailed, "invalid_configuration"),
        Template("unexpected use of %same mark", .app, 1, [0x6dd9_79bc], .configurationFailed, "invalid_configuration"),
        Template("invalid mark value: <detail>", .app, 1, [0xd4d5_f796], .configurationFailed, "invalid_configuration"),
        Template(
            "invalid interface ID: <detail>", .app, 1, [0x65f8_5ed8], .configurationFailed, "invalid_configuration"),
        Template(
            "TNCCS protocol '<detail>' not supported", .tnc, 1, [0x541c_bef2], .configurationFailed,
            "method_not_supported"),
        Template(
            "TNCCS protocol '<detail>' not enabled", .tnc, 1, [0x80b7_fd07], .configurationFailed,
            "method_not_supported"),
        Template("MAP server certificate not defined", .tnc, 1, [0x4d15_201c], .configurationFailed, "missing_setting"),
        Template(
            "neither MAP client certificate nor username:password defined", .tnc, 1, [0x67b4_a8e2],
            .configurationFailed, "missing_setting"),
    ]
}
