import Testing

import Inventory

/// charon adds a conn's CHILD_SA to the first configuration that is equal.
@Suite struct IPsecMergeTests {
    private func connection(_ first: String, _ second: String, _ local: [String] = []) throws -> [String] {
        let text = "conn a\n auto=add\n \(first)\nconn b\n auto=add\n \(second)\n"
        return try readIPsec(text, local: local).tunnels.map { String(decoding: $0.connection, as: UTF8.self) }
    }

    @Test(arguments: [
        // What concerns the CHILD_SA alone.
        ("leftsubnet=10.1.0.0/16", "rightsubnet=10.2.0.0/16"), ("esp=aes128-sha256!", "lifetime=2h"),
        ("leftupdown=x", "reqid=7\n mark=1"), ("closeaction=restart", "inactivity=5m"), ("type=transport", ""),
        ("rightprotoport=udp", "leftprotoport=tcp/80"), ("compress=yes", "installpolicy=no"),
        // What charon does not compare.
        ("ikedscp=101010", ""), ("dpdtimeout=1", ""), ("dpddelay=60", "dpddelay=30"),
        ("leftgroups=\"a,b\"", "leftgroups=\"b, a,a\""),
        // Other words for the same.
        ("left=%defaultroute", "left=%any"), ("", "left=%any\n right=%any"), ("rightauth=psk", "rightauth=secret"),
        ("leftauth=rsa", "leftauth=pubkey"), ("leftauth=ecdsa", ""), ("authby=rsasig", ""), ("authby=never", ""),
        ("authby=secret", "leftauth=psk\n rightauth=psk"), ("authby=secret\n leftauth=pubkey", "rightauth=pubkey"),
        ("authby=xauthpsk", "leftauth=psk\n leftauth2=xauth\n rightauth=psk"),
        ("authby=xauthrsasig\n xauth=server", "rightauth2=xauth"), ("leftauth=eap\n aggressive=no", "leftauth=eap"),
        ("leftid=@Host.example", "leftid=host.EXAMPLE"), ("rightid=%any", "rightid=*"),
        ("right=192.0.2.1", "right=192.0.2.1\n rightid=192.0.2.1"),
        ("right=h.example", "right=h.example\n rightid=@h.example"),
        ("leftid=%left", "leftid=left"), ("ikelifetime=3h", "ikelifetime=10800"), ("rekeymargin=9m", ""),
        ("margintime=60\n rekeyfuzz=50%", "rekeymargin=1m\n rekeyfuzz=50%"), ("rekey=no\n ikelifetime=1h", "rekey=no"),
        ("keyingtries=3", ""), ("keyingtries=0", "keyingtries=%forever"), ("leftsendcert=yes", "leftsendcert=always"),
        ("rightsendcert=always", "rightsendcert=ifasked"), ("rightikeport=500", ""), ("leftikeport=66036", ""),
        ("leftsourceip=%config", "leftsourceip=%config4"), ("leftsourceip=%cfg\n rightsubnet=::/0", "leftsourceip=::"),
        ("right=%h.example", "right=h.example\n rightallowany=yes"),
        ("fragmentation=yes", "mobike=yes\n forceencaps=no\n modeconfig=pull"),
        ("leftauth2=psk\n leftid=x", "leftid=x\n leftid2=x\n leftauth2=psk"),
        ("rightsigkey=%cert", ""), ("leftauth=pubkey-sha256-sha384", "leftauth=pubkey-sha384-sha256"),
    ])
    func equalPeersShareAConfiguration(_ first: String, _ second: String) throws {
        #expect(try connection(first, second) == ["a", "a"])
        #expect(try connection(second, first) == ["a", "a"])
    }

    @Test(arguments: [
        ("keyexchange=ikev1", "keyexchange=ikev2"), ("ike=aes128-sha256-modp2048", "ike=aes128-sha256-modp2048!"),
        ("left=192.0.2.1", "left=192.0.2.2"), ("right=192.0.2.1", "right=%192.0.2.1"), ("left=%any", "left=%any4"),
        ("rightikeport=4500", ""), ("rightsendcert=never", ""), ("leftsendcert=never", ""), ("forceencaps=yes", ""),
        ("fragmentation=no", ""), ("mobike=no", ""), ("aggressive=yes", ""), ("modeconfig=push", ""),
        ("keyingtries=1", ""), ("ikelifetime=1h", ""), ("rekeymargin=1m", ""), ("rekeyfuzz=50%", ""), ("rekey=no", ""),
        ("reauth=no", ""), ("dpdaction=clear", ""), ("dpdaction=clear", "dpdaction=clear\n dpddelay=60"),
        ("leftid=a", "leftid=b"), ("rightid=a", ""), ("rightid=%a", "rightid=a"),
        ("rightid=@192.0.2.1", "rightid=192.0.2.1"),
        ("leftid=a@b", "leftid=@a@b"), ("leftauth=psk", ""), ("rightauth=psk", ""),
        ("leftauth=eap-md5", "leftauth=eap"),
        ("leftauth=xauth", "leftauth=xauth-pam"), ("leftauth=pubkey-sha256", "leftauth=pubkey"), ("leftauth=any", ""),
        ("leftauth=rsa-2048", "leftauth=rsa-4096"), ("leftauth=xauth", "leftauth=xauth\n xauth_identity=u"),
        ("leftauth=eap", "leftauth=eap\n eap_identity=u"), ("leftauth=eap", "leftauth=eap\n aaa_identity=u"),
        ("leftauth2=psk", ""), ("rightauth2=psk", ""), ("rightauth2=psk\n rightid2=a", "rightauth2=psk\n rightid2=b"),
        ("leftcert=a.pem", "leftcert=b.pem"), ("leftsigkey=a", ""), ("rightca=x", ""),
        ("rightgroups=a", "rightgroups=b"),
        ("rightcertpolicy=1.2.3", ""), ("rightsourceip=10.0.0.0/8", ""),
        ("rightsourceip=%config", "rightsourceip=%config"),
        ("rightsourceip=%pool", "rightsourceip=%other"), ("leftsourceip=%config", ""),
        ("leftsourceip=%config6", "leftsourceip=%config"),
        ("mediated_by=m", ""), ("authby=xauthpsk", "authby=psk"),
    ])
    func differentPeersDoNot(_ first: String, _ second: String) throws {
        #expect(try connection(first, second) == ["a", "b"])
        #expect(try connection(second, first) == ["a", "b"])
    }

    @Test func mirroredConnsAreEqualOnceTheOwnSideIsKnown() throws {
        let (one, other) = ("left=192.0.2.1\n right=203.0.113.1", "left=203.0.113.1\n right=192.0.2.1")
        #expect(try connection(one, other, ["192.0.2.1"]) == ["a", "a"])
        #expect(try connection(one, other) == ["a", "b"])
    }

    @Test func aConnThatIsNotLoadedNamesNothing() throws {
        let text = "conn a\n auto=ignore\nconn b\n auto=add\n reqid=x\nconn c\n auto=add\nconn d\n auto=start\n"
        #expect(try readIPsec(text).lines == ["c template", "c/d start"])
    }

    @Test func aSharedCAIsTheOtherSides() throws {
        #expect(try connection("leftca=x\n rightca=%same", "leftca=x\n rightca=x") == ["a", "a"])
    }
}
