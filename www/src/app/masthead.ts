// <page-masthead>: the name, the document, what can be saved, light and dark, help.
// Out: "close-document", "export" (what and how), "word-wanted", "print-wanted" (which view), "show-help".

import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { ExportKind } from "../export/files";
import { shared } from "../styles/shared";
import { type Theme, chooseTheme, currentTheme } from "./theme";
import type { View } from "./view-tabs";

export interface ExportWish {
  kind: ExportKind;
  how: "save" | "copy";
}

@customElement("page-masthead")
export class PageMasthead extends LitElement {
  @property({ attribute: false }) documentName: string | null = null;
  @property({ type: Boolean }) exportable = false;
  @state() private theme: Theme = currentTheme();
  @query("details") private menu!: HTMLDetailsElement | null;

  static override styles = [
    shared,
    css`
      :host { display: block; }
      header { display: flex; align-items: center; gap: 0.5rem; min-height: 3.25rem; padding: 0.4rem clamp(0.8rem, 2vw, 1.4rem); border-bottom: 1px solid var(--rule); background: var(--panel); }
      .name { font: 400 1.25rem/1 var(--serif); letter-spacing: 0.005em; color: var(--ink); white-space: nowrap; }
      .mark { width: 1.35rem; height: 1.35rem; margin-inline-end: 0.4rem; vertical-align: -0.28rem; stroke-width: 2; color: var(--accent); }
      .mark .stroke { color: var(--tone-high); }
      .document { flex: 1; min-width: 0; padding-inline: 0.85rem; margin-inline-start: 0.35rem; border-inline-start: 1px solid var(--rule-strong); color: var(--ink-soft); font-size: 0.875rem; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
      .space { flex: 1; }
      details { position: relative; }
      summary { list-style: none; cursor: pointer; }
      summary::-webkit-details-marker { display: none; }
      .menu { position: absolute; z-index: 20; inset-inline-end: 0; top: calc(100% + 0.35rem); width: 17.5rem; padding: 0.4rem; border: 1px solid var(--rule-strong); border-radius: 9px; background: var(--card); box-shadow: var(--shadow); }
      .menu .row { display: flex; align-items: center; gap: 0.3rem; padding: 0.15rem 0.15rem 0.15rem 0.6rem; font-size: 0.8125rem; }
      .menu .row span { flex: 1; }
      .menu hr { margin: 0.4rem 0.6rem; border: 0; border-top: 1px solid var(--rule); }
      .icon { width: 2rem; padding: 0; }
      svg { width: 1.05rem; height: 1.05rem; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
      @media (max-width: 40rem) { header { gap: 0.3rem; } .wide { display: none; } .new { width: 2rem; padding: 0; } .name.beside { display: none; } .document { padding-inline: 0; margin: 0; border: 0; } }
      @media print { header { border: 0; background: none; padding: 0; } }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("pointerdown", this.closeMenu);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", this.followSystem);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("pointerdown", this.closeMenu);
    matchMedia("(prefers-color-scheme: dark)").removeEventListener("change", this.followSystem);
  }

  override render() {
    const other: Theme = this.theme === "dark" ? "light" : "dark";
    return html`<header>
      <span class="name ${this.documentName === null ? "" : "beside"}">${mark}Clausewright</span>
      ${this.documentName === null ? html`<span class="space"></span>` : html`<span class="document" title=${this.documentName}>${this.documentName}</span>`}
      ${this.documentName === null
        ? nothing
        : html`${this.drawMenu()}<button class="button new no-print" @click=${() => this.tell("close-document", null)}>${newIcon}<span class="wide" aria-hidden="true">New contract</span><span class="spoken">New contract</span></button>`}
      <button class="button quiet icon no-print" aria-label=${`Change to ${other} colours`} title=${`Change to ${other} colours`} @click=${() => this.change(other)}>${other === "dark" ? moon : sun}</button>
      <button class="button quiet icon no-print" aria-label="Keys and help" title="Keys and help (?)" @click=${() => this.tell("show-help", null)}>${question}</button>
    </header>`;
  }

  private drawMenu() {
    return html`<details class="no-print" @keydown=${this.onKey} @focusout=${this.onLeave}>
      <summary class="button primary">Export</summary>
      <div class="menu">
        <div class="row"><span>Word file</span><button class="button primary" ?disabled=${!this.exportable} aria-label="Save as a Word file" @click=${this.wantWord}>Save …</button></div>
        <hr />
        ${this.drawRow("Review, one page", "review-html", this.exportable)} ${this.drawRow("Review, CSV", "review-csv", this.exportable)}
        ${this.drawRow("Review, Markdown", "review-markdown", this.exportable)} ${this.drawRow("Review, JSON", "review-json", this.exportable)}
        ${this.drawPrint("Review on paper", "findings")}
        <hr />
        ${this.drawRow("Key terms, Markdown", "terms-markdown", this.exportable)} ${this.drawRow("Key terms, CSV", "terms-csv", this.exportable)}
        ${this.drawPrint("Key terms on paper", "terms")}
        <hr />
        ${this.drawRow("Contract as edited", "contract-text", true)}
      </div>
    </details>`;
  }

  private drawRow(label: string, kind: ExportKind, possible: boolean) {
    return html`<div class="row">
      <span>${label}</span>
      <button class="button" ?disabled=${!possible} aria-label=${`Save ${label}`} @click=${() => this.export({ kind, how: "save" })}>Save</button>
      <button class="button" ?disabled=${!possible} aria-label=${`Copy ${label}`} @click=${() => this.export({ kind, how: "copy" })}>Copy</button>
    </div>`;
  }

  private drawPrint(label: string, view: View) {
    return html`<div class="row"><span>${label}</span><button class="button" ?disabled=${!this.exportable} aria-label=${`Print ${label}`} @click=${() => this.print(view)}>Print</button></div>`;
  }

  private export(wish: ExportWish): void {
    this.menu?.removeAttribute("open");
    this.tell<ExportWish>("export", wish);
  }

  private wantWord(): void {
    this.menu?.removeAttribute("open");
    this.tell("word-wanted", null);
  }

  private print(view: View): void {
    this.menu?.removeAttribute("open");
    this.tell<View>("print-wanted", view);
  }

  private change(theme: Theme): void {
    chooseTheme(theme);
    this.theme = theme;
  }

  private readonly followSystem = (): void => {
    this.theme = currentTheme();
  };

  private readonly closeMenu = (event: Event): void => {
    if (this.menu && !event.composedPath().includes(this.menu)) this.menu.removeAttribute("open");
  };

  private onLeave(event: FocusEvent): void {
    const next = event.relatedTarget;
    if (next instanceof Node && !this.menu?.contains(next)) this.menu?.removeAttribute("open");
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !this.menu?.open) return;
    this.menu.removeAttribute("open");
    this.menu.querySelector("summary")?.focus();
  }

  private tell<T>(name: string, detail: T): void {
    this.dispatchEvent(new CustomEvent<T>(name, { detail, bubbles: true, composed: true }));
  }
}

const mark = html`<svg class="mark" viewBox="0 0 24 24" aria-hidden="true"><path d="M17.5 7.6a6.2 6.2 0 1 0 0 8.8" /><path class="stroke" d="M6 21.5h12" /></svg>`;
const sun = html`<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="4.2" /><path d="M12 2.5v2.2M12 19.3v2.2M2.5 12h2.2M19.3 12h2.2M5.3 5.3l1.5 1.5M17.2 17.2l1.5 1.5M5.3 18.7l1.5-1.5M17.2 6.8l1.5-1.5" /></svg>`;
const moon = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M20 14.2A8.3 8.3 0 0 1 9.8 4a8.3 8.3 0 1 0 10.2 10.2z" /></svg>`;
const question = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M8.6 9a3.4 3.4 0 1 1 5 3c-1.1.6-1.6 1.2-1.6 2.4" /><path d="M12 18.2v.1" /></svg>`;
const newIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 5v14M5 12h14" /></svg>`;

declare global {
  interface HTMLElementTagNameMap {
    "page-masthead": PageMasthead;
  }
}
