//! Making edits small. In: an edit. Out: the same edit without the words that do not change.

use super::Edit;
use crate::span::Span;

/// Drops common words at both ends; nothing where the edit changes nothing.
pub fn minimal(text: &str, edit: Edit) -> Option<Edit> {
    let old = edit.span.of(text);
    let new = edit.insert.as_str();
    if old == new {
        return None;
    }
    let (old_words, new_words) = (words(old), words(new));
    let shared = |(a, b): &(&&str, &&str)| a == b;
    let front = old_words.iter().zip(&new_words).take_while(shared).count();
    let longest_tail = old_words.len().min(new_words.len()) - front;
    let back = old_words.iter().rev().zip(new_words.iter().rev()).take(longest_tail).take_while(shared).count();
    let size = |words: &[&str]| words.iter().map(|word| word.len()).sum::<usize>();
    let head = size(&old_words[..front]);
    let tail = size(&old_words[old_words.len() - back..]);
    let insert = new[head..new.len() - tail].to_owned();
    Some(Edit { span: Span::new(edit.span.start + head, edit.span.end - tail), insert })
}

/// Words, runs of white space, and single marks.
pub fn words(text: &str) -> Vec<&str> {
    #[derive(PartialEq, Clone, Copy)]
    enum Kind {
        Word,
        Space,
        Mark,
    }
    let kind = |c: char| match c {
        c if c.is_alphanumeric() || c == '\'' => Kind::Word,
        c if c.is_whitespace() => Kind::Space,
        _ => Kind::Mark,
    };
    let mut found = Vec::new();
    let mut start = 0;
    let mut last = None;
    for (at, c) in text.char_indices() {
        let this = kind(c);
        if last.is_some_and(|last| last != this || this == Kind::Mark) {
            found.push(&text[start..at]);
            start = at;
        }
        last = Some(this);
    }
    if start < text.len() {
        found.push(&text[start..]);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changes_is_touched() {
        for (old, new, touched, insert) in [
            ("ninety (90) days", "thirty (30) days", "ninety (90", "thirty (30"),
            ("Agency", "Each party", "Agency", "Each party"),
            ("a b c", "a c", "b ", ""),
            ("a c", "a b c", "", "b "),
            ("any", "any loss", "", " loss"),
            ("aa", "a", "aa", "a"),
        ] {
            let edit = minimal(old, Edit::new(Span::new(0, old.len()), new)).unwrap();
            assert_eq!((edit.span.of(old), edit.insert.as_str()), (touched, insert), "{old} -> {new}");
        }
        assert_eq!(minimal("same", Edit::new(Span::new(0, 4), "same")), None);
    }
}
