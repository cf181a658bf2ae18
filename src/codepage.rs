//! Old encodings. In: a byte and its code page. Out: the character. `ingest` reads old text files
//! with them, `rtf` and `html` what was written by number.

/// An encoding of one byte a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum CodePage {
    /// Western Europe.
    #[default]
    Windows1252,
    /// Central Europe.
    Windows1250,
    /// Cyrillic.
    Windows1251,
    /// Western Europe, before 2000 on a Macintosh.
    MacRoman,
    /// IBM's of the first personal computers.
    Dos437,
    /// One that is not read: its characters show as U+FFFD.
    Other,
}

/// 0x80 to 0xff of each; empty places are U+FFFD.
const WINDOWS_1252: &str = "€\u{fffd}‚ƒ„…†‡ˆ‰Š‹Œ\u{fffd}Ž\u{fffd}\u{fffd}‘’“”•–—˜™š›œ\u{fffd}žŸ\u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";
const WINDOWS_1250: &str = "€\u{fffd}‚\u{fffd}„…†‡\u{fffd}‰Š‹ŚŤŽŹ\u{fffd}‘’“”•–—\u{fffd}™š›śťžź\u{a0}ˇ˘Ł¤Ą¦§¨©Ş«¬\u{ad}®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľżŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙";
const WINDOWS_1251: &str = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{fffd}™љ›њќћџ\u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕїАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя";
const MAC_ROMAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
const DOS_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

impl CodePage {
    /// By the number that Windows gives it.
    pub fn numbered(number: i32) -> Self {
        match number {
            0 | 1252 | 28591 => Self::Windows1252,
            1250 => Self::Windows1250,
            1251 => Self::Windows1251,
            10000 => Self::MacRoman,
            437 => Self::Dos437,
            _ => Self::Other,
        }
    }

    pub fn read(self, byte: u8) -> char {
        if byte.is_ascii() {
            return char::from(byte);
        }
        let upper = match self {
            Self::Windows1252 => WINDOWS_1252,
            Self::Windows1250 => WINDOWS_1250,
            Self::Windows1251 => WINDOWS_1251,
            Self::MacRoman => MAC_ROMAN,
            Self::Dos437 => DOS_437,
            Self::Other => "",
        };
        upper.chars().nth(usize::from(byte - 0x80)).unwrap_or(char::REPLACEMENT_CHARACTER)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_whole() {
        use CodePage::*;
        for (page, text) in [
            (Windows1252, "€Ÿéÿ"),
            (Windows1250, "€źé˙"),
            (Windows1251, "Ђџйя"),
            (MacRoman, "ÄüÈˇ"),
            (Dos437, "Çƒ\u{398}\u{a0}"),
        ] {
            let read: String = [0x80, 0x9f, 0xe9, 0xff].map(|byte| page.read(byte)).iter().collect();
            assert_eq!(read, text, "{page:?}");
        }
        assert_eq!((Windows1252.read(b'a'), Other.read(0xe9), CodePage::numbered(932)), ('a', '\u{fffd}', Other));
    }
}
