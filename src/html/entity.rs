//! Characters by name or number. In: text with `&amp;`, `&#8217;`. Out: the text meant. What no
//! browser would read stays as it is.

use crate::codepage::CodePage;

/// Names of U+00A0 to U+00FF, in order.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

const OTHERS: [(&str, char); 34] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("bull", '•'),
    ("hellip", '…'),
    ("euro", '€'),
    ("trade", '™'),
    ("dagger", '†'),
    ("Dagger", '‡'),
    ("permil", '‰'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("le", '≤'),
    ("ge", '≥'),
    ("minus", '−'),
];

/// The longest name that is looked for.
const LONGEST: usize = 10;

pub fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let length =
            rest.bytes().take(LONGEST).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
        match named(&rest[..length]) {
            Some(letter) => {
                out.push(letter);
                rest = &rest[length..];
                rest = rest.strip_prefix(';').unwrap_or(rest);
            }
            None => out.push('&'),
        }
    }
    out.push_str(rest);
    out
}

fn named(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return code.ok().map(numbered);
    }
    let latin = || LATIN.split(' ').position(|other| other == name).and_then(|at| char::from_u32(0xa0 + at as u32));
    OTHERS.iter().find(|(other, _)| *other == name).map(|(_, letter)| *letter).or_else(latin)
}

/// Old pages mean Windows-1252 by the numbers that Unicode leaves to control characters.
fn numbered(code: u32) -> char {
    match code {
        0x80..=0x9f => CodePage::Windows1252.read(code as u8),
        0 => char::REPLACEMENT_CHARACTER,
        _ => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers() {
        for (text, expected) in [
            ("R&amp;D &lt;b&gt; &sect;&nbsp;2 &#8217; &#x2014; &#150;", "R&D <b> §\u{a0}2 ’ — –"),
            ("AT&T & Co &unknown; &#; &#xZ;", "AT&T & Co &unknown; &#; &#xZ;"),
            ("caf&eacute; &yuml;&Agrave;", "café ÿÀ"),
            ("&#0;&#1114112;", "\u{fffd}\u{fffd}"),
            ("&", "&"),
            ("&amp", "&"),
        ] {
            assert_eq!(decode(text), expected);
        }
    }
}
