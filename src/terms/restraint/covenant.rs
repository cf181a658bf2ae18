//! Negative covenants: not to compete, not to solicit staff or customers, not to disparage, not to
//! deal with others. In: sentences that forbid. Out: [`Restraint`]s. Mentions of competitors in duties
//! of secrecy, competent courts and what nothing shall prevent are none.

use std::ops::Range;
use std::sync::LazyLock;

use super::{Kind, Restraint};
use crate::contract::Contract;
use crate::facts::Side;
use crate::outline::{Sentence, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::terms::Bound;
use crate::terms::scope;
use crate::terms::subject::{self, Named};

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "compete",
            "{shall-not} ..60 (compete | competes | competing | competitor | competitors | competitive | competition)",
        ),
        ("compete", "{shall} ..6 (refrain | abstain | desist) ..14 from ..8 (competing | competition)"),
        ("compete", "(covenant* | agree*) not to compete"),
        (
            "compete",
            "{shall} ..4 (keep | stay) ..2 (away from | out of | clear of) ..12 (rival* | compet* | sector | market | field | industry | trade | line of business)",
        ),
        // "will accept no assignment from any other brand"
        (
            "compete",
            "{shall} ..3 (accept | take | take on | undertake | do) no ..4 (assignment | assignments | work | commission | commissions | engagement | engagements | mandate | project | projects | job | jobs | orders) \
             ..3 (from | for | with) ..2 (other | another | competing | rival*)",
        ),
        (
            "compete",
            "({may} | {shall}) ..2 (have | hold | take) no ..16 (competitor | competitors | competing | competitive | rival | rivals)",
        ),
        (
            "compete",
            "({vendor} ..1 (works | acts) | {shall} ..3 (work | act)) for no (other | one else) ..12 (maker | makers | company | brand | client | customer | firm | business | manufacturer | agency)",
        ),
        ("compete", "{shall-not} ..12 (work | advise | consult | act) ..14 (rival | rivals)"),
        ("compete", "{shall-not} ..20 (business | company | undertaking) ..3 (rivals | rivalling | rivaling)"),
        (
            "compete",
            "{shall-not} ..4 (start | join | found | set up | open) ..8 (business | company | firm) ..2 (like | similar to | the same as) {party}",
        ),
        ("compete", "{shall-not} ..3 (work for | advise | consult | serve) ..10 (another | any other)"),
        (
            "compete",
            "{shall-not} ..4 (develop | build | create | make | design | write | produce) ..10 (similar | comparable | same) ..10 (anyone else | anybody else | any other | another | others)",
        ),
        // "shall not itself develop, nor have others develop, software that performs the same functions as Siloline"
        (
            "compete",
            "{shall-not} ..16 (develop | build | create | make | offer | sell | market | launch | supply) ..24 \
             (software | product | products | service | services | system | platform | app | application | tool | goods) ..8 \
             (same | similar | comparable | equivalent | like) ..3 (function | functions | purpose | purposes | features | kind | type | use | uses) (as | to) !(for use in | purpose of use)",
        ),
        (
            "compete",
            "{shall} ..8 (handle | sell | offer | market | promote | carry | stock | represent) no ..8 (competing | competitive)",
        ),
        (
            "compete",
            "{shall-not} ..8 (serve | act | work | consult | perform services | render services | provide services) ..12 for (another | any other) \
             !(service bureau | time sharing | timesharing)",
        ),
        (
            "compete",
            "{shall-not} ..12 (engage | participate | own | invest | operate | perform | render | provide | offer) ..25 (similar | same) ..6 \
             (business | service | services | product | products | kind | nature | type)",
        ),
        (
            "compete",
            "{shall-not} ..30 (business | company | undertaking | firm | enterprise | person | entity) ..12 (akin | comparable | analogous) to",
        ),
        (
            "compete",
            "{shall-not} ..16 (engage | engaged | concerned | interested | involved | participate | deal) ..10 in (the | any) \
             (trade | business | manufacture | distribution | sale | supply | development) of !(other than) !(ordinary course)",
        ),
        (
            "product",
            "{shall-not} ..30 (research | develop | manufacture | commercialize | commercialise | market | distribute) ..30 (any | another) [other] \
             (product | products | compound | compounds) ..2 (containing | comprising | directed | contains)",
        ),
        (
            "compete",
            "{shall-not} ..20 (business | product | products | service | services) ..6 (similar | identical) to",
        ),
        (
            "solicit",
            "{shall-not} ..80 (solicit | solicits | soliciting | solicitation | recruit | entice | induce | divert | poach | canvass | lure | pinch | headhunt | tempt)",
        ),
        ("solicit", "not to ..12 (solicit | recruit | entice | induce | divert | poach | canvass | lure)"),
        (
            "contact",
            "{shall-not} ..8 (market | sell | provide | offer | accept) ..10 (to | from | with) ..2 (customer | customers | client | clients) of",
        ),
        (
            "contact",
            "{shall} ..3 (refuse | decline | turn down | reject) ..20 (from | by) ..6 (customer | customers | client | clients) of {party}",
        ),
        (
            "contact",
            "{shall} ..3 (refuse | decline | turn down | reject) ..20 (from | by) ..6 (business | company | person | anyone | anybody) ..4 {party} ..4 (served | serves | worked | works | supplies | supplied)",
        ),
        (
            "contact",
            "{shall-not} ..20 (work | services | supply | deal) ..3 (for | to | with) any {party} ..2 (customer | customers | client | clients)",
        ),
        (
            "dealt with",
            "{shall-not} ..20 (sell | supply | serve | provide | perform | work | deal | trade | business | services | orders | approach | solicit | take | accept | offer) \
             ..8 (for | to | from | with | approach | solicit) (any | a | such) \
             (person | company | business | firm | party | entity | organisation | organization | body) \
             ..1 (that | who | which | whom) ..10 {customer}",
        ),
        (
            "dealt with",
            "{shall-not} ..20 (sell | supply | serve | provide | perform | work | deal | trade | business | services | orders | approach | solicit | take | accept | offer) \
             ..8 (for | to | from | with | approach | solicit) (anyone | anybody) \
             ..1 (that | who | which | whom) ..10 {customer}",
        ),
        (
            "dealt with",
            "{shall-not} ..8 (offer | sell | provide | supply) ..6 (to | with) any ..10 (that | who | which) (deals | deal | dealt | trades | trade | buys | bought | works | worked | does business | did business) ..3 {customer}",
        ),
        (
            "contact",
            "{shall-not} ..12 (accept | solicit) ..4 business from ..3 (customer | customers | client | clients)",
        ),
        // "accept work from, call upon or in any manner deal with a person who is a customer or prospect of Agency"
        (
            "contact",
            "{shall-not} ..30 (work | business | orders | deal | trade | approach | call | solicit | canvass | contact | accept | serve | supply | services) ..24 \
             (customer | customers | client | clients | prospect | prospects | patient | patients) ..3 of {customer}",
        ),
        (
            "contact",
            "{shall-not} ..30 (accept | approach | call | solicit | canvass | contact | serve | supply | trade | deal | sell | quote) ..10 \
             {customer} ..3 (customer | customers | client | clients | prospect | prospects | patients)",
        ),
        ("contact", "{shall-not} ..3 (do business | deal | trade) with ..3 (customer | customers | client | clients)"),
        ("contact", "{shall-not} ..12 (contact | approach) ..8 (customer | customers | client | clients)"),
        (
            "contact",
            "{shall-not} ..8 (sell | market | provide | deal | do business) ..20 (who | which | that) (were | are | was | is) ..8 (customer | customers | client | clients | insureds | policyholders)",
        ),
        ("solicit", "{shall} ..6 refrain from ..8 (soliciting | recruiting | hiring)"),
        (
            "hire",
            "({shall-not} | not to) ..25 (hire | employ | engage | retain) ..25 (employee | employees | personnel | staff | consultants)",
        ),
        // "mustn't try to hire our people", "may not recruit anyone from the crew of"
        (
            "solicit",
            "{shall-not} ..8 (hire | employ | recruit | poach | take on | headhunt | lure) ..3 ({party} ..3 (people | team | crew | workers | folk | drivers | engineers) \
             | (anyone | anybody | somebody | someone) ..2 (from | of | in) ..3 (staff | people | team | crew | ranks | employ | service))",
        ),
        // "will not approach a member of the marketing team with an offer of work"
        (
            "solicited",
            "{shall-not} ..8 (approach | contact | invite | persuade | tempt | woo) ..16 (team | people | crew | member of | members of) \
             &(offer | offers | job | jobs | employment | leave | join | position | vacancy | away) !(customer* ..2 team)",
        ),
        // "will approach, make an offer to or take on anyone who has worked for the other"
        (
            "solicited",
            "{shall-not} ..16 (approach | hire | employ | engage | recruit | poach | take on) ..8 (anyone | anybody | someone | person | people | those) ..1 (who | that) ..3 (work | works | worked | employed | working) ..2 (for | by | with) ..2 ({party} | other)",
        ),
        (
            "solicited",
            "{shall-not} ..4 (approach | contact | invite | persuade | encourage | headhunt | target) ..12 \
             (staff | employee | employees | personnel | workers) ..14 (offer | offers | employment | job | jobs | position | leave | join | vacancy)",
        ),
        // "approach any of its staff with a view to taking that person on"
        (
            "solicited",
            "{shall-not} ..24 (approach | contact | invite | persuade | encourage | headhunt | target | tempt | interview | sound out | induce) ..12 \
             (staff | employee | employees | personnel | workers | workforce) \
             &(employ | employing | employment | engage | engaging | hire | hiring | recruit | recruiting | take on | taking on | (take | taking) ..3 on | job | jobs | position | leave | leaving | join | joining)",
        ),
        (
            "solicit",
            "{shall-not} ..4 (offer | offers | make) ..4 (employment | job | jobs | work | position) ..4 to ..6 (staff | employee | employees | personnel | workers)",
        ),
        ("solicited", "{shall-not} be ..6 (solicited | hired | recruited | approached | employed)"),
        (
            "disparage",
            "{shall-not} ..45 (disparage | disparages | disparaging | disparagement | disparagingly | denigrate | defame | defamatory | derogatory \
             | disrepute | ridicule | tarnish | disfavour | disfavor | badmouth | bad mouth | adverse ..1 (comment | comments | remark | remarks))",
        ),
        (
            "disparage",
            "{shall} ..6 (refrain | abstain) from ..12 (disparag* | denigrat* | defam* | derogatory | negative ..2 (comment* | statement* | remark*))",
        ),
        (
            "disparage",
            "{shall-not} ..8 (post | publish | make | write | say | issue | spread) ..24 (bad light | poor light | negative light | unfavourabl* | unfavorabl* | negativ* ..3 about)",
        ),
        // "will say nothing that puts the Theatre in a bad light", "must not speak ill of"
        (
            "disparage",
            "({shall} ..2 (say | post | publish | write | do) nothing | {shall-not} ..6 (speak | talk | say | write | post | publish)) ..24 \
             (bad light | poor light | negative light | ill of | badly of | harm ..4 (name | reputation | standing | image))",
        ),
        ("disparage", "{shall} ..4 avoid ..4 (disparag* | denigrat* | defam* | derogatory)"),
        (
            "disparage",
            "{shall-not} ..8 (make | publish | issue | post | write | leave | share) ..12 (negative | adverse | critical | unfavourable | unfavorable | bad) ..4 (comment* | statement* | remark* | review* | opinion* | rating*)",
        ),
        (
            "repute",
            "{shall} ..6 (refrain | abstain) from ..14 (injurious | harmful | detrimental | damaging) ..8 (business | reputation | goodwill)",
        ),
        (
            "repute",
            "{shall} ..4 (conduct | operate | carry on | run) ..14 (does not | do not | so as not to) ..16 (reputation | goodwill | good name | image)",
        ),
        ("disparage", "{shall} ..50 never (disparage | denigrate | defame)"),
        (
            "repute",
            "{shall-not} ..3 (do | take | engage | commit | perform | conduct | act) ..30 (harm | harms | harmful | damage | damages | damaging | injure | injures | injurious | detrimental | diminish | diminishes | impair | impairs | discredit | detract | detracts) ..12 (reputation | goodwill | good name | honor | honour)",
        ),
        (
            "repute",
            "{shall-not} ..3 (do | take | engage | commit | perform | conduct | act | suffer | permit) ..30 (adverse | negative | unfavorable | unfavourable) \
             (impact | effect | publicity | light | reflection) ..3 (on | upon | for) ..6 ({party} | reputation | goodwill | image | brand | marks)",
        ),
        (
            "repute",
            "{shall-not} ..3 (do | take | engage | commit | perform | conduct | act | suffer | permit) ..30 \
             ((reflect | reflects | reflecting) ..2 (adversely | unfavorably | unfavourably | negatively | badly | poorly) | (bring | brings) ..6 into (disrepute | contempt | scandal | ridicule) | (tarnish | tarnishes | disparage | disparages | embarrass | embarrasses))",
        ),
        (
            "others",
            "{shall-not} ..20 (appoint | engage | authorize | authorise | use | grant | license) ..12 (other | another | additional | third) ..6 \
             (distributor | distributors | agent | agents | reseller | resellers | dealer | dealers | supplier | suppliers | provider | providers \
             | manufacturer | representative | representatives | licensee | licensees | sponsor | franchisee)",
        ),
        (
            "others",
            "{shall-not} ..15 (purchase | buy | obtain | procure | source | order | acquire | accept) ..25 from (any | another) \
             ..3 (other | third | person | source | supplier | manufacturer | one | party)",
        ),
        (
            "others",
            "{shall-not} ..6 (purchase | buy | obtain | procure | source | order | acquire | take | use) ..16 (from | of) (third parties | anyone else | anybody else | (anyone | anybody | any person | any party | any source) (but | other than | except))",
        ),
        (
            "others",
            "{shall} ..6 (use | engage | hire | recourse to | buy from | purchase from | deal with | order from) no other (supplier | provider | vendor | source | contractor | manufacturer)",
        ),
        (
            "others",
            "{shall-not} ..15 (enter | engage | participate) ..20 (same | similar | agreement | arrangement | promotion) ..15 with \
             (any | another) [other] (third | entity | company | person | party | competitor | provider | other)",
        ),
        (
            "others",
            "{shall-not} ..12 (endorse | advertise | promote | appear) ..20 (any | another | other) ..8 (product | products | service | services \
             | brand | company | manufacturer)",
        ),
        (
            "others",
            "{shall-not} ..24 (supply | provide | perform | render | offer | sell | test | design | build | develop | advise | appear | serve | work | act) \
             ..24 (to | for | in | with | from) [the ..4 or to] any (other ..8 (business | company | firm | hospital | body | retailer | brand | bank | institution | undertaking | enterprise \
             | processor | operator | maker | producer | grower | grocer | chain | dealer | wholesaler | publisher | airline | insurer | school | university | lender) \
             | (business | company | brand | firm) ..2 (other than | except | save | besides | but) ..1 {customer})",
        ),
        (
            "sold",
            "{shall-not} ..16 (sell | supply | manufacture | market | distribute | produce | develop | developing | promote) ..16 (to | for) \
             (any | a | another) [other] (third | other | customer | person | entity | manufacturer | retailer | company)",
        ),
    ])
});

/// "Nothing shall prevent", "shall not be liable": what is denied is not the competing.
const OTHER_VERB: [&str; 39] = [
    "prevent",
    "preclude",
    "prohibit",
    "restrict",
    "limit",
    "affect",
    "disclose",
    "reveal",
    "divulge",
    "withhold",
    "liable",
    "deemed",
    "construed",
    "unreasonably",
    "require",
    "apply",
    "assign",
    "transfer",
    "constitute",
    "interpreted",
    "impair",
    "publish",
    "communicate",
    "responsible",
    "infringe",
    "violate",
    "less",
    "copy",
    "condition",
    "delay",
    "include",
    "obligated",
    "required",
    "consent",
    "sublicense",
    "show",
    "relieve",
    "operate",
    "waive",
];

pub fn read(contract: &Contract) -> Vec<Restraint> {
    let found = contract.find(&CUES);
    found.iter().filter_map(|one| restraint(contract, one, found.name(one))).collect()
}

fn restraint(contract: &Contract, one: &Match, cue: &str) -> Option<Restraint> {
    let sentence = contract.outline.sentence(one.sentence);
    let ban = modal(contract, one);
    let object = one.tokens.end - 1;
    if sentence.kind != SentenceKind::Body || is_about_else(contract, cue, ban.end..object) {
        return None;
    }
    // Who may be engaged below is a matter of subcontracting.
    if cue == "others" && scope::begins(contract, ban.end..one.tokens.end + 4, &["sub"]) {
        return None;
    }
    // "to anyone who is not a customer of Client": the customers are the ones that may be served.
    // And "approach any of Client's staff" speaks of the party by its name.
    let party = contract.facts.parties.at(object).is_some_and(|mention| mention.possessive);
    if cue == "contact" && (scope::holds(contract, ban.end..object, &["not"]) || party) {
        return None;
    }
    // "any person that has ordered from Client": whom the other side has dealt with is its customer.
    if cue == "dealt with" && (!has_dealt(contract, object) || scope::begins(contract, ban.end..object, &HELD)) {
        return None;
    }
    // "shall not engage in any activity": what is engaged in is nobody.
    let tokens = contract.document.text.tokens();
    let engages = |at: usize| {
        matches!(tokens.at(at), "hire" | "employ" | "retain") || tokens.at(at) == "engage" && tokens.at(at + 1) != "in"
    };
    if cue == "hire" && !(ban.start..object).any(engages) {
        return None;
    }
    let kind = kind(contract, cue, sentence, ban.end, object)?;
    let part = part(contract, sentence, ban.start, object);
    let who = bound(contract, sentence, one, &ban);
    // A supplier that may not sell to others is bound to its customer; a customer that may not is licensed.
    if cue == "sold" && (!who.as_ref().is_some_and(|who| who.bound.is(Side::Vendor)) || is_held(contract, &part)) {
        return None;
    }
    Some(Restraint::new(contract, kind, sentence, who, ban, part))
}

/// What is kept, not sold.
const HELD: [&str; 12] = [
    "confidential",
    "information",
    "data",
    "disclose",
    "trademark",
    "trademarks",
    "marks",
    "personal",
    "assign",
    "transfer",
    "obligated",
    "required",
];

/// A clause on whom the customer `at` has served, quoted or bought from, and not on whom it has not.
fn has_dealt(contract: &Contract, at: usize) -> bool {
    const DEALT: [&str; 16] = [
        "customer",
        "client",
        "deal",
        "dealt",
        "order",
        "supplied",
        "served",
        "serves",
        "quot",
        "introduced",
        "stored",
        "carried",
        "bought",
        "purchas",
        "contract",
        "work",
    ];
    let around = at.saturating_sub(10)..at + 10;
    let not = scope::holds(contract, at.saturating_sub(8)..at + 2, &["not", "no", "never"]);
    !not && scope::begins(contract, around, &DEALT)
}

/// Secrets, data and marks are kept, not sold; a ban on competing is read as such.
fn is_held(contract: &Contract, part: &Range<usize>) -> bool {
    scope::holds(contract, part.clone(), &HELD) || scope::begins(contract, part.clone(), &["compet"])
}

/// The words that forbid.
fn modal(contract: &Contract, one: &Match) -> Range<usize> {
    let tokens = contract.document.text.tokens();
    // "which consent shall not be withheld, Agency will not compete": the last ban before the object.
    let bans = |at: &usize| {
        tokens.at(at + 1) == "not"
            && (matches!(tokens.at(*at), "shall" | "will" | "may" | "must" | "agrees") || tokens.at(at + 2) == "to")
    };
    let captured = one.captures.last().map_or(one.tokens.start, |capture| capture.tokens.end);
    if let Some(at) = (captured..one.tokens.end.saturating_sub(2)).rev().find(bans) {
        return at..at + 2;
    }
    match one.captures.iter().rfind(|capture| capture.name == "shall-not" || capture.name == "shall") {
        Some(modal) => modal.tokens.clone(),
        _ => one.tokens.start..(one.tokens.start + 3).min(one.tokens.end),
    }
}

/// The first verb after the ban tells what is forbidden.
fn is_about_else(contract: &Contract, cue: &str, between: Range<usize>) -> bool {
    let near = between.start..(between.start + 5).min(between.end);
    let verb = match cue {
        "compete" => {
            scope::holds(contract, near.clone(), &OTHER_VERB)
                || states(contract, near)
                || scope::holds(
                    contract,
                    between.clone(),
                    &["disclose", "divulge", "confidential", "prevent", "preclude", "restrict"],
                )
        }
        _ => scope::holds(
            contract,
            near,
            &[
                "prevent",
                "preclude",
                "prohibit",
                "restrict",
                "limit",
                "apply",
                "affect",
                "deemed",
                "construed",
                "include",
                "liable",
                "less",
            ],
        ),
    };
    verb || leaves_the_ban(contract, between)
}

/// "shall not represent that", not "shall not represent or sell other lines".
fn states(contract: &Contract, near: Range<usize>) -> bool {
    let tokens = contract.document.text.tokens();
    near.into_iter().any(|at| {
        tokens.at(at) == "represent" && matches!(tokens.at(at + 1), "that" | "to" | "itself" | "himself" | "and" | ",")
    })
}

/// Another sentence part with its own verb stands between: "shall not assign …, and if a competitor …".
fn leaves_the_ban(contract: &Contract, between: Range<usize>) -> bool {
    let tokens = contract.document.text.tokens();
    between.clone().any(|at| tokens.at(at) == ";" && at + 25 < between.end)
        || scope::holds(contract, between, &["if", "unless", "whereas", "provided"])
}

fn kind(contract: &Contract, cue: &str, sentence: &Sentence, from: usize, object: usize) -> Option<Kind> {
    match cue {
        "compete" => competing(contract, sentence, from, object),
        "contact" | "dealt with" => Some(Kind::NonSolicitCustomers),
        "product" => Some(Kind::NonCompete),
        "solicit" | "hire" | "solicited" => soliciting(contract, sentence, cue, object),
        // Content must not be defamatory: a promise about the content.
        "disparage"
            if scope::holds(
                contract,
                sentence.tokens.start..object,
                &[
                    "contain",
                    "contains",
                    "constitute",
                    "content",
                    "display",
                    "material",
                    "materials",
                    "images",
                    "program",
                    "programs",
                    "film",
                    "films",
                    "work",
                    "works",
                    "titles",
                    "recordings",
                    "warrants",
                ],
            ) =>
        {
            None
        }
        "disparage" | "repute" => Some(Kind::NonDisparagement),
        _ => Some(Kind::Exclusivity),
    }
}

/// Endorsing a rival is breaking an exclusivity, running a rival business is competing.
fn competing(contract: &Contract, sentence: &Sentence, from: usize, object: usize) -> Option<Kind> {
    let tokens = contract.document.text.tokens();
    if matches!(
        tokens.at(object + 1),
        "bid" | "bids" | "bidding" | "pricing" | "prices" | "price" | "terms" | "information" | "rates"
    ) {
        return None;
    }
    let orders = |at: usize| {
        matches!(tokens.at(at + 1), "orders" | "sales" | "order" | "purchase") || tokens.at(at + 2) == "orders"
    };
    if scope::position(contract, from..object, &["solicit", "hire", "recruit", "entice"]).is_some_and(|at| !orders(at))
        && tokens.at(object).starts_with("competit")
    {
        return None;
    }
    let behind = object..(object + 20).min(sentence.tokens.end);
    let promoted = scope::begins(contract, from..object, &["endors", "sponsor", "advertis", "appear", "promot"]);
    let sells = scope::begins(
        contract,
        from..behind.end,
        &["sell", "market", "manufactur", "distribut", "develop", "represent"],
    );
    // "not to conduct or promote activities which compete": it may not do so itself.
    let carries = scope::begins(contract, from..object, &["conduct", "engag", "carry", "operat", "own"]);
    Some(if promoted && !sells && !carries { Kind::Exclusivity } else { Kind::NonCompete })
}

fn soliciting(contract: &Contract, sentence: &Sentence, cue: &str, verb: usize) -> Option<Kind> {
    const STAFF: [&str; 22] = [
        "servant",
        "servants",
        "workman",
        "workmen",
        "team",
        "crew",
        "anybody",
        "someone",
        "people",
        "technicians",
        "engineers",
        "employee",
        "employees",
        "personnel",
        "staff",
        "consultants",
        "workers",
        "officers",
        "workforce",
        "employment",
        "employed",
        "anyone",
    ];
    const CLIENTS: [&str; 24] = [
        "customer",
        "customers",
        "client",
        "clients",
        "accounts",
        "policyholders",
        "insureds",
        "subscribers",
        "members",
        "account",
        "patients",
        "merchants",
        "users",
        "purchaser",
        "advertisers",
        "licensees",
        "patronage",
        "business",
        "prospects",
        "buyers",
        "end",
        "member",
        "guests",
        "distributors",
    ];
    let behind = verb..(verb + 30).min(sentence.tokens.end);
    let range = if cue == "solicited" { sentence.tokens.start..behind.end } else { behind };
    let staff = scope::position(contract, range.clone(), &STAFF);
    let tokens = contract.document.text.tokens();
    // "on its own account or for others" names no customers.
    let own = |at: usize| {
        tokens.at(at) == "account" && matches!(tokens.at(at - 1), "own" | "its" | "their" | "his" | "her" | "your")
    };
    // "for a year after the end" speaks of no end users.
    let over = |at: usize| {
        tokens.at(at) == "end" && !matches!(tokens.at(at + 1), "user" | "users" | "customer" | "customers" | "clients")
    };
    // "any member of its staff" is staff.
    let of = |at: usize| tokens.at(at).starts_with("member") && tokens.at(at + 1) == "of";
    let clients = range.clone().find(|at| {
        CLIENTS.contains(&tokens.at(*at)) && !is_party(contract, *at) && !own(*at) && !of(*at) && !over(*at)
    });
    match (staff, clients) {
        (Some(staff), Some(clients)) if clients < staff => Some(Kind::NonSolicitCustomers),
        (Some(_), _) => Some(Kind::NonSolicitEmployees),
        (None, Some(_)) => Some(Kind::NonSolicitCustomers),
        // Whom one recruits or poaches is staff, whatever the trade calls it.
        (None, None) => {
            matches!(tokens.at(verb), "recruit" | "poach" | "headhunt").then_some(Kind::NonSolicitEmployees)
        }
    }
}

/// "Client" may be a party's name.
fn is_party(contract: &Contract, at: usize) -> bool {
    contract.facts.parties.at(at).is_some()
}

/// From the beginning of the part with the ban to the end of the part with the object.
fn part(contract: &Contract, sentence: &Sentence, ban: usize, object: usize) -> Range<usize> {
    scope::stretch(contract, sentence, ban).start..scope::stretch(contract, sentence, object).end
}

fn bound(contract: &Contract, sentence: &Sentence, one: &Match, ban: &Range<usize>) -> Option<Named> {
    let start = scope::stretch(contract, sentence, ban.start).start;
    // "neither Agency nor Client shall".
    let neither = scope::position(contract, ban.start.saturating_sub(8).max(start)..ban.start, &["neither"]);
    let sides = |at: usize, side: Side| {
        contract.facts.parties.within(at..ban.start).iter().any(|one| subject::bound(contract, one.who).is(side))
    };
    if let Some(at) = neither.filter(|at| sides(*at, Side::Vendor) && sides(*at, Side::Customer)) {
        return Some(Named { bound: Bound::Both, tokens: at..ban.start });
    }
    subject::before(contract, start, ban.start)
        .or_else(|| inside(contract, ban))
        .or_else(|| {
            scope::lead_in(sentence, ban.start).and_then(|lead| subject::before(contract, lead.start, lead.end))
        })
        .or_else(|| subject::after(contract, one.tokens.end..sentence.tokens.end, &["by"]))
}

/// "In no event shall Vendor", "neither party shall".
fn inside(contract: &Contract, ban: &Range<usize>) -> Option<Named> {
    let mention = contract.facts.parties.within(ban.start..ban.end + 1).iter().find(|mention| !mention.possessive)?;
    Some(Named { bound: subject::bound(contract, mention.who), tokens: mention.tokens.clone() })
}
