// How the contract is set: a serif face, a measure that is easy to read, underlines in quiet tones.

import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

const tone = (name: string) => ({
  textDecorationColor: `var(--tone-${name})`,
  backgroundColor: `var(--wash-${name})`,
});

export const contractTheme: Extension = EditorView.theme({
  "&": { height: "100%", backgroundColor: "transparent", color: "var(--ink)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--serif)", fontSize: "var(--contract-size, 1.0625rem)", lineHeight: "1.68", overflow: "auto", scrollbarGutter: "stable" },
  ".cm-content": {
    boxSizing: "content-box",
    width: "100%",
    maxWidth: "41em",
    margin: "0 auto",
    padding: "clamp(1.5rem, 4vw, 3.5rem) clamp(1.1rem, 4vw, 3.5rem) 40vh",
    caretColor: "var(--ink)",
    fontKerning: "normal",
    hyphens: "manual",
  },
  "&.cm-focused .cm-content": { boxShadow: "none" },
  ".cm-line": { padding: "0 0 0.32em" },
  ".cm-heading": { fontWeight: "600", letterSpacing: "0.015em", paddingTop: "0.5em" },
  ".cm-title": { fontWeight: "600", fontSize: "1.3em", lineHeight: "1.35", letterSpacing: "0.02em", paddingBottom: "0.4em" },
  ".cm-blank": { lineHeight: "0.9" },
  ".cm-blank-further": { lineHeight: "0.3", paddingBottom: "0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "1.5px" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": { backgroundColor: "var(--selection)" },
  ".cm-selectionMatch": { backgroundColor: "var(--selection-match)" },
  ".cm-marked": {
    textDecorationLine: "underline",
    textDecorationStyle: "solid",
    textDecorationThickness: "1.5px",
    textUnderlineOffset: "0.24em",
    textDecorationSkipInk: "none",
    cursor: "pointer",
    borderRadius: "2px",
  },
  ".cm-marked-critical": tone("critical"),
  ".cm-marked-high": tone("high"),
  ".cm-marked-medium": { ...tone("medium"), backgroundColor: "transparent" },
  ".cm-marked-low": { ...tone("low"), backgroundColor: "transparent", textDecorationStyle: "dotted" },
  ".cm-marked-info": { ...tone("info"), backgroundColor: "transparent", textDecorationStyle: "dotted" },
  // Words under several findings are not the more coloured for it.
  ".cm-marked .cm-marked": { backgroundColor: "transparent" },
  ".cm-marked-term": { textDecorationColor: "var(--rule-strong)", textDecorationThickness: "1px", textDecorationStyle: "dotted" },
  ".cm-chosen": { backgroundColor: "var(--wash-chosen)", textDecorationThickness: "2.5px" },
  ".cm-flash": { backgroundColor: "var(--wash-flash)", borderRadius: "2px" },
  ".cm-flash :is(.cm-chosen, .cm-marked), :is(.cm-chosen, .cm-marked):has(.cm-flash)": { backgroundColor: "transparent" },
  ".cm-flash-line": { backgroundColor: "var(--wash-flash)" },
  ".cm-taken": { backgroundColor: "var(--wash-added)", color: "var(--added)", borderRadius: "2px" },
  ".cm-struck": { color: "var(--removed)", textDecoration: "line-through", textDecorationThickness: "1px", whiteSpace: "pre-wrap", opacity: "0.85", userSelect: "none", marginInlineEnd: "0.14em" },
  ".cm-panels": { backgroundColor: "var(--panel)", color: "var(--ink)", borderColor: "var(--rule)", fontFamily: "var(--sans)" },
  ".cm-panels-top": { borderBottom: "1px solid var(--rule)" },
  ".cm-panel.cm-search": { padding: "0.6rem 2.2rem 0.6rem 1rem", display: "flex", flexWrap: "wrap", gap: "0.4rem", alignItems: "center" },
  ".cm-panel.cm-search br": { display: "none" },
  ".cm-panel.cm-search label": { fontSize: "0.8125rem", display: "inline-flex", alignItems: "center", gap: "0.25rem" },
  ".cm-panel.cm-search [name=close]": { top: "0.5rem", right: "0.7rem", color: "var(--ink)", fontSize: "1.2rem", cursor: "pointer" },
  ".cm-textfield": { fontFamily: "var(--sans)", fontSize: "0.875rem", border: "1px solid var(--rule-strong)", borderRadius: "5px", padding: "0.3rem 0.5rem", backgroundColor: "var(--paper)", color: "var(--ink)", margin: "0" },
  ".cm-button": { fontFamily: "var(--sans)", fontSize: "0.8125rem", border: "1px solid var(--rule-strong)", borderRadius: "5px", padding: "0.3rem 0.65rem", backgroundImage: "none", backgroundColor: "var(--paper)", color: "var(--ink)", margin: "0", cursor: "pointer" },
  ".cm-searchMatch": { backgroundColor: "var(--wash-flash)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--wash-chosen)", outline: "1px solid var(--accent)" },
  "@media print": { ".cm-content": { paddingBottom: "0" } },
});
