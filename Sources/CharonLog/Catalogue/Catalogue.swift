/// The messages of charon, strongSwan's IKE daemon, from release 5.2.1 to 6.0.6: how each reads, what it means, and
/// the `MESSAGE_ID`s under which charon-systemd writes it to the journal.
///
/// The rows follow an IKE_SA's life; what is of no consequence for any state (`.chatter`) comes last; what matters to
/// charon's developers only has no row, but its ids are in `KnownChatter`. A row that the table lacks costs nothing but
/// its meaning: such entries are `.unrecognized` and are archived all the same.
///
/// To add a message, write its printf format with the variable parts replaced by fields of `EventField`, into the
/// section that fits (the files beside this one). An id is the low half of SipHash-2-4, under the key 00 01 ... 0f, of
/// the raw format string, so each wording of a format has its own (6.0.6 wrote `%u` for `%d` in many); wordings that
/// read the same share a row. Formats that hold a release's number have one id per release: their rows have none and
/// are recognized by their text. Where charon fills in a word that matters (`inbound `), each word has its row, all
/// under the same ids.
///
/// Order matters: of the rows that can match one text the first wins, so the more specific stands first. A chatter id
/// is settled without a look at the text, and so stands in no row of another kind.
package enum Catalogue {
    /// Every row, in the order in which they are tried.
    package static let templates: [Template] = Array(sections.joined())

    private static let sections: [[Template]] = [
        daemon, daemonFailures,
        ikeSAInitiation, ikeSAFailures, ikeSAEstablishment, ikeSADeletion, redirection,
        childSAEstablishment, childSADeletion, childSAFailures,
        authentication, certificates, eap,
        negotiation, invalidMessages, overload,
        liveness, network, virtualIPs, configuration,
        kernel, kernelPlatforms, userlandIPsec,
        certificateChecks, revocation, credentials, tokens, configurationFiles, commands, sockets, plugins, starter,
        cryptography, radius, extensibleAuthentication, highAvailability, addressPools, tls, trustedNetworkConnect,
        chatterIKE, chatterEncoding, chatterNetwork, chatterKernel, chatterProcessing, chatterOther, libraryChatter,
        // Rows that begin with a field are tried for every line, and last.
        leadingFields,
        systemd,
    ]
}
