/// Lists in values, cut as strongSwan's `enumerator_create_token` cuts them.
enum TokenList {
    /// The entries between separators, without blanks around them; one may be in quotes. Empty ones are passed over.
    static func entries(_ text: [UInt8], separator: UInt8 = UInt8(ascii: ",")) -> [[UInt8]] {
        var entries: [[UInt8]] = []
        var position = 0
        let blank = UInt8(ascii: " ")
        while true {
            while position < text.count, text[position] == blank || text[position] == separator { position += 1 }
            guard position < text.count else { return entries }
            let first = text[position]
            if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'"),
                let end = text[(position + 1)...].firstIndex(of: first)
            {
                entries.append(Array(text[(position + 1)..<end]))
                position = end + 1
                continue
            }
            let end = text[position...].firstIndex(of: separator) ?? text.count
            var entry = text[position..<end]
            while entry.last == blank { entry.removeLast() }
            entries.append(Array(entry))
            position = end + 1
        }
    }
}
