//! What the document does not hold: a check says what it depends on until the user tells it, and the
//! notes on the law stand only where that law governs.

use clausewright::ingest::Document;
use clausewright::report::{Deal, DealFact, PositionEncoding, Report, ReviewOptions};
use clausewright::{facts::Side, session};

const CONTRACT: &str = "SERVICES AGREEMENT\n\nThis Services Agreement is made between Brightside Studio LLC, a Delaware \
    company (\"Agency\"), and Acme GmbH (\"Client\").\n\n1. Services. Agency shall perform the Services described in each \
    statement of work.\n\n2. Fees. Client shall pay each invoice within ninety (90) days of receipt.\n\n3. Liability. \
    Agency's total liability shall not exceed EUR 1,000,000. Neither party shall be liable for indirect or \
    consequential loss.\n\n4. Law. This Agreement is governed by the laws of Germany. The courts of Germany have \
    exclusive jurisdiction over any dispute between Agency and Client.\n\n5. General. This is the entire agreement \
    between Agency and Client. It may be changed only by a writing signed by both parties. Neither party may assign it \
    without the other's consent. Agency shall keep Client's information confidential for three years.";

fn review(text: &str, side: Side, deal: Deal) -> Report {
    let options = ReviewOptions { side, deal, ..ReviewOptions::default() };
    let playbook = session::playbook_for(&options).unwrap();
    session::review(Document::from_text(text), &options, &playbook, PositionEncoding::Utf8)
}

fn told(value: Option<&str>, home: &[&str], personal_data: Option<bool>) -> Deal {
    let home_law = home.iter().map(|law| (*law).to_owned()).collect();
    Deal { value: value.map(str::to_owned), home_law, personal_data }
}

fn finds(report: &Report, rule: &str) -> bool {
    report.findings.iter().any(|finding| finding.rule == rule)
}

#[test]
fn what_is_not_told_leaves_checks_undecided_with_what_they_depend_on() {
    let report = review(CONTRACT, Side::Vendor, Deal::default());
    let waiting: Vec<(DealFact, &[String])> =
        report.coverage.depends.iter().map(|question| (question.fact, question.rules.as_slice())).collect();
    assert_eq!(waiting.iter().map(|(fact, _)| *fact).collect::<Vec<_>>(), [DealFact::Value, DealFact::HomeLaw]);
    assert!(waiting[0].1.contains(&"liability.cap-over-value".to_owned()), "{waiting:?}");
    assert!(waiting[1].1.contains(&"law.not-home".to_owned()), "{waiting:?}");
    let check = report.coverage.undecided.iter().find(|check| check.rule == "law.not-home").unwrap();
    assert_eq!(check.note, "Depends on: your home law.");
    assert!(!finds(&report, "law.not-home") && !finds(&report, "liability.cap-over-value"));
}

#[test]
fn what_is_told_decides_them() {
    let abroad = review(CONTRACT, Side::Vendor, told(Some("EUR 100,000"), &["England"], None));
    assert!(abroad.coverage.depends.is_empty(), "{:?}", abroad.coverage.depends);
    for rule in ["law.not-home", "law.courts-not-home", "liability.cap-over-value"] {
        assert!(finds(&abroad, rule), "{rule}");
    }
    let at_home = review(CONTRACT, Side::Vendor, told(Some("EUR 2,000,000"), &["England", "Germany"], None));
    for rule in ["law.not-home", "law.courts-not-home", "liability.cap-over-value"] {
        assert!(!finds(&at_home, rule), "{rule}");
    }
    // Two currencies cannot be compared: that is no finding, and not for the user to settle.
    let dollars = review(CONTRACT, Side::Vendor, told(Some("USD 100,000"), &["Germany"], None));
    assert!(!finds(&dollars, "liability.cap-over-value") && dollars.coverage.depends.is_empty());
    assert!(dollars.coverage.undecided.iter().any(|check| check.rule == "liability.cap-over-value"));
}

#[test]
fn personal_data_call_for_their_terms_whatever_the_text_says() {
    const RULE: &str = "data.no-processing-terms";
    assert!(finds(&review(CONTRACT, Side::Customer, told(None, &[], Some(true))), RULE));
    let none = review(CONTRACT, Side::Customer, told(None, &[], Some(false)));
    assert!(!finds(&none, RULE) && none.coverage.not_applicable.iter().any(|check| check.rule == RULE));
    let open = review(CONTRACT, Side::Customer, Deal::default());
    assert!(open.coverage.depends.iter().any(|question| question.fact == DealFact::PersonalData));
}

#[test]
fn a_value_that_is_no_sum_is_said_and_not_used() {
    let report = review(CONTRACT, Side::Vendor, told(Some("<b>a lot</b>"), &[], None));
    assert!(report.document.notices.iter().any(|notice| notice.contains("could not be read as a sum of money")));
    assert!(report.coverage.depends.iter().any(|question| question.fact == DealFact::Value));
}

#[test]
fn a_note_stands_only_where_its_law_governs() {
    let sources = |law: &str| -> Vec<String> {
        let report = review(&CONTRACT.replace("Germany", law), Side::Vendor, Deal::default());
        let late = report.findings.into_iter().find(|finding| finding.rule == "payment.long-terms").unwrap();
        late.notes.into_iter().map(|note| note.source).collect()
    };
    assert!(matches!(&sources("Germany")[..], [one] if one.starts_with("Directive 2011/7/EU")));
    assert!(matches!(&sources("England and Wales")[..], [one] if one.starts_with("Late Payment")));
    assert!(matches!(&sources("the State of Ohio")[..], [one] if one.starts_with("31 U.S.C.")));
    assert!(sources("Switzerland").is_empty() && sources("Japan").is_empty());
    let silent = CONTRACT.replace("This Agreement is governed by the laws of Germany. ", "");
    assert!(review(&silent, Side::Vendor, Deal::default()).findings.iter().all(|finding| finding.notes.is_empty()));
}

#[test]
fn the_points_that_matter_say_their_chances_and_a_word_for_each_inside() {
    let report = review(CONTRACT, Side::Vendor, Deal::default());
    let late = report.findings.iter().find(|finding| finding.rule == "payment.long-terms").unwrap();
    assert!(late.likelihood.as_ref().is_some_and(|chance| !chance.source.is_empty()));
    assert!(late.tell.iter().any(|tell| tell.text.contains("90 days")), "{:?}", late.tell);
    assert!(report.findings.iter().flat_map(|finding| &finding.tell).all(|tell| !tell.text.contains(['{', '…'])));
}
