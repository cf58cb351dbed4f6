extension Catalogue {
    /// Address pools, DHCP and what else peers are assigned.
    static let addressPools: [Template] = [
        Template(
            "virtual IP pool too large, limiting to <virtual_ip>/<limit>", .cfg, 1, [0x2ff7_20b9], .configurationFailed,
            "pool_too_large"),
        Template(
            "virtual IP pool <virtual_ip>/<count> is empty", .cfg, 1, [0xead4_7195], .configurationFailed, "pool_empty"),
        Template(
            "invalid IP address range: <virtual_ip>-<local_host>", .cfg, 1, [0xde22_31ba], .configurationFailed,
            "invalid_configuration"),
        Template(
            "IP address range too large: <virtual_ip>-<local_host>", .cfg, 1, [0xcd87_704c], .configurationFailed,
            "pool_too_large"),
        Template("reusing virtual IP address pool <pool>", .cfg, 1, [0x28b3_5e8a], .configurationChanged),
        Template(
            "vici pool <pool> has <count> online leases, unable to replace", .cfg, 1, [0xcb53_0d7a],
            .configurationFailed, "pool_in_use"),
        Template(
            "vici pool <pool> has <count> online leases, unable to unload", .cfg, 1, [0x23eb_8cc3],
            .configurationFailed, "pool_in_use"),
        Template("acquired existing lease for address <virtual_ip> in pool '<pool>'", .cfg, 1, [0x0d02_e003], .chatter),
        Template("acquired new lease for address <virtual_ip> in pool '<pool>'", .cfg, 1, [0x5df5_9127], .chatter),
        Template(
            "no address belonging to a responsible segment left in HA pool '<pool>'", .cfg, 1,
            [0x0794_9c37, 0xcbea_3fc0], .virtualIPFailed, "pool_full"),
        Template(
            "no address left in HA pool '<pool>' belonging toa responsible segment", .cfg, 1, [0x0794_9c37],
            .virtualIPFailed, "pool_full"),
        Template("acquired address <virtual_ip> from HA pool '<pool>'", .cfg, 1, [0x3718_71a0], .chatter),
        Template("reserved address <virtual_ip> in HA pool '<pool>'", .cfg, 1, [0x6cfe_5f60], .chatter),
        Template(
            "invalid HA pool '<pool>' subnet, skipped", .cfg, 1, [0xbf08_4366], .configurationFailed,
            "invalid_configuration"),
        Template(
            "invalid HA pool '<pool>', skipped", .cfg, 1, [0xadd2_e128], .configurationFailed, "invalid_configuration"),
        Template(
            "size of HA pool '<pool>' limited to /<limit>", .cfg, 1, [0x4218_48db], .configurationFailed,
            "pool_too_large"),
        Template("HA pool '<pool>' too small, skipped", .cfg, 1, [0x2087_22c0], .configurationFailed, "pool_too_small"),
        Template(
            "loaded HA pool '<pool>' <virtual_ip>/<limit> (<count> addresses)", .cfg, 1, [0x61eb_c738],
            .configurationChanged),
        Template("sending DHCP DISCOVER to <remote_host>", .cfg, 1, [0xca43_5c0c], .chatter),
        Template("sending DHCP DISCOVER for <detail> to <remote_host>", .cfg, 1, [0x6208_d78d], .chatter),
        Template("sending DHCP REQUEST for <virtual_ip> to <remote_host>", .cfg, 1, [0x5d73_cea3], .chatter),
        Template("received DHCP OFFER <virtual_ip> from <remote_host>", .cfg, 1, [0xf3cf_5f8a], .chatter),
        Template("received DHCP ACK for <virtual_ip>", .cfg, 1, [0x80b3_01ef], .chatter),
        Template("ignoring DHCP OFFER <virtual_ip> from <remote_host>", .cfg, 1, [0x1f80_5a55], .chatter),
        Template("sending DHCP RELEASE for <virtual_ip> to <remote_host>", .cfg, 1, [0x9741_80d3], .virtualIPReleased),
        Template("sending DHCP DISCOVER failed: <detail>", .cfg, 1, [0x6ad0_d3f1], .virtualIPFailed, "dhcp_failed"),
        Template("sending DHCP REQUEST failed: <detail>", .cfg, 1, [0x36e0_1947], .virtualIPFailed, "dhcp_failed"),
        Template("DHCP DISCOVER failed, no transaction ID", .cfg, 1, [0x5ddb_2b53], .virtualIPFailed, "no_rng"),
        Template("sending DHCP RELEASE failed: <detail>", .cfg, 1, [0x2af7_aecd], .networkFailed, "dhcp_failed"),
        Template(
            "name for DHCP interface too long: '<detail>'", .cfg, 1, [0xc987_f123], .configurationFailed,
            "invalid_configuration"),
        Template(
            "binding DHCP socket to '<detail>' failed: <other_detail>", .cfg, 1, [0x5dbe_d171], .daemonFailed,
            "socket_error"),
        Template(
            "configured DHCP server address invalid", .cfg, 1, [0xfd7d_20fd], .configurationFailed,
            "invalid_configuration"),
        Template("unable to create DHCP send socket: <detail>", .cfg, 1, [0x854b_81ad], .daemonFailed, "socket_error"),
        Template(
            "unable to reuse DHCP socket address: <detail>", .cfg, 1, [0x3ecd_f840], .daemonFailed, "socket_error"),
        Template("unable to broadcast on DHCP socket: <detail>", .cfg, 1, [0x63af_3ea3], .daemonFailed, "socket_error"),
        Template(
            "unable to reduce receive buffer on DHCP send socket: <detail>", .cfg, 1, [0x98f4_be06], .daemonFailed,
            "socket_error"),
        Template("unable to bind DHCP send socket: <detail>", .cfg, 1, [0x2f0f_44b9], .daemonFailed, "socket_error"),
        Template(
            "installing DHCP socket filter failed: <detail>", .cfg, 1, [0x26c7_ec3b], .daemonFailed, "socket_error"),
        Template("unable to connect DHCP send socket: <detail>", .cfg, 1, [0xa901_8f0d], .daemonFailed, "socket_error"),
        Template(
            "unable to determine source address for DHCP: <detail>", .cfg, 1, [0x20d1_f28f], .daemonFailed, "no_route"),
        Template("installing <detail> as DNS server", .cfg, 1, [0x957a_10ef], .chatter),
        Template("removing <detail> from DNS servers (<count>)", .cfg, 1, [0x3313_c01e], .chatter),
        Template("received P-CSCF server IP <remote_host>", .cfg, 1, [0x23c1_1ae0], .attributeAssigned),
        Template("received invalid P-CSCF server IP", .cfg, 1, [0xcd75_9c82], .attributeAssigned, "invalid_attribute"),
        Template("sending UNITY_SPLIT_INCLUDE: <local_ts>", .cfg, 1, [0xf658_2250], .attributeAssigned),
        Template("sending UNITY_LOCAL_LAN: <local_ts>", .cfg, 1, [0xf658_2250], .attributeAssigned),
        Template("using '<detail>' to install DNS servers", .cfg, 1, [0xed95_14bd], .chatter),
        Template("install DNS servers in '<detail>'", .cfg, 1, [0x567f_ad15], .chatter),
        Template("loaded legacy entry attribute <method>: <detail>", .cfg, 2, [0x7091_716e], .chatter),
        Template("loaded attribute <method>: <detail>", .cfg, 2, [0x2286_fd7c], .chatter),
    ]
}
