//! Accepting and rejecting, by the book and apart from the product. In: the XML of a part. Out: the XML
//! with all of our tracked changes accepted or rejected, put so that equal formatting reads equal.

use quick_xml::events::Event;
use quick_xml::reader::Reader;

#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    Element { name: String, attributes: Vec<(String, String)>, children: Vec<Node> },
    Text(String),
}

impl Node {
    pub fn name(&self) -> &str {
        match self {
            Self::Element { name, .. } => name,
            Self::Text(_) => "",
        }
    }

    pub fn children(&self) -> &[Node] {
        match self {
            Self::Element { children, .. } => children,
            Self::Text(_) => &[],
        }
    }

    pub fn attribute(&self, wanted: &str) -> Option<&str> {
        match self {
            Self::Element { attributes, .. } => {
                attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
            }
            Self::Text(_) => None,
        }
    }

    fn child(&self, name: &str) -> Option<&Node> {
        self.children().iter().find(|child| child.name() == name)
    }

    pub fn write(&self, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Element { name, attributes, children } => {
                out.push_str(&format!("<{name}"));
                for (key, value) in attributes {
                    out.push_str(&format!(" {key}=\"{value}\""));
                }
                out.push('>');
                children.iter().for_each(|child| child.write(out));
                out.push_str(&format!("</{name}>"));
            }
        }
    }

    pub fn xml(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }
}

/// The outermost element of a part; references stay as they are written.
pub fn parse(source: &str) -> Node {
    let mut reader = Reader::from_str(source);
    reader.config_mut().expand_empty_elements = true;
    let mut open = vec![("".to_owned(), Vec::new(), Vec::new())];
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(start) => {
                let name = start.name().into_inner().to_owned();
                let mut attributes = Vec::new();
                for one in start.attributes().with_checks(true) {
                    let one = one.expect("an attribute");
                    attributes.push((one.key.into_inner().to_owned(), one.value.to_string().replace('"', "&quot;")));
                }
                open.push((name, attributes, Vec::new()));
            }
            Event::End(_) => {
                let (name, attributes, children) = open.pop().expect("an open element");
                open.last_mut().expect("a parent").2.push(Node::Element { name, attributes, children });
            }
            Event::Text(text) => push_text(&mut open.last_mut().expect("a parent").2, &text),
            Event::GeneralRef(name) => {
                push_text(&mut open.last_mut().expect("a parent").2, &format!("&{};", name.as_ref() as &str));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let (.., mut roots) = open.pop().expect("the document");
    roots.retain(|node| matches!(node, Node::Element { .. }));
    assert_eq!(roots.len(), 1, "one root");
    roots.remove(0)
}

fn push_text(children: &mut Vec<Node>, text: &str) {
    match children.last_mut() {
        Some(Node::Text(last)) => last.push_str(text),
        _ => children.push(Node::Text(text.to_owned())),
    }
}

#[derive(Clone, Copy, PartialEq)]
pub enum Verdict {
    Accept,
    Reject,
}

/// The part after a verdict on every change by `author`.
pub fn judged(root: &Node, verdict: Verdict, author: &str) -> Node {
    let (gone, kept) = match verdict {
        Verdict::Accept => ("w:del", "w:ins"),
        Verdict::Reject => ("w:ins", "w:del"),
    };
    let judge = Judge { gone, kept, author, verdict };
    judge.element(root).remove(0)
}

struct Judge<'a> {
    gone: &'a str,
    kept: &'a str,
    author: &'a str,
    verdict: Verdict,
}

impl Judge<'_> {
    fn ours(&self, node: &Node) -> bool {
        node.attribute("w:author") == Some(self.author)
    }

    fn element(&self, node: &Node) -> Vec<Node> {
        let Node::Element { name, attributes, children } = node else { return vec![node.clone()] };
        let ours = self.ours(node);
        if ours && name == self.gone {
            return Vec::new();
        }
        if ours && name == self.kept {
            return self.all(children).iter().map(spoken).collect();
        }
        if ours && matches!(name.as_str(), "w:rPrChange" | "w:pPrChange") {
            return Vec::new();
        }
        let change = (self.verdict == Verdict::Reject && name == "w:pPr")
            .then(|| children.iter().find(|child| child.name() == "w:pPrChange" && self.ours(child)))
            .flatten();
        if let Some(old) = change.and_then(|change| change.child("w:pPr")) {
            let kept = children.iter().filter(|child| matches!(child.name(), "w:rPr" | "w:sectPr")).cloned();
            let all: Vec<Node> = old.children().iter().cloned().chain(kept).collect();
            return vec![Node::Element {
                name: name.clone(),
                attributes: attributes.clone(),
                children: self.all(&all),
            }];
        }
        let restored = (self.verdict == Verdict::Reject && name == "w:rPr")
            .then(|| children.iter().find(|child| child.name() == "w:rPrChange" && self.ours(child)))
            .flatten();
        if let Some(old) = restored.and_then(|change| change.child("w:rPr")) {
            return vec![old.clone()];
        }
        let inside = self.all(children);
        vec![Node::Element { name: name.clone(), attributes: attributes.clone(), children: inside }]
    }

    /// The children, where a paragraph whose mark goes runs on into the next.
    fn all(&self, children: &[Node]) -> Vec<Node> {
        let mut out: Vec<Node> = Vec::new();
        let mut carried: Option<Vec<Node>> = None;
        for child in children {
            let mark = child.child("w:pPr").and_then(|own| own.child("w:rPr"));
            let ends =
                !mark.is_some_and(|mark| mark.children().iter().any(|one| one.name() == self.gone && self.ours(one)));
            for mut node in self.element(child) {
                if node.name() != "w:p" {
                    out.push(node);
                    continue;
                }
                if let (Some(before), Node::Element { children, .. }) = (carried.take(), &mut node) {
                    let at = usize::from(children.first().is_some_and(|one| one.name() == "w:pPr"));
                    children.splice(at..at, before);
                }
                if ends {
                    out.push(node);
                } else {
                    let content = node.children().iter().filter(|one| one.name() != "w:pPr").cloned();
                    carried = Some(content.collect());
                }
            }
        }
        if let Some(content) = carried.filter(|content| !content.is_empty()) {
            out.push(Node::Element { name: "w:p".into(), attributes: Vec::new(), children: content });
        }
        out
    }
}

/// A simple field in the runs of a complex one, which says the same.
fn written_out(field: &Node) -> Vec<Node> {
    let element = |name: &str, attributes: &[(&str, &str)], children: Vec<Node>| Node::Element {
        name: name.into(),
        attributes: attributes.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect(),
        children,
    };
    let run = |child: Node| element("w:r", &[], vec![child]);
    let mark = |kind: &str| run(element("w:fldChar", &[("w:fldCharType", kind)], Vec::new()));
    let instruction = Node::Text(field.attribute("w:instr").unwrap_or_default().to_owned());
    let mut runs = vec![mark("begin"), run(element("w:instrText", &[], vec![instruction])), mark("separate")];
    runs.extend(field.children().iter().cloned());
    runs.push(mark("end"));
    runs
}

/// Deleted words as words.
fn spoken(node: &Node) -> Node {
    let Node::Element { name, attributes, children } = node else { return node.clone() };
    let name = name.replace("delText", "t").replace("delInstrText", "instrText");
    Node::Element { name, attributes: attributes.clone(), children: children.iter().map(spoken).collect() }
}

/// The same formatting written the same way: neighbouring runs alike are one, comments of ours and
/// empty properties are not there, deleted words are words.
pub fn normal(node: &Node, our_comments: &[String]) -> Node {
    let Node::Element { name, attributes, children } = node else { return node.clone() };
    let mut inside: Vec<Node> = Vec::new();
    for child in children {
        let ours = child.attribute("w:id").is_some_and(|id| our_comments.iter().any(|own| own == id));
        let anchor = matches!(child.name(), "w:commentRangeStart" | "w:commentRangeEnd") && ours;
        let reference = child.name() == "w:r"
            && child.children().iter().any(|one| {
                one.name() == "w:commentReference"
                    && one.attribute("w:id").is_some_and(|id| our_comments.iter().any(|own| own == id))
            });
        if anchor || reference {
            continue;
        }
        let new = normal(child, our_comments);
        let empty = matches!(new.name(), "w:rPr" | "w:pPr") && new.children().is_empty();
        let space = matches!(&new, Node::Text(text) if text.trim().is_empty())
            && !matches!(name.as_str(), "w:t" | "w:delText" | "w:instrText" | "w:delInstrText");
        if new.name() == "w:fldSimple" {
            inside.extend(written_out(&new));
        } else if !empty && !space {
            inside.push(new);
        }
    }
    merge_alike(&mut inside);
    let name = match name.as_str() {
        "w:delText" => "w:t",
        "w:delInstrText" => "w:instrText",
        name => name,
    };
    let mut attributes: Vec<_> = attributes.iter().filter(|(key, _)| key != "xml:space").cloned().collect();
    if matches!(name, "w:ins" | "w:del" | "w:moveTo" | "w:rPrChange") {
        attributes.retain(|(key, _)| key != "w:id");
    }
    // Which session of editing a paragraph stems from is no formatting.
    attributes.retain(|(key, _)| name != "w:p" || !(key.starts_with("w:rsid") || key.starts_with("w14:")));
    let kept = matches!(node.attribute("xml:space"), Some("preserve")) || name == "w:instrText";
    if let ("w:t", false, [Node::Text(text)]) = (name, kept, inside.as_slice()) {
        inside = vec![Node::Text(text.trim().to_owned())];
    }
    Node::Element { name: name.to_owned(), attributes, children: inside }
}

fn merge_alike(children: &mut Vec<Node>) {
    let mut merged: Vec<Node> = Vec::new();
    for child in children.drain(..) {
        let alike = merged.last().is_some_and(|last| match (last.name(), child.name()) {
            ("w:r", "w:r") => last.child("w:rPr") == child.child("w:rPr"),
            ("w:t", "w:t") => true,
            ("w:ins", "w:ins") | ("w:moveTo", "w:moveTo") => last.attribute("w:author") == child.attribute("w:author"),
            _ => false,
        });
        match merged.last_mut() {
            Some(Node::Element { children: inside, .. }) if alike => {
                let more = child.children().iter().filter(|one| one.name() != "w:rPr").cloned();
                for one in more {
                    match (inside.last_mut(), &one) {
                        (Some(Node::Text(last)), Node::Text(text)) => last.push_str(text),
                        _ => inside.push(one),
                    }
                }
                merge_alike(inside);
            }
            _ => merged.push(child),
        }
    }
    *children = merged;
}
