//! Is the text of a PDF the contract's? In: a folder of PDFs, and one with their texts. Out: for each
//! the share of the words that are equal apart from white space, and whether the findings are.
//! The PDFs are read by the page's own code, which Node runs.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;

use super::{SIDES, files, findings, fresh, name, shortened};
use crate::project;
use crate::step::{Outcome, at, capture, say};
use crate::tools;

/// So many words in a row that stand in the other text too are the same words in another place.
const MOVED: usize = 5;

/// What was measured of one contract.
struct Measured {
    words: usize,
    /// Shares of the words, in hundredths: as the page reads it, with page heads put back, and with
    /// what only stands in another place.
    shares: [f64; 3],
    /// Findings of one text alone, for each side.
    differing: Vec<String>,
}

pub fn command(program: &str, folder: &Path, texts: &Path) -> Outcome {
    let pdfs = files(folder, &["pdf"])?;
    let out = project::target().join("eval").join("pdf");
    fresh(&out)?;
    say(&format!("Reading {} PDFs", pdfs.len()));
    let mut node = tools::command("node");
    capture(node.current_dir(project::www()).arg("scripts/pdf-text.mjs").arg(&out).args(&pdfs))?;
    println!("{:48}{:>7}{:>8}{:>12}{:>8}  findings", "contract", "words", "as read", "with heads", "moved");
    let (mut near, mut same) = (0, 0);
    for pdf in &pdfs {
        let contract = name(pdf);
        let measured = measure(program, &out, texts, &contract)?;
        let [read, heads, moved] = measured.shares.map(|share| format!("{share:.1} %"));
        let verdict = if measured.differing.is_empty() { "same".to_owned() } else { measured.differing.join(", ") };
        println!("{:48}{:>7}{read:>8}{heads:>12}{moved:>8}  {verdict}", shortened(&contract, 46), measured.words);
        near += usize::from(measured.shares[2] >= 95.0);
        same += usize::from(measured.differing.is_empty());
    }
    println!("\n{near} of {0} with 95 % of the words or more, {same} of {0} with the same findings.", pdfs.len());
    Ok(())
}

fn measure(program: &str, out: &Path, texts: &Path, contract: &str) -> Outcome<Measured> {
    let read = |path: &Path| fs::read_to_string(path).map_err(at("read", path));
    let (expected, ours) = (texts.join(format!("{contract}.txt")), out.join(format!("{contract}.txt")));
    let expected_text = read(&expected)?;
    let expected_words = words(&expected_text);
    let share = |equal: usize| 100.0 * equal as f64 / expected_words.len().max(1) as f64;
    let ours_text = read(&ours)?;
    let kept_text = read(&out.join(format!("{contract}.kept.txt")))?;
    let kept = words(&kept_text);
    let shares = [
        share(in_order(&expected_words, &words(&ours_text))),
        share(in_order(&expected_words, &kept)),
        share(in_any_place(&expected_words, &kept)),
    ];
    let mut differing = Vec::new();
    for side in SIDES {
        let (here, there) = (rules(program, &ours, side)?, rules(program, &expected, side)?);
        for rule in here.keys().chain(there.keys().filter(|rule| !here.contains_key(*rule))) {
            let (in_pdf, in_text) = (here.get(rule).unwrap_or(&0), there.get(rule).unwrap_or(&0));
            if in_pdf != in_text {
                differing.push(format!("{side} {rule} {in_pdf}:{in_text}"));
            }
        }
    }
    Ok(Measured { words: expected_words.len(), shares, differing })
}

/// How often each rule found something.
fn rules(program: &str, contract: &Path, side: &str) -> Outcome<BTreeMap<String, usize>> {
    let mut counts = BTreeMap::new();
    for finding in findings(program, contract, side)? {
        *counts.entry(finding["rule"].as_str().unwrap_or_default().to_owned()).or_default() += 1;
    }
    Ok(counts)
}

/// Quotes and dashes of any style are the same; so are cells and what stands between them.
fn words(text: &str) -> Vec<String> {
    let plain = |letter: char| match letter {
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '–' | '—' | '‐' | '‑' => '-',
        other => other,
    };
    let text: String = text.chars().map(plain).collect();
    text.replace("''", "\"").split_whitespace().filter(|word| *word != "|").map(str::to_owned).collect()
}

/// How many words both have in the same order (Myers' edit distance, without the path).
fn in_order(one: &[String], other: &[String]) -> usize {
    let (rows, columns) = (one.len() as isize, other.len() as isize);
    let middle = rows + columns + 1;
    let mut furthest = vec![0_isize; (2 * middle + 1) as usize];
    for distance in 0..=rows + columns {
        for diagonal in (-distance..=distance).step_by(2) {
            let at = (middle + diagonal) as usize;
            let down = diagonal == -distance || (diagonal != distance && furthest[at - 1] < furthest[at + 1]);
            let mut row = if down { furthest[at + 1] } else { furthest[at - 1] + 1 };
            while row < rows && row - diagonal < columns && one[row as usize] == other[(row - diagonal) as usize] {
                row += 1;
            }
            furthest[at] = row;
            if row >= rows && row - diagonal >= columns {
                return ((rows + columns - distance) / 2) as usize;
            }
        }
    }
    0
}

/// How many words stand in runs of several that the other text holds, wherever.
fn in_any_place(one: &[String], other: &[String]) -> usize {
    let known: HashSet<&[String]> = other.windows(MOVED).collect();
    let mut held = vec![false; one.len()];
    for (at, run) in one.windows(MOVED).enumerate() {
        if known.contains(run) {
            held[at..at + MOVED].fill(true);
        }
    }
    held.iter().filter(|is| **is).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_order_and_in_any_place() {
        let (one, other) = (words("a “b” c  d e f g"), words("d e f g x a \"b\" | c"));
        assert_eq!(in_order(&one, &other), 4);
        assert_eq!(in_order(&one, &one), 7);
        assert_eq!(in_any_place(&words("a b c d e f g"), &words("x a b c d e")), 5);
    }
}
