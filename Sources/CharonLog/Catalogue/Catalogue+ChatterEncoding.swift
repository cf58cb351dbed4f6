extension Catalogue {
    /// Of messages and payloads.
    static let chatterEncoding: [Template] = [
        Template("generating <payload> payload finished", .enc, 2, [0xa94e_af68], .chatter),
        Template("generating payload of type <payload>", .enc, 2, [0x4e97_4d76], .chatter),
        Template("generating <detail>", .enc, 1, [0xe583_39dc], .chatter),
        Template("parsed content of encrypted payload", .enc, 2, [0x4eaa_88e5], .chatter),
        Template("parsed a <exchange> <detail> header", .enc, 2, [0x26d2_bca0], .chatter),
        Template("parsed <detail>", .enc, 1, [0xdf97_2bd1], .chatter),
        Template("splitting IKE message (<count> bytes) into <limit> fragments", .enc, 1, [0xc3a1_3a28], .chatter),
        Template(
            "splitting IKE message with length of <count> bytes into <limit> fragments", .enc, 1, [0x128f_2490],
            .chatter),
        Template(
            "received fragment #<count> of <limit>, waiting for complete IKE message", .enc, 1, [0xf2d4_2ee2], .chatter),
        Template("received fragment #<count>, waiting for complete IKE message", .enc, 1, [0x0178_cc1b], .chatter),
        Template(
            "received fragment #<count> of <limit>, reassembled fragmented IKE message (<sequence> bytes)", .enc, 1,
            [0xf89e_c2a7], .chatter),
        Template(
            "received fragment #<count>, reassembled fragmented IKE message (<sequence> bytes)", .enc, 1, [0x92fd_62d1],
            .chatter),
        Template(
            "received fragment #<count> of <limit>, reassembling fragmented IKE message", .enc, 1, [0x91f2_0e94],
            .chatter),
        Template("received fragment #<count>, reassembling fragmented IKE message", .enc, 1, [0xba9e_2f4c], .chatter),
        Template("received duplicate fragment #<count>", .enc, 1, [0xd47f_9311], .chatter),
        Template("received unknown vendor ID: <detail>", .enc, 1, [0x4697_96f4], .chatter),
        Template("  found rule <count> <detail> on bitpos <limit>", .enc, 1, [0x3e41_0924], .chatter),
        Template("  <count> bytes left, parsing recursively <detail>", .enc, 2, [0x3d20_7d6f], .chatter),
        Template("  generating rule <count> LIST of <detail>", .enc, 2, [0xf7df_09e7], .chatter),
        Template("  generating rule <count> <detail>", .enc, 2, [0x7316_3419], .chatter),
        Template("  parsing rule <count> LIST of <detail>", .enc, 2, [0xd094_f64e], .chatter),
        Template("  parsing rule <count> <detail>", .enc, 2, [0xe896_9592], .chatter),
        Template("<payload> payload found, stop parsing", .enc, 2, [0x3b22_c4c8], .chatter),
        Template("<payload> payload unknown or not allowed", .enc, 2, [0xec92_3c7b], .chatter),
        Template("<payload> payload verified, adding to payload list", .enc, 2, [0xe0bc_de65], .chatter),
        Template("added payload of type <payload> to message", .enc, 2, [0xee2b_473a], .chatter),
        Template("found payload of type <payload>", .enc, 2, [0xa959_95cf], .chatter),
        Template("insert decrypted payload of type <payload> at end of list", .enc, 2, [0x0929_3e0d], .chatter),
        Template("insert payload <payload> into encrypted payload", .enc, 2, [0x0737_1fb1], .chatter),
        Template("insert payload <payload> unencrypted", .enc, 2, [0x6b85_22cb], .chatter),
        Template("parsing <payload> payload finished", .enc, 2, [0xeabd_24a1], .chatter),
        Template("parsing body of message, first payload is <payload>", .enc, 2, [0x9f6e_a7f4], .chatter),
        Template("process payload of type <payload>", .enc, 2, [0x1de8_f63d], .chatter),
        Template("starting parsing a <payload> payload", .enc, 2, [0x50e1_a16e], .chatter),
        Template("verifying payload of type <payload>", .enc, 2, [0xb5f5_388d], .chatter),
        Template("parsing <payload> payload, <count> bytes left", .enc, 2, [0x6c46_c069], .chatter),
        Template("attribute value has not fixed size", .enc, 2, [0xb4cb_76b0], .chatter),
        Template("found an encrypted fragment payload", .enc, 2, [0x8990_51cd], .chatter),
        Template("found an encrypted payload", .enc, 2, [0x1e05_dc6c], .chatter),
        Template("generated content in encrypted payload", .enc, 2, [0x976a_4bb9], .chatter),
        Template("not encrypting payloads", .enc, 2, [0xe114_4fdc], .chatter),
        Template("order payloads in message", .enc, 2, [0x18e2_f09c], .chatter),
        Template("parsing header of message", .enc, 2, [0xa5df_8e02], .chatter),
        Template("verifying message structure", .enc, 2, [0x0864_e605], .chatter),
        Template("increasing gen buffer from <count> to <limit> byte", .enc, 2, [0x68bb_0ca3], .chatter),
    ]

    /// Of sockets and packets.
    static let chatterNetwork: [Template] = [
        Template("generating new cookie secret after <seconds>s since first use", .net, 1, [0x65c3_7d50], .chatter),
        Template("generating new cookie secret after <count> uses", .net, 1, [0x5569_db72], .chatter),
        Template(
            "sending packet: from <local_endpoint> to <remote_endpoint> (<count> bytes)", .net, 1, [0x266e_bbc6],
            .chatter),
        Template(
            "received packet: from <remote_endpoint> to <local_endpoint> (<count> bytes)", .net, 1, [0x543a_ec9c],
            .chatter),
        Template("sending packet: from <local_endpoint> to <remote_endpoint>", .net, 2, [0x54ce_1b06], .chatter),
        Template("received packet: from <remote_endpoint> to <local_endpoint>", .net, 2, [0x1c9e_b7dd], .chatter),
        Template("received packet from: <remote_endpoint> to <local_endpoint>", .net, 2, [0x4ae4_f31c], .chatter),
        Template("waiting for data on sockets", .net, 2, [0x3710_adc3], .chatter),
        Template(
            "increasing block threshold to <count> due to per-IP cookie threshold of <limit>", .net, 1, [0x0415_3879],
            .chatter),
        Template(
            "listening for ARP requests on <interface> (<local_host>, <detail>)", .net, 1, [0x60c8_910c], .chatter),
        Template("using forecast interface <interface>", .net, 1, [0xc91d_41fe], .chatter),
        Template("using receive delay: <count>ms", .net, 1, [0xb082_b8bb], .chatter),
        Template("using send delay: <count>ms", .net, 1, [0xfe02_0a97], .chatter),
        Template("forecast intercepted packet: <local_host> to <remote_host>", .net, 2, [0xe9b0_c551], .chatter),
        Template(
            "forwarding a <remote_host> <detail>cast from <local_host> to peer <remote_ts> (<count>)", .net, 2,
            [0x5eab_c68f], .chatter,
            example: "forwarding a 198.51.100.255 broadcast from 192.0.2.1 to peer 198.51.100.0/24 (7)"),
        Template(
            "forwarding a <local_host> <detail>cast from peer <remote_host> to internal network", .net, 2,
            [0x426d_e93e], .chatter,
            example: "forwarding a 192.0.2.255 broadcast from peer 198.51.100.2 to internal network"),
        Template("forwarding multicast group <detail>", .net, 2, [0xefb8_7f91], .chatter),
        Template("rebuilding fdset due to newly bound ports", .net, 2, [0xc2a6_e6e5], .chatter),
        Template(
            "listening for <detail> (protocol=0x<other_detail>) requests on fd=<count>", .net, 2, [0x4507_fa27],
            .chatter),
        Template(
            "listening for <detail> (protocol=0x<other_detail>) requests on fd=<count> bound to <interface>", .net, 2,
            [0x20c3_b945], .chatter),
        Template(
            "listening for <detail> requests on <interface> (<local_host>, <other_detail>)", .net, 2, [0x54fe_038c],
            .chatter),
        Template(
            "not sending ARP reply, no tunnel between <local_host> -> <remote_host>", .net, 2, [0xd81e_52cc], .chatter),
        Template(
            "received raw ESP packet: from <local_endpoint> to <remote_endpoint> (<count> data bytes)", .net, 2,
            [0xc1d7_cacb], .chatter),
        Template(
            "sending raw ESP packet: from <local_host> to <remote_host> (<count> data bytes)", .net, 2, [0xad2c_cd6c],
            .chatter),
        Template(
            "replying to ARP request for <local_host> from <remote_host> (<detail>) on <interface>", .net, 2,
            [0x07cf_c78f], .chatter),
        Template(
            "replying with <detail> to ARP request for <local_host> from <remote_host> (<other_detail>) on <interface>",
            .net, 2, [0xf34e_f654], .chatter),
    ]
}
