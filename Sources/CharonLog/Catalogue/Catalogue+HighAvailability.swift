extension Catalogue {
    /// High availability: segments, heartbeats, the SAs of the other node.
    static let highAvailability: [Template] = [
        Template("HA segment <count> activated, now active: <detail>", .cfg, 1, [0x9f5b_36d8], .clusterChanged),
        Template("HA segment <count> deactivated, now active: <detail>", .cfg, 1, [0x9f5b_36d8], .clusterChanged),
        Template("HA heartbeat active, dropping all segments", .cfg, 1, [0x0a13_01c8], .clusterChanged),
        Template(
            "no heartbeat received, taking all segments", .cfg, 1, [0x5fc7_e9bd], .clusterChanged, "heartbeat_lost"),
        Template(
            "HA segment <count> was not handled, taking", .cfg, 1, [0x511c_7b35], .clusterChanged, "segment_orphaned"),
        Template(
            "HA segment <count> was not handled, dropping", .cfg, 1, [0x5ba6_d914], .clusterChanged, "segment_orphaned"),
        Template(
            "HA segment <count> was handled twice, taking", .cfg, 1, [0x221b_7657], .clusterChanged, "segment_doubled"),
        Template(
            "HA segment <count> was handled twice, dropping", .cfg, 1, [0x5c84_b4c4], .clusterChanged, "segment_doubled"
        ),
        Template("received heartbeat, reenabling watchdog", .cfg, 1, [0x147e_ff4d], .clusterChanged),
        Template("autobalancing HA (<count>/<limit> active), taking <detail>", .cfg, 1, [0xf841_0e2d], .clusterChanged),
        Template("scheduling HA autobalance every <seconds>s", .cfg, 1, [0xc95d_7f7f], .clusterChanged),
        Template("starting HA heartbeat, delay <count>ms, timeout <limit>ms", .cfg, 1, [0xb2b1_a204], .clusterChanged),
        Template("remote node takes segment <count>", .cfg, 1, [0x577c_c4d6], .clusterChanged),
        Template("remote node drops segment <count>", .cfg, 1, [0x3941_0de3], .clusterChanged),
        Template("resyncing CHILD_SA using a delete", .cfg, 1, [0xae1a_fbe3], .clusterChanged),
        Template("resyncing CHILD_SA using a rekey", .cfg, 1, [0xc7ee_2875], .clusterChanged),
        Template("resyncing HA segment <count>", .cfg, 1, [0x201f_d6d6], .clusterChanged),
        Template("requesting HA resynchronization", .cfg, 1, [0x8477_11be], .clusterChanged),
        Template(
            "handling HA CHILD_SA <child> <local_ts> === <remote_ts> (segment in: <detail>, out: <other_detail>)", .cfg,
            1, [0x0410_e6d2, 0x6853_2686, 0x9b99_1093], .clusterChanged),
        Template(
            "handling HA CHILD_SA <child> <local_ts>=== <remote_ts> (segment in: <detail>, out: <other_detail>)", .cfg,
            1, [0x9b99_1093], .clusterChanged),
        Template(
            "installed HA passive IKE_SA '<connection>' <local_host>[<local_id>]...<remote_host>[<remote_id>]", .cfg, 1,
            [0x1ff2_959a], .clusterChanged),
        Template("passive HA IKE_SA to update not found", .cfg, 1, [0x0735_3396], .clusterChanged, "no_such_sa"),
        Template(
            "installed HA CHILD_SA <child> <local_ts> === <remote_ts> (segment in: <detail>, out: <other_detail>)",
            .cfg, 1, [0x523e_4feb, 0xe788_341f, 0xafe9_e2b3], .clusterChanged),
        Template(
            "installed HA CHILD_SA <child> <local_ts>=== <remote_ts> (segment in: <detail>, out: <other_detail>)", .cfg,
            1, [0xafe9_e2b3], .clusterChanged),
        Template("received HA <method> message", .cfg, 2, [0xb2f1_17f8], .chatter),
        Template(
            "received unknown HA message type <count>", .cfg, 1, [0x5bf0_e838], .clusterChanged, "message_invalid"),
        Template("HA message too short", .cfg, 1, [0x6906_c23f], .clusterChanged, "message_invalid"),
        Template(
            "HA message has version <count>, expected <limit>", .cfg, 1, [0x537b_649a], .clusterChanged,
            "unsupported_version"),
        Template("HA message exceeds receive buffer", .cfg, 1, [0x9dde_1694], .clusterChanged, "message_too_large"),
        Template("pushing HA message failed: <detail>", .cfg, 1, [0x7445_237d], .networkFailed, "socket_error"),
        Template("pulling HA message failed: <detail>", .cfg, 1, [0x6dd7_eac2], .networkFailed, "socket_error"),
        Template("opening HA socket failed: <detail>", .cfg, 1, [0x8f85_b85c], .daemonFailed, "socket_error"),
        Template("binding HA socket failed: <detail>", .cfg, 1, [0xb0ea_e81e], .daemonFailed, "socket_error"),
        Template("connecting HA socket failed: <detail>", .cfg, 1, [0xf871_89fe], .daemonFailed, "socket_error"),
        Template(
            "invalid local/remote HA address", .cfg, 1, [0x2c13_086d], .configurationFailed, "invalid_configuration"),
        Template(
            "HA config misses local/remote address", .cfg, 1, [0xd26c_423b], .configurationFailed, "missing_setting"),
        Template("changing HA FIFO permissions failed: <detail>", .cfg, 1, [0x7680_f537], .daemonFailed, "fifo_failed"),
        Template("opening HA fifo failed: <detail>", .cfg, 1, [0x2ce2_0a9c], .daemonFailed, "fifo_failed"),
        Template("opening HA FIFO failed: <detail>", .cfg, 1, [0x52dc_da43], .daemonFailed, "fifo_failed"),
        Template(
            "creating HA FIFO <detail> failed: <other_detail>", .cfg, 1, [0x0f83_8439], .daemonFailed, "fifo_failed"),
        Template(
            "accessing HA FIFO <detail> denied, recreate it", .cfg, 1, [0xaede_2a3c], .daemonFailed, "fifo_failed"),
        Template(
            "accessing HA FIFO <detail> failed: <other_detail>", .cfg, 1, [0xa12e_2e69], .daemonFailed, "fifo_failed"),
        Template(
            "writing to CLUSTERIP file '<detail>' failed: <other_detail>", .cfg, 1, [0x2cf8_227d], .daemonFailed,
            "cluster_ip_failed"),
        Template(
            "opening CLUSTERIP file '<detail>' failed: <other_detail>", .cfg, 1, [0x2087_daac], .daemonFailed,
            "cluster_ip_failed"),
        Template(
            "reading from CLUSTERIP file '<detail>' failed: <other_detail>", .cfg, 1, [0x9016_a36c], .daemonFailed,
            "cluster_ip_failed"),
        Template(
            "changing ClusterIP permissions failed: <detail>", .cfg, 1, [0x8251_4a42], .daemonFailed,
            "cluster_ip_failed"),
        Template(
            "detected Linux <detail>, using <other_detail>", .cfg, 1,
            [0x2773_cef0, 0xa066_e6e4, 0xd211_0ded, 0x021c_05b7], .chatter),
        Template("detecting Linux version failed, using new jhash", .cfg, 1, [0x5bb8_c7c0], .chatter),
    ]
}
