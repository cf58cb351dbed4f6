extension Catalogue {
    /// Signs of life, retransmits, NAT, MOBIKE and paths.
    static let liveness: [Template] = [
        Template("sending DPD request", .ike, 1, [0x0645_91b0], .dpdRequestSent),
        Template(
            "sending DPD instead of keep alive <seconds>s after last outbound message", .ike, 1, [0xca15_f5dc],
            .dpdRequestSent),
        Template("checking if current path still works using DPD", .ike, 1, [0x1cf5_6416], .dpdRequestSent),
        Template(
            "DPD check timed out, enforcing DPD action", .job, 1, [0xf3c1_40fb], .dpdTimedOut, "peer_not_responding"),
        Template(
            "retransmit <attempt> of request with message ID <message_number>", .ike, 1, [0xc092_08d7], .retransmitSent),
        Template(
            "sending retransmit <attempt> of <detail> message ID <message_number>, seq <sequence>", .ike, 1,
            [0x113e_4a35], .retransmitSent),
        Template(
            "giving up after <attempts> retransmits", .ike, 1, [0x3558_22f1, 0xe248_be03], .peerTimedOut,
            "peer_not_responding"),
        Template(
            "giving up after <attempts> path probings", .ike, 1, [0x2ae1_6f00], .peerTimedOut, "peer_not_responding"),
        Template(
            "received retransmit of DPD request, retransmitting response", .ike, 1, [0x932c_110b], .retransmitReceived),
        Template(
            "received retransmit of request with ID <message_number>, retransmitting response", .ike, 1,
            [0x7d7b_616e, 0x7565_f0b1], .retransmitReceived),
        Template(
            "received retransmit of request with ID <message_number>, but no response to retransmit", .ike, 1,
            [0x853f_5bfc], .retransmitReceived),
        Template(
            "received retransmit of response with ID <message_number>, but next request already sent", .ike, 1,
            [0xf4cd_fdc3], .retransmitReceived),
        Template(
            "received retransmit of response with ID <message_number>, resending last request", .ike, 1, [0x8871_f50a],
            .retransmitReceived),
        Template(
            "ignoring request with ID <message_number>, already processing", .mgr, 1, [0x0461_3f53], .retransmitReceived
        ),
        Template("local host is behind NAT, sending keep alives", .ike, 1, [0x1a61_607e], .natDetected),
        Template("remote host is behind NAT", .ike, 1, [0x3cf5_6a0f], .natDetected),
        Template("faking NAT situation to enforce UDP encapsulation", .ike, 1, [0xb926_bee7], .natDetected),
        Template("local host is not behind NAT anymore", .ike, 1, [0x6836_938c], .endpointChanged),
        Template("remote host is not behind NAT anymore", .ike, 1, [0x6836_938c], .endpointChanged),
        Template(
            "local endpoint changed from <old_endpoint> to <new_endpoint>", .ike, 1, [0x64da_1c8a], .endpointChanged),
        Template(
            "remote endpoint changed from <old_endpoint> to <new_endpoint>", .ike, 1, [0x6a5e_b3f0], .endpointChanged),
        Template(
            "remote address changed from <old_endpoint> to <new_endpoint>", .ike, 1, [0xc42d_ea35], .endpointChanged),
        Template(
            "NAT mappings of CHILD_SA <protocol>/0x<spi>/<remote_host> changed to <new_endpoint>, queuing update job",
            .knl, 1, [0xf232_3c1a], .endpointChanged),
        Template(
            "NAT mappings of ESP CHILD_SA with SPI <spi> and reqid {<reqid>} changed, queuing update job", .knl, 1,
            [0x8c12_e864], .endpointChanged),
        Template(
            "detected changes in NAT mappings, initiating MOBIKE update", .ike, 1, [0x70d5_68bc], .endpointChanged),
        Template("peer supports MOBIKE", .ike, 1, [0xa3b6_4007], .mobikeSupported),
        Template("requesting address change using MOBIKE", .ike, 1, [0x14b4_4da1], .endpointChanged),
        Template(
            "sending address list update using MOBIKE, implicitly requesting an address change", .ike, 1, [0x2e9b_f763],
            .endpointChanged),
        Template("old path is not available anymore, try to find another", .ike, 1, [0xcbab_28ec], .pathUnavailable),
        Template(
            "no route found to reach peer, MOBIKE update deferred", .ike, 1, [0x1e0e_4932], .pathUnavailable, "no_route"
        ),
        Template(
            "no route found to reach peer, path probing deferred", .ike, 1, [0xd66f_ede6], .pathUnavailable, "no_route"),
        Template(
            "no route found to reach <remote_host>, MOBIKE update deferred", .ike, 1, [0x9c57_4732], .pathUnavailable,
            "no_route"),
        Template("path probing attempt <attempt>", .ike, 1, [0xf867_549a], .pathUnavailable),
        Template("interface <interface> deactivated", .knl, 1, [0x5824_dc80], .pathUnavailable),
        Template("interface <interface> deleted", .knl, 1, [0xcbe8_deeb], .pathUnavailable),
        Template("interface <count> '<interface>' disappeared", .knl, 1, [0x8fee_d990], .pathUnavailable),
        Template("interface <interface> disappeared", .knl, 1, [0x04e5_4bcf], .pathUnavailable),
        Template(
            "<local_host> disappeared from interface <count> '<interface>'", .knl, 1, [0x2ced_1286], .pathUnavailable),
        Template("<local_host> disappeared from <interface>", .knl, 1, [0xf6a2_4110], .pathUnavailable),
        Template(
            "replaced reqid <count> with reqid <reqid> for updated CHILD_SA <child>", .chd, 1,
            [0xd6ca_07b4, 0x7318_0c1b], .endpointChanged),
        Template(
            "creating migrate job for policy <local_ts> === <remote_ts> <detail> with reqid {<reqid>}", .knl, 1,
            [0x3fd2_2fbc], .endpointChanged),
        Template(
            "interface <count> '<interface>' changed state from <state> to <new_state>", .knl, 1, [0x0ce8_e19d],
            .pathUnavailable),
        Template(
            "endpoint pair '<count>' is valid: '<local_endpoint>' - '<remote_endpoint>'", .ike, 1, [0x3fff_5612],
            .endpointChanged),
        Template(
            "unable to determine source address, disabling NAT-D", .ike, 1, [0x1152_9f6e], .natDetected, "no_route"),
        Template(
            "unable to determine source address, faking NAT situation", .ike, 1, [0x6bcc_0a45], .natDetected, "no_route"
        ),
    ]
}
