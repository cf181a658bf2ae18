//! What the text stage promises for any source: places that map back, and a form that stays.

use clausewright::Span;
use clausewright::text::{Layout, Syntax, Text, TokenKind};
use proptest::prelude::*;

fn check_map(text: &Text) -> Result<(), TestCaseError> {
    let (source, canonical) = (text.source(), text.canonical());
    let mut reached = 0;
    for token in text.tokens().as_slice() {
        prop_assert!(canonical.is_char_boundary(token.span.start) && canonical.is_char_boundary(token.span.end));
        let there = text.to_source(token.span);
        prop_assert!(there.start <= there.end && there.end <= source.len());
        prop_assert!(source.is_char_boundary(there.start) && source.is_char_boundary(there.end));
        prop_assert!(there.start >= reached, "{there:?} lies before {reached}");
        reached = there.end.max(reached);
    }
    for place in (0..=canonical.len()).filter(|place| canonical.is_char_boundary(*place)) {
        let there = text.to_source(Span::at(place));
        prop_assert!(there.start == there.end && source.is_char_boundary(there.start));
    }
    Ok(())
}

fn check_blocks(text: &Text) -> Result<(), TestCaseError> {
    let lines: Vec<&str> = text.canonical().lines().collect();
    let blocks: Vec<&str> = text.blocks().iter().map(|block| text.quote(block.span)).collect();
    prop_assert_eq!(lines, blocks);
    for block in text.blocks() {
        let words = text.quote(block.span);
        prop_assert!(!words.is_empty() && words.trim() == words && !words.contains("  "), "{:?}", words);
    }
    Ok(())
}

/// Pieces that a source is likely to be made of, and unlikely ones.
fn pieces() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "Client shall pay",
        "“Fees”",
        "Client’s",
        "\u{a0}",
        " ",
        "\n",
        "\r\n",
        "\n\n",
        "\u{c}",
        "<PAGE>\n",
        "- 12 -\n",
        "12\n",
        "indem-\nnify",
        "**",
        "_",
        "__",
        "# ",
        "| a | b |\n",
        "[x](#y)",
        "<span id=\"1\">",
        "\\_",
        "----",
        "—",
        "–",
        "\u{ad}",
        "ﬁ",
        "…",
        "(a) ",
        "4.2 ",
        "ARTICLE IV\n",
        "😀",
        "é",
        "\t",
        ". ",
        "; ",
        "'",
        "``",
        "''",
    ])
    .prop_map(str::to_owned);
    prop::collection::vec(prop_oneof![4 => known, 1 => any::<String>()], 0..60).prop_map(|list| list.concat())
}

/// A paragraph of plain words, as the canonical form has it.
fn paragraph() -> impl Strategy<Value = String> {
    prop::collection::vec("[A-Za-z][a-z]{1,9}('s)?[,;]?", 3..30).prop_map(|words| words.join(" ") + ".")
}

proptest! {
    #[test]
    fn every_place_maps_back(source in pieces(), markdown in any::<bool>(), paragraphs in any::<bool>()) {
        let syntax = if markdown { Syntax::Markdown } else { Syntax::Auto };
        let layout = if paragraphs { Layout::Paragraphs } else { Layout::Auto };
        let text = Text::new(source, layout, syntax);
        check_map(&text)?;
        check_blocks(&text)?;
    }

    #[test]
    fn tokens_map_to_their_own_words(source in any::<String>()) {
        let text = Text::new(source, Layout::Paragraphs, Syntax::Plain);
        for token in text.tokens().as_slice().iter().filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number)) {
            let there = text.to_source(token.span);
            let again = Text::new(&text.source()[there.start..there.end], Layout::Paragraphs, Syntax::Plain);
            prop_assert_eq!(again.canonical(), text.quote(token.span));
        }
    }

    #[test]
    fn canonical_text_stays_as_it_is(paragraphs in prop::collection::vec(paragraph(), 1..8)) {
        let source = paragraphs.join("\n");
        let text = Text::new(source.clone(), Layout::Auto, Syntax::Auto);
        let canonical = text.canonical().to_owned();
        let again = Text::new(canonical.clone(), Layout::Paragraphs, Syntax::Plain);
        prop_assert_eq!(again.canonical(), canonical);
        let kept = Text::new(source.clone(), Layout::Paragraphs, Syntax::Auto);
        prop_assert_eq!(kept.canonical(), source);
    }
}

fn canonical(source: &str) -> String {
    Text::new(source, Layout::Auto, Syntax::Auto).canonical().to_owned()
}

#[test]
fn joins_wrapped_lines_and_drops_pages() {
    let source = "
                         WIDGET SUPPLY AGREEMENT

     1.  Fees.  Client shall pay Vendor the fees that are set out in the order
form within thirty days, and shall  indem-
nify Vendor against the claims of any  third-
party that arise from late payment.  A third party may not claim fees, and

                                      - 1 -

<PAGE>

no party may claim costs.

     2.  Notices.  Notices go to:

         Vendor, Inc.
         12 Main Street
         Springfield
";
    assert_eq!(
        canonical(source),
        "WIDGET SUPPLY AGREEMENT\n\
         1. Fees. Client shall pay Vendor the fees that are set out in the order form within thirty days, and shall indemnify \
         Vendor against the claims of any third-party that arise from late payment. A third party may not claim fees, and no party may claim costs.\n\
         2. Notices. Notices go to:\n\
         Vendor, Inc.\n12 Main Street\nSpringfield"
    );
}

#[test]
fn leaves_paragraphs_that_are_lines() {
    let source = "Client shall pay the fees within thirty days of each invoice, and late sums bear interest.\nVendor shall deliver the work on time.\nTerm";
    assert_eq!(canonical(source), source);
}

#[test]
fn reads_markdown() {
    let source = "# **Widget** Terms\n\n1. **Fees.** See [Order](#order).\n    - pay \\_\\_\\_\n    - keep *good* books\n\n| Fee | Due |\n|---|:-:|\n| $5 | **now** |\n";
    assert_eq!(canonical(source), "Widget Terms\n1. Fees. See Order.\npay ___\nkeep good books\nFee | Due\n$5 | now");
}
