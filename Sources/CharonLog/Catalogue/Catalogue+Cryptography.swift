extension Catalogue {
    /// Cryptography that fails, and public values that are refused.
    static let cryptography: [Template] = [
        Template(
            "signature scheme <method> not supported by <detail> key", .lib, 1, [0x67e0_12d7], .authenticationProgress,
            "algorithm_not_supported"),
        Template(
            "signature scheme <method> not supported <detail>", .lib, 1,
            [
                0xd9f8_1ea7, 0xaf7d_77af, 0x9aec_435b, 0x0957_ea74, 0x7bb6_cea1, 0xc1b1_b73b, 0xc841_6b96, 0xe2c6_6607,
                0x7d79_f813, 0xe651_ccbd,
            ], .authenticationProgress, "algorithm_not_supported"),
        Template(
            "signature scheme <method> not supported", .lib, 1, [0x7754_f906], .authenticationProgress,
            "algorithm_not_supported"),
        Template(
            "EC private key size <count> not supported via botan", .lib, 1, [0xb127_3afb], .configurationFailed,
            "key_size_not_supported"),
        Template(
            "EC private key size <count> not supported", .lib, 1, [0x075a_64f4], .configurationFailed,
            "key_size_not_supported"),
        Template("ECDH private key generation failed", .lib, 1, [0x84c1_9268], .daemonFailed, "crypto_failed"),
        Template("EdDSA private key generation failed", .lib, 1, [0xc46c_a376], .daemonFailed, "crypto_failed"),
        Template("x25519 private key generation failed", .lib, 1, [0x5caf_0e98], .daemonFailed, "crypto_failed"),
        Template("Botan RNG creation failed", .lib, 1, [0x7e0e_d2f1], .daemonFailed, "no_rng"),
        Template("grcy_cipher_open(<method>) failed: <detail>", .lib, 1, [0x389b_4830], .daemonFailed, "crypto_failed"),
        Template("grcy_md_open(<method>) failed: <detail>", .lib, 1, [0xf9b1_e4ab], .daemonFailed, "crypto_failed"),
        Template(
            "importing mpi <detail> failed: <other_detail>", .lib, 1,
            [0xec72_e8b8, 0x0e49_a46e, 0x1c9a_e381, 0xd6a1_d842], .daemonFailed, "crypto_failed"),
        Template("decrypting pkcs1 data failed: <detail>", .lib, 1, [0x31b9_91c8], .daemonFailed, "crypto_failed"),
        Template(
            "building decryption S-expression failed: <detail>", .lib, 1, [0x57ec_a17e], .daemonFailed, "crypto_failed"),
        Template("RSA decryption failed: <detail>", .lib, 1, [0x451f_c26d], .daemonFailed, "crypto_failed"),
        Template("building S-expression failed: <detail>", .lib, 1, [0x8363_7b8b], .daemonFailed, "crypto_failed"),
        Template("generating RSA key failed: <detail>", .lib, 1, [0xdc1f_7153], .daemonFailed, "crypto_failed"),
        Template("building data S-expression failed: <detail>", .lib, 1, [0x5bbc_81b4], .daemonFailed, "crypto_failed"),
        Template(
            "building signature S-expression failed: <detail>", .lib, 1, [0x6996_882f], .daemonFailed, "crypto_failed"),
        Template(
            "encrypting data using pkcs1 failed: <detail>", .lib, 1, [0x827d_b069], .daemonFailed, "crypto_failed"),
        Template(
            "building encryption S-expression failed: <detail>", .lib, 1, [0x4109_c9c6], .daemonFailed, "crypto_failed"),
        Template("RSA encryption failed: <detail>", .lib, 1, [0xfa10_523c], .daemonFailed, "crypto_failed"),
        Template("failed to allocate DH secret", .lib, 1, [0xdf9f_1f83], .daemonFailed, "crypto_failed"),
        Template("failed to allocate random prime", .lib, 1, [0x3e05_9fcc], .daemonFailed, "crypto_failed"),
        Template("no RNG of quality <detail> found", .lib, 1, [0x85ed_c62f], .daemonFailed, "no_rng"),
        Template("instantiation of <method> failed", .lib, 1, [0xb999_663c], .daemonFailed, "crypto_failed"),
        Template("creation of <method> for DRBG failed", .lib, 1, [0x7408_6dce], .daemonFailed, "crypto_failed"),
        Template("failed to hash seed for MGF1", .lib, 1, [0x4ea8_50e7], .daemonFailed, "crypto_failed"),
        Template("failed to create <method> hasher for MGF1", .lib, 1, [0x5997_cf00], .daemonFailed, "crypto_failed"),
        Template("could not instantiate SHAKE128 XOF", .lib, 1, [0x87f0_50e2], .daemonFailed, "crypto_failed"),
        Template("could not instatiate random source", .lib, 1, [0x459c_ef4d], .daemonFailed, "no_rng"),
        Template("could not instantiate random source", .lib, 1, [0x1828_db80], .daemonFailed, "no_rng"),
        Template("could not generate seed for polynomial a", .lib, 1, [0xf1f8_d27c], .daemonFailed, "crypto_failed"),
        Template(
            "could not generate seed for noise polynomials", .lib, 1, [0x7c52_b424], .daemonFailed, "crypto_failed"),
        Template("could not instantiate ChaCha20 stream", .lib, 1, [0x88f0_88f7], .daemonFailed, "crypto_failed"),
        Template("no RNG found for quality <detail>", .lib, 1, [0xaf27_7fd9], .daemonFailed, "no_rng"),
        Template("could not instantiate HMAC-SHA256", .lib, 1, [0xca8d_b676], .daemonFailed, "crypto_failed"),
        Template("NTRU key pair generation failed", .lib, 1, [0x8274_af70], .daemonFailed, "crypto_failed"),
        Template("NTRU keypair generation failed", .lib, 1, [0xf521_15c6], .daemonFailed, "crypto_failed"),
        Template("generation of shared secret failed", .lib, 1, [0x5a02_5e6b], .daemonFailed, "crypto_failed"),
        Template("could not attach entropy source for DRBG", .lib, 1, [0xa51b_a66f], .daemonFailed, "no_rng"),
        Template(
            "could not instantiate DRBG at <count> bit security", .lib, 1, [0x8b9c_c5c0], .daemonFailed, "crypto_failed"
        ),
        Template("empty NTRU ciphertext", .lib, 1, [0xe50b_da77], .messageInvalid, "public_value_invalid"),
        Template(
            "NTRU decryption of shared secret failed", .lib, 1, [0x5c28_d19b], .messageInvalid, "public_value_invalid"),
        Template(
            "received NTRU public key with wrong OUI", .lib, 1, [0x219e_8c7a], .messageInvalid, "public_value_invalid"),
        Template(
            "received NTRU public key with invalid header", .lib, 1, [0xffb4_987f], .messageInvalid,
            "public_value_invalid"),
        Template(
            "received NTRU public key with unknown OID", .lib, 1, [0x8314_28dd], .messageInvalid, "public_value_invalid"
        ),
        Template(
            "received NTRU public key with wrong packed key size", .lib, 1, [0x6d32_4c78], .messageInvalid,
            "public_value_invalid"),
        Template("could not initialize RSA decryption", .lib, 1, [0x9531_b55d], .daemonFailed, "crypto_failed"),
        Template("could not create EVP context", .lib, 1, [0x086f_9f13], .daemonFailed, "crypto_failed"),
        Template("could not initialize RSA encryption", .lib, 1, [0x24cb_03ad], .daemonFailed, "crypto_failed"),
        Template("AES Init failed, aead create failed", .lib, 1, [0xb56d_0b46], .daemonFailed, "crypto_failed"),
        Template("DH shared secret computation failed", .lib, 1, [0xb067_21fc], .daemonFailed, "crypto_failed"),
        Template("ECDH shared secret computation failed", .lib, 1, [0xc907_5f2d], .daemonFailed, "crypto_failed"),
        Template("key init failed, ecdh create failed", .lib, 1, [0x08ff_de8a], .daemonFailed, "crypto_failed"),
        Template("RNG init failed, ecdh create failed", .lib, 1, [0x977a_4ed9], .daemonFailed, "no_rng"),
        Template("make key failed, wolfssl ECDH create failed", .lib, 1, [0x53d2_12a4], .daemonFailed, "crypto_failed"),
        Template("EC private key initialization failed", .lib, 1, [0xea8f_2493], .daemonFailed, "crypto_failed"),
        Template("RNG init failed", .lib, 1, [0xc366_6f6b], .daemonFailed, "no_rng"),
        Template("RNG initialization for EC private key failed", .lib, 1, [0xc018_5bd5], .daemonFailed, "no_rng"),
        Template("EC private key generation failed", .lib, 1, [0x6b1b_2fac], .daemonFailed, "crypto_failed"),
        Template(
            "parameters do not match private key data", .lib, 1, [0x9120_82b8], .configurationFailed, "key_invalid"),
        Template("initializing random failed", .lib, 1, [0x3995_a41f], .daemonFailed, "no_rng"),
        Template("generating <method> key failed", .lib, 1, [0x7ab2_218a], .daemonFailed, "crypto_failed"),
        Template("HMAC init failed, hmac create failed", .lib, 1, [0xacf0_4fef], .daemonFailed, "crypto_failed"),
        Template("locking failed, get bytes failed", .lib, 1, [0xca4d_81be], .daemonFailed, "crypto_failed"),
        Template("RSA decryption failed", .lib, 1, [0xb5b0_981c], .daemonFailed, "crypto_failed"),
        Template("init RNG failed, rsa private key create failed", .lib, 1, [0x880b_86dc], .daemonFailed, "no_rng"),
        Template(
            "init RSA failed, rsa private key create failed", .lib, 1, [0x188c_9c81], .daemonFailed, "crypto_failed"),
        Template("RSA encryption failed", .lib, 1, [0x2e4e_3fa9], .daemonFailed, "crypto_failed"),
        Template("init RNG failed, rsa public key load failed", .lib, 1, [0x37fd_0d28], .daemonFailed, "no_rng"),
        Template("init RSA failed, rsa public key load failed", .lib, 1, [0x5cef_10dc], .daemonFailed, "crypto_failed"),
        Template("initializing a random number generator failed", .lib, 1, [0xd2cc_5689], .daemonFailed, "no_rng"),
        Template("initializing key failed", .lib, 1, [0x3c4f_2612], .daemonFailed, "crypto_failed"),
        Template("making a key failed", .lib, 1, [0x471f_d54d], .daemonFailed, "crypto_failed"),
        Template("making <method> key failed", .lib, 1, [0x2e8e_93b3], .daemonFailed, "crypto_failed"),
        Template("rsa key generation failed", .lib, 1, [0x554b_14ed], .daemonFailed, "crypto_failed"),
        Template("creating pkcs1 signature failed: <detail>", .lib, 1, [0x5ad7_1671], .daemonFailed, "crypto_failed"),
        Template("incorrect padding - probably wrong rsa key", .lib, 1, [0x86cd_48a8], .daemonFailed, "crypto_failed"),
        Template(
            "opening AF_ALG <detail> failed: <other_detail>", .lib, 1, [0x25be_368c, 0x166b_7d2e], .daemonFailed,
            "crypto_failed"),
        Template(
            "writing to AF_ALG <detail> failed: <other_detail>", .lib, 1, [0x81af_9b5e, 0xf723_e818], .daemonFailed,
            "crypto_failed"),
        Template("reading AF_ALG hasher failed: <detail>", .lib, 1, [0xe4fa_092f], .daemonFailed, "crypto_failed"),
        Template(
            "reading from AF_ALG crypter failed: <detail>", .lib, 1, [0x5c07_c6fa], .daemonFailed, "crypto_failed"),
        Template("accepting AF_ALG crypter failed: <detail>", .lib, 1, [0x8906_78b0], .daemonFailed, "crypto_failed"),
        Template("setting AF_ALG key failed: <detail>", .lib, 1, [0xf7bf_f543], .daemonFailed, "crypto_failed"),
        Template(
            "binding AF_ALG socket for '<detail>' failed: <other_detail>", .lib, 1, [0x6564_5888], .daemonFailed,
            "crypto_failed"),
        Template("failed to create <method> for <detail>", .lib, 1, [0x79b4_1410], .daemonFailed, "crypto_failed"),
        Template("generating key for <method> failed", .lib, 1, [0x62ff_d702], .daemonFailed, "crypto_failed"),
        Template("signature operation failed", .lib, 1, [0x9d0d_0c27], .daemonFailed, "crypto_failed"),
        Template(
            "RSA signature verification failed: <detail>", .lib, 1, [0xd811_1aff], .authenticationProgress,
            "signature_invalid"),
        Template("signature verification failed", .lib, 1, [0x553a_e27b], .authenticationProgress, "signature_invalid"),
        Template(
            "public DH value verification failed: <detail>", .lib, 1, [0x4a18_af9f, 0xd0c3_e998, 0x5711_2941],
            .messageInvalid, "public_value_invalid"),
        Template("DH public value is malformed", .lib, 1, [0xc5c7_51eb], .messageInvalid, "public_value_invalid"),
        Template("DH public key value invalid", .lib, 1, [0x810f_3579], .messageInvalid, "public_value_invalid"),
        Template("ECDH public value is malformed", .lib, 1, [0x927e_2a3d], .messageInvalid, "public_value_invalid"),
        Template("ECDH public value is invalid", .lib, 1, [0x50b9_f892], .messageInvalid, "public_value_invalid"),
        Template(
            "wrong <method> ciphertext size of <count> bytes, <limit> bytes expected", .lib, 1, [0xb6ac_8f60],
            .messageInvalid, "public_value_invalid"),
        Template(
            "wrong <method> public key size of <count> bytes, <limit> bytes expected", .lib, 1, [0xa199_16f3],
            .messageInvalid, "public_value_invalid"),
        Template(
            "received <method> KE payload of incorrect size", .lib, 1, [0x47b0_c536], .messageInvalid,
            "public_value_invalid"),
        Template("init RNG failed, rng create failed", .lib, 1, [0x441d_e12a], .daemonFailed, "no_rng"),
        Template("init RNG failed, rng global init failed", .lib, 1, [0xd796_af37], .daemonFailed, "no_rng"),
        Template("init Mutex failed, rng global init failed", .lib, 1, [0x988e_1871], .daemonFailed, "no_rng"),
        Template("failed to create RNG", .lib, 1, [0xa290_9792], .daemonFailed, "no_rng"),
        Template("no RNG found to seed OpenSSL", .cfg, 1, [0x476b_823b], .daemonFailed, "no_rng"),
    ]
}
