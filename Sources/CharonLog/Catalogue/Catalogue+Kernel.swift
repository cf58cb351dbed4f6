extension Catalogue {
    /// The kernel's IPsec and routing, on Linux and in general, and the updown script.
    static let kernel: [Template] = [
        Template(
            "creating acquire job for policy <local_ts> === <remote_ts> with reqid {<reqid>}", .knl, 1,
            [0x1eca_d47f, 0x9d2f_b0e3, 0x9aeb_43b4], .acquireReceived),
        Template(
            "creating acquire job for policy <local_ts> === <remote_ts> with reqid {<reqid>}, <detail>", .knl, 1,
            [0x9d2f_b0e3, 0x9aeb_43b4], .acquireReceived),
        Template(
            "creating acquire job for policy with reqid {<reqid>}", .knl, 1, [0xc3ac_f4a0, 0xd58f_a1d7, 0xf5c8_aada],
            .acquireReceived),
        Template(
            "creating acquire job for policy with reqid {<reqid>}, <detail>", .knl, 1, [0xd58f_a1d7, 0xf5c8_aada],
            .acquireReceived),
        Template(
            "ignoring acquire for reqid <reqid>, connection attempt pending", .cfg, 1, [0xd21e_f70f], .acquireReceived),
        Template("ignoring acquire, connection attempt pending", .cfg, 1, [0xe5f0_b02d], .acquireReceived),
        Template(
            "trap not found, unable to acquire reqid <reqid>", .cfg, 1, [0x6048_4323], .acquireReceived,
            "no_such_config"),
        Template(
            "unable to add SAD entry with SPI <spi>", .knl, 1, [0x2038_fef5, 0x3770_eb9e], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to add SAD entry with SPI <spi>: <detail>", .knl, 1, [0x9e45_6b45], .kernelFailed, "kernel_refused"),
        Template(
            "unable to add SAD entry with SPI <spi> <detail>", .knl, 1, [0xdcc5_59d9, 0x0241_3812, 0x3770_eb9e],
            .kernelFailed, "kernel_refused"),
        Template(
            "unable to update SAD entry with SPI <spi>", .knl, 1, [0x57c3_c604, 0x8a6d_cc27], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to update SAD entry with SPI <spi>: <detail>", .knl, 1, [0x1445_0775, 0x78ce_a237, 0xf5af_65d1],
            .kernelFailed, "kernel_refused"),
        Template(
            "unable to update SAD entry with SPI <spi> <detail>", .knl, 1, [0x8a6d_cc27], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to delete SAD entry with SPI <spi>", .knl, 1, [0x4c60_c26c, 0xbaa5_538e], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to delete SAD entry with SPI <spi>: <detail>", .knl, 1, [0x2afc_84a3], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to delete SAD entry with SPI <spi> <detail>", .knl, 1, [0x179d_4b6c, 0xbaa5_538e], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to query SAD entry with SPI <spi>", .knl, 1, [0xac7e_2d8f, 0x6542_3ae6], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to query SAD entry with SPI <spi>: <detail>", .knl, 1, [0xe333_63e6, 0xbe75_c542], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to query SAD entry with SPI <spi> <detail>", .knl, 2, [0x6542_3ae6], .kernelFailed, "kernel_refused"
        ),
        Template(
            "unable to add policy <detail>", .knl, 1, [0x7595_afa0, 0x345b_bbfb, 0x84dc_73b9], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to update policy <detail>", .knl, 1,
            [0x60f5_256e, 0xb43b_d62c, 0x63b9_6a54, 0x7595_afa0, 0x345b_bbfb, 0x84dc_73b9], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to delete policy <detail>", .knl, 1,
            [0x7c87_4b39, 0x35c8_8231, 0x355d_9dff, 0xf406_1670, 0xa3e7_7ab1], .kernelFailed, "kernel_refused"),
        Template(
            "unable to <detail> policy: <error> (<error_code>)", .knl, 1, [0xbf39_d7ca], .kernelFailed,
            "kernel_refused", example: "unable to update policy: File exists (17)"),
        Template(
            "unable to <detail> policy: <other_detail>", .knl, 1, [0xbafc_b997], .kernelFailed, "kernel_refused",
            example: "unable to add policy: example"),
        Template(
            "unable to install policy <detail>, the same policy for reqid <reqid> exists", .cfg, 1,
            [0xfc82_371e, 0xd645_878c], .kernelFailed, "policy_exists"),
        Template(
            "deleting policy <detail> failed, not found", .knl, 1,
            [0x34f9_d455, 0x5cb2_3187, 0xd561_988a, 0xcf32_a238], .kernelFailed, "no_such_policy"),
        Template(
            "received netlink error: <error> (<error_code>)", .knl, 1, [0x59c8_a2dd, 0x7134_1799], .kernelFailed,
            "kernel_refused"),
        Template(
            "allocating SPI failed: <detail> (<count>)", .knl, 1, [0x721c_a450, 0x7134_1799], .kernelFailed,
            "kernel_refused"),
        Template(
            "querying SAD entry failed: <detail> (<count>)", .knl, 1, [0xa5f4_886d, 0x7134_1799], .kernelFailed,
            "kernel_refused"),
        Template(
            "querying policy failed: <detail> (<count>)", .knl, 1, [0x326c_88b4, 0x7134_1799], .kernelFailed,
            "kernel_refused"),
        Template("netlink read error: <detail>", .knl, 1, [0xfe89_bd87], .kernelFailed, "netlink_error"),
        Template("netlink write error: <detail>", .knl, 1, [0x0d0f_fbf8], .kernelFailed, "netlink_error"),
        Template("netlink request not acknowledged", .knl, 1, [0xfa58_cf51], .kernelFailed, "netlink_error"),
        Template(
            "Netlink request timed out after <attempts> retransmits", .knl, 1, [0x0ea1_08e0], .kernelFailed,
            "netlink_error"),
        Template("unable to get SPI", .knl, 1, [0x418c_6ef8], .kernelFailed, "kernel_refused"),
        Template("unable to get CPI", .knl, 1, [0xe9bf_e62c], .kernelFailed, "kernel_refused"),
        Template(
            "unable to install source route for <local_host>", .knl, 1, [0x46d6_e010], .kernelFailed, "kernel_refused"),
        Template(
            "installing route failed: <detail>", .knl, 1, [0xb303_2178, 0xedc3_e737], .kernelFailed, "kernel_refused"),
        Template(
            "installing trap failed, <detail>", .cfg, 1, [0xb68b_bcf1, 0x79a0_a6c9, 0x6130_bc19], .kernelFailed,
            "kernel_refused"),
        Template("installing trap failed", .cfg, 1, [0xe60f_9000], .kernelFailed, "kernel_refused"),
        Template("HA CHILD_SA installation failed", .chd, 1, [0xfd66_adad], .kernelFailed, "kernel_refused"),
        Template(
            "could not find an outbound IPsec SA for reqid {<reqid>}, dropping packet and triggering acquire", .esp, 1,
            [0x8aab_ddbc], .kernelFailed, "no_such_sa"),
        Template(
            "could not find an outbound IPsec SA for reqid {<reqid>}, dropping packet", .esp, 1, [0x72c6_20ae],
            .kernelFailed, "no_such_sa"),
        Template("updown: <detail>", .chd, 1, [0x7fb6_ec3e], .updownOutput),
        Template("ext-auth: <detail>", .chd, 1, [0x6767_8b56], .updownOutput),
        Template("error reading from updown script", .chd, 1, [0xceee_66ab], .updownOutput, "script_failed"),
        Template("error reading from ext-auth script", .cfg, 1, [0x8607_a7e2], .updownOutput, "script_failed"),
        Template("executing <script> failed: <detail>", .dmn, 1, [0xa98e_245c], .updownOutput, "script_failed"),
        Template("allocating new reqid for updated SA failed", .chd, 1, [0x3417_9592], .kernelFailed, "reqid_failed"),
        Template("releasing previous reqid <reqid> failed", .chd, 1, [0x496e_7921], .kernelFailed, "reqid_failed"),
        Template("releasing reqid <reqid> failed", .chd, 1, [0xf857_33a6], .kernelFailed, "reqid_failed"),
        Template(
            "enabling UDP decapsulation for <detail> on port <port> failed", .net, 1, [0x9a5e_c085], .kernelFailed,
            "udp_encapsulation_failed"),
        Template("installing IKE bypass policy failed", .net, 1, [0xb7f6_41d1], .kernelFailed, "bypass_policy_failed"),
        Template(
            "installing IPv4 IKE bypass policy failed", .net, 1, [0xea40_4e47], .kernelFailed, "bypass_policy_failed"),
        Template(
            "installing IPv6 IKE bypass policy failed", .net, 1, [0x3a84_00e4], .kernelFailed, "bypass_policy_failed"),
        Template(
            "HW offload is not supported by device", .knl, 1, [0xa596_a9dd], .kernelFailed, "hw_offload_not_supported"),
        Template(
            "HW offload is not supported by kernel", .knl, 1, [0xaf7f_a27f], .kernelFailed, "hw_offload_not_supported"),
        Template(
            "HW offload is not supported by device <interface>", .knl, 1, [0x24fe_2df5], .kernelFailed,
            "hw_offload_not_supported"),
        Template("received corrupted netlink message", .knl, 1, [0x29c0_c95d], .kernelFailed, "message_invalid"),
        Template("received invalid netlink sequence number", .knl, 1, [0xe7db_a77d], .kernelFailed, "message_invalid"),
        Template("XFRM interface '<interface>' already exists", .knl, 1, [0x1786_ef57], .kernelFailed, "duplicate"),
        Template(
            "XFRM interface '<interface>' not found to delete", .knl, 1, [0x8768_915e], .kernelFailed, "no_interface"),
        Template("physical interface '<interface>' not found", .knl, 1, [0x4322_5138], .kernelFailed, "no_interface"),
        Template("netlink response exceeds buffer size", .knl, 1, [0x1f6f_1a09], .kernelFailed, "packet_too_large"),
        Template(
            "unable to add attribute, buffer too small", .knl, 1, [0xf657_2728], .kernelFailed, "packet_too_large"),
        Template("error sending to netlink socket: <error>", .knl, 1, [0x13ad_929a], .kernelFailed, "socket_error"),
        Template("error reading from netlink socket: <error>", .knl, 1, [0x0a8d_f1b0], .kernelFailed, "receive_failed"),
        Template("netlink event read error: <error>", .knl, 1, [0xfb33_62fd], .kernelFailed, "receive_failed"),
        Template(
            "failed to <detail>update receive buffer size to <limit>: <error>", .knl, 1, [0x9d50_d218], .kernelFailed,
            "socket_option_failed",
            example: "failed to forcibly update receive buffer size to 4194304: Operation not permitted"),
        Template(
            "failed to set receive buffer size to <limit>: <error>", .knl, 1, [0xf8a0_faf8], .kernelFailed,
            "socket_option_failed"),
        Template(
            "failed to bring up XFRM interface '<interface>'", .knl, 1, [0x60d5_6ce5], .kernelFailed, "interface_failed"
        ),
        Template(
            "failed to create XFRM interface '<interface>'", .knl, 1, [0x4327_3f5e], .kernelFailed, "interface_failed"),
        Template(
            "failed to delete XFRM interface '<interface>'", .knl, 1, [0x8ecc_ab1b], .kernelFailed, "interface_failed"),
        Template("failed to configure HW offload", .knl, 1, [0x623a_bccc], .kernelFailed, "hw_offload_failed"),
        Template(
            "failed to install SA with <detail> HW offload, trying with <other_detail> HW offload", .knl, 1,
            [0x28d9_856f], .kernelFailed, "hw_offload_failed"),
        Template(
            "failed to install SA with <detail> HW offload, trying without offload", .knl, 1, [0x31d7_9052],
            .kernelFailed, "hw_offload_failed"),
        Template(
            "getting SPD hash threshold failed: <error> (<error_code>)", .knl, 1, [0x3e34_bdeb], .kernelFailed,
            "netlink_error"),
        Template(
            "querying replay state from SAD entry failed: <error> (<error_code>)", .knl, 1, [0x5709_e43b],
            .kernelFailed, "netlink_error"),
        Template(
            "netlink multicast group <count> currently not supported", .knl, 1, [0x860d_0f93], .kernelFailed,
            "netlink_group_not_supported"),
        Template(
            "querying SAD entry with SPI <spi> <detail> failed: <error> (<error_code>)", .knl, 1,
            [0xdc2f_7cc3, 0xaac5_cf74], .kernelFailed, "netlink_error",
            example: "querying SAD entry with SPI c1a2b3c4  (mark 1/0x00000001) failed: No such process (3)"),
        Template(
            "querying SAD entry with SPI <spi> failed: <error> (<error_code>)", .knl, 1, [0x1236_50bd], .kernelFailed,
            "netlink_error"),
        Template("setting SPD hash threshold failed", .knl, 1, [0x909c_c0da], .kernelFailed, "kernel_refused"),
        Template(
            "setting firewall mark on routing rule is not supported", .knl, 1, [0xfa7f_6561], .kernelFailed,
            "mark_not_supported"),
        Template("unable to bind RT event socket", .knl, 1, [0x2ae8_b741], .kernelFailed, "socket_bind_failed"),
        Template("unable to bind XFRM event socket", .knl, 1, [0x8af9_de09], .kernelFailed, "socket_bind_failed"),
        Template("unable to bind netlink socket", .knl, 1, [0x256a_4313], .kernelFailed, "socket_bind_failed"),
        Template(
            "unable to bind RT event socket: <error> (<error_code>)", .knl, 1, [0xd846_3730], .kernelFailed,
            "socket_bind_failed"),
        Template(
            "unable to bind XFRM event socket: <error> (<error_code>)", .knl, 1, [0x841d_d031], .kernelFailed,
            "socket_bind_failed"),
        Template(
            "unable to bind netlink event socket: <error> (<error_code>)", .knl, 1, [0xaa50_3a83], .kernelFailed,
            "socket_bind_failed"),
        Template(
            "unable to bind netlink socket: <error> (<error_code>)", .knl, 1, [0xc7ba_d2d6], .kernelFailed,
            "socket_bind_failed"),
        Template(
            "unable to copy replay state from old SAD entry with SPI <spi>", .knl, 1, [0x60f7_5066, 0x71c2_1f48],
            .kernelFailed, "replay_state_lost"),
        Template(
            "unable to copy replay state from old SAD entry with SPI <spi> <detail>", .knl, 1,
            [0x60f7_5066, 0x71c2_1f48], .kernelFailed, "replay_state_lost"),
        Template(
            "unable to copy usage stats from old SAD entry with SPI <spi>", .knl, 1, [0x7467_3e58, 0x9443_08bc],
            .kernelFailed, "usage_state_lost"),
        Template(
            "unable to copy usage stats from old SAD entry with SPI <spi> <detail>", .knl, 1,
            [0x7467_3e58, 0x9443_08bc], .kernelFailed, "usage_state_lost"),
        Template("unable to create IPv4 routing table rule", .knl, 1, [0x2120_ceba], .kernelFailed, "route_failed"),
        Template("unable to create IPv6 routing table rule", .knl, 1, [0x9b50_b97d], .kernelFailed, "route_failed"),
        Template("unable to create RT event socket", .knl, 1, [0xfe33_45c6], .kernelFailed, "socket_open_failed"),
        Template("unable to create XFRM event socket", .knl, 1, [0x1010_52af], .kernelFailed, "socket_open_failed"),
        Template("unable to create netlink socket", .knl, 1, [0x8152_8a1f], .kernelFailed, "socket_open_failed"),
        Template(
            "unable to create RT event socket: <error> (<error_code>)", .knl, 1, [0x97d8_6992], .kernelFailed,
            "socket_open_failed"),
        Template(
            "unable to create XFRM event socket: <error> (<error_code>)", .knl, 1, [0x34af_8eb9], .kernelFailed,
            "socket_open_failed"),
        Template(
            "unable to create netlink event socket: <error> (<error_code>)", .knl, 1, [0xace8_b61b], .kernelFailed,
            "socket_open_failed"),
        Template(
            "unable to create netlink socket: <error> (<error_code>)", .knl, 1, [0x0b0c_9c54], .kernelFailed,
            "socket_open_failed"),
        Template(
            "unable to delete old SAD entry with SPI <spi>", .knl, 1, [0x8ec3_89c9, 0xe147_2291], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to delete old SAD entry with SPI <spi> <detail>", .knl, 1, [0x8ec3_89c9, 0xe147_2291],
            .kernelFailed, "kernel_refused"),
        Template(
            "unable to get interface index for <interface>", .knl, 1, [0xb609_f422], .kernelFailed, "no_interface"),
        Template("unable to get interface name for <count>", .knl, 1, [0x0e3d_c687], .kernelFailed, "no_interface"),
        Template(
            "unable to query policy <local_ts> === <remote_ts> <detail>: kernel reports no use time", .knl, 2,
            [0xcdd2_ee1f], .chatter),
        Template("unable to receive from rt event socket", .knl, 1, [0x3f03_d900], .kernelFailed, "receive_failed"),
        Template("unable to receive from xfrm event socket", .knl, 1, [0xcb6d_387d], .kernelFailed, "receive_failed"),
        Template(
            "unable to receive from RT event socket <error> (<error_code>)", .knl, 1, [0xc5b7_5069], .kernelFailed,
            "receive_failed"),
        Template(
            "unable to receive from XFRM event socket: <error> (<error_code>)", .knl, 1, [0x4802_afa1], .kernelFailed,
            "receive_failed"),
        Template(
            "unable to set IPSEC_POLICY on socket: <error> (<error_code>)", .knl, 1, [0xeab6_1992], .kernelFailed,
            "bypass_policy_failed"),
        Template("unable to set UDP_GRO: <error>", .knl, 1, [0x734b_37f1], .kernelFailed, "socket_option_failed"),
        Template(
            "unable to allocate a CPI from kernel, IPComp disabled", .ike, 1, [0xaab2_cfce], .kernelFailed, "cpi_failed"
        ),
    ]
}
