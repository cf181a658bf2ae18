//! The report as one page. In: a [`Report`]. Out: what is told, as HTML that stands alone: its style is inside, nothing
//! is loaded, no script; it prints on paper as it shows. The contract's words cannot become markup.

use std::fmt::Write;

use super::telling::{Block, told, written};
use super::words::{capital, level, title, where_it_stands};
use super::{Finding, NoteReport, Redline, Report, TellReport};

/// Nothing is loaded, so that a page that is sent on cannot tell anyone that it was opened.
const POLICY: &str = "script-src 'none'; img-src 'none'; font-src 'none'; media-src 'none'; connect-src 'none'; \
    object-src 'none'; frame-src 'none'; form-action 'none'; base-uri 'none'";

const STYLE: &str = "\
:root{color-scheme:light}\
body{max-width:46rem;margin:2.5rem auto;padding:0 1.25rem;font:400 1rem/1.55 Georgia,'Times New Roman',serif;color:#1d2126;background:#fff}\
h1{font-size:1.7rem;font-weight:400;line-height:1.2;margin:0 0 .6rem}\
h2{font:600 .75rem/1.3 system-ui,sans-serif;letter-spacing:.06em;text-transform:uppercase;color:#5a6068;margin:2.2rem 0 .6rem}\
h3{font-size:1.15rem;line-height:1.3;margin:0 0 .3rem}\
h4{font-size:1rem;margin:1rem 0 .3rem}\
p{margin:.35rem 0}\
.note{border-left:3px solid #b9bec5;padding-left:.8rem;color:#454b53}\
table{width:100%;border-collapse:collapse;margin:1.4rem 0;font:400 .875rem/1.4 system-ui,sans-serif}\
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem .35rem 0;border-bottom:1px solid #dcdfe3}\
section{margin:1.6rem 0;padding-top:1.1rem;border-top:1px solid #c9cdd2;break-inside:avoid-page}\
.place{font:400 .8125rem/1.4 system-ui,sans-serif;color:#5a6068}\
.critical,.high,.medium,.low,.info{font-weight:600}\
.critical{color:#96202f}.high{color:#a2470f}.medium{color:#7a5c00}.low{color:#2f5d7c}.info{color:#5a6068}\
blockquote{margin:.7rem 0;padding:.1rem 0 .1rem .9rem;border-left:3px solid #c9cdd2;font-style:italic;white-space:pre-line}\
dl{margin:.7rem 0}dt{font:600 .8125rem/1.4 system-ui,sans-serif;margin-top:.5rem}dd{margin:0}\
ul{margin:.4rem 0;padding-left:1.2rem}li{margin:.25rem 0}\
.write{font-style:italic}\
footer{margin:2.5rem 0;padding-top:1rem;border-top:1px solid #c9cdd2;color:#5a6068;font-size:.875rem}\
@media print{body{margin:0;max-width:none;font-size:10.5pt}}";

/// Writes the page.
pub fn html(report: &Report) -> String {
    let mut out = String::with_capacity(16 * 1024);
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <title>Review: {}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        escaped(title(report))
    );
    told(report).iter().for_each(|one| block(one, &mut out));
    out.push_str("</body>\n</html>\n");
    out
}

fn block(block: &Block<'_>, out: &mut String) {
    let _ = match block {
        Block::Title(title) => writeln!(out, "<h1>{}</h1>", escaped(title)),
        Block::For { side, playbook } => {
            let by = escaped(playbook);
            writeln!(out, "<p>For the <strong>{side}</strong>, by the playbook <em>{by}</em>.</p>")
        }
        Block::Text(text) => writeln!(out, "<p>{}</p>", escaped(text.trim())),
        Block::Notice(notice) => writeln!(out, "<p class=\"note\">{}</p>", escaped(notice)),
        Block::Summary(findings) => summary(findings, out),
        Block::Chapter(title) => writeln!(out, "<h2>{title}</h2>"),
        Block::Finding { number, title, inside } => {
            let _ = writeln!(out, "<section id=\"finding-{number}\">\n<h3>{number}. {}</h3>", escaped(title));
            inside.iter().for_each(|one| self::block(one, out));
            writeln!(out, "</section>")
        }
        Block::Reason(title) => writeln!(out, "<h4>Also: {}</h4>", escaped(title)),
        Block::Place(severity, place) => {
            let (class, word) = (severity.name(), capital(*severity));
            writeln!(out, "<p class=\"place\"><span class=\"{class}\">{word}</span> · {}</p>", escaped(place))
        }
        Block::Quote(quote) => writeln!(out, "<blockquote>{}</blockquote>", escaped(quote)),
        Block::Said(said) => {
            let rows = said.iter().map(|(label, text)| format!("<dt>{label}</dt><dd>{}</dd>\n", escaped(text)));
            writeln!(out, "<dl>\n{}</dl>", rows.collect::<String>())
        }
        Block::Rungs(rungs) => items(rungs.iter().map(rung), out),
        Block::Law(NoteReport { text, source }) => {
            let (text, source) = (escaped(text), escaped(source));
            writeln!(out, "<p><strong>The law.</strong> {text} <em>({source})</em></p>")
        }
        Block::Chance { is, source } => {
            writeln!(out, "<p><strong>The other side agrees {is}.</strong> <em>({})</em></p>", escaped(source))
        }
        Block::Tell(tell) => {
            let said =
                |tell: &TellReport| format!("For {}: {}", tell.who.name().replace('-', " "), escaped(&tell.text));
            items(tell.iter().map(said), out)
        }
        Block::List(list) => items(list.iter().map(|(head, text)| item(head, text)), out),
        Block::Foot(words) => writeln!(out, "<footer><p>{}</p></footer>", escaped(words)),
    };
}

fn items(all: impl Iterator<Item = String>, out: &mut String) -> std::fmt::Result {
    writeln!(out, "<ul>\n{}</ul>", all.map(|inside| format!("<li>{inside}</li>\n")).collect::<String>())
}

fn item(head: &str, text: &str) -> String {
    let parted = if text.is_empty() { "" } else { ": " };
    format!("{}{parted}{}", escaped(head), escaped(text))
}

fn summary(findings: &[(usize, &Finding)], out: &mut String) -> std::fmt::Result {
    writeln!(
        out,
        "<table>\n<thead><tr><th>No.</th><th>Severity</th><th>Where</th><th>Finding</th></tr></thead>\n<tbody>"
    )?;
    for (number, finding) in findings {
        let (class, word) = (finding.severity.name(), capital(finding.severity));
        let (place, title) = (escaped(&where_it_stands(finding)), escaped(&finding.title));
        writeln!(
            out,
            "<tr><td>{number}</td><td class=\"{class}\">{word}</td><td>{place}</td>\
             <td><a href=\"#finding-{number}\">{title}</a></td></tr>"
        )?;
    }
    writeln!(out, "</tbody>\n</table>")
}

fn rung(redline: &Redline) -> String {
    let mut inside = format!("<strong>{}</strong>: {}", escaped(&level(&redline.level)), escaped(&redline.title));
    if !redline.accept_by.is_empty() {
        inside += &format!(" (may be accepted by: {})", escaped(&redline.accept_by));
    }
    for words in written(redline) {
        inside += &format!("<p class=\"write\">“{}”</p>", escaped(&words));
    }
    if !redline.edits.is_empty() && !redline.comment.is_empty() {
        inside += &format!("<p>Comment: {}</p>", escaped(&redline.comment));
    }
    if !redline.blanks.is_empty() {
        inside += &format!("<p>To fill in: {}</p>", escaped(&redline.blanks.join(", ")));
    }
    inside
}

/// Nothing in the text can become markup; what no page may hold is left out.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            letter if letter.is_control() && !matches!(letter, '\n' | '\t') => {}
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_becomes_markup() {
        assert_eq!(escaped("<b title=\"x\" y='z'>&\u{0}\u{7}\n"), "&lt;b title=&quot;x&quot; y=&#39;z&#39;&gt;&amp;\n");
    }
}
