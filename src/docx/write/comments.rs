//! The margin. In: comments. Out: `comments.xml`, created or extended, and what must be said of a new
//! one in the list of content types and in the relations of the document.

use std::fmt::Write;

use super::ink::{Ids, Names, Pen, escaped, words};
use crate::docx::Parts;
use crate::docx::package::Package;
use crate::docx::xml::{Node, Xml};
use crate::error::Error;

const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STRICT: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The comments of a file.
pub struct Margin {
    path: String,
    /// The part as it stands; none where it is new.
    own: Option<String>,
    names: Names,
    added: String,
}

impl Margin {
    pub fn open(package: &mut Package, parts: &Parts, document: &Names, ids: &mut Ids) -> Result<Self, Error> {
        let related = parts.related("comments").filter(|path| package.has(path)).map(str::to_owned);
        if let Some(path) = related {
            let own = package.read(&path)?.unwrap_or_default();
            ids.note(&own);
            return Ok(Self { path, names: Names::of(&own), own: Some(own), added: String::new() });
        }
        let folder = parts.document.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let mut path = format!("{folder}comments.xml");
        let mut count = 1;
        while package.has(&path) {
            count += 1;
            path = format!("{folder}comments{count}.xml");
        }
        let names = Names { prefix: "w:".to_owned(), declare: String::new(), namespace: document.namespace };
        Ok(Self { path, own: None, names, added: String::new() })
    }

    pub fn add(&mut self, id: u32, paragraphs: &[String], pen: Pen) {
        let (names, prefix) = (&self.names, &self.names.prefix);
        let initials: String = pen.author.split_whitespace().filter_map(|word| word.chars().next()).take(3).collect();
        let mut tag =
            format!("{} {prefix}id=\"{id}\" {prefix}author=\"{}\"", names.open("comment"), escaped(pen.author));
        if !pen.date.is_empty() {
            let _ = write!(tag, " {prefix}date=\"{}\"", escaped(pen.date));
        }
        let _ = write!(tag, " {prefix}initials=\"{}\">", escaped(&initials));
        self.added.push_str(&tag);
        let none = [String::new()];
        for text in if paragraphs.is_empty() { &none[..] } else { paragraphs } {
            let (p, r) = (names.open("p"), names.open("r"));
            let (end_p, end_r) = (names.close("p"), names.close("r"));
            let _ = write!(self.added, "{p}>{r}>{}{end_r}{end_p}", words(names, &text.replace('\n', " ")));
        }
        self.added.push_str(&names.close("comment"));
    }

    /// The parts that changed.
    pub fn finish(self, package: &mut Package, parts: &Parts) -> Result<Vec<(String, String)>, Error> {
        if let Some(own) = &self.own {
            return Ok(vec![(self.path.clone(), within(own, &self.added)?)]);
        }
        let namespace = self.names.namespace;
        let whole = format!("{HEAD}<w:comments xmlns:w=\"{namespace}\">{}</w:comments>", self.added);
        let types = "[Content_Types].xml";
        let mut changed = vec![(self.path.clone(), whole)];
        if let Some(own) = package.read(types)? {
            let entry = |prefix: &str| {
                format!("<{prefix}Override PartName=\"/{}\" ContentType=\"{CONTENT_TYPE}\"/>", escaped(&self.path))
            };
            changed.push((types.to_owned(), within(&own, &entry(&prefix(&own)))?));
        }
        changed.push(self.relations(package, parts)?);
        Ok(changed)
    }

    fn relations(&self, package: &mut Package, parts: &Parts) -> Result<(String, String), Error> {
        let (folder, file) = parts.document.rsplit_once('/').unwrap_or(("", &parts.document));
        let path = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
        let own = package.read(&path)?;
        let own = own.unwrap_or_else(|| format!("{HEAD}<Relationships xmlns=\"{RELATIONS}\"></Relationships>"));
        let family = if self.names.namespace.contains("purl.oclc.org") { STRICT } else { TRANSITIONAL };
        let mut number = 1;
        while own.contains(&format!("\"rIdComments{number}\"")) || own.contains(&format!("'rIdComments{number}'")) {
            number += 1;
        }
        let entry = format!(
            "<{}Relationship Id=\"rIdComments{number}\" Type=\"{family}/comments\" Target=\"/{}\"/>",
            prefix(&own),
            escaped(&self.path)
        );
        Ok((path, within(&own, &entry)?))
    }
}

/// A part with more at the end of its outermost element.
fn within(own: &str, more: &str) -> Result<String, Error> {
    let mut xml = Xml::new(own);
    let root = xml.root()?.ok_or_else(super::super::package::damaged)?;
    let tag = own.get(root.at..xml.place()).unwrap_or_default().to_owned();
    let mut end = xml.place();
    if let Some(open) = tag.strip_suffix("/>") {
        let head = own.get(..root.at).unwrap_or_default();
        let tail = own.get(end..).unwrap_or_default();
        return Ok(format!("{head}{open}>{more}{}{tail}", super::runs::close(&tag)));
    }
    while let Some(node) = xml.child()? {
        if let Node::Open(_) = node {
            xml.skip()?;
        }
        end = xml.place();
    }
    let close = own.get(end..).and_then(|rest| rest.find("</")).map_or(end, |at| end + at);
    Ok(format!("{}{more}{}", own.get(..close).unwrap_or_default(), own.get(close..).unwrap_or_default()))
}

/// The prefix of a part's outermost element, with its colon.
fn prefix(own: &str) -> String {
    let mut xml = Xml::new(own);
    let Ok(Some(root)) = xml.root() else { return String::new() };
    let tag = own.get(root.at + 1..).unwrap_or_default();
    let name = tag.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default();
    name.split_once(':').map_or(String::new(), |(prefix, _)| format!("{prefix}:"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_before_the_end_of_the_root() {
        for (own, expected) in [
            ("<a><b/></a>\n", "<a><b/>+</a>\n"),
            ("<x:a y='1'/>", "<x:a y='1'>+</x:a>"),
            ("<a></a>", "<a>+</a>"),
            ("<a><b>t</b> <!-- c --></a>", "<a><b>t</b> <!-- c -->+</a>"),
        ] {
            assert_eq!(within(own, "+").unwrap(), expected);
        }
        assert_eq!((prefix("<x:a/>"), prefix("<?xml version='1.0'?><a>")), ("x:".into(), String::new()));
    }
}
