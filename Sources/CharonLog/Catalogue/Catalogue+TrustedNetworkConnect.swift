extension Catalogue {
    /// Trusted network connect: decisions about a peer (RFC 5209).
    static let trustedNetworkConnect: [Template] = [
        Template("policy enforced on peer '<identity>' is '<group>'", .tnc, 0, [0xc26c_1294], .postureAssessed),
        Template("policy enforcement point added group membership '<group>'", .tnc, 1, [0x5a26_7022], .postureAssessed),
        Template(
            "policy enforcement point did not find IKE_SA", .tnc, 1, [0xae21_432f], .postureAssessed, "no_such_sa"),
        Template(
            "final recommendation is '<detail>' and evaluation is '<other_detail>'", .tnc, 1, [0xf3f4_8395],
            .postureAssessed),
        Template(
            "IMV <count> provides recommendation '<detail>' and evaluation '<other_detail>'", .tnc, 2, [0x0f5e_5bc0],
            .postureAssessed),
        Template("there are no IMVs to make a recommendation", .tnc, 1, [0x21c3_f51b], .postureAssessed, "no_verifier"),
        Template("TNC recommendation is '<detail>'", .tnc, 1, [0x39c4_0da7], .postureAssessed),
        Template("PB-TNC assessment result is '<detail>'", .tnc, 1, [0x32ce_0abe], .postureAssessed),
        Template("PB-TNC access recommendation is '<detail>'", .tnc, 1, [0x256c_28b5], .postureAssessed),
        Template("assessment result is '<detail>'", .imc, 1, [0xdf78_e21d], .postureAssessed),
        Template("operational status: <state>, result: <detail>", .imv, 1, [0xe1e0_adaa], .postureAssessed),
        Template("evidence validation failed", .pts, 1, [0x302c_3f79], .postureAssessed, "evidence_invalid"),
        Template("received SASL <detail> result", .tnc, 1, [0xe616_f765], .authenticationProgress),
        Template("PT-TLS authentication complete", .tnc, 1, [0x47f5_9830], .authenticationProgress),
        Template("SASL client identity is '<identity>'", .tnc, 1, [0x3f40_2f81], .authenticationProgress),
        Template("SASL <method> authentication successful", .tnc, 1, [0xdb06_b174], .authenticationProgress),
        Template(
            "SASL <method> authentication failed", .tnc, 1, [0x9e03_02a0], .authenticationProgress, "password_mismatch"),
        Template(
            "skipping SASL, client already authenticated by TLS certificate", .tnc, 1, [0xb1ac_6723],
            .authenticationProgress),
        Template("accepting PT-TLS stream from <remote_host>", .tnc, 1, [0x0cad_d24f], .chatter),
        Template("PT-TLS connection terminates", .tnc, 1, [0x813f_d2cb], .chatter),
        Template(
            "received TNCCS Batch (<count> bytes) for Connection ID <limit>", .tnc, 1, [0x5919_47ba, 0xd288_9805],
            .chatter),
        Template("received TNCCS batch (<count> bytes) for Connection ID <limit>", .tnc, 1, [0xd288_9805], .chatter),
        Template("sending TNCCS Batch (<count> bytes) for Connection ID <limit>", .tnc, 1, [0xca3b_7d45], .chatter),
        Template("processing PB-TNC <detail> batch for Connection ID <count>", .tnc, 1, [0x84be_2805], .chatter),
        Template(
            "sending PB-TNC <detail> batch (<count> bytes) for Connection ID <limit>", .tnc, 1, [0x18d0_b76a], .chatter),
    ]
}
