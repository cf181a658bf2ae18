// <coverage-report>: what was looked for, so that silence is not taken for safety.

import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CheckReport, Coverage } from "../generated";
import { shared } from "../styles/shared";
import { plural } from "./words";

@customElement("coverage-report")
export class CoverageReport extends LitElement {
  @property({ attribute: false }) coverage!: Coverage;
  @property({ type: Boolean }) unfolded = false;

  static override styles = [
    shared,
    css`
      :host { display: block; }
      summary { padding: 0.7rem 0; cursor: pointer; font-size: 0.875rem; color: var(--ink-soft); }
      summary strong { font-weight: 600; color: var(--ink); }
      section { padding: 0.2rem 0 0.9rem; }
      .about { margin: 0.15rem 0 0.5rem; font-size: 0.8125rem; color: var(--ink-soft); }
      li { padding: 0.4rem 0; border-top: 1px solid var(--rule); font-size: 0.8125rem; overflow-wrap: anywhere; }
      .note { color: var(--ink-soft); }
    `,
  ];

  override render() {
    const { passed, found, undecided, not_applicable } = this.coverage;
    const ran = passed.length + found.length;
    return html`<details ?open=${this.unfolded}>
      <summary><strong>What was checked</strong> · ${plural(ran, "check")} ran${undecided.length > 0 ? `, ${undecided.length} undecided` : ""}</summary>
      ${section("Undecided", "The words did not settle these. Read them yourself or ask a lawyer.", undecided)}
      ${section("Nothing found", "These checks ran and found nothing. That is not a promise that the clause is in order.", passed)}
      ${section("Do not apply", "For this side or this document.", not_applicable)}
    </details>`;
  }
}

function section(title: string, about: string, checks: readonly CheckReport[]) {
  if (checks.length === 0) return nothing;
  return html`<section>
    <h3 class="label">${title} · ${checks.length}</h3>
    <p class="about">${about}</p>
    <ul>
      ${checks.map(({ title: check, note }) => html`<li>${check}${note ? html` <span class="note">${note}</span>` : nothing}</li>`)}
    </ul>
  </section>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "coverage-report": CoverageReport;
  }
}
