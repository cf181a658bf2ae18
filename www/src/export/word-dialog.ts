// <word-dialog>: what a Word file that goes out is to hold. In: whether the contract was edited, and what saves
// it. Draws the wish, then what could not be put into the file, with the reason.

import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { AnalysisFailure } from "../analysis/failure";
import type { LeftOut } from "../generated";
import { shared } from "../styles/shared";
import type { WordKind, WordWish } from "./word";

const KINDS: readonly { kind: WordKind; name: string; about: string }[] = [
  { kind: "tracked", name: "Tracked changes", about: "The contract with each edit as a change that Word can accept or reject." },
  { kind: "clean", name: "Clean copy", about: "The contract with the edits made, and nothing to show for it." },
  { kind: "issues", name: "Issues list", about: "A table of the findings: what, why, what to ask, what to write." },
];

export type SaveWord = (wish: WordWish) => Promise<readonly LeftOut[]>;

@customElement("word-dialog")
export class WordDialog extends LitElement {
  /** Writes and hands over the file; gives what is not in it. */
  @property({ attribute: false }) save!: SaveWord;
  /** Does the contract come from a Word file? */
  @property({ type: Boolean }) word = false;
  /** Was anything changed in the text? */
  @state() private edited = false;
  @state() private kind: WordKind = "tracked";
  @state() private edits: WordWish["edits"] = "made";
  @state() private comments = true;
  @state() private highlight = false;
  @state() private working = false;
  @state() private leftOut: readonly LeftOut[] | null = null;
  @state() private trouble: { message: string; hint: string } | null = null;
  @query("dialog") private dialog!: HTMLDialogElement;
  @query("input[name=author]") private author!: HTMLInputElement | null;

  static override styles = [
    shared,
    css`
      dialog { width: min(32rem, calc(100vw - 2rem)); padding: 1.5rem 1.6rem 1.4rem; border: 1px solid var(--rule-strong); border-radius: 12px; background: var(--card); color: var(--ink); box-shadow: var(--shadow); }
      dialog::backdrop { background: light-dark(#1f232859, #000000a0); }
      h2 { font: 400 1.375rem/1.3 var(--serif); }
      .source { margin-top: 0.3rem; font-size: 0.8125rem; color: var(--ink-soft); }
      fieldset { margin-top: 1.1rem; }
      legend { padding: 0; margin-bottom: 0.3rem; }
      label.choice { display: grid; grid-template-columns: 1.35rem 1fr; padding: 0.3rem 0; font-size: 0.875rem; cursor: pointer; }
      label.choice input { width: 0.95rem; height: 0.95rem; margin: 0.15rem 0 0; accent-color: var(--accent); }
      .about { display: block; font-size: 0.8125rem; color: var(--ink-soft); text-wrap: pretty; }
      .author { display: flex; align-items: center; gap: 0.7rem; margin-bottom: 0.35rem; font-size: 0.875rem; }
      .author input { flex: 1; min-width: 0; padding: 0.35rem 0.6rem; border: 1px solid var(--rule-strong); border-radius: 6px; background: var(--paper); }
      .actions { display: flex; gap: 0.5rem; margin-top: 1.3rem; }
      .outcome { margin-top: 1.1rem; padding: 0.7rem 0.85rem; border: 1px solid var(--rule-strong); border-radius: 8px; font-size: 0.8125rem; max-height: 14rem; overflow: auto; }
      .outcome li { padding: 0.3rem 0; overflow-wrap: anywhere; }
      .outcome strong { font-weight: 600; }
      .reason { display: block; color: var(--ink-soft); }
    `,
  ];

  show(text: "edited" | "as-it-came"): void {
    this.edited = text === "edited";
    this.edits = this.edited ? "made" : "preferred";
    this.leftOut = null;
    this.trouble = null;
    this.dialog.showModal();
  }

  override render() {
    return html`<dialog aria-labelledby="title">
      <h2 id="title">Save as a Word file</h2>
      <p class="source">${this.word ? "The edits go into the file that you opened; everything else in it stays as it is." : "This contract did not come as a Word file, so a new one is made of its text."}</p>
      <form @submit=${this.onSubmit}>
        <fieldset>
          <legend class="label">File</legend>
          ${KINDS.map(({ kind, name, about }) => this.drawChoice("kind", name, about, this.kind === kind, () => (this.kind = kind)))}
        </fieldset>
        ${this.kind === "issues" ? nothing : this.drawEdits()} ${this.kind === "tracked" ? this.drawTracked() : nothing}
        <div role="status">${this.drawOutcome()}</div>
        <div class="actions">
          <button class="button primary" type="submit" ?disabled=${this.working}>${this.working ? "Writing …" : "Save"}</button>
          <button class="button" type="button" @click=${() => this.dialog.close()}>${this.leftOut ? "Done" : "Cancel"}</button>
        </div>
      </form>
    </dialog>`;
  }

  private drawEdits() {
    const made = this.edited ? "Everything that you took or changed in the text." : "Nothing was changed in the text yet.";
    const preferred = this.edited ? "On the contract as it came; what you changed yourself is left out." : "Each finding's first proposal. You can reject any of them in Word.";
    return html`<fieldset>
      <legend class="label">Edits</legend>
      ${this.drawChoice("edits", "The edits made here", made, this.edits === "made", () => (this.edits = "made"), !this.edited)}
      ${this.drawChoice("edits", "Every preferred edit", preferred, this.edits === "preferred", () => (this.edits = "preferred"))}
    </fieldset>`;
  }

  private drawTracked() {
    return html`<fieldset>
      <legend class="label">In the margin</legend>
      <label class="author">Author <input name="author" maxlength="80" placeholder="Reviewer" autocomplete="off" /></label>
      ${this.drawCheck("Comments", "The business reason and the question, beside each edit.", this.comments, (on) => (this.comments = on))}
      ${this.edits === "preferred" ? this.drawCheck("Colours", "Yellow for what you can concede, pink for what you ask in return.", this.highlight, (on) => (this.highlight = on)) : nothing}
    </fieldset>`;
  }

  private drawChoice(group: string, name: string, about: string, checked: boolean, choose: () => void, disabled = false) {
    return html`<label class="choice"><input type="radio" name=${group} .checked=${checked} ?disabled=${disabled} @change=${choose} /><span>${name}<span class="about">${about}</span></span></label>`;
  }

  private drawCheck(name: string, about: string, checked: boolean, set: (on: boolean) => void) {
    return html`<label class="choice"><input type="checkbox" .checked=${checked} @change=${(event: Event) => set((event.target as HTMLInputElement).checked)} /><span>${name}<span class="about">${about}</span></span></label>`;
  }

  private drawOutcome() {
    if (this.trouble) return html`<div class="outcome"><strong>${this.trouble.message}</strong><span class="reason">${this.trouble.hint}</span></div>`;
    if (!this.leftOut) return nothing;
    return html`<div class="outcome">
      <strong>Saved. ${this.leftOut.length === 1 ? "One point is" : `${this.leftOut.length} points are`} not in the file:</strong>
      <ul>${this.leftOut.map(({ title, place, reason }) => html`<li>${[place, title === "" ? "An edit" : title].filter(Boolean).join(": ")}<span class="reason">${reason}</span></li>`)}</ul>
    </div>`;
  }

  private async onSubmit(event: Event): Promise<void> {
    event.preventDefault();
    const { kind, edits, comments, highlight } = this;
    this.working = true;
    this.trouble = null;
    this.leftOut = null;
    try {
      const left = await this.save({ kind, edits, author: this.author?.value ?? "", comments, highlight: highlight && edits === "preferred" });
      if (left.length > 0) this.leftOut = left;
      else this.dialog.close();
    } catch (thrown) {
      this.trouble = thrown instanceof AnalysisFailure ? thrown : { message: "The file could not be made.", hint: "Your text is untouched; try again, or save the contract as edited text." };
    } finally {
      this.working = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "word-dialog": WordDialog;
  }
}
