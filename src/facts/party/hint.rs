//! A user's word on who is who. In: hints. Out: drafts that know the hinted names, and verdicts that
//! follow the hints.

use super::alias::{Alias, AliasKind, Draft};
use super::role::Verdict;
use super::words::Words;
use super::{Role, RoleHint};
use crate::text::WordId;

/// Makes a party of each hinted name that the text writes and no draft knows.
pub(super) fn add(words: &Words, drafts: &mut Vec<Draft>, hints: &[RoleHint]) {
    for hint in hints {
        if drafts.iter().any(|draft| is_meant(draft, &hint.name)) {
            continue;
        }
        if let Some(alias) = find(words, &hint.name) {
            let mut draft = Draft { named: true, ..Draft::default() };
            draft.add(alias);
            drafts.push(draft);
        }
    }
}

/// The first place where the text writes the name.
fn find(words: &Words, name: &str) -> Option<Alias> {
    let pieces: Vec<String> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty()).map(str::to_lowercase).collect();
    if pieces.is_empty() || pieces.iter().any(|piece| matches!(piece.as_str(), "you" | "we" | "us" | "i")) {
        return None;
    }
    let ids: Option<Vec<WordId>> = pieces.iter().map(|piece| id_of(words, piece)).collect();
    let ids = ids?;
    (0..words.len()).find_map(|start| {
        let mut at = start;
        for (index, &id) in ids.iter().enumerate() {
            while index > 0 && at < start + 24 && words.is_punct(at) {
                at += 1;
            }
            if words.id(at) != Some(id) {
                return None;
            }
            at += 1;
        }
        Alias::at(words, start..at, AliasKind::Term)
    })
}

fn id_of(words: &Words, piece: &str) -> Option<WordId> {
    words.distinct().iter().position(|word| word == piece).map(|place| WordId(place as u32))
}

fn is_meant(draft: &Draft, name: &str) -> bool {
    let name = plain(name);
    !name.is_empty() && draft.aliases.iter().any(|alias| plain(&alias.text) == name)
}

fn plain(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_lowercase).filter(|word| word != "the").collect();
    words.join(" ")
}

/// Sets the hinted roles; where two parties are principals and one is hinted, the other is its opposite.
pub(super) fn apply(drafts: &[Draft], verdicts: &mut [Verdict], principals: &[usize], hints: &[RoleHint]) {
    let mut told: Vec<(usize, Role)> = Vec::new();
    for hint in hints {
        if let Some(place) = drafts.iter().position(|draft| is_meant(draft, &hint.name)) {
            told.push((place, hint.role));
        }
    }
    for &(place, role) in &told {
        if let Some(verdict) = verdicts.get_mut(place) {
            *verdict = Verdict { role, confidence: 1.0 };
        }
    }
    let &[one, two] = principals else { return };
    for (place, other) in [(one, two), (two, one)] {
        let hinted = told.iter().rev().find(|(told, _)| *told == place).map(|(_, role)| *role);
        let opposite = match hinted {
            Some(Role::Vendor) => Role::Customer,
            Some(Role::Customer) => Role::Vendor,
            _ => continue,
        };
        if let Some(verdict) = verdicts.get_mut(other).filter(|_| told.iter().all(|(told, _)| *told != other)) {
            *verdict = Verdict { role: opposite, confidence: 0.95 };
        }
    }
}
