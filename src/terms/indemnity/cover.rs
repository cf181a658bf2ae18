//! What an indemnity is against. In: a [`Duty`]. Out: a [`Cover`]: the words that widen it, the words
//! that take something out, where its causes begin, and whether only claims of third parties count.
//! `trigger` and `usage` look for causes in it.

use std::ops::Range;

use super::duty::Duty;
use super::line::Line;
use crate::facts::DefinedBy;

pub(super) struct Cover<'d, 'a> {
    pub duty: &'d Duty<'a>,
    /// Places that something is taken out by ("except to the extent …").
    exclusions: Vec<Range<usize>>,
    /// The first words that lead to a cause ("arising out of").
    pub link: Option<Range<usize>>,
    /// What its defined terms mean, where they say what a claim must be about.
    pub defined: Vec<Line<'a>>,
}

/// Claims by others only, or the other side's own losses too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    ThirdParties,
    OwnLosses,
}

/// Words that lead from what is paid to what it was caused by.
const LINKS: [&[&str]; 36] = [
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
];
const CLAIMS: [&str; 16] = [
    "claim",
    "claims",
    "suit",
    "suits",
    "action",
    "actions",
    "proceeding",
    "proceedings",
    "demand",
    "demands",
    "allegation",
    "allegations",
    "lawsuit",
    "lawsuits",
    "litigation",
    "assertion",
];
const LOSSES: [&str; 22] = [
    "loss",
    "losses",
    "damage",
    "damages",
    "liability",
    "liabilities",
    "cost",
    "costs",
    "expense",
    "expenses",
    "obligations",
    "penalties",
    "fines",
    "injuries",
    "injury",
    "charges",
    "judgments",
    "causes",
    "taxes",
    "fees",
    "harm",
    "payments",
];

impl<'d, 'a> Cover<'d, 'a> {
    pub fn of(duty: &'d Duty<'a>) -> Self {
        let mut cover = Self { duty, exclusions: Vec::new(), link: None, defined: Vec::new() };
        cover.exclusions = cover.find_exclusions();
        let first = cover.links().next();
        cover.link = first.map(|link| cover.over_extent(link));
        cover.defined = cover.follow_definitions();
        cover
    }

    pub fn line(&self) -> &'d Line<'a> {
        &self.duty.line
    }

    /// From the verb to where the duty ends.
    pub fn range(&self) -> Range<usize> {
        self.duty.verb..self.duty.end
    }

    /// Where nothing is taken out.
    pub fn is_in(&self, at: usize) -> bool {
        self.range().contains(&at) && !self.exclusions.iter().any(|one| one.contains(&at))
    }

    pub fn exclusions(&self) -> &[Range<usize>] {
        &self.exclusions
    }

    /// Every place in the cover, in order.
    pub fn places(&self) -> impl Iterator<Item = usize> {
        self.range().filter(|at| self.is_in(*at))
    }

    /// The end of the cover's own words, before a full stop and before what is taken out at its end.
    pub fn end(&self) -> usize {
        let line = self.line();
        let mut end = self.duty.end;
        if let Some(last) = self.exclusions.last().filter(|last| last.end + 2 >= end) {
            end = last.start;
        }
        while end > self.duty.verb + 1
            && matches!(line.word(end - 1), "." | ";" | "," | ":" | "and" | "or" | "but" | "(")
        {
            end -= 1;
        }
        end
    }

    /// All phrases of [`LINKS`] in the cover, outside brackets.
    pub fn links(&self) -> impl Iterator<Item = Range<usize>> {
        let line = self.line();
        let mut depth = 0usize;
        let mut free = self.duty.verb;
        self.range().filter_map(move |at| {
            match line.word(at) {
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > 0 || at < free || !self.is_in(at) {
                return None;
            }
            let found = link_at(line, at)?;
            free = found.end;
            // "costs that result from", "losses which may arise out of"
            let mut start = found.start;
            while start > 0 && line.is(start - 1, &["that", "which", "may"]) {
                start -= 1;
            }
            Some(start..found.end)
        })
    }

    /// Takes along "to the extent" and "to the extent that they are".
    fn over_extent(&self, link: Range<usize>) -> Range<usize> {
        let line = self.line();
        let from = link.start.saturating_sub(7).max(self.duty.verb);
        let extent = (from..link.start).find(|at| line.says(*at, &["to", "the", "extent"]));
        extent.unwrap_or(link.start)..link.end
    }

    fn find_exclusions(&self) -> Vec<Range<usize>> {
        let line = self.line();
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut at = self.duty.verb + 1;
        while at < self.duty.end {
            match opens_exclusion(line, at) {
                Some(()) => {
                    let end = self.exclusion_end(at);
                    found.push(at..end);
                    at = end;
                }
                None => at += 1,
            }
        }
        found
    }

    /// To the closing bracket, the end of the item, or the next cause behind a comma.
    fn exclusion_end(&self, start: usize) -> usize {
        let line = self.line();
        let end = self.duty.end;
        let item = line.item(start);
        let bracketed = line.before(start) == "(";
        let proviso = line.word(start) == "provided";
        for at in start + 1..end {
            let word = line.word(at);
            if bracketed && word == ")" {
                return at;
            }
            if word == ";" && !proviso {
                return at;
            }
            if item.is_some() && line.item(at) != item && !proviso {
                return at;
            }
            // "against all losses, except lost profits, arising from …"
            if word == "," && at > start + 1 && link_at(line, at + 1).is_some() && !proviso && line.item(at).is_none() {
                return at;
            }
        }
        end
    }

    /// What the terms of the cover mean, where they are claims and are not defined by this very line.
    fn follow_definitions(&self) -> Vec<Line<'a>> {
        let line = self.line();
        let contract = line.contract;
        let facts = &contract.facts;
        let tokens = line.token(self.duty.verb)..line.token(self.duty.end.saturating_sub(1)) + 1;
        let mut seen = Vec::new();
        let mut found = Vec::new();
        for used in facts.uses_within(tokens.clone()) {
            let Some(definition) = facts.definitions.get(used.definition) else { continue };
            let name = definition.term.to_lowercase();
            let claim = ["claim", "action", "event", "matter", "loss"].iter().any(|word| name.contains(word));
            let inside = tokens.contains(&definition.tokens.start);
            if !claim || inside || seen.contains(&used.definition) || !self.is_in(line.place(used.tokens.start)) {
                continue;
            }
            seen.push(used.definition);
            if definition.by == DefinedBy::Means || name.contains("claim") {
                found.push(Line::run(contract, contract.document.text.tokens().inside(definition.meaning)));
            }
        }
        found
    }

    /// "claims", where it is the first word for what is paid.
    pub fn claims(&self) -> Option<usize> {
        let line = self.line();
        let end = self.link.as_ref().map_or(self.end(), |link| link.start);
        let first = (self.duty.verb + 1..end).find(|at| CLAIMS.contains(&line.word(*at)) || is_loss(line, *at))?;
        let claims = line.is(first, &["claims", "claim", "suits", "actions", "proceedings", "demands"]);
        // "employment-related claims"
        let related = line.is(first - 1, &["related"]) && line.is(first.wrapping_sub(2), &["-"]);
        claims.then_some(if related { first.saturating_sub(3) } else { first })
    }

    /// Does it say what is paid at all?
    pub fn names_losses(&self) -> bool {
        self.places().any(|at| {
            let word = self.line().word(at);
            CLAIMS.contains(&word) || LOSSES.contains(&word) || matches!(word, "act" | "acts")
        })
    }

    /// Only what third parties claim, or also what the covered party loses by itself?
    pub fn reach(&self) -> Reach {
        let line = self.line();
        if self.names_third_party(line, self.range())
            || self.defined.iter().any(|own| self.names_third_party(own, 0..own.len()))
        {
            return Reach::ThirdParties;
        }
        let head_end = self.link.as_ref().map_or(self.end(), |link| link.start);
        let head = self.duty.verb + 1..head_end;
        let losses = head.clone().any(|at| is_loss(line, at));
        let claims = line.find(head.clone(), &CLAIMS);
        let driven =
            self.links().any(|link| self.leads_to_claim(link.end)) || self.duty.start > 4 && self.is_claim_before();
        let pleaded = claims.is_some_and(|at| line.holds(at + 1..at + 8, &["that", "alleging", "asserting"]));
        if driven || pleaded || (claims.is_some() && !losses) || self.is_sued() {
            Reach::ThirdParties
        } else {
            Reach::OwnLosses
        }
    }

    /// The places of "third party" and its like near a claim.
    fn names_third_party(&self, line: &Line<'_>, range: Range<usize>) -> bool {
        let own = std::ptr::eq(line, self.line());
        range.into_iter().any(|at| {
            let party = third_party(line, at);
            (party.is_some() || is_anybody(line, at)) && (!own || self.is_in(at)) && claims_stand_by(line, at, party)
        })
    }

    /// "losses arising from any claim", "incurred as a result of such suits".
    fn leads_to_claim(&self, at: usize) -> bool {
        let line = self.line();
        (at..at + 7).take_while(|at| !matches!(line.word(*at), "," | ";" | "of" | "by" | "that")).any(|at| {
            CLAIMS.contains(&line.word(at)) && !line.holds(at + 1..at + 4, &["or"])
                || line.is(at, &["claim", "claims", "suits", "suit", "proceedings", "proceeding"])
        })
    }

    /// "If a claim is made that …, Agency shall indemnify".
    fn is_claim_before(&self) -> bool {
        let line = self.line();
        line.holds(0..self.duty.start, &["if", "event", "should", "where"]) && line.holds(0..self.duty.start, &CLAIMS)
    }

    fn is_sued(&self) -> bool {
        let line = self.line();
        line.holds(0..line.len(), &["sued", "sues", "sue", "lawsuit"])
    }
}

/// A word for what is paid; "liability claims" are claims.
fn is_loss(line: &Line<'_>, at: usize) -> bool {
    line.is(at, &LOSSES) && !line.is(at + 1, &["claims", "claim", "suits"])
}

/// "third party", "third-party": where the words end.
fn third_party(line: &Line<'_>, at: usize) -> Option<usize> {
    if line.word(at) != "third" {
        return None;
    }
    let noun = if line.word(at + 1) == "-" { at + 2 } else { at + 1 };
    line.is(noun, &["party", "parties", "person", "persons"]).then_some(noun + 1)
}

/// "anyone else", "any individual or authority".
fn is_anybody(line: &Line<'_>, at: usize) -> bool {
    const OTHERS: [&[&str]; 4] =
        [&["someone", "other"], &["anyone", "else"], &["somebody", "else"], &["someone", "else"]];
    let person = ["individual", "person", "authority", "governmental", "government", "regulator", "other"];
    OTHERS.iter().any(|words| line.says(at, words)) || line.says(at, &["by", "any"]) && line.is(at + 2, &person)
}

/// Is it they who claim? "infringes the rights of any third party" names no claimant.
fn claims_stand_by(line: &Line<'_>, at: usize, party: Option<usize>) -> bool {
    let behind = party.unwrap_or(at + 2);
    let by = (at.saturating_sub(3)..=at).rev().find(|place| line.is(*place, &["by", "from", "of"]));
    let rights = line.holds(at.saturating_sub(6)..at, &["rights", "right", "property"]);
    let owned = line.is(behind, &["'s", "'"]);
    if line.holds(behind..behind + 4, &CLAIMS) && !owned || line.is(behind, &["losses"]) {
        return true;
    }
    let Some(by) = by.filter(|_| !rights && !owned) else { return false };
    // "losses (including costs) of any third party": what is paid stands before the brackets.
    let closed = line.is(by.wrapping_sub(1), &[")"]);
    let end = if closed { (0..by).rev().find(|place| line.word(*place) == "(").unwrap_or(by) } else { by };
    let ahead = end.saturating_sub(9)..end;
    line.holds(ahead.clone(), &CLAIMS)
        || line.holds(ahead, &["brought", "made", "asserted", "assessed"])
        || closed && line.holds(end.saturating_sub(6)..end, &LOSSES)
}

/// The phrase that leads to a cause at this place.
pub(super) fn link_at(line: &Line<'_>, at: usize) -> Option<Range<usize>> {
    let found = LINKS.iter().find(|words| line.says(at, words))?;
    let mut end = at + found.len();
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
    LINKS.iter().find(|words| line.says(at, words)).map(|words| at + words.len())
}

/// Does something begin here that is not covered?
pub(super) fn opens_exclusion(line: &Line<'_>, at: usize) -> Option<()> {
    let next = line.word(at + 1);
    let opens = match line.word(at) {
        "except" | "excepting" | "excluding" | "unless" => true,
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
