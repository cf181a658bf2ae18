//! Web pages. In: the text of an `.html` file. Out: [`Page`]: its paragraphs, or, where the page only
//! wraps a typed text (`<pre>`), that text. `ingest` comes next.
//! `token` cuts the text into tags and words, `entity` knows named characters, `blocks` makes
//! paragraphs. Nothing of a page is run or loaded.

mod blocks;
mod entity;
mod token;

use crate::paragraph::Paragraphs;

/// What a page holds.
#[derive(Debug)]
pub enum Page {
    Paragraphs(Paragraphs, Vec<String>),
    /// Typed text with its own line breaks, as in old filings.
    Typed(String),
}

/// Reads a page; any text is one.
pub fn read(source: &str) -> Page {
    let blocks = blocks::read(source);
    if blocks.typed.len() > blocks.words {
        return Page::Typed(blocks.typed);
    }
    let struck = match blocks.struck {
        0 => None,
        1 => Some("1 deleted passage was left out.".to_owned()),
        many => Some(format!("{many} deleted passages were left out.")),
    };
    Page::Paragraphs(blocks.paragraphs, struck.into_iter().collect())
}

/// Does the text begin like a web page?
pub fn looks_like_html(text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let start: String = start.chars().take(1024).collect::<String>().to_ascii_lowercase();
    start.starts_with("<!doctype html")
        || start.starts_with("<html")
        || (start.starts_with('<') && start.contains("<html"))
}
