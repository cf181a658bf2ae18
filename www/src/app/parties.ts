// <side-and-parties>: which side the user is on, and who the parties are, both correctable.
// In: the session's state. Out: "side-chosen", "role-corrected", "show-words".

import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { ROLE_WORD } from "../findings/words";
import type { PartyReport, PartyRole, RoleCorrection, Side } from "../generated";
import { shared } from "../styles/shared";

const SIDES: readonly { side: Side; label: string; does: string }[] = [
  { side: "vendor", label: "Vendor or supplier", does: "I do the work" },
  { side: "customer", label: "Customer or buyer", does: "I pay for it" },
];
const ROLES: readonly PartyRole[] = ["vendor", "customer", "other"];
/** Below this the reading of a role is shown as a guess. */
const SURE = 0.6;

@customElement("side-and-parties")
export class SideAndParties extends LitElement {
  @property({ attribute: false }) side: Side = "vendor";
  @property({ type: Boolean }) chosen = false;
  @property({ attribute: false }) parties: readonly PartyReport[] = [];
  @property({ attribute: false }) corrected: readonly RoleCorrection[] = [];

  static override styles = [
    shared,
    css`
      :host { display: block; }
      legend { padding: 0; margin-bottom: 0.4rem; }
      .sides { display: grid; grid-template-columns: 1fr 1fr; gap: 0.5rem; }
      .side { position: relative; display: block; padding: 0.55rem 0.8rem 0.6rem; border: 1px solid var(--rule-strong); border-radius: 8px; background: var(--card); cursor: pointer; overflow-wrap: anywhere; }
      .side:hover { border-color: var(--accent); }
      .side:has(input:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); background: var(--accent-wash); }
      .side:has(input:focus-visible) { outline: 2px solid var(--focus); outline-offset: 2px; }
      .side input { position: absolute; opacity: 0; inset: 0; margin: 0; cursor: pointer; }
      .side b { display: block; font-weight: 600; font-size: 0.875rem; line-height: 1.35; }
      .side span { font-size: 0.8125rem; color: var(--ink-soft); line-height: 1.35; display: block; }
      .hint { margin-top: 0.45rem; font-size: 0.8125rem; color: var(--ink-soft); }
      details { margin-top: 0.6rem; }
      summary { cursor: pointer; font-size: 0.8125rem; color: var(--ink-soft); overflow-wrap: anywhere; }
      summary strong { font-weight: 600; color: var(--ink); }
      .parties { margin-top: 0.5rem; display: grid; gap: 0.35rem; }
      .party { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.2rem 0.5rem; font-size: 0.8125rem; }
      .party .name { font: 600 0.9375rem/1.4 var(--serif); overflow-wrap: anywhere; }
      .party .alias { color: var(--ink-soft); }
      .party label { margin-inline-start: auto; color: var(--ink-soft); display: inline-flex; gap: 0.35rem; align-items: center; }
      select { padding: 0.15rem 0.3rem; border: 1px solid var(--rule-strong); border-radius: 5px; background: var(--card); color: var(--ink); font-size: 0.8125rem; }
      .unsure { flex-basis: 100%; color: var(--ink-soft); }
      @media print { .side:not(:has(input:checked)), label, .hint { display: none; } .sides { display: block; } .side { border: 0 !important; box-shadow: none !important; background: none !important; padding: 0; } .party label { display: inline-flex; } select { border: 0; appearance: none; } }
    `,
  ];

  override render() {
    return html`<fieldset>
        <legend class="label">You are the</legend>
        <div class="sides">${SIDES.map((one) => this.drawSide(one))}</div>
      </fieldset>
      ${this.chosen ? nothing : html`<p class="hint">Reviewed for the vendor until you choose.</p>`}
      ${this.parties.length > 0 && this.parties.every(({ role }) => role === "other") ? html`<p class="hint">The text does not tell who supplies and who pays. Choose it below, so that the review can tell your duties from theirs.</p>` : nothing}
      ${this.parties.length > 0 ? this.drawParties() : nothing}`;
  }

  private drawSide({ side, label, does }: (typeof SIDES)[number]) {
    const names = this.parties.filter((party) => party.role === side).map(({ alias, name }) => alias || name);
    return html`<label class="side">
      <input type="radio" name="side" value=${side} .checked=${this.side === side} @change=${() => this.tell("side-chosen", side)} />
      <b>${label}</b><span>${names.length > 0 ? names.join(", ") : does}</span>
    </label>`;
  }

  /** Folded where there is nothing to check. */
  private drawParties() {
    const open = this.corrected.length > 0 || this.parties.every(({ role }) => role === "other") || this.parties.some((party) => this.isGuess(party));
    return html`<details ?open=${open}>
      <summary><strong>Who is who</strong> · ${this.parties.map(({ name }) => name).join(", ")}</summary>
      <div class="parties">${repeat(this.parties, ({ name }) => name, (party) => this.drawParty(party))}</div>
    </details>`;
  }

  private isGuess(party: PartyReport): boolean {
    return party.role !== "other" && party.confidence < SURE && !this.corrected.some(({ name }) => name === party.name);
  }

  private drawParty(party: PartyReport) {
    const evidence = party.evidence[0];
    const alias = party.alias && party.alias !== party.name ? `“${party.alias}”` : "";
    return html`<div class="party">
      <span class="name">${party.name}</span>${alias ? html`<span class="alias">${alias}</span>` : nothing}
      ${evidence ? html`<button class="link no-print" @click=${() => this.tell("show-words", evidence)}>show</button>` : nothing}
      <label>Role
        <select aria-label=${`Role of ${party.name}`} .value=${party.role} @change=${(event: Event) => this.correct(party, event)}>
          ${ROLES.map((role) => html`<option value=${role} ?selected=${party.role === role}>${ROLE_WORD[role]}</option>`)}
        </select>
      </label>
      ${this.isGuess(party) ? html`<span class="unsure">This role is a guess. Please check it.</span>` : nothing}
    </div>`;
  }

  private correct(party: PartyReport, event: Event): void {
    const role = ROLES.find((one) => one === (event.target as HTMLSelectElement).value);
    if (role) this.tell<RoleCorrection>("role-corrected", { name: party.name, role });
  }

  private tell<T>(name: string, detail: T): void {
    this.dispatchEvent(new CustomEvent<T>(name, { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "side-and-parties": SideAndParties;
  }
}
