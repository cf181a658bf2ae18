//! What is used. In: the words behind a head. Out: its noun phrase, where the whole cause ends, and
//! whose work it is.

use std::ops::Range;

use super::Finder;
use super::vocabulary::{ELSEWHERE, NOUNS, WORK};
use crate::facts::{Role, Side};
use crate::terms::indemnity::link::{link_at, opens_exclusion};

impl Finder<'_, '_, '_> {
    /// What is used: behind "of", or "thereof".
    pub(super) fn object(&self, at: usize) -> Option<Range<usize>> {
        let line = self.line;
        match line.word(at) {
            "of" | "or" | "in" if line.word(at) == "of" => {
                let mut start = at + 1;
                while matches!(line.word(start), "any" | "all" | "or" | "each") {
                    start += 1;
                }
                if line.says(start, &["part", "of"]) || line.says(start, &["portion", "of"]) {
                    start += 2;
                }
                self.phrase(start)
            }
            _ => None,
        }
    }

    pub(super) fn thereof(&self, end: usize) -> Option<Range<usize>> {
        let line = self.line;
        // What "thereof" and a bare "their use" speak of stands before.
        let from = end.saturating_sub(14);
        let named = |at: usize| line.is_capital(at) || line.is(at.wrapping_sub(1), &["the", "work"]);
        let head = (from..end).rev().find(|at| WORK.contains(&line.word(*at)) && named(*at))?;
        let mut start = head;
        while start > from
            && (line.is_capital(start - 1) && line.mention(start - 1).is_none() || line.is(start - 1, &["the", "work"]))
        {
            start -= 1;
        }
        Some(start..head + 1)
    }

    /// A noun phrase: "the Deliverables", "Client's licensed Software", "such Products or Services".
    pub(super) fn phrase(&self, start: usize) -> Option<Range<usize>> {
        let line = self.line;
        let mut end = start;
        let mut filled = false;
        while end < start + 10 && end < line.len() {
            let word = line.word(end);
            let small = matches!(
                word,
                "the"
                    | "any"
                    | "such"
                    | "its"
                    | "their"
                    | "said"
                    | "all"
                    | "these"
                    | "those"
                    | "each"
                    | "licensed"
                    | "final"
                    | "finished"
                    | "other"
                    | "-"
                    | "'s"
                    | "our"
                    | "your"
            );
            let noun = WORK.contains(&word) || line.is_capital(end) || line.mention(end).is_some();
            if small && !filled || noun {
                filled |= noun && !small;
                end += 1;
                continue;
            }
            let next = line.word(end + 1);
            let goes_on = matches!(word, "or" | "and")
                && (WORK.contains(&next) && !NOUNS.contains(&next)
                    || matches!(next, "the" | "any" | "other") && (WORK.contains(&line.word(end + 2))));
            if goes_on && filled {
                end += 1;
                continue;
            }
            if !filled && word.chars().all(char::is_alphanumeric) && !word.is_empty() && link_at(line, end).is_none() {
                end += 1;
                filled |= !matches!(line.word(end), word if WORK.contains(&word)) && WORK.contains(&word);
                continue;
            }
            break;
        }
        (end > start).then_some(start..end)
    }

    /// Over "in any manner", "thereof", "hereunder", "as permitted by this Agreement", "worldwide".
    pub(super) fn beyond(&self, end: usize) -> usize {
        let line = self.line;
        let mut end = end;
        if matches!(line.word(end), "thereof" | "hereunder") {
            end += 1;
        }
        let permitted = ["as", "in", "under", "pursuant", "within", "outside", "for", "on", "with", "during", "after"];
        if permitted.contains(&line.word(end)) && link_at(line, end).is_none() {
            let stop = (end..(end + 22).min(line.len())).find(|at| {
                matches!(
                    line.word(*at),
                    "," | ";"
                        | "."
                        | ")"
                        | "infringe"
                        | "infringes"
                        | "infringed"
                        | "violate"
                        | "violates"
                        | "whether"
                        | "regardless"
                        | "constitutes"
                        | "misappropriates"
                ) || matches!(line.word(*at), "or") && !line.is(at - 1, &["agreement"])
                    || opens_exclusion(line, *at).is_some()
                    || link_at(line, *at).is_some() && *at > end
                    || line.says(*at, &["to", "the", "extent"])
            });
            end = stop.unwrap_or((end + 22).min(line.len()));
        }
        end.min(line.len())
    }

    /// Whose it is: "Client's Marks", "the Client Materials".
    pub(super) fn owner(&self, object: Range<usize>) -> Option<Side> {
        let line = self.line;
        let parties = &line.contract.facts.parties;
        object.clone().find_map(|at| match line.mention(at) {
            Some(mention) => parties.side(mention.who),
            None if line.is_capital(at) => parties
                .list
                .iter()
                .find(|party| party.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(line.word(at))))
                .and_then(|party| match party.role {
                    Role::Vendor => Some(Side::Vendor),
                    Role::Customer => Some(Side::Customer),
                    Role::Other => None,
                }),
            None => None,
        })
    }

    pub(super) fn is_work(&self, object: Range<usize>) -> bool {
        let line = self.line;
        let named = line.holds(object.clone(), &WORK)
            || object.clone().any(|at| line.is_capital(at) && line.mention(at).is_none());
        named && !line.holds(object, &ELSEWHERE)
    }
}
