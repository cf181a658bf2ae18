//! What is told first, and in which section: findings of rules that look for one word each.

use clausewright::contract::Contract;
use clausewright::ingest::Document;
use clausewright::playbook::{Deal, Playbook};
use clausewright::review::{Review, Section, Silence, judge_readings};

/// A rule's word, topic, severity, and more of its position.
type Point = (&'static str, &'static str, &'static str, &'static str);

fn review(head: &str, points: &[Point]) -> Review {
    let mut text = format!("name = \"own\"\nside = \"vendor\"\n{head}\n");
    for (word, topic, ..) in points {
        text += &format!(
            "[[rule]]\nid = \"own.{word}\"\nname = \"n\"\ntopic = \"{topic}\"\nhurts = \"vendor\"\n\
             pattern = \"{word}\"\ntitle = \"t\"\nwhat = \"w\"\nwhy = \"w\"\nask = \"a\"\n"
        );
        for kind in ["flag", "flag", "pass", "pass"] {
            text += &format!("[[rule.example]]\n{kind} = \"{word}\"\n");
        }
    }
    for (word, _, severity, more) in points {
        text += &format!("[position.\"own.{word}\"]\nseverity = \"{severity}\"\n{more}\n");
        text += &format!("[[position.\"own.{word}\".ladder]]\nlevel = \"preferred\"\ntitle = \"t\"\n");
    }
    let playbook = Playbook::parse("own.toml", &text).unwrap_or_else(|fault| panic!("{fault}"));
    let clauses = points.iter().enumerate();
    let clauses: String = clauses
        .map(|(place, (word, ..))| format!("{}. The Client shall bring {word} to the Agency.\n\n", place + 1))
        .collect();
    let contract = Contract::read(Document::from_text(clauses), &[]);
    judge_readings(&contract, &[], &playbook, &Deal::default(), Silence::Always)
}

fn told(review: &Review) -> Vec<(&str, Section)> {
    review.findings.iter().map(|finding| (finding.rule.trim_start_matches("own."), finding.section)).collect()
}

fn order(review: &Review) -> Vec<&str> {
    told(review).into_iter().map(|(rule, _)| rule).collect()
}

#[test]
fn severity_weighs_most_then_what_is_not_for_sale() {
    let points = [
        ("pear", "a", "high", "trade = \"concede\""),
        ("plum", "b", "high", "trade = \"ask\""),
        ("fig", "c", "critical", "trade = \"concede\""),
        ("kiwi", "d", "high", "trade = \"hold\""),
    ];
    assert_eq!(order(&review("", &points)), ["fig", "kiwi", "plum", "pear"]);
}

#[test]
fn the_playbook_says_which_topics_come_first_among_equals() {
    let points = [("pear", "a", "high", ""), ("plum", "b", "high", ""), ("fig", "c", "medium", "")];
    assert_eq!(order(&review("", &points)), ["pear", "plum", "fig"]);
    assert_eq!(order(&review("first = [\"c\", \"b\"]", &points)), ["plum", "pear", "fig"]);
    let fault = Playbook::parse("own.toml", "name = \"own\"\nextends = \"agency\"\nfirst = [\"paymnt\"]").unwrap_err();
    assert!(fault.to_string().contains("payment"), "{fault}");
}

#[test]
fn the_first_three_speak_of_different_topics_where_they_can() {
    let points =
        [("pear", "a", "high", ""), ("plum", "a", "high", ""), ("fig", "b", "high", ""), ("kiwi", "c", "medium", "")];
    assert_eq!(order(&review("", &points)), ["pear", "fig", "plum", "kiwi"]);
    let points = [("pear", "a", "high", ""), ("plum", "a", "high", ""), ("fig", "b", "medium", "")];
    assert_eq!(order(&review("", &points)), ["pear", "plum", "fig"], "never a milder one for the sake of it");
}

#[test]
fn faults_of_the_draft_come_last_whatever_they_weigh() {
    let points = [("pear", "drafting", "critical", ""), ("plum", "a", "info", "")];
    assert_eq!(told(&review("", &points)), [("plum", Section::First), ("pear", Section::Drafting)]);
    assert_eq!(told(&review("", &points[..1])), [("pear", Section::Drafting)]);
}

#[test]
fn a_short_review_is_told_whole_and_a_long_one_without_what_is_small() {
    const WORDS: [&str; 16] = [
        "pear", "plum", "fig", "kiwi", "lime", "date", "mango", "olive", "peach", "grape", "melon", "lemon", "apple",
        "quince", "cherry", "papaya",
    ];
    let of = |count: usize, severity| {
        let points: Vec<Point> = WORDS.iter().take(count).map(|word| (*word, "a", severity, "")).collect();
        let review = review("", &points);
        let count = |section| told(&review).iter().filter(|(_, one)| *one == section).count();
        [Section::First, Section::Further, Section::Rest].map(count)
    };
    assert_eq!(of(2, "low"), [2, 0, 0]);
    assert_eq!(of(12, "low"), [3, 9, 0]);
    assert_eq!(of(16, "medium"), [3, 9, 4]);
    assert_eq!(of(16, "low"), [3, 0, 13]);
}
