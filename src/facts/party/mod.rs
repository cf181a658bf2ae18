//! Who is who. In: a document. Out: [`Parties`]: the parties, all that the text calls them, every
//! place that names one, and which of them supplies and which pays. `pattern` and `terms` come next.
//!
//! Names come from the opening ([`preamble`], [`listing`], [`passing`], [`letter`], [`lettered`], [`numbered`],
//! [`bracket`], [`name`], [`naming`]), from party blocks ([`block`]), from role nouns used as names ([`usage`]), from
//! "you" and "we" ([`pronoun`]) and, in a passage, from the names of who deals with whom ([`dealing`]) or acts
//! ([`acting`]), or from
//! nouns that no paper gives them ([`stray`]); [`variant`] adds the spellings
//! that are signed, [`initials`] the letters that stand for a name; [`mention`] finds all their places; [`evidence`] weighs what each party does ([`trade`]) and
//! [`role`] judges.

mod acting;
mod alias;
mod block;
mod bracket;
mod dealing;
mod evidence;
mod generic;
mod hint;
mod initials;
mod joint;
mod letter;
mod lettered;
mod listing;
mod mention;
mod name;
mod naming;
mod noun;
mod numbered;
mod passing;
mod preamble;
mod pronoun;
mod role;
mod settle;
mod stray;
mod trade;
mod usage;
mod variant;
mod words;

use std::ops::Range;

use crate::ingest::Document;
use crate::outline::Outline;
use crate::span::Span;
use words::Words;

/// A text of fewer tokens is a passage: nothing introduces its parties, since a contract does that where it begins.
const PASSAGE: usize = 320;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartyId(pub usize);

/// What a party does in the deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Supplies goods, services, work, a licence or rights.
    Vendor,
    /// Pays for them.
    Customer,
    /// Guarantor, affiliate, escrow agent …; or not known.
    Other,
}

/// The side that a review is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub enum Side {
    Vendor,
    Customer,
}

impl Side {
    pub fn other(self) -> Self {
        match self {
            Side::Vendor => Side::Customer,
            Side::Customer => Side::Vendor,
        }
    }
}

/// A user's word on a party: "Acme is the customer".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleHint {
    /// A name or alias as the text writes it, any case.
    pub name: String,
    pub role: Role,
}

#[derive(Clone, Debug)]
pub struct Party {
    pub id: PartyId,
    /// The full name ("Acme Widgets, Inc."), or its defined term where no name is given.
    pub name: String,
    /// What operative clauses call it: "Client", "Acme", "you"; the most used first. For filling texts.
    pub alias: String,
    /// Every name, defined term and pronoun that the text uses for it, `name` and `alias` among them.
    pub aliases: Vec<String>,
    /// "the" where the text mostly writes "the Client" for it.
    pub article: Option<&'static str>,
    pub role: Role,
    /// 0 to 1: how sure the role is.
    pub confidence: f32,
    /// The words that told the role or the name.
    pub evidence: Vec<Span>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Party(PartyId),
    /// "each party", "either party", "both parties", "the parties", "neither party".
    Each,
    /// "the other party", "the indemnified party", "such party", "a party": a party, not told which.
    Some,
}

/// A party named in the text. A possessive ("Client's", "your", "its") is a mention too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    pub who: Who,
    pub tokens: Range<usize>,
    pub possessive: bool,
}

#[derive(Clone, Debug, Default)]
pub struct Parties {
    pub list: Vec<Party>,
    /// In document order, not overlapping.
    pub mentions: Vec<Mention>,
    /// "You", in a passage where nothing but the manner of writing tells its side.
    addressed: Option<PartyId>,
}

impl Parties {
    /// Parties that were not read from a text.
    pub fn of(list: Vec<Party>, mentions: Vec<Mention>) -> Self {
        Self { list, mentions, addressed: None }
    }

    /// Does the reader's side decide who is who?
    pub fn hang_on_reader(&self) -> bool {
        self.addressed.is_some()
    }

    /// Where a passage tells no more of it, "you" is who reads it, and the other party the other side.
    pub fn read_by(&mut self, reader: Side) {
        let Some(you) = self.addressed else { return };
        for party in self.list.iter_mut() {
            let side = if party.id == you { reader } else { reader.other() };
            party.role = match side {
                Side::Vendor => Role::Vendor,
                Side::Customer => Role::Customer,
            };
        }
    }

    pub fn role(&self, who: Who) -> Option<Role> {
        match who {
            Who::Party(id) => self.list.get(id.0).map(|party| party.role),
            Who::Each | Who::Some => None,
        }
    }

    /// The party on this side, where exactly one or a first one is known.
    pub fn on(&self, side: Side) -> Option<&Party> {
        let wanted = match side {
            Side::Vendor => Role::Vendor,
            Side::Customer => Role::Customer,
        };
        self.list.iter().find(|party| party.role == wanted)
    }

    /// The mentions that begin in a range of tokens.
    pub fn within(&self, tokens: Range<usize>) -> &[Mention] {
        let start = self.mentions.partition_point(|mention| mention.tokens.start < tokens.start);
        let end = self.mentions.partition_point(|mention| mention.tokens.start < tokens.end);
        &self.mentions[start..end.max(start)]
    }

    /// The mention that covers a token.
    pub fn at(&self, token: usize) -> Option<&Mention> {
        let after = self.mentions.partition_point(|mention| mention.tokens.start <= token);
        self.mentions[..after].last().filter(|mention| token < mention.tokens.end)
    }

    /// The mention that begins at a token.
    pub fn starting_at(&self, token: usize) -> Option<&Mention> {
        self.at(token).filter(|mention| mention.tokens.start == token)
    }

    /// The mention whose last token stands right before `token`.
    pub fn ending_at(&self, token: usize) -> Option<&Mention> {
        self.at(token.checked_sub(1)?).filter(|mention| mention.tokens.end == token)
    }

    /// The side that a mention's party is on.
    pub fn side(&self, who: Who) -> Option<Side> {
        match self.role(who)? {
            Role::Vendor => Some(Side::Vendor),
            Role::Customer => Some(Side::Customer),
            Role::Other => None,
        }
    }
}

/// The parties of a document. A hint outweighs all that the text says.
pub fn read(document: &Document, _outline: &Outline, hints: &[RoleHint]) -> Parties {
    let words = Words::new(&document.text);
    let mut drafts = preamble::read(&words);
    naming::add(&words, &mut drafts);
    block::add(&words, &mut drafts);
    alias::add_short_names(&words, &mut drafts);
    variant::add(&words, &mut drafts);
    initials::add(&words, &mut drafts);
    hint::add(&words, &mut drafts, hints);
    numbered::add(&words, &mut drafts);
    pronoun::add(&words, &mut drafts);
    if dealing::add(&words, &mut drafts) == dealing::Dealers::None {
        let named = mention::find(&words, &drafts);
        let uses: Vec<usize> = (0..drafts.len()).map(|draft| named.uses_of(draft)).collect();
        usage::add(&words, &mut drafts, &uses);
        acting::add(&words, &mut drafts);
    }
    let mut found = mention::find(&words, &drafts);
    if stray::add(&words, &mut drafts, &found) == stray::Strays::Added {
        found = mention::find(&words, &drafts);
    }
    settle::settle(&words, drafts, found, hints)
}
