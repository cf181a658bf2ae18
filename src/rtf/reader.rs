//! Following the tokens. In: [`Token`]s. Out: paragraphs, rows of tables, list labels as the file
//! holds them. Each group has a state that its end gives back.

use std::collections::HashMap;

use super::token::Token;
use crate::codepage::CodePage;
use crate::error::{Error, ErrorKind};
use crate::paragraph::{Paragraphs, begins_with_label};
use crate::text::BlockKind;

/// No program nests its groups deeper.
const MAX_DEPTH: usize = 2_000;

/// What is said of text by the groups around it.
#[derive(Clone, Copy, Debug)]
struct State {
    place: Place,
    /// How many characters stand behind `\u` for readers that know no Unicode.
    fallback: usize,
    page: CodePage,
    shown: Shown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Text,
    /// The label of a list item, as the writer computed it.
    Label,
    Note,
    Fonts,
    Nowhere,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Yes,
    Hidden,
    Deleted,
}

pub struct Reader {
    paragraphs: Paragraphs,
    notes: Paragraphs,
    state: State,
    outer: Vec<State>,
    line: String,
    note: String,
    label: String,
    heading: Option<u8>,
    /// The cells of the open row.
    row: Vec<Paragraphs>,
    cell: Paragraphs,
    in_table: bool,
    /// The code page of each font.
    fonts: HashMap<i32, CodePage>,
    font: i32,
    main_page: CodePage,
    /// A group that began with `\*`: it is left out unless its word is known.
    optional: bool,
    /// Characters left to pass over behind `\u`.
    passing: usize,
    /// The first half of a character beyond U+FFFF.
    half: Option<u16>,
    deleted: usize,
    comments: usize,
    lost: usize,
}

impl Default for Reader {
    fn default() -> Self {
        let state = State { place: Place::Text, fallback: 1, page: CodePage::default(), shown: Shown::Yes };
        Self {
            paragraphs: Paragraphs::default(),
            notes: Paragraphs::default(),
            state,
            outer: Vec::new(),
            line: String::new(),
            note: String::new(),
            label: String::new(),
            heading: None,
            row: Vec::new(),
            cell: Paragraphs::default(),
            in_table: false,
            fonts: HashMap::new(),
            font: 0,
            main_page: CodePage::default(),
            optional: false,
            passing: 0,
            half: None,
            deleted: 0,
            comments: 0,
            lost: 0,
        }
    }
}

impl Reader {
    pub fn take(&mut self, token: Token<'_>) -> Result<(), Error> {
        match token {
            Token::Open => self.open()?,
            Token::Close => self.close(),
            Token::Word(name, number) => self.word(name, number),
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Byte(byte) => self.byte(byte),
            Token::Text(bytes) => bytes.iter().for_each(|byte| self.byte(*byte)),
        }
        Ok(())
    }

    fn open(&mut self) -> Result<(), Error> {
        if self.outer.len() >= MAX_DEPTH {
            return Err(Error::new(
                ErrorKind::Unreadable,
                "This rich text file nests its parts deeper than any program does.",
            )
            .hint("open it in Word and save it as .docx, or paste the contract's text"));
        }
        self.outer.push(self.state);
        self.passing = 0;
        Ok(())
    }

    fn close(&mut self) {
        self.optional = false;
        self.passing = 0;
        let was = self.state;
        if let Some(state) = self.outer.pop() {
            self.state = state;
        }
        if was.place == Place::Note && self.state.place != Place::Note {
            self.end_note();
        }
    }

    fn word(&mut self, name: &str, number: Option<i32>) {
        let optional = std::mem::take(&mut self.optional);
        if let Some(place) = destination(name) {
            // What is inside a part that is left out, is left out.
            if self.state.place != Place::Nowhere {
                self.state.place = place;
            }
            self.comments += usize::from(name == "annotation");
            return;
        }
        if optional && !matches!(name, "shpinst" | "shptxt" | "listtext") {
            self.state.place = Place::Nowhere;
            return;
        }
        match name {
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => self.state.fallback = number.unwrap_or(1).clamp(0, 64) as usize,
            "ansicpg" => {
                self.main_page = CodePage::numbered(number.unwrap_or(1252));
                self.state.page = self.main_page;
            }
            "mac" => self.state.page = CodePage::MacRoman,
            "pc" => self.state.page = CodePage::Dos437,
            "f" => self.choose_font(number.unwrap_or(0)),
            "fcharset" if self.state.place == Place::Fonts => {
                self.fonts.insert(self.font, of_charset(number.unwrap_or(0), self.main_page));
            }
            "v" => self.state.shown = if number == Some(0) { Shown::Yes } else { Shown::Hidden },
            "deleted" => self.delete(number),
            "plain" => self.state.shown = Shown::Yes,
            _ if self.state.place != Place::Nowhere && self.state.place != Place::Fonts => self.text_word(name, number),
            _ => {}
        }
    }

    fn text_word(&mut self, name: &str, number: Option<i32>) {
        match name {
            "par" | "sect" | "page" if self.state.place == Place::Note => self.note.push('\n'),
            "par" | "sect" | "page" => self.end_paragraph(),
            "line" => self.letter('\n'),
            "tab" => self.letter('\t'),
            "pard" => {
                self.heading = None;
                self.in_table = false;
            }
            "intbl" => self.in_table = true,
            "outlinelevel" => {
                self.heading = number.and_then(|level| u8::try_from(level + 1).ok()).filter(|level| *level < 10)
            }
            "cell" | "nestcell" => self.end_cell(),
            "row" | "nestrow" => self.end_row(),
            _ => {
                if let Some(letter) = named_letter(name) {
                    self.letter(letter);
                }
            }
        }
    }

    fn delete(&mut self, number: Option<i32>) {
        let deletes = number != Some(0);
        self.deleted += usize::from(deletes && self.state.shown != Shown::Deleted);
        self.state.shown = if deletes { Shown::Deleted } else { Shown::Yes };
    }

    fn choose_font(&mut self, font: i32) {
        if self.state.place == Place::Fonts {
            self.font = font;
        } else {
            self.state.page = self.fonts.get(&font).copied().unwrap_or(self.main_page);
        }
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'*' => self.optional = true,
            b'~' => self.letter('\u{a0}'),
            b'_' => self.letter('-'),
            b'\\' | b'{' | b'}' => self.byte(symbol),
            b'\n' | b'\r' if self.state.place == Place::Text => self.end_paragraph(),
            _ => {}
        }
    }

    fn byte(&mut self, byte: u8) {
        if self.passing > 0 {
            self.passing -= 1;
            return;
        }
        let letter = self.state.page.read(byte);
        self.lost += usize::from(letter == char::REPLACEMENT_CHARACTER && self.reads());
        self.letter(letter);
    }

    fn unicode(&mut self, number: i32) {
        self.passing = self.state.fallback;
        // Written as a signed number of 16 bits.
        let unit = (number & 0xffff) as u16;
        match (self.half.take(), unit) {
            (_, 0xd800..=0xdbff) => self.half = Some(unit),
            (Some(high), 0xdc00..=0xdfff) => {
                let both = char::decode_utf16([high, unit]).next().and_then(Result::ok);
                self.letter(both.unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            // Symbol fonts put their bullets here.
            (_, 0xf0b7 | 0xf0a7) => self.letter('•'),
            (_, unit) => self.letter(char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER)),
        }
    }

    fn reads(&self) -> bool {
        self.state.shown == Shown::Yes && matches!(self.state.place, Place::Text | Place::Note | Place::Label)
    }

    fn letter(&mut self, letter: char) {
        if !self.reads() {
            return;
        }
        match self.state.place {
            Place::Text => self.line.push(letter),
            Place::Note => self.note.push(letter),
            Place::Label => self.label.push(letter),
            Place::Fonts | Place::Nowhere => {}
        }
    }

    fn end_paragraph(&mut self) {
        let line = std::mem::take(&mut self.line);
        let label = std::mem::take(&mut self.label);
        if !line.trim().is_empty() {
            let label = label.trim();
            let bullet = matches!(label, "•" | "·" | "o" | "§" | "-" | "–");
            let (kind, text) = match self.heading {
                _ if bullet => (BlockKind::Item, format!("• {line}")),
                _ if label.is_empty() || begins_with_label(line.trim_start()) => (self.kind(), line),
                _ => (self.kind(), format!("{label} {line}")),
            };
            let place = if self.in_table { &mut self.cell } else { &mut self.paragraphs };
            place.push(kind, &text);
        }
    }

    fn kind(&self) -> BlockKind {
        self.heading.map_or(BlockKind::Paragraph, BlockKind::Heading)
    }

    fn end_cell(&mut self) {
        self.in_table = true;
        self.end_paragraph();
        self.row.push(std::mem::take(&mut self.cell));
    }

    fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        self.paragraphs.push_row(row);
    }

    fn end_note(&mut self) {
        let note = std::mem::take(&mut self.note);
        self.notes.push(BlockKind::Paragraph, &note);
    }

    pub fn finish(mut self) -> (Paragraphs, Vec<String>) {
        self.end_paragraph();
        // A file that breaks off in a row keeps what it has.
        let cell = std::mem::take(&mut self.cell);
        self.row.push(cell);
        self.end_row();
        self.end_note();
        self.paragraphs.append(self.notes);
        let told = [
            (self.deleted, "The file holds tracked changes. It is read as it stands now: deleted text is left out."),
            (self.comments, "The comments in the margin were left out."),
            (self.lost, "Some characters could not be read; they show as \u{fffd}."),
        ];
        let notices = told.into_iter().filter(|(count, _)| *count > 0).map(|(_, notice)| notice.to_owned()).collect();
        (self.paragraphs, notices)
    }
}

fn destination(name: &str) -> Option<Place> {
    match name {
        "fonttbl" => Some(Place::Fonts),
        "listtext" | "pntext" => Some(Place::Label),
        "footnote" => Some(Place::Note),
        "colortbl" | "stylesheet" | "info" | "pict" | "object" | "objdata" | "header" | "headerl" | "headerr"
        | "headerf" | "footer" | "footerl" | "footerr" | "footerf" | "listtable" | "listoverridetable" | "revtbl"
        | "rsidtbl" | "generator" | "themedata" | "datastore" | "annotation" | "atnid" | "atnauthor" | "fldinst"
        | "sp" | "xmlnstbl" | "latentstyles" | "pgptbl" | "filetbl" | "tc" | "xe" | "bkmkstart" | "bkmkend"
        | "nonshppict" | "docvar" | "template" => Some(Place::Nowhere),
        _ => None,
    }
}

fn named_letter(name: &str) -> Option<char> {
    Some(match name {
        "emdash" => '—',
        "endash" => '–',
        "lquote" => '‘',
        "rquote" => '’',
        "ldblquote" => '“',
        "rdblquote" => '”',
        "bullet" => '•',
        "emspace" | "enspace" | "qmspace" => ' ',
        _ => return None,
    })
}

/// The code page of a font's character set.
fn of_charset(charset: i32, main: CodePage) -> CodePage {
    match charset {
        0 => CodePage::Windows1252,
        77 => CodePage::MacRoman,
        204 => CodePage::Windows1251,
        238 => CodePage::Windows1250,
        254 | 255 => CodePage::Dos437,
        1 | 2 => main,
        _ => CodePage::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rtf::read;

    fn lines(body: &str) -> String {
        let file = format!("{{\\rtf1\\ansi\\ansicpg1252{body}}}");
        read(file.as_bytes()).unwrap().0.finish("file").map(|(text, _)| text).unwrap_or_default()
    }

    #[test]
    fn files() {
        for (body, expected) in [
            (r"Client shall pay.\par Then \b ends\b0 .", "Client shall pay.\nThen ends."),
            (r"{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 T;}}\f0 caf\'e9 {\f1 \'e9} x", "café й x"),
            (r"\ldblquote Fees\rdblquote\~\endash  x\_y \u8364?5 \uc2\u233xx!", "“Fees”\u{a0}– x-y €5 é!"),
            (r"\u-10179?\u-8695?", "😉"),
            (
                r"{\listtext 1.1\tab}Fees\par{\pntext\f1\'B7\tab}item\par{\listtext 2.\tab}3. own",
                "1.1 Fees\n• item\n3. own",
            ),
            (r"{\header Head\par}{\info{\title T}}{\*\unknown x}{\pict abc}{\*\shppict{\pict d}}body", "body"),
            (r"\trowd\pard\intbl Fee\cell EUR 5\cell\row\pard after", "Fee | EUR 5\nafter"),
            (r"\trowd\pard\intbl (a)\cell Client shall pay.\cell\row", "(a) Client shall pay."),
            (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt shown}} text{\v hidden}", "shown text"),
            (r"kept {\deleted gone}{\revised new}", "kept new"),
            (r"word{\super\chftn}{\footnote{\chftn} The note.} on\par next", "word on\nnext\nThe note."),
            (r"\pard\outlinelevel0 Fees\par\pard text", "Fees\ntext"),
            (r"a\{b\}\\c", r"a{b}\c"),
            (r"{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt In a box\par}}after", "In a box\nafter"),
        ] {
            assert_eq!(lines(body), expected, "{body}");
        }
    }

    #[test]
    fn headings_and_notices() {
        let (paragraphs, notices) =
            read(br"{\rtf1\outlinelevel1 Fees\par{\deleted x}{\*\annotation y}\f7\'81\par}").unwrap();
        assert_eq!(notices.len(), 3, "{notices:?}");
        let (_, kinds) = paragraphs.finish("file").unwrap();
        assert_eq!(kinds[0], (0, BlockKind::Heading(2)));
    }

    #[test]
    fn hostile_files_end() {
        assert!(read("{".repeat(100_000).as_bytes()).is_err());
        for body in [r"}}}}\par x", r"\bin999999999 x", r"\u-1?\u55357 ", r"\'", r"\", r"\cell\row\row\cell"] {
            lines(body);
        }
        let long = format!("{{\\rtf1 {}}}", r"{\b x}\cell\row ".repeat(20_000));
        assert!(read(long.as_bytes()).is_ok());
    }
}
