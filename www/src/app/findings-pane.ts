// <findings-pane>: everything at the right: side and parties, the summary, the findings, what was
// taken and dismissed, what was checked. In: the session's state. Out: its parts' events.

import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { TakenEdit } from "../document/taken";
import { type FindingFilter, NO_FILTER, passes } from "../findings/arrange";
import type { FindingList } from "../findings/list";
import { SIDE_WORD, plural } from "../findings/words";
import type { Finding, Report } from "../generated";
import { shared } from "../styles/shared";
import type { SessionState } from "./session";
import "../changes/list";
import "../findings/coverage";
import "../findings/filter";
import "../findings/list";
import "./parties";
import "./put-aside";
import "../playbooks/bar";
import "../playbooks/deal";

@customElement("findings-pane")
export class FindingsPane extends LitElement {
  @property({ attribute: false }) state!: SessionState;
  @property({ attribute: false }) findings: readonly Finding[] = [];
  @property({ attribute: false }) taken: readonly TakenEdit[] = [];
  @property({ attribute: false }) editedSince: ReadonlySet<string> = new Set();
  @property({ attribute: false }) openId: string | null = null;
  @property({ type: Boolean }) printing = false;

  @state() private filter: FindingFilter = NO_FILTER;

  @query("finding-list") list!: FindingList | null;

  static override styles = [
    shared,
    css`
      :host { display: block; height: 100%; overflow: auto; background: var(--panel); scrollbar-gutter: stable; }
      .inner { padding: 1.35rem clamp(0.9rem, 2vw, 1.5rem) 4rem; display: grid; gap: 1.35rem; max-width: 46rem; margin: 0 auto; }
      .summary h2 { font: 400 1.5rem/1.25 var(--serif); letter-spacing: -0.005em; text-wrap: balance; }
      .notice { font-size: 0.8125rem; color: var(--ink-soft); }
      .verdict { padding: 1.1rem 1.2rem 1.2rem; border: 1px solid var(--rule-strong); border-radius: 8px; background: var(--card); }
      .verdict h2 { font: 400 1.25rem/1.3 var(--serif); margin-bottom: 0.4rem; }
      .verdict p { color: var(--ink-soft); }
      .end { border-top: 1px solid var(--rule); padding-top: 0.35rem; }
      .disclaimer { font-size: 0.75rem; color: var(--ink-faint); margin-top: 0.5rem; }
      @media print {
        :host { overflow: visible; height: auto; background: none; }
        .inner { padding: 0; max-width: none; display: block; }
        .inner > * { margin-bottom: 1rem; }
      }
    `,
  ];

  /** What is opened from the contract must be seen. */
  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const opened = changed.has("openId") && this.findings.find(({ id }) => id === this.openId);
    if (opened && !passes(opened, this.filter)) this.filter = NO_FILTER;
  }

  override render() {
    const { report } = this.state;
    return html`<div class="inner">${report ? this.drawReport(report) : nothing}</div>`;
  }

  private drawReport(report: Report) {
    const notices = [...(this.state.document?.notices ?? []), ...report.document.notices];
    return html`
      <side-and-parties .side=${this.state.side} ?chosen=${this.state.sideChosen} .parties=${report.parties} .corrected=${this.state.roles}></side-and-parties>
      <playbook-bar .side=${this.state.side} .chosen=${this.state.playbook} .own=${this.state.ownPlaybook?.name ?? null} .playbooks=${this.state.playbooks}></playbook-bar>
      <deal-settings .deal=${this.state.deal} .questions=${report.coverage.depends}></deal-settings>
      ${notices.map((notice) => html`<p class="notice">${notice}</p>`)}
      ${this.drawChanges()}
      ${report.document.judged || report.findings.length > 0 ? this.drawSummary(report) : this.drawVerdict(report)}
      <finding-list .findings=${this.findings} .filter=${this.shownFilter} .text=${this.state.reviewedText} .openId=${this.openId} ?whole=${this.printing}></finding-list>
      <put-aside .taken=${this.taken} .dismissed=${this.state.dismissed} .editedSince=${this.editedSince}></put-aside>
      <div class="end">
        ${report.document.judged ? html`<coverage-report .coverage=${report.coverage} ?unfolded=${this.printing}></coverage-report>` : nothing}
        <p class="disclaimer">${report.disclaimer}</p>
      </div>
    `;
  }

  private drawChanges() {
    const { changes = [], text = "" } = this.state.document ?? {};
    return changes.length === 0 ? nothing : html`<file-changes .changes=${changes} .opened=${text} .text=${this.state.reviewedText} ?unfolded=${this.printing}></file-changes>`;
  }

  private drawSummary(report: Report) {
    return html`<div class="summary">
      <h2>${headline(report, this.findings)}</h2>
      ${report.document.judged ? nothing : html`<p class="notice">${report.document.verdict}</p>`}
      ${this.findings.length > 0
        ? html`<finding-filter .findings=${this.findings} .filter=${this.shownFilter} @filter-chosen=${(event: CustomEvent<FindingFilter>) => (this.filter = event.detail)}></finding-filter>`
        : html`<p class="notice">What was looked for, and what could not be decided, is listed below.</p>`}
    </div>`;
  }

  /** A filter whose last finding has gone must not hide the others. */
  private get shownFilter(): FindingFilter {
    return this.findings.some((finding) => passes(finding, this.filter)) ? this.filter : NO_FILTER;
  }

  private drawVerdict(report: Report) {
    return html`<div class="verdict"><h2>This text cannot be judged yet</h2><p>${report.document.verdict}</p></div>`;
  }

}

function headline(report: Report, findings: readonly Finding[]): string {
  if (findings.length > 0) return `${plural(findings.length, "point")} to raise for ${SIDE_WORD[report.side]}`;
  if (report.findings.length > 0) return "Every finding is dismissed";
  const ran = report.coverage.passed.length;
  return ran === 1 ? "No findings from this one check" : `No findings from these ${ran} checks`;
}

/** The result of a review in a sentence. */
export function resultInWords(report: Report, findings: readonly Finding[]): string {
  return report.document.judged ? `Review ready: ${headline(report, findings)}.` : report.document.verdict;
}

declare global {
  interface HTMLElementTagNameMap {
    "findings-pane": FindingsPane;
  }
}
