//! Letters of symbol fonts. In: a font and a code of it. Out: the character it looks like.
//! `body` and `numbering` use it.

/// Word keeps codes of symbol fonts in the private area from U+F000.
const PRIVATE: u32 = 0xf000;

/// The character that `code` of `font` looks like; none where nobody can know.
pub fn symbol(font: &str, code: u32) -> Option<char> {
    let code = if (PRIVATE..PRIVATE + 0x100).contains(&code) { code - PRIVATE } else { code };
    let table = match font.to_ascii_lowercase().as_str() {
        "symbol" => SYMBOL,
        "wingdings" => WINGDINGS,
        "wingdings 2" => WINGDINGS_2,
        _ => return char::from_u32(code).filter(|char| !char.is_control()),
    };
    table.iter().find(|(known, _)| *known == code).map(|&(_, char)| char)
}

/// What stands in contracts: bullets, signs of comparison, marks, Greek letters.
const SYMBOL: &[(u32, char)] = &[
    (0x20, ' '),
    (0x2a, '*'),
    (0x2d, '−'),
    (0x61, 'α'),
    (0x62, 'β'),
    (0x64, 'δ'),
    (0x67, 'γ'),
    (0x6d, 'μ'),
    (0x70, 'π'),
    (0x44, 'Δ'),
    (0x53, 'Σ'),
    (0x57, 'Ω'),
    (0xa0, '€'),
    (0xa3, '≤'),
    (0xa5, '∞'),
    (0xac, '←'),
    (0xae, '→'),
    (0xb0, '°'),
    (0xb1, '±'),
    (0xb2, '″'),
    (0xb3, '≥'),
    (0xb4, '×'),
    (0xb7, '•'),
    (0xb8, '÷'),
    (0xb9, '≠'),
    (0xbb, '≈'),
    (0xbc, '…'),
    (0xd2, '®'),
    (0xd3, '©'),
    (0xd4, '™'),
    (0xe2, '®'),
    (0xe3, '©'),
    (0xe4, '™'),
];

const WINGDINGS: &[(u32, char)] = &[
    (0x28, '☎'),
    (0x2a, '✉'),
    (0x6c, '•'),
    (0x6e, '■'),
    (0x6f, '☐'),
    (0x70, '☐'),
    (0x71, '☐'),
    (0x72, '☐'),
    (0x76, '❖'),
    (0x9f, '•'),
    (0xa7, '▪'),
    (0xa8, '☐'),
    (0xd8, '➢'),
    (0xe0, '→'),
    (0xe8, '→'),
    (0xfb, '✗'),
    (0xfc, '✓'),
    (0xfd, '☒'),
    (0xfe, '☑'),
];

const WINGDINGS_2: &[(u32, char)] =
    &[(0x4f, '✗'), (0x50, '✓'), (0x51, '☒'), (0x52, '☑'), (0x53, '☒'), (0x54, '☒'), (0x2a, '☐'), (0xa3, '☐')];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_and_unknown() {
        for (font, code, char) in [
            ("Symbol", 0xf0b7, Some('•')),
            ("Wingdings", 0xfe, Some('☑')),
            ("wingdings", 0xf0a8, Some('☐')),
            ("Wingdings", 0x01, None),
            ("Times New Roman", 0xa7, Some('§')),
            ("Times New Roman", 0x00, None),
        ] {
            assert_eq!(symbol(font, code), char, "{font} {code:x}");
        }
    }
}
