extension Catalogue {
    /// Plugins, cryptography and integrity: what charon has at its start.
    static let plugins: [Template] = [
        Template("initialization of libipsec failed", .lib, 1, [0x0381_425b], .daemonFailed, "plugin_failed"),
        Template("integrity check of libhydra failed", .lib, 1, [0x926c_1122], .daemonFailed, "file_integrity_failed"),
        Template("integrity check of libipsec failed", .lib, 1, [0x689c_3595], .daemonFailed, "file_integrity_failed"),
        Template(
            "integrity check of libstrongswan failed", .lib, 1, [0xc3f8_a92f], .daemonFailed, "file_integrity_failed"),
        Template("integrity test enabled, but not supported", .lib, 1, [0x6387_3ec3], .daemonFailed, "not_supported"),
        Template(
            "plugin '<detail>': failed segment integrity test", .lib, 1, [0x48f0_1405], .daemonFailed,
            "file_integrity_failed"),
        Template(
            "plugin '<detail>': failed to load - <other_detail> returned NULL", .lib, 1, [0x61ac_c911], .daemonFailed,
            "plugin_failed"),
        Template(
            "plugin '<detail>': failed to load - version field <other_detail> missing", .lib, 1, [0xe572_93c9],
            .daemonFailed, "plugin_failed"),
        Template(
            "plugin '<detail>': failed to load - plugin version <version> doesn't match version <other_detail>", .lib,
            1, [0x2abc_eb01], .daemonFailed, "plugin_version_mismatch"),
        Template(
            "plugin '<detail>': failed to load - <other_detail> not found and no plugin file available", .lib, 1,
            [0x7a44_74b7], .daemonFailed, "plugin_not_found"),
        Template(
            "plugin '<detail>': failed to load - <other_detail> not found, plugin may be shipped in a separate package",
            .lib, 2, [0xf789_9efd], .chatter),
        Template(
            "plugin '<detail>': failed file integrity test of '<other_detail>'", .lib, 1, [0x76fb_1097], .daemonFailed,
            "file_integrity_failed"),
        Template(
            "plugin '<detail>' failed to load: <other_detail>", .lib, 1, [0xbdee_a00f], .daemonFailed, "plugin_failed"),
        Template(
            "plugin '<detail>': failed to load - <other_detail> not found", .lib, 1, [0xcfac_d7e5], .daemonFailed,
            "plugin_failed"),
        Template(
            "feature <detail> in critical plugin '<other_detail>' has unmet dependency: <script>", .lib, 1,
            [0xd116_8156], .daemonFailed, "dependency_missing"),
        Template(
            "feature <detail> in plugin '<other_detail>' has unmet dependency: <script>", .lib, 2, [0x9aaa_ede1],
            .chatter),
        Template(
            "feature <detail> in critical plugin '<other_detail>' failed to load", .lib, 1, [0xcadb_517e],
            .daemonFailed, "plugin_failed"),
        Template(
            "feature <detail> in plugin '<other_detail>' failed to load", .lib, 2, [0xa9fb_cde8], .daemonFailed,
            "plugin_failed"),
        Template("plugin '<detail>' does not provide features, deprecated", .lib, 1, [0x48fe_86be], .chatter),
        Template("loading critical plugin '<detail>' failed", .lib, 1, [0xb656_b29b], .daemonFailed, "plugin_failed"),
        Template("plugin '<detail>': passed file and segment integrity tests", .lib, 1, [0x2ed2_5e72], .chatter),
        Template("plugin '<detail>': loaded successfully", .lib, 2, [0xaf7c_1752], .chatter),
        Template("unloading plugin '<detail>' without loaded features", .lib, 2, [0xb8da_4ba1], .chatter),
        Template("reloaded configuration of '<detail>' plugin", .lib, 2, [0xda8c_14eb], .configurationChanged),
        Template(
            "getting groups for current process failed: <detail>", .lib, 1, [0x9de9_8b9d], .daemonFailed,
            "capability_missing"),
        Template(
            "resolving user '<detail>' failed: <other_detail>", .lib, 1, [0xa88a_c167], .daemonFailed, "no_such_user"),
        Template(
            "initializing supplementary groups for <count> failed", .lib, 1, [0x6052_8691], .daemonFailed,
            "capability_missing"),
        Template(
            "change to unprivileged group <count> failed: <detail>", .lib, 1, [0xfee4_601c], .daemonFailed,
            "capability_missing"),
        Template(
            "change to unprivileged user <count> failed: <detail>", .lib, 1, [0x2a20_77a2], .daemonFailed,
            "capability_missing"),
        Template("dropping capabilities failed: <detail>", .lib, 1, [0x8207_39a3], .daemonFailed, "capability_missing"),
        Template(
            "ha plugin requires CAP_CHOWN capability", .cfg, 1, [0xc1a3_e319], .daemonFailed, "capability_missing"),
        Template(
            "  opening '<detail>' failed: <other_detail>", .lib, 1, [0x5f23_d903], .daemonFailed,
            "file_integrity_failed"),
        Template("  unable to locate symbol: <detail>", .lib, 1, [0x186b_e5a4], .daemonFailed, "file_integrity_failed"),
        Template("unable to locate symbol: <detail>", .lib, 1, [0xd1ad_cb81], .daemonFailed, "file_integrity_failed"),
        Template("  executable section not found", .lib, 1, [0x33ee_184d], .daemonFailed, "file_integrity_failed"),
        Template(
            "  '<detail>' file checksum not found", .lib, 1, [0x7589_f697], .daemonFailed, "file_integrity_failed"),
        Template(
            "  invalid '<detail>' file size: <count> bytes, expected <limit> bytes", .lib, 1, [0x4025_9c8a],
            .daemonFailed, "file_integrity_failed"),
        Template(
            "  invalid '<detail>' file checksum: <other_detail>, expected <script>", .lib, 1, [0x076e_4ac1],
            .daemonFailed, "file_integrity_failed"),
        Template(
            "  '<detail>' segment checksum not found", .lib, 1, [0x45a3_9ff1], .daemonFailed, "file_integrity_failed"),
        Template(
            "  invalid '<detail>' segment size: <count> bytes, expected <limit> bytes", .lib, 1, [0x4991_9c36],
            .daemonFailed, "file_integrity_failed"),
        Template(
            "  invalid '<detail>' segment checksum: <other_detail>, expected <script>", .lib, 1, [0x1c7d_44f0],
            .daemonFailed, "file_integrity_failed"),
        Template("checksum library '<detail>' invalid", .lib, 1, [0x633a_e85b], .daemonFailed, "file_integrity_failed"),
        Template(
            "loading checksum library '<detail>' failed", .lib, 1, [0xe5a4_5405], .daemonFailed, "file_integrity_failed"
        ),
        Template(
            "lib    'libtnccs': failed integrity tests", .lib, 1, [0xdbc5_629f], .daemonFailed, "file_integrity_failed"),
        Template("lib    'libtnccs': passed file and segment integrity tests", .lib, 1, [0x1bef_0790], .chatter),
        Template("  valid '<detail>' file checksum: <other_detail>", .lib, 2, [0x1a7b_548f], .chatter),
        Template("  valid '<detail>' segment checksum: <other_detail>", .lib, 2, [0xdd7d_f45f], .chatter),
        Template(
            "disable <method>[<detail>]: <other_detail>", .lib, 1, [0x1f83_348e, 0x206c_dd20], .daemonFailed,
            "crypto_test_failed"),
        Template(
            "disabled <method>[<detail>]: <other_detail>", .lib, 1,
            [0xb89a_fb2d, 0x8eb7_d55e, 0x894c_5018, 0xa649_c921, 0xaf0e_1fe3, 0x4db7_45fa], .daemonFailed,
            "crypto_test_failed"),
        Template(
            "enabled  <method>[<detail>]: unable to apply any available test vectors", .lib, 1, [0xa649_c921],
            .daemonFailed, "crypto_untested"),
        Template(
            "enabled  <method>[<detail>]: no test vectors found", .lib, 1, [0xaf0e_1fe3], .daemonFailed,
            "crypto_untested"),
        Template(
            "enabled  <method>[<detail>]: no test vectors found / untestable", .lib, 1, [0x4db7_45fa], .daemonFailed,
            "crypto_untested"),
        Template(
            ", disabled <method>[<detail>]: no test vectors found", .lib, 1, [0xaf0e_1fe3], .daemonFailed,
            "crypto_test_failed"),
        Template(
            "enabled  <method>[<detail>]: <other_detail>", .lib, 1,
            [0x0aff_3de9, 0x9fc5_4af9, 0x23cf_095a, 0xe9fd_520c, 0xe53d_55ee, 0xdb5d_5867, 0xd3d1_ec23], .chatter),
        Template(
            "unable to set OpenSSL FIPS mode(<count>) from (<limit>)", .lib, 1, [0x26e9_9a74], .daemonFailed,
            "fips_unavailable"),
        Template(
            "unable to set openssl FIPS mode(<count>) from (<limit>)", .lib, 1, [0x0731_7205], .daemonFailed,
            "fips_unavailable"),
        Template("OpenSSL FIPS mode(<count>) unavailable", .lib, 1, [0x6506_df43], .daemonFailed, "fips_unavailable"),
        Template("openssl FIPS mode(<count>) unavailable", .lib, 1, [0xd804_f867], .daemonFailed, "fips_unavailable"),
        Template("unable to load OpenSSL FIPS provider", .lib, 1, [0x7cc1_4829], .daemonFailed, "fips_unavailable"),
        Template("wolfssl FIPS mode unavailable (<detail>)", .lib, 1, [0x7597_b50d], .daemonFailed, "fips_unavailable"),
        Template("wolfssl FIPS mode unavailable", .lib, 1, [0xbb93_7704], .daemonFailed, "fips_unavailable"),
        Template("providers loaded by OpenSSL:<detail>", .lib, 1, [0x35f1_ad42], .chatter),
        Template("OpenSSL FIPS mode(<count>) - <detail>", .lib, 1, [0x246d_e90e], .configurationChanged),
        Template("openssl FIPS mode(<count>) - <detail>", .lib, 1, [0x40f3_ae40], .configurationChanged),
        Template(
            "curl SSL backend '<detail>' not supported, <other_detail> disabled", .lib, 1, [0xe0f9_617b], .daemonFailed,
            "plugin_failed"),
        Template(
            "unsupported TLS backend '<detail>' in libcurl, available:<other_detail>", .lib, 1, [0x0ed7_1020],
            .daemonFailed, "plugin_failed"),
        Template(
            "unable to set TLS backend '<detail>', libcurl was built without TLS support", .lib, 1, [0xeaaa_7c66],
            .daemonFailed, "plugin_failed"),
        Template(
            "unable to set TLS backend '<detail>' in libcurl, already set", .lib, 1, [0x8cc8_907d], .daemonFailed,
            "plugin_failed"),
        Template(
            "global libcurl initializing failed: <detail>", .lib, 1, [0xd781_ddcf], .daemonFailed, "plugin_failed"),
        Template(
            "no usable CURL protocols found, curl disabled", .lib, 1, [0x83ed_f812], .daemonFailed, "plugin_failed"),
        Template("available TLS backends in libcurl:<detail>", .lib, 2, [0xe3fe_87dd], .chatter),
        Template("libgcrypt version mismatch", .lib, 1, [0xd6d2_481b], .daemonFailed, "plugin_failed"),
        Template("opening \"<detail>\" failed: <other_detail>", .lib, 1, [0x1eca_2800], .daemonFailed, "no_rng"),
        Template(
            "setting FD_CLOEXEC for \"<detail>\" failed: <other_detail>", .lib, 1, [0x6606_45f6], .daemonFailed,
            "no_rng"),
        Template(
            "reading from random FD <detail> failed: <other_detail>, retrying...", .lib, 1, [0x5ea1_0cfb],
            .daemonFailed, "no_rng"),
        Template("detected RDRAND support on <detail> CPU", .lib, 2, [0xa951_9b19, 0x5825_d6c9], .chatter),
        Template("detected RDRAND support, enabled", .lib, 2, [0xa951_9b19], .chatter),
        Template("no RDRAND support on <detail> CPU, disabled", .lib, 2, [0x6220_db73, 0x90ad_8910], .chatter),
        Template("no RDRAND support detected, disabled", .lib, 2, [0x6220_db73], .chatter),
        Template("acquiring <detail> context id failed", .lib, 1, [0x9dc6_ccfb], .daemonFailed, "tkm_failed"),
        Template("failed to reset DH context <count>", .lib, 1, [0x9d4e_8e33], .daemonFailed, "tkm_failed"),
        Template("failed to reset KE context <count>", .lib, 1, [0xca0a_1ff6], .daemonFailed, "tkm_failed"),
        Template("unable to get signature information", .lib, 1, [0xf325_f602], .daemonFailed, "tkm_failed"),
        Template("created thread <worker> [<detail>]", .lib, 2, [0x929a_a1ea, 0xfd1e_64cb, 0x55f4_c5ce], .chatter),
        Template("created thread <count>", .lib, 2, [0xf8d3_6f3c], .chatter),
        Template(
            "invalid encrypted data length <count> with block size <limit>", .lib, 1, [0x2cbb_f2cf], .messageInvalid),
        Template("MAC verification failed", .lib, 1, [0x6786_c410], .messageInvalid),
    ]
}
