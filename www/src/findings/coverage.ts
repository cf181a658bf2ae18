// <coverage-report>: what was looked for, so that silence is not taken for safety. What could not be
// decided stands open; the rest is folded by topic, with counts, so that many checks stay readable.

import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CheckReport, Coverage } from "../generated";
import { shared } from "../styles/shared";
import { plural, topicWord } from "./words";

/** So many checks need no folds. */
const FEW = 8;

@customElement("coverage-report")
export class CoverageReport extends LitElement {
  @property({ attribute: false }) coverage!: Coverage;
  @property({ type: Boolean }) unfolded = false;

  static override styles = [
    shared,
    css`
      :host { display: block; }
      summary { cursor: pointer; }
      .whole > summary { padding: 0.7rem 0; font-size: 0.875rem; color: var(--ink-soft); }
      summary strong { font-weight: 600; color: var(--ink); }
      section { padding: 0.2rem 0 1.1rem; }
      .about { margin: 0.15rem 0 0.5rem; font-size: 0.8125rem; color: var(--ink-soft); text-wrap: pretty; }
      .topic { border-top: 1px solid var(--rule); }
      .topic > summary { padding: 0.42rem 0; font-size: 0.8125rem; width: 100%; }
      .topic > summary:hover { color: var(--accent); }
      .topic > summary .count { margin-inline-start: 0.4rem; color: var(--ink-faint); font-variant-numeric: tabular-nums; }
      .topic ul { padding: 0 0 0.5rem 1.1rem; }
      li { padding: 0.32rem 0; font-size: 0.8125rem; overflow-wrap: anywhere; text-wrap: pretty; }
      .flat li { border-top: 1px solid var(--rule); padding: 0.4rem 0; }
      .note { display: block; color: var(--ink-soft); }
      @media print { .topic { break-inside: avoid; } }
    `,
  ];

  override render() {
    const { passed, found, undecided, not_applicable } = this.coverage;
    const ran = passed.length + found.length;
    return html`<details class="whole" ?open=${this.unfolded}>
      <summary><strong>What was checked</strong> · ${plural(ran, "check")} ran${undecided.length > 0 ? `, ${undecided.length} undecided` : ""}</summary>
      ${this.drawSection("Undecided", "The words did not settle these. Read them yourself or ask a lawyer.", undecided, "open")}
      ${found.length > 0 ? html`<section><h3 class="label">Found something · ${found.length}</h3><p class="about">These are the findings above, and what you have taken or dismissed.</p></section>` : nothing}
      ${this.drawSection("Nothing found", "These checks ran and found nothing. That is not a promise that the clause is in order.", passed, "folded")}
      ${this.drawSection("Do not apply", "For this side or this document.", not_applicable, "folded")}
    </details>`;
  }

  private drawSection(title: string, about: string, checks: readonly CheckReport[], shape: "open" | "folded") {
    if (checks.length === 0) return nothing;
    const flat = shape === "open" || checks.length <= FEW;
    return html`<section>
      <h3 class="label">${title} · ${checks.length}</h3>
      <p class="about">${about}</p>
      ${flat ? html`<ul class="flat">${checks.map(drawCheck)}</ul>` : byTopic(checks).map(([topic, some]) => this.drawTopic(topic, some))}
    </section>`;
  }

  private drawTopic(topic: string, checks: readonly CheckReport[]): TemplateResult {
    return html`<details class="topic" ?open=${this.unfolded}>
      <summary>${topicWord(topic)}<span class="count">${checks.length}</span></summary>
      <ul>${checks.map(drawCheck)}</ul>
    </details>`;
  }
}

function drawCheck({ title, note }: CheckReport): TemplateResult {
  return html`<li>${title}${note ? html`<span class="note">${note}</span>` : nothing}</li>`;
}

/** In the order in which the topics first come. */
function byTopic(checks: readonly CheckReport[]): [topic: string, checks: CheckReport[]][] {
  const topics = new Map<string, CheckReport[]>();
  for (const check of checks) {
    const list = topics.get(check.topic);
    if (list) list.push(check);
    else topics.set(check.topic, [check]);
  }
  return [...topics];
}

declare global {
  interface HTMLElementTagNameMap {
    "coverage-report": CoverageReport;
  }
}
