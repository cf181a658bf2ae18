//! Word files. In: the bytes of a `.docx`. Out: [`WordText`]: its paragraphs with computed
//! numbering, and where every byte of them came from.
//! The only module that names `zip` and `quick_xml`; `ingest` uses it, and `odt` its package and XML.
//!
//! `package` opens the zip, `xml` reads a part, `styles`, `numbering` and `counters` know what a
//! paragraph's label is, `body`, `table`, `run` and `field` read a story into `line`s
//! of a `flow`, and `assemble` puts them together.

mod assemble;
mod body;
mod counters;
mod field;
mod flow;
pub mod fresh;
mod line;
mod numbering;
mod numerals;
mod package;
mod reading;
mod remarks;
mod run;
mod source;
mod stories;
mod styles;
mod symbols;
mod table;
pub mod write;
mod xml;

use crate::error::{Error, ErrorKind};
use crate::text::BlockKind;

use assemble::Assembly;
pub use numerals::NumberFormat;
pub use package::Package;
use package::Relation;
use reading::{Definitions, NoteKind};
pub use remarks::Remark;
pub use source::{
    Furniture, FurnitureKind, Origin, PartId, Revision, RevisionId, RevisionKind, RunKind, SourceParagraph, SourceRun,
};
use stories::{Notes, read_body, read_furniture};
use styles::Styles;
pub use xml::{Element, Node, Xml};

/// More text than this is no contract.
const MAX_TEXT: usize = 20 * 1024 * 1024;

/// The text of a Word file.
#[derive(Clone, Debug)]
pub struct WordText {
    /// One paragraph or table row a line.
    pub text: String,
    /// Lines that are more than a paragraph (headings, rows, bulleted items), by their index.
    pub kinds: Vec<(usize, BlockKind)>,
    pub origin: Origin,
    /// What the reader must know; each a sentence.
    pub notices: Vec<String>,
}

/// The parts of a file by what they are.
struct Parts {
    document: String,
    relations: Vec<Relation>,
}

impl Parts {
    fn find(package: &mut Package) -> Result<Self, Error> {
        let named = package.relations("")?.into_iter().find(|one| one.kind == "officeDocument").map(|one| one.target);
        let document = named.filter(|path| package.has(path)).unwrap_or_else(|| "word/document.xml".to_owned());
        if !package.has(&document) {
            return Err(foreign(package));
        }
        let relations = package.relations(&document)?;
        Ok(Self { document, relations })
    }

    /// The part of this kind that the document refers to.
    fn related(&self, kind: &str) -> Option<&str> {
        self.relations.iter().find(|one| one.kind == kind).map(|one| one.target.as_str())
    }

    /// The part of this kind, or the one that bears its usual name beside the document.
    fn path(&self, kind: &str) -> String {
        self.related(kind).map(str::to_owned).unwrap_or_else(|| {
            let folder = self.document.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
            format!("{folder}{kind}.xml")
        })
    }

    fn all(&self, kind: &str) -> impl Iterator<Item = &str> {
        self.relations.iter().filter(move |one| one.kind == kind).map(|one| one.target.as_str())
    }
}

/// Reads a `.docx`. The text is the current one: insertions are in it, deletions are not.
pub fn read(bytes: &[u8]) -> Result<WordText, Error> {
    let mut package = Package::open(bytes)?;
    let parts = Parts::find(&mut package)?;
    let styles = package.read(&parts.path("styles"))?.map(|source| Styles::read(&source)).transpose()?;
    let styles = styles.unwrap_or_default();
    let lists = package.read(&parts.path("numbering"))?;
    let lists = lists.map(|source| numbering::Lists::read(&source, &styles)).transpose()?.unwrap_or_default();
    let definitions = Definitions { styles, lists };

    let document = package.read(&parts.document)?.ok_or_else(package::damaged)?;
    let (lines, mut reading) = read_body(&document, &definitions)?;
    let mut paths = vec![parts.document.clone()];
    let mut notes = Vec::new();
    for (kind, name) in [(NoteKind::Footnote, "footnotes"), (NoteKind::Endnote, "endnotes")] {
        let path = parts.path(name);
        if let Some(source) = package.read(&path)? {
            notes.push(Notes::read(&source, paths.len(), kind, &mut reading)?);
            paths.push(path);
        }
    }

    let mut notices = reading.notices();
    if package.paths().any(|path| path.ends_with("/vbaproject.bin")) {
        notices.push("The file holds macros; they were not run.".to_owned());
    }
    if package.paths().any(|path| path.starts_with("_xmlsignatures/")) {
        notices
            .push("The file is digitally signed; the signature will no longer hold in a file with changes.".to_owned());
    }
    let mut assembly = Assembly::new(paths, std::mem::take(&mut reading.revisions));
    lines.into_iter().for_each(|line| assembly.push(line));
    for one in notes {
        one.into_lines(&reading.notes).into_iter().for_each(|line| assembly.push(line));
    }
    check_text(&assembly.text, reading.pictures)?;
    if let Some(source) = parts.related("comments").map(|path| package.read(path)).transpose()?.flatten() {
        assembly.origin.remarks = remarks::read(&source)?;
        remarks::place(&mut assembly.origin.remarks, &assembly.anchors);
    }
    assembly.origin.furniture = furniture(&mut package, &parts, &definitions, &mut assembly.origin.parts)?;
    if !reading.contents.is_empty() {
        let text = std::mem::take(&mut reading.contents).join("\n");
        assembly.origin.furniture.push(Furniture { kind: FurnitureKind::Contents, part: 0, text });
    }
    Ok(WordText { text: assembly.text, kinds: assembly.kinds, origin: assembly.origin, notices })
}

fn furniture(
    package: &mut Package,
    parts: &Parts,
    definitions: &Definitions,
    paths: &mut Vec<String>,
) -> Result<Vec<Furniture>, Error> {
    let mut furniture = Vec::new();
    for (kind, name) in [(FurnitureKind::Header, "header"), (FurnitureKind::Footer, "footer")] {
        for path in parts.all(name) {
            let Some(source) = package.read(path)? else { continue };
            let text = read_furniture(&source, definitions)?;
            if !text.is_empty() {
                furniture.push(Furniture { kind, part: paths.len(), text });
                paths.push(path.to_owned());
            }
        }
    }
    Ok(furniture)
}

fn check_text(text: &str, pictures: usize) -> Result<(), Error> {
    if text.len() > MAX_TEXT {
        return Err(Error::new(
            ErrorKind::TooLarge,
            "This Word file holds more than 20 MB of text; no contract is that long.",
        )
        .hint("save the part that matters as a file of its own"));
    }
    if !text.trim().is_empty() {
        return Ok(());
    }
    Err(if pictures > 0 {
        Error::new(ErrorKind::NothingToJudge, "This Word file holds pictures but no text.")
            .hint("if it is a scan, run text recognition (OCR) on it first")
    } else {
        Error::new(ErrorKind::NothingToJudge, "This Word file holds no text.")
    })
}

/// A zip, but not of Word's.
fn foreign(package: &Package) -> Error {
    let has = |start: &str| package.paths().any(|path| path.starts_with(start));
    let what = if has("xl/") {
        "This is an Excel workbook, not a Word file."
    } else if has("ppt/") {
        "This is a PowerPoint presentation, not a Word file."
    } else if package.has("content.xml") && package.has("mimetype") {
        "This is an OpenDocument file, not a Word file."
    } else if package.has("index/document.iwa") || has("index.zip") {
        "This is a Pages file, not a Word file."
    } else {
        return Error::new(ErrorKind::Unreadable, "This is a zip archive with no Word document in it.")
            .hint("unpack it and choose the contract itself");
    };
    Error::new(ErrorKind::Unreadable, what).hint("save it as .docx, or paste the contract's text")
}
