// <finding-beside>: what stands beside a finding: the statute, what it depends on, how often the other
// side agrees, a sentence for each stakeholder. In: the finding. All of it is text, never markup.

import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Finding } from "../generated";
import { shared } from "../styles/shared";
import { DEAL_WORD, LIKELIHOOD_WORD, WHO_WORD } from "./words";

@customElement("finding-beside")
export class FindingBeside extends LitElement {
  @property({ attribute: false }) finding!: Finding;

  static override styles = [
    shared,
    css`
      :host { display: grid; gap: 0.7rem; font-size: 0.8125rem; }
      :host([empty]) { display: none; }
      .law { padding-inline-start: 0.8rem; border-inline-start: 2px solid var(--rule-strong); }
      .source { color: var(--ink-faint); }
      dl { display: grid; grid-template-columns: auto 1fr; gap: 0.25rem 0.8rem; margin-top: 0.3rem; }
      dt { color: var(--ink-faint); }
      summary { cursor: pointer; color: var(--ink-soft); }
      p, dd { text-wrap: pretty; overflow-wrap: anywhere; }
    `,
  ];

  override render() {
    const { notes, depends, likelihood, tell } = this.finding;
    this.toggleAttribute("empty", notes.length + depends.length + tell.length === 0 && likelihood === null);
    return html`
      ${depends.length > 0 ? html`<p>How bad it is depends on: ${depends.map((fact) => DEAL_WORD[fact]).join(", ")}. You can say so under “About the deal”.</p>` : nothing}
      ${notes.map(({ text, source }) => html`<div class="law"><h4 class="label">What the law says</h4><p>${text} <span class="source">${source}.</span></p></div>`)}
      ${likelihood ? html`<p>${LIKELIHOOD_WORD[likelihood.is]} <span class="source">(${likelihood.source})</span></p>` : nothing}
      ${tell.length > 0
        ? html`<details><summary>What to tell whom on your side</summary>
            <dl>${tell.map(({ who, text }) => html`<dt>${WHO_WORD[who]}</dt><dd>${text}</dd>`)}</dl>
          </details>`
        : nothing}
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "finding-beside": FindingBeside;
  }
}
