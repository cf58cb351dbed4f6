extension Catalogue {
    /// The kernel interfaces of BSD, macOS and Windows, and the Trusted Key Manager.
    static let kernelPlatforms: [Template] = [
        Template("  failed to get interfaces!", .knl, 1, [0x1274_b40e], .kernelFailed, "no_interface"),
        Template("adding PF_ROUTE route failed: <error>", .knl, 1, [0x3a66_d38f], .kernelFailed, "route_failed"),
        Template("deleting PF_ROUTE route failed: <error>", .knl, 1, [0x3a66_d38f], .kernelFailed, "route_failed"),
        Template("adding route failed: 0x<error>", .knl, 1, [0xd19a_88ec], .kernelFailed, "route_failed"),
        Template("removing route failed: 0x<error>", .knl, 1, [0xd19a_88ec], .kernelFailed, "route_failed"),
        Template(
            "installing route for policy <local_ts> === <remote_ts> failed", .knl, 1, [0xc6e5_7247], .kernelFailed,
            "route_failed"),
        Template(
            "uninstalling route for policy <local_ts> === <remote_ts> failed", .knl, 1, [0xc6e5_7247], .kernelFailed,
            "route_failed"),
        Template("EnableRouter router failed: 0x<error>", .knl, 1, [0x424a_a282], .kernelFailed, "kernel_refused"),
        Template("UnenableRouter router failed: 0x<error>", .knl, 1, [0x4021_6335], .kernelFailed, "kernel_refused"),
        Template("adding provider context failed: 0x<error>", .knl, 1, [0x4d88_a134], .kernelFailed, "kernel_refused"),
        Template("creating WFP SA context failed: 0x<error>", .knl, 1, [0x87eb_f804], .kernelFailed, "kernel_refused"),
        Template(
            "getting IPH adapter addresses failed: 0x<error>", .knl, 1, [0x8613_9d70], .kernelFailed, "kernel_refused"),
        Template(
            "getting WFP SA context for updated failed: 0x<error>", .knl, 1, [0x300b_e644], .kernelFailed,
            "kernel_refused"),
        Template(
            "getting WFP SA for UDP encap failed: 0x<error>", .knl, 1, [0xc3c4_6b6b], .kernelFailed, "kernel_refused"),
        Template(
            "installing WFP trap filter failed: 0x<error>", .knl, 1, [0x6bb6_d5b6], .kernelFailed, "kernel_refused"),
        Template("opening WFP engine failed: 0x<error>", .knl, 1, [0x8669_5cb1], .kernelFailed, "kernel_refused"),
        Template("registering WFP provider failed: 0x<error>", .knl, 1, [0x9bb0_fa3c], .kernelFailed, "kernel_refused"),
        Template(
            "registering for IPH interface changes failed: 0x<error>", .knl, 1, [0x342c_00a9], .kernelFailed,
            "kernel_refused"),
        Template(
            "registering for WFP events failed: 0x<error>", .knl, 1, [0xfd11_1c02], .kernelFailed, "kernel_refused"),
        Template("setting WFP SA SPI failed: 0x<error>", .knl, 1, [0xe017_13f5], .kernelFailed, "kernel_refused"),
        Template(
            "uninstalling WFP trap filter failed: 0x<error>", .knl, 1, [0x2cbe_0708], .kernelFailed, "kernel_refused"),
        Template("updating WFP SA context failed: 0x<error>", .knl, 1, [0x2b5a_21a2], .kernelFailed, "kernel_refused"),
        Template(
            "IPsec kernel drop: <local_ts> === <remote_ts>, error 0x<error>, SPI 0x<spi>, <detail> filterId <count>",
            .knl, 1, [0x1421_3135], .kernelFailed, "packet_dropped"),
        Template("PF_KEY message length is invalid", .knl, 1, [0xd728_d490], .kernelFailed, "message_invalid"),
        Template("duplicate <detail> extension", .knl, 1, [0x5ec6_9aec], .kernelFailed, "message_invalid"),
        Template("ignoring short PF_ROUTE message", .knl, 1, [0xf982_8b97], .kernelFailed, "message_invalid"),
        Template("length of <detail> extension is invalid", .knl, 1, [0xb757_30c1], .kernelFailed, "message_invalid"),
        Template("parsing SADB_ACQUIRE from kernel failed", .knl, 1, [0xead7_4460], .kernelFailed, "message_invalid"),
        Template("parsing SADB_EXPIRE from kernel failed", .knl, 1, [0x1010_dfca], .kernelFailed, "message_invalid"),
        Template("parsing SADB_X_MIGRATE from kernel failed", .knl, 1, [0x850f_a330], .kernelFailed, "message_invalid"),
        Template(
            "parsing SADB_X_NAT_T_NEW_MAPPING from kernel failed", .knl, 1, [0xf38b_22cf], .kernelFailed,
            "message_invalid"),
        Template(
            "received SADB_X_NAT_T_NEW_MAPPING is missing required information", .knl, 1, [0x2cde_c797], .kernelFailed,
            "message_invalid"),
        Template("received corrupted PF_KEY message", .knl, 1, [0x7f35_a8f4], .kernelFailed, "message_invalid"),
        Template("received invalid PF_ROUTE message", .knl, 1, [0x41e1_054f], .kernelFailed, "message_invalid"),
        Template(
            "type of PF_KEY extension (<count>) is invalid", .knl, 1, [0x2229_ea1c], .kernelFailed, "message_invalid"),
        Template("PF_ROUTE lookup failed: <error>", .knl, 1, [0x7862_ac14], .kernelFailed, "no_route"),
        Template("SAD entry with esa id <count> already exists!", .knl, 1, [0xc502_c7ce], .kernelFailed, "duplicate"),
        Template("Unable to get ESA information", .knl, 1, [0x4d4c_0c55], .kernelFailed, "tkm_failed"),
        Template("unable to acquire esa context id", .knl, 1, [0x0093_932b], .kernelFailed, "tkm_failed"),
        Template("unable to create SAD", .knl, 1, [0x724f_a09c], .kernelFailed, "tkm_failed"),
        Template(
            "WFP EM failure: <local_ts> === <remote_ts>, 0x<error>, filterId <count>", .knl, 1, [0x5621_77b0],
            .kernelFailed, "negotiation_failed"),
        Template(
            "WFP MM failure: <local_ts> === <remote_ts>, 0x<error>, filterId <count>", .knl, 1, [0x4099_d159],
            .kernelFailed, "negotiation_failed"),
        Template(
            "WFP QM failure: <local_ts> === <remote_ts>, 0x<error>, filterId <count>", .knl, 1, [0x67dd_4741],
            .kernelFailed, "negotiation_failed"),
        Template(
            "adding <detail>bound WFP SA failed: 0x<error>", .knl, 1, [0xac48_f5fa], .kernelFailed, "kernel_refused",
            example: "adding inbound WFP SA failed: 0x80320009"),
        Template("adding SP failed, no SA found for SPI 0x<spi>", .knl, 1, [0x0b18_eed2], .kernelFailed, "no_such_sa"),
        Template(
            "adding outbound SA failed, no inbound SA found for reqid <reqid> ", .knl, 1, [0x1754_d46d], .kernelFailed,
            "no_such_sa"),
        Template(
            "algorithm <algorithm> not supported by kernel!", .knl, 1, [0xa4bd_c5ba], .kernelFailed,
            "algorithm_not_supported"),
        Template(
            "encryption algorithm <algorithm> not supported by WFP", .knl, 1, [0x8d8d_a71d], .kernelFailed,
            "algorithm_not_supported"),
        Template(
            "integrity algorithm <algorithm> not supported by WFP", .knl, 1, [0x5bec_de4c], .kernelFailed,
            "algorithm_not_supported"),
        Template(
            "buffer was too small to receive the complete PF_KEY message", .knl, 1, [0x1de0_98fe], .kernelFailed,
            "packet_too_large"),
        Template(
            "can't install route for <local_ts> === <remote_ts> <detail>, conflicts with IKE traffic", .knl, 1,
            [0xe1b1_ac39], .kernelFailed, "route_conflict"),
        Template("child SA (<count>) creation failed", .knl, 1, [0xe4c2_00a7], .kernelFailed, "tkm_failed"),
        Template("child SA (<count>) deletion failed", .knl, 1, [0xbdc0_4362], .kernelFailed, "tkm_failed"),
        Template("child SA (<count>, first) creation failed", .knl, 1, [0x9833_3feb], .kernelFailed, "tkm_failed"),
        Template("child SA (<count>, no PFS) creation failed", .knl, 1, [0xdad6_57ff], .kernelFailed, "tkm_failed"),
        Template("error selecting new child SA (<count>)", .knl, 1, [0xd05d_305f], .kernelFailed, "tkm_failed"),
        Template("error selecting other child SA (esa: <count>)", .knl, 1, [0x6f54_ac01], .kernelFailed, "tkm_failed"),
        Template("unable to add entry (<count>) to SAD", .knl, 1, [0x85f1_2927], .kernelFailed, "tkm_failed"),
        Template(
            "unable to find esa ID for policy (spi: <detail>)", .knl, 1, [0x0da6_698d], .kernelFailed, "tkm_failed"),
        Template(
            "closing read end of PF_ROUTE socket failed: <error>", .knl, 1, [0xbf54_8b93], .kernelFailed, "socket_error"
        ),
        Template("error sending to PF_KEY socket: <error>", .knl, 1, [0x366b_325b], .kernelFailed, "socket_error"),
        Template(
            "could not set net.inet.ipsec.esp_port to <port>: <error>", .knl, 1, [0xadeb_de59], .kernelFailed,
            "udp_encapsulation_failed"),
        Template("unable to create RNG", .knl, 1, [0x26f2_d88f], .kernelFailed, "internal_error"),
        Template("deleting SPI allocation SA failed", .knl, 1, [0xadc7_8255], .kernelFailed, "kernel_refused"),
        Template("ees: acquire received for reqid <reqid>", .knl, 1, [0x1d89_ddb8], .acquireReceived),
        Template("ees: acquire received for reqid {<reqid>}", .knl, 1, [0xa0dd_8024], .acquireReceived),
        Template(
            "enable WFP UDP encap failed: 0x<error>", .knl, 1, [0x0547_74ec], .kernelFailed, "udp_encapsulation_failed"),
        Template(
            "error uninstalling route installed with policy <local_ts> === <remote_ts> <detail>", .knl, 1,
            [0x93fc_78fa, 0x31e9_4e12, 0x76d3_e86c], .kernelFailed, "route_failed"),
        Template("error reading from PF_KEY socket: <error>", .knl, 1, [0x01e1_8330], .kernelFailed, "receive_failed"),
        Template(
            "extended sequence numbers (ESN) not supported by kernel!", .knl, 1, [0xca06_1beb], .kernelFailed,
            "esn_not_supported"),
        Template("gateway lookup for for <remote_host> failed", .knl, 1, [0x53eb_567f], .kernelFailed, "no_route"),
        Template(
            "getting interface to <remote_host> failed: 0x<error>", .knl, 1, [0x1f29_45bc], .kernelFailed, "no_route"),
        Template(
            "installing <detail>bound WFP filter failed: 0x<error>", .knl, 1, [0x3fb4_0314], .kernelFailed,
            "kernel_refused", example: "installing forward inbound WFP filter failed: 0x80320009"),
        Template(
            "installing IP-IPv<count> <detail> ALE WFP filter failed: 0x<error>", .knl, 1, [0x9df0_7aa1], .kernelFailed,
            "kernel_refused", example: "installing IP-IPv4 inbound ALE WFP filter failed: 0x80320009"),
        Template(
            "installing IPv<count> <detail>bound <other_detail> WFP filter failed: 0x<error>", .knl, 1, [0x1526_1fc7],
            .kernelFailed, "kernel_refused", example: "installing IPv4 outbound tunnel WFP filter failed: 0x80320009"),
        Template(
            "installing WFP bypass filter failed: 0x<error>", .knl, 1, [0xf948_86e9], .kernelFailed,
            "bypass_policy_failed"),
        Template(
            "installing exclude route for <remote_host> failed", .knl, 1, [0x3615_4bbe], .kernelFailed, "route_failed"),
        Template(
            "uninstalling exclude route for <remote_host> failed", .knl, 1, [0x2274_60b7], .kernelFailed, "route_failed"
        ),
        Template(
            "multiple transport mode traffic selectors not supported by WFP", .knl, 1, [0xdc9e_6de0], .kernelFailed,
            "ts_not_supported"),
        Template("no SAD entry with ESA id <count> found!", .knl, 1, [0x9050_77d0], .kernelFailed, "no_such_sa"),
        Template(
            "querying policy <local_ts> === <remote_ts> <detail> failed, not found", .knl, 1, [0xcf9d_a6ab],
            .kernelFailed, "no_such_policy"),
        Template(
            "received PF_ROUTE message with unsupported version: <version>", .knl, 1, [0x8ee1_87b8], .kernelFailed,
            "unsupported_version"),
        Template(
            "received an SADB_ACQUIRE with policy id <count> but no matching policy found", .knl, 1, [0xc5b4_d3da],
            .kernelFailed, "no_such_policy"),
        Template("unable to create PF_KEY event socket", .knl, 1, [0xcb04_8717], .kernelFailed, "socket_open_failed"),
        Template("unable to create PF_KEY socket", .knl, 1, [0xcde3_4c89], .kernelFailed, "socket_open_failed"),
        Template("unable to create PF_ROUTE socket", .knl, 1, [0x6725_b3f6], .kernelFailed, "socket_open_failed"),
        Template("unable to flush <detail> SAD entries", .knl, 1, [0x59b1_6cbf], .kernelFailed, "kernel_refused"),
        Template(
            "unable to flush <detail> SAD entries: <error> (<error_code>)", .knl, 1, [0x2ff0_4d63], .kernelFailed,
            "kernel_refused"),
        Template("unable to flush SAD entries", .knl, 1, [0x9c81_b161], .kernelFailed, "kernel_refused"),
        Template("unable to flush SPD entries", .knl, 1, [0x3f4c_7bb9], .kernelFailed, "kernel_refused"),
        Template(
            "unable to flush SAD entries: <error> (<error_code>)", .knl, 1, [0x6954_16fb], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to flush SPD entries: <error> (<error_code>)", .knl, 1, [0xe949_06d6], .kernelFailed,
            "kernel_refused"),
        Template("unable to get CPI for reqid {<reqid>}", .knl, 1, [0x387b_b929], .kernelFailed, "kernel_refused"),
        Template("unable to get SPI for reqid {<reqid>}", .knl, 1, [0x2fbe_cbe1], .kernelFailed, "kernel_refused"),
        Template("unable to get interface list", .knl, 1, [0x95fe_c4d2], .kernelFailed, "no_interface"),
        Template(
            "unable to query policy <local_ts> === <remote_ts> <detail>: <error> (<error_code>)", .knl, 1,
            [0x7042_0432], .kernelFailed, "kernel_refused"),
        Template(
            "unable to query policy <local_ts> === <remote_ts> <detail>: parsing response from kernel failed", .knl, 1,
            [0x9875_8bfc], .kernelFailed, "message_invalid"),
        Template(
            "unable to query policy <local_ts> === <remote_ts> <detail>", .knl, 1, [0xdce3_564b, 0xf438_0008],
            .kernelFailed, "kernel_refused"),
        Template("unable to receive from PF_KEY event socket", .knl, 1, [0xf9f7_2645], .kernelFailed, "receive_failed"),
        Template(
            "unable to receive from PF_ROUTE event socket", .knl, 1, [0x51fc_324b], .kernelFailed, "receive_failed"),
        Template("unable to register PF_KEY event socket", .knl, 1, [0xc6db_9ddb], .kernelFailed, "kernel_refused"),
        Template("unable to register PF_KEY socket", .knl, 1, [0x419b_27f2], .kernelFailed, "kernel_refused"),
        Template(
            "unable to register PF_KEY socket: <error> (<error_code>)", .knl, 1, [0xf0fb_9908], .kernelFailed,
            "kernel_refused"),
        Template(
            "unable to set IPSEC_POLICY on socket: <error>", .knl, 1, [0x5c0a_9ac0], .kernelFailed,
            "bypass_policy_failed"),
        Template(
            "unable to set receive buffer size on PF_KEY event socket: <error>", .knl, 1, [0x274a_4061], .kernelFailed,
            "socket_option_failed"),
        Template("unable to set UDP_ENCAP: <error>", .knl, 1, [0x84ed_f421], .kernelFailed, "udp_encapsulation_failed"),
    ]

    /// IPsec without the kernel (kernel-libipsec).
    static let userlandIPsec: [Template] = [
        Template(
            "ESP packet with length <count> exceeds buffer size of <limit>", .knl, 1, [0xf6ea_4841], .kernelFailed,
            "packet_too_large"),
        Template("error writing to ESP socket: <error>", .knl, 1, [0x3e53_8a84], .kernelFailed, "socket_error"),
        Template(
            "creating notify pipe for kernel-libipsec router failed", .knl, 1, [0x414e_aa4e], .kernelFailed,
            "internal_error"),
        Template(
            "error installing route with policy <local_ts> === <remote_ts> <detail>", .knl, 1, [0x2ae2_98d8],
            .kernelFailed, "route_failed"),
        Template(
            "error reading destination IP address for ESP packet", .knl, 1, [0x0ba0_bd23], .kernelFailed,
            "receive_failed"),
        Template("receiving from ESP socket failed: <error>", .knl, 1, [0xc73f_1e8c], .kernelFailed, "receive_failed"),
        Template("failed to configure TUN device", .knl, 1, [0x101d_69e3], .kernelFailed, "interface_failed"),
        Template("failed to create TUN device", .knl, 1, [0xd463_7c24], .kernelFailed, "interface_failed"),
        Template("gateway lookup for <remote_host> failed", .knl, 1, [0x06b4_3502], .kernelFailed, "no_route"),
        Template("invalid IP packet read from TUN device", .knl, 1, [0xa79c_b03d], .networkFailed, "malformed_packet"),
        Template(
            "opening RAW socket for ESP failed: <error>", .knl, 1, [0x0284_c720], .kernelFailed, "socket_open_failed"),
        Template(
            "unable to set PKTINFO on ESP socket: <error>", .knl, 1, [0x2b28_7a69], .kernelFailed,
            "socket_option_failed"),
        Template(
            "unable to set SO_MARK on ESP socket: <error>", .knl, 1, [0x30ad_6e6a], .kernelFailed,
            "socket_option_failed"),
        Template("  IPsec SA: ESN not supported", .esp, 1, [0xef83_b09b], .kernelFailed, "esn_not_supported"),
        Template(
            "  IPsec SA: compression not supported", .esp, 1, [0xb12d_6a4b], .kernelFailed, "compression_not_supported"),
        Template(
            "  IPsec policy: compression not supported", .esp, 1, [0x07e9_0d34], .kernelFailed,
            "compression_not_supported"),
        Template(
            "  IPsec SA: only UDP encapsulation is supported", .esp, 1, [0x9b46_0e98], .kernelFailed,
            "encapsulation_not_supported"),
        Template(
            "failed to add SAD entry: only UDP encapsulation is supported", .esp, 1, [0xfbc7_c035], .kernelFailed,
            "encapsulation_not_supported"),
        Template(
            "failed to update SAD entry: can't deactivate UDP encapsulation", .esp, 1, [0x8626_fc34], .kernelFailed,
            "encapsulation_not_supported"),
        Template("  IPsec SA: protocol not supported", .esp, 1, [0x0a27_e197], .kernelFailed, "protocol_not_supported"),
        Template(
            "  IPsec policy: protocol not supported", .esp, 1, [0x2032_404e], .kernelFailed, "protocol_not_supported"),
        Template("  IPsec SA: unsupported mode", .esp, 1, [0x2041_cd57], .kernelFailed, "mode_not_supported"),
        Template("  IPsec policy: unsupported mode", .esp, 1, [0xf964_61ee], .kernelFailed, "mode_not_supported"),
        Template("ESP decryption failed: invalid length", .esp, 1, [0xb788_d076], .networkFailed, "malformed_packet"),
        Template(
            "failed to parse ESP header: invalid length", .esp, 1, [0x1dcf_4833], .networkFailed, "malformed_packet"),
        Template(
            "parsing ESP payload failed: invalid length", .esp, 1, [0x7c0f_372c], .networkFailed, "malformed_packet"),
        Template(
            "parsing ESP payload failed: invalid padding", .esp, 1, [0x3579_78cc], .networkFailed, "malformed_packet"),
        Template(
            "parsing ESP payload failed: unsupported payload", .esp, 1, [0xb61f_4058], .networkFailed,
            "malformed_packet"),
        Template(
            "ESP decryption or ICV verification failed", .esp, 1, [0x69ed_a393], .networkFailed, "integrity_failed"),
        Template(
            "ESP encapsulation failed: sequence numbers cycled", .esp, 1, [0xb68a_802e], .networkFailed,
            "sequence_exhausted"),
        Template(
            "ESP encryption failed: could not generate IV", .esp, 1, [0xd963_7eac], .networkFailed, "encryption_failed"),
        Template("ESP encryption failed: no IV generator", .esp, 1, [0x01c0_d18a], .networkFailed, "encryption_failed"),
        Template(
            "ESP encryption or ICV generation failed", .esp, 1, [0x518f_c4a3], .networkFailed, "encryption_failed"),
        Template(
            "ESP sequence number verification failed:\n  src <local_host>, dst <remote_host>, SPI <spi> [seq <sequence>]",
            .esp, 1, [0x3a15_5f08], .networkFailed, "replayed_packet"),
        Template("IP packet too short", .esp, 1, [0xea33_4fb0], .networkFailed, "malformed_packet"),
        Template("IPv4 packet too short", .esp, 1, [0x9379_799b], .networkFailed, "malformed_packet"),
        Template("IPv6 packet too short", .esp, 1, [0xb45c_a49d], .networkFailed, "malformed_packet"),
        Template("TCP packet too short", .esp, 1, [0xfc34_6f73], .networkFailed, "malformed_packet"),
        Template("UDP packet too short", .esp, 1, [0x80c3_c51a], .networkFailed, "malformed_packet"),
        Template("address family does not match", .esp, 1, [0x20f1_3c96], .networkFailed, "malformed_packet"),
        Template("unsupported IP version", .esp, 1, [0xa79d_2ab9], .networkFailed, "malformed_packet"),
        Template("unsupported address family", .esp, 1, [0x4073_8a9e], .networkFailed, "malformed_packet"),
        Template(
            "discarding inbound IP packet <local_endpoint> == <remote_endpoint> [<count>] due to policy", .esp, 1,
            [0x1eb0_e044], .networkFailed, "no_such_policy"),
        Template(
            "discarding inbound IP packet <local_host> == <remote_host> due to policy", .esp, 1, [0x357f_e95a],
            .networkFailed, "no_such_policy"),
        Template("error: IPsec SA is not inbound", .esp, 1, [0x02b2_1e86], .networkFailed, "no_such_sa"),
        Template("failed to allocate SPI", .esp, 1, [0xf106_4d6b], .kernelFailed, "spi_exhausted"),
        Template("failed to allocate SPI for reqid {<reqid>}", .esp, 1, [0xcd86_0464], .kernelFailed, "spi_exhausted"),
        Template(
            "failed to create ESP context: creating iv gen failed", .esp, 1, [0x99bd_8a16], .kernelFailed,
            "algorithm_not_supported"),
        Template(
            "failed to create ESP context: setting AEAD key failed", .esp, 1, [0x0ff2_b842], .kernelFailed,
            "invalid_key"),
        Template(
            "failed to create ESP context: setting encryption key failed", .esp, 1, [0xecdf_ffc9], .kernelFailed,
            "invalid_key"),
        Template(
            "failed to create ESP context: setting signature key failed", .esp, 1, [0x2581_51f1], .kernelFailed,
            "invalid_key"),
        Template(
            "failed to create ESP context: unsupported AEAD algorithm <algorithm>", .esp, 1, [0xecd8_1e10],
            .kernelFailed, "algorithm_not_supported"),
        Template(
            "failed to create ESP context: unsupported encryption algorithm <algorithm>", .esp, 1, [0x98f9_2fb3],
            .kernelFailed, "algorithm_not_supported"),
        Template(
            "failed to create ESP context: unsupported integrity algorithm <algorithm>", .esp, 1, [0x52d2_34e4],
            .kernelFailed, "algorithm_not_supported"),
        Template("failed to create RNG for SPI generation", .esp, 1, [0xbbd5_037c], .kernelFailed, "internal_error"),
        Template("failed to create SAD entry", .esp, 1, [0x13c8_7f41], .kernelFailed, "internal_error"),
        Template("failed to create policy", .esp, 1, [0x2640_fb76], .kernelFailed, "internal_error"),
        Template("failed to install SAD entry: already installed", .esp, 1, [0x6e2f_3be8], .kernelFailed, "duplicate"),
        Template("failed to update SAD entry: not found", .esp, 1, [0x1327_43eb], .kernelFailed, "no_such_sa"),
        Template("ESP sequence number verification failed:", .esp, 1, [], .networkFailed, "replayed_packet"),
    ]
}
