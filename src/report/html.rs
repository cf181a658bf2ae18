//! The report as one page. In: a [`Report`]. Out: HTML that stands alone: its style is inside, nothing
//! is loaded, no script; it prints on paper as it shows. The contract's words cannot become markup.

use std::fmt::Write;

use super::markdown::{capital, level, nothing_found, playbook, where_it_stands};
use super::{ChangeReport, CheckReport, Finding, Redline, Report, changes};
use crate::facts::Side;

/// Nothing is loaded, so that a page that is sent on cannot tell anyone that it was opened.
const POLICY: &str = "script-src 'none'; img-src 'none'; font-src 'none'; media-src 'none'; connect-src 'none'; \
    object-src 'none'; frame-src 'none'; form-action 'none'; base-uri 'none'";

const STYLE: &str = "\
:root{color-scheme:light}\
body{max-width:46rem;margin:2.5rem auto;padding:0 1.25rem;font:400 1rem/1.55 Georgia,'Times New Roman',serif;color:#1d2126;background:#fff}\
h1{font-size:1.7rem;font-weight:400;line-height:1.2;margin:0 0 .6rem}\
h2{font-size:1.15rem;line-height:1.3;margin:0 0 .3rem}\
h4{font-size:1rem;margin:1rem 0 .3rem}\
h3{font:600 .75rem/1.3 system-ui,sans-serif;letter-spacing:.06em;text-transform:uppercase;color:#5a6068;margin:2.2rem 0 .6rem}\
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
    let title = escaped(report.document.title.as_deref().unwrap_or("Contract"));
    let mut out = String::with_capacity(16 * 1024);
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <title>Review: {title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>Review: {title}</h1>\n"
    );
    head(report, &mut out);
    summary(report, &mut out);
    for (place, finding) in report.findings.iter().enumerate() {
        section(place + 1, finding, &mut out);
    }
    changed(&report.document.changes, &mut out);
    checks("Could not be decided", &report.coverage.undecided, &mut out);
    checks("Checked, nothing found", &report.coverage.passed, &mut out);
    checks("Not applicable", &report.coverage.not_applicable, &mut out);
    let _ = write!(out, "<footer><p>{}</p></footer>\n</body>\n</html>\n", escaped(&report.disclaimer));
    out
}

fn head(report: &Report, out: &mut String) {
    let side = match report.side {
        Side::Vendor => "vendor",
        Side::Customer => "customer",
    };
    let by = escaped(playbook(report).trim());
    let _ = writeln!(out, "<p>For the <strong>{side}</strong>, by the playbook <em>{by}</em>.</p>");
    let _ = writeln!(out, "<p>{}</p>", escaped(&report.document.verdict));
    for notice in &report.document.notices {
        let _ = writeln!(out, "<p class=\"note\">{}</p>", escaped(notice));
    }
}

fn summary(report: &Report, out: &mut String) {
    if report.findings.is_empty() {
        let _ = writeln!(out, "<p>{}</p>", escaped(nothing_found(report)));
        return;
    }
    out.push_str(
        "<table>\n<thead><tr><th>No.</th><th>Severity</th><th>Where</th><th>Finding</th></tr></thead>\n<tbody>\n",
    );
    for (place, finding) in report.findings.iter().enumerate() {
        let number = place + 1;
        let _ = writeln!(
            out,
            "<tr><td>{number}</td><td class=\"{}\">{}</td><td>{}</td><td><a href=\"#finding-{number}\">{}</a></td></tr>",
            finding.severity.name(),
            capital(finding.severity),
            escaped(&where_it_stands(finding)),
            escaped(&finding.title)
        );
    }
    out.push_str("</tbody>\n</table>\n");
}

fn section(number: usize, finding: &Finding, out: &mut String) {
    let severity = finding.severity;
    let _ = writeln!(out, "<section id=\"finding-{number}\">\n<h2>{number}. {}</h2>", escaped(&finding.title));
    let _ = writeln!(
        out,
        "<p class=\"place\"><span class=\"{}\">{}</span> · {}</p>",
        severity.name(),
        capital(severity),
        escaped(&where_it_stands(finding))
    );
    if !finding.quote.is_empty() {
        let _ = writeln!(out, "<blockquote>{}</blockquote>", escaped(&finding.quote));
    }
    out.push_str("<dl>\n");
    for (label, text) in [("What it says", &finding.what), ("Why it matters", &finding.why), ("Ask", &finding.ask)] {
        if !text.is_empty() {
            let _ = writeln!(out, "<dt>{label}</dt><dd>{}</dd>", escaped(text));
        }
    }
    out.push_str("</dl>\n");
    ladder(finding, out);
    finding.reasons.iter().for_each(|one| reason(one, out));
    out.push_str("</section>\n");
}

/// Another finding about the same cause.
fn reason(reason: &Finding, out: &mut String) {
    let severity = reason.severity;
    let _ = writeln!(out, "<h4>Also: {}</h4>", escaped(&reason.title));
    let _ = writeln!(
        out,
        "<p class=\"place\"><span class=\"{}\">{}</span> · {}</p>",
        severity.name(),
        capital(severity),
        escaped(&where_it_stands(reason))
    );
    if !reason.quote.is_empty() {
        let _ = writeln!(out, "<blockquote>{}</blockquote>", escaped(&reason.quote));
    }
    let _ = writeln!(out, "<p>{} {}</p>", escaped(&reason.what), escaped(&reason.why));
    ladder(reason, out);
}

fn ladder(finding: &Finding, out: &mut String) {
    if !finding.redlines.is_empty() {
        out.push_str("<ul>\n");
        finding.redlines.iter().for_each(|redline| rung(redline, out));
        out.push_str("</ul>\n");
    }
}

fn rung(redline: &Redline, out: &mut String) {
    let _ = write!(out, "<li><strong>{}</strong>: {}", escaped(&level(&redline.level)), escaped(&redline.title));
    if !redline.accept_by.is_empty() {
        let _ = write!(out, " (may be accepted by: {})", escaped(&redline.accept_by));
    }
    for inserted in redline.edits.iter().map(|edit| edit.insert.trim()).filter(|inserted| !inserted.is_empty()) {
        let _ = write!(out, "<p class=\"write\">“{}”</p>", escaped(&inserted.replace('\n', " ")));
    }
    if !redline.edits.is_empty() && !redline.comment.is_empty() {
        let _ = write!(out, "<p>Comment: {}</p>", escaped(&redline.comment));
    }
    if !redline.blanks.is_empty() {
        let _ = write!(out, "<p>To fill in: {}</p>", escaped(&redline.blanks.join(", ")));
    }
    out.push_str("</li>\n");
}

fn changed(list: &[ChangeReport], out: &mut String) {
    if list.is_empty() {
        return;
    }
    let _ = writeln!(out, "<h3>{}</h3>\n<ul>", changes::TITLE);
    for change in list {
        let (heading, words) = (escaped(&changes::heading(change)), escaped(&changes::words(change)));
        let _ = writeln!(out, "<li><span class=\"place\">{heading}</span> {words}</li>");
    }
    out.push_str("</ul>\n");
}

fn checks(title: &str, checks: &[CheckReport], out: &mut String) {
    if checks.is_empty() {
        return;
    }
    let _ = writeln!(out, "<h3>{title}</h3>\n<ul>");
    for check in checks {
        let note = if check.note.is_empty() { String::new() } else { format!(": {}", escaped(&check.note)) };
        let _ = writeln!(out, "<li>{}{note}</li>", escaped(&check.title));
    }
    out.push_str("</ul>\n");
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
