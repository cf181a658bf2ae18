// <finding-ladder>: what to write instead, from the preferred wording down to the point to walk away.
// In: a finding's redlines, whether it is to be held or traded, the reviewed text. Out: "take-edit" with the rung, copy buttons.

import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Lane, Redline, Trade } from "../generated";
import { shared } from "../styles/shared";
import { newWording, passageOf } from "./passage";
import { drawBlanks, drawPassage, passageStyles } from "./passage-view";
import { LANE_WORD, TRADE_WORD, levelWord, returnWords, walkAwayWords } from "./words";
import "./copy-button";

@customElement("finding-ladder")
export class FindingLadder extends LitElement {
  @property({ attribute: false }) redlines: readonly Redline[] = [];
  @property({ attribute: false }) text = "";
  @property({ attribute: false }) trade: Trade | null = null;
  @property({ attribute: false }) lane: Lane | null = null;
  @state() private rung = 0;

  static override styles = [
    shared,
    passageStyles,
    css`
      :host { display: block; container-type: inline-size; }
      header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.3rem 0.7rem; margin-bottom: 0.45rem; }
      .stand { margin-inline-start: auto; display: inline-flex; flex-wrap: wrap; gap: 0.2rem 0.6rem; align-items: baseline; font-size: 0.75rem; color: var(--ink-soft); }
      .trade { padding: 0.06rem 0.5rem; border-radius: 999px; border: 1px solid var(--rule-strong); color: var(--ink); }
      .trade[data-trade="ask"] { background: var(--wash-ask); border-color: var(--edge-ask); }
      .trade[data-trade="concede"] { background: var(--wash-concede); border-color: var(--edge-concede); }
      .tabs { margin-bottom: 0.85rem; border-block: 1px solid var(--rule); }
      .tab { display: grid; grid-template-columns: 5.6rem minmax(0, 1fr) auto; gap: 0 0.7rem; align-items: baseline; width: 100%; padding: 0.42rem 0.5rem 0.42rem 0.6rem; border: 0; border-inline-start: 2px solid transparent; background: none; text-align: start; font-size: 0.8125rem; line-height: 1.4; color: var(--ink-soft); border-radius: 0; }
      .tab + .tab { border-top: 1px solid var(--rule); }
      .tab:hover { color: var(--ink); }
      .tab[aria-selected="true"] { color: var(--ink); background: var(--accent-wash); border-inline-start-color: var(--accent); }
      .tab[aria-selected="true"] .level { font-weight: 600; }
      .tab[data-level="walk-away"] .level { color: var(--tone-critical); }
      .tab .who { font-size: 0.75rem; color: var(--ink-faint); text-align: end; }
      .tab[aria-selected="true"] .who { color: var(--ink-soft); }
      .caption { margin: -0.2rem 0.5rem 0.2rem 0; font-size: 0.6875rem; line-height: 1.3; color: var(--ink-faint); text-align: end; }
      .title { font-size: 0.875rem; margin-bottom: 0.5rem; }
      .end { padding: 0.55rem 0.8rem; border-inline-start: 2px dashed var(--tone-critical); font-size: 0.875rem; }
      @container (max-width: 27rem) { .tab { grid-template-columns: 5rem minmax(0, 1fr); } .tab .who { grid-column: 2; text-align: start; } .tab .who::before { content: "may accept: "; } .caption { display: none; } }
      .sheet { padding: 0.7rem 0.85rem 0.75rem; background: var(--paper); border: 1px solid var(--rule); border-radius: 6px; }
      .comment { margin-top: 0.8rem; padding-left: 0.8rem; border-left: 2px solid var(--rule-strong); font-size: 0.875rem; }
      .accept { margin-top: 0.6rem; font-size: 0.8125rem; color: var(--ink-soft); }
      .actions { display: flex; flex-wrap: wrap; gap: 0.4rem; margin-top: 0.85rem; }
      .fill { margin-top: 0.5rem; font-size: 0.8125rem; color: var(--ink-soft); }
      .rung + .rung { margin-top: 1.2rem; }
      .heading, .on-paper { display: none; }
      @media print {
        .on-paper { display: block; }
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
      <header><h4 class="label">What to write instead</h4>${this.drawStand()}</header>
      ${this.redlines.length > 1 ? this.drawTabs() : nothing}
      ${this.redlines.map((redline, place) => this.drawRung(redline, place))}
    `;
  }

  /** Is the point to be held, given or asked for, and whose is it inside? */
  private drawStand() {
    if (!this.trade && !this.lane) return nothing;
    return html`<span class="stand">
      ${this.lane ? html`<span>${LANE_WORD[this.lane]}</span>` : nothing}
      ${this.trade ? html`<span class="trade" data-trade=${this.trade} title=${TRADE_WORD[this.trade].about}>${TRADE_WORD[this.trade].label}</span>` : nothing}
    </span>`;
  }

  private drawTabs() {
    return html`${this.redlines.some(({ accept_by }) => accept_by) ? html`<p class="caption no-print" aria-hidden="true">who may accept</p>` : nothing}<div class="tabs no-print" role="tablist" aria-label="Ladder of positions" aria-orientation="vertical" @keydown=${this.walk}>
      ${this.redlines.map(
        (redline, place) => html`<button
          class="tab"
          role="tab"
          id="tab-${place}"
          aria-controls="rung-${place}"
          aria-selected=${place === this.rung ? "true" : "false"}
          tabindex=${place === this.rung ? 0 : -1}
          data-level=${redline.level}
          @click=${() => (this.rung = place)}
        ><span class="level">${levelWord(redline.level)}</span> <span>${redline.title}</span>${redline.accept_by ? html` <span class="who"><span class="spoken">may be accepted by </span>${redline.accept_by}</span>` : nothing}</button>`,
      )}
    </div>`;
  }

  private drawRung(redline: Redline, place: number) {
    const several = this.redlines.length > 1;
    const wording = newWording(this.text, redline.edits);
    return html`<div class="rung" id="rung-${place}" role=${several ? "tabpanel" : nothing} aria-labelledby=${several ? `tab-${place}` : nothing} ?hidden=${several && place !== this.rung}>
      <p class="heading label">${levelWord(redline.level)}</p>
      ${redline.level === "walk-away" ? html`<p class="end">${walkAwayWords(redline)}</p>` : redline.title ? html`<p class="title ${several ? "on-paper" : ""}">${redline.title}</p>` : nothing}
      ${redline.edits.length > 0 ? html`<div class="sheet">${drawPassage(passageOf(this.text, redline.edits), redline.blanks)}</div>` : nothing}
      ${redline.blanks.length > 0 && redline.edits.length > 0
        ? html`<p class="fill">For you to fill in: ${redline.blanks.map((blank, at) => html`${at > 0 ? ", " : ""}<mark>${blank}</mark>`)}</p>`
        : nothing}
      ${redline.comment && redline.edits.length > 0
        ? html`<div class="comment"><h4 class="label">Margin comment</h4><p>${drawBlanks(redline.comment, redline.blanks)}</p></div>`
        : nothing}
      ${redline.needs ? html`<p class="accept">Give it only in return for: ${returnWords(redline.needs)}</p>` : nothing}
      ${redline.accept_by && redline.level !== "walk-away" ? html`<p class="accept ${several ? "on-paper" : ""}">May be accepted by: ${redline.accept_by}</p>` : nothing}
      <div class="actions no-print">
        ${redline.edits.length > 0
          ? html`<button class="button primary" data-action="take" @click=${() => this.take(redline)}>Take this edit</button>
              <copy-button label="Copy wording" .text=${wording}></copy-button>`
          : nothing}
        ${redline.comment && redline.edits.length > 0 ? html`<copy-button label="Copy comment" .text=${redline.comment}></copy-button>` : nothing}
      </div>
    </div>`;
  }

  private take(redline: Redline): void {
    this.dispatchEvent(new CustomEvent<Redline>("take-edit", { detail: redline, bubbles: true, composed: true }));
  }

  private walk(event: KeyboardEvent): void {
    const step = ["ArrowDown", "ArrowRight"].includes(event.key) ? 1 : ["ArrowUp", "ArrowLeft"].includes(event.key) ? -1 : 0;
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
