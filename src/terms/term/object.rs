//! What a right to end something ends. In: a [`Line`] and its verb. Out: is it the deal, a part of it,
//! or something else (an order, a sublicence, a meeting)?

use super::ground;
use super::line::Line;

/// What the words do not end: an item of another kind than the deal.
const OTHER_OBJECTS: [&str; 28] = [
    "employment",
    "employee",
    "employees",
    "access",
    "account",
    "user",
    "users",
    "sublicense",
    "sublicenses",
    "lease",
    "negotiations",
    "discussions",
    "order",
    "orders",
    "shipment",
    "shipments",
    "subagency",
    "subcontract",
    "fund",
    "use",
    "delivery",
    "reservation",
    "defense",
    "defence",
    "meeting",
    "event",
    "loan",
    "policy",
];

/// The object of the verb, or nothing: then it is the contract.
pub fn ends_the_deal(line: &Line, verb: usize) -> bool {
    // "may terminate your account": to a subscriber it is the deal.
    let account = (verb + 2..verb + 4).find(|at| line.word(*at) == "account");
    if account.is_some_and(|at| {
        matches!(line.word(verb + 1), "your" | "the" | "its" | "such") && !line.holds(at..at + 3, &["manager", "of"])
    }) && line.stem(verb..verb + 1, &["terminat"]).is_some()
        || line.word(verb + 1) == "your" && line.word(verb + 2) == "account"
    {
        return true;
    }
    // "may cancel this Order": a purchase on the buyer's form, and all there is.
    if is_this_order(line, verb) {
        return true;
    }
    // "may bring this contract, or any order under it, to an end": what ends stands before.
    if matches!(line.word(verb), "end" | "close") && line.word(verb.saturating_sub(2)) == "to" {
        const DEAL: [&str; 9] = [
            "agreement",
            "contract",
            "engagement",
            "arrangement",
            "appointment",
            "project",
            "retainer",
            "relationship",
            "it",
        ];
        return line.holds(verb.saturating_sub(16)..verb, &DEAL);
    }
    if matches!(line.word(verb), "close" | "shut" | "deactivate") || is_withdrawn(line, verb) {
        return true;
    }
    // "may cancel any Order for its convenience": each of them is a deal.
    let ordered = line.holds(verb + 1..(verb + 4).min(line.len()), &["order", "orders"]);
    if ordered && ground::is_outright(line) {
        return true;
    }
    let close = verb + 1..(verb + 5).min(line.len());
    let other = line.position(close.clone(), &OTHER_OBJECTS);
    let deal = line.position(
        close,
        &[
            "agreement",
            "contract",
            "sow",
            "project",
            "engagement",
            "services",
            "license",
            "licence",
            "term",
            "addendum",
            "arrangement",
            "statement",
            "schedule",
            "retainer",
            "subscription",
            "plan",
            "appointment",
            "relationship",
            "deed",
            "deal",
            "assignment",
        ],
    );
    // "cancel any Products on order", "terminate its banner": what ends must be the deal itself.
    let bare = matches!(line.word(verb + 1), "by" | "at" | "upon" | "on" | "this" | "with" | "it" | "");
    let named = matches!(line.word(verb + 1), "the" | "its" | "any" | "such" | "all" | "a" | "an" | "your" | "our");
    let loose = matches!(line.word(verb), "cancel" | "end");
    // "may discontinue the manufacture or sale of the Products", not "may terminate this Distribution Agreement".
    const MADE: [&str; 5] = ["manufacture", "manufacturing", "production", "sale", "distribution"];
    let first = if line.word(verb + 1) == "the" { verb + 2 } else { verb + 1 };
    if MADE.contains(&line.word(first)) && matches!(line.word(first + 1), "of" | "or" | "and") {
        return false;
    }
    // "the whole of this Agreement", "its participation in this contract", "the OMA": the deal after all.
    let far =
        line.stem(verb + 1..(verb + 9).min(line.len()), &["agreement", "contract", "scope", "engagement"]).is_some();
    let term = line.word(verb + 1) == "the"
        && other.is_none()
        && line.is_capital(verb + 2)
        && !is_another_term(line, verb + 2);
    let told = deal.is_some() || far || (term && !loose);
    let else_ended = named || (loose && !bare);
    if else_ended && !told {
        return false;
    }
    let before = line.holds(verb.saturating_sub(10)..verb, &["employment", "sublicense", "lease", "loan"]);
    !(before || other.is_some_and(|at| deal.is_none_or(|deal| at < deal)))
}

/// "terminate the AMC" where that is a yearly sum: a defined term whose meaning is no contract.
fn is_another_term(line: &Line, at: usize) -> bool {
    const CONTRACTS: [&str; 9] = [
        "agreement",
        "contract",
        "engagement",
        "arrangement",
        "appointment",
        "order",
        "licence",
        "license",
        "services",
    ];
    let facts = &line.contract.facts;
    let word = line.span(at..at + 1).map_or("", |span| line.contract.quote(span));
    facts.definition_of(word).is_some_and(|definition| {
        let meaning = definition.meaning.of(line.contract.document.text.small());
        !meaning.is_empty() && !CONTRACTS.iter().any(|contract| meaning.contains(contract))
    })
}

/// "this Order", and "the Order" where nothing else in the document is a contract.
fn is_this_order(line: &Line, verb: usize) -> bool {
    let alone = |at: usize| {
        let words = line.contract.document.text.tokens().words();
        line.is_capital(at) && !words.iter().any(|word| matches!(word.as_str(), "agreement" | "contract"))
    };
    let order = line.position(verb + 2..(verb + 6).min(line.len()), &["order"]);
    order.is_some_and(|at| match line.word(at - 1) {
        "this" => true,
        "the" => alone(at),
        _ => false,
    })
}

/// An order, a statement of work or a service, and not the whole.
pub fn is_part(line: &Line, verb: usize) -> bool {
    if is_withdrawn(line, verb) || is_this_order(line, verb) {
        return false;
    }
    const PARTS: [&str; 8] = ["sow", "statement", "order", "schedule", "services", "service", "license", "licence"];
    let object = line.position(verb + 1..(verb + 7).min(line.len()), &PARTS);
    object.is_some() && line.position(verb + 1..(verb + 7).min(line.len()), &["agreement", "contract"]).is_none()
}

/// "may withdraw the service": what is supplied, and so the deal.
fn is_withdrawn(line: &Line, verb: usize) -> bool {
    matches!(line.word(verb), "withdraw" | "discontinue")
        && matches!(line.word(verb + 1), "the" | "this")
        && matches!(line.word(verb + 2), "service" | "services")
}
