//! Playbooks from file to finding: the built-in ones keep their word, authors' mistakes are pointed at,
//! and a small playbook of pattern rules shows what the engine does with a text.

use std::path::{Path, PathBuf};

use clausewright::check::{Scope, check};
use clausewright::facts::Side;
use clausewright::ingest::Document;
use clausewright::playbook::{Library, Playbook, Position};
use clausewright::report::{self, PositionEncoding, Report, ReviewOptions};
use clausewright::session;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/playbooks")
}

fn sound() -> Playbook {
    let text = std::fs::read_to_string(folder().join("sound.toml")).unwrap();
    Playbook::parse("sound.toml", &text).unwrap_or_else(|fault| panic!("{fault}"))
}

/// The sides' texts of a rule, its examples and all its edits; the playbooks side by side.
#[test]
fn built_in_playbooks_keep_their_word() {
    let library = Library::written();
    let faults_of = |name: &str| {
        let playbook = library.load(name).unwrap_or_else(|fault| panic!("{fault}"));
        check(&playbook, Scope::Everything).iter().map(|fault| format!("{name}: {fault}")).collect::<Vec<String>>()
    };
    let faults: Vec<String> = std::thread::scope(|scope| {
        let tests: Vec<_> = library.names().map(|name| scope.spawn(move || faults_of(name))).collect();
        tests.into_iter().flat_map(|test| test.join().unwrap()).collect()
    });
    assert!(faults.is_empty(), "{} faults:\n\n{}", faults.len(), faults.join("\n\n"));
}

#[test]
fn every_built_in_rule_is_judged_by_each_side_that_it_hurts() {
    let library = Library::builtin();
    let playbooks: Vec<Playbook> = library.names().map(|name| library.load(name).unwrap()).collect();
    for rule in &playbooks[0].rules {
        for side in [Side::Vendor, Side::Customer].into_iter().filter(|side| rule.hurts.concerns(*side)) {
            let judges = |playbook: &&Playbook| playbook.stance.serves(side) && playbook.position(&rule.id).is_some();
            assert!(playbooks.iter().any(|playbook| judges(&playbook)), "nobody takes a position on `{}`", rule.id);
        }
    }
    // The two that a side is given by default leave out only what is for subscriptions and secrets.
    for name in ["agency", "customer"] {
        let playbook = library.load(name).unwrap();
        let own = |id: &str| !id.starts_with("nda.") && !id.starts_with("service.");
        for rule in playbook.rules.iter().filter(|rule| rule.hurts.concerns(playbook.side) && own(&rule.id)) {
            assert!(playbook.position(&rule.id).is_some(), "`{name}` takes no position on `{}`", rule.id);
        }
    }
}

#[test]
fn every_built_in_position_says_its_chances_and_a_word_for_those_inside() {
    let library = Library::builtin();
    let mut silent: Vec<String> = Vec::new();
    for name in library.names() {
        let playbook = library.load(name).unwrap();
        for rule in &playbook.rules {
            let told = |position: &Position| position.likelihood.is_some() && !position.tell().is_empty();
            if playbook.position(&rule.id).is_some_and(|position| !told(position)) {
                silent.push(format!("{name}: {}", rule.id));
            }
        }
    }
    assert!(silent.is_empty(), "{} say nothing:\n{}", silent.len(), silent.join("\n"));
}

#[test]
fn a_sound_playbook_passes_its_own_test() {
    let faults: Vec<String> = check(&sound(), Scope::Own).iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

/// Each `faults/*.toml` is refused with the message in its `.err`, to the letter. To write them anew
/// after a wanted change: `UPDATE=1 cargo test --test playbook`.
#[test]
fn mistakes_are_pointed_at() {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder().join("faults")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    assert!(files.len() >= 20, "only {} files of mistakes", files.len());
    let mut wrong = Vec::new();
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let said = complaint(&name, &std::fs::read_to_string(&file).unwrap());
        let golden = file.with_extension("err");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&golden, format!("{said}\n")).unwrap();
        }
        let expected = std::fs::read_to_string(&golden).unwrap_or_default();
        if said != expected.trim_end() {
            wrong.push(format!("{name}: expected\n{expected}\nbut it says\n{said}\n"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a playbook is refused for: a fault in its form or, where that is sound, in its self-test.
fn complaint(name: &str, text: &str) -> String {
    match Playbook::parse(name, text) {
        Err(fault) => fault.to_string(),
        Ok(playbook) => {
            let faults = check(&playbook, Scope::Own);
            faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n\n")
        }
    }
}

#[test]
fn extends_cannot_run_in_a_circle() {
    let mut library = Library::builtin().clone();
    library.add("one.toml", "name = \"one\"\nextends = \"two\"");
    library.add("two.toml", "name = \"two\"\nextends = \"one\"");
    let fault = library.load("one").unwrap_err().to_string();
    assert!(fault.contains("`extends` runs in a circle: one -> two -> one"), "{fault}");
    let own = library.parse("own.toml", "name = \"own\"\nextends = \"own\"").unwrap_err().to_string();
    assert!(own.contains("no playbook is called `own`"), "{own}");
}

/// A sound playbook but for the number of its expressions.
fn many_expressions(count: usize) -> String {
    let sound = std::fs::read_to_string(folder().join("sound.toml")).unwrap();
    let list: Vec<String> = (0..count).map(|number| format!("'order [a-z]{{90}}{number}'")).collect();
    let (head, tail) = sound.split_once("regex = [").unwrap();
    format!("{head}regex = [{}, {tail}", list.join(", "))
}

/// A list is counted before it is compiled.
#[test]
fn regular_expressions_are_counted() {
    for (count, refused) in [(98, false), (99, true), (60_000, true)] {
        let read = Playbook::parse("many.toml", &many_expressions(count));
        let told = read.as_ref().err().map(|error| error.message.as_str());
        assert_eq!(told, refused.then_some("more than 100 regular expressions"), "{count}");
    }
}

#[test]
fn hostile_files_are_refused_quickly() {
    for text in [
        "x".repeat(2_000_001),
        format!("name = \"a\"\nside = \"vendor\"\nversion = \"{}\"", "v".repeat(20_001)),
        "a = ".to_owned() + &"[".repeat(100_000),
        "[[rule]]\n".repeat(2_001),
        "name = \"\u{0}\"".to_owned(),
    ] {
        assert!(Playbook::parse("hostile.toml", &text).is_err(), "{}", &text[..40.min(text.len())]);
    }
}

#[test]
fn an_overlay_changes_only_what_it_says() {
    let mut library = Library::builtin().clone();
    library.add("sound.toml", &std::fs::read_to_string(folder().join("sound.toml")).unwrap());
    let own = "name = \"own\"\nversion = \"2\"\nextends = \"sound\"\n\
        [position.\"payment.long-days\"]\nlimit = \"50 days\"\n[position.\"payment.sole-judgement\"]\noff = true\n";
    let playbook = library.parse("own.toml", own).unwrap();
    assert_eq!((playbook.name.as_str(), playbook.version.as_str(), playbook.side), ("own", "2", Side::Vendor));
    assert!(playbook.position("payment.sole-judgement").is_none());
    let rules = |days: u32| rules_found(&format!("Client shall pay Agency within {days} days."), &playbook);
    assert!(rules(51).contains(&"payment.long-days".to_owned()));
    assert!(!rules(50).contains(&"payment.long-days".to_owned()));
}

fn review(text: &str, playbook: &Playbook, encoding: PositionEncoding) -> Report {
    session::review(Document::from_text(text), &ReviewOptions::default(), playbook, encoding)
}

fn rules_found(text: &str, playbook: &Playbook) -> Vec<String> {
    review(text, playbook, PositionEncoding::Utf8).findings.into_iter().map(|finding| finding.rule).collect()
}

const CONTRACT: &str = "\
SERVICES AGREEMENT

This Agreement is made between Brightside Studio LLC (the \u{201c}Agency\u{201d}) and Caf\u{e9} Acme, Inc. (the \u{201c}Client\u{201d}).

1. Services. The Agency shall perform the Services with care \u{1f600} and the Client shall give it all that it needs
for the work, in good time and in a form that can be used without more ado.

2. Payment. The Client shall pay each invoice within ninety (90) days of its receipt. The Client may, in its sole
discretion, refuse an invoice for work that it did not order. The Agency shall send its invoices by the end of each
month, and the Client shall tell it of any fault in them without delay.

3. Term. This Agreement shall begin when both parties have signed it, and shall go on until the Services are done. Each
party may end it if the other party is in breach and does not put it right within a month after it was told to.
";

#[test]
fn a_report_is_whole() {
    let report = review(CONTRACT, &sound(), PositionEncoding::Utf8);
    assert!(report.document.judged, "{}", report.document.verdict);
    let found: Vec<(&str, &str)> =
        report.findings.iter().map(|finding| (finding.rule.as_str(), finding.severity.name())).collect();
    assert_eq!(
        found,
        [("payment.sole-judgement", "high"), ("payment.long-days", "high"), ("boilerplate.no-notices", "low")]
    );
    let alone = &report.findings[0];
    assert_eq!(alone.title, "The Client decides alone");
    assert_eq!(alone.quote, "in its sole discretion");
    assert_eq!(alone.clause.as_ref().and_then(|clause| clause.number.as_deref()), Some("2"));
    let span = alone.span.unwrap();
    assert_eq!(&CONTRACT[span.start..span.end], "in its sole\ndiscretion");
    assert!(report.findings[2].span.is_none());
}

#[test]
fn edits_lie_in_the_text_as_it_was_read() {
    let report = review(CONTRACT, &sound(), PositionEncoding::Utf8);
    let preferred: Vec<&[report::Edit]> =
        report.findings.iter().map(|finding| finding.redlines[0].edits.as_slice()).collect();
    let all: Vec<report::Edit> = preferred.concat();
    let edited = report::apply(CONTRACT, &all).unwrap();
    assert!(edited.contains("within thirty (30) days of its receipt. The Client may refuse an invoice"), "{edited}");
    assert!(
        edited.ends_with(
            "4. Notices. Notices under this Agreement shall be in writing. The Agency shall send them to [address].\n"
        ),
        "{edited}"
    );
    assert_eq!(report.findings[2].redlines[0].blanks, ["[address]"]);
}

#[test]
fn utf_16_spans_are_the_same_places() {
    let bytes = review(CONTRACT, &sound(), PositionEncoding::Utf8);
    let units = review(CONTRACT, &sound(), PositionEncoding::Utf16);
    let utf16: Vec<u16> = CONTRACT.encode_utf16().collect();
    for (byte, unit) in bytes.findings.iter().zip(&units.findings) {
        assert_eq!(byte.id, unit.id);
        for (byte, unit) in byte.redlines[0].edits.iter().zip(&unit.redlines[0].edits) {
            let words = String::from_utf16(&utf16[unit.span.start..unit.span.end]).unwrap();
            assert_eq!(words, CONTRACT[byte.span.start..byte.span.end]);
            assert!(unit.span.start < byte.span.start, "the text has wide characters before every finding");
        }
    }
}

#[test]
fn ids_survive_an_edit_elsewhere() {
    let before = review(CONTRACT, &sound(), PositionEncoding::Utf8);
    let moved = CONTRACT
        .replace("3. Term.", "3. Duration and end.")
        .replace("in its sole\ndiscretion", "in its  SOLE discretion");
    let after = review(&moved, &sound(), PositionEncoding::Utf8);
    let ids = |report: &Report| report.findings.iter().map(|finding| finding.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&before), ids(&after));
}

#[test]
fn taking_all_preferred_edits_leaves_nothing() {
    let taken = session::take_preferred(CONTRACT, &ReviewOptions::default(), &sound()).unwrap();
    assert_eq!(taken.edits, 3);
    let left: Vec<&str> = taken.report.findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert!(left.is_empty(), "{left:?}\n{}", taken.text);
}

#[test]
fn what_cannot_be_judged_says_so() {
    for (text, words) in [
        ("", "no text"),
        ("Client shall pay Agency within 90 days.", "too short"),
        (&"Der Auftragnehmer haftet nicht und der Auftraggeber zahlt. ".repeat(40), "English"),
        (
            &"The fox and the dog ran to the river in the night, for it was warm. ".repeat(20),
            "does not read as a contract",
        ),
        (&CONTRACT.replacen("SERVICES AGREEMENT", "SERVICE LEVEL AGREEMENT", 1), "goes with another agreement"),
    ] {
        let report = review(text, &sound(), PositionEncoding::Utf8);
        assert!(!report.document.judged && report.document.verdict.contains(words), "{}", report.document.verdict);
        assert!(report.findings.iter().all(|finding| finding.span.is_some()), "silence was judged: {text}");
    }
    let short = review("Client shall pay Agency within 90 days.", &sound(), PositionEncoding::Utf8);
    assert_eq!(short.findings.len(), 1, "what it says is judged all the same");
    assert_eq!(short.coverage.undecided.len(), 1);
}

#[test]
fn markdown_and_terminal_show_every_finding() {
    let report = review(CONTRACT, &sound(), PositionEncoding::Utf8);
    let markdown = report::markdown(&report);
    let terminal = report::terminal(&report, CONTRACT, report::Colour::Plain);
    for finding in &report.findings {
        assert!(markdown.contains(&format!(". {}", finding.title)), "{markdown}");
        assert!(terminal.contains(&finding.title), "{terminal}");
    }
    assert!(terminal.contains("[-ninety-]{+thirty+} ([-90-]{+30+}) days"), "{terminal}");
    assert!(!terminal.contains('\u{1b}'));
}

/// The text of a contract must not become markup in the report on it.
#[test]
fn text_is_data() {
    let text = CONTRACT.replace("Caf\u{e9} Acme", "[x](javascript:y) <img src=z> **Acme**");
    let markdown = report::markdown(&review(&text, &sound(), PositionEncoding::Utf8));
    assert!(!markdown.contains("[x](") && !markdown.contains("<img") && !markdown.contains("**Acme"), "{markdown}");
}

fn titles(text: &str, playbook: &str) -> Vec<String> {
    let options = ReviewOptions { playbook: Some(playbook.to_owned()), ..ReviewOptions::default() };
    let playbook = session::playbook_for(&options).unwrap();
    let report = session::review(Document::from_text(text), &options, &playbook, PositionEncoding::Utf8);
    report.findings.into_iter().map(|finding| format!("{}: {}", finding.rule, finding.title)).collect()
}

const ONE_WAY: &str = "NON-DISCLOSURE AGREEMENT\n\nThis Non-Disclosure Agreement is made between Harbour Robotics Ltd \
    (\"Disclosing Party\") and Finch Consulting LLC (\"Receiving Party\").\n\n1. The Receiving Party shall hold the \
    Confidential Information in strict confidence and shall not disclose it to anyone. The Receiving Party shall keep \
    it secret in perpetuity.\n\n2. On request the Receiving Party shall return or destroy all copies of the \
    Confidential Information.\n\n3. The Receiving Party shall pay the Disclosing Party USD 50,000 for each breach of \
    this Agreement. The Disclosing Party may obtain an injunction without posting a bond.\n\n4. This Agreement is \
    governed by the law of England. It may be changed only by a writing that both parties sign. It is the entire \
    agreement between the parties on its subject. Neither party may assign it without the consent of the other party. \
    The courts of England have jurisdiction over any dispute between the parties. Notices must be in writing and are \
    effective on receipt.";

/// Who receives is read from the paper: no user says which party is the vendor of a secret.
#[test]
fn a_confidentiality_agreement_is_judged_for_who_receives_and_for_who_discloses() {
    let receiving = titles(ONE_WAY, "nda-receiving");
    for rule in ["confidentiality.perpetual", "confidentiality.no-exceptions", "nda.no-own-people", "nda.penalty"] {
        assert!(receiving.iter().any(|title| title.starts_with(rule)), "{rule} is missing: {receiving:#?}");
    }
    assert!(!receiving.iter().any(|title| title.starts_with("nda.no-purpose")), "{receiving:#?}");
    assert!(!receiving.iter().any(|title| title.starts_with("liability.")), "{receiving:#?}");
    let disclosing = titles(ONE_WAY, "nda-disclosing");
    for rule in ["nda.no-purpose", "nda.no-care", "nda.no-licence-denied"] {
        assert!(disclosing.iter().any(|title| title.starts_with(rule)), "{rule} is missing: {disclosing:#?}");
    }
    assert!(!disclosing.iter().any(|title| title.starts_with("confidentiality.perpetual")), "{disclosing:#?}");
}

/// The same paper between parties that are called by their places in a deal.
#[test]
fn the_bound_party_receives_whatever_it_is_called() {
    let of_agency = ONE_WAY.replace("Receiving Party", "Agency").replace("Disclosing Party", "Client");
    let of_client = ONE_WAY.replace("Receiving Party", "Client").replace("Disclosing Party", "Agency");
    for text in [of_agency, of_client] {
        let receiving = titles(&text, "nda-receiving");
        assert!(receiving.iter().any(|title| title.starts_with("confidentiality.perpetual")), "{receiving:#?}");
        let disclosing = titles(&text, "nda-disclosing");
        assert!(!disclosing.iter().any(|title| title.starts_with("confidentiality.perpetual")), "{disclosing:#?}");
    }
}

/// Terms that any party may bear name none of them, and both are bound.
#[test]
fn a_mutual_confidentiality_agreement_binds_both() {
    let mutual = ONE_WAY
        .replace("Harbour Robotics Ltd (\"Disclosing Party\")", "Harbour Robotics Ltd")
        .replace("Finch Consulting LLC (\"Receiving Party\")", "Finch Consulting LLC")
        .replace("1. The", "1. Each party (\"Discloser\") may tell information to the other party (\"Recipient\"). The")
        .replace("Receiving Party", "Recipient")
        .replace("Disclosing Party", "Discloser");
    for playbook in ["nda-receiving", "nda-disclosing"] {
        let found = titles(&mutual, playbook);
        assert!(!found.iter().any(|title| title.starts_with("confidentiality.one-way")), "{playbook}: {found:#?}");
    }
    let receiving = titles(&mutual, "nda-receiving");
    assert!(receiving.iter().any(|title| title.starts_with("confidentiality.perpetual")), "{receiving:#?}");
}

/// As the page asks for it: never a panic, never a hang, faults as text with their place.
#[test]
fn a_strangers_playbook_is_refused_with_its_place_or_harmless() {
    let head = "name = \"x\"\nversion = \"1\"\nextends = \"agency\"\n";
    let rule = |at: usize, pattern: &str| {
        format!(
            "[[rule]]\nid = \"x.r{at}\"\nname = \"n\"\ntopic = \"x\"\nhurts = \"vendor\"\npattern = \"{pattern}\"\n\
             title = \"t\"\nwhat = \"w\"\nwhy = \"y\"\nask = \"q\"\n"
        )
    };
    let many: String = (0..10_000).map(|at| rule(at, "pay late")).collect();
    for (text, expected) in [
        (format!("{head}\"<script>alert(1)</script>\" = 1\n"), "unknown key `<script>"),
        (format!("{head}{}", rule(1, "[a] ..")), "^"),
        (format!("{head}{many}"), "more than 2000 rules"),
        (format!("{head}[position.\"payment.long-terms\"]\nask = \"{}\"\n", "a".repeat(1_000_000)), "bytes"),
        (
            format!(
                "{head}[position.\"payment.long-terms\"]\nseverity = [{{ over = \"30 days\", is = \"high\" }}, \
                 {{ over = \"60 days\", is = \"low\" }}]\n"
            ),
            "contradicts",
        ),
        (format!("{head}\u{0}\u{1b}[31m"), "-->"),
    ] {
        let check = session::check_playbook(&text);
        assert!(check.playbook.is_none() && check.faults.len() == 1, "{expected}");
        assert!(
            check.faults[0].contains(expected),
            "{expected}: {}",
            &check.faults[0][..200.min(check.faults[0].len())]
        );
        assert!(check.faults[0].len() < 4_000, "{expected}: a fault of {} bytes", check.faults[0].len());
    }
    let markup = format!("{head}[position.\"payment.long-terms\"]\nask = \"<img src=x onerror=alert(1)>\"\n");
    let check = session::check_playbook(&markup);
    assert!(check.faults.is_empty() && check.playbook.is_some(), "{:?}", check.faults);
}
