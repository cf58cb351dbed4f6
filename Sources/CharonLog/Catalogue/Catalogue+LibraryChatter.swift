extension Catalogue {
    /// Chatter of the configuration and the libraries.
    static let libraryChatter: [Template] = [
        Template("looking for an ike config for <remote_host>...<local_host>", .cfg, 2, [0x67a2_0535], .chatter),
        Template("looking for an <detail> config for <remote_host>...<local_host>", .cfg, 2, [0xebf8_08c5], .chatter),
        Template("looking for <detail> configs for <remote_host>...<local_host>", .cfg, 2, [0xa5b0_4a82], .chatter),
        Template("  candidate: <detail>...<other_detail>, prio <count>", .cfg, 2, [0xe0fa_68d7], .chatter),
        Template(
            "found matching ike config: <detail>...<other_detail> with prio <count>", .cfg, 2, [0x6dab_2e82], .chatter),
        Template(
            "  candidate \"<connection>\", match: <count>/<limit>/<sequence> (me/other/ike)", .cfg, 2, [0xe5ac_b134],
            .chatter),
        Template("  candidate \"<tunnel>\" with prio <count>+<limit>", .cfg, 2, [0x00fb_fae8, 0x1799_2fc4], .chatter),
        Template("selecting traffic selectors for <detail>:", .cfg, 2, [0x51b5_df2d], .chatter),
        Template("proposing traffic selectors for <detail>:", .cfg, 2, [0x51b5_df2d], .chatter),
        Template("changing proposed traffic selectors for <detail>:", .cfg, 2, [0x9ccc_0e3f], .chatter),
        Template(
            "looking for a child config for <local_ts> === <remote_ts>", .cfg, 2, [0xe460_9f1d, 0xb5f1_3489], .chatter),
        Template("looking for a child config for <local_ts>=== <remote_ts>", .cfg, 2, [0xe460_9f1d], .chatter),
        Template("peer proposed a security label, but none expected", .cfg, 2, [0x06ee_759c], .chatter),
        Template("selecting security label matching '<detail>':", .cfg, 2, [0xa364_d1e6], .chatter),
        Template(
            "none of the proposed security labels match the configured label '<detail>'", .cfg, 2, [0x6d7d_43e8],
            .chatter),
        Template(
            "peer didn't propose any security labels, we expect one matching '<detail>'", .cfg, 2, [0x555f_19ec],
            .chatter),
        Template("proposing security label '<detail>'", .cfg, 2, [0x5310_423b], .chatter),
        Template("ignore candidate '<connection>' without matching IKE proposal", .cfg, 2, [0x9f75_0964], .chatter),
        Template("sending supported signature hash algorithms:<detail>", .cfg, 2, [0xcbf6_2b27], .chatter),
        Template("received supported signature hash algorithms:<detail>", .cfg, 2, [0x5817_9d19], .chatter),
        Template(
            "an algorithm from private space would match, but peer implementation is unknown, skipped", .cfg, 1,
            [0x33b3_37ab], .chatter),
        Template("  no acceptable <method> found", .cfg, 2, [0x36ed_6bdb], .chatter),
        Template("  protocol mismatch, skipping", .cfg, 2, [0xb5cc_ce97], .chatter),
        Template(" config: <local_ts>, received: <remote_ts> => match: <detail>", .cfg, 2, [0x9d54_04d5], .chatter),
        Template(" config: <local_ts>, received: <remote_ts> => no match", .cfg, 2, [0x1721_47cd], .chatter),
        Template("updating reqid for policy <detail> from <count> to <limit>", .cfg, 1, [0x76a0_b8ef], .chatter),
        Template("left is other host, swapping ends", .cfg, 2, [0xc69f_b3b3], .chatter),
        Template(" authority <detail>:", .cfg, 2, [0x9ecc_5219], .chatter),
        Template(" conn <connection>:", .cfg, 2, [0xb994_e517], .chatter),
        Template("  child <tunnel>:", .cfg, 2, [0x7c8e_72e5], .chatter),
        Template("  vips:", .cfg, 2, [0xffce_6f81], .chatter),
        Template("  local:", .cfg, 2, [0x8b57_7011], .chatter),
        Template("  remote:", .cfg, 2, [0x6275_6017], .chatter),
        Template("  <state> = <detail>", .cfg, 2, [], .chatter),
        Template(" <detail> => matches exactly", .cfg, 2, [0x3b2f_add3], .chatter),
        Template(" <detail> => no match", .cfg, 2, [0x4013_6093], .chatter),
        Template(" <remote_host>", .cfg, 2, [0xda8d_4348], .chatter),
        Template("   <remote_host>", .cfg, 2, [0xd123_c4e7], .chatter),
        // Its id is in `KnownChatter`; the starter's text logs show it often.
        Template("found <detail> IPsec stack", .app, 2, [], .chatter),
        Template("!! <detail>", .app, 1, [], .chatter),
        // What kernel-libipsec and the interfaces of a start show at level 2; the ids are in `KnownChatter` too.
        Template("adding SAD entry with SPI <spi> and reqid {<reqid>}", .esp, 2, [], .chatter),
        Template("deleting policy <detail>", .esp, 2, [], .chatter),
        // The rows of a hexadecimal dump.
        Template("   <count>: <detail>", .unknown, 3, [], .chatter),
        Template("  <count>: <detail>", .unknown, 3, [], .chatter),
        Template(" <count>: <detail>", .unknown, 3, [], .chatter),
        Template("    <local_host>", .knl, 2, [], .chatter),
        Template("  <interface>", .knl, 2, [], .chatter),
    ]
}
