//! What "you" and "we" do in plain words: "we are happy with it", "you show us sketches", "we'd like you
//! to design". In: the words and the place behind a pronoun. Out: what speaks for the party being the
//! vendor (above 0) or the customer (below 0); [`super`] adds it up.

use super::super::words::Words;

/// Does the word at `at` name the party that speaks, or the one spoken to?
pub(super) fn is_spoken(words: &Words, at: usize) -> bool {
    let word = words.word(at).split('\'').next().unwrap_or_default();
    matches!(word, "you" | "your" | "we" | "us" | "our" | "i" | "my")
}

/// "Pay us by the 5th.": told to pay, with nobody named who does.
pub(super) fn is_to_be_paid(words: &Words, at: usize) -> bool {
    at > 0 && words.word(at - 1) == "pay" && (at == 1 || words.starts_sentence(at - 1))
}

/// "deliver to us the artwork": what the other is to work with.
pub(super) fn hands_over(words: &Words, from: usize) -> bool {
    const GIVEN: [&str; 9] =
        ["artwork", "logo", "logos", "materials", "content", "photos", "brief", "copy", "information"];
    (from..from + 4).any(|at| GIVEN.contains(&words.word(at)))
}

/// What the words behind a pronoun tell, up to `limit`.
pub(super) fn told(words: &Words, start: usize, from: usize, limit: usize) -> f32 {
    let Some(verb) = (from..limit).find(|&at| !is_auxiliary(words.word(at))) else { return 0.0 };
    let behind = |wanted: &[&str]| (verb + 1..limit).any(|at| wanted.contains(&words.word(at)));
    let denied = (from..verb).any(|at| matches!(words.word(at), "not" | "don't" | "won't" | "never" | "doesn't"))
        || words.word(start) == "won't";
    match words.word(verb) {
        // "we do not pay deposits", "if you don't pay our fee": a price all the same.
        "pay" | "owe" if denied && behind(&PRICES) => -SIGN,
        "happy" | "satisfied" | "unhappy" | "dissatisfied" | "pleased" if words.word(verb + 1) == "with" => -SIGN,
        "like" if matches!(words.word(verb + 1), "it" | "them") => -SIGN,
        _ if denied => 0.0,
        // "we'd like you to design our series"
        "like" | "want" | "hire" | "asked" | "hired"
            if is_spoken(words, verb + 1) && words.word(verb + 2) == "to" && is_work(words.word(verb + 3)) =>
        {
            -PLAIN_SIGN
        }
        "show" | "pitch" | "present" | "propose" if behind(&SKETCHES) => PLAIN_SIGN,
        // "everything you make for us"
        word if is_work(word) && is_for_other(words, verb, limit) => SIGN,
        "produce" | "deliver" | "draw" if wholly(words, start) => SIGN,
        "inspect" | "audit" | "visit" | "enter" | "turn" | "examine" | "check"
            if behind(&["your", "our"]) && behind(&PLACES) =>
        {
            -PLAIN_SIGN
        }
        // "we want to be the headline sponsor"
        "want" | "sponsor" | "sponsors" if words.word(verb).starts_with("sponsor") || behind(&["sponsor"]) => {
            -PLAIN_SIGN
        }
        _ => 0.0,
    }
}

/// Speaks for one side; two of them outweigh that terms in plain words are mostly the vendor's.
const SIGN: f32 = 1.6;
/// Outweighs that by itself.
const PLAIN_SIGN: f32 = 3.2;

/// "our end client", "our main contract"; "your tools", "your sketches".
pub(super) fn owned(words: &Words, start: usize, from: usize) -> f32 {
    match (words.word(start), words.word(from), words.word(from + 1)) {
        ("our", "end" | "main" | "head", "client" | "customer" | "contract") => -PLAIN_SIGN,
        ("our", "art", "director") | ("our", "own", "client" | "customer") => -SIGN,
        ("your", "tools" | "sketches" | "roughs" | "drafts" | "fee", _) => SIGN,
        // Whom one sends out to do the work.
        (
            "our",
            "crew" | "crews" | "engineers" | "technicians" | "photographers" | "drivers" | "chefs" | "cleaners",
            _,
        ) => SIGN,
        ("our", "data", "centre" | "center" | "centres" | "centers") => SIGN,
        ("our", "suppliers" | "growers" | "contractors", _) if words.word(start - 1) == "with" => -PLAIN_SIGN,
        _ => 0.0,
    }
}

fn is_auxiliary(word: &str) -> bool {
    matches!(
        word,
        "shall"
            | "will"
            | "must"
            | "may"
            | "can"
            | "would"
            | "are"
            | "is"
            | "do"
            | "does"
            | "not"
            | "don't"
            | "have"
            | "to"
            | "also"
            | "then"
            | "won't"
            | "never"
            | "doesn't"
            | "need"
            | "ever"
            | "be"
            | "am"
    )
}

fn is_work(word: &str) -> bool {
    matches!(
        word,
        "design"
            | "write"
            | "build"
            | "make"
            | "produce"
            | "supply"
            | "develop"
            | "film"
            | "photograph"
            | "paint"
            | "clean"
            | "cater"
            | "draw"
            | "illustrate"
            | "create"
            | "shoot"
            | "edit"
            | "translate"
            | "cook"
    )
}

/// "make for us", "write any text for you".
fn is_for_other(words: &Words, verb: usize, limit: usize) -> bool {
    (verb + 1..(verb + 5).min(limit)).any(|at| words.word(at) == "for" && is_spoken(words, at + 1))
}

/// "everything you produce", "each piece of work when you deliver it".
fn wholly(words: &Words, start: usize) -> bool {
    (start.saturating_sub(3)..start).any(|at| matches!(words.word(at), "everything" | "work" | "whatever"))
}

const PRICES: [&str; 8] = ["deposits", "deposit", "fee", "fees", "invoices", "invoice", "price", "instalment"];
const SKETCHES: [&str; 10] =
    ["sketch", "sketches", "idea", "ideas", "layout", "layouts", "pitch", "design", "designs", "concepts"];
const PLACES: [&str; 7] = ["offices", "office", "premises", "books", "workshop", "studio", "staff"];
