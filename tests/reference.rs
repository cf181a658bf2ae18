//! The reference pages in `docs/rules` are those that the playbooks give; a starter file is sound.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clausewright::check::{Scope, check};
use clausewright::playbook::{Library, Playbook, starter};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules").join(name)
}

/// To write them anew after a change of the playbooks: `cargo xtask playbooks`, or
/// `UPDATE=1 cargo test --test reference`.
#[test]
fn the_reference_is_up_to_date() {
    let library = Library::builtin();
    for name in library.names() {
        let pages: BTreeMap<String, String> = library.load(name).unwrap().reference().into_iter().collect();
        let folder = folder(name);
        if std::env::var_os("UPDATE").is_some() {
            let _ = std::fs::remove_dir_all(&folder);
            std::fs::create_dir_all(&folder).unwrap();
            pages.iter().for_each(|(page, text)| std::fs::write(folder.join(page), text).unwrap());
        }
        let found = std::fs::read_dir(&folder).unwrap_or_else(|_| panic!("no reference of `{name}`"));
        let found: BTreeMap<String, String> = found
            .map(|entry| entry.unwrap().path())
            .map(|path| (path.file_name().unwrap().to_string_lossy().into(), std::fs::read_to_string(&path).unwrap()))
            .collect();
        assert!(found.keys().eq(pages.keys()), "docs/rules/{name} has other pages: run `cargo xtask playbooks`");
        let stale = pages.iter().find(|(page, text)| found[*page] != **text).map(|(page, _)| page);
        assert_eq!(stale, None, "docs/rules/{name} is stale: run `cargo xtask playbooks`");
    }
}

/// `docs/checks.md` lists every rule of every built-in playbook.
#[test]
fn the_list_of_checks_is_up_to_date() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks.md");
    let list = checks();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &list).unwrap();
    }
    assert!(
        std::fs::read_to_string(&file).unwrap() == list,
        "docs/checks.md is stale: run `UPDATE=1 cargo test --test reference`"
    );
}

fn checks() -> String {
    let library = Library::builtin();
    let playbooks: Vec<Playbook> = library.names().map(|name| library.load(name).unwrap()).collect();
    let mut topics: BTreeMap<&str, String> = BTreeMap::new();
    for rule in &playbooks[0].rules {
        let changes_words = |playbook: &Playbook| {
            let position = playbook.position(&rule.id);
            position.is_some_and(|position| position.ladder.list().iter().any(|rung| !rung.edits.is_empty()))
        };
        let end = if playbooks.iter().any(changes_words) { "edit" } else { "advice" };
        let row = format!("| {} | `{}` | {} | {end} |\n", rule.name, rule.id, rule.hurts.name());
        topics.entry(&rule.topic).or_default().push_str(&row);
    }
    let heading = |topic: &str| topic[..1].to_uppercase() + &topic[1..];
    let tables = topics.iter().map(|(topic, rows)| {
        format!("\n## {}\n\n| what is looked for | rule | hurts | ends in |\n|---|---|---|---|\n{rows}", heading(topic))
    });
    let lead = "# The checks\n\nWhat the built-in playbooks look for, topic by topic. The side is the one that a clause \
        hurts; *edit* means that a rung of a ladder changes the words of the document, *advice* that it says what to ask \
        for.\n";
    lead.to_owned() + &tables.collect::<String>()
}

#[test]
fn every_rule_is_explained() {
    let playbook = Playbook::builtin("agency").unwrap();
    for page in playbook.pages() {
        for text in [&page.what, &page.why, &page.ask, &page.severity] {
            assert!(!text.is_empty() && !text.contains('{'), "{}: {text}", page.rule);
        }
        assert!(page.flags.len() + page.passes.len() >= 2 && !page.ladder.is_empty(), "{}", page.rule);
    }
}

/// As it is printed, and with every parameter and every `off` set free.
#[test]
fn a_starter_file_is_sound() {
    let library = Library::builtin();
    for name in library.names() {
        let text = starter("ours", &library.load(name).unwrap());
        let playbook = Playbook::parse("ours.toml", &text).unwrap_or_else(|fault| panic!("{fault}"));
        assert!(check(&playbook, Scope::Own).is_empty());
        let free: String = text.lines().map(|line| format!("{}\n", freed(line))).collect();
        Playbook::parse("ours.toml", &free).unwrap_or_else(|fault| panic!("{name}: {fault}"));
    }
}

/// A line of TOML behind its `#`; remarks stay.
fn freed(line: &str) -> &str {
    let bare = line.strip_prefix("# ").unwrap_or(line);
    if bare.starts_with("[position") || bare.contains(" = ") && !bare.contains("(now") { bare } else { line }
}

/// A stranger's texts are data in Markdown too.
#[test]
fn a_page_shows_markup_as_text() {
    let text =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/playbooks/sound.toml")).unwrap();
    let hostile = text.replacen("what = \"", "what = \"<img src=x onerror=alert(1)> [a](javascript:1) ", 1);
    let playbook = Playbook::parse("sound.toml", &hostile).unwrap();
    let all: String = playbook.reference().into_iter().map(|(_, text)| text).collect();
    assert!(all.contains("\\<img src=x") && !all.contains("a](javascript"), "markup survives");
}
