// <view-tabs>: which view is shown; on a narrow screen the contract is one of them.
// In: the views with their counts, which is shown. Out: "view-chosen".

import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { shared } from "../styles/shared";

/** What can stand beside the contract. */
export type View = "findings" | "terms";

export interface Tab {
  view: View | "contract";
  label: string;
  count: number | null;
}

@customElement("view-tabs")
export class ViewTabs extends LitElement {
  @property({ attribute: false }) tabs: readonly Tab[] = [];
  @property({ attribute: false }) shown: Tab["view"] = "findings";

  static override styles = [
    shared,
    css`
      :host { display: block; border-bottom: 1px solid var(--rule); background: var(--panel); }
      .tabs { display: flex; gap: 1.6rem; max-width: 46rem; margin: 0 auto; padding-inline: clamp(0.9rem, 2vw, 1.5rem); }
      .tab { padding: 0.72rem 0 0.62rem; border: 0; border-bottom: 2px solid transparent; margin-bottom: -1px; background: none; border-radius: 0; color: var(--ink-soft); font-size: 0.875rem; line-height: 1.3; white-space: nowrap; }
      .tab:hover { color: var(--ink); }
      .tab[aria-selected="true"] { color: var(--ink); font-weight: 600; border-bottom-color: var(--accent); }
      .tab::after { content: attr(data-label); display: block; height: 0; overflow: hidden; visibility: hidden; font-weight: 600; }
      .count { margin-inline-start: 0.3rem; font-weight: 400; font-size: 0.8125rem; color: var(--ink-faint); font-variant-numeric: tabular-nums; }
      @media (max-width: 56rem) { .tabs { max-width: none; gap: 0; justify-content: space-around; padding-inline: 0.4rem; } }
    `,
  ];

  override render() {
    return html`<div class="tabs" role="tablist" aria-label="What to show" @keydown=${this.walk}>
      ${this.tabs.map(
        ({ view, label, count }) => html`<button
          class="tab"
          role="tab"
          id="tab-${view}"
          data-label="${label} ${count ?? ""}"
          aria-selected=${view === this.shown ? "true" : "false"}
          tabindex=${view === this.shown ? 0 : -1}
          @click=${() => this.choose(view)}
        >${label}${count === null ? nothing : html`<span class="count">${count}</span>`}</button>`,
      )}
    </div>`;
  }

  private walk(event: KeyboardEvent): void {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const here = this.tabs.findIndex(({ view }) => view === this.shown);
    const next = this.tabs[(here + step + this.tabs.length) % this.tabs.length];
    if (step === 0 || !next) return;
    event.preventDefault();
    this.choose(next.view);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#tab-${next.view}`)?.focus());
  }

  private choose(view: Tab["view"]): void {
    this.dispatchEvent(new CustomEvent<Tab["view"]>("view-chosen", { detail: view, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "view-tabs": ViewTabs;
  }
}
