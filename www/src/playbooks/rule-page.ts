// <rule-page>: all there is to know about one rule, in a dialog. In: the page from the core. All of it
// is text: a stranger's playbook cannot bring markup in.

import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import type { RulePage as Page } from "../generated";
import { levelWord } from "../findings/words";
import { shared } from "../styles/shared";

@customElement("rule-page")
export class RulePageDialog extends LitElement {
  @property({ attribute: false }) page: Page | null = null;
  @query("dialog") private dialog!: HTMLDialogElement;

  static override styles = [
    shared,
    css`
      dialog { width: min(44rem, calc(100vw - 2rem)); max-height: calc(100vh - 3rem); padding: 1.5rem 1.6rem 1.4rem; border: 1px solid var(--rule-strong); border-radius: 12px; background: var(--card); color: var(--ink); box-shadow: var(--shadow); overflow: auto; }
      dialog::backdrop { background: light-dark(#1f232859, #000000a0); }
      h2 { font: 400 1.375rem/1.3 var(--serif); }
      .id { font-size: 0.75rem; color: var(--ink-faint); overflow-wrap: anywhere; }
      section { margin-top: 1rem; font-size: 0.875rem; }
      p, li { text-wrap: pretty; overflow-wrap: anywhere; }
      ul { display: grid; gap: 0.35rem; margin-top: 0.25rem; }
      .examples li { padding-inline-start: 0.8rem; border-inline-start: 2px solid var(--rule-strong); font: 400 0.875rem/1.5 var(--serif); }
      .edit { color: var(--ink-soft); }
      .button { margin-top: 1.1rem; }
    `,
  ];

  async show(page: Page): Promise<void> {
    this.page = page;
    await this.updateComplete;
    if (!this.dialog.open) this.dialog.showModal();
    this.dialog.scrollTop = 0;
  }

  override render() {
    return html`<dialog aria-labelledby="title">${this.page ? this.draw(this.page) : nothing}
      <button class="button primary" @click=${() => this.dialog.close()}>Close</button>
    </dialog>`;
  }

  private draw(page: Page) {
    return html`<h2 id="title">${page.name}</h2>
      <p class="id">${page.rule} · found by ${page.kind} · ${page.severity}</p>
      ${([["What it finds", page.what], ["Why it matters", page.why], ["What to ask", page.ask]] as const).map(([label, text]) => html`<section><h3 class="label">${label}</h3><p>${text}</p></section>`)}
      ${page.params.length > 0 ? html`<section><h3 class="label">Set by the playbook</h3><p>${page.params.map(({ name, value }) => `${name}: ${value}`).join(", ")}</p></section>` : nothing}
      <section><h3 class="label">The ladder</h3>
        <ul>${page.ladder.map(({ level, title, edits }) => html`<li><b>${levelWord(level)}:</b> ${title}${edits.map((edit) => html`<br /><span class="edit">${edit}</span>`)}</li>`)}</ul>
      </section>
      ${this.drawExamples("Such words are flagged", page.flags)} ${this.drawExamples("Such words pass", page.passes)}`;
  }

  private drawExamples(label: string, texts: readonly string[]) {
    if (texts.length === 0) return nothing;
    return html`<section class="examples"><h3 class="label">${label}</h3><ul>${texts.map((text) => html`<li>${text}</li>`)}</ul></section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "rule-page": RulePageDialog;
  }
}
