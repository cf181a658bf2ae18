// <key-terms>: what the contract says, unjudged: topic by topic, a line for each term, with its clause.
// In: the report's topics and parties, which line is chosen. Out: "term-chosen", "show-words" (a
// party's), "absent-shown", "export".

import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { ExportWish } from "../app/masthead";
import { plural } from "../findings/words";
import type { PartyReport, Report, SourceSpan } from "../generated";
import { shared } from "../styles/shared";
import { type TermCounts, type TermFilter, type TermLine, type TopicEntry, countTerms, linesOf, searched, topicEntries } from "./entries";
import { drawTopic, topicStyles } from "./topic-view";

export interface ChosenTerm {
  key: string;
  span: SourceSpan | null;
  /** Did the keyboard ask to go into the contract? */
  arrival: "look" | "enter";
}

const ROLE = { vendor: "supplies", customer: "pays", other: "" } as const;

@customElement("key-terms")
export class KeyTerms extends LitElement {
  @property({ attribute: false }) report!: Report;
  @property({ attribute: false }) chosenKey: string | null = null;
  @property({ attribute: false }) absent: "shown" | "hidden" = "shown";
  @property({ type: Boolean }) printing = false;
  @state() private words = "";
  @state() private only: TermFilter | null = null;
  @query("input[type=search]") private field!: HTMLInputElement | null;

  static override styles = [
    shared,
    topicStyles,
    css`
      :host { display: block; height: 100%; overflow: auto; background: var(--panel); scrollbar-gutter: stable; }
      .inner { container-type: inline-size; padding: 1.35rem clamp(0.9rem, 2vw, 1.5rem) 5rem; max-width: 46rem; margin: 0 auto; }
      h2 { font: 400 1.5rem/1.25 var(--serif); letter-spacing: -0.005em; text-wrap: balance; }
      .counts { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.35rem 0.8rem; margin-top: 0.4rem; font-size: 0.8125rem; color: var(--ink-soft); }
      .tools { display: flex; flex-wrap: wrap; gap: 0.4rem; align-items: center; margin-top: 0.9rem; }
      .find { flex: 1 1 11rem; min-width: 0; min-height: 2rem; padding: 0.3rem 0.7rem; border: 1px solid var(--rule-strong); border-radius: 6px; background: var(--card); color: var(--ink); font-size: 0.8125rem; }
      .find::placeholder { color: var(--ink-faint); opacity: 1; }
      .parties { margin-top: 1.1rem; display: grid; gap: 0.25rem; }
      .party { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.1rem 0.5rem; font-size: 0.8125rem; color: var(--ink-soft); }
      .party button { padding: 0; border: 0; background: none; text-align: start; font: 600 0.9688rem/1.45 var(--serif); overflow-wrap: anywhere; color: var(--ink); }
      .party button:not([disabled]):hover { color: var(--accent); text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.2em; }
      .party button[disabled] { cursor: default; }
      .none { margin-top: 1.5rem; color: var(--ink-soft); }
      .none .link { margin-inline-start: 0.4rem; }
      @media print {
        :host { overflow: visible; height: auto; background: none; }
        .inner { padding: 0; max-width: none; container-type: normal; }
      }
    `,
  ];

  override render() {
    const entries = topicEntries(this.report.terms);
    const counts = countTerms(entries);
    // A filter whose last line has been edited away must not hide everything.
    const only = this.only && counts[this.only] > 0 ? this.only : null;
    const shown = searched(entries, { words: this.words, only });
    return html`<div class="inner">
      <h2>What the contract says</h2>
      ${this.drawCounts(counts, only)} ${this.drawTools(counts)}
      ${this.words === "" && only === null ? this.drawParties(this.report.parties) : nothing}
      ${shown.length > 0 ? this.drawTopics(shown) : this.drawNone(counts)}
      <div class="spoken" role="status">${this.words === "" ? "" : `${plural(linesOf(shown).length, "line")} found`}</div>
    </div>`;
  }

  focusLine(key: string): void {
    const line = this.lineButtons.find((one) => one.dataset["key"] === key);
    line?.focus({ preventScroll: true });
    line?.scrollIntoView({ block: "nearest" });
  }

  /** Moves the focus to the next or the previous line. */
  step(by: 1 | -1): void {
    const lines = this.lineButtons;
    const here = lines.findIndex((line) => line === (this.renderRoot as ShadowRoot).activeElement);
    const next = here < 0 ? (by === 1 ? 0 : lines.length - 1) : Math.min(Math.max(here + by, 0), lines.length - 1);
    lines[next]?.focus();
  }

  private drawCounts(counts: TermCounts, only: TermFilter | null) {
    const chip = (filter: TermFilter, label: string) =>
      counts[filter] > 0
        ? html`<button class="chip no-print" aria-pressed=${only === filter ? "true" : "false"} @click=${() => (this.only = only === filter ? null : filter)}>${counts[filter]} ${label}</button>`
        : nothing;
    return html`<p class="counts">
      <span>${plural(counts.stated, "term")} stated</span>${chip("contradicted", "contradicted")}${chip("unsure", "unsure")}${counts.notStated > 0
        ? html`<span>${counts.notStated} not stated <button class="link no-print" @click=${this.toggleAbsent}>${this.absent === "shown" ? "Hide" : "Show"}<span class="spoken"> what is not stated</span></button></span>`
        : nothing}
    </p>`;
  }

  private drawTools(counts: TermCounts) {
    const nothingToSave = counts.stated + counts.notStated === 0;
    return html`<div class="tools no-print" role="search">
      <input class="find" type="search" placeholder="Find a term, a word, a clause" aria-label="Find in the key terms" @input=${this.find} @keydown=${this.onFieldKey} />
      <button class="button" ?disabled=${nothingToSave} @click=${() => this.export("terms-markdown", "copy")}>Copy all</button>
      <button class="button" ?disabled=${nothingToSave} aria-label="Save the key terms as Markdown" @click=${() => this.export("terms-markdown", "save")}>Markdown</button>
      <button class="button" ?disabled=${nothingToSave} aria-label="Save the key terms as CSV" @click=${() => this.export("terms-csv", "save")}>CSV</button>
    </div>`;
  }

  private drawParties(parties: readonly PartyReport[]) {
    if (parties.length === 0) return nothing;
    return html`<section class="parties" aria-label="Parties">
      ${repeat(parties, ({ name }) => name, ({ name, alias, role, evidence }) => {
        const about = [alias && alias !== name ? `“${alias}”` : "", ROLE[role]].filter(Boolean).join(", ");
        const place = evidence[0];
        return html`<p class="party"><button ?disabled=${!place} @click=${() => place && this.tell("show-words", place)}>${name}</button>${about ? html`<span>${about}</span>` : nothing}</p>`;
      })}
    </section>`;
  }

  private drawTopics(entries: readonly TopicEntry[]) {
    const searching = this.words !== "";
    const absent = searching || this.printing ? (this.absent === "hidden" && !searching ? "hidden" : "open") : this.absent === "hidden" ? "hidden" : "folded";
    return html`<div @keydown=${this.onLineKey}>
      ${repeat(entries, ({ name }) => name, (entry) =>
        entry.groups.length === 0 && absent === "hidden" ? nothing : drawTopic(entry, { chosenKey: this.chosenKey, absent, choose: (line) => this.choose(line, "look") }),
      )}
    </div>`;
  }

  private drawNone(counts: TermCounts) {
    if (counts.stated + counts.notStated === 0) return html`<p class="none">No terms were read from this text. ${this.report.document.verdict}</p>`;
    return html`<p class="none">No line holds “${this.words}”.<button class="link" @click=${this.forget}>Show all</button></p>`;
  }

  private get lineButtons(): HTMLButtonElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLButtonElement>("button.value")];
  }

  private choose({ key, term }: TermLine, arrival: ChosenTerm["arrival"]): void {
    this.tell<ChosenTerm>("term-chosen", { key, span: term.span, arrival });
  }

  private onLineKey(event: KeyboardEvent): void {
    const target = event.composedPath()[0];
    if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof HTMLElement)) return;
    const key = target.dataset["key"];
    if (!key) return;
    const line = linesOf(topicEntries(this.report.terms)).find((one) => one.key === key);
    if (event.key === "ArrowDown") this.step(1);
    else if (event.key === "ArrowUp") this.step(-1);
    else if (event.key === "Enter" && line) this.choose(line, "enter");
    else return;
    event.preventDefault();
  }

  private find(event: Event): void {
    this.words = (event.target as HTMLInputElement).value.trim();
  }

  /** The first Escape empties the field, as browsers do; from the empty field down goes to the lines. */
  private onFieldKey(event: KeyboardEvent): void {
    if (event.key === "ArrowDown") this.step(1);
    else if (event.key === "Escape") this.forget();
    else return;
    event.preventDefault();
  }

  private forget(): void {
    this.words = "";
    this.only = null;
    if (this.field) this.field.value = "";
    this.field?.focus();
  }

  private toggleAbsent(): void {
    this.tell("absent-shown", this.absent === "shown" ? "hidden" : "shown");
  }

  private export(kind: ExportWish["kind"], how: ExportWish["how"]): void {
    this.tell<ExportWish>("export", { kind, how });
  }

  private tell<T>(name: string, detail: T): void {
    this.dispatchEvent(new CustomEvent<T>(name, { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "key-terms": KeyTerms;
  }
}
