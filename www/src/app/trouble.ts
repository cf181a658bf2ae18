// <trouble-note>: what went wrong, in a sentence, and what to do about it.

import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { shared } from "../styles/shared";
import type { Trouble } from "./session";

@customElement("trouble-note")
export class TroubleNote extends LitElement {
  @property({ attribute: false }) trouble: Trouble | null = null;

  static override styles = [
    shared,
    css`
      :host { display: block; }
      .note { margin-top: 1.25rem; display: grid; gap: 0.5rem; padding: 0.8rem 1rem 0.9rem; border: 1px solid var(--rule-strong); border-left: 3px solid var(--tone-high); border-radius: 8px; background: var(--card); text-align: start; }
      p { overflow-wrap: anywhere; white-space: pre-line; }
      .message { font-weight: 600; }
      .hint { color: var(--ink-soft); }
      .actions { display: flex; gap: 0.4rem; }
    `,
  ];

  override render() {
    const trouble = this.trouble;
    return html`<div role="alert">
      ${trouble
        ? html`<div class="note">
            <p class="message">${trouble.message}</p>
            ${trouble.hint ? html`<p class="hint">${trouble.hint}</p>` : nothing}
            <div class="actions">
              ${trouble.canRetry ? html`<button class="button primary" @click=${() => this.tell("retry")}>Try again</button>` : nothing}
              <button class="button quiet" @click=${() => this.tell("trouble-read")}>Close</button>
            </div>
          </div>`
        : nothing}
    </div>`;
  }

  private tell(name: string): void {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "trouble-note": TroubleNote;
  }
}
