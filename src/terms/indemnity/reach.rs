//! Whose losses count. In: a [`Cover`]. Out: [`Reach`]: only what third parties claim, or also what the
//! covered party loses by itself.

use std::ops::Range;

use super::cover::Cover;
use super::line::Line;

/// Claims by others only, or the other side's own losses too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    ThirdParties,
    OwnLosses,
}

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

impl Cover<'_, '_> {
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
        // "indemnify Client against such taxes": it is the tax office that claims them.
        if claims.is_none() && head.clone().find(|at| is_loss(line, *at)).is_some_and(|at| line.is(at, &["taxes"])) {
            return Reach::ThirdParties;
        }
        let driven = self.links().any(|link| {
            !line.holds(link.start.saturating_sub(6)..link.start, &["whether"]) && self.leads_to_claim(link.end)
        }) || self.duty.start > 4 && self.is_claim_before();
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
            // "irrespective of whether any third party has claimed": it matters nothing.
            let idle = line.holds(at.saturating_sub(9)..at, &["whether"]);
            (party.is_some() || is_anybody(line, at))
                && !idle
                && (!own || self.is_in(at))
                && claims_stand_by(line, at, party)
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
        let before = 0..self.duty.start;
        let said = ["says", "alleges", "accuses", "complains"];
        let by_others = before
            .clone()
            .any(|at| line.is(at, &["someone", "somebody", "anyone", "anybody"]) && line.holds(at + 1..at + 4, &said));
        line.holds(before.clone(), &["if", "event", "should", "where", "when"])
            && (by_others || line.begins(before.clone(), &["alleg"]).is_some() || line.holds(before, &CLAIMS))
    }

    fn is_sued(&self) -> bool {
        let line = self.line();
        let ordered = |at: usize| line.word(at) == "court" && line.is(at + 1, &["orders", "awards", "makes"]);
        line.holds(0..line.len(), &["sued", "sues", "sue", "lawsuit"]) || (0..line.len()).any(ordered)
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
