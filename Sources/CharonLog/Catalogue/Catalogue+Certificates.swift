extension Catalogue {
    /// Certificates: trust chains, constraints, expiry.
    static let certificateChecks: [Template] = [
        Template(
            "  reached end of incomplete trust chain for trusted certificate \"<identity>\"", .cfg, 1, [0x0a21_9dc8],
            .certificateRejected, "chain_incomplete"),
        Template("  issuer is \"<identity>\"", .cfg, 1, [0x314f_4115], .authenticationProgress),
        Template(
            "maximum path length of <limit> exceeded", .cfg, 1, [0x4ad8_efa1], .certificateRejected,
            "path_length_exceeded"),
        Template(
            "path length of <count> violates constraint of <limit>", .cfg, 1, [0x0e14_218d], .certificateRejected,
            "path_length_exceeded"),
        Template(
            "  rejecting trusted certificate \"<identity>\"", .cfg, 1, [0x9cd3_94f4], .certificateRejected,
            "trust_policy"),
        Template("  fetching certificate from '<detail>' ...", .cfg, 1, [0x0bf9_06df], .certificateChecked),
        Template(
            "  fetching certificate failed", .cfg, 1, [0x0c8d_5b99], .certificateRejected, "certificate_fetch_failed"),
        Template(
            "  parsing fetched certificate failed", .cfg, 1, [0xebeb_0ef3], .certificateRejected, "parsing_failed"),
        Template("  fetched certificate \"<identity>\"", .cfg, 1, [0xca08_cd17], .certificateChecked),
        Template(
            "verifying attribute certificate issued by \"<identity>\"", .cfg, 1, [0x0469_a9d2], .certificateChecked),
        Template(
            "subject certificate lacks ipAddrBlocks extension", .cfg, 1, [0x7de5_5da4, 0x99f0_3fed],
            .certificateRejected, "address_block_missing"),
        Template(
            "subject certficate lacks ipAddrBlocks extension", .cfg, 1, [0x7de5_5da4], .certificateRejected,
            "address_block_missing"),
        Template(
            "issuer certificate lacks ipAddrBlocks extension", .cfg, 1, [0xf7d4_fa06], .certificateRejected,
            "address_block_missing"),
        Template(
            "issuer certficate lacks ipAddrBlocks extension", .cfg, 1, [0x4afb_aa80], .certificateRejected,
            "address_block_missing"),
        Template(
            "subject address block <detail> is not contained in any issuer address block", .cfg, 1, [0x59b6_2c09],
            .certificateRejected, "address_block_violated"),
        Template("  skipping issuer ipAddrBlocks validation at pathlen <count>", .cfg, 1, [0xc94a_16f0], .chatter),
        Template(
            "subject of certificate '<identity>' matches excluded name constraint '<detail>'", .cfg, 1, [0x8156_e68b],
            .certificateRejected, "name_constraint_violated"),
        Template(
            "subject alternative name '<detail>' of certificate '<identity>' matches excluded name constraint '<other_detail>'",
            .cfg, 1, [0x6f79_0a95], .certificateRejected, "name_constraint_violated"),
        Template(
            "subject of certificate '<identity>' does not match any permitted name constraints", .cfg, 1, [0xe6ea_28e1],
            .certificateRejected, "name_constraint_violated"),
        Template(
            "subject alternative name '<detail>' of certificate '<identity>' does not match any permitted name constraints",
            .cfg, 1, [0x2be2_a946], .certificateRejected, "name_constraint_violated"),
        Template(
            "certificate '<identity>' does not match permitted name constraint '<detail>'", .cfg, 1, [0x5ec8_9d2f],
            .certificateRejected, "name_constraint_violated"),
        Template(
            "certificate '<identity>' matches excluded name constraint '<detail>'", .cfg, 1, [0x00ab_ad68],
            .certificateRejected, "name_constraint_violated"),
        Template(
            "intermediate CA '<identity>' does not inherit permitted name constraint '<detail>'", .cfg, 1,
            [0x3cf2_7c0f], .certificateRejected, "name_constraint_not_inherited"),
        Template(
            "intermediate CA '<identity>' does not inherit excluded name constraint '<detail>'", .cfg, 1, [0xbb5e_3c13],
            .certificateRejected, "name_constraint_not_inherited"),
        Template(
            "excluded <method> NameConstraint not supported", .cfg, 1, [0x4f2f_3670], .certificateRejected,
            "name_constraint_not_supported"),
        Template(
            "ignoring name constraint '<detail>' in certificate '<identity>' that's not permitted by parent CAs", .cfg,
            1, [0x5ac2_11f7], .certificateChecked),
        Template(
            "certificate '<identity>' maps policy from <detail>, but issuer misses it", .cfg, 1, [0x9eb0_59e7],
            .certificateRejected, "policy_violated"),
        Template(
            "policy <detail> missing in issuing certificate '<identity>'", .cfg, 1, [0xb9f4_c44a], .certificateRejected,
            "policy_violated"),
        Template(
            "found policyMapping in certificate '<identity>', but inhibitPolicyMapping in effect", .cfg, 1,
            [0x9ba2_722b], .certificateRejected, "policy_violated"),
        Template(
            "found anyPolicy in certificate '<identity>', but inhibitAnyPolicy in effect", .cfg, 1, [0xc603_42af],
            .certificateRejected, "policy_violated"),
        Template(
            "certificate policy <detail> for '<identity>' not allowed by trustchain, ignored", .cfg, 1, [0x0ab3_beac],
            .certificateChecked),
        Template("coupled certificate '<identity>' found, accepted", .cfg, 1, [0xce20_63a8], .certificateChecked),
        Template("coupled new certificate '<identity>'", .cfg, 1, [0xd9b9_be14], .certificateChecked),
        Template(
            "coupling new certificate '<identity>' failed", .cfg, 1, [0xbf8e_1172], .certificateRejected,
            "coupling_failed"),
        Template(
            "coupling new certificate '<identity>' failed, limit of <limit> couplings reached", .cfg, 1, [0xb5b1_b69c],
            .certificateRejected, "coupling_limit"),
        Template(
            "certificate '<identity>' invalid (valid from <detail> to <other_detail>)", .cfg, 1, [0x2e44_d5fc],
            .certificateRejected, "certificate_invalid"),
        Template("all certificates have valid lifetimes", .cfg, 1, [0xd8c6_61e3], .certificateChecked),
        Template(
            "timeout reached while waiting for valid system time, force rechecking certificates", .cfg, 1,
            [0xa709_f90d], .certificateChecked, "system_time_unknown"),
        Template("system time got valid, rechecking certificates", .cfg, 1, [0x85e5_ae30], .certificateChecked),
        Template(
            "system time out of sync, skipping certificate lifetime check", .cfg, 1, [0x4ebb_baa7], .certificateChecked,
            "system_time_unknown"),
        Template("system time not valid, rechecking in <seconds>s", .cfg, 2, [0xe040_b45b, 0x4b2e_9011], .chatter),
        Template("systime not valid, rechecking in <seconds>s", .cfg, 2, [0xe040_b45b], .chatter),
        Template(
            "exporting expiration dates of <count> trustchain to '<detail>'", .cfg, 1, [0x74c9_878c],
            .certificateChecked),
        Template(
            "exporting expiration dates of <count> trustchains to '<detail>'", .cfg, 1, [0x74c9_878c],
            .certificateChecked),
        Template(
            "signature scheme <method> not acceptable", .cfg, 1, [0x9d6e_525e], .authenticationProgress,
            "constraint_failed"),
        Template(
            "X.509 signature scheme <method> not acceptable", .cfg, 1, [0xd386_a0fc], .authenticationProgress,
            "constraint_failed"),
        Template(
            "IKE signature scheme <method> not acceptable", .cfg, 1, [0xd386_a0fc], .authenticationProgress,
            "constraint_failed"),
        Template(
            "RSA-<count> signatures not acceptable", .cfg, 1, [0x476d_06fd], .authenticationProgress,
            "constraint_failed"),
        Template(
            "ECDSA-<count> signatures not acceptable", .cfg, 1, [0x476d_06fd], .authenticationProgress,
            "constraint_failed"),
        Template(
            "found unsupported critical X.509 extension: <detail>", .lib, 1, [0x9ff3_6196], .certificateRejected,
            "critical_extension_not_supported"),
        Template(
            "unsupported x509 version: <count>", .lib, 1, [0x0652_0815], .certificateRejected, "unsupported_version"),
        Template(
            "unsupported public key algorithm", .lib, 1, [0xa4aa_98e5], .certificateRejected, "key_type_not_supported"),
        Template("OpenSSL X.509 parsing failed", .lib, 1, [0x9ab7_e349], .certificateRejected, "parsing_failed"),
        Template(
            "L<count> - <detail>:  <other_detail>", .asn, 1,
            [0x707e_c5db, 0xbb56_118c, 0x024e_7ae2, 0xfff1_16cc, 0x52c9_61aa, 0x72a5_d8a9, 0xbfbb_e1b7],
            .certificateRejected, "parsing_failed"),
        Template("X.509v<count> not supported", .asn, 1, [0xc42f_f4c1], .certificateRejected, "unsupported_version"),
        Template(
            "  signature algorithms do not agree", .asn, 1, [0xcd0b_7d1a], .certificateRejected,
            "signature_algorithms_differ"),
        Template(
            "Only X.509v3 certificates have extensions", .asn, 1, [0x3c22_fff0], .certificateRejected,
            "extensions_not_allowed"),
        Template("  certificate \"<identity>\" key: <count> bit <method>", .cfg, 2, [0xfcc4_4193], .chatter),
    ]
}
