// <deal-settings>: what the document does not hold, asked once. In: what was told, and the questions
// that checks wait for. Out: "deal-told" with the whole of it.

import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Deal, DealQuestion } from "../generated";
import { plural } from "../findings/words";
import { shared } from "../styles/shared";
import { lawsIn } from "./laws";

@customElement("deal-settings")
export class DealSettings extends LitElement {
  @property({ attribute: false }) deal!: Deal;
  @property({ attribute: false }) questions: readonly DealQuestion[] = [];

  static override styles = [
    shared,
    css`
      :host { display: block; font-size: 0.8125rem; }
      summary { cursor: pointer; color: var(--ink-soft); }
      summary strong { font-weight: 600; color: var(--ink); }
      .fields { display: grid; gap: 0.6rem; margin-top: 0.6rem; padding: 0.8rem 0.9rem 0.9rem; border: 1px solid var(--rule); border-radius: 8px; background: var(--card); }
      label { display: grid; gap: 0.2rem; }
      .about { color: var(--ink-soft); }
      input, select { width: 100%; max-width: 18rem; padding: 0.3rem 0.45rem; border: 1px solid var(--rule-strong); border-radius: 5px; background: var(--paper); color: var(--ink); }
      @media print { :host { display: none; } }
    `,
  ];

  override render() {
    const waiting = new Set(this.questions.flatMap(({ rules }) => rules)).size;
    const { value, home_law, personal_data } = this.deal;
    return html`<details>
      <summary><strong>About the deal</strong>${waiting > 0 ? html` · ${plural(waiting, "check")} ${waiting === 1 ? "waits" : "wait"} for a word from you` : nothing}</summary>
      <div class="fields">
        <p class="about">The contract does not hold these. They stay on this page.</p>
        <label>Contract value<input name="value" autocomplete="off" maxlength="40" placeholder="USD 100,000" .value=${value ?? ""} @change=${(event: Event) => this.tell({ value: written(event) || null })} /></label>
        <label>Laws that you work under<input name="home-law" autocomplete="off" maxlength="200" placeholder="England, New York" .value=${home_law.join(", ")} @change=${(event: Event) => this.tell({ home_law: lawsIn(written(event)) })} /></label>
        <label>Does the vendor get personal data of the customer’s?
          <select name="personal-data" .value=${word(personal_data)} @change=${(event: Event) => this.tell({ personal_data: answer(written(event)) })}>
            ${["not told", "yes", "no"].map((one) => html`<option value=${one} ?selected=${one === word(personal_data)}>${one}</option>`)}
          </select>
        </label>
      </div>
    </details>`;
  }

  private tell(change: Partial<Deal>): void {
    this.dispatchEvent(new CustomEvent<Deal>("deal-told", { detail: { ...this.deal, ...change }, bubbles: true, composed: true }));
  }
}

function written(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value.trim();
}

function word(told: boolean | null): string {
  return told === null ? "not told" : told ? "yes" : "no";
}

function answer(said: string): boolean | null {
  return said === "yes" ? true : said === "no" ? false : null;
}

declare global {
  interface HTMLElementTagNameMap {
    "deal-settings": DealSettings;
  }
}
