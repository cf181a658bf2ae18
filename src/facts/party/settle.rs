//! From drafts to parties. In: drafts and their mentions. Out: [`Parties`], with pronouns folded into
//! the party that they stand for, roles judged, and names in order of use.

use super::alias::{Alias, AliasKind, Draft};
use super::evidence::{self, Weight};
use super::mention::Found;
use super::words::Words;
use super::{Mention, Parties, Party, PartyId, Role, RoleHint, Who, hint, role};
use crate::sorting;

pub(super) fn settle(words: &Words, mut drafts: Vec<Draft>, mut found: Found, hints: &[RoleHint]) -> Parties {
    let mut weights = evidence::weigh(words, &found.mentions, drafts.len());
    fold_letter(words, &mut drafts, &mut found, &mut weights);
    fold_pronouns(&mut drafts, &mut found, &mut weights);
    drop_strays(&mut drafts, &mut found, &mut weights);
    let uses: Vec<usize> = (0..drafts.len()).map(|draft| found.uses_of(draft)).collect();
    let addressed = role::addressed(words.len(), &drafts, &weights).map(PartyId).filter(|_| hints.is_empty());
    let mut verdicts = role::judge(&drafts, &weights, &uses);
    role::speaker(&drafts, &mut verdicts);
    side_with_partners(words, &found.mentions, &mut verdicts);
    hint::apply(&drafts, &mut verdicts, &role::principals(&drafts, &weights, &uses), hints);
    let list = drafts.into_iter().zip(weights).zip(verdicts).enumerate();
    let list = list.map(|(place, ((draft, weight), verdict))| {
        let uses = found.uses.get(place).map_or(&[][..], Vec::as_slice);
        let article = found.articles.get(place).copied().unwrap_or(0);
        party(PartyId(place), draft, weight, verdict, uses, article)
    });
    Parties { list: list.collect(), mentions: found.mentions, addressed }
}

/// "EHS and EHN", "EHS or EHN", again and again: a third party that is named together with one of the
/// two is on its side.
fn side_with_partners(words: &Words, mentions: &[Mention], verdicts: &mut [role::Verdict]) {
    let mut together = vec![[0usize; 2]; verdicts.len()];
    for pair in mentions.windows(2) {
        let [Mention { who: Who::Party(one), tokens: first, .. }, Mention { who: Who::Party(two), tokens: last, .. }] =
            pair
        else {
            continue;
        };
        // "between Acme and Borealis" puts them on two sides.
        let apart =
            first.start > 0 && matches!(words.word(first.start - 1), "between" | "among" | "both" | "of" | "either");
        let joined = !apart && last.start == first.end + 1 && matches!(words.word(first.end), "and" | "or" | "/");
        for (third, partner) in [(one, two), (two, one)] {
            let side = verdicts.get(partner.0).map(|verdict| verdict.role);
            let place = match side {
                Some(Role::Vendor) => 0,
                Some(Role::Customer) => 1,
                _ => continue,
            };
            if joined && let Some(counts) = together.get_mut(third.0) {
                counts[place] += 1;
            }
        }
    }
    for (verdict, [vendor, customer]) in verdicts.iter_mut().zip(together).filter(|(one, _)| one.role == Role::Other) {
        let role = if vendor > customer { Role::Vendor } else { Role::Customer };
        if vendor.max(customer) >= TOGETHER && vendor.min(customer) * 3 <= vendor.max(customer) {
            *verdict = role::Verdict { role, confidence: 0.6 };
        }
    }
}

/// So often named together, two are on one side.
const TOGETHER: usize = 3;

fn is_pronoun_only(draft: &Draft) -> bool {
    !draft.aliases.is_empty() && draft.aliases.iter().all(|alias| alias.kind == AliasKind::Pronoun)
}

/// In a letter "we" are who writes it and "you" is who gets it.
fn fold_letter(words: &Words, drafts: &mut Vec<Draft>, found: &mut Found, weights: &mut Vec<Weight>) {
    for first in [true, false] {
        let Some((writer, reader)) = correspondents(words, drafts, found) else { return };
        let speaks = |draft: &Draft| {
            is_pronoun_only(draft) && draft.aliases.iter().any(|alias| alias.text != "you" && !is_form(alias))
        };
        let from = drafts.iter().position(|draft| is_pronoun_only(draft) && speaks(draft) == first);
        let into = if first { writer } else { reader };
        if let Some(from) = from {
            merge(drafts, found, weights, from, into);
        }
    }
}

/// The two parties of a letter: its head names who writes and then who is written to, or the latter alone.
fn correspondents(words: &Words, drafts: &[Draft], found: &Found) -> Option<(usize, usize)> {
    let dear = (0..words.len().min(LETTER_HEAD)).find(|&at| words.word(at) == "dear" && words.starts_line(at))?;
    let named: Vec<usize> = (0..drafts.len()).filter(|&place| !is_pronoun_only(&drafts[place])).collect();
    let [one, two] = named[..] else { return None };
    let other = |place: usize| if place == one { two } else { one };
    let mut head =
        found.mentions.iter().take_while(|mention| mention.tokens.start < dear).filter_map(|mention| {
            matches!(mention.who, Who::Party(id) if named.contains(&id.0)).then_some(mention.who)
        });
    let Some(Who::Party(PartyId(first))) = head.next() else { return None };
    let both = head.any(|who| who != Who::Party(PartyId(first)));
    Some(if both { (first, other(first)) } else { (other(first), first) })
}

/// So many words at most stand above "Dear".
const LETTER_HEAD: usize = 250;

/// "We" in a contract that also has a Provider is the Provider: the roles tell, where both are known.
fn fold_pronouns(drafts: &mut Vec<Draft>, found: &mut Found, weights: &mut Vec<Weight>) {
    let pronouns: Vec<usize> = (0..drafts.len()).filter(|&place| is_pronoun_only(&drafts[place])).collect();
    let named: Vec<usize> = (0..drafts.len()).filter(|place| !pronouns.contains(place)).collect();
    if pronouns.is_empty() || named.is_empty() {
        return;
    }
    let verdicts = |places: &[usize]| {
        let some: Vec<Draft> = places.iter().map(|&place| drafts[place].clone()).collect();
        let some_weights: Vec<Weight> = places.iter().map(|&place| weights[place].clone()).collect();
        let uses: Vec<usize> = places.iter().map(|&place| found.uses_of(place)).collect();
        role::judge(&some, &some_weights, &uses)
    };
    let (spoken, written) = (verdicts(&pronouns), verdicts(&named));
    let mut moves: Vec<(usize, usize)> = Vec::new();
    for (&pronoun, verdict) in pronouns.iter().zip(spoken) {
        let same =
            named.iter().zip(&written).find(|(_, other)| verdict.role != Role::Other && other.role == verdict.role);
        if let Some((&target, _)) = same {
            moves.push((pronoun, target));
        }
    }
    // The last pronoun first, so that the places of the others stay; their targets move down.
    while let Some((from, into)) = moves.pop() {
        merge(drafts, found, weights, from, into);
        moves.iter_mut().filter(|(_, target)| *target > from).for_each(|(_, target)| *target -= 1);
    }
}

/// Makes one party of two; `from` is gone.
fn merge(drafts: &mut Vec<Draft>, found: &mut Found, weights: &mut Vec<Weight>, from: usize, into: usize) {
    let (draft, weight, uses, articles) = remove(drafts, found, weights, from, Some(into));
    let into = if into > from { into - 1 } else { into };
    drafts[into].aliases.extend(draft.aliases);
    drafts[into].evidence.extend(draft.evidence);
    weights[into].absorb(weight);
    found.uses[into].extend(uses);
    found.articles[into] += articles;
}

/// Takes a draft out; its mentions go to `heir`, or are gone.
fn remove(
    drafts: &mut Vec<Draft>,
    found: &mut Found,
    weights: &mut Vec<Weight>,
    from: usize,
    heir: Option<usize>,
) -> (Draft, Weight, Vec<usize>, usize) {
    let moved = |id: usize| match heir {
        Some(heir) if id == from => Some(heir),
        None if id == from => None,
        _ => Some(id),
    };
    let shift = |id: usize| if id > from { id - 1 } else { id };
    let old = std::mem::take(&mut found.mentions);
    found.mentions = old
        .into_iter()
        .filter_map(|mention| match mention.who {
            Who::Party(id) => Some(Mention { who: Who::Party(PartyId(shift(moved(id.0)?))), ..mention }),
            Who::Each | Who::Some => Some(mention),
        })
        .collect();
    (drafts.remove(from), weights.remove(from), found.uses.remove(from), found.articles.remove(from))
}

/// A name that the opening seemed to list and the text never calls again, beside two parties that
/// it does call: a place, a person or a project, not a party.
fn drop_strays(drafts: &mut Vec<Draft>, found: &mut Found, weights: &mut Vec<Weight>) {
    let busy = (0..drafts.len()).filter(|&place| found.uses_of(place) >= 3).count();
    for place in (0..drafts.len()).rev() {
        if busy >= 2 && !drafts[place].has_term() && found.uses_of(place) <= 2 && drafts.len() > 2 {
            remove(drafts, found, weights, place, None);
        }
    }
}

/// "Brightside Studio LLC (the "Supplier")".
const NAMINGS: usize = 2;

fn party(id: PartyId, draft: Draft, weight: Weight, verdict: role::Verdict, uses: &[usize], articles: usize) -> Party {
    let total: usize = uses.iter().sum();
    let alias = most_used(&draft.aliases, uses);
    let full = draft.aliases.iter().find(|alias| alias.kind == AliasKind::Name).map(|alias| alias.text.clone());
    let name = full.unwrap_or_else(|| alias.clone());
    let mut order: Vec<usize> = (0..draft.aliases.len()).filter(|&place| !is_form(&draft.aliases[place])).collect();
    sorting::by_key(&mut order, |&place| std::cmp::Reverse(uses.get(place).copied().unwrap_or(0)));
    let mut aliases = vec![name.clone()];
    for text in std::iter::once(alias.clone()).chain(order.iter().map(|&place| as_written(&draft.aliases[place]))) {
        if !aliases.contains(&text) {
            aliases.push(text);
        }
    }
    let mut evidence = draft.evidence;
    evidence.extend(weight.spans);
    // Where it is named and where its term is given there is no article in any manner of writing.
    let told = total.saturating_sub(NAMINGS);
    let article = (articles > 0 && articles * 5 > told * 3).then_some("the");
    Party { id, name, alias, aliases, article, role: verdict.role, confidence: verdict.confidence, evidence }
}

fn as_written(alias: &Alias) -> String {
    if alias.kind == AliasKind::Pronoun && alias.text == "i" { "I".to_owned() } else { alias.text.clone() }
}

/// "your" and "you'll" are forms of "you", no names of their own.
fn is_form(alias: &Alias) -> bool {
    let owning = matches!(alias.text.as_str(), "your" | "yours" | "our" | "ours" | "my" | "mine" | "me");
    alias.kind == AliasKind::Pronoun && (owning || alias.text.contains('\''))
}

/// The alias that the text uses most; all forms of a pronoun count for its subject form.
fn most_used(aliases: &[Alias], uses: &[usize]) -> String {
    let count = |place: usize| uses.get(place).copied().unwrap_or(0);
    let spoken: usize = (0..aliases.len()).filter(|&place| aliases[place].kind == AliasKind::Pronoun).map(count).sum();
    let named = (0..aliases.len())
        .filter(|&place| aliases[place].kind != AliasKind::Pronoun)
        .max_by_key(|&place| (count(place), std::cmp::Reverse(place)));
    match named {
        Some(place) if count(place) >= spoken => aliases[place].text.clone(),
        _ => subject(aliases, uses),
    }
}

fn subject(aliases: &[Alias], uses: &[usize]) -> String {
    let used = |text: &str| {
        let pairs = aliases.iter().zip(uses);
        let plain = |alias: &Alias| alias.text.split('\'').next().is_some_and(|word| word == text);
        pairs
            .filter(|(alias, _)| alias.kind == AliasKind::Pronoun && plain(alias))
            .map(|(_, uses)| *uses)
            .sum::<usize>()
    };
    let (you, we, first) = (
        used("you") + used("your") + used("yours"),
        used("we") + used("us") + used("our"),
        used("i") + used("me") + used("my"),
    );
    match () {
        () if you >= we && you >= first => "you",
        () if first > we => "I",
        () => "we",
    }
    .to_owned()
}
