//! Clause patterns over whole texts: what each construct means, as `docs/patterns.md` states it.

use clausewright::contract::Contract;
use clausewright::facts::{Duration, Fact, Facts, Mention, Parties, Party, PartyId, Role, Unit, Value, Who};
use clausewright::ingest::Document;
use clausewright::outline::{ClauseId, Outline, Sentence, SentenceId, SentenceKind};
use clausewright::pattern::{Match, Pattern, PatternSet};

/// Reads `text` with its facts marked by hand: "Vendor" and "Client" are the parties, "Parties"
/// means each of them; "<number> <unit>" is a duration, "$ <number>" money.
/// Each line is one sentence; items of a list stand between `/`.
fn contract(text: &str) -> Contract {
    let (mut plain, mut items) = (String::new(), Vec::new());
    let mut sentence_ends = Vec::new();
    for line in text.lines() {
        let mut cuts = Vec::new();
        for (at, part) in line.split('/').enumerate() {
            if at > 0 {
                cuts.push(plain.len());
            }
            plain.push_str(part);
        }
        items.push(cuts);
        sentence_ends.push(plain.len());
        plain.push('\n');
    }
    let document = Document::from_paragraphs(plain.trim_end());
    let canonical = document.text.canonical().to_owned();
    assert_eq!(canonical, plain.trim_end(), "test texts are written in canonical form");
    let tokens = document.text.tokens();
    let place = |byte: usize| tokens.as_slice().partition_point(|token| token.span.start < byte);
    let mut outline = Outline { labels: vec![false; tokens.len()], ..Outline::default() };
    let mut start = 0;
    for (id, (end, cuts)) in sentence_ends.iter().zip(&items).enumerate() {
        let range = place(start)..place(*end);
        let items = cuts.windows(2).map(|cut| place(cut[0])..place(cut[1])).collect();
        outline.sentences.push(Sentence {
            id: SentenceId(id),
            clause: ClauseId(0),
            kind: SentenceKind::Body,
            span: tokens.span(range.clone()),
            tokens: range,
            items,
        });
        start = end + 1;
    }
    let facts = facts(&document);
    Contract::of(document, outline, facts)
}

fn facts(document: &Document) -> Facts {
    let tokens = document.text.tokens();
    let mut facts = Facts { parties: parties(), ..Facts::default() };
    for at in 0..tokens.len() {
        let who = match tokens.at(at) {
            "vendor" => Who::Party(PartyId(0)),
            "client" | "we" | "we'll" => Who::Party(PartyId(1)),
            "parties" | "party" => Who::Each,
            _ => Who::Some,
        };
        if who != Who::Some {
            let possessive = tokens.at(at + 1) == "'s";
            facts.parties.mentions.push(Mention { who, tokens: at..at + 1, possessive });
        }
        let (Ok(amount), unit) = (tokens.at(at).parse::<f64>(), tokens.at(at + 1)) else { continue };
        let unit = match unit {
            "days" => Some(Unit::Day),
            "months" => Some(Unit::Month),
            _ => None,
        };
        let value = match unit {
            Some(unit) => Value::Duration(Duration { amount, unit }),
            None if at > 0 && tokens.at(at - 1) == "$" => Value::Money { amount, currency: None },
            None => Value::Number(amount),
        };
        let range = at - usize::from(matches!(value, Value::Money { .. }))..at + 1 + usize::from(unit.is_some());
        let span = tokens.span(range.clone());
        facts.quantities.push(Fact { value, span, tokens: range, words_say: None });
    }
    facts
}

fn parties() -> Parties {
    let party = |id, name: &str, role| Party {
        id: PartyId(id),
        name: name.to_owned(),
        alias: name.to_owned(),
        article: None,
        aliases: vec![name.to_owned()],
        role,
        confidence: 1.0,
        evidence: Vec::new(),
    };
    Parties::of(vec![party(0, "Vendor", Role::Vendor), party(1, "Client", Role::Customer)], Vec::new())
}

fn find(pattern: &str, contract: &Contract) -> Vec<Match> {
    let set = PatternSet::new(&[Pattern::parse(pattern).unwrap_or_else(|error| panic!("{error}"))]);
    contract.find(&set).into_vec()
}

fn quotes(pattern: &str, text: &str) -> Vec<String> {
    let contract = contract(text);
    find(pattern, &contract).iter().map(|found| contract.quote(found.span).to_owned()).collect()
}

/// Pattern, text, and what it matches in the text.
const CASES: &[(&str, &str, &[&str])] = &[
    // Words
    ("set off", "Client may SET-OFF sums", &["SET-OFF"]),
    ("third-party claims", "a third party claims it", &["third party claims"]),
    ("indemnif*", "to indemnify, indemnification and indemnity", &["indemnify", "indemnification"]),
    ("client's use", "the Client's use of it", &["Client's use"]),
    ("supplier use", "the supplier's use", &["supplier's use"]),
    ("not liable", "is not, however small, liable. not, liable", &["not, liable"]),
    // Choices and options
    ("(use | misuse) of", "use of this, misuse of that, abuse of all", &["use of", "misuse of"]),
    (
        "(work product | (goods | wares) sold) [and] paid",
        "work product paid wares sold and paid",
        &["work product paid", "wares sold and paid"],
    ),
    ("fee | charge", "a charge, a fee", &["charge", "fee"]),
    ("the [whole] fee", "the whole fee, the fee", &["the whole fee", "the fee"]),
    // Gaps
    (
        "pay ..2 within",
        "pay within. pay it within. pay it now within. pay it all now within",
        &["pay within", "pay it within", "pay it now within"],
    ),
    ("pay .. invoice", "pay a b c d e f g h i j the invoice\npay\ninvoice", &["pay a b c d e f g h i j the invoice"]),
    // Leftmost, then shortest, none overlapping
    ("a ..9 b", "a a b b a b", &["a a b", "a b"]),
    ("a ..9 (b c | c)", "a x b c", &["a x b c"]),
    // Forbidden groups
    ("!(unless) pay fees", "pay fees\npay fees unless late", &["pay fees"]),
    (
        "pay fees !(not | never [ever] pay)",
        "pay fees\nnever pay fees\nnever ever pay fees, pay fees\nnot pay fees",
        &["pay fees"],
    ),
    ("pay !(not) | buy", "not pay buy", &["buy"]),
    // Required groups
    ("pay fees &(late)", "pay fees\npay fees late, pay fees", &["pay fees", "pay fees"]),
    ("&({vendor} | now) pay &(fees ..3 rent)", "Vendor, pay fees, rent\npay rent, fees now", &["pay"]),
    ("pay &(rent) | buy", "pay buy", &["buy"]),
    ("pay &(rent)", "Vendor shall pay /the rent; /the tax; /", &["pay"]),
    ("pay &(rent) !(never)", "pay rent\nnever pay rent", &["pay"]),
    // Words and phrases of like meaning
    ("fees", "charges, fees", &["charges", "fees"]),
    ("compensate* the client", "Vendor makes good the Client, but good is what it makes", &[]),
    ("{vendor} compensates ..1 the client", "Vendor makes good the Client", &["Vendor makes good the Client"]),
    ("make* good", "Vendor makes good", &["makes good"]),
    ("makes fees", "Vendor makes charges", &["makes charges"]),
    // Verbs behind "we" and "you"
    ("carries rent", "we carry rent, they carry rent, you also carry rent", &["carry rent", "carry rent"]),
    ("carry rent", "we carry rent, they carry rent", &["carry rent", "carry rent"]),
    ("carr* fees", "we carry charges", &["carry charges"]),
    // Parties
    ("{vendor} ..3 indemnif*", "Vendor must now indemnify\nClient must indemnify", &["Vendor must now indemnify"]),
    ("by {customer}", "by the Client, by Client", &["by the Client", "by Client"]),
    ("{customer} use", "Client's use, Client use", &["Client's use", "Client use"]),
    ("{each-party} pays", "The parties pays, Vendor pays", &["The parties pays"]),
    ("{party} pays", "The parties pays, Vendor pays", &["The parties pays", "Vendor pays"]),
    // Facts
    ("within {days}", "within 30 days, within 2 months", &["within 30 days"]),
    ("within {months}", "within 30 days, within 2 months", &["within 2 months"]),
    ("within {duration}", "within 30 days, within 2 months", &["within 30 days", "within 2 months"]),
    ("pay {money}", "pay $ 500, pay 500", &["pay $ 500"]),
    ("pay {number}", "pay $ 500, pay 500", &["pay 500"]),
    // Lists: each item is read with the lead-in and the tail
    (
        "pay ..4 (rent | tax)",
        "Vendor shall pay: /the rent; /the tax; /in time",
        &["pay: the rent", "pay: the rent; the tax"],
    ),
    ("tax ..2 in time", "Vendor shall pay: /the rent; /the tax; /in time", &["tax; in time"]),
    ("rent ..9 tax", "Vendor shall pay: /the rent; /the tax; /in time", &[]),
    ("{vendor} {shall-not} copy", "Vendor shall /keep it; /not copy it; /", &["Vendor shall keep it; not copy"]),
    ("{vendor} {shall} pay", "Vendor shall pay /the rent; /the tax; /", &["Vendor shall pay"]),
];

#[test]
fn each_construct_means_what_the_page_says() {
    for (pattern, text, expected) in CASES {
        assert_eq!(&quotes(pattern, text), expected, "`{pattern}` in {text:?}");
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Sense {
    Shall,
    ShallNot,
    May,
    Nothing,
}
use Sense::{May, Nothing, Shall, ShallNot};

/// What stands between "Client" and "pay" (or "Client" and "paying"), and what it means.
const MODALS: &[(Sense, &str)] = &[
    (Shall, "Client shall pay"),
    (Shall, "Client will pay"),
    (Shall, "Client must pay"),
    (Shall, "Client agrees to pay"),
    (Shall, "Client hereby agrees to pay"),
    (Shall, "Client hereby covenants and agrees to pay"),
    (Shall, "Client undertakes, at its own cost, to pay"),
    (Shall, "Client is required to pay"),
    (Shall, "Client is hereby obligated to pay"),
    (Shall, "Client shall be obliged to pay"),
    (Shall, "Client has to pay"),
    (Shall, "Client shall have the obligation to pay"),
    (Shall, "Client is under a duty to pay"),
    (Shall, "Client is to be paid, so Client shall pay"),
    (Shall, "we'll pay"),
    (Shall, "Client shall, at its sole expense, pay"),
    (Shall, "Client shall (at its sole expense) pay"),
    (Shall, "Client, upon demand, shall pay"),
    (Shall, "If Vendor agrees to wait, Client shall pay"),
    (ShallNot, "Client shall not pay"),
    (ShallNot, "Client will never pay"),
    (ShallNot, "Client may not pay"),
    (ShallNot, "Client cannot pay"),
    (ShallNot, "Client won't pay"),
    (ShallNot, "Client agrees not to pay"),
    (ShallNot, "Client agrees during the term and for two years thereafter not to pay"),
    (ShallNot, "Client shall ensure that its staff do not pay"),
    (ShallNot, "Client must procure that it does not pay"),
    (ShallNot, "Client shall in no event pay"),
    (ShallNot, "Client shall, under no circumstances, pay"),
    (ShallNot, "Client is not permitted to pay"),
    (ShallNot, "Client shall not be entitled to pay"),
    (ShallNot, "Client shall have no right to pay"),
    (ShallNot, "Client does not have the right to pay"),
    (ShallNot, "Client doesn't have a right to pay"),
    (ShallNot, "Client isn't allowed to pay"),
    (ShallNot, "Client is prohibited from pay"),
    (ShallNot, "In no event shall Vendor or Client pay. In no event will pay Client, Client must not pay"),
    (ShallNot, "Neither Client nor Vendor shall pay, Neither Client shall pay"),
    (ShallNot, "Neither Vendor, nor Client, may pay, nor Client shall pay"),
    (ShallNot, "No Client shall pay"),
    (ShallNot, "Nothing said of Client shall pay"),
    (ShallNot, "No Client may, or shall have the right to, pay"),
    (ShallNot, "Neither Client or Vendor may sell; no Client may, or shall, pay, Client shall not pay"),
    (Shall, "Neither party may sell, and Client shall pay"),
    (May, "Client may pay"),
    (May, "Client can pay"),
    (May, "Client may, at its option, pay"),
    (May, "Client, in its sole discretion, may pay"),
    (May, "Client at its option may pay, Client may pay"),
    (May, "Client is entitled to pay"),
    (May, "Client shall be entitled to pay"),
    (May, "Client shall be entitled at any time to pay"),
    (May, "Client is free from time to time to pay"),
    (May, "Client shall have the right to pay"),
    (May, "Client has the sole and exclusive right to pay"),
    (May, "Client shall have the right, but not the obligation, to pay"),
    (May, "Client reserves the right to pay"),
    (May, "Client shall not be prohibited from pay"),
    (Nothing, "Client is not required to pay"),
    (Nothing, "Client shall not be obligated to pay"),
    (Nothing, "Client shall have no obligation to pay"),
    (Nothing, "Client does not have to pay"),
    (Nothing, "Client doesn't need to pay"),
    (Nothing, "Client aren't required to pay"),
    (Nothing, "Client may be required to pay"),
    (Nothing, "Client shall ensure that Vendor, if staff do not pay"),
    (Nothing, "if Client agrees to pay"),
    (Nothing, "the heirs of Client in May 2020 pay"),
    (Nothing, "Client at will pay"),
    (Nothing, "Client has given up its rights, to pay"),
    (Nothing, "Client agrees to the terms that pay"),
    (Nothing, "Client is prohibited or pay"),
    (Nothing, "Client pay"),
];

#[test]
fn duties_bans_and_permissions_are_told_apart() {
    for (expected, text) in MODALS {
        let held = |pattern| !quotes(pattern, text).is_empty();
        let found: Vec<Sense> = [
            (Shall, "{customer} {shall} pay"),
            (ShallNot, "{customer} {shall-not} pay"),
            (May, "{customer} {may} pay"),
        ]
        .into_iter()
        .filter(|(_, pattern)| held(pattern))
        .map(|(sense, _)| sense)
        .collect();
        let expected = if *expected == Nothing { vec![] } else { vec![*expected] };
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn captures_come_in_the_order_of_the_pattern() {
    let contract = contract("Vendor and Client: Client shall pay $ 500 to the Vendor within 30 days.");
    let found = find("{customer} {shall} pay [{money}] ..4 within ({days} | {months})", &contract);
    let [found] = found.as_slice() else { panic!("{found:?}") };
    let names: Vec<_> = found.captures.iter().map(|capture| capture.name).collect();
    assert_eq!(names, ["customer", "shall", "money", "days"]);
    let quote =
        |name| found.capture(name).map(|one| contract.quote(contract.document.text.tokens().span(one.tokens.clone())));
    assert_eq!(quote("days"), Some("30 days"));
    assert_eq!(quote("money"), Some("$ 500"));
    assert_eq!(found.captures[0].who, Some(Who::Party(PartyId(1))));
    let fact = found.capture("days").and_then(|capture| capture.fact);
    assert_eq!(
        fact.map(|fact| contract.facts.quantities[fact].value),
        Some(Value::Duration(Duration { amount: 30.0, unit: Unit::Day }))
    );
}

#[test]
fn a_match_tells_its_alternative_and_its_item() {
    let contract = contract("Vendor shall pay: /the rent; /the tax; /");
    let found = find("shall sell | shall pay ..2 (rent | tax) | vendor shall", &contract);
    let told: Vec<_> = found.iter().map(|found| (found.alternative, found.item)).collect();
    assert_eq!(told, [(2, None)], "the third alternative begins first and leaves no room");
    let told: Vec<_> = find("shall sell | shall pay ..2 (rent | tax)", &contract)
        .iter()
        .map(|found| (found.alternative, found.item))
        .collect();
    assert_eq!(told, [(1, Some(0)), (1, Some(1))]);
}

#[test]
fn a_table_of_cues_is_grouped_by_sentence_and_name() {
    let contract = contract("Client may set off sums.\nVendor shall pay.\nClient shall pay and set off.");
    let set = PatternSet::fixed(&[("pay", "{shall} pay"), ("set-off", "set off"), ("pay", "{may} pay")]);
    let found = contract.find(&set);
    let names: Vec<_> = found.in_sentence(SentenceId(2)).iter().map(|one| found.name(one)).collect();
    assert_eq!(names, ["pay", "set-off"]);
    assert_eq!(found.named("set-off").count(), 2);
    assert_eq!(found.within(contract.outline.sentences[1].tokens.clone()).count(), 1);
    assert!(found.in_sentence(SentenceId(9)).is_empty());
}

#[test]
fn headings_are_matched_only_when_asked_for() {
    let mut contract = contract("Set-off\nClient may set off sums.");
    contract.outline.sentences[0].kind = SentenceKind::Heading;
    let set = PatternSet::fixed(&[("set-off", "set off")]);
    assert_eq!(contract.find(&set).len(), 1);
    let headings = contract.find_in(&set, &[SentenceKind::Heading]);
    assert_eq!(headings.iter().map(|found| found.sentence).collect::<Vec<_>>(), [SentenceId(0)]);
}

/// Pattern, the part that the caret is under, the message.
const FAULTS: &[(&str, &str, &str)] = &[
    ("", "", "there are no words here"),
    ("a | ", "", "there are no words here"),
    ("a ()", "", "there are no words here"),
    ("pay (a | b", "(", "this group is never closed"),
    ("pay [a", "[", "this group is never closed"),
    ("pay a) b", ")", "this `)` closes nothing"),
    ("pay a} b", "}", "this `}` closes nothing"),
    ("pay {supplier} fees", "{supplier}", "`{supplier}` is not known"),
    ("pay {days fees", "{", "this brace is never closed"),
    ("pay ..500 fees", "..500", "a gap of 500 words"),
    ("pay ..0 fees", "..0", "a gap of 0 words"),
    ("pay ..6x fees", "..6x", "this gap has more than a number"),
    ("..6 pay fees", "..6", "a match cannot begin or end with a gap"),
    ("pay [in ..6]", "..6", "a match cannot begin or end with a gap"),
    ("[in] ..6 pay", "..6", "a match cannot begin or end with a gap"),
    ("{vendor} .. {customer}", "{vendor} .. {customer}", "without a word of its own this matches everything"),
    ("pay | {vendor} [pays]", "{vendor} [pays]", "without a word of its own this matches everything"),
    ("pay !fees", "!", "`!` forbids a group"),
    ("pay (a !(b))", "!", "`!` cannot stand inside a group"),
    ("pay (a &(b))", "&", "`&` cannot stand inside a group"),
    ("pay &b", "&", "`&` asks for a group"),
    ("pay &([b])", "[b]", "this is there in every sentence"),
    ("pay !([fees])", "[fees]", "this forbids every sentence"),
    ("ind*mnify", "ind*mnify", "`*` stands only at the end of a word"),
    ("pay a*", "a*", "`a*` stands for too many words"),
    ("pay , fees", ",", "`,` has no word in it"),
    (
        "a .. b .. c .. d .. e .. f .. g",
        "a .. b .. c .. d .. e .. f .. g",
        "the gaps add up to 1200 words; at most 1000 are allowed",
    ),
    ("((((((((((pay))))))))))", "(", "groups lie more than 8 deep"),
];

#[test]
fn mistakes_are_located_and_explained() {
    for (pattern, place, message) in FAULTS {
        let fault = Pattern::read(pattern).expect_err(pattern);
        assert_eq!((&fault.message[..], &pattern[fault.range.clone()]), (*message, *place), "`{pattern}`");
        assert!(!fault.hint.is_empty(), "`{pattern}` has no hint");
    }
    let error = Pattern::parse("pay {supplier}").expect_err("unknown");
    let shown = error.to_string();
    assert!(
        shown.starts_with("`{supplier}` is not known\n --> pattern:1:5\n  |\n1 | pay {supplier}\n  |     ^^^^^^^^^^"),
        "{shown}"
    );
}

#[test]
fn large_patterns_are_refused() {
    let choice = vec!["word"; 65].join(" | ");
    assert!(Pattern::read(&choice).expect_err("65 alternatives").message.starts_with("a choice of 65"));
    assert!(Pattern::read(&format!("({choice})")).is_err());
    assert!(Pattern::read(&"word ".repeat(401)).expect_err("401 words").message.contains("400 elements"));
    assert!(Pattern::read(&"(".repeat(4001)).expect_err("4001 bytes").message.contains("4000 are allowed"));
    assert!(Pattern::read(&"(".repeat(3999)).is_err());
}
