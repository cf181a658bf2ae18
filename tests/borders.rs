//! The borders between the modules, read from the source: each uses those above it and none below,
//! and what talks to files, networks, archives and JavaScript stands in one place.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Top to bottom: a module may name those before it. `tests` of a module may name any.
const LAYERS: [&str; 23] = [
    "span",
    "error",
    "sorting",
    "codepage",
    "text",
    "paragraph",
    "docx",
    "odt",
    "html",
    "rtf",
    "ingest",
    "outline",
    "facts",
    "pattern",
    "contract",
    "terms",
    "playbook",
    "redline",
    "review",
    "report",
    "check",
    "session",
    "wasm",
];

/// Names that only the files below these paths may use.
const CONFINED: [(&str, &[&str]); 10] = [
    ("zip::", &["docx"]),
    ("quick_xml", &["docx"]),
    ("wasm_bindgen", &["wasm.rs"]),
    ("js_sys", &["wasm.rs"]),
    ("clap", &["bin"]),
    ("std::fs", &["bin"]),
    ("std::net", &["bin"]),
    ("std::process", &["bin"]),
    ("std::time", &["bin"]),
    ("unsafe", &[]),
];

#[test]
fn a_module_uses_only_those_above_it() {
    let mut crossings = BTreeSet::new();
    for (file, code) in sources() {
        let Some(place) = layer(&file) else { continue };
        for used in modules_named(&code) {
            if LAYERS.iter().position(|name| *name == used).is_some_and(|other| other > place) {
                crossings.insert(format!("{} uses `{used}`, which comes after it", file.display()));
            }
        }
    }
    assert!(crossings.is_empty(), "{crossings:#?}");
}

#[test]
fn every_module_has_its_layer() {
    let library = fs::read_to_string(root().join("lib.rs")).expect("lib.rs");
    let declared: BTreeSet<&str> = library
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
        .collect();
    assert_eq!(declared, BTreeSet::from(LAYERS));
}

#[test]
fn outside_things_are_named_in_one_place() {
    let mut strays = Vec::new();
    for (file, code) in sources() {
        for (name, allowed) in CONFINED {
            if words_found(&code, name) && !allowed.iter().any(|home| file.starts_with(home)) {
                strays.push(format!("{} names `{name}`", file.display()));
            }
        }
    }
    assert!(strays.is_empty(), "{strays:#?}");
}

#[test]
fn the_reader_of_sources_sees_what_it_should() {
    let code = "use crate::{facts::Side, terms::{self, Reading}, Error};\nlet a = crate::outline::read();";
    assert_eq!(modules_named(code), ["facts", "terms", "Error", "outline"]);
    assert_eq!(
        operative("//! crate::wasm\nlet a = 1; // crate::wasm\n#[cfg(test)]\nmod tests { crate::wasm }"),
        "let a = 1;\n"
    );
    assert!(words_found("use zip::ZipArchive;", "zip::") && !words_found("gzip::new(), a.zip(b)", "zip::"));
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every source file by its path in `src`, with comments and unit tests taken away.
fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of sources").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let code = operative(&fs::read_to_string(&path).expect("a source file"));
                found.push((path.strip_prefix(root()).expect("inside src").to_owned(), code));
            }
        }
    }
    assert!(found.len() > LAYERS.len(), "the sources were not found");
    found
}

fn operative(source: &str) -> String {
    let code = source.find("#[cfg(test)]\nmod tests").map_or(source, |tests| &source[..tests]);
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.flat_map(|line| [line.split(" // ").next().unwrap_or(line), "\n"]).collect()
}

fn layer(file: &Path) -> Option<usize> {
    let module = file.iter().next()?.to_str()?.trim_end_matches(".rs");
    LAYERS.iter().position(|name| *name == module)
}

/// The first name after each `crate::`, also of each item of `crate::{…}`.
fn modules_named(code: &str) -> Vec<&str> {
    code.match_indices("crate::")
        .flat_map(|(at, start)| {
            let rest = &code[at + start.len()..];
            rest.strip_prefix('{').map_or_else(|| vec![first_name(rest)], group)
        })
        .collect()
}

fn first_name(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

/// The first names of the items up to the closing brace.
fn group(text: &str) -> Vec<&str> {
    let (mut depth, mut start, mut items) = (0_usize, 0, Vec::new());
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                items.push(first_name(text[start..at].trim_start()));
                start = at + 1;
                if letter == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    items.retain(|item| !item.is_empty());
    items
}

/// Does `name` stand in the code as a word of its own?
fn words_found(code: &str, name: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(name).any(|(at, found)| {
        let before = code[..at].chars().next_back();
        let after = code[at + found.len()..].chars().next();
        !before.is_some_and(is_word) && (name.ends_with(':') || !after.is_some_and(is_word))
    })
}
