// <welcome-page>: the empty state. Out: "text-given", "file-given", "sample-wanted".

import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { shared } from "../styles/shared";
import type { Trouble } from "./session";
import "./trouble";

export const ACCEPTED_FILES = ".docx,.pdf,.odt,.rtf,.html,.htm,.txt,.md,application/vnd.openxmlformats-officedocument.wordprocessingml.document,application/pdf,application/vnd.oasis.opendocument.text,application/rtf,text/rtf,text/html,text/plain,text/markdown";

@customElement("welcome-page")
export class WelcomePage extends LitElement {
  @property({ attribute: false }) reading: string | null = null;
  @property({ attribute: false }) trouble: Trouble | null = null;
  @property({ type: Boolean }) offline = false;
  @state() private typed = false;
  @query("textarea") private area!: HTMLTextAreaElement;
  @query("input[type=file]") private chooser!: HTMLInputElement;

  static override styles = [
    shared,
    css`
      :host { display: block; height: 100%; overflow: auto; }
      main { max-width: 44rem; margin: 0 auto; padding: clamp(2rem, 9vh, 6.5rem) clamp(1.1rem, 4vw, 2rem) 3rem; }
      h1 { font: 400 clamp(1.9rem, 1.2rem + 2.6vw, 2.75rem)/1.16 var(--serif); letter-spacing: -0.012em; text-wrap: balance; }
      .lead { margin-top: 1rem; max-width: 36rem; font: 400 1.125rem/1.6 var(--serif); color: var(--ink-soft); text-wrap: pretty; }
      .paper { margin-top: 2rem; background: var(--paper); border: 1px solid var(--rule); border-radius: 10px; box-shadow: var(--shadow); overflow: hidden; }
      .paper:focus-within { border-color: var(--focus); box-shadow: 0 0 0 1px var(--focus), var(--shadow); }
      textarea { display: block; width: 100%; min-height: 11rem; padding: 1.3rem 1.5rem; border: 0; resize: vertical; background: none; font: 400 1.0625rem/1.65 var(--serif); }
      textarea:focus { outline: none; }
      textarea::placeholder { color: var(--ink-faint); opacity: 1; }
      .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem; padding: 0.7rem 0.9rem; border-top: 1px solid var(--rule); background: var(--panel); }
      .bar .kinds { margin-inline-start: auto; font-size: 0.8125rem; color: var(--ink-faint); }
      .privacy { margin-top: 2.25rem; padding-top: 1.25rem; border-top: 1px solid var(--rule); display: grid; grid-template-columns: 9rem 1fr; gap: 0.4rem 1.5rem; }
      .privacy p { color: var(--ink-soft); text-wrap: pretty; }
      .privacy p + p { margin-top: 0.5rem; }
      .ready { color: var(--added); }
      .reading { margin-top: 1.25rem; display: flex; gap: 0.8rem; align-items: center; color: var(--ink-soft); overflow-wrap: anywhere; }
      @media (max-width: 40rem) { .privacy { grid-template-columns: 1fr; } .bar .kinds { margin-inline-start: 0; flex-basis: 100%; } }
    `,
  ];

  override render() {
    return html`<main>
      <h1>Know what a contract asks of you, before you answer it.</h1>
      <p class="lead">Clausewright reads the contract, marks what is risky for your side, and gives you the question to ask, the words to write instead, and how far to give way.</p>
      <div class="paper">
        <textarea aria-label="Paste the contract here" placeholder="Paste the contract here, or drop a file anywhere on this page." spellcheck="false" @paste=${this.onPaste} @input=${this.onInput}></textarea>
        <div class="bar">
          ${this.typed ? html`<button class="button primary" @click=${this.giveTyped}>Review this text</button>` : nothing}
          <button class="button ${this.typed ? "" : "primary"}" @click=${() => this.chooser.click()}>Choose a file</button>
          <button class="button" @click=${() => this.tell("sample-wanted", null)}>Try the sample</button>
          <span class="kinds">Word, PDF, OpenDocument, RTF, HTML or text</span>
          <input type="file" accept=${ACCEPTED_FILES} hidden aria-label="Choose a contract file" @change=${this.onChoose} />
        </div>
      </div>
      <div role="status">
        ${this.reading !== null
          ? html`<p class="reading">Reading “${this.reading}” … <button class="button" @click=${() => this.tell("cancel", null)}>Cancel</button></p>`
          : nothing}
      </div>
      <trouble-note .trouble=${this.trouble}></trouble-note>
      <section class="privacy">
        <h2 class="label">Private</h2>
        <div>
          <p>Your contract never leaves this device. The review runs inside this page, and the page's security policy makes the browser block every connection to anyone else. There is no account, no tracking, and nothing is stored.</p>
          ${this.offline ? html`<p class="ready">Everything is loaded. You can disconnect from the network now; the review works the same.</p>` : nothing}
        </div>
      </section>
    </main>`;
  }

  private onPaste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (text.trim() === "" || this.area.value.trim() !== "") return;
    event.preventDefault();
    event.stopPropagation();
    this.tell("text-given", text);
  }

  private onInput(): void {
    this.typed = this.area.value.trim() !== "";
  }

  private giveTyped(): void {
    this.tell("text-given", this.area.value);
  }

  private onChoose(): void {
    const file = this.chooser.files?.[0];
    this.chooser.value = "";
    if (file) this.tell("file-given", file);
  }

  private tell<T>(name: string, detail: T): void {
    this.dispatchEvent(new CustomEvent<T>(name, { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "welcome-page": WelcomePage;
  }
}
