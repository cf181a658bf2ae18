//! Word files of every construct, written here and read back.

mod docx;

use clausewright::docx::{FurnitureKind, RevisionKind, RunKind, WordText};
use clausewright::ingest::{self, Format};
use clausewright::text::BlockKind;
use docx::{Word, lvl, num, p, r};

fn read(word: &Word) -> WordText {
    clausewright::docx::read(&word.bytes()).unwrap()
}

fn text(blocks: &str) -> String {
    read(&Word::body(blocks)).text
}

#[test]
fn what_stands_in_a_paragraph() {
    for (name, inside, expected) in [
        ("entities", r("A &amp; B &#167; 4 &lt;x&gt;"), "A & B § 4 <x>"),
        ("split runs", r("the Sup") + &r("plier"), "the Supplier"),
        ("space not kept", "<w:r><w:t> a </w:t></w:r>".into(), "a"),
        ("space kept", r("a ") + &r("b"), "a b"),
        ("line end in the XML", "<w:r><w:t>a\nb</w:t></w:r>".into(), "a b"),
        ("CDATA", "<w:r><w:t><![CDATA[A & B]]></w:t></w:r>".into(), "A & B"),
        ("tab", "<w:r><w:t>By:</w:t><w:tab/><w:t>____</w:t></w:r>".into(), "By:\t____"),
        ("break", r("Name") + "<w:r><w:br/></w:r>" + &r("Title"), "Name\nTitle"),
        ("break in a sentence", r("it shall") + "<w:r><w:cr/></w:r>" + &r("pay"), "it shall pay"),
        ("hyphens", r("co") + "<w:r><w:noBreakHyphen/></w:r>" + &r("op") + "<w:r><w:softHyphen/></w:r>", "co\u{2011}op\u{ad}"),
        ("symbol", "<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>".to_owned() + &r(" yes"), "☑ yes"),
        ("hyperlink", "<w:hyperlink w:anchor='x'>".to_owned() + &r("Section 4") + "</w:hyperlink>", "Section 4"),
        ("simple field", "<w:fldSimple w:instr='REF x'>".to_owned() + &r("4.2") + "</w:fldSimple>", "4.2"),
        ("content control", "<w:sdt><w:sdtPr><w:alias w:val='no'/></w:sdtPr><w:sdtContent>".to_owned() + &r("Acme") + "</w:sdtContent></w:sdt>", "Acme"),
        ("smart tag", "<w:smartTag w:element='x'>".to_owned() + &r("Texas") + "</w:smartTag>", "Texas"),
        ("bookmarks and proofing", "<w:bookmarkStart w:id='1'/><w:proofErr/>".to_owned() + &r("a") + "<w:bookmarkEnd w:id='1'/>", "a"),
        ("choice", "<w:r><mc:AlternateContent><mc:Choice><w:t>one</w:t></mc:Choice><mc:Fallback><w:t>two</w:t></mc:Fallback></mc:AlternateContent></w:r>".into(), "one"),
        ("old check box", "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>".to_owned() + &r(" monthly"), "☒ monthly"),
        ("old list", "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='Ohio'/><w:listEntry w:val='Iowa'/></w:ddList></w:ffData></w:fldChar><w:fldChar w:fldCharType='end'/></w:r>".into(), "Iowa"),
        ("formula", "<m:oMath xmlns:m='x'><m:r><m:t>a+b</m:t></m:r></m:oMath>".into(), "a+b"),
    ] {
        assert_eq!(text(&format!("<w:p>{inside}</w:p>")), expected, "{name}");
    }
}

const FIELD: &str = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> IF </w:instrText></w:r>\
    <w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>\
    <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>hidden</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>\
    <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>shown</w:t></w:r>";

#[test]
fn fields_show_their_result() {
    let whole = format!("<w:p>{FIELD}<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>");
    assert_eq!(text(&whole), "shown");
    // A field that never ends must not swallow the contract.
    let open = "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r></w:p>".to_owned() + &p("", "Fees are due.");
    assert_eq!(text(&open), "Fees are due.");
    let list = "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText> LISTNUM </w:instrText><w:fldChar w:fldCharType='end'/></w:r>";
    let word = read(&Word::body(&format!("{list}{}</w:p>", r("deliver"))));
    assert!(word.notices[0].starts_with("1 number missing"), "{:?}", word.notices);
}

#[test]
fn labels_stand_before_the_text() {
    let numbering = format!(
        "<w:abstractNum w:abstractNumId='7'>{}{}{}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>",
        lvl(0, "upperRoman", "Article %1", "<w:suff w:val='space'/>"),
        lvl(1, "decimal", "%1.%2", "<w:pStyle w:val='Clause'/><w:isLgl/>"),
        lvl(2, "lowerLetter", "(%3)", ""),
    );
    let styles = "<w:style w:type='paragraph' w:styleId='Clause'><w:name w:val='Clause'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
        <w:style w:styleId='Tight'><w:basedOn w:val='Clause'/></w:style>";
    let blocks = [
        p(&num(1, 0), "Fees"),
        p("<w:pStyle w:val='Clause'/>", "Invoices."),
        p("<w:pStyle w:val='Tight'/>", "Taxes."),
        p(&num(1, 2), "sales tax"),
        p("<w:pStyle w:val='Clause'/><w:numPr><w:ilvl w:val='2'/></w:numPr>", "value added tax"),
        p(&format!("<w:pStyle w:val='Clause'/>{}", num(0, 0)), "No number."),
        p(&num(1, 0), "Term"),
        "<w:p><w:pPr><w:pStyle w:val='Clause'/><w:sectPr/></w:pPr></w:p>".into(),
        p("<w:pStyle w:val='Clause'/><w:pPrChange><w:pPr><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr></w:pPrChange>", "Renewal."),
        p(&num(99, 0), "No such list."),
    ]
    .concat();
    let word = read(&Word::body(&blocks).with("numbering", &numbering).with("styles", styles));
    assert_eq!(
        word.text,
        "Article I Fees\n1.1\tInvoices.\n1.2\tTaxes.\n(a)\tsales tax\n(b)\tvalue added tax\nNo number.\n\
         Article II Term\n2.1\tRenewal.\nNo such list."
    );
    let labels: Vec<&str> = word.origin.paragraphs.iter().map(|one| &word.text[one.label.clone()]).collect();
    assert_eq!(labels, ["Article I ", "1.1\t", "1.2\t", "(a)\t", "(b)\t", "", "Article II ", "2.1\t", ""]);
}

#[test]
fn numbering_styles_lend_their_list() {
    let numbering = format!(
        "<w:abstractNum w:abstractNumId='1'><w:numStyleLink w:val='Legal'/></w:abstractNum>\
         <w:abstractNum w:abstractNumId='2'><w:styleLink w:val='Legal'/>{}</w:abstractNum>\
         <w:num w:numId='5'><w:abstractNumId w:val='1'/></w:num><w:num w:numId='6'><w:abstractNumId w:val='2'/></w:num>",
        lvl(0, "ordinalText", "%1:", "")
    );
    let styles = "<w:style w:type='numbering' w:styleId='Legal'><w:pPr><w:numPr><w:numId w:val='6'/></w:numPr></w:pPr></w:style>";
    let blocks = p(&num(5, 0), "Purpose") + &p(&num(5, 0), "Scope");
    let word = read(&Word::body(&blocks).with("numbering", &numbering).with("styles", styles));
    assert_eq!(word.text, "First:\tPurpose\nSecond:\tScope");
}

#[test]
fn headings_reach_the_blocks() {
    let styles = "<w:style w:styleId='H1'><w:name w:val='heading 1'/></w:style>";
    let blocks = [
        p("<w:pStyle w:val='H1'/>", "Payment"),
        p("<w:pStyle w:val='H1'/>", "Invoices. Client shall pay each invoice within 30 days of receipt."),
        p("<w:outlineLvl w:val='2'/>", "Late Fees"),
        p("<w:pStyle w:val='H1'/><w:outlineLvl w:val='9'/>", "Plain"),
    ]
    .concat();
    let document = ingest::read(&Word::body(&blocks).with("styles", styles).bytes(), "no-name").unwrap();
    let kinds: Vec<BlockKind> = document.text.blocks().iter().map(|block| block.kind).collect();
    assert_eq!(kinds, [BlockKind::Heading(1), BlockKind::Paragraph, BlockKind::Heading(3), BlockKind::Paragraph]);
    assert_eq!(document.format, Format::Docx);
}

fn cell(inside: &str) -> String {
    format!("<w:tc><w:tcPr/>{inside}</w:tc>")
}

fn row(cells: &[&str]) -> String {
    format!("<w:tr>{}</w:tr>", cells.iter().map(|one| cell(&p("", one))).collect::<String>())
}

#[test]
fn tables() {
    let table = |rows: &str| text(&format!("<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>"));
    assert_eq!(table(&(row(&["Fee", "USD 5"]) + &row(&["Term", "1 year"]))), "Fee | USD 5\nTerm | 1 year");
    assert_eq!(
        table(&format!("<w:tr>{}{}</w:tr>", cell(&(p("", "Fee") + &p("", "per month"))), cell(&p("", "5")))),
        "Fee per month | 5"
    );
    assert_eq!(table(&row(&["", "Only one", ""])), "Only one");
    let inner = format!("<w:tbl>{}</w:tbl><w:p/>", row(&["a", "b"]));
    assert_eq!(table(&format!("<w:tr>{}{}</w:tr>", cell(&p("", "left")), cell(&inner))), "left\na | b");
    let controlled = format!("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", row(&["x", "y"]));
    assert_eq!(table(&controlled), "x | y");
    let long = "Supplier shall deliver the goods. ".repeat(30);
    assert_eq!(table(&row(&[&long, &long])).lines().count(), 2);
}

const BY: &str = "w:id='1' w:author='Ann Lee' w:date='2026-01-02T03:04:05Z'";

#[test]
fn revisions_are_read_as_accepted() {
    let blocks = [
        format!(
            "<w:p>{}<w:del {BY}><w:r><w:delText>thirty</w:delText></w:r></w:del><w:ins {BY}>{}</w:ins>{}</w:p>",
            r("within "),
            r("sixty"),
            r(" days")
        ),
        format!("<w:p><w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>{}</w:p>", r("It ")),
        p("", "runs on."),
        format!("<w:p><w:moveFrom w:id='2' w:author='Bo'>{}</w:moveFrom></w:p>", r("moved")),
        format!("<w:p><w:moveTo w:id='2' w:author='Bo'>{}</w:moveTo></w:p>", r("moved")),
        format!(
            "<w:tbl><w:tr><w:trPr><w:del {BY}/></w:trPr>{}</w:tr>{}</w:tbl>",
            cell(&p("", "gone")),
            row(&["a", "b"])
        ),
    ]
    .concat();
    let word = read(&Word::body(&blocks));
    assert_eq!(word.text, "within sixty days\nIt runs on.\nmoved\na | b");
    assert_eq!(
        word.notices,
        ["Unaccepted tracked changes were read as if accepted: 1 insertion, 3 deletions, 1 move by Ann Lee and Bo."]
    );
    let seen: Vec<_> = word
        .origin
        .revisions
        .iter()
        .map(|one| (one.kind, one.deleted.as_str(), &word.text[one.source.clone()]))
        .collect();
    assert_eq!(
        seen,
        [
            (RevisionKind::Deletion, "thirty", ""),
            (RevisionKind::Insertion, "", "sixty"),
            (RevisionKind::Deletion, "", ""),
            (RevisionKind::MoveFrom, "moved", ""),
            (RevisionKind::MoveTo, "", "moved"),
            (RevisionKind::Deletion, "gone", ""),
        ]
    );
    assert_eq!(word.origin.revisions[0].source, 7..7);
}

#[test]
fn deleted_paragraphs_do_not_count() {
    let numbering = format!(
        "<w:abstractNum w:abstractNumId='0'>{}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>",
        lvl(0, "decimal", "%1.", "")
    );
    let deleted = format!(
        "<w:p><w:pPr>{}<w:rPr><w:del {BY}/></w:rPr></w:pPr><w:del {BY}><w:r><w:delText>Old</w:delText></w:r></w:del></w:p>",
        num(1, 0)
    );
    let blocks = p(&num(1, 0), "One") + &deleted + &p(&num(1, 0), "Two");
    assert_eq!(read(&Word::body(&blocks).with("numbering", &numbering)).text, "1.\tOne\n2.\tTwo");
}

#[test]
fn hidden_text_is_left_out_and_said() {
    let hidden = |text: &str| format!("<w:r><w:rPr><w:vanish/></w:rPr><w:t>{text}</w:t></w:r>");
    let blocks = format!(
        "<w:p>{}{}{}{}</w:p><w:p><w:pPr><w:pStyle w:val='Secret'/></w:pPr>{}</w:p><w:p><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>end</w:t></w:r></w:p>",
        r("a"),
        hidden("x"),
        hidden("y"),
        r("b"),
        r("z")
    );
    let styles = "<w:style w:styleId='Secret'><w:rPr><w:vanish/></w:rPr></w:style>";
    let word = read(&Word::body(&blocks).with("styles", styles));
    assert_eq!(word.text, "ab\nend");
    assert_eq!(word.notices, ["2 passages of hidden text left out: Word does not show hidden text."]);
}

#[test]
fn a_style_separator_joins_heading_and_text() {
    let numbering = format!(
        "<w:abstractNum w:abstractNumId='0'>{}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>",
        lvl(0, "decimal", "%1.", "")
    );
    let blocks = p(&format!("{}<w:rPr><w:vanish/><w:specVanish/></w:rPr>", num(1, 0)), "Fees.")
        + &p("", "Client shall pay.")
        + &p(&num(1, 0), "Term.");
    assert_eq!(read(&Word::body(&blocks).with("numbering", &numbering)).text, "1.\tFees. Client shall pay.\n2.\tTerm.");
}

#[test]
fn text_boxes_are_read_once() {
    let inside = p("", "Boxed term");
    let blocks = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{}</w:p>",
        r("Before "),
        r("behind")
    );
    assert_eq!(text(&blocks), "Before behind\nBoxed term");
}

#[test]
fn notes_comments_headers_and_contents() {
    let reference = |kind: &str, id: &str| format!("<w:r><w:{kind}Reference w:id='{id}'/></w:r>");
    let blocks = [
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent>".to_owned(),
        p("", "1. Fees 2"),
        "</w:sdtContent></w:sdt>".into(),
        p("<w:pStyle w:val='T1'/>", "2. Term 3"),
        format!("<w:p>{}{}{}{}</w:p>", r("Fees"), reference("footnote", "4"), r(" are due"), reference("endnote", "2")),
        "<w:p><w:r><w:footnoteReference w:customMarkFollows='1' w:id='5'/><w:t>*</w:t></w:r><w:r><w:commentReference w:id='0'/></w:r></w:p>".into(),
    ]
    .concat();
    let note = |kind: &str, id: &str, text: &str| {
        format!("<w:{kind} w:id='{id}'><w:p><w:r><w:{kind}Ref/></w:r>{}</w:p></w:{kind}>", r(text))
    };
    let footnotes = note("footnote", "-1", "separator")
        + &note("footnote", "5", "Starred.")
        + &note("footnote", "4", "In US dollars.");
    let word = read(
        &Word::body(&blocks)
            .with("styles", "<w:style w:styleId='T1'><w:name w:val='toc 1'/></w:style>")
            .with("footnotes", &footnotes)
            .with("endnotes", &note("endnote", "2", "See law."))
            .part("word/head.xml", &format!("<w:hdr xmlns:w='x'>{}</w:hdr>", p("", "DRAFT 3")))
            .part(
                "word/_rels/document.xml.rels",
                "<Relationships><Relationship Id='r1' Type='http://purl.oclc.org/ooxml/officeDocument/relationships/header' Target='head.xml'/>\
                 <Relationship Id='r2' Type='x/header' TargetMode='External' Target='http://example.com/'/></Relationships>",
            ),
    );
    assert_eq!(word.text, "Fees[1] are due[e1]\n*\n[1] In US dollars.\n* Starred.\n[e1] See law.");
    assert_eq!(word.notices, ["1 comment in the margin left out."]);
    let furniture: Vec<_> = word.origin.furniture.iter().map(|one| (one.kind, one.text.as_str())).collect();
    assert_eq!(furniture, [(FurnitureKind::Header, "DRAFT 3"), (FurnitureKind::Contents, "1. Fees 2\n2. Term 3")]);
}

#[test]
fn a_signed_file_says_that_the_signature_will_break() {
    let file = Word::body(&p("", "Fees are due.")).part("_xmlsignatures/sig1.xml", "<Signature/>");
    let word = read(&file);
    assert_eq!(word.text, "Fees are due.");
    assert_eq!(
        word.notices,
        ["The file is digitally signed; the signature will no longer hold in a file with changes."]
    );
}

#[test]
fn other_prefixes_and_the_strict_namespace() {
    let document = "<?xml version='1.0'?><document xmlns='http://purl.oclc.org/ooxml/wordprocessingml/main'><body><p><r><t>Strict</t></r></p></body></document>";
    let file = Word::document("<w:document/>").part("main/text.xml", document).part(
        "_rels/.rels",
        "<Relationships><Relationship Type='http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument' Target='/main/text.xml'/></Relationships>",
    );
    assert_eq!(read(&file).text, "Strict");
}

#[test]
fn every_run_leads_back_to_its_bytes() {
    let blocks = p(&num(1, 0), "Fees &amp; costs “due”") + &format!("<w:tbl>{}</w:tbl>", row(&["é", "b"]));
    let numbering = format!(
        "<w:abstractNum w:abstractNumId='0'>{}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>",
        lvl(0, "decimal", "%1.", "")
    );
    let file = Word::body(&blocks).with("numbering", &numbering);
    let word = read(&file);
    assert_eq!(word.text, "1.\tFees & costs “due”\né | b");
    let xml = document_xml(&file.bytes());
    for run in &word.origin.runs {
        let (source, part) = (&word.text[run.source.clone()], &xml[run.xml.clone()]);
        match run.kind {
            RunKind::Verbatim => assert_eq!(source, part),
            RunKind::Reference => assert_eq!((source, part), ("&", "&amp;")),
            RunKind::Element => panic!("no element stands for text here"),
        }
        assert!(xml[run.run..].starts_with("<w:r>"));
    }
    for paragraph in &word.origin.paragraphs {
        assert!(xml[paragraph.xml.clone()].starts_with("<w:p>") && xml[paragraph.xml.clone()].ends_with("</w:p>"));
    }
    let costs = word.text.find("costs").unwrap();
    let [run] = word.origin.runs_at(costs..costs + 5) else { panic!("one run") };
    assert!(xml[run.to_xml(costs).unwrap()..].starts_with("costs “due”<"));
    assert_eq!(word.origin.runs_at(0..3).len(), 0, "a label cannot be edited");
}

fn document_xml(bytes: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    std::io::read_to_string(zip.by_name("word/document.xml").unwrap()).unwrap()
}

#[test]
fn a_long_file_is_read_in_one_pass() {
    let blocks = (0..100_000).map(|at| p(&num(1, at % 3), "Supplier shall deliver.")).collect::<String>();
    let levels =
        [lvl(0, "decimal", "%1.", ""), lvl(1, "decimal", "%1.%2", ""), lvl(2, "lowerRoman", "(%3)", "")].concat();
    let numbering = format!(
        "<w:abstractNum w:abstractNumId='0'>{levels}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    );
    let word = read(&Word::body(&blocks).with("numbering", &numbering));
    assert_eq!(word.text.lines().count(), 100_000);
    assert!(word.text.ends_with("33334.\tSupplier shall deliver."));
}
