extension Catalogue {
    /// Keys, certificates and secrets that are loaded.
    static let credentials: [Template] = [
        Template(
            "loading certificate from '<detail>' failed", .cfg, 1, [0x243b_5949], .configurationFailed,
            "certificate_not_loaded"),
        Template(
            "loading <method> private key from '<detail>' failed", .cfg, 1, [0xdc06_8042], .configurationFailed,
            "private_key_not_loaded"),
        Template(
            "failed to load private key from ssh-agent", .cfg, 1, [0xbc0f_17cf], .configurationFailed,
            "private_key_not_loaded"),
        Template(
            "failed to load public key from ssh-agent", .cfg, 1, [0x9c66_5923], .configurationFailed,
            "public_key_not_loaded"),
        Template(
            "failed to create certificate for ssh-agent public key", .cfg, 1, [0x8031_2df9], .configurationFailed,
            "certificate_not_loaded"),
        Template(
            "loading PKCS#12 file '<detail>' failed", .cfg, 1, [0xd57c_ea28], .configurationFailed,
            "certificate_not_loaded"),
        Template("no ssh-agent socket defined", .cfg, 1, [0x31bc_6ad2], .configurationFailed, "missing_setting"),
        Template(
            "loading CA certificate '<detail>' failed", .cfg, 1, [0xb718_76f6], .configurationFailed,
            "certificate_not_loaded"),
        Template("loaded CA certificate '<identity>'", .cfg, 2, [0xdb32_6fdb], .configurationChanged),
        Template("adding private key proxy for id '<identity>'", .cfg, 1, [0x86d1_309d], .configurationChanged),
        Template(
            "unable to create private key for id '<identity>'", .cfg, 1, [0x6e92_bbf7], .configurationFailed,
            "private_key_not_loaded"),
        Template(
            "failed to reload certificate '<detail>', removing ca '<other_detail>'", .cfg, 1, [0x4098_e9a9],
            .configurationFailed, "certificate_not_loaded"),
        Template(
            "  ca certificate \"<identity>\" misses ca basic constraint, discarded", .cfg, 1, [0x6749_91a0],
            .configurationFailed, "not_a_ca"),
        Template(
            "  ca certificate \"<identity>\" lacks ca basic constraint, discarded", .cfg, 1, [0x8e1a_5de4],
            .configurationFailed, "not_a_ca"),
        Template("  loaded <method> public key for \"<identity>\"", .cfg, 1, [0xca13_593b], .configurationChanged),
        Template(
            "  loading public key for \"<identity>\" failed", .cfg, 1, [0xce49_578c], .configurationFailed,
            "public_key_not_loaded"),
        Template(
            "  loaded <method> public key for \"<identity>\" from '<detail>'", .cfg, 1, [0x58b1_3291],
            .configurationChanged),
        Template(
            "  loading public key for \"<identity>\" from '<detail>' failed", .cfg, 1, [0x6698_31d9],
            .configurationFailed, "public_key_not_loaded"),
        Template(
            "  loading ca certificate from '<detail>' failed", .cfg, 1, [0x2b48_5012], .configurationFailed,
            "certificate_not_loaded"),
        Template(
            "  loaded AA certificate \"<identity>\" from '<detail>'", .cfg, 1, [0x0cf7_644d], .configurationChanged),
        Template(
            "  loading AA certificate from '<detail>' failed", .cfg, 1, [0x8b40_8217], .configurationFailed,
            "certificate_not_loaded"),
        Template(
            "  loading certificate from '<detail>' failed", .cfg, 1, [0xe132_9e05], .configurationFailed,
            "certificate_not_loaded"),
        Template("  loaded crl from '<detail>'", .cfg, 1, [0x8432_25b6], .configurationChanged),
        Template(
            "  loading crl from '<detail>' failed", .cfg, 1, [0xc650_bcf9], .configurationFailed, "crl_not_loaded"),
        Template("  loaded attribute certificate from '<detail>'", .cfg, 1, [0xfc1c_8bd3], .configurationChanged),
        Template(
            "  loading attribute certificate from '<detail>' failed", .cfg, 1, [0xcfe6_8021], .configurationFailed,
            "certificate_not_loaded"),
        Template("  reading directory failed", .cfg, 1, [0x13f8_252c], .configurationFailed, "directory_unreadable"),
        Template("crl caching to <detail> enabled", .cfg, 1, [0x40f1_e18d, 0xe8d6_3a0d], .configurationChanged),
        Template("crl caching to <detail> disabled", .cfg, 1, [0x40f1_e18d], .configurationChanged),
        Template("  loaded private key from <detail>", .cfg, 1, [0x99cc_6976], .configurationChanged),
        Template(
            "  loading private key from '<detail>' failed", .cfg, 1, [0x6bf8_3f07], .configurationFailed,
            "private_key_not_loaded"),
        Template(
            "  loading credentials from '<detail>' failed", .cfg, 1, [0x5177_80d4], .configurationFailed,
            "credentials_not_loaded"),
        Template(
            "  loaded ca certificate \"<identity>\" from '<detail>'", .cfg, 1, [0x6cb1_6cf0], .configurationChanged),
        Template("  loaded certificate \"<identity>\" from '<detail>'", .cfg, 1, [0x543a_98b1], .configurationChanged),
        Template("  loaded <method> private key from '<detail>'", .cfg, 1, [0x4df2_479c], .configurationChanged),
        Template(
            "line <count>: <detail>", .cfg, 1,
            [
                0xe2a4_aa00, 0x5f77_015a, 0xdcd1_8143, 0x8c8f_c9c4, 0x2eb4_7e86, 0x5342_17cc, 0xe61f_dea9, 0x2442_e882,
                0xf624_d422, 0x14a2_d0cf, 0xa768_7376, 0xd082_9765, 0x9251_0cc0, 0xe661_10e4,
            ], .configurationFailed, "invalid_configuration"),
        Template(
            "opening secrets file '<detail>' failed: <other_detail>", .cfg, 1, [0x686c_7b01], .configurationFailed,
            "file_unreadable"),
        Template(
            "maximum level of <limit> includes reached, ignored", .cfg, 1, [0x58c8_c032], .configurationFailed,
            "include_limit"),
        Template(
            "include pattern too long, ignored", .cfg, 1, [0xdbf7_4da1], .configurationFailed, "invalid_configuration"),
        Template(
            "expanding file expression '<detail>' failed", .cfg, 1, [0xdd48_bd50], .configurationFailed,
            "file_unreadable"),
        Template("loading aa certificates from '<detail>'", .cfg, 1, [0x08e1_11ef], .configurationChanged),
        Template("loading ocsp signer certificates from '<detail>'", .cfg, 1, [0xe952_61b3], .configurationChanged),
        Template("loading attribute certificates from '<detail>'", .cfg, 1, [0x62bb_5d38], .configurationChanged),
        Template("loading crls from '<detail>'", .cfg, 1, [0x8689_9272], .configurationChanged),
        Template("rereading ca certificates from '<detail>'", .cfg, 1, [0x209b_bc63], .configurationChanged),
        Template("rereading aa certificates from '<detail>'", .cfg, 1, [0xf605_e2d6], .configurationChanged),
        Template("rereading ocsp signer certificates from '<detail>'", .cfg, 1, [0x27d5_a4c0], .configurationChanged),
        Template("rereading attribute certificates from '<detail>'", .cfg, 1, [0x3d8e_0421], .configurationChanged),
        Template("rereading crls from '<detail>'", .cfg, 1, [0x1fa5_5c1d], .configurationChanged),
        Template("rereading ca certificates in ca sections", .cfg, 1, [0x8cb3_50c5], .configurationChanged),
        Template("  added <method> secret for <identity> <detail>", .cfg, 1, [0x84fd_d203], .configurationChanged),
        Template("  added <method> secret for <identity>", .cfg, 1, [0x2980_aefa], .configurationChanged),
        Template("  written crl file '<detail>' (<count> bytes)", .cfg, 1, [0xf90b_aac2], .configurationChanged),
        Template(
            "  writing crl file '<detail>' failed: <other_detail>", .cfg, 1, [0x11d6_a936], .daemonFailed,
            "file_unwritable"),
        Template("unloaded private key with id <detail>", .cfg, 1, [0x9a8a_b579], .configurationChanged),
        Template("unloaded shared key with id '<detail>'", .cfg, 1, [0xca79_4db7], .configurationChanged),
        Template("    loaded trusted cert '<detail>'", .cfg, 1, [0x6232_124a], .configurationChanged),
        Template("    loaded untrusted cert '<detail>'", .cfg, 1, [0x6232_124a], .configurationChanged),
        Template(
            "    loading cert '<detail>' failed", .cfg, 1, [0xbe66_5acd], .configurationFailed, "certificate_not_loaded"
        ),
        Template(
            "parsing PKCS#11 certificate <detail> failed", .cfg, 1, [0x472b_bce9], .configurationFailed,
            "parsing_failed"),
        Template(
            "PKCS#11 certificate <detail> not found", .cfg, 1, [0x87e8_85ef], .configurationFailed,
            "certificate_not_found"),
        Template("reloading certificates from PKCS#11 tokens", .cfg, 1, [0x74e5_9c8b], .configurationChanged),
        Template(
            "building <method> - <detail> failed, reached depth limit (<limit>)", .lib, 1, [0x7eca_219c],
            .configurationFailed, "depth_limit"),
        Template(
            "building <method> - <detail> failed, tried <count> builders", .lib, 1, [0x42aa_1de7], .configurationFailed,
            "no_builder"),
        Template("builder L<count> <method> - <detail> of plugin '<other_detail>'", .lib, 2, [0x222e_e2d2], .chatter),
        Template(
            "  file coded in unknown format, discarded", .lib, 1, [0x7321_e805], .configurationFailed, "format_unknown"),
        Template("key shorter than 512 bits", .lib, 1, [0xa7fe_c251], .configurationFailed, "key_size_not_supported"),
        Template("key larger than 8192 bits", .lib, 1, [0x734b_ccb8], .configurationFailed, "key_size_not_supported"),
        Template("key integrity tests failed", .lib, 1, [0xa605_5255], .configurationFailed, "key_invalid"),
        Template("public key failed key checks", .lib, 1, [0x4523_48e0], .configurationFailed, "key_invalid"),
        Template(
            "loading private key failed: <detail>", .lib, 1, [0x25e0_ab72], .configurationFailed,
            "private_key_not_loaded"),
        Template(
            "private key sanity check failed: <detail>", .lib, 1, [0x9178_fe6e], .configurationFailed, "key_invalid"),
        Template(
            "loading public key failed: <detail>", .lib, 1, [0xe21a_b8b4], .configurationFailed, "public_key_not_loaded"
        ),
        Template(
            "failed to load private key with ID '<detail>' from engine '<other_detail>'", .lib, 1, [0xf4d7_d4bb],
            .configurationFailed, "private_key_not_loaded"),
        Template(
            "loading certificate from TPM NV index 0x<detail> failed", .lib, 1, [0xa990_516c], .configurationFailed,
            "certificate_not_loaded"),
        Template(
            "parsing certificate from TPM NV index 0x<detail> failed", .lib, 1, [0x6e43_c76d], .configurationFailed,
            "parsing_failed"),
        Template("loaded certificate from TPM NV index 0x<detail>", .lib, 1, [0xb318_8019], .configurationChanged),
        Template(
            "  <method> encryption algorithm not available", .asn, 1, [0xd1b9_74e5], .configurationFailed,
            "algorithm_not_supported"),
        Template(
            "  MD5 hash algorithm not available", .asn, 1, [0xafea_e6fb], .configurationFailed,
            "algorithm_not_supported"),
        Template(
            "  encryption algorithm '<detail>' not supported", .asn, 1, [0xebcf_a384], .configurationFailed,
            "algorithm_not_supported"),
        Template("  invalid passphrase", .asn, 1, [0xd3c1_124b], .configurationFailed, "wrong_passphrase"),
        Template(
            "  MAC verification of PKCS#12 container failed", .asn, 1, [0x30ed_29e1], .configurationFailed,
            "wrong_passphrase"),
        Template(
            "  signature verification of PKCS#12 container failed", .asn, 1, [0xa093_f701], .configurationFailed,
            "signature_invalid"),
        Template(
            "loading MAP server certificate from '<detail>' failed", .tnc, 1, [0xa0c3_15be], .configurationFailed,
            "certificate_not_loaded"),
        Template("loaded MAP server certificate from '<detail>'", .tnc, 1, [0xe669_af4d], .configurationChanged),
        Template(
            "loading MAP client certificate from '<detail>' failed", .tnc, 1, [0x196f_c53e], .configurationFailed,
            "certificate_not_loaded"),
        Template("loaded MAP client certificate from '<detail>'", .tnc, 1, [0x5c5b_d4a3], .configurationChanged),
        Template(
            "loading MAP client private key from '<detail>' failed", .tnc, 1, [0xcc5d_2e08], .configurationFailed,
            "private_key_not_loaded"),
        Template("loaded MAP client RSA private key from '<detail>'", .tnc, 1, [0xba7e_0cc1], .configurationChanged),
        Template(
            "no RSA private key matching MAP client certificate", .tnc, 1, [0xc699_0442], .configurationFailed,
            "private_key_not_loaded"),
    ]
}
