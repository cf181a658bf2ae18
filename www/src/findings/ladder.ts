// <finding-ladder>: what to write instead, from the preferred wording down to the point to walk away.
// In: a finding's redlines and the reviewed text. Out: "take-edit" with the rung, copy buttons.

import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Redline } from "../generated";
import { shared } from "../styles/shared";
import { newWording, passageOf } from "./passage";
import { drawBlanks, drawPassage, passageStyles } from "./passage-view";
import { levelWord, returnWords } from "./words";
import "./copy-button";

@customElement("finding-ladder")
export class FindingLadder extends LitElement {
  @property({ attribute: false }) redlines: readonly Redline[] = [];
  @property({ attribute: false }) text = "";
  @state() private rung = 0;

  static override styles = [
    shared,
    passageStyles,
    css`
      :host { display: block; }
      .tabs { display: flex; flex-wrap: wrap; gap: 0 1.1rem; margin: 0.45rem 0 0.7rem; border-bottom: 1px solid var(--rule); }
      .tab { padding: 0.3rem 0 0.4rem; border: 0; border-bottom: 2px solid transparent; margin-bottom: -1px; background: none; font-size: 0.8125rem; color: var(--ink-soft); border-radius: 0; }
      .tab:hover { color: var(--ink); }
      .tab[aria-selected="true"] { color: var(--ink); font-weight: 600; border-bottom-color: var(--accent); }
      .title { font-size: 0.875rem; margin-bottom: 0.5rem; }
      .sheet { padding: 0.7rem 0.85rem 0.75rem; background: var(--paper); border: 1px solid var(--rule); border-radius: 6px; }
      .comment { margin-top: 0.8rem; padding-left: 0.8rem; border-left: 2px solid var(--rule-strong); font-size: 0.875rem; }
      .accept { margin-top: 0.6rem; font-size: 0.8125rem; color: var(--ink-soft); }
      .actions { display: flex; flex-wrap: wrap; gap: 0.4rem; margin-top: 0.85rem; }
      .fill { margin-top: 0.5rem; font-size: 0.8125rem; color: var(--ink-soft); }
      .rung + .rung { margin-top: 1.2rem; }
      .heading { display: none; }
      @media print {
        .tabs { display: none; }
        .rung[hidden] { display: block !important; }
        .heading { display: block; margin-bottom: 0.3rem; }
        .sheet { padding: 0; border: 0; }
      }
    `,
  ];

  /** The rung that is shown, for the keyboard's "take". */
  get shown(): Redline | undefined {
    return this.redlines[Math.min(this.rung, this.redlines.length - 1)];
  }

  override render() {
    if (this.redlines.length === 0) return nothing;
    return html`
      <h4 class="label">What to write instead</h4>
      ${this.redlines.length > 1 ? this.drawTabs() : nothing}
      ${this.redlines.map((redline, place) => this.drawRung(redline, place))}
    `;
  }

  private drawTabs() {
    return html`<div class="tabs no-print" role="tablist" aria-label="Ladder of positions" @keydown=${this.walk}>
      ${this.redlines.map(
        (redline, place) => html`<button
          class="tab"
          role="tab"
          id="tab-${place}"
          aria-controls="rung-${place}"
          aria-selected=${place === this.rung ? "true" : "false"}
          tabindex=${place === this.rung ? 0 : -1}
          @click=${() => (this.rung = place)}
        >${levelWord(redline.level)}</button>`,
      )}
    </div>`;
  }

  private drawRung(redline: Redline, place: number) {
    const several = this.redlines.length > 1;
    const wording = newWording(this.text, redline.edits);
    return html`<div class="rung" id="rung-${place}" role=${several ? "tabpanel" : nothing} aria-labelledby=${several ? `tab-${place}` : nothing} ?hidden=${several && place !== this.rung}>
      <p class="heading label">${levelWord(redline.level)}</p>
      ${redline.title ? html`<p class="title">${redline.title}</p>` : nothing}
      ${redline.edits.length > 0 ? html`<div class="sheet">${drawPassage(passageOf(this.text, redline.edits), redline.blanks)}</div>` : nothing}
      ${redline.blanks.length > 0 && redline.edits.length > 0
        ? html`<p class="fill">For you to fill in: ${redline.blanks.map((blank, at) => html`${at > 0 ? ", " : ""}<mark>${blank}</mark>`)}</p>`
        : nothing}
      ${redline.comment
        ? html`<div class="comment"><h4 class="label">Margin comment</h4><p>${drawBlanks(redline.comment, redline.blanks)}</p></div>`
        : nothing}
      ${redline.needs ? html`<p class="accept">Give it only in return for: ${returnWords(redline.needs)}</p>` : nothing}
      ${redline.accept_by ? html`<p class="accept">May be accepted by: ${redline.accept_by}</p>` : nothing}
      <div class="actions no-print">
        ${redline.edits.length > 0
          ? html`<button class="button primary" data-action="take" @click=${() => this.take(redline)}>Take this edit</button>
              <copy-button label="Copy wording" .text=${wording}></copy-button>`
          : nothing}
        ${redline.comment ? html`<copy-button label="Copy comment" .text=${redline.comment}></copy-button>` : nothing}
      </div>
    </div>`;
  }

  private take(redline: Redline): void {
    this.dispatchEvent(new CustomEvent<Redline>("take-edit", { detail: redline, bubbles: true, composed: true }));
  }

  private walk(event: KeyboardEvent): void {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    this.rung = (this.rung + step + this.redlines.length) % this.redlines.length;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#tab-${this.rung}`)?.focus());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "finding-ladder": FindingLadder;
  }
}
