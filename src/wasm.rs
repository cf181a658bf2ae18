//! The border to JavaScript, and the only file that names `wasm_bindgen`. In: strings, bytes and
//! plain objects. Out: plain objects with spans in UTF-16, or a thrown `Error` with a sentence.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::error::Error;
use crate::ingest::{self, Format};
use crate::report::{FileText, ReviewOptions, TextLayout};
use crate::session;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"import type { FileText, ReviewOptions } from "../www/src/generated/index";"#;

/// The version of this core.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Reads a `.txt`, `.md` or `.docx` file into text for the editor.
#[wasm_bindgen(unchecked_return_type = "FileText")]
pub fn read_file(bytes: &[u8], name: &str) -> Result<JsValue, JsValue> {
    let document = ingest::read(bytes, name).map_err(thrown)?;
    let layout = match document.format {
        Format::Docx => TextLayout::Paragraphs,
        Format::Text | Format::Markdown => TextLayout::Auto,
    };
    to_object(&FileText { text: document.text.source().to_owned(), layout, notices: document.notices })
}

/// What the contract says, unjudged: the fact sheet that `clausewright terms` prints.
#[wasm_bindgen(unchecked_return_type = "unknown")]
pub fn terms(
    text: String,
    #[wasm_bindgen(unchecked_param_type = "ReviewOptions")] options: JsValue,
) -> Result<JsValue, JsValue> {
    let options = from_object(options)?;
    to_object(&session::terms(session::document(text, &options), &options))
}

fn from_object(options: JsValue) -> Result<ReviewOptions, JsValue> {
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
