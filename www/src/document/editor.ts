// <contract-editor>: the contract as editable text. In: a document to open, the findings to mark.
// Out: events for edits, for a click on marked words and for every change of the list of taken edits.
// The editor lives in a shadow root, where its styles need no inline <style> and so no looser policy.

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorSelection, EditorState, type Extension, type Transaction } from "@codemirror/state";
import { EditorView, drawSelection, highlightSpecialChars, keymap } from "@codemirror/view";
import { LitElement, css, html } from "lit";
import { customElement, query } from "lit/decorators.js";
import type { Edit, SourceSpan } from "../generated";
import { headingLines } from "./headings";
import { LARGEST_TEXT } from "./limits";
import { type Marked, chooseMarked, flashSpan, markedAt, reviewMarks, showMarked } from "./marks";
import { presentEdits, presentSpan, reviewArrived, reviewedField } from "./reviewed";
import { type TakenEdit, isWhole, keepAsOwn, take, takenEdits, takenField, untake } from "./taken";
import { contractTheme } from "./theme";

export interface EditedDetail {
  readText: () => string;
  /** Did a suggested edit cause it (then the result is awaited), or typing? */
  cause: "suggestion" | "typing";
}

export interface TakenDetail {
  list: readonly TakenEdit[];
  /** Keys of those whose words were edited since, so that they cannot be undone as a whole. */
  editedSince: ReadonlySet<string>;
}

/** May the keyboard move into the contract? */
export type Arrival = "look" | "enter";

@customElement("contract-editor")
export class ContractEditor extends LitElement {
  static override styles = css`
    :host { display: block; height: 100%; min-height: 0; }
    .frame { height: 100%; }
  `;

  @query(".frame") private frame!: HTMLElement;
  private view: EditorView | null = null;
  private waiting: string | null = null;

  override firstUpdated(): void {
    this.view = new EditorView({ state: this.fresh(this.waiting ?? ""), parent: this.frame, root: this.renderRoot as ShadowRoot });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.view?.destroy();
    this.view = null;
  }

  override render() {
    return html`<div class="frame"></div>`;
  }

  /** Opens another text: marks, taken edits and the undo history begin anew. */
  open(text: string): void {
    this.waiting = text;
    this.view?.setState(this.fresh(text));
    if (this.view) this.announceTaken(this.view.state);
  }

  /** A review of the present text has arrived. */
  showReview(marked: readonly Marked[]): void {
    this.view?.dispatch({ effects: [reviewArrived.of(null), showMarked.of(marked)] });
  }

  /** Other words of the same review. */
  showMarks(marked: readonly Marked[]): void {
    const state = this.view?.state;
    if (!state) return;
    const present = marked.map((one) => (one.span ? { ...one, span: presentSpan(state, one.span) } : one));
    this.view?.dispatch({ effects: showMarked.of(present) });
  }

  /** Where words of the last review lie now. */
  whereIs(span: SourceSpan): SourceSpan {
    return this.view ? presentSpan(this.view.state, span) : span;
  }

  choose(id: string | null): void {
    this.view?.dispatch({ effects: chooseMarked.of(id) });
  }

  /** Brings the words at `span` of the last review into view. */
  reveal(span: SourceSpan, arrival: Arrival): void {
    const view = this.view;
    if (!view) return;
    const place = presentSpan(view.state, span);
    view.dispatch({ effects: EditorView.scrollIntoView(EditorSelection.range(place.start, place.end), { y: "center" }) });
    flashSpan(view, place);
    if (arrival === "enter") this.enter(view, place);
  }

  /** Takes edits of the last review; says no where their words have changed since. */
  take(about: Omit<TakenEdit, "pieces">, edits: readonly Edit[], blanks: readonly string[]): "taken" | "outdated" {
    const view = this.view;
    const present = view && presentEdits(view.state, edits);
    if (!view || !present) return "outdated";
    view.dispatch(take(view.state, about, present));
    this.showTaken(view, about.key, blanks);
    return "taken";
  }

  /** Takes an edit back; says no where its words have been edited since. */
  untake(key: string): "undone" | "edited-since" {
    const spec = this.view && untake(this.view.state, key);
    if (!spec) return "edited-since";
    this.view?.dispatch(spec);
    return "undone";
  }

  keepAsOwn(key: string): void {
    this.view?.dispatch(keepAsOwn(key));
  }

  revealTaken(key: string): void {
    if (this.view) this.showTaken(this.view, key, []);
  }

  private fresh(text: string): EditorState {
    return EditorState.create({ doc: text, extensions: this.extensions() });
  }

  private extensions(): Extension {
    return [
      EditorView.lineWrapping,
      highlightSpecialChars(),
      history(),
      drawSelection(),
      highlightSelectionMatches({ minSelectionLength: 3 }),
      search({ top: true }),
      EditorView.contentAttributes.of({ "aria-label": "Contract text", tabindex: "0", spellcheck: "false", autocorrect: "off", autocapitalize: "off" }),
      keymap.of([{ key: "Escape", run: () => this.leave() }, ...defaultKeymap, ...historyKeymap, ...searchKeymap]),
      EditorState.transactionFilter.of((transaction) => this.refuseTooMuch(transaction)),
      reviewedField,
      takenEdits,
      reviewMarks,
      headingLines,
      contractTheme,
      EditorView.domEventHandlers({ click: (event, view) => this.pick(event, view) }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) this.announceEdit(update.view, update.transactions);
        if (update.startState.field(takenField) !== update.state.field(takenField)) this.announceTaken(update.state);
      }),
    ];
  }

  private refuseTooMuch(transaction: Transaction) {
    if (!transaction.docChanged || transaction.newDoc.length <= LARGEST_TEXT) return transaction;
    this.tell("text-refused", transaction.newDoc.length);
    return [];
  }

  private pick(event: MouseEvent, view: EditorView): boolean {
    if (!(event.target instanceof Element) || !event.target.closest(".cm-marked")) return false;
    if (!view.state.selection.main.empty) return false;
    const place = view.posAtCoords({ x: event.clientX, y: event.clientY });
    const ids = place === null ? [] : markedAt(view.state, place);
    if (ids.length > 0) this.tell<readonly string[]>("words-picked", ids);
    return false;
  }

  private enter(view: EditorView, place: SourceSpan): void {
    view.dispatch({ selection: { anchor: place.start, head: place.end } });
    view.focus();
  }

  private leave(): boolean {
    this.tell("editor-left", null);
    return true;
  }

  /** Shows a taken edit, with the first blank selected so that it can be filled in. */
  private showTaken(view: EditorView, key: string, blanks: readonly string[]): void {
    const taken = view.state.field(takenField).find((one) => one.key === key);
    const first = taken?.pieces[0];
    const last = taken?.pieces.at(-1);
    if (!first || !last) return;
    const span = { start: first.from, end: last.to };
    view.dispatch({ effects: EditorView.scrollIntoView(EditorSelection.range(span.start, span.end), { y: "center" }) });
    flashSpan(view, span);
    const blank = taken.pieces.flatMap((piece) => blanks.map((words) => ({ at: piece.inserted.indexOf(words), from: piece.from, words }))).find(({ at }) => at >= 0);
    if (blank) this.enter(view, { start: blank.from + blank.at, end: blank.from + blank.at + blank.words.length });
  }

  private announceEdit(view: EditorView, transactions: readonly Transaction[]): void {
    const suggestion = transactions.some((one) => one.isUserEvent("input.take") || one.isUserEvent("delete.take"));
    const doc = view.state.doc;
    this.tell<EditedDetail>("contract-edited", { readText: () => doc.toString(), cause: suggestion ? "suggestion" : "typing" });
  }

  private announceTaken(state: EditorState): void {
    const list = state.field(takenField);
    const editedSince = new Set(list.filter((taken) => !isWhole(state, taken)).map(({ key }) => key));
    this.tell<TakenDetail>("taken-changed", { list, editedSince });
  }

  private tell<T>(name: string, detail: T): void {
    this.dispatchEvent(new CustomEvent<T>(name, { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "contract-editor": ContractEditor;
  }
}
