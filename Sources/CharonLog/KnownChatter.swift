/// The ids of messages that charon is known to write and that matter to nobody but its developers: steps of its
/// parsers, raw keys and packets, bookkeeping. Facts from 47 releases, 5.2.1 to 6.0.6.
///
/// Their texts are in no row of the `Catalogue`, so a log without ids does not know them; no id stands in both.
package enum KnownChatter {
    /// All of them.
    package static let ids: [UInt32] = core + libraries
}
