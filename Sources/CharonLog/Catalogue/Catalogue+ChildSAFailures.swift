extension Catalogue {
    /// CHILD_SAs that are refused or cannot be installed.
    static let childSAFailures: [Template] = [
        Template("received <notify> notify, no CHILD_SA built", .ike, 1, [0x01ab_939a], .childSAFailed),
        Template("failed to establish CHILD_SA, keeping IKE_SA", .ike, 1, [0x87d8_dcab], .childSAFailed),
        Template(
            "configuration payload negotiation failed, no CHILD_SA built", .ike, 1, [0xdb10_6fdc], .childSAFailed,
            "configuration_failed"),
        Template("creating CHILD_SA failed, trying again in <seconds> seconds", .ike, 1, [0x4625_85fb], .childSAFailed),
        Template(
            "unable to create CHILD_SA while deleting IKE_SA", .ike, 1, [0xe314_1ce8], .childSAFailed, "being_deleted"),
        Template(
            "unable to create CHILD_SA while rekeying IKE_SA", .ike, 1, [0x4524_7de4], .childSAFailed, "being_rekeyed"),
        Template(
            "received CREATE_CHILD_SA request for unestablished IKE_SA, rejected", .ike, 1, [0xa835_8ef8],
            .childSAFailed, "unestablished"),
        Template(
            "received quick mode request for unestablished IKE_SA, ignored", .ike, 1, [0x7f72_f763], .childSAFailed,
            "unestablished"),
        Template(
            "not establishing CHILD_SA <child> due to existing duplicate {<other_child_sa>} with SPIs <spi_in>_i <spi_out>_o and TS <local_ts> === <remote_ts>",
            .ike, 1, [0x22aa_1499, 0x254c_c09f], .childSAFailed, "duplicate"),
        Template(
            "not establishing CHILD_SA <child> with generic label '<detail>'", .ike, 1, [0x21e2_1d3f, 0xac92_164a],
            .childSAFailed, "generic_label"),
        Template(
            "<detail> mode requested by responder is unacceptable", .ike, 1, [0xa20e_ffa9], .childSAFailed,
            "mode_mismatch"),
        Template(
            "received an IPCOMP_SUPPORTED notify we didn't propose, no CHILD_SA built", .ike, 1, [0x39ea_d5d0],
            .childSAFailed, "ipcomp_mismatch"),
        Template(
            "received an IPCOMP_SUPPORTED notify without requesting one, no CHILD_SA built", .ike, 1, [0x1961_9ef7],
            .childSAFailed, "ipcomp_mismatch"),
        Template(
            "no acceptable traffic selectors found", .ike, 1, [0x1b7d_2ed6], .trafficSelectorMismatch, "ts_unacceptable"
        ),
        Template(
            "traffic selectors <local_ts> === <remote_ts> unacceptable", .ike, 1, [0x3c3b_a522],
            .trafficSelectorMismatch, "ts_unacceptable"),
        Template(
            "traffic selectors <local_ts> === <remote_ts> inacceptable", .ike, 1, [0x07ad_01ef],
            .trafficSelectorMismatch, "ts_unacceptable"),
        Template(
            "traffic selectors <local_ts>=== <remote_ts> inacceptable", .ike, 1, [0x27d9_a1fd],
            .trafficSelectorMismatch, "ts_unacceptable"),
        Template(
            "no matching CHILD_SA config found for <local_ts> === <remote_ts>", .ike, 1, [0xf5ec_f3cd],
            .trafficSelectorMismatch, "ts_unacceptable"),
        Template(
            "no matching CHILD_SA config found", .ike, 1, [0x35a5_8fe9], .trafficSelectorMismatch, "ts_unacceptable"),
        Template(
            "peer selected invalid traffic selectors: <detail>", .ike, 1, [0xfd45_7e6f], .trafficSelectorMismatch,
            "ts_unacceptable"),
        Template(
            "unable to install inbound and outbound IPsec SA (SAD) in kernel", .ike, 1, [0xaa9e_c85c], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to install inbound IPsec SA (SAD) in kernel", .ike, 1, [0xaa9e_c85c], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to install outbound IPsec SA (SAD) in kernel", .ike, 1, [0x567d_97b3, 0xaa9e_c85c], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to install IPsec policies (SPD) in kernel", .ike, 1, [0x6fff_2549], .kernelFailed, "kernel_refused"),
        Template("unable to allocate SPI from kernel", .ike, 1, [0x8fb9_c954], .kernelFailed, "kernel_refused"),
        Template("unable to allocate SPIs from kernel", .ike, 1, [0x553e_d0f5], .kernelFailed, "kernel_refused"),
        Template("allocating SPI from kernel failed", .ike, 1, [0x4cc5_6b94], .kernelFailed, "kernel_refused"),
        Template("allocating SPI failed", .ike, 1, [0x28f5_5176], .kernelFailed, "kernel_refused"),
        Template(
            "no keylength defined for <algorithm>", .chd, 1, [0x3569_8b9c], .childSAFailed, "algorithm_not_supported"),
        Template(
            "returned security label '<detail>' doesn't match proposed '<other_detail>'", .chd, 1, [0x3697_ffdc],
            .trafficSelectorMismatch, "label_mismatch"),
        Template(
            "security labels in TSi and TSr don't match", .chd, 1, [0x182f_1c91], .trafficSelectorMismatch,
            "label_mismatch"),
        Template(
            "  TS <local_ts> is not contained in any address block constraint", .ike, 1, [0x7cac_5649],
            .trafficSelectorMismatch, "addrblock_violation"),
        Template(
            "local traffic selector missing in configuration", .ike, 1, [0x6802_c75c], .childSAFailed,
            "invalid_configuration"),
        Template(
            "remote traffic selector missing in configuration", .ike, 1, [0x6802_c75c], .childSAFailed,
            "invalid_configuration"),
    ]
}
