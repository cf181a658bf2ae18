//! Words that lead from what is paid to its causes ("arising out of"), and words that take something
//! out ("except to the extent"). In: a place in a line. Out: the phrase there.

use std::ops::Range;

use super::line::Line;

/// Words that lead from what is paid to what it was caused by.
const LINKS: [&[&str]; 72] = [
    &["flow", "from"],
    &["flows", "from"],
    &["flowing", "from"],
    &["arising", "out", "of"],
    &["arising", "directly", "or", "indirectly", "out", "of"],
    &["arising", "from"],
    &["arising", "under"],
    &["arising", "in", "connection", "with"],
    &["arising", "by", "reason", "of"],
    &["arising"],
    &["arise", "out", "of"],
    &["arise", "from"],
    &["arise"],
    &["arises"],
    &["resulting", "from"],
    &["resulting"],
    &["result", "from"],
    &["results", "from"],
    &["relates", "to"],
    &["relating", "to"],
    &["relate", "to"],
    &["related", "to"],
    &["in", "connection", "with"],
    &["in", "respect", "of"],
    &["based", "upon"],
    &["based", "on"],
    &["caused", "by"],
    &["due", "to"],
    &["as", "a", "result", "of"],
    &["as", "a", "consequence", "of"],
    &["by", "reason", "of"],
    &["attributable", "to"],
    &["on", "account", "of"],
    &["out", "of"],
    &["occasioned", "by"],
    &["stemming", "from"],
    &["connected", "with"],
    &["with", "respect", "to"],
    &["because", "of"],
    &["in", "relation", "to"],
    &["pertaining", "to"],
    &["incidental", "to"],
    &["consequent", "upon"],
    &["consequent", "on"],
    &["owing", "to"],
    &["linked", "to"],
    &["connected", "to"],
    &["resulting", "out", "of"],
    &["growing", "out", "of"],
    &["linked", "with"],
    &["relate", "in", "any", "manner", "to"],
    &["relate", "in", "any", "way", "to"],
    &["relating", "in", "any", "way", "to"],
    &["relating", "in", "any", "manner", "to"],
    &["arising", "in", "any", "way", "from"],
    &["arising", "in", "any", "manner", "from"],
    &["triggered", "by"],
    &["originating", "in"],
    &["originating", "from"],
    &["having", "their", "origin", "in"],
    &["having", "its", "origin", "in"],
    &["have", "their", "origin", "in"],
    &["has", "its", "origin", "in"],
    &["deriving", "from"],
    &["derived", "from"],
    &["traceable", "to"],
    &["associated", "with"],
    &["by", "virtue", "of"],
    &["in", "consequence", "of"],
    &["brought", "about", "by"],
    &["referable", "to"],
    &["following", "from"],
];

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

fn link_at_once(line: &Line<'_>, at: usize) -> Option<usize> {
    LINKS.iter().find_map(|words| {
        let (first, rest) = words.split_first()?;
        if line.word(at) != *first {
            return None;
        }
        let next = at + 1;
        let ends = |from: usize| line.says(from, rest).then_some(from + rest.len());
        ends(next).or_else(|| (!rest.is_empty()).then(|| ends(past_manner(line, next)?)).flatten())
    })
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
