//! Word files. In: the bytes of a `.docx`. Out: its paragraphs with computed numbering.
//! The only module that names `zip` and `quick_xml`; `ingest` uses it.
