extension Catalogue {
    /// Sockets of charon's own, databases, processes: what it fails to open.
    static let sockets: [Template] = [
        Template("DBUS binding failed", .cfg, 1, [0xceb3_6322], .daemonFailed, "dbus_failed"),
        Template(
            "binding socket to '<detail>' failed: IP_SENDIF not implemented yet.", .cfg, 1, [0xa119_3af9],
            .daemonFailed, "not_supported"),
        Template(
            "binding socket to '<detail>' failed: <other_detail>", .cfg, 1, [0xa75d_66dd], .daemonFailed, "socket_error"
        ),
        Template(
            "attr-sql plugin failed to connect to database", .cfg, 1, [0x2bbc_13be], .daemonFailed, "database_failed"),
        Template("opening eap-simaka-sql database failed", .cfg, 1, [0x8048_2fad], .daemonFailed, "database_failed"),
        Template("opening mediation client database failed", .cfg, 1, [0x0cf1_95cc], .daemonFailed, "database_failed"),
        Template("opening mediation server database failed", .cfg, 1, [0x1162_1ff8], .daemonFailed, "database_failed"),
        Template("sql plugin failed to connect to database", .cfg, 1, [0x68b4_a03c], .daemonFailed, "database_failed"),
        Template("opening openxpki database failed", .cfg, 1, [0x7071_657b], .daemonFailed, "database_failed"),
        Template(
            "opening CSV file '<detail>' failed: <other_detail>", .cfg, 1, [0x4cf5_1dcd], .daemonFailed,
            "file_unwritable"),
        Template(
            "opening coupling file '<detail>' failed: <other_detail>", .cfg, 1, [0xf35a_798f], .daemonFailed,
            "file_unreadable"),
        Template(
            "opening LED file '<detail>' failed: <other_detail>", .cfg, 1, [0x3474_aea8], .daemonFailed,
            "file_unwritable"),
        Template("setting LED brightness failed: <detail>", .cfg, 1, [0x0250_bea6], .daemonFailed, "file_unwritable"),
        Template("connmark iptables commit failed: <detail>", .cfg, 1, [0xbb74_f862], .kernelFailed, "kernel_refused"),
        Template(
            "appending <detail> rule failed: <other_detail>", .cfg, 1, [0x7e00_2d25], .kernelFailed, "kernel_refused"),
        Template(
            "deleting <detail> rule failed: <other_detail>", .cfg, 1, [0x27a6_2927], .kernelFailed, "kernel_refused"),
        Template("initializing iptables failed: <detail>", .cfg, 1, [0xdc01_6ca7], .kernelFailed, "kernel_refused"),
        Template("forecast iptables commit failed: <detail>", .cfg, 1, [0x9b07_d9e2], .kernelFailed, "kernel_refused"),
        Template("joining forecast multicast groups: <detail>", .cfg, 1, [0x2797_ec84], .networkFailed, "socket_error"),
        Template("sending duplicheck notify failed: <detail>", .cfg, 1, [0xfe19_fa5e], .daemonFailed, "socket_error"),
        Template("creating duplicheck socket failed", .cfg, 1, [0x47c4_6c7b], .daemonFailed, "socket_error"),
        Template("sending notify failed: <detail>", .cfg, 1, [0x5c6a_6086], .daemonFailed, "socket_error"),
        Template("creating error-notify socket failed", .cfg, 1, [0x033c_6141], .daemonFailed, "socket_error"),
        Template("sending lookip event failed: <detail>", .cfg, 1, [0x3f84_eff0], .daemonFailed, "socket_error"),
        Template("sending lookip response failed: <detail>", .cfg, 1, [0x95a1_c271], .daemonFailed, "socket_error"),
        Template("sending lookip not-found failed: <detail>", .cfg, 1, [0x8b4f_5355], .daemonFailed, "socket_error"),
        Template("receiving lookip request failed: <detail>", .cfg, 1, [0xc7fd_c994], .daemonFailed, "socket_error"),
        Template("creating lookip socket failed", .cfg, 1, [0x746d_f2f2], .daemonFailed, "socket_error"),
        Template("accepting SMP XML socket failed: <detail>", .cfg, 1, [0x4989_d4cd], .daemonFailed, "socket_error"),
        Template(
            "smp plugin requires CAP_CHOWN capability", .cfg, 1, [0x9c92_4f68], .daemonFailed, "capability_missing"),
        Template("could not create XML socket", .cfg, 1, [0xf9b1_381d], .daemonFailed, "socket_error"),
        Template("could not bind XML socket: <detail>", .cfg, 1, [0x2663_5ea3], .daemonFailed, "socket_error"),
        Template(
            "changing XML socket permissions failed: <detail>", .cfg, 1, [0x8a26_852c], .daemonFailed, "socket_error"),
        Template("could not listen on XML socket: <detail>", .cfg, 1, [0xf026_2149], .daemonFailed, "socket_error"),
        Template(
            "reading length of stroke message failed: <detail>", .cfg, 1, [0xcfc2_3b75], .daemonFailed, "socket_error"),
        Template("reading stroke message failed: <detail>", .cfg, 1, [0x4c92_aa48], .daemonFailed, "socket_error"),
        Template("creating stroke output stream failed", .cfg, 1, [0x84d3_985f], .daemonFailed, "socket_error"),
        Template("creating stroke socket failed", .cfg, 1, [0xe1d5_192a], .daemonFailed, "socket_error"),
        Template("opening UDP socket failed: <detail>", .cfg, 1, [0x875e_ca48], .daemonFailed, "socket_error"),
        Template("unable to bind UDP socket: <detail>", .cfg, 1, [0xc9b1_ffd3], .daemonFailed, "socket_error"),
        Template("opening TCP socket failed: <detail>", .cfg, 1, [0x7ab0_31c6], .daemonFailed, "socket_error"),
        Template("unable to bind TCP socket: <detail>", .cfg, 1, [0x6b6b_fbaf], .daemonFailed, "socket_error"),
        Template("writing to UCI fifo failed: <detail>", .cfg, 1, [0xbd8f_5585], .daemonFailed, "fifo_failed"),
        Template(
            "creating UCI control fifo '<detail>' failed: <other_detail>", .cfg, 1, [0xe6ee_78d3], .daemonFailed,
            "fifo_failed"),
        Template("vici header write error: <detail>", .cfg, 1, [0x7b3a_e61f], .networkFailed, "socket_error"),
        Template("vici write error: <detail>", .cfg, 1, [0x142e_cb82], .networkFailed, "socket_error"),
        Template("vici header read error: <detail>", .cfg, 1, [0xa53b_3783], .networkFailed, "socket_error"),
        Template("vici read error: <detail>", .cfg, 1, [0xdeb5_9d25], .networkFailed, "socket_error"),
        Template("premature vici disconnect", .cfg, 1, [0x55ab_45f0], .networkFailed, "socket_error"),
        Template("creating vici socket failed", .cfg, 1, [0x53ed_3b89], .daemonFailed, "socket_error"),
        Template("listing whitelist failed: <detail>", .cfg, 1, [0xd48f_8754], .daemonFailed, "socket_error"),
        Template("whitelist socket error: <detail>", .cfg, 1, [0xeb02_dbf3], .daemonFailed, "socket_error"),
        Template("creating whitelist socket failed", .cfg, 1, [0x11c2_78bc], .daemonFailed, "socket_error"),
        Template("failed to create a DNS resolver instance", .cfg, 1, [0xcaef_28e0], .daemonFailed, "dns_failed"),
        Template(
            "failed to create XFRM or dummy TUN device, might affect DNS server installation negatively", .cfg, 1,
            [0x8d7e_5d1b], .daemonFailed, "interface_failed"),
        Template(
            "failed to create dummy TUN device, might affect DNS server installation negatively", .cfg, 1,
            [0x6f61_4025], .daemonFailed, "interface_failed"),
        Template(
            "created XFRM interface <detail> for NetworkManager connection <connection>", .cfg, 1, [0x13f0_2e05],
            .configurationChanged),
        Template(
            "created TUN device <detail> for NetworkManager connection <connection>", .cfg, 1, [0x6c55_3d28],
            .configurationChanged),
        Template("using gateway certificate, identity '<identity>'", .cfg, 1, [0xbc2a_c724], .chatter),
        Template("using CA certificate, gateway identity '<identity>'", .cfg, 1, [0x7a40_f208], .chatter),
        Template("using smartcard certificate '<identity>'", .cfg, 1, [0x732c_2689], .chatter),
        Template("using gateway identity '<identity>'", .cfg, 1, [0x7094_9556], .chatter),
        Template(
            "connecting to mysql://<detail>:***@<other_detail>:<count>/<pool> failed: <script>", .lib, 1, [0x78ec_6298],
            .daemonFailed, "database_failed"),
        Template("creating MySQL statement failed: <detail>", .lib, 1, [0x577e_5f06], .daemonFailed, "database_failed"),
        Template(
            "preparing MySQL statement failed: <detail>", .lib, 1, [0x8edf_ca64], .daemonFailed, "database_failed"),
        Template("binding MySQL param failed: <detail>", .lib, 1, [0x5a82_8449], .daemonFailed, "database_failed"),
        Template(
            "executing MySQL statement failed: <detail>", .lib, 1, [0x21fd_c514], .daemonFailed, "database_failed"),
        Template("fetching MySQL row failed: <detail>", .lib, 1, [0xfacb_5bf1], .daemonFailed, "database_failed"),
        Template("binding MySQL result failed: <detail>", .lib, 1, [0xf90c_80e3], .daemonFailed, "database_failed"),
        Template("starting transaction failed: <detail>", .lib, 1, [0xb143_cce7], .daemonFailed, "database_failed"),
        Template(
            "parsing MySQL database uri '<detail>' failed", .lib, 1, [0x7a4a_d7d9], .daemonFailed, "database_failed"),
        Template(
            "MySQL client library initialization failed", .lib, 1, [0x7c82_8b5d], .daemonFailed, "database_failed"),
        Template(
            "preparing sqlite statement failed: <detail>", .lib, 1, [0x8c8d_cfcc], .daemonFailed, "database_failed"),
        Template("binding sqlite statement failed: <detail>", .lib, 1, [0x2f45_15bd], .daemonFailed, "database_failed"),
        Template(
            "stepping sqlite statement failed: <detail>", .lib, 1, [0x1e1a_01a8], .daemonFailed, "database_failed"),
        Template("sqlite execute failed: <detail>", .lib, 1, [0x3a57_bda6], .daemonFailed, "database_failed"),
        Template(
            "sqlite close failed because database is busy", .lib, 1, [0xbec3_f6af], .daemonFailed, "database_failed"),
        Template(
            "opening SQLite database '<detail>' failed: <other_detail>", .lib, 1, [0x6a6c_28f9], .daemonFailed,
            "database_failed"),
        Template(
            "setting watcher notify pipe read-end non-blocking failed: <detail>", .lib, 1, [0x6780_c3d7], .daemonFailed,
            "internal_error"),
        Template(
            "creating watcher notify pipe failed: <detail>", .lib, 1, [0x2352_68b2], .daemonFailed, "internal_error"),
        Template(
            "setting FD_CLOEXEC for '<detail>' failed: <other_detail>", .lib, 1, [0x8f30_36d4], .daemonFailed,
            "internal_error"),
        Template("failed to create thread!", .lib, 1, [0xe32d_41e5], .daemonFailed, "thread_failed"),
        Template(
            "!!! <detail> ERROR: <other_detail> !!!", .lib, 1,
            [0x308e_91c6, 0x60f0_0215, 0xa720_e9b5, 0x425e_e8c5, 0xbc9b_7573, 0x31be_11b7, 0x6f0b_8b0c], .daemonFailed,
            "internal_error"),
        Template("creating stdin pipe failed: <detail>", .lib, 1, [0xcbb1_67d1], .daemonFailed, "process_failed"),
        Template("creating stdout pipe failed: <detail>", .lib, 1, [0x9365_151c], .daemonFailed, "process_failed"),
        Template("creating stderr pipe failed: <detail>", .lib, 1, [0xc8ac_509c], .daemonFailed, "process_failed"),
        Template("forking process failed: <detail>", .lib, 1, [0x74c8_4b45], .daemonFailed, "process_failed"),
        Template("failed to create directory <detail>", .lib, 1, [0x7808_e12d], .daemonFailed, "file_unwritable"),
        Template("TLS crypto write error: <detail>", .tls, 1, [0x56a8_f01c], .networkFailed, "socket_error"),
        Template("TLS select error: <detail>", .tls, 1, [0xd6ea_54f2], .networkFailed, "socket_error"),
        Template("TLS read error: <detail>", .tls, 1, [0x1c79_20ba], .networkFailed, "socket_error"),
        Template("TLS plain write error: <detail>", .tls, 1, [0x0ab2_d7b1], .networkFailed, "socket_error"),
        Template("TLS plain read error: <detail>", .tls, 1, [0x90f0_a802], .networkFailed, "socket_error"),
        Template("TLS write error", .tls, 1, [0x9c3c_15d9], .networkFailed, "socket_error"),
        Template("opening socket failed: <detail>", .tnc, 1, [0x5dc7_62f4], .networkFailed, "socket_error"),
        Template(
            "connecting to <remote_endpoint> failed: <detail>", .tnc, 1, [0xbf4f_b19d], .networkFailed, "socket_error"),
        Template("creating TLS socket failed", .tnc, 1, [0x2642_91fb], .networkFailed, "socket_error"),
        Template("resolving hostname <detail> failed", .tnc, 1, [0xbdff_c40b], .networkFailed, "dns_failed"),
        Template("listen on TCP socket failed: <detail>", .tnc, 1, [0x28c1_a2f1], .networkFailed, "socket_error"),
        Template("accepting PT-TLS stream failed: <detail>", .tnc, 1, [0xe62d_5c6b], .networkFailed, "socket_error"),
        Template(
            "failed to set <state> on <detail>: <other_detail>", .lib, 1,
            [0x8f82_1c75, 0xd06c_7f05, 0x8c90_cc42, 0x1295_f373, 0x5356_6965], .daemonFailed, "interface_failed"),
        Template(
            "failed to determine index of <detail>: <other_detail>", .lib, 1, [0x49af_dda4], .daemonFailed,
            "interface_failed"),
        Template(
            "failed to remove existing address on <detail>: <other_detail>", .lib, 1, [0xbc0f_5843], .daemonFailed,
            "interface_failed"),
        Template(
            "failed to add address on <detail>: <other_detail>", .lib, 1, [0x0802_eba0], .daemonFailed,
            "interface_failed"),
        Template(
            "failed to get interface flags for <detail>: <other_detail>", .lib, 1, [0xea13_7ac5], .daemonFailed,
            "interface_failed"),
        Template(
            "select on TUN device <detail> failed: <other_detail>", .lib, 1, [0xad44_5c19], .networkFailed,
            "interface_failed"),
        Template(
            "failed to write packet to TUN device <detail>: <other_detail>", .lib, 1, [0x029a_c10b], .networkFailed,
            "interface_failed"),
        Template(
            "reading from TUN device <detail> failed: <other_detail>", .lib, 1, [0x3294_d993], .networkFailed,
            "interface_failed"),
        Template(
            "failed to destroy <detail>: <other_detail>", .lib, 1, [0x9a5c_61ea], .daemonFailed, "interface_failed"),
        Template(
            "failed to open tundevice PF_SYSTEM socket: <detail>", .lib, 1, [0xcab7_2d6c], .daemonFailed,
            "interface_failed"),
        Template("failed to ioctl tundevice: <detail>", .lib, 1, [0xf27e_7b05], .daemonFailed, "interface_failed"),
        Template("failed to connect tundevice: <detail>", .lib, 1, [0xbb52_fc52], .daemonFailed, "interface_failed"),
        Template("getting tundevice name failed: <detail>", .lib, 1, [0x6b68_432d], .daemonFailed, "interface_failed"),
        Template("failed to configure TUN device: <detail>", .lib, 1, [0xfc7b_e264], .daemonFailed, "interface_failed"),
        Template(
            "failed to open <detail>: <other_detail>", .lib, 1, [0xb59f_d439, 0x4545_1dba, 0xaf87_6d0f], .daemonFailed,
            "interface_failed"),
        Template(
            "failed to open socket to configure TUN device", .lib, 1, [0x054a_1194], .daemonFailed, "interface_failed"),
        Template(
            "failed to open IPv6 socket to configure TUN device", .lib, 1, [0x11ec_74a2], .daemonFailed,
            "interface_failed"),
        Template("TUN devices are not supported", .lib, 1, [0x89eb_fb98], .daemonFailed, "not_supported"),
        Template(
            "arbitrary naming of TUN devices is not supported", .lib, 1, [0x4444_6acf], .daemonFailed, "not_supported"),
        Template("created TUN device: <detail>", .lib, 1, [0xf03f_5381], .configurationChanged),
    ]
}
