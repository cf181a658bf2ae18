// <playbook-editor>: a playbook of one's own, in a dialog: changes in a form over a built-in one, or a
// file as text, with the core's self-test beside it. In: a session. Out: "playbook-made" with its text.

import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { copyText } from "../app/clipboard";
import type { OwnPlaybook, Session } from "../app/session";
import { plural, topicWord } from "../findings/words";
import type { PlaybookCheck, PlaybookChoice, RulePage } from "../generated";
import { shared } from "../styles/shared";
import { fragmentFor } from "./fragment";
import { type Change, fileName, isChanged, nameIn, overlayText } from "./overlay";
import type { RuleChanged } from "./rule-form";
import "./rule-form";

/** A pause in changing that starts the self-test, in milliseconds. */
const PAUSE = 350;
/** The core takes 2 MB; a file of more is not even read. */
const LARGEST = 2_000_000;

export interface MadePlaybook {
  own: OwnPlaybook;
  fits: PlaybookChoice;
}

@customElement("playbook-editor")
export class PlaybookEditor extends LitElement {
  @property({ attribute: false }) session!: Session;
  @state() private base = "agency";
  @state() private pages: readonly RulePage[] = [];
  @state() private changes: Readonly<Record<string, Change>> = {};
  /** A file's text; null while the form makes it. */
  @state() private file: string | null = null;
  @state() private name = "ours";
  @state() private wanted = "";
  @state() private check: PlaybookCheck | null = null;
  @state() private said = "";
  @query("dialog") private dialog!: HTMLDialogElement;
  private revision = 0;
  private pause: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    shared,
    css`
      dialog { width: min(48rem, calc(100vw - 2rem)); height: min(46rem, calc(100vh - 3rem)); padding: 0; border: 1px solid var(--rule-strong); border-radius: 12px; background: var(--card); color: var(--ink); box-shadow: var(--shadow); }
      dialog[open] { display: grid; grid-template-rows: auto 1fr auto; }
      dialog::backdrop { background: light-dark(#1f232859, #000000a0); }
      header, footer { padding: 1rem 1.3rem; }
      header { border-bottom: 1px solid var(--rule); }
      footer { border-top: 1px solid var(--rule); display: grid; gap: 0.6rem; }
      h2 { font: 400 1.375rem/1.3 var(--serif); margin-bottom: 0.6rem; }
      .row { display: flex; flex-wrap: wrap; gap: 0.5rem 0.9rem; align-items: center; font-size: 0.8125rem; }
      .row input:not([type="file"]), .row select { padding: 0.3rem 0.45rem; border: 1px solid var(--rule-strong); border-radius: 5px; background: var(--paper); color: var(--ink); }
      .body { overflow: auto; padding: 0.6rem 1.3rem 1rem; }
      h3 { margin: 0.9rem 0 0.3rem; }
      .source { width: 100%; height: 100%; min-height: 16rem; padding: 0.7rem; border: 1px solid var(--rule-strong); border-radius: 6px; background: var(--paper); color: var(--ink); font: 400 0.8125rem/1.5 ui-monospace, monospace; resize: none; white-space: pre; }
      pre { max-height: 10rem; overflow: auto; padding: 0.6rem 0.7rem; border-inline-start: 2px solid var(--tone-high); background: var(--paper); font: 400 0.75rem/1.45 ui-monospace, monospace; white-space: pre; }
      .verdict { font-size: 0.8125rem; color: var(--ink-soft); }
    `,
  ];

  /** Opens it with the playbook in use. */
  async show(): Promise<void> {
    await this.session.loadPlaybooks();
    const { ownPlaybook, playbook, side } = this.session.state;
    this.said = "";
    if (ownPlaybook) {
      if (ownPlaybook.text !== this.text) this.take(ownPlaybook.text);
    } else if (this.file === null && Object.keys(this.changes).length === 0) {
      await this.chooseBase(playbook ?? (side === "vendor" ? "agency" : "customer"));
    }
    this.dialog.showModal();
    this.testSoon();
  }

  private get text(): string {
    return this.file ?? overlayText({ name: this.name, base: this.base, changes: this.changes });
  }

  override render() {
    return html`<dialog aria-labelledby="title">
      <header>
        <h2 id="title">Your playbook</h2>
        ${this.file === null ? this.drawHead() : html`<div class="row"><span>A file, as text.</span><button class="button" @click=${this.backToForm}>Back to the form</button></div>`}
      </header>
      <div class="body">${this.file === null ? this.drawForm() : html`<textarea class="source" aria-label="The playbook's text" spellcheck="false" .value=${this.file} @input=${(event: Event) => this.edit((event.target as HTMLTextAreaElement).value)}></textarea>`}</div>
      <footer>
        ${this.drawVerdict()}
        <div class="row">
          <button class="button primary" ?disabled=${!this.isSound} @click=${this.use}>Use it for this review</button>
          <button class="button" @click=${this.save}>Save as a file</button>
          <button class="button" @click=${this.copyAddress}>Copy as a link</button>
          <label class="button">Load a file<input class="spoken" type="file" accept=".toml,text/plain" @change=${this.load} /></label>
          <button class="button quiet" @click=${() => this.dialog.close()}>Close</button>
          <span role="status">${this.said}</span>
        </div>
      </footer>
    </dialog>`;
  }

  private drawHead() {
    return html`<div class="row">
      <label>Its name <input maxlength="60" autocomplete="off" .value=${this.name} @change=${(event: Event) => this.rename(event)} /></label>
      <label>Laid over <select .value=${this.base} @change=${(event: Event) => void this.chooseBase((event.target as HTMLSelectElement).value)}>
        ${this.session.state.playbooks.map(({ name }) => html`<option value=${name} ?selected=${name === this.base}>${name}</option>`)}
      </select></label>
      <label>Find <input maxlength="60" autocomplete="off" placeholder="payment" .value=${this.wanted} @input=${(event: Event) => (this.wanted = (event.target as HTMLInputElement).value)} /></label>
      <button class="link" @click=${() => this.edit(this.text)}>Edit as text</button>
    </div>`;
  }

  private drawForm() {
    const wanted = this.wanted.trim().toLowerCase();
    const shown = this.pages.filter(({ name, rule }) => wanted === "" || `${name} ${rule}`.toLowerCase().includes(wanted));
    const topics = [...new Set(shown.map(({ topic }) => topic))];
    return topics.map(
      (topic) => html`<h3 class="label">${topicWord(topic)}</h3>
        ${shown.filter((page) => page.topic === topic).map((page) => html`<rule-form .page=${page} .change=${this.changes[page.rule] ?? {}} @rule-changed=${this.onChanged}></rule-form>`)}`,
    );
  }

  private drawVerdict() {
    const { check } = this;
    if (!check) return html`<p class="verdict" role="status">Testing …</p>`;
    if (check.faults.length > 0) return html`<p class="verdict" role="status">${plural(check.faults.length, "fault")}:</p><pre tabindex="0">${check.faults.join("\n\n")}</pre>`;
    const changed = Object.values(this.changes).filter(isChanged).length;
    return html`<p class="verdict" role="status">Sound: it looks at ${plural(check.rules, "rule")}${this.file === null ? `, ${changed} of them changed here` : ""}.</p>${nothing}`;
  }

  private get isSound(): boolean {
    return this.check !== null && this.check.playbook !== null && this.check.faults.length === 0;
  }

  private async chooseBase(base: string): Promise<void> {
    this.base = base;
    this.pages = await this.session.pages(base);
    const known = new Set(this.pages.map(({ rule }) => rule));
    this.changes = Object.fromEntries(Object.entries(this.changes).filter(([rule]) => known.has(rule)));
    this.testSoon();
  }

  private readonly onChanged = (event: CustomEvent<RuleChanged>): void => {
    const { rule, change } = event.detail;
    this.changes = { ...this.changes, [rule]: change };
    this.testSoon();
  };

  private rename(event: Event): void {
    this.name = (event.target as HTMLInputElement).value.trim() || "ours";
    this.testSoon();
  }

  private take(text: string): void {
    this.file = text;
    this.name = nameIn(text);
  }

  private edit(text: string): void {
    this.take(text);
    this.testSoon();
  }

  private readonly backToForm = (): void => {
    this.file = null;
    this.name = "ours";
    if (this.pages.length === 0) void this.chooseBase(this.base);
    this.testSoon();
  };

  private testSoon(): void {
    this.check = null;
    clearTimeout(this.pause);
    this.pause = setTimeout(() => void this.test(), PAUSE);
  }

  private async test(): Promise<void> {
    const revision = ++this.revision;
    const check = await this.session.checkPlaybook(this.text).catch((fault: unknown) => refused(fault));
    if (revision === this.revision) this.check = check;
  }

  private readonly use = (): void => {
    const fits = this.check?.playbook;
    if (!fits) return;
    const detail: MadePlaybook = { own: { name: fits.name, text: this.text }, fits };
    this.dispatchEvent(new CustomEvent<MadePlaybook>("playbook-made", { detail, bubbles: true, composed: true }));
    this.dialog.close();
  };

  private readonly save = (): void => {
    const address = URL.createObjectURL(new Blob([this.text], { type: "text/plain;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = fileName(this.name);
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };

  private readonly copyAddress = async (): Promise<void> => {
    const fragment = fragmentFor(this.text);
    if (fragment === null) this.said = "Too long for a link. Save it as a file.";
    else this.said = (await copyText(location.href.replace(/#.*$/, "") + fragment)) ? "Copied." : "This browser does not allow copying here.";
  };

  private readonly load = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = "";
    if (!file) return;
    if (file.size > LARGEST) this.said = "A playbook may have 2 MB; this file has more.";
    else this.edit(await file.text());
  };
}

/** The test ran too long, or the core gave up. */
function refused(fault: unknown): PlaybookCheck {
  return { playbook: null, rules: 0, faults: [fault instanceof Error ? fault.message : "The playbook could not be tested."] };
}

declare global {
  interface HTMLElementTagNameMap {
    "playbook-editor": PlaybookEditor;
  }
}
