extension Catalogue {
    /// TLS: alerts, handshakes, what was negotiated.
    static let tls: [Template] = [
        Template("negotiated <protocol> using suite <proposal>", .tls, 1, [0x3b98_18f4], .authenticationProgress),
        Template("resumed <protocol> using suite <proposal>", .tls, 1, [0x009f_4421], .authenticationProgress),
        Template(
            "sending fatal TLS alert '<detail>'", .tls, 1, [0x598f_64ec], .authenticationProgress, "tls_alert_sent"),
        Template(
            "received fatal TLS alert '<detail>'", .tls, 1, [0xa1bc_6f96], .authenticationProgress, "tls_alert_received"
        ),
        Template(
            "sending TLS alert warning '<detail>'", .tls, 1, [0xa323_6f80], .authenticationProgress, "tls_alert_sent"),
        Template(
            "received TLS alert warning '<detail>'", .tls, 1, [0x784a_4fda], .authenticationProgress,
            "tls_alert_received"),
        Template(
            "received unknown TLS alert '<detail>'", .tls, 1, [0x82a6_e8d1], .authenticationProgress,
            "tls_alert_received"),
        Template("sending TLS close notify", .tls, 1, [0x9709_d4a3], .chatter),
        Template("received TLS close notify", .tls, 1, [0x84e0_bd11], .chatter),
        Template(
            "received TLS cipher suite <detail> inacceptable", .tls, 1, [0xe799_8c2f], .authenticationProgress,
            "tls_cipher_mismatch"),
        Template(
            "received TLS cipher suite <detail> unacceptable", .tls, 1, [0x9cdc_df2f], .authenticationProgress,
            "tls_cipher_mismatch"),
        Template(
            "received cipher suites unacceptable", .tls, 1, [0xf606_dbe6, 0xd75d_0e0f, 0xbc46_812c],
            .authenticationProgress, "tls_cipher_mismatch"),
        Template(
            "received cipher suites inacceptable", .tls, 1, [0xf606_dbe6], .authenticationProgress,
            "tls_cipher_mismatch"),
        Template(
            "received cipher suites or signature schemes unacceptable", .tls, 1, [0xbc46_812c], .authenticationProgress,
            "tls_cipher_mismatch"),
        Template(
            "no supported TLS cipher suite available", .tls, 1, [0x4bfd_1778], .authenticationProgress,
            "tls_cipher_mismatch"),
        Template(
            "negotiated version <protocol> not supported", .tls, 1, [0x12ec_36aa], .authenticationProgress,
            "tls_version_mismatch"),
        Template(
            "proposed version <protocol> not supported", .tls, 1, [0x7007_8190], .authenticationProgress,
            "tls_version_mismatch"),
        Template(
            "server random indicates downgrade attack to <protocol>", .tls, 1, [0xbaf4_d55f], .authenticationProgress,
            "tls_downgrade"),
        Template(
            "none of the proposed hash/sig algorithms supported", .tls, 1, [0xb9b6_388e], .authenticationProgress,
            "tls_signature_mismatch"),
        Template(
            "no common signature algorithms found", .tls, 1, [0x1d93_a531], .authenticationProgress,
            "tls_signature_mismatch"),
        Template(
            "signature verification with <method> failed", .tls, 1, [0x0aa0_3357], .authenticationProgress,
            "signature_invalid"),
        Template("received invalid signature", .tls, 1, [0x218b_9f58], .authenticationProgress, "signature_invalid"),
        Template(
            "signature verification failed, trying another key", .tls, 1, [0xa3d6_f4cc], .authenticationProgress,
            "signature_invalid"),
        Template("signature generation failed", .tls, 1, [0x9ab3_8e35], .authenticationProgress, "signature_failed"),
        Template(
            "creating TLS Certificate Verify signature failed", .tls, 1, [0x6b29_8e8c], .authenticationProgress,
            "signature_failed"),
        Template(
            "server requested key exchange we didn't propose", .tls, 1, [0xba08_7461], .authenticationProgress,
            "tls_key_exchange_mismatch"),
        Template(
            "server requested key exchange we already use", .tls, 1, [0x4cc6_74e9], .authenticationProgress,
            "tls_key_exchange_mismatch"),
        Template(
            "no mutual supported group in client hello", .tls, 1, [0xede8_d2be], .authenticationProgress,
            "tls_key_exchange_mismatch"),
        Template(
            "no EC group supported by client and server", .tls, 1, [0x2c05_e444], .authenticationProgress,
            "tls_key_exchange_mismatch"),
        Template(
            "custom DH parameters not supported", .tls, 1, [0x32d6_5e36], .authenticationProgress,
            "tls_key_exchange_mismatch"),
        Template(
            "ECDH curve type <group> not supported", .tls, 1, [0x8691_bd77], .authenticationProgress,
            "tls_key_exchange_mismatch"),
        Template(
            "ECDH curve <group> not supported", .tls, 1, [0xe22e_94e2], .authenticationProgress,
            "tls_key_exchange_mismatch"),
        Template(
            "short DH prime received (<count> bytes)", .tls, 1, [0x9c11_62f3], .authenticationProgress,
            "tls_key_too_short"),
        Template(
            "verifying DH parameters failed", .tls, 1, [0xad7c_fe22], .authenticationProgress, "public_value_invalid"),
        Template(
            "calculating premaster from DH failed", .tls, 1, [0x5f65_aacb], .authenticationProgress,
            "public_value_invalid"),
        Template(
            "DH point format '<group>' not supported", .tls, 1, [0xaffb_b6b0], .authenticationProgress,
            "tls_key_exchange_mismatch"),
        Template("DH key derivation failed", .tls, 1, [0xccda_9cee], .authenticationProgress, "public_value_invalid"),
        Template(
            "server selected <detail> instead of <other_detail> after retry", .tls, 1, [0x8034_8277],
            .authenticationProgress, "tls_retry_invalid"),
        Template(
            "selected <detail> instead of <other_detail> during retry", .tls, 1, [0xbac7_ea9e], .authenticationProgress,
            "tls_retry_invalid"),
        Template(
            "invalid retry request received", .tls, 1, [0x401f_014e], .authenticationProgress, "tls_retry_invalid"),
        Template(
            "already replied to previous retry request", .tls, 1, [0x1323_992c], .authenticationProgress,
            "tls_retry_invalid"),
        Template(
            "already replied with a hello retry request", .tls, 1, [0xbfdc_3392], .authenticationProgress,
            "tls_retry_invalid"),
        Template("server requests key exchange with <method>", .tls, 1, [0x9a1f_641c], .chatter),
        Template("server requests retry with cookie", .tls, 1, [0x466f_c5d7], .chatter),
        Template("requesting key exchange with <method>", .tls, 1, [0x52f2_2a00], .chatter),
        Template("using key exchange <method>", .tls, 1, [0x1877_c68b], .chatter),
        Template("using key of type <method>", .tls, 1, [0x0756_2e7d], .chatter),
        Template("server requested KeyUpdate", .tls, 1, [0x367b_3cf6], .chatter),
        Template("client requested KeyUpdate", .tls, 1, [0x17a0_0144], .chatter),
        Template(
            "server certificate does not match to '<identity>'", .tls, 1, [0x61ea_3704], .certificateRejected,
            "identity_mismatch"),
        Template("received TLS server certificate '<identity>'", .tls, 1, [0xb6ec_7086], .certificateChecked),
        Template(
            "no trusted certificate found for '<identity>' to verify TLS server", .tls, 1, [0x7261_bff5],
            .certificateRejected, "no_trusted_key"),
        Template(
            "no trusted certificate found for '<identity>' to verify TLS peer", .tls, 1, [0x83d7_bd20],
            .certificateRejected, "no_trusted_key"),
        Template(
            "no TLS public key found for server '<identity>'", .tls, 1, [0xda15_6bb8], .certificateRejected,
            "no_trusted_key"),
        Template("received TLS peer certificate '<identity>'", .tls, 1, [0x303c_dde7], .certificateChecked),
        Template("received TLS intermediate certificate '<identity>'", .tls, 1, [0xd60d_c4a5], .certificateChecked),
        Template(
            "parsing TLS certificate failed, skipped", .tls, 1, [0xceed_a9ed], .certificateRejected, "parsing_failed"),
        Template("sending TLS peer certificate '<identity>'", .tls, 1, [0x8944_9508], .certificateChecked),
        Template("sending TLS client certificate '<identity>'", .tls, 1, [0x465a_a9d1], .certificateChecked),
        Template("sending TLS server certificate '<identity>'", .tls, 1, [0x81c6_7c34], .certificateChecked),
        Template("sending TLS intermediate certificate '<identity>'", .tls, 1, [0xa626_315b], .chatter),
        Template("received TLS cert request for '<identity>", .tls, 1, [0x596d_0251], .chatter),
        Template("received TLS cert request for unknown CA '<identity>'", .tls, 1, [0x7d3d_1c0f], .chatter),
        Template("sending TLS cert request for '<identity>'", .tls, 1, [0xaf47_f762], .chatter),
        Template(
            "no TLS peer certificate found for '<identity>', skipping client authentication", .tls, 1, [0xd3a8_0d1b],
            .authenticationProgress, "no_certificate"),
        Template(
            "no usable TLS client certificate found for '<identity>'", .tls, 1, [0x8de5_e2d6], .authenticationProgress,
            "no_certificate"),
        Template(
            "no usable TLS server certificate found for '<identity>'", .tls, 1, [0xec2d_bfdb], .authenticationProgress,
            "no_certificate"),
        Template("no certificate sent by peer", .tls, 1, [0xf7f6_9354], .authenticationProgress, "no_certificate"),
        Template(
            "server requested a certificate, but client authentication disabled", .tls, 1, [0xbc18_a826],
            .authenticationProgress, "client_authentication_disabled"),
        Template("created signature with <method>", .tls, 1, [0xd24f_fdfc], .chatter),
        Template(
            "signature algorithms <method>/<detail> not supported", .tls, 1, [0xe27c_efc6], .authenticationProgress,
            "algorithm_not_supported"),
        Template(
            "signature algorithms <method> not supported", .tls, 1, [0x45b1_2978], .authenticationProgress,
            "algorithm_not_supported"),
        Template(
            "selected TLS MAC <detail> not supported", .tls, 1, [0x0fe1_f89f], .authenticationProgress,
            "algorithm_not_supported"),
        Template(
            "selected TLS transforms <detail>-<count>-<other_detail> not supported", .tls, 1, [0xb4ee_7bbf],
            .authenticationProgress, "algorithm_not_supported"),
        Template(
            "selected TLS transforms <detail>-<count> not supported", .tls, 1, [0x6be6_893b], .authenticationProgress,
            "algorithm_not_supported"),
        Template(
            "selected TLS PRF not supported", .tls, 1, [0x8bf1_eb3f], .authenticationProgress, "algorithm_not_supported"
        ),
        Template(
            "received server finished invalid", .tls, 1, [0x2939_47a3], .authenticationProgress, "tls_finished_invalid"),
        Template(
            "received client finished invalid", .tls, 1, [0x57f4_25e0], .authenticationProgress, "tls_finished_invalid"),
        Template(
            "received server finished too short", .tls, 1, [0x791f_739e], .authenticationProgress,
            "tls_finished_invalid"),
        Template(
            "received client finished too short", .tls, 1, [0x65d5_045b], .authenticationProgress,
            "tls_finished_invalid"),
        Template(
            "TLS record decryption failed", .tls, 1, [0x4c68_a3c6], .authenticationProgress, "tls_decryption_failed"),
        Template(
            "TLS record encryption failed", .tls, 1, [0x1a14_f959], .authenticationProgress, "tls_encryption_failed"),
        Template(
            "decrypted premaster has invalid length/version", .tls, 1, [0x600a_3563], .authenticationProgress,
            "tls_decryption_failed"),
        Template(
            "decrypting Client Key Exchange failed", .tls, 1, [0xcd92_f3b4], .authenticationProgress,
            "tls_decryption_failed"),
        Template(
            "received invalid ServerHello", .tls, 1, [0x4b5d_ef67], .authenticationProgress, "tls_message_invalid"),
        Template(
            "invalid extension in ServerHello", .tls, 1, [0xe4e1_c36b], .authenticationProgress, "tls_message_invalid"),
        Template(
            "received invalid EncryptedExtensions", .tls, 1, [0x0662_3d9b], .authenticationProgress,
            "tls_message_invalid"),
        Template(
            "invalid extension in EncryptedExtensions", .tls, 1, [0x37f2_bdef], .authenticationProgress,
            "tls_message_invalid"),
        Template(
            "received forbidden EncryptedExtension (<count>)", .tls, 1, [0x9be7_03c7], .authenticationProgress,
            "tls_message_invalid"),
        Template(
            "received invalid Server Key Exchange", .tls, 1, [0xebc2_fd15], .authenticationProgress,
            "tls_message_invalid"),
        Template(
            "certreq message header invalid", .tls, 1, [0xef70_cd0f], .authenticationProgress, "tls_message_invalid"),
        Template("certreq message invalid", .tls, 1, [0x173b_2c2c], .authenticationProgress, "tls_message_invalid"),
        Template(
            "received invalid CertificateRequest", .tls, 1, [0xe00a_3b0f], .authenticationProgress,
            "tls_message_invalid"),
        Template(
            "invalid extension in CertificateRequest", .tls, 1, [0xd288_44a7], .authenticationProgress,
            "tls_message_invalid"),
        Template(
            "certificate request message invalid", .tls, 1, [0xf980_4fec], .authenticationProgress,
            "tls_message_invalid"),
        Template(
            "received invalid NewSessionTicket", .tls, 1, [0x0f1b_7d0d], .authenticationProgress, "tls_message_invalid"),
        Template(
            "received invalid ClientHello", .tls, 1, [0x9cd7_8437], .authenticationProgress, "tls_message_invalid"),
        Template(
            "received invalid ClientHello Extensions", .tls, 1, [0xd19b_777f], .authenticationProgress,
            "tls_message_invalid"),
        Template(
            "no <detail> extension received", .tls, 1, [0xf5c2_8936], .authenticationProgress, "tls_message_invalid"),
        Template("invalid <detail> extension", .tls, 1, [0xd9ff_eca4], .authenticationProgress, "tls_message_invalid"),
        Template(
            "certificate request context invalid", .tls, 1, [0x8d91_5395], .authenticationProgress,
            "tls_message_invalid"),
        Template(
            "certificate message header invalid", .tls, 1, [0x5393_c267], .authenticationProgress, "tls_message_invalid"
        ),
        Template("certificate message invalid", .tls, 1, [0xcdee_0af7], .authenticationProgress, "tls_message_invalid"),
        Template(
            "failed to read extensions of CertificateEntry", .tls, 1, [0xebf1_d620], .authenticationProgress,
            "tls_message_invalid"),
        Template(
            "received invalid Client Key Exchange", .tls, 1, [0x2291_c9de], .authenticationProgress,
            "tls_message_invalid"),
        Template("received invalid KeyUpdate", .tls, 1, [0x8ad1_bbd1], .authenticationProgress, "tls_message_invalid"),
        Template(
            "TLS handshake header invalid", .tls, 1, [0xafbc_249a], .authenticationProgress, "tls_message_invalid"),
        Template(
            "TLS handshake exceeds maximum length", .tls, 1, [0xd3dd_a701], .authenticationProgress,
            "tls_message_too_large"),
        Template(
            "TLS fragment has invalid length", .tls, 1, [0x3edc_ed54], .authenticationProgress, "tls_message_invalid"),
        Template(
            "received unknown TLS content type <count>, ignored", .tls, 1, [0x9698_7c7b], .authenticationProgress,
            "tls_message_invalid"),
        Template(
            "received TLS application data, but handshake not finished", .tls, 1, [0x7ea2_2bdc],
            .authenticationProgress, "tls_unexpected_message"),
        Template(
            "received Server Key Exchange, but not required for current suite", .tls, 1, [0x4b9b_c4c0],
            .authenticationProgress, "tls_unexpected_message"),
        Template(
            "TLS <detail> not expected in current state", .tls, 1, [0xc656_9c26], .authenticationProgress,
            "tls_unexpected_message"),
        Template(
            "TLS <detail> expected, but received <other_detail>", .tls, 1, [0x5f9e_6013], .authenticationProgress,
            "tls_unexpected_message"),
        Template(
            "missing protected success indication for EAP-TLS with <detail>", .tls, 1, [0x4a69_4723],
            .authenticationProgress, "tls_success_not_protected"),
        Template(
            "peer sent unexpected TLS data", .tls, 1, [0x5d8a_fafd], .authenticationProgress, "tls_unexpected_message"),
        Template(
            "received incorrect protected success indication via TLS", .tls, 1, [0x0e55_eec7], .authenticationProgress,
            "tls_message_invalid"),
        Template(
            "received <method> packet with unsupported version v<count>", .tls, 1, [0xae36_dd51],
            .authenticationProgress, "tls_version_mismatch"),
        Template(
            "invalid <method> packet length (<count> bytes)", .tls, 1, [0x9991_8a9e], .authenticationProgress,
            "tls_message_invalid"),
        Template(
            "invalid <method> packet length", .tls, 1, [0x7527_69b4], .authenticationProgress, "tls_message_invalid"),
        Template("failed to generate client random", .tls, 1, [0x2b61_937c], .daemonFailed, "no_rng"),
        Template("failed to generate server random", .tls, 1, [0xd129_bcbd], .daemonFailed, "no_rng"),
        Template("failed to generate TLS premaster secret", .tls, 1, [0x9282_188a], .daemonFailed, "no_rng"),
        Template("failed to generate premaster secret", .tls, 1, [0x0ed3_2b24], .daemonFailed, "no_rng"),
        Template(
            "creating hash of handshake failed", .tls, 1, [0x9dd3_2ff4], .authenticationProgress, "tls_crypto_failed"),
        Template(
            "generating finished key failed", .tls, 1, [0x19ea_5cb5], .authenticationProgress, "tls_crypto_failed"),
        Template(
            "generating finished HMAC failed", .tls, 1, [0xc618_a7d1], .authenticationProgress, "tls_crypto_failed"),
        Template("deriving key material failed", .tls, 1, [0xa05d_2f2d], .authenticationProgress, "tls_crypto_failed"),
        Template(
            "setting AEAD key material failed", .tls, 1, [0x41aa_39d3], .authenticationProgress, "tls_crypto_failed"),
        Template(
            "calculating server finished failed", .tls, 1, [0x42eb_cad9], .authenticationProgress, "tls_crypto_failed"),
        Template(
            "encrypting TLS premaster secret failed", .tls, 1, [0x4737_8805], .authenticationProgress,
            "tls_crypto_failed"),
        Template(
            "calculating client finished data failed", .tls, 1, [0x7fce_9744], .authenticationProgress,
            "tls_crypto_failed"),
        Template(
            "failed to hash handshake messages", .tls, 1, [0xac77_e1e1], .authenticationProgress, "tls_crypto_failed"),
        Template(
            "calculating client finished failed", .tls, 1, [0x6741_9b6b], .authenticationProgress, "tls_crypto_failed"),
        Template("signing DH parameters failed", .tls, 1, [0xb7a6_ff56], .authenticationProgress, "tls_crypto_failed"),
        Template(
            "calculating server finished data failed", .tls, 1, [0xc1c7_6fa1], .authenticationProgress,
            "tls_crypto_failed"),
        Template("processing TLS <method> record (<count> bytes)", .tls, 2, [0xc48c_d653], .chatter),
        Template("sending TLS <method> record (<count> bytes)", .tls, 2, [0x69eb_aeef], .chatter),
        Template("received TLS <method> handshake (<count> bytes)", .tls, 2, [0xeeb1_eb6b], .chatter),
        Template("sending TLS <method> handshake (<count> bytes)", .tls, 2, [0x6046_be68], .chatter),
        Template("sending <method> start packet (<count> bytes)", .tls, 2, [0x0077_8bdd], .chatter),
        Template("sending <method> <detail> (<count> bytes)", .tls, 2, [0xa49c_be2d], .chatter),
        Template("resuming TLS session <detail>, age <seconds> seconds", .tls, 2, [0x270d_28f5], .chatter),
        Template("sending Server Name Indication for '<identity>'", .tls, 2, [0x595d_9bce], .chatter),
        Template("sending extension: Server Name Indication for '<identity>'", .tls, 2, [0xceb4_3937], .chatter),
    ]
}
