extension Catalogue {
    /// Messages that are malformed, unexpected or not authentic.
    static let invalidMessages: [Template] = [
        Template("SA payload missing in message", .ike, 1, [0x887e_a403], .messageInvalid, "payload_missing"),
        Template("SA payload missing", .ike, 1, [0x5094_1321], .messageInvalid, "payload_missing"),
        Template("sa payload missing", .ike, 1, [0xffa9_24c4], .messageInvalid, "payload_missing"),
        Template("KE payload missing in message", .ike, 1, [0x8297_8531], .messageInvalid, "payload_missing"),
        Template("KE payload missing", .ike, 1, [0xa014_77c3], .messageInvalid, "payload_missing"),
        Template("TS payloads missing in message", .ike, 1, [0xe065_71b0], .messageInvalid, "payload_missing"),
        Template("HASH payload missing in message", .ike, 1, [0x2ea1_025d], .messageInvalid, "payload_missing"),
        Template("NONCE payload missing in message", .ike, 1, [0x7fd4_9386], .messageInvalid, "payload_missing"),
        Template("SIG payload missing in message", .ike, 1, [0x661b_b783], .messageInvalid, "payload_missing"),
        Template("IDir payload missing", .ike, 1, [0xb0ea_7221], .messageInvalid, "payload_missing"),
        Template("IDi payload missing", .ike, 1, [0xe5c1_83e7], .messageInvalid, "payload_missing"),
        Template("IDr payload missing", .ike, 1, [0xad38_4e71], .messageInvalid, "payload_missing"),
        Template("<notify> notify missing", .ike, 1, [0x508b_1a4a], .messageInvalid, "payload_missing"),
        Template("could not decrypt payloads", .enc, 1, [0x16f4_5efd], .messageInvalid, "decryption_failed"),
        Template(
            "invalid <payload> payload length, decryption failed?", .enc, 1, [0xd7a2_c7af], .messageInvalid,
            "decryption_failed"),
        Template(
            "found encrypted message, but no keys available", .ike, 1, [0x225f_d9e9], .messageInvalid,
            "decryption_failed"),
        Template("payload type <payload> was not encrypted", .enc, 1, [0xec20_07ff], .messageInvalid, "not_encrypted"),
        Template("received HASH payload does not match", .enc, 1, [0x9135_786f], .messageInvalid, "integrity_failed"),
        Template("integrity check failed", .ike, 1, [0x9785_fed7], .messageInvalid, "integrity_failed"),
        Template("message parsing failed", .ike, 1, [0x73e6_c5ad], .messageInvalid, "parsing_failed"),
        Template("message verification failed", .ike, 1, [0x4b49_eeda], .messageInvalid, "verification_failed"),
        Template("critical unknown payloads found", .ike, 1, [0x0246_ee93], .messageInvalid, "unknown_payload"),
        Template("unsupported exchange type", .ike, 1, [0x5a0a_5a75], .messageInvalid, "unsupported_exchange"),
        Template(
            "<exchange> request with message ID <message_number> processing failed", .ike, 1,
            [0x3eb0_30fe, 0x43c7_cb34], .messageInvalid, "processing_failed"),
        Template(
            "<exchange> response with message ID <message_number> processing failed", .ike, 1,
            [0x3eb0_30fe, 0x43c7_cb34], .messageInvalid, "processing_failed"),
        Template(
            "received <exchange> response, but expected <detail>", .ike, 1, [0x8781_fc0b], .messageInvalid,
            "unexpected_message"),
        Template(
            "received message ID <message_number>, expected <sequence>, ignored", .ike, 1, [0x659c_7f06],
            .retransmitReceived),
        Template(
            "received message ID <message_number>, expected <sequence>. Ignored", .ike, 1, [0xcb2c_8f5b],
            .retransmitReceived),
        Template(
            "received invalid DPD sequence number <sequence> (expected <count>), ignored", .ike, 1, [0xddfe_09e2],
            .messageInvalid, "unexpected_message"),
        Template(
            "ignoring <exchange> IKEv<version> exchange on <detail> SA", .ike, 1, [0x6462_426f], .messageInvalid,
            "unexpected_message"),
        Template(
            "ignoring <exchange> in IKE_SA state <state>", .ike, 1, [0x2c48_9ae3], .messageInvalid, "unexpected_message"
        ),
        Template(
            "ignoring <exchange> in established IKE_SA state", .ike, 1, [0xab54_b96d], .messageInvalid,
            "unexpected_message"),
        Template(
            "ignoring <exchange> request while phase 1 is incomplete", .ike, 1, [0xc608_7adc], .messageInvalid,
            "unexpected_message"),
        Template(
            "ignoring additional <exchange> request, queue full", .ike, 1, [0x62f3_f4c2], .messageInvalid, "queue_full"),
        Template("ignoring <exchange> request, queue full", .ike, 1, [0xb270_769c], .messageInvalid, "queue_full"),
        Template("ignore invalid <exchange> request", .ike, 1, [0x9a16_ca64], .messageInvalid, "unexpected_message"),
        Template("ignore invalid <exchange> response", .ike, 1, [0xfcdf_1db0], .messageInvalid, "unexpected_message"),
        Template("ignore malformed INFORMATIONAL request", .ike, 1, [0x0f73_0865], .messageInvalid, "parsing_failed"),
        Template(
            "ignoring unprotected INFORMATIONAL from <remote_host>", .enc, 1, [0x8244_61da], .messageInvalid,
            "not_encrypted"),
        Template(
            "received unencrypted informational: from <remote_endpoint> to <local_endpoint>", .net, 1, [0x4407_e2a4],
            .messageInvalid, "not_encrypted"),
        Template(
            "received invalid IKE header from <remote_host> - ignored", .net, 1, [0xe624_45e2], .messageInvalid,
            "parsing_failed"),
        Template(
            "received unsupported IKE version <version> from <remote_host>, sending INVALID_MAJOR_VERSION", .net, 1,
            [0x9bd8_beb7], .messageInvalid, "unsupported_version"),
        Template(
            "received unexpected notify <notify> for rekeyed IKE_SA, ignored", .ike, 1, [0xf4e6_f324], .messageInvalid,
            "unexpected_message"),
        Template(
            "received COOKIE notify during rekeying, ignored", .ike, 1, [0xe8e5_a434], .messageInvalid,
            "unexpected_message"),
        Template(
            "ignoring invalid RADIUS DAE request", .net, 1, [0x2888_d7ff], .messageInvalid, "radius_message_invalid"),
        Template(
            "  length of <payload> substructure list invalid", .enc, 1, [0x841a_d3f8], .messageInvalid, "parsing_failed"
        ),
        Template(
            "  parsing of a <payload> substructure failed", .enc, 1, [0xbed5_90c2], .messageInvalid, "parsing_failed"),
        Template("  no rule to parse rule <count> <detail>", .enc, 1, [0xf607_3882], .messageInvalid, "parsing_failed"),
        Template(
            "  not enough input to parse rule <count> <detail>", .enc, 1, [0x9754_1d23], .messageInvalid,
            "parsing_failed"),
        Template(
            "NONCE payload has invalid length (<count> bytes)", .enc, 1, [0x3366_a0a0], .messageInvalid,
            "payload_invalid"),
        Template(
            "NONCE_V1 payload has invalid length (<count> bytes)", .enc, 1, [0x3366_a0a0], .messageInvalid,
            "payload_invalid"),
        Template(
            "<payload> payload verification failed", .enc, 1, [0xb246_fdab], .messageInvalid, "verification_failed"),
        Template(
            "PROPOSAL_SUBSTRUCTURE verification failed", .enc, 1, [0x6738_aa70], .messageInvalid, "verification_failed"),
        Template(
            "TRANSFORM_ATTRIBUTE verification failed", .enc, 1, [0x4d2e_4dd6], .messageInvalid, "verification_failed"),
        Template(
            "TRANSFORM_SUBSTRUCTURE verification failed", .enc, 1, [0xe443_3f26], .messageInvalid, "verification_failed"
        ),
        Template("header verification failed", .enc, 1, [0x681d_35ef], .messageInvalid, "verification_failed"),
        Template("<payload> verification failed", .enc, 1, [0xa161_8c79], .messageInvalid, "verification_failed"),
        Template(
            "encrypted payload can't contain other payloads of type <payload>", .enc, 1, [0xcc9c_94d7], .messageInvalid,
            "unexpected_payload"),
        Template(
            "encrypted fragment payload can't contain other payloads of type <payload>", .enc, 1, [0xcc9c_94d7],
            .messageInvalid, "unexpected_payload"),
        Template("Unknown protocol (<count>)", .enc, 1, [0x1340_a6fe], .messageInvalid, "payload_invalid"),
        Template(
            "EAP Request/Response does not have any data", .enc, 1, [0x2fa1_cf42], .messageInvalid,
            "eap_message_invalid"),
        Template("EAP Success/Failure has data", .enc, 1, [0xc2a2_42d1], .messageInvalid, "eap_message_invalid"),
        Template(
            "EAP payload length (<count>) does not match contained message length (<limit>)", .enc, 1, [0x93c8_1b9b],
            .messageInvalid, "eap_message_invalid"),
        Template(
            "EAP payloads EAP message too short (<count>)", .enc, 1, [0x5fb3_370d], .messageInvalid,
            "eap_message_invalid"),
        Template(
            "decrypting <detail> failed, padding invalid <other_detail>", .enc, 1, [0x6d03_1de8], .messageInvalid,
            "decryption_failed"),
        Template(
            "decrypting <detail> payload failed, invalid length", .enc, 1, [0x37a2_383e], .messageInvalid,
            "decryption_failed"),
        Template(
            "decrypting encrypted fragment payload failed, transform missing", .enc, 1, [0xa330_b8ef], .messageInvalid,
            "decryption_failed"),
        Template(
            "decrypting encrypted payload failed, transform missing", .enc, 1, [0x843a_2066], .messageInvalid,
            "decryption_failed"),
        Template("decryption failed, invalid length", .enc, 1, [0x455c_8180], .messageInvalid, "decryption_failed"),
        Template("decryption failed, transform missing", .enc, 1, [0xce26_6481], .messageInvalid, "decryption_failed"),
        Template(
            "found encrypted fragment payload, but no keymat", .enc, 1, [0x07ae_060c], .messageInvalid,
            "decryption_failed"),
        Template(
            "found encrypted fragment payload, but no transform set", .enc, 1, [0xb81a_2366], .messageInvalid,
            "decryption_failed"),
        Template(
            "found encrypted payload, but no keymat", .enc, 1, [0x7c82_e828], .messageInvalid, "decryption_failed"),
        Template(
            "found encrypted payload, but no transform set", .enc, 1, [0x5739_9049], .messageInvalid,
            "decryption_failed"),
        Template(
            "encrypted fragment payload is not last payload", .enc, 1, [0x9e86_28df], .messageInvalid,
            "payload_order_invalid"),
        Template(
            "encrypted payload is not last payload", .enc, 1, [0x6fda_9a3f], .messageInvalid, "payload_order_invalid"),
        Template("expected HASH payload as first payload", .enc, 1, [0x5092_e42e], .messageInvalid, "payload_missing"),
        Template("fragmented IKE message is too large", .enc, 1, [0x456b_6ea1], .messageInvalid, "message_too_large"),
        Template("header could not be parsed", .enc, 1, [0xc3cf_5cc1], .messageInvalid, "parsing_failed"),
        Template(
            "ignore <detail> notify with lower (<count>) than expected (<limit>) sender MID", .enc, 1, [0x367f_9cb9],
            .messageInvalid, "unexpected_message"),
        Template("inconsistent next payload", .enc, 1, [0x87c9_ef17], .messageInvalid, "payload_invalid"),
        Template("invalid CPI length in IPCOMP proposal", .enc, 1, [0x87bf_4ab7], .messageInvalid, "payload_invalid"),
        Template("invalid SPI length in IKE proposal", .enc, 1, [0x51a8_b3cd], .messageInvalid, "payload_invalid"),
        Template("proposal number smaller than previous", .enc, 1, [0x3dbe_2616], .messageInvalid, "payload_invalid"),
        Template("transform count invalid", .enc, 1, [0x27de_2c0d], .messageInvalid, "payload_invalid"),
        Template("invalid payload length", .enc, 1, [0x0a9b_cb0f], .messageInvalid, "payload_invalid"),
        Template(
            "invalid <payload> length (<count> bytes)", .enc, 1, [0xec1e_4ecb], .messageInvalid, "payload_invalid"),
        Template(
            "invalid ID type <detail> for <payload> payload", .enc, 1, [0xd43d_d335], .messageInvalid, "payload_invalid"
        ),
        Template("invalid REDIRECT notify data", .enc, 1, [0x646c_af68], .messageInvalid, "payload_invalid"),
        Template(
            "invalid gateway ID type (<count>) in REDIRECT notify", .enc, 1, [0x7a85_db78], .messageInvalid,
            "payload_invalid"),
        Template(
            "invalid SPI length in <protocol> proposal", .enc, 1, [0xf43a_1ed9], .messageInvalid, "payload_invalid"),
        Template(
            "invalid X509 hash length (<count>) in certreq", .enc, 1, [0x9e08_8132], .messageInvalid, "payload_invalid"),
        Template(
            "invalid attribute length <count> for <detail>", .enc, 1, [0x4562_7f2c], .messageInvalid, "payload_invalid"),
        Template(
            "invalid fragment number (<count>) or total fragments (<limit>)", .enc, 1, [0x8e96_e2d2], .messageInvalid,
            "payload_invalid"),
        Template(
            "invalid hash length (<count>) in <detail> cert request", .enc, 1, [0x3ce8_6af2], .messageInvalid,
            "payload_invalid"),
        Template(
            "invalid next payload (<count>) for fragment <limit>, ignored", .enc, 1, [0x7f14_5352], .messageInvalid,
            "payload_invalid"),
        Template(
            "invalid notify data length for <detail> (<count>)", .enc, 1, [0xffa3_f081], .messageInvalid,
            "payload_invalid"),
        Template(
            "invalid payload length for hash-and-url (<count>), ignore", .enc, 1, [0x31cb_18e9], .messageInvalid,
            "payload_invalid"),
        Template(
            "non printable characters in url of hash-and-url encoded certificate payload, ignore", .enc, 1,
            [0xe740_4b3b], .messageInvalid, "payload_invalid"),
        Template(
            "no message rules specified for a <exchange> <detail>", .enc, 1, [0xeba0_c82b], .messageInvalid,
            "unexpected_message"),
        Template(
            "no message rules specified for this message type", .enc, 1, [0xe011_8d9b], .messageInvalid,
            "unexpected_message"),
        Template(
            "payload of type <payload> more than <limit> times (<count>) occurred in current message", .enc, 1,
            [0x7ef0_01f2], .messageInvalid, "payload_count_invalid"),
        Template(
            "payload of type <payload> not occurred <limit> times (<count>)", .enc, 1, [0x04e5_6c98], .messageInvalid,
            "payload_missing"),
        Template(
            "payload type <payload> could not be parsed", .enc, 1, [0x1801_68ba], .messageInvalid, "parsing_failed"),
        Template(
            "payload type <payload> is not supported, but its critical!", .enc, 1, [0x2bf7_f3f8], .messageInvalid,
            "unknown_payload"),
        Template(
            "payload type <payload> is not supported, but payload is critical!", .enc, 1, [0xb7d3_425e],
            .messageInvalid, "unknown_payload"),
        Template("received invalid <detail> notify", .enc, 1, [0x0117_2a90], .messageInvalid, "payload_invalid"),
        Template("unexpected <detail> notify, ignored", .enc, 1, [0x9dd0_e5c3], .messageInvalid, "unexpected_message"),
        Template("unknown attribute type <detail>", .enc, 1, [0x05e8_ccc9], .messageInvalid, "payload_invalid"),
        Template("verifying <detail> integrity failed", .enc, 1, [0x6b6d_4a7b], .messageInvalid, "integrity_failed"),
        Template("EAP_REQUEST expected", .ike, 1, [0xb1b8_cb23], .messageInvalid, "unexpected_message"),
        Template("EAP_RESPONSE expected", .ike, 1, [0xb1b8_cb23], .messageInvalid, "unexpected_message"),
        Template(
            "EAP_NAK is not supported in this state", .ike, 1, [0x043d_1d1d], .messageInvalid, "unexpected_message"),
        Template(
            "<count> exceeds buffer size <limit>, decryption failed (isa: <sequence>)", .ike, 1, [0x2fc5_a0cb],
            .messageInvalid, "decryption_failed"),
        Template(
            "AVP size to large to fit into EAP packet", .ike, 1, [0xb497_06f4], .messageInvalid, "eap_message_invalid"),
        Template(
            "AVP size to small to contain EAP header", .ike, 1, [0x3ee9_4073], .messageInvalid, "eap_message_invalid"),
        Template(
            "AVP size too large to fit into EAP packet", .ike, 1, [0x0137_5dd6], .messageInvalid, "eap_message_invalid"),
        Template(
            "EAP packet too large for EAP-TTLS AVP(s)", .ike, 1, [0xdf44_2f1e], .messageInvalid, "eap_message_invalid"),
        Template(
            "EAP-AKA/Request/Reauthentication message incomplete", .ike, 1, [0xa073_352e], .messageInvalid,
            "eap_message_invalid"),
        Template(
            "EAP-SIM/Request/Re-Authentication message incomplete", .ike, 1, [0x0313_5a58], .messageInvalid,
            "eap_message_invalid"),
        Template("RADIUS attribute has invalid length", .ike, 1, [0x40e2_c923], .messageInvalid, "eap_message_invalid"),
        Template("EAP-MS-CHAPv2 failed, no challenge", .ike, 1, [0xba9e_690c], .messageInvalid, "unexpected_message"),
        Template(
            "EAP-MS-CHAPv2 received packet with unsupported OpCode (<detail>)!", .ike, 1, [0x80ba_375f],
            .messageInvalid, "eap_message_invalid"),
        Template(
            "received unexpected EAP-MS-CHAPv2 message with OpCode (<detail>)!", .ike, 1, [0x6c1e_ec8a],
            .messageInvalid, "eap_message_invalid"),
        Template("IDii payload missing", .ike, 1, [0x8ae6_ae08], .messageInvalid, "payload_missing"),
        Template(
            "RADIUS message has invalid length", .ike, 1, [0x67a8_4024], .messageInvalid, "radius_message_invalid"),
        Template("RADIUS message truncated", .ike, 1, [0xdc05_a21d], .messageInvalid, "radius_message_invalid"),
        Template("SA payload invalid", .ike, 1, [0x0563_6bc4], .messageInvalid, "payload_invalid"),
        Template(
            "at least one required payload was missing from the connectivity check", .ike, 1, [0xa9d9_2bfc],
            .messageInvalid, "payload_missing"),
        Template(
            "checklist with id '<detail>' already exists, aborting", .ike, 1, [0x00aa_b32c], .messageInvalid,
            "duplicate"),
        Template(
            "checklist with id '<detail>' not found", .ike, 1, [0x33ed_c546], .messageInvalid, "no_such_checklist"),
        Template(
            "checklist with id '<detail>' not found, can't finish connectivity checks", .ike, 1, [0x1a61_3d56],
            .messageInvalid, "no_such_checklist"),
        Template(
            "checklist with id '<detail>' not found, can't retransmit connectivity check", .ike, 1, [0x1081_c609],
            .messageInvalid, "no_such_checklist"),
        Template(
            "checklist with id '<detail>' not found, can't send connectivity check", .ike, 1, [0xc315_e835],
            .messageInvalid, "no_such_checklist"),
        Template(
            "configuration payload missing in XAuth request", .ike, 1, [0xbaf7_8090], .messageInvalid, "payload_missing"
        ),
        Template(
            "configuration payload missing in XAuth response", .ike, 1, [0xb2ec_def6], .messageInvalid,
            "payload_missing"),
        Template(
            "connectivity check contains multiple ME_CONNECTAUTH notifies", .ike, 1, [0x1a04_996a], .messageInvalid,
            "payload_count_invalid"),
        Template(
            "connectivity check contains multiple ME_CONNECTID notifies", .ike, 1, [0x12af_cf9f], .messageInvalid,
            "payload_count_invalid"),
        Template(
            "connectivity check contains multiple ME_ENDPOINT notifies", .ike, 1, [0x51c3_e79e], .messageInvalid,
            "payload_count_invalid"),
        Template(
            "connectivity check verification failed", .ike, 1, [0x8375_d2d1], .messageInvalid, "verification_failed"),
        Template(
            "data in ADDITIONAL_KEY_EXCHANGE notify doesn't match", .ike, 1, [0x5314_6e04], .messageInvalid,
            "payload_invalid"),
        Template("decryption failed (isa: <count>)", .ike, 1, [0x1c79_14ef], .messageInvalid, "decryption_failed"),
        Template(
            "expected AVP_EAP_MESSAGE but received <count>", .ike, 1, [0x6d59_559e], .messageInvalid,
            "eap_message_invalid"),
        Template("failed parsing RSASSA-PSS parameters", .ike, 1, [0x332d_9f06], .messageInvalid, "payload_invalid"),
        Template("unexpected parameters for <method>", .ike, 1, [0x55df_cadb], .messageInvalid, "payload_invalid"),
        Template("failed to hash message, ignored", .ike, 1, [0x27d6_ae90], .messageInvalid, "internal_error"),
        Template(
            "failed to parse ME_ENDPOINT: invalid IP address", .ike, 1, [0x511e_1d8c], .messageInvalid,
            "payload_invalid"),
        Template(
            "failed to parse ME_ENDPOINT: invalid family", .ike, 1, [0x4ddb_b6e5], .messageInvalid, "payload_invalid"),
        Template(
            "failed to parse ME_ENDPOINT: invalid port", .ike, 1, [0x809a_a661], .messageInvalid, "payload_invalid"),
        Template(
            "failed to parse ME_ENDPOINT: invalid priority", .ike, 1, [0x69df_e563], .messageInvalid, "payload_invalid"),
        Template(
            "failed to parse ME_ENDPOINT: invalid type", .ike, 1, [0xa2c7_6c18], .messageInvalid, "payload_invalid"),
        Template(
            "failed to parse header of reassembled IKE message", .ike, 1, [0x3729_83f1], .messageInvalid,
            "parsing_failed"),
        Template("failed to parse provided XAuth username", .ike, 1, [0xbc25_72ea], .messageInvalid, "parsing_failed"),
        Template(
            "ignore response with duplicate COOKIE notify", .ike, 1, [0xaf7d_85fb], .messageInvalid,
            "unexpected_message"),
        Template(
            "invalid connectivity check <detail> received", .ike, 1, [0x4625_0f1c], .messageInvalid, "parsing_failed"),
        Template("maximum fragment count exceeded", .ike, 1, [0x4472_10d4], .messageInvalid, "too_many_fragments"),
        Template("no valid AT_RAND received", .ike, 1, [0x7506_4951], .messageInvalid, "eap_message_invalid"),
        Template(
            "received incomplete EAP-SIM/Response/Start", .ike, 1, [0x2ad5_5463], .messageInvalid, "eap_message_invalid"
        ),
        Template(
            "received incomplete Identity response", .ike, 1, [0x5a72_8ec8], .messageInvalid, "eap_message_invalid"),
        Template("received invalid AVP header", .ike, 1, [0x1b1e_e978], .messageInvalid, "eap_message_invalid"),
        Template("received invalid EAP response", .ike, 1, [0x80b8_358a], .messageInvalid, "eap_message_invalid"),
        Template(
            "received invalid EAP-AKA challenge message", .ike, 1, [0x2061_69c8], .messageInvalid, "eap_message_invalid"
        ),
        Template("received invalid EAP-GTC message", .ike, 1, [0x21bb_6817], .messageInvalid, "eap_message_invalid"),
        Template("received invalid EAP-MD5 message", .ike, 1, [0xd599_9deb], .messageInvalid, "eap_message_invalid"),
        Template(
            "received invalid EAP-MS-CHAPv2 message", .ike, 1, [0xf235_5fc7], .messageInvalid, "eap_message_invalid"),
        Template(
            "received invalid EAP-MS-CHAPv2 message: auth string missing", .ike, 1, [0x60a9_8e32], .messageInvalid,
            "eap_message_invalid"),
        Template(
            "received invalid EAP-MS-CHAPv2 message: invalid auth string", .ike, 1, [0x3914_4b5e], .messageInvalid,
            "eap_message_invalid"),
        Template(
            "received invalid EAP-MS-CHAPv2 message: invalid challenge size", .ike, 1, [0x670c_123e], .messageInvalid,
            "eap_message_invalid"),
        Template(
            "received invalid EAP-MS-CHAPv2 message: too short", .ike, 1, [0x5d4c_d63b], .messageInvalid,
            "eap_message_invalid"),
        Template(
            "received invalid EAP-MS-CHAPv2 message: unexpected identifier", .ike, 1, [0xeacd_08e4], .messageInvalid,
            "eap_message_invalid"),
        Template(
            "received invalid EAP-MS-CHAPv2 message:invalid challenge", .ike, 1, [0xcde5_e342], .messageInvalid,
            "eap_message_invalid"),
        Template(
            "synchronization request didn't contain usable AUTS", .ike, 1, [0xc7c4_5a86], .messageInvalid,
            "eap_message_invalid"),
        Template("unknown MS AVP message", .ike, 1, [0x0978_cc3d], .messageInvalid, "eap_message_invalid"),
        Template("received invalid ME_ENDPOINT notify", .ike, 1, [0x1ea2_d558], .messageInvalid, "payload_invalid"),
        Template("received invalid REDIRECT notify", .ike, 1, [0x65fe_6df9], .messageInvalid, "payload_invalid"),
        Template(
            "received invalid REDIRECTED_FROM notify, ignored", .ike, 1, [0x352f_7253], .messageInvalid,
            "payload_invalid"),
        Template("received invalid XAUTH status response", .ike, 1, [0xb27d_b2f5], .messageInvalid, "payload_invalid"),
        Template(
            "received invalid hash-and-url encoded cert, ignore", .ike, 1, [0x426f_fedb], .messageInvalid,
            "payload_invalid"),
        Template(
            "received REDIRECT notify during rekeying, ignored", .ike, 1, [0xb737_be8e], .messageInvalid,
            "unexpected_message"),
        Template(
            "received UNITY_LOAD_BALANCE notify, invalid address", .ike, 1, [0x76a8_9797], .messageInvalid,
            "payload_invalid"),
        Template("received <detail>, but not expected", .ike, 1, [0x8115_c366], .messageInvalid, "unexpected_message"),
        Template(
            "received <detail>, but peer did already resynchronize", .ike, 1, [0x3fa7_83f3], .messageInvalid,
            "unexpected_message"),
        Template(
            "received ME_CONNECT without ID_PEER payload, aborting", .ike, 1, [0xa4a3_a84e], .messageInvalid,
            "payload_missing"),
        Template(
            "received ME_CONNECT without ME_CONNECTID notify, aborting", .ike, 1, [0x1749_9541], .messageInvalid,
            "payload_missing"),
        Template(
            "received ME_CONNECT without ME_CONNECTKEY notify, aborting", .ike, 1, [0x4047_3d04], .messageInvalid,
            "payload_missing"),
        Template(
            "received ME_CONNECT without any ME_ENDPOINT payloads, aborting", .ike, 1, [0xb00a_3fa2], .messageInvalid,
            "payload_missing"),
        Template(
            "unable to process EAP-AKA subtype <detail>", .ike, 1, [0x1b7c_ea8b], .messageInvalid, "eap_message_invalid"
        ),
        Template(
            "unable to process EAP-SIM subtype <detail>", .ike, 1, [0xf580_193b], .messageInvalid, "eap_message_invalid"
        ),
    ]
}
