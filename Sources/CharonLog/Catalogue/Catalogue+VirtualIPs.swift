extension Catalogue {
    /// Virtual IP addresses and what else a gateway assigns.
    static let virtualIPs: [Template] = [
        Template("assigning virtual IP <virtual_ip> to peer '<identity>'", .ike, 1, [0xee27_3eb9], .virtualIPAssigned),
        Template("installing new virtual IP <virtual_ip>", .ike, 1, [0xebd9_f238], .virtualIPInstalled),
        Template(
            "installing virtual IP <virtual_ip> failed", .ike, 1, [0x2932_e09c], .virtualIPFailed, "kernel_refused"),
        Template(
            "looking up interface for virtual IP <virtual_ip> failed", .ike, 1, [0x24dc_d487], .virtualIPFailed,
            "no_interface"),
        Template(
            "no interface available, unable to install virtual IP <virtual_ip>", .knl, 1, [0xb597_64bc],
            .virtualIPFailed, "no_interface"),
        Template("adding virtual IP <virtual_ip> failed", .knl, 1, [0xe58f_5710], .virtualIPFailed, "kernel_refused"),
        Template(
            "no virtual IP found for <virtual_ip> requested by '<identity>'", .ike, 1, [0xf02f_96bf], .virtualIPFailed,
            "no_address"),
        Template("no virtual IP found, sending <notify>", .ike, 1, [0xe5ab_4eb8], .virtualIPFailed),
        Template("expected a virtual IP request, sending <notify>", .ike, 1, [0x3566_a313], .virtualIPFailed),
        Template(
            "pool '<pool>' is full, unable to assign address", .cfg, 1, [0x87af_f572], .virtualIPFailed, "pool_full"),
        Template("no available address found in pool '<pool>'", .cfg, 1, [0x63b8_e8ae], .virtualIPFailed, "pool_full"),
        Template("DHCP DISCOVER timed out", .cfg, 1, [0x9a04_6775], .virtualIPFailed, "dhcp_timeout"),
        Template("DHCP REQUEST timed out", .cfg, 1, [0x45d2_3dbf], .virtualIPFailed, "dhcp_timeout"),
        Template("lease <virtual_ip> by '<identity>' went offline", .cfg, 1, [0x5d34_6e83], .virtualIPReleased),
        Template("released address <virtual_ip> to HA pool '<pool>'", .cfg, 1, [0x1a0c_b997], .virtualIPReleased),
        Template("installing DNS server <detail> to <other_detail>", .ike, 1, [0x8b69_cfbc], .attributeAssigned),
        Template("installing DNS server <detail> via resolvconf", .ike, 1, [0x5e28_06d4], .attributeAssigned),
        Template(
            "virtual IP <virtual_ip> did not appear on <interface>", .knl, 1, [0x9d6e_ae1d], .virtualIPFailed,
            "not_installed"),
        Template(
            "virtual IP <virtual_ip> did not disappear from tun", .knl, 1, [0xde30_3150], .virtualIPFailed,
            "not_removed"),
        Template("adding DNS server failed", .ike, 1, [0xa0b9_8d12], .attributeAssigned, "dns_server_failed"),
        Template("error reading from resolvconf", .ike, 1, [0x19a3_3a2f], .attributeAssigned, "dns_server_failed"),
        Template("installed <detail> bypass policy for <remote_ts>", .ike, 1, [0x6793_2658], .attributeAssigned),
        Template("uninstalling <detail> bypass policy for <remote_ts>", .ike, 1, [0x9779_6188], .attributeAssigned),
        Template("received RADIUS attribute Filter-Id: '<detail>'", .ike, 1, [0x8744_ff4e], .attributeAssigned),
        Template(
            "received RADIUS attribute Tunnel-Type: tag = <count>, value = <limit>", .ike, 1, [0x982d_17bd],
            .attributeAssigned),
    ]
}
