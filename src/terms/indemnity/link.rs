//! Words that lead from what is paid to its causes ("arising out of"), and words that take something
//! out ("except to the extent"). In: a place in a line. Out: the phrase there.

use std::ops::Range;

use super::line::Line;

/// How the words that lead from what is paid to its cause go on behind the first of them; the first
/// that stands there counts.
fn rests(first: &str) -> &'static [&'static [&'static str]] {
    match first {
        "flow" | "flows" | "flowing" | "stem" | "stems" | "stemming" | "derive" | "derives" | "deriving"
        | "derived" | "following" => &[&["from"]],
        "originating" => &[&["in"], &["from"]],
        "having" | "have" | "has" => &[
            &["their", "origin", "in"],
            &["its", "origin", "in"],
            &["any", "connection", "with"],
            &["a", "connection", "with"],
            &["anything", "to", "do", "with"],
            &["to", "do", "with"],
        ],
        "arising" => &[
            &["out", "of"],
            &["directly", "or", "indirectly", "out", "of"],
            &["from"],
            &["under"],
            &["in", "connection", "with"],
            &["by", "reason", "of"],
            &[],
        ],
        "arise" => &[&["out", "of"], &["from"], &[]],
        "arises" => &[&[]],
        "resulting" => &[&["from"], &["out", "of"], &[]],
        "result" | "results" => &[&["from"]],
        "relates" | "related" | "pertaining" | "incidental" | "owing" | "due" | "attributable" | "traceable"
        | "referable" => &[&["to"]],
        "relating" | "relate" => &[&["to"]],
        "associated" => &[&["with"]],
        "brought" => &[&["about", "by"]],
        "in" => &[&["connection", "with"], &["respect", "of"], &["relation", "to"], &["consequence", "of"]],
        "based" => &[&["upon"], &["on"]],
        "caused" | "occasioned" | "triggered" => &[&["by"]],
        "as" => &[&["a", "result", "of"], &["a", "consequence", "of"]],
        "by" => &[&["reason", "of"], &["virtue", "of"]],
        "on" => &[&["account", "of"]],
        "out" | "because" => &[&["of"]],
        "connected" | "linked" => &[&["with"], &["to"]],
        "with" => &[&["respect", "to"]],
        "consequent" => &[&["upon"], &["on"]],
        "growing" => &[&["out", "of"]],
        _ => &[],
    }
}

/// The phrase that leads to a cause at this place.
pub(super) fn link_at(line: &Line<'_>, at: usize) -> Option<Range<usize>> {
    let mut end = link_at_once(line, at)?;
    // "arising out of or in connection with", "arising from, or in any way connected with,"
    loop {
        let mut next = end;
        while matches!(
            line.word(next),
            "," | "or"
                | "and"
                | "/"
                | "directly"
                | "indirectly"
                | "in"
                | "any"
                | "way"
                | "manner"
                | "alleged"
                | "to"
                | "have"
                | "arisen"
        ) && next < end + 7
        {
            if link_at_once(line, next).is_some() && next > end {
                break;
            }
            next += 1;
        }
        match link_at_once(line, next).filter(|_| next > end) {
            Some(longer) => end = longer,
            None => break,
        }
    }
    if let Some(step) =
        [&["directly", "or", "indirectly"][..], &["out", "of"], &["from"]].iter().find(|words| line.says(end, words))
    {
        end += step.len();
        if line.word(end) == "from" {
            end += 1;
        }
    }
    Some(at..end)
}

/// Where the first such phrase at this place ends.
fn link_at_once(line: &Line<'_>, at: usize) -> Option<usize> {
    let rests = rests(line.word(at));
    let behind = |from: usize, rest: &[&str]| line.says(from, rest).then(|| from + rest.len());
    let manner = rests.first().and_then(|_| past_manner(line, at + 1));
    let led = |rest: &&[&str]| !rest.is_empty();
    let apart = || rests.iter().copied().filter(led).find_map(|rest| behind(manner?, rest));
    apart().or_else(|| rests.iter().find_map(|rest| behind(at + 1, rest)))
}

/// Past "in any way", "directly or indirectly", between a participle and its preposition.
fn past_manner(line: &Line<'_>, at: usize) -> Option<usize> {
    const MANNERS: [&[&str]; 9] = [
        &["in", "any", "way", "whatsoever"],
        &["in", "any", "manner", "whatsoever"],
        &["in", "any", "way"],
        &["in", "any", "manner"],
        &["directly", "or", "indirectly"],
        &["in", "whole", "or", "in", "part"],
        &["in", "whole", "or", "part"],
        &["wholly", "or", "partly"],
        &["howsoever"],
    ];
    MANNERS.iter().find(|words| line.says(at, words)).map(|words| at + words.len())
}

/// Does something begin here that is not covered?
pub(super) fn opens_exclusion(line: &Line<'_>, at: usize) -> Option<()> {
    let next = line.word(at + 1);
    let opens = match line.word(at) {
        "except" | "excepting" | "excluding" | "unless" => true,
        // "Agency has no such duty where …"
        "no" => next == "such" || matches!(next, "duty" | "obligation") && matches!(line.before(at), "has" | "have"),
        "save" => matches!(next, "to" | "for" | "where" | "that" | "in" | "as"),
        "other" => next == "than" && !line.holds(at.saturating_sub(3)..at, &["someone", "anyone", "use"]),
        "but" => matches!(next, "not" | "excluding" | "only") && line.word(at + 2) != "limited",
        "provided" => {
            // "services provided that day" has no comma before it.
            matches!(next, "that" | "however" | "always" | "," | "further")
                && matches!(line.before(at), "," | ";" | "(" | "and" | ")" | ":")
        }
        _ => false,
    };
    opens.then_some(())
}
