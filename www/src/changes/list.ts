// <file-changes>: what others did to the Word file before it was opened: tracked changes and comments.
// In: them, the text as opened and as it is. Out: the event `show-words` with the place of one.

import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ChangeReport, SourceSpan } from "../generated";
import { plural } from "../findings/words";
import { shared } from "../styles/shared";
import { placeNow } from "./place";

const DID: Record<ChangeReport["kind"], string> = { inserted: "put in", deleted: "taken out", moved: "moved here", commented: "comment" };

/** A list longer than this is drawn in part until all of it is asked for. */
const SHOWN = 100;
/** Letters of one change or comment that are shown. */
const LONGEST = 240;

@customElement("file-changes")
export class FileChanges extends LitElement {
  @property({ attribute: false }) changes: readonly ChangeReport[] = [];
  @property({ attribute: false }) opened = "";
  @property({ attribute: false }) text = "";
  @property({ type: Boolean }) unfolded = false;
  @property({ state: true }) private whole = false;

  static override styles = [
    shared,
    css`
      :host { display: block; }
      summary { font-size: 0.8125rem; color: var(--ink-soft); cursor: pointer; padding: 0.35rem 0; }
      li { padding: 0.5rem 0; border-top: 1px solid var(--rule); font-size: 0.8125rem; }
      .who { color: var(--ink-soft); }
      .words { display: block; text-align: start; color: var(--ink); text-decoration: none; font: 400 0.9375rem/1.4 var(--serif); overflow-wrap: anywhere; }
      button.words:hover { color: var(--accent); text-decoration: underline; }
      .deleted { text-decoration: line-through; }
      .quote { display: block; color: var(--ink-soft); overflow-wrap: anywhere; }
    `,
  ];

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("changes")) this.whole = false;
  }

  override render() {
    const shown = this.whole || this.unfolded ? this.changes : this.changes.slice(0, SHOWN);
    return html`<details ?open=${this.unfolded}>
      <summary>${headline(this.changes)}</summary>
      <ul>${shown.map((change) => this.drawChange(change))}</ul>
      ${shown.length < this.changes.length ? html`<button class="button" @click=${() => (this.whole = true)}>Show all ${this.changes.length}</button>` : nothing}
    </details>`;
  }

  private drawChange(change: ChangeReport) {
    const place = placeNow(change, this.opened, this.text);
    const words = html`<span class=${change.kind}>${shortened(change.text)}</span>`;
    return html`<li>
      <span class="who">${[change.author, change.date.split("T")[0], DID[change.kind]].filter(Boolean).join(" · ")}</span>
      ${place ? html`<button class="link words" title="Show it in the contract" @click=${() => this.show(place)}>${words}</button>` : html`<span class="words">${words}</span>`}
      ${change.quote === "" ? nothing : html`<span class="quote">on “${shortened(change.quote)}”</span>`}
    </li>`;
  }

  private show(place: SourceSpan): void {
    this.dispatchEvent(new CustomEvent<SourceSpan>("show-words", { detail: place, bubbles: true, composed: true }));
  }
}

function headline(changes: readonly ChangeReport[]): string {
  const comments = changes.filter(({ kind }) => kind === "commented").length;
  const tracked = changes.length - comments;
  const parts = [tracked > 0 ? plural(tracked, "tracked change") : "", comments > 0 ? plural(comments, "comment") : ""];
  return `In the file: ${parts.filter(Boolean).join(" and ")}`;
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

declare global {
  interface HTMLElementTagNameMap {
    "file-changes": FileChanges;
  }
}
