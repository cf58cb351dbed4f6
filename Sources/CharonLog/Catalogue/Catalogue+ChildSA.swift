extension Catalogue {
    /// Establishment and rekeying.
    static let childSAEstablishment: [Template] = [
        Template(
            "inbound CHILD_SA <child> established with SPIs <spi_in>_i <spi_out>_o and TS <local_ts> === <remote_ts>",
            .ike, 0, [0xdeac_9a49, 0x10ea_f3f7], .childSAInboundEstablished),
        Template(
            "outbound CHILD_SA <child> established with SPIs <spi_in>_i <spi_out>_o and TS <local_ts> === <remote_ts>",
            .ike, 0, [0xbcf0_3d5c, 0xdefe_ca8b], .childSAOutboundEstablished),
        Template(
            "CHILD_SA <child> established with SPIs <spi_in>_i <spi_out>_o and TS <local_ts> === <remote_ts>", .ike, 0,
            [0x781d_f20a, 0x5267_380f, 0xdeac_9a49, 0x10ea_f3f7], .childSAEstablished),
        // Up to 5.3.3 a blank followed every traffic selector, also the last one.
        Template(
            "CHILD_SA <child> established with SPIs <spi_in>_i <spi_out>_o and TS <local_ts>=== <remote_ts>", .ike, 0,
            [0xb544_2695], .childSAEstablished),
        Template(
            "establishing CHILD_SA <child> reqid <reqid>", .ike, 0, [0x2996_b3c1, 0xb2eb_2d7c], .childSAEstablishing),
        Template(
            "establishing CHILD_SA <child>", .ike, 0, [0x644c_bf54, 0x38ca_ef20, 0x2065_784f], .childSAEstablishing),
        Template(
            "establishing CHILD_SA <tunnel>", .ike, 0, [0x644c_bf54, 0x38ca_ef20, 0x2065_784f], .childSAEstablishing),
        Template("restarting CHILD_SA <tunnel>", .ike, 1, [0x8865_6b64], .childSARestarting),
        Template("queue CHILD_SA recreate after hard expire", .ike, 1, [0x9e3d_d000], .childSARestarting),
        Template("scheduling CHILD_SA recreate after hard expire", .ike, 1, [0x4380_da8a], .childSARestarting),
        Template(
            "CHILD_SA <child> state change: <state> => <new_state>", .chd, 2, [0x912f_198c, 0xfffd_9efd],
            .childSAStateChanged),
        Template(
            "creating rekey job for CHILD_SA <protocol>/0x<spi>/<remote_host>", .knl, 1, [0xf295_4edc], .childSARekeying
        ),
        Template(
            "creating rekey job for <protocol> CHILD_SA with SPI <spi> and reqid {<reqid>}", .knl, 1, [0xa22e_9a2d],
            .childSARekeying),
        Template("detected rekeying of CHILD_SA <child>", .ike, 1, [0x3fe5_791d], .childSARekeying),
        Template(
            "rekeyed CHILD_SA <child> with SPIs <spi_in>_i <spi_out>_o with <new_child> with SPIs <new_spi_in>_i <new_spi_out>_o",
            .ike, 0, [0x65ba_26e8], .childSARekeyed),
        Template(
            "CHILD_SA rekeying failed, trying again in <seconds> seconds", .ike, 1, [0xb1aa_c4c9], .childSARekeyFailed),
        Template(
            "peer seems to not support CHILD_SA rekeying, starting reauthentication", .ike, 1, [0x6f3f_b5c3],
            .childSARekeyFailed, "rekeying_not_supported"),
        Template(
            "peer meanwhile sent a delete for CHILD_SA <child> with SPIs <spi_in>_i <spi_out>_o, abort rekeying", .ike,
            1, [0x8a56_cdb3], .childSARekeyFailed, "deleted_by_peer"),
        Template(
            "peer didn't find CHILD_SA <child> we tried to rekey, create a replacement", .ike, 1, [0xf965_0b84],
            .childSARekeyFailed, "no_such_sa"),
        Template(
            "peer didn't find the CHILD_SA we tried to rekey", .ike, 1, [0xac40_2ad1], .childSARekeyFailed, "no_such_sa"
        ),
        Template(
            "unable to rekey CHILD_SA <child>, we are deleting it", .ike, 1, [0x4541_e583], .childSARekeyFailed,
            "being_deleted"),
        Template(
            "unable to rekey, we are deleting the CHILD_SA", .ike, 1, [0x841f_79a2], .childSARekeyFailed,
            "being_deleted"),
        Template(
            "unable to rekey, <protocol> CHILD_SA with SPI <detail> not found", .ike, 1, [0x6c21_f646],
            .childSARekeyFailed, "no_such_sa"),
        Template("unable to rekey, CHILD_SA not found", .ike, 1, [0x6f4c_688c], .childSARekeyFailed, "no_such_sa"),
        Template(
            "CHILD_SA rekey collision lost, deleting redundant child <child>", .ike, 1, [0xdd98_c7eb, 0x9ea6_c9ae],
            .childSARekeyCollision),
        Template(
            "CHILD_SA rekey collision lost, deleting rekeyed child", .ike, 1, [0x2f35_e99a], .childSARekeyCollision),
        Template(
            "CHILD_SA rekey collision lost, abort incomplete multi-KE rekeying", .ike, 1, [0xe251_e8df],
            .childSARekeyCollision),
        Template(
            "CHILD_SA rekey collision won, deleting old child <child>", .ike, 1, [0xe5bf_646d, 0xbeba_c18c],
            .childSARekeyCollision),
        Template("CHILD_SA rekey collision won, deleting old child", .ike, 1, [0x71fb_b104], .childSARekeyCollision),
        Template(
            "CHILD_SA rekey collision won, continue with multi-KE rekeying and remove passive <task> task", .ike, 1,
            [0xfd1e_a661], .childSARekeyCollision),
        Template(
            "CHILD_SA rekey collision won, continue with multi-KE rekeying", .ike, 1, [0x4621_7742],
            .childSARekeyCollision),
        Template(
            "CHILD_SA rekey collision won, remove passive <task> task", .ike, 1, [0xe351_b25c], .childSARekeyCollision),
        Template(
            "CHILD_SA rekey/delete collision, deleting old child <child>", .ike, 1, [0x9044_9f10],
            .childSARekeyCollision),
        Template(
            "CHILD_SA rekey/delete collision, deleting redundant child <child>", .ike, 1, [0x6848_49b4],
            .childSARekeyCollision),
        Template(
            "CHILD_SA rekey/delete collision, deleting redundant child", .ike, 1, [0xa2a6_cbc6], .childSARekeyCollision),
        Template(
            "CHILD_SA rekey/delete collision, deleting rekeyed child", .ike, 1, [0x53fb_8a9e], .childSARekeyCollision),
        Template(
            "colliding passive rekeying for CHILD_SA <child> is not yet complete", .ike, 1, [0xaf72_d606],
            .childSARekeyCollision),
        Template("detected rekey collision for CHILD_SA <child>", .ike, 1, [0xd9b3_a89c], .childSARekeyCollision),
        Template("duplicate rekey collision for CHILD_SA <child>???", .ike, 1, [0x3849_dbe5], .childSARekeyCollision),
        Template(
            "abort active rekeying for CHILD_SA <child> because it was successfully rekeyed by the peer before it received our request",
            .ike, 1, [0x3f38_f956], .childSARekeyCollision),
        Template(
            "abort active rekeying for CHILD_SA <child> because the other peer already deleted its replacement CHILD_SA <new_child> before it received our request",
            .ike, 1, [0xc541_bd1e], .childSARekeyCollision),
        Template(
            "abort active rekeying for CHILD_SA <child> because the peer successfully rekeyed it before receiving our request (waiting for delete)",
            .ike, 1, [0xf2de_1c55], .childSARekeyCollision),
        Template(
            "abort active rekeying for CHILD_SA <child> because the peer successfully rekeyed it before receiving our request",
            .ike, 1, [0xf2de_1c55], .childSARekeyCollision),
        Template(
            "peer sent an incorrect delete for CHILD_SA <child> after responding to our rekeying", .ike, 1,
            [0x7f82_5369], .childSARekeyCollision),
        Template(
            "keeping <detail> CHILD_SA <child> until active rekeying is concluded", .ike, 1, [0xbe55_f2da],
            .childSARekeyCollision),
        Template(
            "complete rekeying for <child> before deleting replacement CHILD_SA <new_child>", .ike, 2, [0xae6c_9ce9],
            .childSARekeyCollision),
        Template("CHILD_SA not found after rekeying", .ike, 1, [0x5736_a23e], .childSARekeyCollision),
        Template("detected redundant CHILD_SA <child>", .ike, 1, [0xec60_4227, 0x3311_481e], .childSARekeyCollision),
        Template("deleting redundant CHILD_SA <child>", .ike, 1, [0xc2d9_cd32], .childSAClosing),
    ]

    /// Deletion and expiry.
    static let childSADeletion: [Template] = [
        Template(
            "closing CHILD_SA <child> with SPIs <spi_in>_i (<bytes_in> bytes) <spi_out>_o (<bytes_out> bytes) and TS <local_ts> === <remote_ts>",
            .ike, 0, [0xc0ad_8f53, 0x8e59_e12d], .childSAClosed),
        Template(
            "closing CHILD_SA <child> with SPIs <spi_in>_i (<bytes_in> bytes) <spi_out>_o (<bytes_out> bytes) and TS <local_ts>=== <remote_ts>",
            .ike, 0, [0x3571_f67a], .childSAClosed),
        Template(
            "closing expired CHILD_SA <child> with SPIs <spi_in>_i <spi_out>_o and TS <local_ts> === <remote_ts>", .ike,
            0, [0x10c1_6700, 0xdf51_50a1], .childSAExpired, "hard_lifetime"),
        Template(
            "closing expired CHILD_SA <child> with SPIs <spi_in>_i <spi_out>_o and TS <local_ts>=== <remote_ts>", .ike,
            0, [0xa12e_269e], .childSAExpired, "hard_lifetime"),
        Template("CHILD_SA <child> closed", .ike, 1, [0xf6be_42a3], .childSADeleted),
        Template("CHILD_SA closed", .ike, 1, [0xa10d_3dec], .childSADeleted),
        Template(
            "received DELETE for <protocol> CHILD_SA with SPI <spi>, but no such SA", .ike, 1, [0x6d46_91f2],
            .messageInvalid, "no_such_sa"),
        Template(
            "received DELETE for unknown <protocol> CHILD_SA with SPI <spi>", .ike, 1, [0x8453_3bd9], .messageInvalid,
            "no_such_sa"),
        Template(
            "ignore DELETE for <protocol> CHILD_SA with SPI <spi> in response, didn't request its deletion", .ike, 1,
            [0x6612_530b], .messageInvalid, "unexpected_message"),
        Template("CHILD_SA not found, ignored", .ike, 1, [0x6ece_3320], .messageInvalid, "no_such_sa"),
        Template(
            "received DELETE for <protocol> CHILD_SA with SPI <spi>", .ike, 1, [0x4f05_e64b], .childSADeleteReceived),
        Template("sending DELETE for <protocol> CHILD_SA with SPI <spi>", .ike, 1, [0x4b06_992e], .childSADeleteSent),
        Template(
            "closing CHILD_SA <child> we tried to rekey because the peer deleted it before it received our request",
            .ike, 1, [0x9a31_bec7], .childSAClosing, "deleted_by_peer"),
        Template(
            "closing CHILD_SA <child> we tried to rekey because the peer meanwhile sent a delete for its replacement",
            .ike, 1, [0x0531_6313], .childSAClosing, "deleted_by_peer"),
        Template(
            "closing CHILD_SA <child> we tried to rekey because the peer started to delete it before receiving our request",
            .ike, 1, [0x567f_10be], .childSAClosing, "deleted_by_peer"),
        Template(
            "closing and recreating CHILD_SA <child> after failing to install replacement", .ike, 1, [0x2f0f_2d78],
            .childSAClosing, "kernel_refused"),
        Template("delay closing of inbound CHILD_SA <child> for <seconds>s", .ike, 1, [0x817e_aab7], .childSAClosing),
        Template(
            "let rekeyed inbound CHILD_SA <child> expire naturally in <seconds>s", .ike, 1, [0x660e_652a],
            .childSAClosing),
        Template(
            "deleting CHILD_SA <child> with SPIs <spi_in>_i <spi_out>_o of aborted <task> task", .ike, 1,
            [0x402f_31b1, 0x969a_122b], .childSAClosing),
        Template(
            "deleting CHILD_SA after <seconds> seconds of inactivity", .job, 1, [0xe10c_a192], .childSAClosing,
            "inactivity"),
        Template(
            "creating delete job for CHILD_SA <protocol>/0x<spi>/<remote_host>", .knl, 1, [0xf295_4edc],
            .childSAClosing, "hard_lifetime"),
        Template(
            "creating delete job for <protocol> CHILD_SA with SPI <spi> and reqid {<reqid>}", .knl, 1, [0xa22e_9a2d],
            .childSAClosing, "hard_lifetime"),
    ]
}
