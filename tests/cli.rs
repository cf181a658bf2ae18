//! The command as its user meets it: what it prints, where it complains, how it ends.
//! 0 is done, 1 is "look here", 2 is "that did not work".
#![cfg(feature = "cli")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const CONTRACT: &str = "DESIGN AGREEMENT\n\n\
This Design Agreement is made between Larkspur Hotels, Inc. (\"Client\") and Tidewater Design LLC (\"Agency\").\n\n\
1. Work. Agency shall design the signs that Client orders.\n\n\
2. Payment. Client shall pay each undisputed invoice within ninety (90) days after receipt. No interest is payable \
on overdue amounts.\n\n\
3. Liability. Agency's liability arising out of this Agreement shall be unlimited.\n";

/// A folder of its own for each test, gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("clausewright-cli-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

struct Said {
    code: i32,
    out: String,
    complaint: String,
}

impl Said {
    #[track_caller]
    fn refuses(&self, words: &str) {
        assert_eq!(self.code, 2, "{}", self.complaint);
        assert_eq!(self.out, "");
        assert!(self.complaint.contains(words), "{:?} says nothing of {words:?}", self.complaint);
        assert!(!self.complaint.contains("panicked"));
    }

    #[track_caller]
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap()
    }
}

fn run(words: &[&str]) -> Said {
    run_with(words, "")
}

fn run_with(words: &[&str], input: &str) -> Said {
    let mut child = Command::new(env!("CARGO_BIN_EXE_clausewright"))
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that refuses its arguments does not read its input.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    Said {
        code: status.code().unwrap(),
        out: String::from_utf8(stdout).unwrap(),
        complaint: String::from_utf8(stderr).unwrap(),
    }
}

#[test]
fn reviews_a_file_and_its_standard_input_alike() {
    let folder = Folder::new("review");
    let file = folder.file("deal.txt", CONTRACT);
    let from_file = run(&["review", &file, "--side", "vendor"]);
    let from_input = run_with(&["review", "-", "--side", "vendor"], CONTRACT);
    assert_eq!((from_file.code, from_input.code), (0, 0), "{}", from_file.complaint);
    assert_eq!(from_file.out, from_input.out);
    for words in ["payment.long-terms", "liability.uncapped", "Ask:", "not legal advice"] {
        assert!(from_file.out.contains(words), "{words}");
    }
}

#[test]
fn writes_json_whose_edits_can_be_applied_and_markdown() {
    let report = run_with(&["review", "-", "--side", "vendor", "--format", "json"], CONTRACT).json();
    assert_eq!(report["position_encoding"], "utf-8");
    let findings = report["findings"].as_array().unwrap();
    let long = findings.iter().find(|finding| finding["rule"] == "payment.long-terms").unwrap();
    let mut text = CONTRACT.to_owned();
    for edit in long["redlines"][0]["edits"].as_array().unwrap().iter().rev() {
        let place = |end: &str| usize::try_from(edit["span"][end].as_u64().unwrap()).unwrap();
        text.replace_range(place("start")..place("end"), edit["insert"].as_str().unwrap());
    }
    assert!(text.contains("within thirty (30) days after receipt"), "{text}");
    let markdown = run_with(&["review", "-", "--side", "vendor", "--format", "markdown"], CONTRACT);
    assert!(markdown.out.starts_with("# Review: "), "{}", markdown.out);
}

#[test]
fn ends_with_one_when_a_finding_is_as_severe_as_was_said() {
    let code = |threshold| run_with(&["review", "-", "--side", "vendor", "--fail-on", threshold], CONTRACT).code;
    assert_eq!(code("info"), 1);
    assert_eq!(code("critical"), 1);
    let mild = CONTRACT.replace("ninety (90)", "forty (40)").replace("unlimited", "limited to the fees paid");
    let said = run_with(&["review", "-", "--side", "vendor", "--fail-on", "critical", "--format", "json"], &mild);
    assert_eq!(said.code, 0, "{}", said.out);
    run_with(&["review", "-", "--side", "vendor", "--fail-on", "grave"], CONTRACT).refuses("grave");
}

#[test]
fn takes_the_side_from_the_playbook_and_refuses_one_of_the_other_side() {
    let report = run_with(&["review", "-", "--playbook", "customer", "--format", "json"], CONTRACT).json();
    assert_eq!(report["side"], "customer");
    run_with(&["review", "-", "--side", "vendor", "--playbook", "customer"], CONTRACT).refuses("the other side");
    run_with(&["review", "-", "--playbook", "procurement"], CONTRACT).refuses("known here: agency, customer");
    run_with(&["review", "-"], CONTRACT).refuses("--side");
}

#[test]
fn a_playbook_of_four_lines_is_enough() {
    let folder = Folder::new("overlay");
    let own = folder.file(
        "own.toml",
        "name = \"ours\"\nextends = \"agency\"\n[position.\"payment.long-terms\"]\nlimit = \"14 days\"\n",
    );
    let said = run_with(&["review", "-", "--playbook", &own], CONTRACT);
    assert_eq!(said.code, 0, "{}", said.complaint);
    assert!(said.out.contains("Pay within 14 days"), "{}", said.out);
}

#[test]
fn refuses_what_is_no_contract_with_what_to_do() {
    let folder = Folder::new("refused");
    let missing = folder.0.join("none.txt");
    let bytes: Vec<u8> = (0..4000_u32).map(|at| (at.wrapping_mul(131) % 256) as u8).collect();
    let binary = folder.file("scan.txt", &bytes);
    let word = folder.file("deal.docx", b"PK\x03\x04 no zip");
    for command in [&["review", "--side", "vendor"][..], &["terms"]] {
        let on = |file: &str| run(&[command, &[file]].concat());
        on(missing.to_str().unwrap()).refuses("Could not read");
        on(folder.0.to_str().unwrap()).refuses("Could not read");
        on(&binary).refuses("hint: save it as text or .docx");
        on(&word).refuses("hint: open it in Word");
    }
}

#[test]
fn a_text_that_cannot_be_judged_is_not_called_free_of_findings() {
    let said = run_with(&["review", "-", "--side", "vendor"], "Whisk two eggs. Bake until golden.");
    assert_eq!(said.code, 0);
    assert!(said.out.contains("could not be judged"), "{}", said.out);
}

#[test]
fn terms_are_lines_for_people_under_their_topics() {
    let said = run_with(&["terms", "-"], CONTRACT);
    assert_eq!((said.code, said.complaint.as_str()), (0, ""));
    let lines: Vec<&str> = said.out.lines().collect();
    assert_eq!(lines[0], "DESIGN AGREEMENT");
    for line in [
        "  Larkspur Hotels, Inc., \"Client\" (pays)",
        "Payment",
        "  Payment period: Client pays within 90 days of receipt of the invoice [2]",
        "      \"Client shall pay each undisputed invoice within ninety (90) days after receipt.\"",
        "Liability",
    ] {
        assert!(lines.contains(&line), "no {line:?} in\n{}", said.out);
    }
    let silences: Vec<&&str> = lines.iter().filter(|line| line.starts_with("  Not stated: ")).collect();
    assert!(silences.iter().any(|line| line.contains("Set-off")), "{}", said.out);
    assert!(lines.iter().all(|line| line.chars().count() <= 96));
}

#[test]
fn terms_are_facts_for_a_program_and_tables_for_others() {
    let facts = run_with(&["terms", "-", "--format", "json"], CONTRACT).json();
    assert_eq!(facts["payment"]["terms"][0]["days"], 90.0);
    let markdown = run_with(&["terms", "-", "--format", "markdown"], CONTRACT).out;
    assert!(markdown.contains("- **Payment period**: Client pays within 90 days"), "{markdown}");
    let csv = run_with(&["terms", "-", "--format", "csv"], &CONTRACT.replace("DESIGN", "=DESIGN")).out;
    assert!(csv.starts_with("\"Topic\",\"Term\","), "{csv}");
    assert!(csv.lines().all(|row| !row.contains(",\"=") && !row.starts_with("\"=")), "{csv}");
}

#[test]
fn a_terminal_is_given_no_control_characters_of_the_contract() {
    let hostile = CONTRACT.replace("Tidewater", "\u{1b}]0;owned\u{7}Tidewater").replace("90", "\u{1b}[31m90");
    for command in [&["review", "-", "--side", "vendor"][..], &["terms", "-"]] {
        assert!(!run_with(command, &hostile).out.contains('\u{1b}'), "{command:?}");
    }
}

#[test]
fn playbooks_are_checked() {
    let sound = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/playbooks/sound.toml");
    let said = run(&["playbook", "check", sound.to_str().unwrap()]);
    assert_eq!((said.code, said.out.as_str()), (0, "sound 1: 4 rules, nothing wrong\n"), "{}", said.complaint);

    let folder = Folder::new("playbook");
    let ladder = "[[position.\"payment.long-terms\".ladder]]\nlevel = \"preferred\"\ntitle = \"Pay later\"\n\
                  edit = { replace = \"days\", with = \"80 days\" }\n";
    let useless = format!(
        "extends = \"agency\"\nname = \"own\"\n[position.\"payment.long-terms\"]\nlimit = \"14 days\"\n{ladder}"
    );
    let said = run(&["playbook", "check", &folder.file("useless.toml", useless)]);
    assert_eq!(said.code, 1);
    assert!(said.out.starts_with("own: ") && said.out.contains("faults"), "{}", said.out);
    assert!(said.complaint.contains("does not clear this example"), "{}", said.complaint);

    let broken = folder.file("broken.toml", "name = \"own\"\nside = vendor\n");
    run(&["playbook", "check", &broken]).refuses(":2:8");
    run(&["playbook", "check", "procurement"]).refuses("known here: agency, customer");
    run(&["playbook", "check", folder.0.join("none.toml").to_str().unwrap()]).refuses("Could not read");
    run(&["playbook", "check", &folder.file("bytes.toml", [0xff, 0xfe, 0x00])]).refuses("a TOML file in UTF-8");
}
