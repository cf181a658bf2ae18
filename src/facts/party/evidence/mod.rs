//! Who supplies and who pays, told by what the text makes each party do. In: the words and the
//! mentions. Out: for each party, the weight on either side and the words that carry it.

mod paper;
mod price;
mod relation;
mod spoken;
mod work;

use super::trade::{self, Trade};
use super::words::Words;
use super::{Mention, PartyId, Who};
use crate::span::Span;

/// What speaks for a party being the vendor or the customer.
#[derive(Clone, Debug, Default)]
pub(super) struct Weight {
    pub vendor: f32,
    pub customer: f32,
    /// Above 0 for who shows information, below 0 for who must keep it.
    pub shown: f32,
    pub spans: Vec<Span>,
}

impl Weight {
    /// −1 (customer) to 1 (vendor); close to 0 where little is known or both sides are fed.
    pub fn lean(&self) -> f32 {
        (self.vendor - self.customer) / (self.vendor + self.customer + 4.0)
    }

    /// Little is told of who supplies and who pays.
    pub fn is_light(&self) -> bool {
        self.vendor + self.customer < 1.5
    }

    pub fn absorb(&mut self, other: Weight) {
        self.vendor += other.vendor;
        self.customer += other.customer;
        self.shown += other.shown;
        self.spans.extend(other.spans);
    }
}

/// So many words behind a mention are looked at.
const REACH: usize = 18;
/// So many spans are kept for a party.
const SPANS: usize = 6;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Class {
    Plain,
    /// shall, will, agrees, hereby, to …
    Auxiliary,
    Not,
    Pay,
    /// make (a payment, software)
    Make,
    Buy,
    Engage,
    Supply,
    Sell,
    Grant,
    Appoint,
    Invoice,
    /// fee, commission, royalty, compensation, price
    Reward,
    /// services, goods, deliverables, software
    Supplied,
    Licence,
    Dealer,
    /// damages, refund, claims, taxes, credits: paying these tells nothing
    NoPrice,
    Receive,
    /// send, submit, issue (an invoice)
    Send,
    /// repair, translate, analyse: work that only who is paid for it does
    Work,
    /// process, store (data on behalf of the other)
    Process,
    /// act, serve (as underwriter)
    Serve,
    /// forward, prepay (a deposit)
    Tender,
    Deposit,
    Stop,
}

fn class(word: &str) -> Class {
    match word {
        "shall" | "will" | "must" | "agrees" | "agree" | "hereby" | "may" | "to" | "has" | "have" | "is" | "are"
        | "be" | "been" | "desires" | "desire" | "wishes" | "wish" | "wants" | "also" | "promptly" | "timely"
        | "undertakes" | "required" | "obligated" | "responsible" | "then" | "only" | "initially" | "continue"
        | "would" | "can" | "liable" | "willing" | "intends" | "only," | "directly" | "fully" | "further"
        | "exclusively" | "expressly" | "irrevocably" | "solely" | "hire" | "need" | "needs" | "do" | "does" => {
            auxiliary(word)
        }
        "not" | "no" | "never" | "neither" | "nor" | "cannot" | "won't" | "don't" => Class::Not,
        "pay" | "pays" | "paid" | "remit" | "compensate" | "reimburse" | "paying" | "payable" | "remits" | "owe"
        | "owes" | "owed" | "due" => Class::Pay,
        "make" | "makes" | "made" => Class::Make,
        "purchase" | "purchases" | "buy" | "buys" | "purchased" | "order" | "orders" | "procure" | "acquire"
        | "subscribe" | "subscribes" | "ordered" | "purchasing" | "buying" | "rent" | "lease" => Class::Buy,
        "engage" | "engages" | "retain" | "retains" | "hires" | "commission's" | "engaged" | "retained" | "hired"
        | "hiring" | "commissions" | "employ" | "employs" | "engaging" => Class::Engage,
        "provide" | "provides" | "perform" | "performs" | "deliver" | "delivers" | "supply" | "supplies"
        | "furnish" | "furnishes" | "render" | "renders" | "manufacture" | "manufactures" | "develop" | "develops"
        | "design" | "host" | "produce" | "produces" | "provided" | "performed" | "rendered" | "supplied"
        | "furnished" | "delivered" | "performing" | "providing" | "manufactured" | "developed" | "build"
        | "create" | "maintain" | "install" | "ship" | "ships" | "supplying" | "endorse" | "providers" => Class::Supply,
        "sell" | "sells" | "sold" | "selling" => Class::Sell,
        "grant" | "grants" | "granted" | "license" | "licenses" | "licensed" | "licence" | "licences" => grant(word),
        "appoint" | "appoints" | "appointed" | "authorizes" => Class::Appoint,
        "invoice" | "invoices" | "bill" | "bills" | "invoicing" | "charge" | "charges" => Class::Invoice,
        "fee" | "fees" | "royalty" | "royalties" | "compensation" | "price" | "prices" | "remuneration"
        | "commission" | "rates" | "rate" | "salary" | "retainer" | "payment" | "payments" | "honorarium"
        | "stipend" | "sum" => Class::Reward,
        "services" | "service" | "work" | "deliverables" | "products" | "product" | "goods" | "software"
        | "hosting" | "support" | "maintenance" | "website" | "equipment" | "training" | "consulting" | "material"
        | "ingredients" | "design's" | "project" | "platform" | "advice" | "endorsement" | "appearances"
        | "designs" | "application" => Class::Supplied,
        "right" | "rights" => Class::Licence,
        "distributor" | "reseller" | "dealer" | "retailer" | "licensee" | "franchisee" | "wholesaler" => Class::Dealer,
        "damages" | "refund" | "refunds" | "claims" | "claim" | "taxes" | "tax" | "judgment" | "judgments"
        | "settlement" | "losses" | "penalty" | "penalties" | "premium" | "premiums" | "credits" | "wages"
        | "insurance" | "refunded" | "subcontractors" | "employees" | "settle" | "indemnify" | "award"
        | "liabilities" | "broken" | "breach" | "attorneys" | "lawyers" | "solicitors" | "suit" | "litigation"
        | "loss" | "fine" | "fines" | "fault" | "careless" => Class::NoPrice,
        "receive" | "receives" | "earn" | "earns" | "entitled" | "earned" => Class::Receive,
        "send" | "sends" | "submit" | "submits" | "issue" | "issues" | "issued" | "submitted" => Class::Send,
        "process" | "processes" | "hosts" | "stores" => Class::Process,
        "repair" | "repairs" | "translate" | "translates" | "analyse" | "analyses" | "analyze" | "analyzes"
        | "clean" | "cleans" | "transport" | "transports" | "photograph" | "photographs" | "cater" | "caters"
        | "illustrate" | "illustrates" | "film" | "films" | "calibrate" | "calibrates" | "tutor" | "tutors"
        | "teach" | "teaches" | "adapt" | "adapts" | "decorate" | "decorates" | "landscape" | "landscapes"
        | "guard" | "guards" | "survey" | "surveys" | "haul" | "hauls" => Class::Work,
        "act" | "acts" | "serve" | "serves" => Class::Serve,
        "forward" | "forwards" | "tender" | "tenders" | "prepay" | "prepays" => Class::Tender,
        "deposit" | "prepayment" => Class::Deposit,
        "." | ";" | "?" | "!" => Class::Stop,
        _ => Class::Plain,
    }
}

fn auxiliary(word: &str) -> Class {
    if word == "hire" { Class::Engage } else { Class::Auxiliary }
}

fn grant(word: &str) -> Class {
    if word.starts_with("grant") { Class::Grant } else { Class::Licence }
}

/// The weights, one for each of `parties`.
pub(super) fn weigh(words: &Words, mentions: &[Mention], parties: usize) -> Vec<Weight> {
    let classes: Vec<Class> = words.distinct().iter().map(|word| class(word)).collect();
    let mut scale = Scale { words, classes: &classes, mentions, weights: vec![Weight::default(); parties] };
    for (place, mention) in mentions.iter().enumerate() {
        if let Who::Party(id) = mention.who {
            scale.look_ahead(place, id.0);
            scale.look_back(place, id.0);
        }
    }
    for sign in relation::told(words, mentions) {
        scale.lean(sign.party, sign.lean, words.span(sign.tokens));
    }
    scale.writer();
    scale.weights
}

struct Scale<'a> {
    words: &'a Words<'a>,
    classes: &'a [Class],
    mentions: &'a [Mention],
    weights: Vec<Weight>,
}

impl Scale<'_> {
    fn class(&self, at: usize) -> Class {
        self.words.id(at).and_then(|id| self.classes.get(id.0 as usize).copied()).unwrap_or(Class::Stop)
    }

    fn vendor(&mut self, party: usize, weight: f32, span: Span) {
        self.note(party, weight, 0.0, span);
    }

    /// Above 0 for the vendor.
    fn lean(&mut self, party: usize, weight: f32, span: Span) {
        if weight != 0.0 {
            self.note(party, weight.max(0.0), (-weight).max(0.0), span);
        }
    }

    fn customer(&mut self, party: usize, weight: f32, span: Span) {
        self.note(party, 0.0, weight, span);
    }

    fn note(&mut self, party: usize, vendor: f32, customer: f32, span: Span) {
        if let Some(known) = self.weights.get_mut(party) {
            known.vendor += vendor;
            known.customer += customer;
            if known.spans.len() < SPANS {
                known.spans.push(span);
            }
        }
    }

    /// The next named party behind mention `place` that begins before token `limit`.
    fn next_party(&self, place: usize, limit: usize) -> Option<(usize, usize)> {
        let behind = self.mentions.get(place + 1..)?.iter().take(3).take_while(|mention| mention.tokens.start < limit);
        behind.into_iter().find_map(|mention| match mention.who {
            Who::Party(id) => Some((id.0, mention.tokens.start)),
            Who::Each | Who::Some => None,
        })
    }

    /// The end of the clause that a mention begins: a full stop, a semicolon, or so many words.
    fn reach(&self, from: usize) -> usize {
        (from..from + REACH)
            .find(|&at| self.class(at) == Class::Stop || self.words.starts_line(at))
            .unwrap_or(from + REACH)
    }

    fn holds(&self, from: usize, to: usize, wanted: Class) -> bool {
        (from..to).any(|at| self.class(at) == wanted)
    }

    fn look_ahead(&mut self, place: usize, party: usize) {
        let Some(mention) = self.mentions.get(place) else { return };
        let (start, from, possessive) = (mention.tokens.start, mention.tokens.end, mention.possessive);
        let limit = self.reach(from);
        if possessive {
            self.owned(party, start, from);
            return;
        }
        // "send us one invoice": who is only spoken of does nothing.
        if matches!(self.words.word(start), "us" | "me") {
            if spoken::is_to_be_paid(self.words, start) {
                self.vendor(party, 2.0, self.words.span(start - 1..from));
            }
            return;
        }
        if spoken::is_spoken(self.words, start) {
            let told = spoken::told(self.words, start, from, limit);
            self.lean(party, told, self.words.span(start..limit.min(from + 3)));
        }
        let shown = self.shown(from, limit);
        if let Some(known) = self.weights.get_mut(party) {
            known.shown += shown;
        }
        match trade::told(self.words, from) {
            Some(Trade::Maker) => return self.vendor(party, 2.0, self.words.span(start..from + 1)),
            Some(Trade::Dealer) => return self.customer(party, 1.0, self.words.span(start..from + 1)),
            None => {}
        }
        let next = self.next_party(place, limit).filter(|&(other, _)| other != party);
        if let Some((weight, end)) = work::told(self.words, start..from, limit, next.map(|(_, at)| at)) {
            self.lean(party, weight, self.words.span(start..end + 1));
            if let Some((other, at)) = next.filter(|&(_, at)| at <= end) {
                self.lean(other, -weight, self.words.span(at..at + 1));
            }
        }
        let Some(verb) = self.verb(from, limit) else { return };
        // "if Studio elects to purchase lamps": what may be bought besides.
        let supposed = start > 0 && matches!(self.words.word(start - 1), "if" | "should" | "whether");
        let pays = self.class(verb) == Class::Pay;
        if pays && self.is_no_price(start) || self.class(verb) == Class::Buy && supposed {
            return;
        }
        let being = (from..verb).any(|at| matches!(self.words.word(at), "be" | "been" | "is" | "are"));
        let due = verb > 1 && self.words.word(verb - 2) == "due";
        // "you are: whoever pays"
        let active = self.words.word(verb).ends_with("ing") || self.words.word(verb).ends_with('s');
        let passive = being && !due && !active;
        let span = self.words.span(start..verb + 1);
        self.act(party, next, verb, limit, passive, span);
    }

    /// Who wrote the paper is told by its name: "we" in a quotation supplies, "we" in conditions of purchase pays.
    fn writer(&mut self) {
        let Some((lean, title)) = paper::told(self.words) else { return };
        let speaks = |mention: &&Mention| matches!(self.words.word(mention.tokens.start), "we" | "us" | "our");
        let Some(Mention { who: Who::Party(PartyId(party)), .. }) = self.mentions.iter().find(speaks) else { return };
        self.lean(*party, lean, self.words.span(title));
    }

    /// Does the party show information (1), or must it keep what it is shown (-1)?
    fn shown(&self, from: usize, limit: usize) -> f32 {
        let modal =
            |at: usize| matches!(self.words.word(at), "shall" | "will" | "must" | "may" | "agrees" | "undertakes");
        let Some(start) = (from..(from + 4).min(limit)).find(|&at| modal(at)) else { return 0.0 };
        let near = start + 1..(start + 9).min(limit);
        let found = |words: &[&str], range: std::ops::Range<usize>| {
            range.into_iter().any(|at| words.contains(&self.words.word(at)))
        };
        let tells =
            found(&["disclose", "divulge", "reveal", "show", "share", "demonstrate", "communicate"], near.clone())
                || found(&["available"], start + 1..limit) && found(&["make"], near.clone());
        let secret = found(&["confidential", "confidence", "secret", "secrecy"], start + 1..limit);
        match () {
            () if tells && found(&["not", "never"], near.clone()) => -1.0,
            () if secret && found(&["keep", "hold", "treat", "preserve", "maintain"], near.clone()) => -1.0,
            () if found(&["use"], near.clone()) && found(&["only", "solely"], start + 1..limit) => -0.6,
            () if tells => 1.0,
            () => 0.0,
        }
    }

    /// The first word that says what the party does, over auxiliaries and a few adverbs.
    fn verb(&self, from: usize, limit: usize) -> Option<usize> {
        // "we'll tell you and invoice the seats": another's deed.
        if matches!(self.words.word(from), "and" | "or") && self.class(from + 1) != Class::Auxiliary {
            return None;
        }
        let mut plain = 0;
        for at in from..limit {
            match self.class(at) {
                Class::Auxiliary => {}
                // "what we are due to pay you"
                Class::Pay if self.words.word(at) == "due" && self.words.word(at + 1) == "to" => {}
                // "may insist upon due process": no verb.
                Class::Pay if self.words.word(at) == "due" && matches!(self.words.word(at - 1), "upon" | "with") => {
                    return None;
                }
                Class::Not | Class::Stop => return None,
                // "sends you an invoice": a noun follows, no verb.
                Class::Plain if matches!(self.words.word(at), "a" | "an" | "the" | "any" | "this" | "that" | "of") => {
                    return None;
                }
                Class::Plain if self.words.is_punct(at) => plain += 1,
                Class::Plain => {
                    plain += 1;
                    if plain > 2 {
                        return None;
                    }
                }
                _ => return Some(at),
            }
        }
        None
    }

    fn act(
        &mut self,
        party: usize,
        object: Option<(usize, usize)>,
        verb: usize,
        limit: usize,
        passive: bool,
        span: Span,
    ) {
        let between = |other: Option<(usize, usize)>| other.map(|(other, _)| other);
        match self.class(verb) {
            Class::Pay if self.holds(verb + 1, limit, Class::NoPrice) || self.is_on_secrets() => {}
            Class::Pay if self.is_made_good(verb, limit) => {}
            // "Agency will be paid", "is due"
            Class::Pay if passive => self.vendor(party, 2.0, span),
            Class::Pay => {
                // "money that you owe us" may come from anywhere.
                let share = if self.words.word(verb).starts_with("owe") { 0.5 } else { 1.0 };
                self.customer(party, 2.0 * share, span);
                if let Some(other) = between(object) {
                    self.vendor(other, 1.5 * share, span);
                }
            }
            Class::Buy if passive => {}
            Class::Buy => {
                self.customer(party, if object.is_some() { 1.5 } else { 0.7 }, span);
                if let Some((other, at)) = object
                    && self.words.word(at - 1) == "from"
                {
                    self.vendor(other, 1.5, span);
                }
            }
            Class::Engage => self.engage(party, object, verb, passive, span),
            Class::Supply if !passive && self.holds(verb + 1, (verb + 10).min(limit), Class::Supplied) => {
                self.vendor(party, 1.0, span);
                if let Some((other, at)) = object
                    && matches!(self.words.word(at - 1), "to" | "for" | "the")
                {
                    self.customer(other, 0.7, span);
                }
            }
            // "will design for Alder Foods"; "you deliver to us at the gate"
            Class::Supply if !passive && object.is_some_and(|(_, at)| self.is_served(verb, at)) => {
                self.vendor(party, 1.0, span);
                if let Some(other) = between(object) {
                    self.customer(other, 0.7, span);
                }
            }
            Class::Make if !passive && self.holds(verb + 1, (verb + 4).min(limit), Class::Reward) => {
                self.customer(party, 1.5, span);
            }
            // Where secrets are told, what a party makes is all that tells who would supply.
            Class::Make if !passive && self.makes_goods(verb, limit) => {
                self.vendor(party, if self.is_on_secrets() { 3.0 } else { 1.0 }, span)
            }
            Class::Work if !passive => self.vendor(party, 1.0, span),
            Class::Sell if !passive => self.sell(party, object, span),
            // Who lets the other use its own content or name supplies nothing by that.
            Class::Grant if !passive && self.grants_own(verb, limit) => {}
            Class::Grant if !passive && self.holds(verb + 1, limit, Class::Licence) => self.grant(party, object, span),
            Class::Licence if !passive && matches!(self.words.word(verb), "licenses" | "licences") => {
                self.grant(party, object, span)
            }
            Class::Appoint => self.appoint(party, object, verb, span),
            Class::Invoice if !passive => {
                self.vendor(party, 2.0, span);
                if let Some(other) = between(object) {
                    self.customer(other, 1.5, span);
                }
            }
            Class::Send if !passive && self.holds(verb + 1, (verb + 6).min(limit), Class::Invoice) => {
                self.vendor(party, 1.5, span)
            }
            // "processes personal data on behalf of Client"
            Class::Process if !passive => {
                if let Some((other, at)) = object
                    && (1..3).any(|back| self.words.word(at.saturating_sub(back)) == "of")
                    && (1..5).any(|back| self.words.word(at.saturating_sub(back)) == "behalf")
                {
                    self.vendor(party, 1.5, span);
                    self.customer(other, 1.5, span);
                }
            }
            // "will act as principal underwriter"; who acts as distributor buys.
            Class::Serve if self.words.word(verb + 1) == "as" && !self.holds(verb, verb + 8, Class::Dealer) => {
                self.vendor(party, 1.0, span)
            }
            Class::Tender if !passive && self.holds(verb + 1, limit, Class::Deposit) => {
                self.customer(party, 2.0, span);
                if let Some(other) = between(object) {
                    self.vendor(other, 1.5, span);
                }
            }
            Class::Receive if self.holds(verb + 1, (verb + 8).min(limit), Class::Reward) => {
                self.vendor(party, 1.5, span)
            }
            _ => {}
        }
    }

    /// "design for you", "deliver to our works", but not "deliver to us the artwork".
    fn is_served(&self, verb: usize, other: usize) -> bool {
        let delivers =
            matches!(self.words.word(verb), "deliver" | "delivers" | "ship" | "ships" | "supply" | "supplies");
        other <= verb + 3
            && match self.words.word(other - 1) {
                "for" => true,
                "to" => delivers && spoken::is_spoken(self.words, other) && !spoken::hands_over(self.words, other + 1),
                _ => false,
            }
    }

    /// In a paper on confidentiality nobody pays a price: what is paid there makes good a breach.
    fn is_on_secrets(&self) -> bool {
        const TITLE: usize = 10;
        let names = |word: &str| word.starts_with("confiden") || matches!(word, "nondisclosure" | "disclosure" | "nda");
        let title = 0..(1..TITLE.min(self.words.len())).find(|&at| self.words.starts_line(at)).unwrap_or(0);
        title.clone().any(|at| names(self.words.word(at))) && !title.into_iter().any(|at| self.class(at) == Class::Stop)
    }

    /// "makes sensors and software", but not "makes changes to the software".
    fn makes_goods(&self, verb: usize, limit: usize) -> bool {
        let thing = (verb + 1..(verb + 7).min(limit)).find(|&at| self.class(at) == Class::Supplied);
        let turned =
            |at: usize| matches!(self.words.word(at), "to" | "of" | "for" | "available" | "use" | "in" | "any");
        thing.is_some_and(|thing| !(verb + 1..thing).any(turned))
    }

    /// "Client engages Agency", "Agency is engaged by Client"; "Licensor retains all rights" is none.
    fn engage(&mut self, party: usize, object: Option<(usize, usize)>, verb: usize, passive: bool, span: Span) {
        // "anyone you hire belongs to us": the next party is not the one that is hired.
        let apart = |at: usize| {
            (verb + 1..at).any(|place| matches!(self.words.word(place), "belong" | "belongs" | "is" | "are"))
        };
        let Some((other, at)) = object.filter(|&(_, at)| at <= verb + 4 && !apart(at)) else {
            if !passive && self.tasks_a_name(verb) {
                self.customer(party, 2.5, span);
            }
            return;
        };
        let (payer, worker) = if passive || self.words.word(at - 1) == "by" { (other, party) } else { (party, other) };
        self.customer(payer, 2.5, span);
        self.vendor(worker, 2.5, span);
    }

    fn sell(&mut self, party: usize, object: Option<(usize, usize)>, span: Span) {
        if let Some((other, at)) = object
            && self.words.word(at - 1) == "to"
        {
            self.vendor(party, 1.5, span);
            self.customer(other, 1.5, span);
        }
    }

    /// "a licence to use your content", "to its name and logo".
    fn grants_own(&self, verb: usize, limit: usize) -> bool {
        let own = |at: usize| matches!(self.words.word(at), "your" | "our" | "its" | "their" | "such");
        let what = |at: usize| {
            matches!(
                self.words.word(at),
                "content" | "data" | "inputs" | "input" | "feedback" | "name" | "logo" | "submissions" | "suggestions"
            )
        };
        // "a right to learn from everything that you put into the service": its own too.
        let put = |at: usize| {
            matches!(self.words.word(at), "everything" | "whatever" | "anything")
                && (at..at + 10)
                    .any(|at| matches!(self.words.word(at), "put" | "upload" | "enter" | "submit" | "post" | "store"))
        };
        (verb..limit).any(|at| own(at) && (what(at + 1) || what(at + 2)) || put(at))
    }

    fn grant(&mut self, party: usize, object: Option<(usize, usize)>, span: Span) {
        self.vendor(party, 1.2, span);
        if let Some((other, _)) = object {
            self.customer(other, 1.2, span);
        }
    }

    /// "We appoint Gullane Survey to inspect": a name that is no party's yet.
    fn tasks_a_name(&self, verb: usize) -> bool {
        let tasked = (verb + 2..verb + 7).any(|at| matches!(self.words.word(at), "to" | "as" | "for"));
        let known = self.mentions.iter().any(|mention| mention.tokens.start == verb + 1);
        self.words.is_capital(verb + 1) && tasked && !known && !self.holds(verb, verb + REACH, Class::Dealer)
    }

    /// "appoints Bolt as its distributor": the one that appoints sells; as agent: the one that appoints pays.
    fn appoint(&mut self, party: usize, object: Option<(usize, usize)>, verb: usize, span: Span) {
        let Some((other, at)) = object.filter(|&(_, at)| at <= verb + 4) else {
            if self.tasks_a_name(verb) {
                self.customer(party, 3.0, span);
            }
            return;
        };
        if self.holds(verb, at + REACH + 6, Class::Dealer) {
            self.vendor(party, 2.5, span);
            self.customer(other, 2.5, span);
        } else {
            self.customer(party, 1.5, span);
            self.vendor(other, 1.5, span);
        }
    }

    /// "Agency's fees", "our services", "your payment".
    fn owned(&mut self, party: usize, start: usize, from: usize) {
        // "your day rate", "your quotation": only who is paid has one; "our brief", "our purchase order": who pays.
        let thing = self.words.word(from + usize::from(matches!(self.words.word(from), "day" | "hourly" | "account")));
        let whole = self.words.span(start..from + 1);
        self.lean(party, spoken::owned(self.words, start, from), whole);
        match (self.words.word(start), self.words.word(from), thing) {
            ("your", "account", "director" | "handler" | "executive") => return self.vendor(party, 1.5, whole),
            ("your", "day" | "hourly", "rate" | "rates") => return self.vendor(party, 1.5, whole),
            (
                "your",
                _,
                "quotation" | "quote" | "proposal" | "estimate" | "subcontractors" | "workmanship" | "deliverables"
                | "crew" | "tender",
            ) => return self.vendor(party, 1.5, whole),
            ("your", "account" | "subscription" | "order" | "orders", _) => return self.customer(party, 1.8, whole),
            ("your", "last", _) if self.words.word(from + 1) == "day" => return self.vendor(party, 1.5, whole),
            ("our", "order", _) if self.words.word(from + 1) == "form" => return self.customer(party, 1.5, whole),
            ("our", "purchase", _) if self.words.word(from + 1) == "order" => return self.customer(party, 1.5, whole),
            ("our", "brief" | "briefs" | "budget", _) => return self.customer(party, 1.5, whole),
            _ => {}
        }
        // "your price" is what you pay, "your fee" may be what you earn.
        let reach = from..from + if self.words.word(start) == "your" { 0 } else { 3 };
        let span = self.words.span(start..from + 1);
        for at in reach {
            match self.class(at) {
                Class::Stop => return,
                Class::Reward if self.words.word(at).starts_with("payment") => return self.customer(party, 0.7, span),
                Class::Reward => return self.vendor(party, 1.0, span),
                Class::Invoice => return self.vendor(party, 1.0, span),
                Class::Supplied if matches!(self.words.word(at), "services" | "service") => {
                    return self.vendor(party, 0.7, span);
                }
                Class::Buy => return self.customer(party, 0.5, span),
                _ => {}
            }
        }
    }

    /// "paid by Client", "fees payable to Agency", "services provided by Agency", "purchased from Seller".
    fn look_back(&mut self, place: usize, party: usize) {
        let Some(mention) = self.mentions.get(place) else { return };
        let start = mention.tokens.start;
        let article = usize::from(start > 0 && self.words.word(start - 1) == "the");
        let Some(joint) = start.checked_sub(1 + article) else { return };
        let link = self.words.word(joint);
        if mention.possessive
            || !matches!(link, "by" | "to" | "from" | "of")
            || joint == 0
            || self.words.starts_line(joint)
        {
            return;
        }
        let near = joint.saturating_sub(4);
        let span = self.words.span(joint.saturating_sub(1)..mention.tokens.end);
        let verb = (near..joint).rev().find(|&at| !matches!(self.class(at), Class::Plain | Class::Auxiliary));
        let Some(verb) = verb else { return };
        if self.holds(verb.saturating_sub(4), verb, Class::Not) {
            return;
        }
        let close = joint - verb <= 2;
        match (self.class(verb), link) {
            (Class::Pay, "by") if close => self.customer(party, 1.5, span),
            (Class::Pay, "to") if close && matches!(self.words.word(verb), "paid" | "payable" | "due" | "owed") => {
                self.vendor(party, 1.5, span);
            }
            (Class::Reward, "to") if close => self.vendor(party, 1.0, span),
            (Class::Invoice, "from") => self.vendor(party, 1.0, span),
            // "the bills raised by the Contractor"
            (Class::Invoice, "by") if matches!(self.words.word(joint - 1), "raised" | "sent" | "presented") => {
                self.vendor(party, 1.5, span)
            }
            (Class::Send | Class::Supply, "by")
                if close && self.holds(verb.saturating_sub(3), verb, Class::Invoice) =>
            {
                self.vendor(party, 1.5, span)
            }
            (Class::Supply, "by") if close && self.holds(verb.saturating_sub(5), verb, Class::Supplied) => {
                self.vendor(party, 0.8, span)
            }
            (Class::Supplied, "to") if self.holds(verb.saturating_sub(6), verb, Class::Supply) => {
                self.customer(party, 0.5, span)
            }
            // "purchase twelve months of support services from Seller"
            (Class::Supplied, "from") if close && self.holds(verb.saturating_sub(14), verb, Class::Buy) => {
                self.vendor(party, 1.0, span)
            }
            (Class::Supplied, "of") if matches!(self.words.word(verb), "services") => self.vendor(party, 0.7, span),
            (Class::Buy, "by") if close => self.customer(party, 1.0, span),
            (Class::Buy, "from") => self.vendor(party, 1.0, span),
            (Class::Sell, "by") if close => self.vendor(party, 0.5, span),
            (Class::Licence, "by") if close && self.words.word(verb) == "licensed" => self.vendor(party, 0.7, span),
            _ => {}
        }
    }
}
