//! Tags and words. In: the text of a page. Out: [`Token`]s. What is no tag is words, as in browsers:
//! "a < b" holds none. `blocks` comes next.

use super::entity;

#[derive(Debug, PartialEq, Eq)]
pub enum Token<'s> {
    Open(Tag<'s>),
    Close(&'s str),
    /// As it stands, with its entities.
    Words(&'s str),
}

#[derive(Debug, PartialEq, Eq)]
pub struct Tag<'s> {
    pub name: &'s str,
    attributes: &'s str,
}

/// The text of these is no text of the page.
const RAW: [&str; 8] = ["script", "style", "title", "textarea", "noscript", "xmp", "iframe", "noembed"];

pub struct Tokens<'s> {
    source: &'s str,
    at: usize,
}

impl<'s> Tokens<'s> {
    pub fn of(source: &'s str) -> Self {
        Self { source, at: 0 }
    }

    fn rest(&self) -> &'s str {
        self.source.get(self.at..).unwrap_or("")
    }

    /// Passes over `length` bytes and gives them.
    fn take(&mut self, length: usize) -> &'s str {
        let (taken, _) = self.rest().split_at_checked(length).unwrap_or((self.rest(), ""));
        self.at += taken.len();
        taken
    }

    /// Passes over everything up to and with `end`, or to the end of the page.
    fn skip_past(&mut self, end: &str) {
        self.at += self.rest().find(end).map_or(self.rest().len(), |at| at + end.len());
    }

    fn skip_raw(&mut self, name: &str) {
        let rest = self.rest().as_bytes();
        let closes = |at: &usize| {
            let tag = rest.get(at + 2..at + 2 + name.len());
            rest[*at] == b'<'
                && rest.get(at + 1) == Some(&b'/')
                && tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
        };
        self.at += (0..rest.len()).find(closes).unwrap_or(rest.len());
    }

    fn tag(&mut self) -> Option<Token<'s>> {
        let rest = self.rest();
        let closing = rest.starts_with("</");
        let inside = rest.get(1 + usize::from(closing)..)?;
        if !inside.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            return None;
        }
        let name_end = inside
            .find(|letter: char| letter.is_ascii_whitespace() || matches!(letter, '/' | '>'))
            .unwrap_or(inside.len());
        let end = end_of_tag(rest);
        self.at += (end + 1).min(rest.len());
        let name = &inside[..name_end];
        if closing {
            return Some(Token::Close(name));
        }
        let attributes = rest.get(1 + name_end..end).unwrap_or("");
        if RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name)) {
            self.skip_raw(name);
        }
        Some(Token::Open(Tag { name, attributes }))
    }
}

/// Where the `>` stands that ends the tag at the start; quoted ones do not count.
fn end_of_tag(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') if tag.as_bytes().get(at.wrapping_sub(1)) == Some(&b'=') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    // A quote that is never closed swallows nothing.
    tag.find('>').unwrap_or(tag.len())
}

impl<'s> Iterator for Tokens<'s> {
    type Item = Token<'s>;

    fn next(&mut self) -> Option<Token<'s>> {
        loop {
            let rest = self.rest();
            if rest.is_empty() {
                return None;
            }
            if rest.starts_with("<!--") {
                self.take(4);
                self.skip_past("-->");
            } else if rest.starts_with("<!") || rest.starts_with("<?") {
                self.skip_past(">");
            } else if let Some(tag) = rest.starts_with('<').then(|| self.tag()).flatten() {
                return Some(tag);
            } else {
                let first = rest.chars().next().map_or(1, char::len_utf8);
                let length = rest[first..].find('<').map_or(rest.len(), |at| at + first);
                return Some(Token::Words(self.take(length)));
            }
        }
    }
}

impl Tag<'_> {
    /// The value of an attribute, with its entities read; "" where it has none.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|letter: char| letter.is_ascii_whitespace() || letter == '/');
            if rest.is_empty() {
                return None;
            }
            let end = rest
                .find(|letter: char| letter.is_ascii_whitespace() || matches!(letter, '=' | '/'))
                .unwrap_or(rest.len());
            let (key, behind) = rest.split_at(end);
            let (value, behind) = value(behind.trim_start());
            if key.eq_ignore_ascii_case(name) {
                return Some(entity::decode(value));
            }
            // An attribute always takes something away, so that this ends.
            rest = if behind.len() < rest.len() { behind } else { "" };
        }
    }
}

/// The value behind `=`, and what follows it.
fn value(text: &str) -> (&str, &str) {
    let Some(text) = text.strip_prefix('=').map(str::trim_start) else { return ("", text) };
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    let end = text.find(|letter: char| letter.is_ascii_whitespace()).unwrap_or(text.len());
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> String {
        let show = |token| match token {
            Token::Open(tag) => format!("<{}>", tag.name),
            Token::Close(name) => format!("</{name}>"),
            Token::Words(words) => words.to_owned(),
        };
        Tokens::of(source).map(show).collect::<Vec<_>>().join("·")
    }

    #[test]
    fn tags_words_and_what_is_neither() {
        for (source, expected) in [
            ("<p>a < b</p>", "<p>·a ·< b·</p>"),
            ("<!doctype html><?x?><!-- <p> --><P class='>'>x", "<P>·x"),
            ("<script>if (a<b) '</p>'</script>x", "<script>·</script>·x"),
            ("<style>p{}", "<style>"),
            ("<br/>x<td colspan=2>y", "<br>·x·<td>·y"),
            ("<a title=\"x>y", "<a>·y"),
            ("5 <6 and </ b>", "5 ·<6 and ·</ b>"),
            ("<", "<"),
            ("<!-- open", ""),
        ] {
            assert_eq!(shown(source), expected, "{source}");
        }
    }

    #[test]
    fn attributes() {
        let Some(Token::Open(tag)) = Tokens::of("<ol START='4' type=a hidden style=\"display: none\" x=>").next()
        else {
            panic!("no tag")
        };
        for (name, expected) in [
            ("start", Some("4")),
            ("type", Some("a")),
            ("hidden", Some("")),
            ("style", Some("display: none")),
            ("id", None),
        ] {
            assert_eq!(tag.attribute(name).as_deref(), expected, "{name}");
        }
    }
}
