//! How this document speaks. In: a contract and a side. Out: a [`Voice`]: what it calls the parties,
//! whether it says shall or will, what it calls itself and the work. `render` fills texts with it.

use std::collections::HashMap;

use super::defined::DefinedTerms;
use crate::contract::Contract;
use crate::facts::{Party, Side, Value, Who};
use crate::playbook::{Form, PartyName, Stance, Usage};
use crate::text::TokenKind;

/// A document's own manner, found once for each review.
#[derive(Clone, Debug)]
pub struct Voice {
    side: Side,
    vendor: Name,
    customer: Name,
    shall: &'static str,
    this_agreement: String,
    deliverables: String,
    services: String,
    fees: String,
    /// An amount as the document writes most of them: the model for new ones.
    pub amounts: String,
    /// What the document defines.
    pub terms: DefinedTerms,
    /// What parts two paragraphs in the source.
    pub paragraph_break: &'static str,
}

#[derive(Clone, Debug)]
struct Name {
    /// As a clause would write it: "the Supplier", "Agency", "you".
    draft: String,
    /// As a text about the contract would: never a pronoun.
    plain: String,
    pronoun: Option<Pronoun>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pronoun {
    You,
    We,
    I,
}

impl Voice {
    pub fn of(contract: &Contract, side: Side, stance: Stance) -> Self {
        let words = Words::count(contract);
        Self {
            side,
            vendor: Name::of(contract, Side::Vendor, role(Side::Vendor, side, stance)),
            customer: Name::of(contract, Side::Customer, role(Side::Customer, side, stance)),
            shall: if words.plain("will") > words.plain("shall") { "will" } else { "shall" },
            this_agreement: words.this_agreement(),
            deliverables: words.term(&["Deliverables", "Deliverable", "Works", "Materials"], "deliverables"),
            services: words.term(&["Services", "Work", "Service"], "services"),
            fees: words.term(&["Fees", "Charges"], "fees"),
            amounts: amounts(contract),
            terms: DefinedTerms::of(contract),
            paragraph_break: if blank_lines(contract.document.text.source()) { "\n\n" } else { "\n" },
        }
    }

    /// A party in a clause of this document.
    pub fn draft(&self, name: PartyName, form: &Form) -> String {
        let name = self.name(name);
        match (form, name.pronoun) {
            (Form::Verb { third, .. }, None) => third.clone(),
            // "Acme … its portfolio", "you … your portfolio"
            (Form::Verb { third, .. }, Some(Pronoun::You)) if third == "its" => "your".to_owned(),
            (Form::Verb { third, .. }, Some(Pronoun::I)) if third == "its" => "my".to_owned(),
            (Form::Verb { other, .. }, Some(Pronoun::I)) if other == "are" => "am".to_owned(),
            (Form::Verb { other, .. }, Some(_)) => other.clone(),
            (Form::Possessive, Some(Pronoun::You)) => "your".to_owned(),
            (Form::Possessive, Some(Pronoun::We)) => "our".to_owned(),
            (Form::Possessive, Some(Pronoun::I)) => "my".to_owned(),
            (Form::Possessive, None) => possessive(&name.draft),
            (Form::Object, Some(Pronoun::We)) => "us".to_owned(),
            (Form::Object, Some(Pronoun::I)) => "me".to_owned(),
            (Form::Subject | Form::Object, _) => name.draft.clone(),
        }
    }

    /// A party in a text about the contract: by name, since "you" would be somebody else there.
    pub fn plain(&self, name: PartyName, form: &Form) -> String {
        let name = self.name(name);
        match form {
            Form::Verb { third, .. } => third.clone(),
            Form::Possessive => possessive(&name.plain),
            Form::Subject | Form::Object => name.plain.clone(),
        }
    }

    pub fn usage(&self, usage: Usage) -> &str {
        match usage {
            Usage::Shall => self.shall,
            Usage::ThisAgreement => &self.this_agreement,
            Usage::Deliverables => &self.deliverables,
            Usage::Services => &self.services,
            Usage::Fees => &self.fees,
        }
    }

    fn name(&self, name: PartyName) -> &Name {
        let side = match name {
            PartyName::Vendor => Side::Vendor,
            PartyName::Customer => Side::Customer,
            PartyName::Own => self.side,
            PartyName::Other => self.side.other(),
        };
        match side {
            Side::Vendor => &self.vendor,
            Side::Customer => &self.customer,
        }
    }
}

/// What a party on a side is called where the document does not tell its name.
fn role(of: Side, own: Side, stance: Stance) -> &'static str {
    match (stance, of == own) {
        (Stance::Receiving, true) | (Stance::Disclosing, false) => "receiving party",
        (Stance::Receiving, false) | (Stance::Disclosing, true) => "disclosing party",
        (Stance::On(_), _) => match of {
            Side::Vendor => "vendor",
            Side::Customer => "customer",
        },
    }
}

impl Name {
    /// `role` is for a party that the document does not name.
    fn of(contract: &Contract, side: Side, role: &str) -> Self {
        let Some(party) = contract.facts.parties.on(side) else {
            // "the receiving party" says who is meant without a name; "the vendor" must be filled in.
            let neither = contract.facts.parties.on(side.other()).is_none();
            let draft = match side {
                _ if neither && role.ends_with(" party") => format!("the {role}"),
                Side::Vendor => "[vendor]".to_owned(),
                Side::Customer => "[customer]".to_owned(),
            };
            return Self { draft, plain: format!("the {role}"), pronoun: None };
        };
        let pronoun = pronoun(&party.alias);
        let article = if writes_article(contract, party) { "the " } else { "" };
        let alias = without_article(&party.alias);
        match pronoun {
            None => {
                let draft = format!("{article}{alias}");
                Self { plain: draft.clone(), draft, pronoun }
            }
            Some(Pronoun::I) => Self { draft: "I".to_owned(), plain: spoken_name(party, role), pronoun },
            Some(_) => Self { draft: party.alias.to_lowercase(), plain: spoken_name(party, role), pronoun },
        }
    }
}

/// Does the document say "the Supplier"? In a short text the party's own mentions are too few to tell,
/// and what it does with the other party decides.
fn writes_article(contract: &Contract, party: &Party) -> bool {
    let alias = without_article(&party.alias);
    let seen = |words: &str| contract.document.text.canonical().contains(words);
    /// So many mentions tell by themselves.
    const ENOUGH: usize = 6;
    let parties = &contract.facts.parties;
    let told = parties.mentions.iter().filter(|mention| mention.who == Who::Party(party.id)).nth(ENOUGH).is_some();
    let others = !told
        && [Side::Vendor, Side::Customer]
            .into_iter()
            .filter_map(|side| parties.on(side))
            .any(|other| other.article.is_some());
    party.article.is_some() || others && (seen(&format!("the {alias} ")) || seen(&format!("The {alias} ")))
}

/// A name to speak of a party whom the document calls "you", "we" or "I".
pub(crate) fn spoken_name(party: &Party, role: &str) -> String {
    let known = std::iter::once(&party.name).chain(&party.aliases).find(|name| pronoun(name).is_none());
    known.filter(|name| !name.is_empty()).cloned().unwrap_or_else(|| format!("the {role}"))
}

fn pronoun(alias: &str) -> Option<Pronoun> {
    match alias.to_lowercase().as_str() {
        "you" | "your" | "yours" => Some(Pronoun::You),
        "we" | "us" | "our" | "ours" => Some(Pronoun::We),
        "i" | "me" | "my" | "mine" => Some(Pronoun::I),
        _ => None,
    }
}

fn without_article(alias: &str) -> &str {
    let article = alias.get(..4).filter(|start| start.eq_ignore_ascii_case("the "));
    article.and_then(|article| alias.strip_prefix(article)).unwrap_or(alias)
}

fn possessive(name: &str) -> String {
    // "the Sellers'" but "Widgets Inc.'s": a plural is told by its small s after a capital word of one.
    let plural = name.ends_with('s') && !name.ends_with("ss") && name.starts_with("the ");
    if plural { format!("{name}'") } else { format!("{name}'s") }
}

/// How often each word stands in the text, by itself and with a capital inside a sentence.
struct Words<'a> {
    contract: &'a Contract,
    /// For each distinct word: all its places, and those with a capital.
    counts: Vec<(usize, usize)>,
    agreements: HashMap<String, usize>,
}

impl<'a> Words<'a> {
    fn count(contract: &'a Contract) -> Self {
        let tokens = contract.document.text.tokens();
        let mut words = Self { contract, counts: vec![(0, 0); tokens.words().len()], agreements: HashMap::new() };
        for (at, token) in tokens.as_slice().iter().enumerate() {
            let Some((all, capital)) = words.counts.get_mut(token.word.0 as usize) else { continue };
            *all += 1;
            *capital += usize::from(token.capital && !token.all_caps && token.kind == TokenKind::Word);
            if at > 0 && matches!(tokens.at(at - 1), "this" | "these") && is_paper(tokens.at(at), token.capital) {
                *words.agreements.entry(paper(tokens.at(at - 1), contract.quote(token.span))).or_default() += 1;
            }
        }
        words
    }

    fn plain(&self, word: &str) -> usize {
        self.places(word).0
    }

    fn places(&self, word: &str) -> (usize, usize) {
        let id = self.contract.document.text.tokens().id(word);
        id.and_then(|id| self.counts.get(id.0 as usize)).copied().unwrap_or_default()
    }

    /// The first of these terms that is defined, else the most used with a capital, else `default`.
    fn term(&self, candidates: &[&str], default: &str) -> String {
        let defined = |term: &&&str| self.contract.facts.definitions.iter().any(|found| found.term == **term);
        if let Some(term) = candidates.iter().find(defined) {
            return (*term).to_owned();
        }
        let used = |term: &str| self.places(&term.to_lowercase()).1;
        let best = candidates.iter().rev().max_by_key(|term| used(term));
        best.filter(|term| used(term) > 0).map_or(default.to_owned(), |term| (*term).to_owned())
    }

    fn this_agreement(&self) -> String {
        let best = self.agreements.iter().max_by_key(|(phrase, count)| (**count, std::cmp::Reverse(phrase.as_str())));
        best.map_or("this Agreement".to_owned(), |(phrase, _)| phrase.clone())
    }
}

/// "this Order" is the paper itself, "this order" may be another.
fn is_paper(word: &str, capital: bool) -> bool {
    matches!(word, "agreement" | "contract") || capital && matches!(word, "terms" | "addendum" | "order")
}

/// "this Agreement"; "THIS AGREEMENT" is shouted and means the same.
fn paper(this: &str, noun: &str) -> String {
    let shouted = noun.chars().all(char::is_uppercase);
    let rest = noun.get(1..).unwrap_or_default();
    let noun =
        if shouted { noun.get(..1).unwrap_or_default().to_owned() + &rest.to_lowercase() } else { noun.to_owned() };
    format!("{this} {noun}")
}

/// "ninety (90) days" where most durations are written in words and figures, else nothing.
fn amounts(contract: &Contract) -> String {
    let durations = contract.facts.quantities.iter().filter(|fact| matches!(fact.value, Value::Duration(_)));
    let (both, other): (Vec<&str>, Vec<&str>) =
        durations.map(|fact| contract.quote(fact.span)).partition(|words| words.contains('('));
    let model = both.first().filter(|_| both.len() > other.len());
    model.map_or(String::new(), |words| words.to_lowercase().trim_end_matches(['\'', '’']).to_owned())
}

fn blank_lines(source: &str) -> bool {
    source.contains("\n\n") || source.contains("\r\n\r\n")
}
