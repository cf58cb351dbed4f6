extension Catalogue {
    /// Sockets, and packets that cannot be sent or received.
    static let network: [Template] = [
        Template("error writing to socket: <error>", .net, 1, [0xd08d_2ddf], .networkFailed, "socket_error"),
        Template("sending packet failed: <error>", .net, 1, [0x1c81_5f78], .networkFailed, "socket_error"),
        Template(
            "no socket found to send <detail>", .net, 1, [0xa0fd_a7af, 0xa412_1d55], .networkFailed, "socket_error"),
        Template("ARP cannot find interfaces: <error>", .net, 1, [0x9833_22b4], .networkFailed, "no_interface"),
        Template("DHCP cannot find interfaces: <error>", .net, 1, [0x9833_22b4], .networkFailed, "no_interface"),
        Template(
            "ARP request with invalid size <count> received (expected: <limit>)", .net, 1, [0x3cf5_47d5],
            .networkFailed, "malformed_packet"),
        Template("BIOCGBLEN(<interface>): <error>", .net, 1, [0x0795_07b9], .networkFailed, "packet_filter_failed"),
        Template("BIOCGDLT(<interface>): <error>", .net, 1, [0x897f_0a81], .networkFailed, "packet_filter_failed"),
        Template("BIOCIMMEDIATE(<interface>): <error>", .net, 1, [0x4c98_7b60], .networkFailed, "packet_filter_failed"),
        Template("BIOCSETF(<interface>): <error>", .net, 1, [0x6f5c_256e], .networkFailed, "packet_filter_failed"),
        Template("BIOCSETIF(<interface>): <error>", .net, 1, [0xda31_e3c5], .networkFailed, "packet_filter_failed"),
        Template("BIOCSHDRCMPLT(<interface>): <error>", .net, 1, [0x49be_4061], .networkFailed, "packet_filter_failed"),
        Template("BIOCSSEESENT(<interface>): <error>", .net, 1, [0x4859_a85f], .networkFailed, "packet_filter_failed"),
        Template("bpf_open(<interface>): <error>", .net, 1, [0xfb46_49e4], .networkFailed, "packet_filter_failed"),
        Template(
            "SO_REUSADDR on '<detail>' failed: <error>", .net, 1, [0xfc53_984c], .networkFailed, "socket_option_failed"),
        Template(
            "WSAEventSelect() failed: <error_code>", .net, 1, [0x6e4e_f7e5], .networkFailed, "socket_option_failed"),
        Template(
            "enabling SO_REUSEADDR failed: <error_code>", .net, 1, [0xe59b_495b], .networkFailed, "socket_option_failed"
        ),
        Template(
            "unable to set IP6_PKTINFO: <error_code>", .net, 1, [0xb04e_8bdf], .networkFailed, "socket_option_failed"),
        Template(
            "unable to set IP_PKTINFO: <error_code>", .net, 1, [0xd963_d445], .networkFailed, "socket_option_failed"),
        Template(
            "using dual-mode socket failed: <error_code>", .net, 1, [0x8a83_11df], .networkFailed,
            "socket_option_failed"),
        Template(
            "binding socket '<detail>' failed: <error>", .net, 1, [0x2bb9_a3f3], .networkFailed, "socket_bind_failed"),
        Template(
            "changing socket group for '<detail>' failed: <error>", .net, 1, [0xf72f_cf12], .networkFailed,
            "socket_permissions_failed"),
        Template(
            "changing socket owner/group for '<detail>' failed: <error>", .net, 1, [0x048b_3f6f], .networkFailed,
            "socket_permissions_failed"),
        Template(
            "changing socket permissions for '<detail>' failed: <error>", .net, 1, [0xb6d6_572b], .networkFailed,
            "socket_permissions_failed"),
        Template("connecting to '<detail>' failed: <error>", .net, 1, [0x889e_4a4e], .networkFailed, "connect_failed"),
        Template("could not create any PT-TLS sockets", .net, 1, [0x01ae_bfc6], .networkFailed, "socket_open_failed"),
        Template("could not create any RADIUS sockets", .net, 1, [0x9b18_95a0], .networkFailed, "socket_open_failed"),
        Template("could not create any sockets", .net, 1, [0x08d3_c38d], .networkFailed, "socket_open_failed"),
        Template(
            "could not open IPv4 PT-TLS socket, IPv4 disabled", .net, 1, [0x1348_37ac], .networkFailed,
            "socket_open_failed"),
        Template(
            "could not open IPv4 RADIUS socket, IPv4 disabled", .net, 1, [0xada5_8d86], .networkFailed,
            "socket_open_failed"),
        Template(
            "could not open IPv6 PT-TLS socket, IPv6 disabled", .net, 1, [0xd4a3_c49e], .networkFailed,
            "socket_open_failed"),
        Template(
            "could not open IPv6 RADIUS socket, IPv6 disabled", .net, 1, [0x853d_967f], .networkFailed,
            "socket_open_failed"),
        Template("could not open <detail> NAT-T socket", .net, 1, [0x51d7_1fe6], .networkFailed, "socket_open_failed"),
        Template(
            "could not open <detail> socket, <other_detail> disabled", .net, 1, [0x561a_da2c], .networkFailed,
            "socket_open_failed"),
        Template("could not open socket: <error>", .net, 1, [0xdec7_75b1], .networkFailed, "socket_open_failed"),
        Template("creating socket failed: <error_code>", .net, 1, [0x5bae_7398], .networkFailed, "socket_open_failed"),
        Template("error reading IP header", .net, 1, [0x7c17_0bb8], .networkFailed, "receive_failed"),
        Template("error reading ancillary data", .net, 1, [0xb7f3_28c7], .networkFailed, "receive_failed"),
        Template("error reading socket: <error>", .net, 1, [0xf5da_ae22], .networkFailed, "receive_failed"),
        Template("failed to send ARP reply: <error>", .net, 1, [0x7ddd_c8d4], .networkFailed, "socket_error"),
        Template("forecast send_net() failed: <error>", .net, 1, [0xba0e_fb5a], .networkFailed, "socket_error"),
        Template("forecast send_peer() failed: <error>", .net, 1, [0xb7f6_74f3], .networkFailed, "socket_error"),
        Template("sending ARP reply failed: <error>", .net, 1, [0xd49a_7b3a], .networkFailed, "socket_error"),
        Template("farp cannot find interfaces: <error>", .net, 1, [0x6a46_66d7], .networkFailed, "no_interface"),
        Template(
            "forecast multicast join to <detail> failed: <error>", .net, 1, [0x7799_6bb6], .networkFailed,
            "multicast_failed"),
        Template(
            "forecast setting SO_MARK failed: <error>", .net, 1, [0x09a1_54b0], .networkFailed, "socket_option_failed"),
        Template(
            "forecast socket BROADCAST failed: <error>", .net, 1, [0x6dfd_f21a], .networkFailed, "socket_option_failed"),
        Template(
            "forecast socket HDRINCL failed: <error>", .net, 1, [0x3266_ae5f], .networkFailed, "socket_option_failed"),
        Template(
            "installing <detail> packet socket filter failed: <error>", .net, 1, [0x6de0_ebbb], .networkFailed,
            "packet_filter_failed"),
        Template(
            "installing ARP packet filter failed: <error>", .net, 1, [0xa435_2758], .networkFailed,
            "packet_filter_failed"),
        Template(
            "installing forecast PACKET socket filter failed: <error>", .net, 1, [0x253d_f066], .networkFailed,
            "packet_filter_failed"),
        Template(
            "listen on socket '<detail>' failed: <error>", .net, 1, [0xcab3_1cfd], .networkFailed,
            "socket_listen_failed"),
        Template(
            "no socket implementation registered, receiving failed", .net, 1, [0x81dd_40fa], .networkFailed,
            "no_socket_plugin"),
        Template(
            "no socket implementation registered, sending failed", .net, 1, [0x0451_bd99], .networkFailed,
            "no_socket_plugin"),
        Template("no systemd sockets for '<detail>'", .net, 1, [0x4d7d_ab58], .networkFailed, "no_systemd_socket"),
        Template(
            "unable to find systemd FD for '<detail>'", .net, 1, [0xb289_bbed], .networkFailed, "no_systemd_socket"),
        Template(
            "unable to open stream URI '<detail>': named systemd sockets not supported", .net, 1, [0x2763_344d],
            .networkFailed, "no_systemd_socket"),
        Template(
            "opening ARP packet socket failed: <error>", .net, 1, [0x57d8_ef64], .networkFailed, "socket_open_failed"),
        Template(
            "opening <detail> packet socket failed: <error>", .net, 1, [0x33d9_a13d], .networkFailed,
            "socket_open_failed"),
        Template(
            "opening DHCP receive socket failed: <error>", .net, 1, [0x876a_8a02], .networkFailed, "socket_open_failed"),
        Template("opening PACKET socket failed: <error>", .net, 1, [0xa430_477c], .networkFailed, "socket_open_failed"),
        Template("opening RAW socket failed: <error>", .net, 1, [0xb38e_e26f], .networkFailed, "socket_open_failed"),
        Template(
            "opening socket '<detail>' failed: <error>", .net, 1, [0x5fcc_0a45], .networkFailed, "socket_open_failed"),
        Template(
            "reading ARP request from <interface> failed: <error>", .net, 1, [0x3cad_68f0], .networkFailed,
            "receive_failed"),
        Template(
            "reading <detail> request from <interface> failed: <error>", .net, 1, [0x75b9_ce34], .networkFailed,
            "receive_failed"),
        Template("reading from socket failed: <error_code>", .net, 1, [0x5ae2_bc39], .networkFailed, "receive_failed"),
        Template("waiting on sockets failed: <error_code>", .net, 1, [0x07f5_2293], .networkFailed, "receive_failed"),
        Template(
            "receive buffer too small, packet discarded", .net, 1, [0xbf84_9d85], .networkFailed, "packet_too_large"),
        Template("received invalid getsockname() result", .net, 1, [0x2886_46da], .networkFailed, "internal_error"),
        Template(
            "received short forecast packet: <count> bytes", .net, 1, [0xfea7_6ac5], .networkFailed, "malformed_packet"),
        Template("receiving IP destination address failed", .net, 1, [0x2298_05cb], .networkFailed, "receive_failed"),
        Template("receiving IP source address failed", .net, 1, [0xb6c2_12ad], .networkFailed, "receive_failed"),
        Template(
            "receiving RADIUS DAE request failed: <error>", .net, 1, [0x796d_878e], .networkFailed, "receive_failed"),
        Template(
            "receiving from forecast socket failed: <error>", .net, 1, [0x8461_1252], .networkFailed, "receive_failed"),
        Template(
            "send/recvmsg() lookup failed: <error_code>", .net, 1, [0xf4bd_4df1], .networkFailed, "internal_error"),
        Template("unable to bind socket: <error_code>", .net, 1, [0x717d_fcfe], .networkFailed, "socket_bind_failed"),
        Template("unable to bind socket: <error>", .net, 1, [0xdb5b_6ff2], .networkFailed, "socket_bind_failed"),
        Template(
            "unable to determine port: <error_code>", .net, 1, [0xc980_e416], .networkFailed, "socket_option_failed"),
        Template("unable to determine port: <error>", .net, 1, [0x0933_c0e8], .networkFailed, "socket_option_failed"),
        Template("unable to getsockname: <error>", .net, 1, [0xcc7a_2b60], .networkFailed, "socket_option_failed"),
        Template(
            "unable to set IPV6_TCLASS on socket: <error>", .net, 1, [0x66d3_635e], .networkFailed,
            "socket_option_failed"),
        Template(
            "unable to set IPV6_V6ONLY on socket: <error>", .net, 1, [0xc33e_90bd], .networkFailed,
            "socket_option_failed"),
        Template(
            "unable to set IP_PKTINFO on socket: <error>", .net, 1, [0x0d4b_a10c], .networkFailed,
            "socket_option_failed"),
        Template(
            "unable to set IP_TOS on socket: <error>", .net, 1, [0x1b9f_8b15], .networkFailed, "socket_option_failed"),
        Template(
            "unable to set SO_MARK on socket: <error>", .net, 1, [0x5756_b621], .networkFailed, "socket_option_failed"),
        Template(
            "unable to set SO_REUSEADDR on socket: <error>", .net, 1, [0x8400_d8fe], .networkFailed,
            "socket_option_failed"),
        Template("receiving from socket failed!", .net, 2, [0x1d33_32e3], .networkFailed, "receive_failed"),
    ]
}
