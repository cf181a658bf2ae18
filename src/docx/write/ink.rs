//! What our marks look like in one file. In: author, date, a part's namespace, the ids in use. Out:
//! start tags of `w:ins` and `w:del`, escaped words, ids that are new. `plan` and `paragraph` use it.

use std::collections::HashSet;
use std::fmt::Write;
use std::ops::Range;

const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

/// The end of an attribute's name, behind the prefix.
const ID: &str = ":id";

/// The value of the first `w:id` of a tag, between its quotation marks.
pub fn id_of(tag: &str) -> Option<Range<usize>> {
    tag.match_indices(ID).find_map(|(at, _)| id_at(tag, at))
}

/// The value of the id whose name stands at `at`. Spaces and line ends may stand around the sign.
fn id_at(source: &str, at: usize) -> Option<Range<usize>> {
    let rest = source.get(at + ID.len()..)?.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
    let start = source.len() - rest.len() + 1;
    let length = source.get(start..)?.find(quote)?;
    Some(start..start + length)
}

/// Ids of revisions and comments; Word wants each once in a file.
#[derive(Debug, Default)]
pub struct Ids {
    used: HashSet<u32>,
    last: u32,
}

impl Ids {
    /// Takes note of every `w:id` of a part.
    pub fn note(&mut self, source: &str) {
        for (at, _) in source.match_indices(ID) {
            if let Some(id) = id_at(source, at).and_then(|value| source.get(value)?.parse().ok()) {
                self.used.insert(id);
            }
        }
    }

    pub fn fresh(&mut self) -> u32 {
        loop {
            self.last = self.last.saturating_add(1);
            if self.used.insert(self.last) || self.last == u32::MAX {
                return self.last;
            }
        }
    }
}

/// How a part names the elements of Word.
#[derive(Clone, Debug)]
pub struct Names {
    /// With its colon.
    pub prefix: String,
    /// What an element of ours must say where the part gives the namespace no prefix.
    pub declare: String,
    pub namespace: &'static str,
}

impl Names {
    pub fn of(source: &str) -> Self {
        let namespace = if source.contains(STRICT) { STRICT } else { TRANSITIONAL };
        let bound = [('"', '"'), ('\'', '\'')].into_iter().find_map(|(open, _)| {
            let at = source.find(&format!("={open}{namespace}{open}"))?;
            let name = source.get(..at)?.rsplit(|c: char| c.is_whitespace()).next()?;
            name.strip_prefix("xmlns:").map(|prefix| format!("{prefix}:"))
        });
        match bound {
            Some(prefix) => Self { prefix, declare: String::new(), namespace },
            None => Self { prefix: "w:".to_owned(), declare: format!(" xmlns:w=\"{namespace}\""), namespace },
        }
    }

    /// Those of a part that we write ourselves.
    pub fn usual() -> Self {
        Self { prefix: "w:".to_owned(), declare: String::new(), namespace: TRANSITIONAL }
    }

    /// The beginning of a start tag.
    pub fn open(&self, name: &str) -> String {
        format!("<{}{name}{}", self.prefix, self.declare)
    }

    pub fn close(&self, name: &str) -> String {
        format!("</{}{name}>", self.prefix)
    }
}

/// Who writes, and when.
#[derive(Clone, Copy, Debug)]
pub struct Pen<'a> {
    pub author: &'a str,
    pub date: &'a str,
}

impl Pen<'_> {
    /// The start tag of a revision, open for `/>` or `>`.
    pub fn revision(&self, names: &Names, name: &str, ids: &mut Ids) -> String {
        let prefix = &names.prefix;
        let mut tag = names.open(name);
        let _ = write!(tag, " {prefix}id=\"{}\" {prefix}author=\"{}\"", ids.fresh(), escaped(self.author));
        if !self.date.is_empty() {
            let _ = write!(tag, " {prefix}date=\"{}\"", escaped(self.date));
        }
        tag
    }
}

/// Words as XML; what XML cannot hold is left out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(letter),
            '\u{fffe}' | '\u{ffff}' => {}
            _ if letter.is_control() => {}
            _ => out.push(letter),
        }
    }
    out
}

/// The children of runs that show these words.
pub fn words(names: &Names, text: &str) -> String {
    let mut out = String::new();
    for (at, piece) in text.split('\t').enumerate() {
        if at > 0 {
            out += &format!("{}/>", names.open("tab"));
        }
        if !piece.is_empty() {
            let _ = write!(out, "{} xml:space=\"preserve\">{}{}", names.open("t"), escaped(piece), names.close("t"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_part() {
        for (root, prefix, declared) in [
            (format!("<w:document xmlns:w=\"{TRANSITIONAL}\">"), "w:", false),
            (format!("<x:document xmlns:a='b' xmlns:x='{STRICT}'>"), "x:", false),
            (format!("<document xmlns='{STRICT}'>"), "w:", true),
        ] {
            let names = Names::of(&root);
            assert_eq!((names.prefix.as_str(), !names.declare.is_empty()), (prefix, declared));
        }
    }

    #[test]
    fn ids_are_new_and_words_are_safe() {
        let mut ids = Ids::default();
        ids.note("<w:ins w:id=\"1\"/><w:del w:id =\n'3'/>");
        assert_eq!([ids.fresh(), ids.fresh(), ids.fresh()], [2, 4, 5]);
        assert_eq!(escaped("a<b>&\"c\u{1}"), "a&lt;b&gt;&amp;&quot;c");
    }
}
