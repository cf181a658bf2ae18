// <put-aside>: the edits that were taken and the findings that were dismissed, each with its way back.

import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { TakenEdit } from "../document/taken";
import { SEVERITY_WORD, levelWord } from "../findings/words";
import type { Finding } from "../generated";
import { shared } from "../styles/shared";

@customElement("put-aside")
export class PutAside extends LitElement {
  @property({ attribute: false }) taken: readonly TakenEdit[] = [];
  @property({ attribute: false }) dismissed: readonly Finding[] = [];
  /** Keys of taken edits whose words were edited since, so that they cannot be undone as a whole. */
  @property({ attribute: false }) editedSince: ReadonlySet<string> = new Set();

  static override styles = [
    shared,
    css`
      :host { display: grid; gap: 1rem; }
      li { display: flex; flex-wrap: wrap; align-items: center; gap: 0.2rem 0.6rem; padding: 0.45rem 0; border-top: 1px solid var(--rule); font-size: 0.8125rem; }
      li:first-child { border-top: 0; }
      .title { flex: 1 1 12rem; text-align: start; color: var(--ink); text-decoration: none; font: 400 0.9375rem/1.4 var(--serif); overflow-wrap: anywhere; }
      button.title:hover { color: var(--accent); text-decoration: underline; }
      .level { color: var(--added); font-size: 0.75rem; }
      .severity { color: var(--ink-faint); font-size: 0.75rem; }
      .note { flex-basis: 100%; color: var(--ink-soft); }
      .button { min-height: 1.75rem; padding: 0.15rem 0.6rem; }
    `,
  ];

  override render() {
    return html`${this.taken.length > 0
      ? html`<section aria-label="Taken edits">
          <h3 class="label">Taken · ${this.taken.length}</h3>
          <ul>${repeat(this.taken, ({ key }) => key, (taken) => this.drawTaken(taken))}</ul>
        </section>`
      : nothing}
    ${this.dismissed.length > 0
      ? html`<section aria-label="Dismissed findings">
          <h3 class="label">Dismissed · ${this.dismissed.length}</h3>
          <ul>${repeat(this.dismissed, ({ id }) => id, (finding) => this.drawDismissed(finding))}</ul>
        </section>`
      : nothing}`;
  }

  private drawTaken(taken: TakenEdit) {
    const stuck = this.editedSince.has(taken.key);
    return html`<li>
      <button class="link title" title="Show it in the contract" @click=${() => this.tell("show-taken", taken.key)}>${taken.title}</button>
      <span class="level">${levelWord(taken.level)}</span>
      ${stuck
        ? html`<button class="button no-print" @click=${() => this.tell("keep-taken", taken.key)}>Keep as mine</button>
            <span class="note">You have edited these words since. Change them back by hand, or use undo in the text.</span>`
        : html`<button class="button no-print" @click=${() => this.tell("undo-taken", taken.key)}>Undo<span class="spoken"> ${taken.title}</span></button>`}
    </li>`;
  }

  private drawDismissed(finding: Finding) {
    return html`<li>
      <span class="title">${finding.title}</span><span class="severity">${SEVERITY_WORD[finding.severity]}</span>
      <button class="button no-print" @click=${() => this.tell("restore", finding.id)}>Restore<span class="spoken"> ${finding.title}</span></button>
    </li>`;
  }

  private tell<T>(name: string, detail: T): void {
    this.dispatchEvent(new CustomEvent<T>(name, { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "put-aside": PutAside;
  }
}
