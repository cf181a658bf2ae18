//! Blanks that nobody filled. In: the tokens. Out: [`Blank`]: "[CLIENT NAME]", "$____", "TBD", and
//! what is missing there. What a filing has redacted ("[***]") and signature lines are none.

use std::ops::Range;

use crate::contract::Contract;
use crate::facts::is_month;
use crate::outline::{ClauseId, ClauseKind, Sentence, SentenceKind};
use crate::span::Span;
use crate::terms::{Field, FieldKind, FieldValue, Reading, record};

/// What a blank leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    Money,
    Time,
    Other,
}

pub const MATTER: FieldKind =
    FieldKind::Word(&[("money", "a sum"), ("time", "a date or a period"), ("other", "some words")]);

#[derive(Clone, Debug, PartialEq)]
pub struct Blank {
    pub matter: Matter,
    /// In a schedule or exhibit, which may be a form to be filled in later.
    pub attached: bool,
    /// The first blank of the sentence.
    pub blank: Span,
    /// The sentence, or as much of it as shows the blank.
    pub context: Span,
    pub clause: ClauseId,
}

pub fn read(contract: &Contract) -> Vec<Blank> {
    let tokens = contract.document.text.tokens();
    let mut blanks: Vec<Blank> = Vec::new();
    let mut last: Option<usize> = None;
    let mut at = 0;
    while at < tokens.len() {
        let Some(range) = blank_at(contract, at) else {
            at += 1;
            continue;
        };
        at = range.end;
        let span = tokens.span(range.clone());
        let Some(sentence) = contract.outline.sentence_at(span.start) else { continue };
        if last == Some(sentence.id.0) || !is_operative(contract, sentence, &range) {
            continue;
        }
        last = Some(sentence.id.0);
        blanks.extend(blank(contract, sentence, range));
    }
    blanks
}

/// The tokens of a blank that begins at `at`.
fn blank_at(contract: &Contract, at: usize) -> Option<Range<usize>> {
    let tokens = contract.document.text.tokens();
    let word = tokens.at(at);
    if word.starts_with('_') {
        let end = (at..tokens.len()).find(|place| !tokens.at(*place).starts_with('_')).unwrap_or(tokens.len());
        let run: usize = (at..end).map(|place| tokens.at(place).len()).sum();
        // "July __, 2027", "the __ day of July": the day is open.
        let dated = run == 2 && (is_month(tokens.at(at.saturating_sub(1))) || tokens.at(end) == "day");
        return (run >= 3 || dated).then_some(at..end);
    }
    if let Some(unwritten) = unwritten(contract, at) {
        return Some(unwritten);
    }
    if word == "[" {
        const LONGEST: usize = 20;
        let close = (at + 1..at + 2 + LONGEST).find(|place| tokens.at(*place) == "]")?;
        return is_placeholder(contract, at + 1..close).then_some(at..close + 1);
    }
    // "XXXXXXXX ("Distributor")": nobody wrote who it is. Elsewhere a filing crosses words out so.
    if word.len() >= 5 && is_crossed(word) && tokens.at(at + 1) == "(" && matches!(tokens.at(at + 2), "\"" | "the") {
        return Some(at..at + 1);
    }
    let shouted = tokens.as_slice().get(at).is_some_and(|token| token.all_caps);
    (shouted && matches!(word, "tbd" | "tba" | "tbc")).then_some(at..at + 1)
}

/// Where a name or a day was to stand and nothing does: `(" ")`, "Acme Corp., a (the “Company”)", "this day of , 2027".
fn unwritten(contract: &Contract, at: usize) -> Option<Range<usize>> {
    let tokens = contract.document.text.tokens();
    let before = |back: usize| at.checked_sub(back).map_or("", |at| tokens.at(at));
    let quotes = tokens.at(at) == "\"" && tokens.at(at + 1) == "\"" && before(1) == "(" && tokens.at(at + 2) == ")";
    if quotes {
        return Some(at..at + 2);
    }
    let undated = tokens.at(at) == "day"
        && before(1) == "this"
        && tokens.at(at + 1) == "of"
        && (tokens.at(at + 2) == "," || is_month(tokens.at(at + 2)));
    if undated {
        return Some(at..at + 2);
    }
    let article = matches!(tokens.at(at), "a" | "an") && before(1) == "," && tokens.at(at + 1) == "(";
    let term = || matches!(tokens.at(at + 2), "\"" | "the" | "hereinafter" | "hereafter");
    (article && term()).then_some(at..at + 1)
}

/// Words with which a form asks to be filled in.
const ASKING: [&str; 18] = [
    "insert", "name", "date", "amount", "number", "address", "state", "city", "client", "company", "enter", "specify",
    "fill", "tbd", "title", "required", "#", "list",
];

fn asks(contract: &Contract, range: &Range<usize>) -> bool {
    crate::terms::scope::holds(contract, range.clone(), &ASKING)
}

/// "[CLIENT NAME]", "[insert date]", "[ ]", "[●]"; not "[***]", "[sic]", "[Reserved]", "[Signature page follows]".
fn is_placeholder(contract: &Contract, inner: Range<usize>) -> bool {
    const EDITORIAL: [&str; 31] = [
        "signature",
        "signatures",
        "sic",
        "reserved",
        "omitted",
        "intentionally",
        "redacted",
        "confidential",
        "page",
        "remainder",
        "seal",
        "treatment",
        "text",
        "follows",
        "blank",
        "missing",
        "illegible",
        "logo",
        "end",
        "deleted",
        "l.s.",
        "schedule",
        "exhibit",
        "see",
        "hereof",
        "filed",
        "graphic",
        "image",
        "picture",
        "chart",
        "table",
    ];
    let tokens = contract.document.text.tokens();
    let list = tokens.as_slice();
    let words: Vec<&str> = inner.clone().map(|at| tokens.at(at)).collect();
    let open = inner.start.saturating_sub(1);
    // "[ ]*": what a filing keeps back.
    let masked = words.is_empty() && tokens.at(inner.end + 1).starts_with('*');
    if masked
        || is_title_of_reference(contract, open)
        || words.is_empty() && is_box(contract, inner.end + 1)
        || tokens.at(inner.end + 1) == "(" && tokens.at(inner.end + 2).starts_with("http")
    {
        return false;
    }
    if words.iter().any(|word| word.contains('*') || EDITORIAL.contains(word) || is_crossed(word)) {
        return false;
    }
    let bullet = |word: &&str| {
        matches!(*word, "●" | "•" | "○" | "◦" | "·" | "∙" | "-" | "." | "…" | "?" | "#") || word.starts_with('_')
    };
    if words.iter().all(bullet) {
        return true;
    }
    let lettered: Vec<usize> = inner.filter(|at| tokens.at(*at).chars().any(char::is_alphabetic)).collect();
    let shouted = |at: &usize| list.get(*at).is_some_and(|token| token.all_caps || tokens.at(*at).len() == 1);
    let words_ask = words.iter().any(|word| ASKING.contains(word));
    // "[D.I. 352]": a docket's number.
    if words.iter().any(|word| word.len() > 2 && word.contains('.') && word.chars().any(char::is_alphabetic)) {
        return false;
    }
    let blank_inside = words.iter().any(|word| word.starts_with("__")) || is_put_off(&words);
    !lettered.is_empty()
        && (lettered.iter().all(shouted) && lettered.iter().any(|at| tokens.at(*at).len() > 2)
            || words_ask && lettered.len() <= 6)
        || blank_inside
}

/// "[to be agreed before Closing]", "[to be provided by Acme]".
fn is_put_off(words: &[&str]) -> bool {
    const LATER: [&str; 12] = [
        "agreed",
        "determined",
        "provided",
        "completed",
        "confirmed",
        "inserted",
        "furnished",
        "attached",
        "advised",
        "supplied",
        "finalised",
        "finalized",
    ];
    let at = words.iter().position(|word| *word == "to").filter(|at| *at <= 3);
    at.is_some_and(|at| words.get(at + 1) == Some(&"be") && words.get(at + 2).is_some_and(|word| LATER.contains(word)))
}

/// "Section 8.1 [CONFIDENTIALITY]", "or 2.4 [SECRECY]": the bracket says what the section is about.
fn is_title_of_reference(contract: &Contract, open: usize) -> bool {
    let tokens = contract.document.text.tokens();
    let number = tokens.at(open.saturating_sub(1)).split_once('.');
    let joined = matches!(tokens.at(open.saturating_sub(2)), "," | "or" | "and" | "&" | "to" | "through");
    if joined && number.is_some_and(|(one, two)| one.parse::<u8>().is_ok() && two.parse::<u8>().is_ok()) {
        return true;
    }
    let references = &contract.facts.references;
    let after = references.partition_point(|one| one.tokens.end <= open);
    after.checked_sub(1).and_then(|last| references.get(last)).is_some_and(|one| open - one.tokens.end <= 3)
}

/// "[ ] Yes": a box to tick.
fn is_box(contract: &Contract, next: usize) -> bool {
    matches!(
        contract.document.text.tokens().at(next),
        "yes" | "no" | "n" | "check" | "accept" | "agree" | "and" | "not"
    )
}

/// "[XXXX]": crossed out by a filing.
fn is_crossed(word: &str) -> bool {
    word.len() >= 2 && word.chars().all(|letter| letter == 'x')
}

/// In text that binds: no signature block, no form line, no ruled line.
fn is_operative(contract: &Contract, sentence: &Sentence, range: &Range<usize>) -> bool {
    const FORM: [&str; 21] = [
        "by",
        "name",
        "title",
        "signature",
        "signed",
        "its",
        "witness",
        "print",
        "printed",
        "dated",
        "per",
        "initials",
        "attest",
        "notary",
        "x",
        "fax",
        "telephone",
        "phone",
        "e-mail",
        "email",
        "mail",
    ];
    let tokens = contract.document.text.tokens();
    let list = tokens.as_slice();
    let has = |words: &[&str]| sentence.tokens.clone().any(|at| words.contains(&tokens.at(at)));
    // "Initialed by Acme: ____": for a pen, on every page.
    let initialled = (range.start.saturating_sub(12)..range.start)
        .any(|at| tokens.at(at).starts_with("initial") && tokens.at(at) != "initial");
    let signature = sentence.kind == SentenceKind::Signature
        || contract.outline.clause(sentence.clause).kind == ClauseKind::Signature
        || matches!(tokens.at(sentence.tokens.start), "signed" | "executed" | "witness")
        || has(&["whereof", "undersigned", "/s/", "printed"])
        || sentence.tokens.clone().any(|at| {
            matches!(tokens.at(at), "by" | "name" | "title" | "signature" | "signed") && tokens.at(at + 1) == ":"
        });
    // What a filing says about its own omissions.
    let legend = has(&["omitted", "brackets", "asterisk", "asterisks", "redacted"]);
    let ahead = (1..=3).map(|back| tokens.at(range.start.saturating_sub(back)));
    let formed = ahead.into_iter().filter(|word| *word != ":").take(1).any(|word| FORM.contains(&word));
    let under = list.get(range.end).is_some_and(|next| next.capital) && FORM.contains(&tokens.at(range.end))
        || tokens.at(range.end) == "date";
    let lettered = sentence
        .tokens
        .clone()
        .filter(|at| !range.contains(at) && tokens.at(*at).chars().any(char::is_alphabetic))
        .count();
    let bracketed = tokens.at(range.start) == "[" && range.len() > 3 && asks(contract, range);
    !signature
        && !initialled
        && !legend
        && !formed
        && !under
        && (lettered >= 1 || bracketed)
        && (bracketed || !is_ruled(contract, range))
}

/// A line of underscores that parts one thing from another.
fn is_ruled(contract: &Contract, range: &Range<usize>) -> bool {
    let twice = |at: usize| contract.document.text.tokens().at(at).starts_with('_');
    // "____ ____" at the foot of a page: two blanks with nothing between them.
    let list = contract.document.text.tokens().as_slice().get(range.clone()).unwrap_or_default();
    let apart = list.windows(2).any(|pair| matches!(pair, [one, next] if one.span.end < next.span.start));
    if apart && range.clone().all(twice) {
        return true;
    }
    let text = contract.document.text.canonical();
    let span = contract.document.text.tokens().span(range.clone());
    let before = text.get(..span.start).and_then(|text| text.chars().next_back()).unwrap_or('\n');
    let after = text.get(span.end..).and_then(|text| text.chars().next()).unwrap_or('\n');
    before == '\n' && after == '\n'
}

fn blank(contract: &Contract, sentence: &Sentence, range: Range<usize>) -> Option<Blank> {
    const LONG: usize = 40;
    let tokens = contract.document.text.tokens();
    let context = match sentence.tokens.len() > LONG {
        true => super::around(contract, range.clone(), 12, 8),
        false => sentence.span,
    };
    let clause = contract.outline.clause_at(tokens.span(range.clone()).start)?.id;
    let attached = crate::terms::passage::in_schedule(contract, clause);
    Some(Blank { matter: matter(contract, &range), attached, blank: tokens.span(range), context, clause })
}

fn matter(contract: &Contract, range: &Range<usize>) -> Matter {
    const MONEY: [&str; 12] =
        ["$", "€", "£", "usd", "fee", "fees", "amount", "price", "deposit", "rate", "dollars", "sum"];
    const TIME: [&str; 12] =
        ["day", "days", "date", "month", "months", "year", "years", "term", "period", "dated", "weeks", "duration"];
    let near = range.start.saturating_sub(3)..range.end + 3;
    let holds = |words: &[&str]| crate::terms::scope::holds(contract, near.clone(), words);
    match (holds(&MONEY), holds(&TIME) || near.clone().any(|at| is_month(contract.document.text.tokens().at(at)))) {
        (true, _) => Matter::Money,
        (_, true) => Matter::Time,
        _ => Matter::Other,
    }
}

impl Blank {
    pub fn reading(&self) -> Reading {
        let matter = match self.matter {
            Matter::Money => "money",
            Matter::Time => "time",
            Matter::Other => "other",
        };
        let span = Some(self.blank);
        Reading {
            term: "blank",
            span,
            clause: Some(self.clause),
            confidence: 0.9,
            fields: vec![
                record::word("matter", matter, span),
                record::flag("attached", self.attached, span),
                Field { name: "blank", value: FieldValue::Anchor, span },
            ],
            evidence: Vec::new(),
        }
    }
}
