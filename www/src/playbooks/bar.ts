// <playbook-bar>: by which playbook the contract is judged. In: the choices. Out: "playbook-chosen" with
// a name or null, "playbook-edit" to open the editor.

import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { PlaybookChoice, Side } from "../generated";
import { shared } from "../styles/shared";

const OWN = "\u0000own";

@customElement("playbook-bar")
export class PlaybookBar extends LitElement {
  @property({ attribute: false }) side: Side = "vendor";
  @property({ attribute: false }) chosen: string | null = null;
  /** The name of the user's own playbook, where one is in use. */
  @property({ attribute: false }) own: string | null = null;
  @property({ attribute: false }) playbooks: readonly PlaybookChoice[] = [];

  static override styles = [
    shared,
    css`
      :host { display: flex; flex-wrap: wrap; gap: 0.4rem 0.7rem; align-items: center; font-size: 0.8125rem; color: var(--ink-soft); }
      label { display: inline-flex; gap: 0.4rem; align-items: center; min-width: 0; }
      select { max-width: 14rem; padding: 0.15rem 0.3rem; border: 1px solid var(--rule-strong); border-radius: 5px; background: var(--card); color: var(--ink); font-size: 0.8125rem; }
      @media print { button { display: none; } select { border: 0; appearance: none; } }
    `,
  ];

  override render() {
    const fitting = this.playbooks.filter((one) => one[this.side]);
    const shown = this.own !== null ? OWN : (this.chosen ?? "");
    return html`<label>Playbook
        <select .value=${shown} @change=${this.onChoice}>
          <option value="" ?selected=${shown === ""}>${this.side === "vendor" ? "agency" : "customer"} (default)</option>
          ${fitting.filter(({ name }) => name !== "agency" && name !== "customer").map(({ name }) => html`<option value=${name} ?selected=${shown === name}>${name}</option>`)}
          ${this.own === null ? "" : html`<option value=${OWN} selected>${this.own} (your own)</option>`}
        </select>
      </label>
      <button class="link" @click=${() => this.tell("playbook-edit", null)}>Change, load or save a playbook</button>`;
  }

  private onChoice(event: Event): void {
    const value = (event.target as HTMLSelectElement).value;
    if (value !== OWN) this.tell<string | null>("playbook-chosen", value === "" ? null : value);
  }

  private tell<T>(name: string, detail: T): void {
    this.dispatchEvent(new CustomEvent<T>(name, { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "playbook-bar": PlaybookBar;
  }
}
