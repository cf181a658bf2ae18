//! An outline that a person can read. In: an [`Outline`]. Out: one line a clause and a sentence,
//! for tests and for whoever asks how a contract was read.

use super::{Clause, Outline, Sentence, SentenceKind};
use crate::ingest::Document;

impl Outline {
    /// The tree with its sentences. Items are set between `⟨ ⟩`; a sentence that is not operative
    /// text is marked `h` (heading), `d` (definition), `b` (background) or `s` (signature).
    pub fn sketch(&self, document: &Document) -> String {
        let mut out = String::new();
        let mut next = 0;
        for clause in &self.clauses {
            while let Some(sentence) =
                self.sentences.get(next).filter(|sentence| sentence.span.start < clause.span.start)
            {
                self.sketch_sentence(document, sentence, &mut out);
                next += 1;
            }
            sketch_clause(document, clause, &mut out);
        }
        for sentence in self.sentences.get(next..).unwrap_or(&[]) {
            self.sketch_sentence(document, sentence, &mut out);
        }
        out
    }

    fn sketch_sentence(&self, document: &Document, sentence: &Sentence, out: &mut String) {
        let mark = match sentence.kind {
            SentenceKind::Heading => return,
            SentenceKind::Body => '-',
            SentenceKind::Definition => 'd',
            SentenceKind::Background => 'b',
            SentenceKind::Signature => 's',
        };
        let depth = self.clauses.get(sentence.clause.0).map_or(0, |clause| clause.depth);
        out.push_str(&"  ".repeat(depth + 1));
        out.push(mark);
        let tokens = document.text.tokens();
        let begin = out.len();
        let mut at = sentence.span.start;
        for item in &sentence.items {
            let span = tokens.span(item.clone());
            let before = crate::Span::new(at.min(span.start), span.start);
            out.push_str(&format!(" {} ⟨{}⟩", document.text.quote(before).trim(), document.text.quote(span)));
            at = span.end;
        }
        let rest = crate::Span::new(at.min(sentence.span.end), sentence.span.end);
        out.push_str(&format!(" {}", document.text.quote(rest).trim()));
        let line = out.split_off(begin).replace('\n', " / ");
        out.push_str(&line);
        while out.ends_with(' ') {
            out.pop();
        }
        out.push('\n');
    }
}

fn sketch_clause(document: &Document, clause: &Clause, out: &mut String) {
    out.push_str(&"  ".repeat(clause.depth));
    out.push_str(&format!("{:?}", clause.kind));
    if let Some(number) = &clause.number {
        out.push_str(&format!(" [{number}]"));
    }
    if let Some(heading) = clause.heading {
        out.push_str(&format!(" {}", document.text.quote(heading)));
    }
    out.push('\n');
}
