//! What holds a name together: small words, "and" before a second trade, a bracket within it. In: a place within a
//! name. Out: how many tokens the name takes there; none where it has ended.

use super::words::Words;
use super::{name, noun};

/// Small words within a name, the particles of other tongues among them.
pub(super) const WORDS: &[&str] =
    &["and", "&", "of", "for", "the", "de", "des", "du", "der", "von", "van", "della", "di", "da", "und", "et", "y"];

/// "Bank of America", "Stratton & Walsh". An "and" parts two parties far more often than it joins
/// one name, so it ends a name unless a second trade follows.
pub(super) fn at(words: &Words, start: usize, at: usize) -> Option<usize> {
    // "Acme Ltd of 4 High Street": behind a legal form comes the address.
    if words.word(at) == "of"
        && name::is_formal(words, &(start..at))
        && !matches!(
            words.word(at - 1),
            "bank" | "corporation" | "company" | "university" | "trust" | "foundation" | "association" | "fund"
        )
    {
        return None;
    }
    // "… Ltd. The Seller shall": the next sentence.
    if words.word(at) == "the" && words.is_capital(at) && name::is_closed(words, at) {
        return None;
    }
    let next = if words.word(at + 1) == "the" { at + 2 } else { at + 1 };
    // "HALCYON TRUST of Halcyon Hospital": capitals have the name, small letters the address.
    if words.word(at) == "of" && at > start + 1 && words.is_caps(start) && words.is_caps(at - 1) && !words.is_caps(next)
    {
        return None;
    }
    let joins = words.word(at) != "and" && words.is_capital(next) && !name::is_no_name(words.word(next));
    (joins || words.word(at) == "and" && goes_on_with_a_trade(words, at + 1)).then_some(next - at)
}

/// What companies do, as their names say it: behind "and" a second trade, and no other party.
const TRADES: [&str; 38] = [
    "annuity",
    "engineering",
    "technology",
    "technologies",
    "technical",
    "development",
    "manufacturing",
    "research",
    "casualty",
    "management",
    "loan",
    "indemnity",
    "equipment",
    "supply",
    "marine",
    "fire",
    "accident",
    "telephone",
    "telegraph",
    "power",
    "light",
    "gas",
    "electric",
    "steel",
    "investment",
    "finance",
    "marketing",
    "distribution",
    "trade",
    "trading",
    "commerce",
    "sons",
    "daughters",
    "brothers",
    "surety",
    "refining",
    "logistics",
    "transportation",
];

/// "Harbor Life Insurance and Annuity Corporation": the trade and its legal form, right behind the "and".
fn goes_on_with_a_trade(words: &Words, at: usize) -> bool {
    const TRADE_TO_FORM: usize = 4;
    let same = |place: &usize| words.is_capital(*place) && !words.starts_line(*place);
    TRADES.contains(&words.word(at))
        && (at..at + TRADE_TO_FORM).take_while(same).any(|place| noun::is_legal_form(words.word(place)))
}

/// A name has fewer words behind its bracket.
const LONGEST_BEHIND: usize = 8;

/// "Fonterra (USA) Inc.", "Lotus (Hainan) Software Development Co., Ltd.": one word in brackets within
/// the name.
pub(super) fn in_brackets(words: &Words, at: usize) -> Option<usize> {
    let close = (at + 2..at + 4).find(|&place| words.word(place) == ")")?;
    // "(Africa) (Proprietary) Limited", "(PNG) (Pty.) Ltd"
    if words.word(close + 1) == "(" && words.is_capital(at + 1) {
        return in_brackets(words, close + 1).map(|more| close + 1 - at + more);
    }
    let goes_on =
        words.is_capital(close + 1) || words.word(close + 1) == "," && noun::is_legal_form(words.word(close + 2));
    let formed = noun::is_legal_form(words.word(close + 1)) || noun::is_legal_form(words.word(close + 2));
    let line = (close + 1..close + LONGEST_BEHIND).take_while(|&place| {
        !words.starts_line(place) && words.is_capital(place) && !name::is_no_part(words.word(place))
    });
    let place = noun::lean(words.word(at + 1)).is_none();
    let formed = formed
        || place
            && !noun::is_legal_form(words.word(at - 1))
            && line.skip(1).any(|place| noun::is_legal_form(words.word(place)));
    (words.is_capital(at + 1) && goes_on && formed).then_some(close + 1 - at)
}
