// <finding-filter>: how many findings there are of each severity, and which of them to show.
// In: the findings and the filter. Out: "filter-chosen".

import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Finding, Severity } from "../generated";
import { severityTones, shared } from "../styles/shared";
import { type FindingFilter, NO_FILTER, isFiltering, topicsOf } from "./arrange";
import { countBySeverity } from "./order";
import { SEVERITY_WORD, topicWord } from "./words";

/** So few findings need no choice of topic. */
const FEW = 6;

@customElement("finding-filter")
export class FindingFilterBar extends LitElement {
  @property({ attribute: false }) findings: readonly Finding[] = [];
  @property({ attribute: false }) filter: FindingFilter = NO_FILTER;

  static override styles = [
    shared,
    severityTones,
    css`
      :host { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem; margin-top: 0.6rem; }
      .chip b { font-weight: 600; color: var(--tone); font-variant-numeric: tabular-nums; }
      select { min-height: 1.5rem; max-width: 14rem; padding: 0.05rem 0.4rem; border: 1px solid var(--rule-strong); border-radius: 999px; background: none; color: var(--ink-soft); font-size: 0.75rem; }
      select.set { border-color: var(--accent); background: var(--accent-wash); color: var(--ink); }
      option { background: var(--card); color: var(--ink); }
      .link { font-size: 0.75rem; margin-inline-start: 0.2rem; }
      @media print { select, .link { display: none; } .chip { border: 0; padding: 0 0.6rem 0 0; } }
    `,
  ];

  override render() {
    const topics = topicsOf(this.findings);
    return html`${countBySeverity(this.findings).map(({ severity, count }) => this.drawChip(severity, count))}
      ${topics.length > 1 && this.findings.length > FEW
        ? html`<select class=${this.filter.topic === null ? "" : "set"} aria-label="Topic" @change=${this.chooseTopic}>
            <option value="" ?selected=${this.filter.topic === null}>All topics</option>
            ${topics.map(({ topic, count }) => html`<option value=${topic} ?selected=${this.filter.topic === topic}>${topicWord(topic)} (${count})</option>`)}
          </select>`
        : nothing}
      ${isFiltering(this.filter) ? html`<button class="link" @click=${() => this.choose(NO_FILTER)}>Show all</button>` : nothing}`;
  }

  private drawChip(severity: Severity, count: number) {
    const chosen = this.filter.severity === severity;
    return html`<button class="chip" data-severity=${severity} aria-pressed=${chosen ? "true" : "false"} @click=${() => this.choose({ ...this.filter, severity: chosen ? null : severity })}>
      <b>${count}</b> ${SEVERITY_WORD[severity].toLowerCase()}
    </button>`;
  }

  private chooseTopic(event: Event): void {
    const topic = (event.target as HTMLSelectElement).value;
    this.choose({ ...this.filter, topic: topic === "" ? null : topic });
  }

  private choose(filter: FindingFilter): void {
    this.dispatchEvent(new CustomEvent<FindingFilter>("filter-chosen", { detail: filter, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "finding-filter": FindingFilterBar;
  }
}
