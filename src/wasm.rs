//! The border to JavaScript, and the only file that names `wasm_bindgen`. In: strings, bytes and
//! plain objects. Out: plain objects with places in UTF-16, or a thrown `Error` with a sentence.

use std::cell::RefCell;
use std::rc::Rc;

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::error::Error;
use crate::facts::Side;
use crate::ingest;
use crate::playbook::Playbook;
use crate::report::{self, FileText, KeyTermSheet, PositionEncoding, Report, ReviewOptions, TextLayout};
use crate::session::{self, EditedOptions, Reader, RedlineOptions, RedlinedFile};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"import type { EditedOptions, FileText, LeftOut, PlaybookCheck, PlaybookChoice, RedlineOptions, Report, ReviewOptions, RulePage } from "../www/src/generated/index";
/** A Word file, the findings whose edits are in it, and those that were left out. */
export interface RedlinedFile { bytes: Uint8Array; taken: string[]; left_out: LeftOut[]; notices: string[]; }"#;

/// The version of this core.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Reads the built-in playbook of the default side, so that the first review need not.
#[wasm_bindgen]
pub fn prepare() -> Result<(), JsValue> {
    playbook(&ReviewOptions::default()).map(drop).map_err(thrown)
}

/// Uses idle time: call it with 0, 1, 2 … while nobody waits, until it answers `false`. Each step
/// reviews the examples of a few rules as one contract, so that the browser has compiled the core, and
/// optimised what runs often, before the first contract comes.
#[wasm_bindgen]
pub fn rehearse(step: usize) -> Result<bool, JsValue> {
    /// Whoever comes meanwhile waits no longer than these take.
    const RULES: usize = 8;
    /// A browser optimises what has run for a while.
    const ROUNDS: usize = 2;
    let options = ReviewOptions::default();
    let own = playbook(&options).map_err(thrown)?;
    let portions = own.rules.len().div_ceil(RULES);
    let Some(rules) = step.checked_rem(portions).and_then(|place| own.rules.chunks(RULES).nth(place)) else {
        return Ok(false);
    };
    to_object(&reviewed(session::rehearsal(rules), &options, &own))?;
    Ok(step + 1 < portions * ROUNDS)
}

/// Reads a file (`.docx`, `.odt`, `.html`, `.rtf`, `.txt`, `.md`) into text for the editor.
#[wasm_bindgen(unchecked_return_type = "FileText")]
pub fn read_file(bytes: &[u8], name: &str) -> Result<JsValue, JsValue> {
    let document = ingest::read(bytes, name).map_err(thrown)?;
    let layout = if document.format.has_paragraphs() { TextLayout::Paragraphs } else { TextLayout::Auto };
    let text = document.text.source().to_owned();
    let changes = report::in_utf16(report::changes(&document), &text);
    to_object(&FileText { text, layout, notices: document.notices, changes })
}

/// Reviews a text for one side.
#[wasm_bindgen(unchecked_return_type = "Report")]
pub fn review(
    text: String,
    #[wasm_bindgen(unchecked_param_type = "ReviewOptions")] options: JsValue,
) -> Result<JsValue, JsValue> {
    to_object(&report_on(text, options)?)
}

/// The same review as JSON.
#[wasm_bindgen]
pub fn review_json(
    text: String,
    #[wasm_bindgen(unchecked_param_type = "ReviewOptions")] options: JsValue,
) -> Result<String, JsValue> {
    let report = to_object(&report_on(text, options)?)?;
    js_sys::JSON::stringify(&report).map(String::from)
}

/// The same review as Markdown.
#[wasm_bindgen]
pub fn markdown(
    text: String,
    #[wasm_bindgen(unchecked_param_type = "ReviewOptions")] options: JsValue,
) -> Result<String, JsValue> {
    report_on(text, options).map(|report| report::markdown(&report))
}

/// The key terms as Markdown.
#[wasm_bindgen]
pub fn key_terms_markdown(
    text: String,
    #[wasm_bindgen(unchecked_param_type = "ReviewOptions")] options: JsValue,
) -> Result<String, JsValue> {
    key_terms(text, options).map(|sheet| report::key_terms_markdown(&sheet))
}

/// The key terms as comma-separated values.
#[wasm_bindgen]
pub fn key_terms_csv(
    text: String,
    #[wasm_bindgen(unchecked_param_type = "ReviewOptions")] options: JsValue,
) -> Result<String, JsValue> {
    key_terms(text, options).map(|sheet| report::key_terms_csv(&sheet))
}

/// A file with the chosen edits: a `.docx` keeps all but the words that change, any other file gives
/// a fresh one.
#[wasm_bindgen(unchecked_return_type = "RedlinedFile")]
pub fn redline_file(
    bytes: &[u8],
    name: &str,
    #[wasm_bindgen(unchecked_param_type = "RedlineOptions")] options: JsValue,
) -> Result<JsValue, JsValue> {
    let options: RedlineOptions = from_object(options)?;
    let playbook = playbook(&options.review).map_err(thrown)?;
    redlined(session::redline_file(bytes, name, &options, &playbook).map_err(thrown)?)
}

/// A fresh `.docx` of a text, with the chosen edits.
#[wasm_bindgen(unchecked_return_type = "RedlinedFile")]
pub fn redline_text(
    text: &str,
    #[wasm_bindgen(unchecked_param_type = "RedlineOptions")] options: JsValue,
) -> Result<JsValue, JsValue> {
    let options: RedlineOptions = from_object(options)?;
    let playbook = playbook(&options.review).map_err(thrown)?;
    redlined(session::redline_text(text, &options, &playbook).map_err(thrown)?)
}

/// A contract as it was edited: everything that differs from how it came is a tracked change. With
/// the bytes of a Word file they are put into it, else a fresh one is made of `original`.
#[wasm_bindgen(unchecked_return_type = "RedlinedFile")]
pub fn redline_edited(
    bytes: Option<Vec<u8>>,
    name: &str,
    original: &str,
    edited: &str,
    #[wasm_bindgen(unchecked_param_type = "EditedOptions")] options: JsValue,
) -> Result<JsValue, JsValue> {
    let options: EditedOptions = from_object(options)?;
    let file = match bytes {
        Some(bytes) => session::redline_edited_file(&bytes, name, edited, &options),
        None => session::redline_edited_text(original, edited, &options),
    };
    redlined(file.map_err(thrown)?)
}

/// The review as one page that a browser shows and prints.
#[wasm_bindgen]
pub fn html(
    text: String,
    #[wasm_bindgen(unchecked_param_type = "ReviewOptions")] options: JsValue,
) -> Result<String, JsValue> {
    report_on(text, options).map(|report| report::html(&report))
}

/// The findings as comma-separated values.
#[wasm_bindgen]
pub fn csv(
    text: String,
    #[wasm_bindgen(unchecked_param_type = "ReviewOptions")] options: JsValue,
) -> Result<String, JsValue> {
    report_on(text, options).map(|report| report::csv(&report))
}

/// The findings as a table in a Word file.
#[wasm_bindgen]
pub fn issues_docx(
    text: String,
    #[wasm_bindgen(unchecked_param_type = "ReviewOptions")] options: JsValue,
) -> Result<Vec<u8>, JsValue> {
    report::issues_docx(&report_on(text, options)?).map_err(thrown)
}

fn redlined(file: RedlinedFile) -> Result<JsValue, JsValue> {
    let object = js_sys::Object::new();
    let fields: [(&str, JsValue); 4] = [
        ("bytes", js_sys::Uint8Array::from(file.bytes.as_slice()).into()),
        ("taken", to_object(&file.taken.iter().map(|one| one.finding.as_str()).collect::<Vec<_>>())?),
        ("left_out", to_object(&file.left_out)?),
        ("notices", to_object(&file.notices)?),
    ];
    for (name, value) in fields {
        js_sys::Reflect::set(&object, &name.into(), &value)?;
    }
    Ok(object.into())
}

/// What the contract says, unjudged: the fact sheet that `clausewright terms` prints.
#[wasm_bindgen(unchecked_return_type = "unknown")]
pub fn terms(
    text: String,
    #[wasm_bindgen(unchecked_param_type = "ReviewOptions")] options: JsValue,
) -> Result<JsValue, JsValue> {
    let options: ReviewOptions = from_object(options)?;
    to_object(&session::terms(session::document(text, &options), &options))
}

/// The built-in playbooks to choose among.
#[wasm_bindgen(unchecked_return_type = "PlaybookChoice[]")]
pub fn playbooks() -> Result<JsValue, JsValue> {
    to_object(&session::playbooks().map_err(thrown)?)
}

/// Reads a user's playbook and runs its self-test.
#[wasm_bindgen(unchecked_return_type = "PlaybookCheck")]
pub fn check_playbook(text: &str) -> Result<JsValue, JsValue> {
    to_object(&session::check_playbook(text))
}

/// The reference pages of the playbook that the options name.
#[wasm_bindgen(unchecked_return_type = "RulePage[]")]
pub fn rule_pages(
    #[wasm_bindgen(unchecked_param_type = "ReviewOptions")] options: JsValue,
) -> Result<JsValue, JsValue> {
    let playbook = playbook(&from_object(options)?).map_err(thrown)?;
    to_object(&playbook.pages())
}

fn key_terms(text: String, options: JsValue) -> Result<KeyTermSheet, JsValue> {
    let options: ReviewOptions = from_object(options)?;
    Ok(READER.with_borrow_mut(|reader| reader.key_terms(text, &options)))
}

fn report_on(text: String, options: JsValue) -> Result<Report, JsValue> {
    let options: ReviewOptions = from_object(options)?;
    let playbook = playbook(&options).map_err(thrown)?;
    Ok(reviewed(text, &options, &playbook))
}

fn reviewed(text: String, options: &ReviewOptions, playbook: &Playbook) -> Report {
    READER.with_borrow_mut(|reader| reader.review(text, options, playbook, PositionEncoding::Utf16))
}

/// A playbook that was asked for, with the side and the name that it was asked for by.
struct Known {
    side: Side,
    name: Option<String>,
    own: Option<String>,
    playbook: Rc<Playbook>,
}

thread_local! {
    /// Each playbook is read once.
    static KNOWN: RefCell<Vec<Known>> = const { RefCell::new(Vec::new()) };
    /// Keeps the last contract, for a review of it from the other side.
    static READER: RefCell<Reader> = const { RefCell::new(Reader::new()) };
}

fn playbook(options: &ReviewOptions) -> Result<Rc<Playbook>, Error> {
    let known = KNOWN.with_borrow(|all| {
        let same = all.iter().find(|known| {
            known.side == options.side && known.name == options.playbook && known.own == options.own_playbook
        });
        same.map(|known| Rc::clone(&known.playbook))
    });
    if let Some(playbook) = known {
        return Ok(playbook);
    }
    let playbook = Rc::new(session::playbook_for(options)?);
    let [name, own] = [&options.playbook, &options.own_playbook].map(Clone::clone);
    let known = Known { side: options.side, name, own, playbook: Rc::clone(&playbook) };
    KNOWN.with_borrow_mut(|all| {
        // Of a user's own, which changes with every letter typed, only the last is kept.
        all.retain(|old| old.own.is_none() || known.own.is_none());
        all.push(known);
    });
    Ok(playbook)
}

fn from_object<T: serde::de::DeserializeOwned>(options: JsValue) -> Result<T, JsValue> {
    serde_wasm_bindgen::from_value(options).map_err(JsValue::from)
}

/// Plain data as `JSON.parse` would give it: objects, `null` for what is missing.
fn to_object(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let serializer = Serializer::new().serialize_maps_as_objects(true).serialize_missing_as_null(true);
    value.serialize(&serializer).map_err(JsValue::from)
}

/// An `Error` whose message is the sentence (with line and caret where there is a place), and whose
/// `hint`, where there is one, says what to do.
fn thrown(mut error: Error) -> JsValue {
    let hint = error.hint.take();
    let thrown = js_sys::Error::new(&error.to_string());
    if let Some(hint) = hint {
        // Setting a property of an object made here cannot fail.
        let _ = js_sys::Reflect::set(&thrown, &"hint".into(), &hint.into());
    }
    thrown.into()
}

/// The matching stage by itself, over one contract: for the benchmark beside regular expressions.
#[cfg(feature = "bench")]
#[wasm_bindgen]
pub struct Matching {
    contract: crate::contract::Contract,
    sets: Vec<crate::pattern::PatternSet>,
}

#[cfg(feature = "bench")]
#[wasm_bindgen]
impl Matching {
    /// Reads a contract, and gathers every pattern that a review of it uses.
    #[wasm_bindgen(constructor)]
    pub fn new(text: String) -> Result<Self, JsValue> {
        let options = ReviewOptions::default();
        let contract = crate::contract::Contract::read(session::document(text, &options), &[]);
        // Reading the terms makes the topics' sets; the playbook brings its own.
        crate::terms::TermSheet::read(&contract);
        let mut sets = crate::pattern::used_sets();
        sets.push(playbook(&options).map_err(thrown)?.patterns().clone());
        Ok(Self { contract, sets })
    }

    /// Indexes the contract and matches every set; how many matches there are.
    pub fn run(&self) -> usize {
        let crate::contract::Contract { document, outline, facts, .. } = &self.contract;
        let index = crate::pattern::Index::read(document, outline, facts);
        let found =
            |set: &crate::pattern::PatternSet| set.find_in(&index, document, facts, crate::pattern::TERMS).len();
        self.sets.iter().map(found).sum()
    }

    /// The source of every pattern.
    pub fn patterns(&self) -> Vec<String> {
        self.sets.iter().flat_map(|set| set.sources()).cloned().collect()
    }

    /// The sentences that are searched.
    pub fn sentences(&self) -> Vec<String> {
        let sentences = self.contract.outline.sentences.iter();
        let searched = sentences.filter(|sentence| crate::pattern::TERMS.contains(&sentence.kind));
        searched.map(|sentence| self.contract.quote(sentence.span).to_owned()).collect()
    }

    /// What the contract calls each side.
    pub fn names(&self) -> Result<JsValue, JsValue> {
        let sheet = crate::terms::FactSheet::of(&self.contract, &Default::default());
        to_object(&sheet.roles)
    }
}
