//! The zip around a Word file. In: bytes. Out: the text of its parts, and which part refers to
//! which. Sizes that the archive declares are never trusted: limits hold while a part is inflated.
//! `xml` comes next.

use std::collections::HashMap;
use std::io::{Cursor, Read, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::xml::{Node, Xml};
use crate::error::{Error, ErrorKind};

/// All parts that are read of one file, unpacked.
const MAX_UNPACKED: u64 = 64 * 1024 * 1024;
/// Beyond this many bytes a part that is packed tighter than [`MAX_RATIO`] is a bomb: Word's own
/// XML packs about 10 to 40 times.
const RATIO_FROM: u64 = 16 * 1024 * 1024;
const MAX_RATIO: u64 = 400;
const MAX_ENTRIES: usize = 20_000;

/// A relationship of one part to another ("this document's styles are in styles.xml").
#[derive(Debug)]
pub struct Relation {
    /// The last segment of its type: "styles", "footnotes", "header" … equal in strict and transitional files.
    pub kind: String,
    /// The other part's path inside the package.
    pub target: String,
}

/// An opened package.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Lower-cased paths: Word takes part names as equal whatever their case.
    index: HashMap<String, usize>,
    unpacked: u64,
}

impl<'a> Package<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
        if archive.len() > MAX_ENTRIES {
            return Err(bomb());
        }
        let index = archive
            .file_names_raw()
            .enumerate()
            .map(|(at, name)| (normal(&String::from_utf8_lossy(name)), at))
            .collect();
        Ok(Self { archive, index, unpacked: 0 })
    }

    pub fn has(&self, path: &str) -> bool {
        self.index.contains_key(&normal(path))
    }

    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.index.keys().map(String::as_str)
    }

    /// The text of a part; none where there is no such part.
    pub fn read(&mut self, path: &str) -> Result<Option<String>, Error> {
        let Some(&at) = self.index.get(&normal(path)) else { return Ok(None) };
        let entry = self.archive.by_index(at).map_err(entry_error)?;
        let allowed = MAX_UNPACKED - self.unpacked;
        let tight = entry.compressed_size().saturating_mul(MAX_RATIO).max(RATIO_FROM);
        let limit = allowed.min(tight);
        let mut bytes = Vec::new();
        entry.take(limit + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
        if bytes.len() as u64 > limit {
            return Err(bomb());
        }
        self.unpacked += bytes.len() as u64;
        decode(bytes).map(Some)
    }

    /// The package with these parts changed or added; all others keep their packed bytes.
    pub fn rewritten(mut self, mut changed: Vec<(String, String)>) -> Result<Vec<u8>, Error> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..self.archive.len() {
            let raw = self.archive.by_index_raw(at).map_err(entry_error)?;
            let name = String::from_utf8_lossy(raw.name_raw()).into_owned();
            let last = self.index.get(&normal(&name)) == Some(&at);
            let Some(new) = changed.iter().position(|(path, _)| last && normal(path) == normal(&name)) else {
                zip.raw_copy_file(raw).map_err(unwritable)?;
                continue;
            };
            drop(raw);
            let (_, text) = changed.swap_remove(new);
            let coding = self.coding(at)?;
            zip.start_file(name, options).map_err(unwritable)?;
            zip.write_all(&coding.bytes(&text)).map_err(|_| damaged())?;
        }
        for (path, text) in changed {
            zip.start_file(path, options).map_err(unwritable)?;
            zip.write_all(text.as_bytes()).map_err(|_| damaged())?;
        }
        Ok(zip.finish().map_err(unwritable)?.into_inner())
    }

    /// How the letters of an entry are written.
    fn coding(&mut self, at: usize) -> Result<Coding, Error> {
        let mut start = Vec::new();
        let entry = self.archive.by_index(at).map_err(entry_error)?;
        entry.take(3).read_to_end(&mut start).map_err(|_| damaged())?;
        Ok(match start.as_slice() {
            [0xef, 0xbb, 0xbf] => Coding::Utf8Marked,
            [0xff, 0xfe, ..] => Coding::Utf16(u16::to_le_bytes),
            [0xfe, 0xff, ..] => Coding::Utf16(u16::to_be_bytes),
            _ => Coding::Utf8,
        })
    }

    /// What `part` refers to inside the package; links to the outside are left out.
    pub fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Error> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let path = format!("{folder}/_rels/{file}.rels");
        let Some(source) = self.read(&path)? else { return Ok(Vec::new()) };
        let mut xml = Xml::new(&source);
        let mut relations = Vec::new();
        while let Some(node) = xml.any()? {
            let Node::Open(element) = node else { continue };
            if element.name() != "Relationship" || element.attribute("TargetMode").as_deref() == Some("External") {
                continue;
            }
            let (Some(kind), Some(target)) = (element.attribute("Type"), element.attribute("Target")) else { continue };
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            relations.push(Relation { kind, target: resolve(folder, &target) });
        }
        Ok(relations)
    }
}

/// A new package of these parts.
pub fn written(parts: &[(&str, &str)]) -> Result<Vec<u8>, Error> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in parts {
        zip.start_file(*path, options).map_err(unwritable)?;
        zip.write_all(text.as_bytes()).map_err(|_| damaged())?;
    }
    Ok(zip.finish().map_err(unwritable)?.into_inner())
}

/// The ways in which [`decode`] finds a part written.
enum Coding {
    Utf8,
    Utf8Marked,
    Utf16(fn(u16) -> [u8; 2]),
}

impl Coding {
    fn bytes(&self, text: &str) -> Vec<u8> {
        match self {
            Self::Utf8 => text.as_bytes().to_vec(),
            Self::Utf8Marked => [&[0xef, 0xbb, 0xbf], text.as_bytes()].concat(),
            Self::Utf16(bytes) => std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect(),
        }
    }
}

/// The archive cannot be written again as it is: two entries of one name, a name that is none.
fn unwritable(_: ZipError) -> Error {
    Error::new(ErrorKind::Unreadable, "This Word file is packed in a way that cannot be kept as it is.")
        .hint("open it in Word, save it again as .docx, and use that file")
}

fn normal(path: &str) -> String {
    path.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

/// A relationship's target is relative to the folder of the part that holds it.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            name => path.push(name),
        }
    }
    path.join("/")
}

/// The standard lets a part be UTF-8 or UTF-16, with a byte order mark, which is taken away.
fn decode(mut bytes: Vec<u8>) -> Result<String, Error> {
    if bytes.starts_with(&[0xef, 0xbb, 0xbf]) {
        bytes.drain(..3);
    }
    let units = |pair: fn([u8; 2]) -> u16| -> Vec<u16> {
        bytes[2..].chunks_exact(2).map(|two| pair([two[0], two[1]])).collect()
    };
    let utf16 = match bytes.get(..2) {
        Some([0xff, 0xfe]) => Some(units(u16::from_le_bytes)),
        Some([0xfe, 0xff]) => Some(units(u16::from_be_bytes)),
        _ => None,
    };
    match utf16 {
        Some(units) => String::from_utf16(&units).map_err(|_| damaged()),
        None => String::from_utf8(bytes).map_err(|_| damaged()),
    }
}

/// The file is a zip, or looks like one, but cannot be unpacked.
pub fn damaged() -> Error {
    Error::new(ErrorKind::Unreadable, "This Word file is damaged or incomplete.")
        .hint("open it in Word and save it again as .docx, or paste the contract's text")
}

fn bomb() -> Error {
    Error::new(ErrorKind::TooLarge, "This file unpacks to far more than any contract holds, so it was not read.")
        .hint("if you trust it, open it in Word and save it again as .docx, or paste the contract's text")
}

fn entry_error(error: ZipError) -> Error {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Error::new(ErrorKind::Unreadable, "This file is locked with a password.")
                .hint("open it, remove the password, and save it again as .docx")
        }
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            Error::new(ErrorKind::Unreadable, "This file is packed in a way that Word files are not.")
                .hint("open it in Word and save it again as .docx, or paste the contract's text")
        }
        _ => damaged(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved() {
        for (folder, target, path) in [
            ("word", "styles.xml", "word/styles.xml"),
            ("word", "/word/styles.xml", "word/styles.xml"),
            ("word", "../custom/./a.xml", "custom/a.xml"),
            ("", "word/document.xml", "word/document.xml"),
            ("word", "../../../a.xml", "a.xml"),
        ] {
            assert_eq!(resolve(folder, target), path, "{folder} {target}");
        }
    }

    #[test]
    fn parts_may_be_utf16() {
        let bytes = |text: &str| -> Vec<u8> {
            std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
        };
        assert_eq!(decode(bytes("<a>é</a>")).unwrap(), "<a>é</a>");
        assert!(decode(vec![b'a', 0xff]).is_err());
    }
}
