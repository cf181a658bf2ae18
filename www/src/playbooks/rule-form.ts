// <rule-form>: what a user may change of one rule: the limits, how bad it is, the wording, whether it is
// asked at all. In: the rule's page and the change so far. Out: "rule-changed" with the new change.

import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { SEVERITY_WORD } from "../findings/words";
import type { RulePage, Severity } from "../generated";
import { shared } from "../styles/shared";
import { type Change, isChanged } from "./overlay";

const SEVERITIES = Object.keys(SEVERITY_WORD).filter((word): word is Severity => word in SEVERITY_WORD);

export interface RuleChanged {
  rule: string;
  change: Change;
}

@customElement("rule-form")
export class RuleForm extends LitElement {
  @property({ attribute: false }) page!: RulePage;
  @property({ attribute: false }) change: Change = {};

  static override styles = [
    shared,
    css`
      :host { display: block; border-top: 1px solid var(--rule); }
      summary { cursor: pointer; padding: 0.45rem 0; font-size: 0.8125rem; display: flex; gap: 0.6rem; align-items: baseline; }
      summary span:first-child { flex: 1 0 35%; }
      summary .now { max-width: 65%; color: var(--ink-faint); font-size: 0.75rem; text-align: end; }
      summary .changed { color: var(--accent); }
      .fields { display: grid; gap: 0.55rem; padding: 0 0 0.8rem 0.9rem; font-size: 0.8125rem; }
      label { display: grid; gap: 0.15rem; color: var(--ink-soft); }
      label.off { display: flex; gap: 0.45rem; align-items: center; }
      input:not([type]), textarea, select { width: 100%; max-width: 30rem; padding: 0.3rem 0.45rem; border: 1px solid var(--rule-strong); border-radius: 5px; background: var(--paper); color: var(--ink); }
      textarea { min-height: 3.4rem; resize: vertical; }
    `,
  ];

  override render() {
    const { page, change } = this;
    return html`<details>
      <summary><span class=${isChanged(change) ? "changed" : ""}>${page.name}</span><span class="now">${change.off ? "off" : (change.severity ?? page.severity)}</span></summary>
      <div class="fields">
        <label class="off"><input type="checkbox" .checked=${change.off ?? false} @change=${(event: Event) => this.tell({ off: (event.target as HTMLInputElement).checked })} />Do not look for this</label>
        ${change.off ? nothing : this.drawFields(page, change)}
      </div>
    </details>`;
  }

  private drawFields(page: RulePage, change: Change) {
    return html`
      ${page.params.map(({ name, value }) => html`<label>${name}<input maxlength="60" autocomplete="off" placeholder=${value} .value=${change.params?.[name] ?? ""} @change=${(event: Event) => this.setParam(name, valueOf(event))} /></label>`)}
      <label>How bad<select .value=${change.severity ?? ""} @change=${(event: Event) => this.tell({ severity: SEVERITIES.find((one) => one === valueOf(event)) })}>
        <option value="" ?selected=${change.severity === undefined}>as it is: ${page.severity}</option>
        ${SEVERITIES.map((one) => html`<option value=${one} ?selected=${change.severity === one}>always ${one}</option>`)}
      </select></label>
      ${this.drawText("The question", "ask", page.ask)} ${this.drawText("The margin comment", "comment", page.comment)}`;
  }

  private drawText(label: string, key: "ask" | "comment", now: string) {
    return html`<label>${label}<textarea maxlength="4000" placeholder=${now} .value=${this.change[key] ?? ""} @change=${(event: Event) => this.tell({ [key]: valueOf(event) })}></textarea></label>`;
  }

  private setParam(name: string, value: string): void {
    const params = { ...this.change.params };
    if (value === "") delete params[name];
    else params[name] = value;
    this.tell({ params });
  }

  private tell(more: { [K in keyof Change]?: Change[K] | undefined }): void {
    const merged = Object.entries({ ...this.change, ...more }).filter(([, value]) => value !== undefined && value !== "");
    const detail: RuleChanged = { rule: this.page.rule, change: Object.fromEntries(merged) as Change };
    this.dispatchEvent(new CustomEvent<RuleChanged>("rule-changed", { detail, bubbles: true, composed: true }));
  }
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement).value.trim();
}

declare global {
  interface HTMLElementTagNameMap {
    "rule-form": RuleForm;
  }
}
