/// The keys of a file of rules for other services' entries, for its reader and for the page of reference.
package enum WatchReference {
    /// What a service takes.
    package static let keys: [(name: String, help: String)] = [
        ("name", "The label `watch`."),
        (
            "identifier",
            "`SYSLOG_IDENTIFIER` of its entries. Anybody can write that, so only those of `user` or `unit` are believed."
        ),
        ("unit", "`_SYSTEMD_UNIT` of its entries."),
        ("user", "`_UID` of its entries, where no unit is named; `trust.user` when left out."),
        ("rules", "What its texts mean; the first that fits decides."),
    ]
    /// What a rule takes.
    package static let ruleKeys: [(name: String, help: String)] = [
        (
            "message",
            "The whole text, with `<field>` for what varies; the fields are those of [the archive's events](events.md#fields)."
        ),
        (
            "event",
            "`tunnel_activated`: the member that `<tunnel>`, `<connection>` or `<interface>` names carries its link's traffic now. `no_tunnel_active`: none does. Any other name in lower case: it is counted and archived under that name."
        ),
        ("group", "The only group that is meant."),
        ("count_by", "The field whose value is the label `value`."),
        ("values", "The values that are counted one by one, at most 64; others are counted as `other`."),
    ]
}
