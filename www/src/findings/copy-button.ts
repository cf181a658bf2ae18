// <copy-button>: copies a text and says that it did.

import { LitElement, css, html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { copyText } from "../app/clipboard";
import { shared } from "../styles/shared";

const SHOWN_FOR = 1800;

@customElement("copy-button")
export class CopyButton extends LitElement {
  @property() label = "Copy";
  /** What to copy; a function is asked at the moment of the click. */
  @property({ attribute: false }) text: string | (() => string) = "";
  @state() private outcome: "copied" | "refused" | null = null;

  static override styles = [shared, css`:host { display: inline-block; }`];

  override render() {
    const words = this.outcome === "copied" ? "Copied" : this.outcome === "refused" ? "Not allowed here" : this.label;
    return html`<button class="button" @click=${this.copy}>${words}</button><span class="spoken" role="status">${this.outcome === "copied" ? "Copied" : ""}</span>`;
  }

  private async copy(): Promise<void> {
    const text = typeof this.text === "string" ? this.text : this.text();
    this.outcome = (await copyText(text)) ? "copied" : "refused";
    setTimeout(() => (this.outcome = null), SHOWN_FOR);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "copy-button": CopyButton;
  }
}
