// <review-state>: how the review stands, above whatever view is shown: work in progress that can be
// cancelled, what went wrong, and the result in words for those who listen. Out: "cancel", and the
// trouble note's events.

import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { shared } from "../styles/shared";
import type { SessionState } from "./session";
import "./trouble";

@customElement("review-state")
export class ReviewState extends LitElement {
  @property({ attribute: false }) state!: SessionState;
  /** The result in a sentence. */
  @property({ attribute: false }) result = "";

  static override styles = [
    shared,
    css`
      :host { display: block; padding-inline: clamp(0.9rem, 2vw, 1.5rem); }
      .busy, trouble-note { max-width: 46rem; margin-inline: auto; }
      .busy { display: flex; gap: 0.75rem; align-items: center; padding-top: 1.1rem; color: var(--ink-soft); overflow-wrap: anywhere; }
    `,
  ];

  override render() {
    const { trouble, progress } = this.state;
    const busy = this.busy;
    return html`<trouble-note .trouble=${trouble}></trouble-note>
      ${busy ? html`<p class="busy no-print">${busy} <button class="button" @click=${this.cancel}>Cancel</button></p>` : nothing}
      <div class="spoken" role="status">${progress === "idle" ? this.result : ""}</div>`;
  }

  private get busy(): string | null {
    const { progress, report, reading } = this.state;
    if (reading !== null) return `Reading “${reading}” …`;
    return progress === "slow" || (progress !== "idle" && !report) ? "Reading the contract …" : null;
  }

  private cancel(): void {
    this.dispatchEvent(new CustomEvent("cancel", { bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "review-state": ReviewState;
  }
}
