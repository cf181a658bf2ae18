//! A fix fixes, on whole contracts: takes every edit that is offered on them, one at a time, and all
//! preferred ones at once, and prints each that does not do what it promises.
//! `cargo run --profile measure --example prove_edits -- FILES`

use std::error::Error;

use clausewright::contract::Contract;
use clausewright::ingest::{self, Document};
use clausewright::playbook::{Deal, Level, Playbook, Rung, Severity};
use clausewright::redline::Redline;
use clausewright::report::{self, Edit, PositionEncoding, ReviewOptions};
use clausewright::review::{Finding, Review, Silence, review};
use clausewright::session;
use clausewright::terms::TermSheet;
use clausewright::{facts::Side, text::Text};

#[derive(Default)]
struct Tally {
    findings: usize,
    edits: usize,
    faults: usize,
    whole: usize,
    whole_faults: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut tally = Tally::default();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let source = ingest::read(&bytes, &path)?.text.source().to_owned();
        let name = path.rsplit('/').next().unwrap_or(&path);
        for side in [Side::Vendor, Side::Customer] {
            let playbook = Playbook::for_side(side)?;
            let trial = Trial { name, source: &source, playbook: &playbook };
            trial.each(&mut tally);
            trial.together(&mut tally)?;
        }
    }
    let Tally { findings, edits, faults, whole, whole_faults } = tally;
    println!("\n{findings} findings, {edits} edits taken one at a time, {faults} of them at fault");
    println!("{whole} texts with all preferred edits, {whole_faults} of them at fault");
    Ok(())
}

/// One contract, read for one side.
struct Trial<'a> {
    name: &'a str,
    source: &'a str,
    playbook: &'a Playbook,
}

impl Trial<'_> {
    fn each(&self, tally: &mut Tally) {
        let (text, before) = judge(self.source, self.playbook);
        for finding in before.points() {
            tally.findings += 1;
            for redline in finding.redlines.iter().filter(|redline| !redline.edits.is_empty()) {
                tally.edits += 1;
                if let Err(fault) = self.one(&text, &before, finding, redline) {
                    tally.faults += 1;
                    println!("{} | {} | {:?} | {fault}", self.name, finding.rule, redline.level);
                }
            }
        }
    }

    fn one(&self, text: &Text, before: &Review, finding: &Finding, redline: &Redline) -> Result<(), String> {
        let edits: Vec<Edit> = redline
            .edits
            .iter()
            .map(|edit| Edit { span: text.to_source(edit.span), insert: edit.insert.clone() })
            .collect();
        let after_text = report::apply(self.source, &edits).map_err(|fault| fault.message)?;
        let shown = || show(self.source, &after_text);
        let position = self.playbook.position(&finding.rule).ok_or("no position")?;
        let rung: &Rung = position.ladder.list().get(redline.rung).ok_or("no rung")?;
        let (after_read, after) = judge(&after_text, &self.playbook.accepting(&finding.rule, &rung.accepts));
        let worse_than = rung.leaves.map_or(0, |leaves| rank(leaves) + 1);
        let count = |review: &Review| {
            review.points().filter(|f| f.rule == finding.rule && rank(f.severity) >= worse_than).count()
        };
        if count(&after) >= count(before) {
            return Err(format!("does not clear: {}", shown()));
        }
        for other in after.points() {
            let number = |review: &Review| {
                // What a stronger finding covers was found, and only not told by itself.
                let covered = review.checks.iter().any(|c| c.rule == other.rule && c.note.starts_with("Covered by"));
                review.points().filter(|f| f.rule == other.rule).count() + usize::from(covered)
            };
            let quote = other.span.map_or("", |span| after_read.quote(span)).to_lowercase();
            let is_blank = redline.blanks.iter().any(|blank| quote.contains(&blank.to_lowercase()));
            if other.rule != finding.rule && !is_blank && number(&after) > number(before) {
                return Err(format!("raises {}: {}", other.rule, shown()));
            }
        }
        ill_formed(self.source, &after_text).map_or(Ok(()), |fault| Err(format!("{fault}: {}", shown())))
    }

    fn together(&self, tally: &mut Tally) -> Result<(), Box<dyn Error>> {
        let options = ReviewOptions { side: self.playbook.side, ..ReviewOptions::default() };
        let document = session::document(self.source, &options);
        let before = session::review(document, &options, self.playbook, PositionEncoding::Utf8);
        let taken = session::take_preferred(self.source, &options, self.playbook)?;
        tally.whole += 1;
        // What no edit was offered for stays, and so does what a rung says that it leaves.
        let edited = |finding: &report::Finding| {
            finding.redlines.iter().any(|redline| redline.level == "preferred" && !redline.edits.is_empty())
        };
        let left_over = |finding: &report::Finding| {
            let ladder = self.playbook.position(&finding.rule).map_or(&[][..], |position| position.ladder.list());
            ladder.iter().any(|rung| rung.level == Level::Preferred && rung.leaves >= Some(finding.severity))
        };
        let untouched = |rule: &str| before.points().filter(|f| f.rule == rule && !edited(f)).count();
        let still = |rule: &str| taken.report.points().filter(|f| f.rule == rule && !left_over(f)).count();
        let touched = before.points().filter(|finding| edited(finding)).map(|finding| finding.rule.as_str());
        let left: Vec<&str> = touched.filter(|rule| still(rule) > untouched(rule)).collect();
        let fault = match left.first() {
            Some(rule) => Some(format!("still finds {rule}")),
            None => ill_formed(self.source, &taken.text).map(|fault| fault.to_owned()),
        };
        if let Some(fault) = fault {
            tally.whole_faults += 1;
            println!("{} | {:?} | all preferred | {fault}", self.name, self.playbook.side);
        }
        Ok(())
    }
}

fn rank(severity: Severity) -> u8 {
    severity as u8
}

fn judge(source: &str, playbook: &Playbook) -> (Text, Review) {
    let contract = Contract::read(Document::from_text(source), &[]);
    let judged = review(&contract, &TermSheet::read(&contract), playbook, &Deal::default(), Silence::InWholeContracts);
    (contract.document.text.clone(), judged)
}

/// What an edit broke that was whole before.
fn ill_formed(before: &str, after: &str) -> Option<&'static str> {
    type Count = fn(&str) -> usize;
    const FAULTS: [(&str, Count); 5] = [
        ("a doubled word", doubled_words),
        ("an unbalanced bracket", unbalanced),
        ("a stop without a word", lonely_stops),
        ("a sentence that begins small", small_beginnings),
        ("a line that begins with a stop", |text| {
            text.lines().filter(|line| line.trim().starts_with([',', ';'])).count()
        }),
    ];
    FAULTS.iter().find(|(_, count)| count(after) > count(before)).map(|(name, _)| *name)
}

fn doubled_words(text: &str) -> usize {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_word = |word: &str| word.chars().all(char::is_alphabetic);
    words.windows(2).filter(|pair| pair[0] == pair[1] && is_word(pair[0])).count()
}

fn unbalanced(text: &str) -> usize {
    let count = |sign: char| text.chars().filter(|c| *c == sign).count();
    count('(').abs_diff(count(')')) + count('[').abs_diff(count(']'))
}

fn lonely_stops(text: &str) -> usize {
    [" ,", ",,", " ;", ";;", ",.", ";.", "( ", "()", ", ,", " . "].iter().map(|wrong| text.matches(wrong).count()).sum()
}

/// A small letter behind a stop that ends a word of the language; a name may begin with one ("eBay").
fn small_beginnings(text: &str) -> usize {
    const SHORT: [&str; 8] = ["Inc", "Ltd", "Co", "Corp", "No", "e.g", "i.e", "Sec"];
    let ends = |head: &str| head.ends_with(char::is_alphabetic) && !SHORT.iter().any(|word| head.ends_with(word));
    let begins = |tail: &str| {
        let word = tail.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        tail.starts_with(|c: char| c.is_ascii_lowercase()) && !word.contains(char::is_uppercase)
    };
    text.match_indices(". ").filter(|(at, _)| ends(&text[..*at]) && begins(&text[at + 2..])).count()
}

/// The words around the first change.
fn show(before: &str, after: &str) -> String {
    let same = before.bytes().zip(after.bytes()).take_while(|(one, other)| one == other).count();
    let tail = before.bytes().rev().zip(after.bytes().rev()).take_while(|(one, other)| one == other).count();
    let tail = tail.min(before.len().min(after.len()).saturating_sub(same));
    let place =
        |text: &str, at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let cut = |text: &str| {
        let (start, end) = (place(text, same), place(text, text.len() - tail).max(place(text, same)));
        let (from, to) = (place(text, start.saturating_sub(120)), place(text, end + 120));
        format!("{}⟦{}⟧{}", &text[from..start], &text[start..end], &text[end..to]).replace('\n', "⏎")
    };
    format!("{}\n      was {}", cut(after), cut(before))
}
