//! Small Word files for tests, written part by part. In: XML. Out: the bytes of a `.docx`.
//! Not every test uses every helper.
#![allow(dead_code)]

pub mod proof;
pub mod revisions;

use std::io::{Cursor, Write};

use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

const NAMESPACES: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
    xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' \
    xmlns:v='urn:schemas-microsoft-com:vml' xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape' \
    xmlns:w14='http://schemas.microsoft.com/office/word/2010/wordml'";

/// The parts of a file in the making.
pub struct Word {
    parts: Vec<(String, Vec<u8>)>,
}

impl Word {
    /// A file whose body holds these blocks.
    pub fn body(blocks: &str) -> Self {
        Self::document(&format!("<w:document {NAMESPACES}><w:body>{blocks}</w:body></w:document>"))
    }

    /// A file with this main part.
    pub fn document(xml: &str) -> Self {
        Self { parts: Vec::new() }.part("word/document.xml", xml)
    }

    pub fn part(mut self, path: &str, xml: &str) -> Self {
        self.parts.push((path.to_owned(), xml.as_bytes().to_vec()));
        self
    }

    /// A part beside the document: `<w:name>` around `inner`, in `name.xml`.
    pub fn with(self, name: &str, inner: &str) -> Self {
        self.part(&format!("word/{name}.xml"), &format!("<w:{name} {NAMESPACES}>{inner}</w:{name}>"))
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.packed(CompressionMethod::Deflated)
    }

    pub fn packed(&self, method: CompressionMethod) -> Vec<u8> {
        let options = SimpleFileOptions::default().compression_method(method);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, bytes) in &self.parts {
            zip.start_file(path, options).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}

/// A paragraph with these properties and one run of text.
pub fn p(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", r(text))
}

/// A run.
pub fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>")
}

/// `w:numPr` of this list and level.
pub fn num(list: u32, level: u32) -> String {
    format!("<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr>")
}

/// A `w:lvl`.
pub fn lvl(level: u32, format: &str, text: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl='{level}'><w:start w:val='1'/><w:numFmt w:val='{format}'/>{more}<w:lvlText w:val='{text}'/></w:lvl>"
    )
}
