//! What a file is by its first bytes. In: bytes. Out: a [`Container`], or the sentence that says
//! how to turn the file into one that can be read. `decode` or `docx` comes next.

use crate::error::{Error, ErrorKind};
use crate::html;

/// What can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    Text,
    Zip,
    Html,
    RichText,
}

const PASTE: &str = "save it as text or .docx, or paste the words";
const SCAN: &str = "run text recognition (OCR) on it and save the result as text or .docx";

/// First bytes of files that are no text, with what they are and what to do.
const FOREIGN: &[(&[u8], &str, &str)] = &[
    (b"\x89PNG", "This is a picture; it holds no text.", SCAN),
    (b"\xff\xd8\xff", "This is a picture; it holds no text.", SCAN),
    (b"GIF8", "This is a picture; it holds no text.", SCAN),
    (b"II*\0", "This is a picture; it holds no text.", SCAN),
    (b"MM\0*", "This is a picture; it holds no text.", SCAN),
    (b"7z\xbc\xaf", "This is an archive, not a document.", "unpack it and choose the contract itself"),
    (b"Rar!", "This is an archive, not a document.", "unpack it and choose the contract itself"),
    (b"\x1f\x8b", "This is an archive, not a document.", "unpack it and choose the contract itself"),
];

/// Tells what the bytes are. Text is what nothing speaks against.
pub fn recognise(bytes: &[u8]) -> Result<Container, Error> {
    let refuse = |what: &str, hint: &str| Err(Error::new(ErrorKind::Unreadable, what).hint(hint));
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Container::Zip);
    }
    if bytes.starts_with(b"{\\rtf") {
        return Ok(Container::RichText);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Err(old_office(bytes));
    }
    if let Some((_, what, hint)) = FOREIGN.iter().find(|(start, ..)| bytes.starts_with(start)) {
        return refuse(what, hint);
    }
    let start = &bytes[..bytes.len().min(1024)];
    if start.windows(5).any(|five| five == b"%PDF-") {
        return refuse("This is a PDF, which the command does not read; the page does.", PASTE);
    }
    let is_picture = start.get(4..8) == Some(b"ftyp")
        || (start.starts_with(b"RIFF") && start.get(8..12) == Some(b"WEBP"))
        || (start.starts_with(b"BM") && start.contains(&0));
    if is_picture {
        return refuse("This is a picture or a film; it holds no text.", SCAN);
    }
    let text = String::from_utf8_lossy(start);
    if html::looks_like_html(&text) {
        return Ok(Container::Html);
    }
    if text.trim_start_matches('\u{feff}').trim_start().starts_with("<?xml") {
        return refuse("This is an XML file, whose tags would be read as words.", PASTE);
    }
    Ok(Container::Text)
}

/// The container of Word 97 to 2003, and of Word files under a password.
fn old_office(bytes: &[u8]) -> Error {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    let refused = |what: &str, hint: &str| Error::new(ErrorKind::Unreadable, what).hint(hint);
    if holds("EncryptedPackage") {
        refused(
            "This file is locked with a password.",
            "open it in Word, remove the password, and save it again as .docx",
        )
    } else if holds("WordDocument") {
        refused("This is an old Word file (.doc).", "open it in Word and save it as .docx")
    } else {
        refused("This is an old Office file that is not a Word document.", PASTE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_to_do() {
        let ole = |stream: &str| {
            let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 ".to_vec();
            bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
            bytes
        };
        for (bytes, what, hint) in [
            (b"%PDF-1.7".to_vec(), "PDF", "save it as text or .docx, or paste the words"),
            (ole("WordDocument"), "old Word file (.doc)", "save it as .docx"),
            (ole("EncryptedPackage"), "password", "remove the password"),
            (ole("Workbook"), "old Office file", "paste"),
            (b"\x89PNG\r\n".to_vec(), "picture", "OCR"),
            (b"\0\0\0\x18ftypheic".to_vec(), "picture", "OCR"),
            (b"<?xml version='1.0'?><w:wordDocument>".to_vec(), "XML", "paste"),
            (b"Rar!".to_vec(), "archive", "unpack"),
        ] {
            let error = recognise(&bytes).unwrap_err();
            assert!(error.message.contains(what), "{}", error.message);
            assert!(error.hint.unwrap().contains(hint));
        }
        assert_eq!(recognise(b"BM Ltd and Acme agree").unwrap(), Container::Text);
        assert_eq!(recognise(b"").unwrap(), Container::Text);
        assert_eq!(recognise(b"{\\rtf1").unwrap(), Container::RichText);
        for page in
            ["\u{feff} <!DOCTYPE HTML><p>", "<HTML>", "<?xml version='1.0'?><html xmlns='x'>", "<!-- x --><html>"]
        {
            assert_eq!(recognise(page.as_bytes()).unwrap(), Container::Html, "{page}");
        }
    }
}
