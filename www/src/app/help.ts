// <help-dialog>: the keys, and what this tool is and is not.

import { LitElement, css, html } from "lit";
import { customElement, query } from "lit/decorators.js";
import { shared } from "../styles/shared";

const KEYS: readonly [keys: string, does: string][] = [
  ["1  2", "findings, key terms"],
  ["j  ↓", "next finding, or next key term"],
  ["k  ↑", "previous one"],
  ["Space", "open or close the finding"],
  ["Enter", "go to its words in the contract"],
  ["Esc", "back from the contract"],
  ["t", "take the edit that is shown"],
  ["d", "dismiss the finding"],
  ["Ctrl or ⌘ Z", "undo in the contract"],
  ["Ctrl or ⌘ F", "search in the contract"],
  ["?", "this help"],
];

@customElement("help-dialog")
export class HelpDialog extends LitElement {
  @query("dialog") private dialog!: HTMLDialogElement;

  static override styles = [
    shared,
    css`
      dialog { width: min(30rem, calc(100vw - 2rem)); padding: 1.5rem 1.6rem 1.4rem; border: 1px solid var(--rule-strong); border-radius: 12px; background: var(--card); color: var(--ink); box-shadow: var(--shadow); }
      dialog::backdrop { background: light-dark(#1f232859, #000000a0); }
      h2 { font: 400 1.375rem/1.3 var(--serif); margin-bottom: 0.9rem; }
      dl { display: grid; grid-template-columns: auto 1fr; gap: 0.35rem 1.25rem; font-size: 0.875rem; }
      dt { font-weight: 600; white-space: pre; }
      dd { color: var(--ink-soft); }
      p { margin-top: 1rem; font-size: 0.8125rem; color: var(--ink-soft); }
      .button { margin-top: 1.1rem; }
    `,
  ];

  show(): void {
    this.dialog.showModal();
  }

  override render() {
    return html`<dialog aria-labelledby="title">
      <h2 id="title">Keys</h2>
      <dl>${KEYS.map(([keys, does]) => html`<dt>${keys}</dt><dd>${does}</dd>`)}</dl>
      <p>Letters are commands except while you type in the contract or in a field. Click underlined words to open their finding or key term.</p>
      <button class="button primary" autofocus @click=${() => this.dialog.close()}>Close</button>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "help-dialog": HelpDialog;
  }
}
