// <finding-card>: one finding as a complete answer. In: the finding and the reviewed text.
// Out: events: "card-toggled", "show-words" (with a span), "take-edit" (from the ladder), "dismiss".

import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import type { Finding, SourceSpan } from "../generated";
import { severityTones, shared } from "../styles/shared";
import { findingAsText } from "./copy";
import { CONFIDENCE_WORD, SEVERITY_WORD, plural, whereWords } from "./words";
import type { FindingLadder } from "./ladder";
import "./beside";
import "./copy-button";
import "./ladder";

@customElement("finding-card")
export class FindingCard extends LitElement {
  @property({ attribute: false }) finding!: Finding;
  @property({ attribute: false }) text = "";
  @property({ type: Boolean, reflect: true }) open = false;

  @query(".head") private head!: HTMLButtonElement;
  @query("finding-ladder") private ladder!: FindingLadder | null;

  static override styles = [
    shared,
    severityTones,
    css`
      :host { display: block; }
      article { background: var(--card); border: 1px solid var(--rule); border-radius: 8px; transition: box-shadow 160ms, border-color 160ms; }
      :host([open]) article { border-color: var(--rule-strong); box-shadow: var(--shadow); }
      article:hover { border-color: var(--rule-strong); }
      .head { scroll-margin: 0.75rem; display: grid; grid-template-columns: 1fr auto; gap: 0.15rem 0.75rem; width: 100%; padding: 0.8rem 1rem 0.85rem; border: 0; background: none; text-align: start; border-radius: 8px; }
      .severity { display: flex; align-items: center; gap: 0.45rem; font: 600 0.6875rem/1.4 var(--sans); letter-spacing: 0.09em; text-transform: uppercase; color: var(--tone); }
      .severity::before { content: ""; width: 0.5rem; height: 0.5rem; border-radius: 50%; background: currentColor; }
      [data-severity="medium"] .severity::before { background: none; border: 2px solid; }
      [data-severity="low"] .severity::before, [data-severity="info"] .severity::before { background: none; border: 1.5px solid; }
      .where { font-size: 0.75rem; color: var(--ink-faint); text-align: end; align-self: center; overflow-wrap: anywhere; }
      h3 { grid-column: 1 / -1; font: 600 1.0625rem/1.35 var(--serif); letter-spacing: 0.003em; text-wrap: pretty; }
      .gist { grid-column: 1 / -1; margin-top: 0.1rem; color: var(--ink-soft); font: italic 400 0.875rem/1.5 var(--serif); display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
      .more { grid-column: 1 / -1; margin-top: 0.1rem; font-size: 0.75rem; color: var(--ink-faint); }
      .body { padding: 0 1rem 1rem; display: grid; gap: 1.05rem; }
      .quote span { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 9; overflow: hidden; }
      .quote { display: block; width: 100%; padding: 0 0 0 0.85rem; border: 0; border-left: 2px solid var(--tone); border-radius: 0; background: none; text-align: start; font: 400 0.9375rem/1.6 var(--serif); white-space: pre-line; overflow-wrap: anywhere; }
      .quote:hover { color: var(--accent); }
      .absent { padding-left: 0.85rem; border-left: 2px dashed var(--tone); color: var(--ink-soft); }
      .what, .why p { text-wrap: pretty; }
      .why .label { margin-bottom: 0.2rem; }
      .ask { padding: 0.8rem 0.95rem 0.9rem; border-radius: 6px; background: var(--accent-wash); }
      .ask .label { color: var(--accent); margin-bottom: 0.25rem; }
      .ask p { font: 400 1rem/1.5 var(--serif); text-wrap: pretty; }
      .evidence ul { margin-top: 0.3rem; display: grid; gap: 0.3rem; font-size: 0.8125rem; }
      .evidence button { display: inline; text-align: start; }
      .evidence .said { color: var(--ink-faint); }
      .evidence .words { font: 400 0.875rem/1.5 var(--serif); }
      .foot { display: flex; flex-wrap: wrap; gap: 0.4rem; align-items: center; padding-top: 0.85rem; border-top: 1px solid var(--rule); }
      .foot .rule { margin-inline-start: auto; font-size: 0.6875rem; color: var(--ink-faint); overflow-wrap: anywhere; }
      .reason { display: grid; gap: 0.6rem; padding-top: 0.9rem; border-top: 1px solid var(--rule); }
      .reason h4 { font: 600 0.9375rem/1.35 var(--serif); text-wrap: pretty; }
      .doubt { font-size: 0.8125rem; color: var(--ink-soft); }
      @media print {
        article { border: 0; border-top: 1px solid #999; border-radius: 0; box-shadow: none !important; }
        .head, .body { padding-inline: 0; }
        .gist { display: none; }
        .quote span { display: inline; }
        .ask { background: none; border: 1px solid #bbb; }
        h3, .quote, .ask { break-inside: avoid; }
      }
    `,
  ];

  focusHead(): void {
    this.head.focus({ preventScroll: true });
    this.keepHeadInView();
  }

  keepHeadInView(): void {
    this.head.scrollIntoView({ block: "nearest" });
  }

  /** Takes the rung that is shown, as the button would. */
  takeShown(): void {
    this.ladder?.renderRoot.querySelector<HTMLButtonElement>(".rung:not([hidden]) [data-action=take]")?.click();
  }

  override render() {
    const finding = this.finding;
    return html`<article data-severity=${finding.severity} aria-label=${`${SEVERITY_WORD[finding.severity]}: ${finding.title}`}>
      <button class="head" aria-expanded=${this.open ? "true" : "false"} aria-controls="body" @click=${this.toggle}>
        <span class="severity">${SEVERITY_WORD[finding.severity]}</span>
        <span class="where">${whereWords(finding)}</span>
        <h3>${finding.title}</h3>
        ${this.open || finding.reasons.length === 0 ? nothing : html`<span class="more">${plural(finding.reasons.length, "further reason")}</span>`}
        ${this.open || finding.quote === "" ? nothing : html`<span class="gist">“${finding.quote}”</span>`}
      </button>
      <div id="body">${this.open ? this.drawBody(finding) : nothing}</div>
    </article>`;
  }

  private drawBody(finding: Finding) {
    const doubt = CONFIDENCE_WORD[finding.confidence];
    return html`<div class="body">
      ${this.drawQuote(finding)}
      <p class="what">${finding.what}</p>
      ${doubt ? html`<p class="doubt">${doubt}.</p>` : nothing}
      ${finding.why ? html`<div class="why"><h4 class="label">Why it matters</h4><p>${finding.why}</p></div>` : nothing}
      ${finding.ask ? html`<div class="ask"><h4 class="label">Ask first</h4><p>${finding.ask}</p></div>` : nothing}
      <finding-ladder .redlines=${finding.redlines} .trade=${finding.trade} .lane=${finding.lane} .text=${this.text}></finding-ladder>
      <finding-beside .finding=${finding}></finding-beside>
      ${finding.reasons.map((reason) => this.drawReason(reason))}
      ${this.drawEvidence(finding)}
      <div class="foot no-print">
        ${finding.ask ? html`<copy-button label="Copy question" .text=${finding.ask}></copy-button>` : nothing}
        <copy-button label="Copy finding" .text=${() => findingAsText(finding, this.ladder?.shown, this.text)}></copy-button>
        <button class="button quiet" data-action="dismiss" @click=${() => this.tell("dismiss", finding)}>Dismiss</button>
        <button class="link rule" title="About this rule" @click=${() => this.tell("about-rule", finding.rule)}><span class="spoken">About this rule: </span>${finding.rule}</button>
      </div>
    </div>`;
  }

  /** Another point about the same cause, with what can be written beside the first one's edit. */
  private drawReason(reason: Finding) {
    return html`<section class="reason" data-severity=${reason.severity} data-rule=${reason.rule} aria-label=${`Also: ${reason.title}`}>
      <span class="severity">${SEVERITY_WORD[reason.severity]}</span>
      <h4>Also: ${reason.title}</h4>
      ${reason.quote === "" ? nothing : this.drawQuote(reason)}
      <p class="what">${reason.what}</p>
      ${reason.why ? html`<p class="what">${reason.why}</p>` : nothing}
      <finding-ladder .redlines=${reason.redlines} .trade=${reason.trade} .lane=${reason.lane} .text=${this.text}></finding-ladder>
      <finding-beside .finding=${reason}></finding-beside>
    </section>`;
  }

  private drawQuote(finding: Finding) {
    const span = finding.span;
    if (span) return html`<button class="quote" title="Show these words in the contract" @click=${() => this.show(span)}><span>“${finding.quote}”</span></button>`;
    const place = finding.redlines.find(({ edits }) => edits.length > 0)?.edits[0]?.span;
    return html`<p class="absent">
      Not in this contract.
      ${place ? html`<button class="link no-print" @click=${() => this.show(place)}>Show where it belongs</button>` : nothing}
    </p>`;
  }

  private drawEvidence(finding: Finding) {
    if (finding.evidence.length === 0) return nothing;
    return html`<div class="evidence">
      <h4 class="label">What this rests on</h4>
      <ul>
        ${finding.evidence.map(
          ({ label, quote, span }) => html`<li><span class="said">${label}: </span><button class="link words" @click=${() => this.show(span)}>“${quote}”</button></li>`,
        )}
      </ul>
    </div>`;
  }

  private toggle(): void {
    this.tell("card-toggled", this.finding.id);
  }

  private show(span: SourceSpan): void {
    this.tell("show-words", span);
  }

  private tell<T>(name: string, detail: T): void {
    this.dispatchEvent(new CustomEvent<T>(name, { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "finding-card": FindingCard;
  }
}
