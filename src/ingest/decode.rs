//! Bytes of text. In: bytes of an unknown encoding. Out: the string: UTF-8, UTF-16 with a byte
//! order mark, or Windows-1252, the encoding of old Windows text. `text` comes next.

use crate::codepage::CodePage;
use crate::error::{Error, ErrorKind};

/// Decodes text, and says so where characters were lost.
pub fn decode(bytes: &[u8]) -> Result<(String, Option<String>), Error> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => Ok(utf16(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => Ok(utf16(rest, u16::from_be_bytes)),
        [0xef, 0xbb, 0xbf, rest @ ..] => eight_bit(rest),
        _ => eight_bit(bytes),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (String, Option<String>) {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let mut lost = bytes.len() % 2;
    let text = char::decode_utf16(units)
        .map(|char| {
            char.unwrap_or_else(|_| {
                lost += 1;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    (text, lost_notice(lost))
}

fn eight_bit(bytes: &[u8]) -> Result<(String, Option<String>), Error> {
    refuse_binary(bytes)?;
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((text.to_owned(), None));
    }
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|char| !char.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if whole > broken {
        return Ok((String::from_utf8_lossy(bytes).into_owned(), lost_notice(broken)));
    }
    let text: String = bytes.iter().map(|&byte| CodePage::Windows1252.read(byte)).collect();
    let lost = text.matches(char::REPLACEMENT_CHARACTER).count();
    Ok((text, lost_notice(lost)))
}

fn lost_notice(lost: usize) -> Option<String> {
    match lost {
        0 => None,
        1 => Some("1 character could not be read; it shows as \u{fffd}.".to_owned()),
        _ => Some(format!("{lost} characters could not be read; they show as \u{fffd}.")),
    }
}

/// Text has no NUL and hardly a control character.
fn refuse_binary(bytes: &[u8]) -> Result<(), Error> {
    let control = |byte: &&u8| **byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b);
    if !bytes.contains(&0) && bytes.iter().filter(control).count() * 100 <= bytes.len() {
        return Ok(());
    }
    Err(Error::new(ErrorKind::Unreadable, "This file is not text: it holds bytes that no text has.")
        .hint("save it as text or .docx, or paste the words"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings() {
        let utf16 = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
            std::iter::once(0xfeff).chain("§ 1 “é” 🖋".encode_utf16()).flat_map(unit).collect()
        };
        for (bytes, text) in [
            ("§ 1 “é” 🖋".as_bytes().to_vec(), "§ 1 “é” 🖋"),
            ("\u{feff}§ 1".as_bytes().to_vec(), "§ 1"),
            (utf16(u16::to_le_bytes), "§ 1 “é” 🖋"),
            (utf16(u16::to_be_bytes), "§ 1 “é” 🖋"),
            (b"\xa7 1 \x93caf\xe9\x94 \x80 5 \x96 10".to_vec(), "§ 1 “café” € 5 – 10"),
            (b"".to_vec(), ""),
        ] {
            assert_eq!(decode(&bytes).unwrap(), (text.to_owned(), None));
        }
    }

    #[test]
    fn a_broken_letter_does_not_spoil_the_rest() {
        let mut bytes = "“Fees” and “Costs”".as_bytes().to_vec();
        bytes.push(0xe2);
        let (text, notice) = decode(&bytes).unwrap();
        assert_eq!(text, "“Fees” and “Costs”\u{fffd}");
        assert_eq!(notice.unwrap(), "1 character could not be read; it shows as \u{fffd}.");
    }

    #[test]
    fn binary_is_refused() {
        for bytes in [&b"ab\0cd"[..], b"\x01\x02\x03 text"] {
            assert_eq!(decode(bytes).unwrap_err().kind, ErrorKind::Unreadable);
        }
    }
}
