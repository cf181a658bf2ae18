// <clause-workbench>: the whole page. In: a session. Draws the empty state or the two panes, and
// carries events between the contract, the findings and the session.

import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Arrival, ContractEditor, EditedDetail, TakenDetail } from "../document/editor";
import { refuseText } from "../document/limits";
import { SAMPLE, SAMPLE_NAME } from "../document/sample";
import type { TakenEdit } from "../document/taken";
import { type ExportKind, MEDIA_TYPE, exportName, reportAsJson, save } from "../export/files";
import type { Finding, Redline, Report, RoleCorrection, Side, SourceSpan } from "../generated";
import { shared } from "../styles/shared";
import { copyText } from "./clipboard";
import type { FindingsPane } from "./findings-pane";
import type { HelpDialog } from "./help";
import type { ExportWish } from "./masthead";
import type { Session, SessionState } from "./session";
import { WindowEvents } from "./window-events";
import "../document/editor";
import "./findings-pane";
import "./help";
import "./masthead";
import "./welcome";

type Pane = "contract" | "findings";
const NARROW = "(max-width: 56rem)";

@customElement("clause-workbench")
export class ClauseWorkbench extends LitElement {
  @property({ attribute: false }) session!: Session;
  @property({ type: Boolean }) offline = false;
  @state() private openId: string | null = null;
  @state() private taken: readonly TakenEdit[] = [];
  @state() private editedSince: ReadonlySet<string> = new Set();
  @state() private pane: Pane = "findings";
  @state() private dropping = false;
  @state() private printing = false;
  @state() private said = "";

  @query("contract-editor") private editor!: ContractEditor | null;
  @query("findings-pane") private findingsPane!: FindingsPane | null;
  @query("help-dialog") private help!: HelpDialog;

  protected readonly windowEvents = new WindowEvents(this, {
    dragged: (dragging) => (this.dropping = dragging === "over"),
    fileGiven: (file) => this.openFile(file),
    textPasted: (text) => this.openText("Pasted contract", text),
    pasteIsWanted: () => this.session.state.document === null,
    keyPressed: (key) => this.onLetter(key),
    printing: (stage) => (this.printing = stage === "begins"),
    hasEdits: () => this.hasEdits,
  });
  private shownDocument: SessionState["document"] = null;
  private shownReport: Report | null = null;
  private shownDismissed: readonly Finding[] = [];
  private lastKey = 0;
  /** The finding whose edit was taken last, and the one that follows it. */
  private takenFrom: { finding: string; next: string | undefined } | null = null;

  static override styles = [
    shared,
    css`
      :host { display: grid; grid-template: auto minmax(0, 1fr) / minmax(0, 1fr); height: 100vh; height: 100dvh; }
      .panes { display: grid; grid-template-columns: minmax(0, 1.25fr) minmax(24rem, 1fr); min-height: 0; height: 100%; }
      .contract { min-width: 0; min-height: 0; background: var(--paper); border-inline-end: 1px solid var(--rule); }
      .findings { min-width: 0; min-height: 0; }
      .switch { display: none; }
      .body { min-height: 0; display: grid; grid-template: auto minmax(0, 1fr) / minmax(0, 1fr); }
      .drop { position: fixed; inset: 0.75rem; z-index: 50; display: grid; place-items: center; border: 2px dashed var(--accent); border-radius: 14px; background: color-mix(in srgb, var(--paper) 90%, transparent); font: 400 1.5rem/1.4 var(--serif); pointer-events: none; }
      .said { position: fixed; z-index: 40; inset-block-end: 1.25rem; inset-inline: 0; margin-inline: auto; width: fit-content; max-width: calc(100vw - 2rem); padding: 0.55rem 1rem; border-radius: 8px; background: var(--ink); color: var(--paper); font-size: 0.875rem; box-shadow: var(--shadow); }
      .said:empty { display: none; }
      @media (max-width: 56rem) {
        .switch { display: grid; grid-template-columns: 1fr 1fr; border-bottom: 1px solid var(--rule); background: var(--panel); }
        .switch button { padding: 0.6rem; border: 0; border-bottom: 2px solid transparent; background: none; color: var(--ink-soft); font-size: 0.875rem; border-radius: 0; }
        .switch button[aria-pressed="true"] { color: var(--ink); font-weight: 600; border-bottom-color: var(--accent); }
        .panes { grid-template-columns: minmax(0, 1fr); }
        .contract { border: 0; }
        .panes[data-pane="contract"] .findings, .panes[data-pane="findings"] .contract { display: none; }
      }
      @media print {
        :host, .body, .panes { display: block; height: auto; }
        .contract, .switch, .said, .drop { display: none !important; }
        .findings { display: block !important; }
      }
    `,
  ];

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("session")) this.session.subscribe(() => this.requestUpdate());
  }

  override render() {
    const state = this.session.state;
    return html`
      <page-masthead
        .documentName=${state.document?.name ?? null}
        ?exportable=${state.report !== null}
        @close-document=${this.closeDocument}
        @export=${this.onExport}
        @show-help=${() => this.help.show()}
      ></page-masthead>
      ${state.document ? this.drawPanes(state) : this.drawWelcome(state)}
      ${this.dropping ? html`<div class="drop">Drop the contract to review it</div>` : nothing}
      <div class="said" role="status">${this.said}</div>
      <help-dialog></help-dialog>
    `;
  }

  override updated(): void {
    const { document, report, dismissed } = this.session.state;
    if (document !== this.shownDocument) this.showDocument(document);
    if (report !== this.shownReport) this.showReport();
    else if (dismissed !== this.shownDismissed) this.editor?.showMarks(this.session.findings);
    this.shownReport = report;
    this.shownDismissed = dismissed;
  }

  private drawWelcome(state: SessionState) {
    return html`<welcome-page
      .reading=${state.reading}
      .trouble=${state.trouble}
      ?offline=${this.offline}
      @text-given=${(event: CustomEvent<string>) => this.openText("Pasted contract", event.detail)}
      @file-given=${(event: CustomEvent<File>) => this.openFile(event.detail)}
      @sample-wanted=${() => this.openText(SAMPLE_NAME, SAMPLE)}
      @cancel=${() => this.session.cancel()}
      @trouble-read=${() => this.session.dismissTrouble()}
    ></welcome-page>`;
  }

  private drawPanes(state: SessionState) {
    const count = this.session.findings.length;
    return html`<div class="body">
      <div class="switch no-print" role="group" aria-label="What to show">
        <button aria-pressed=${this.pane === "contract" ? "true" : "false"} @click=${() => (this.pane = "contract")}>Contract</button>
        <button aria-pressed=${this.pane === "findings" ? "true" : "false"} @click=${() => (this.pane = "findings")}>Findings${state.report ? ` (${count})` : ""}</button>
      </div>
      <main class="panes" data-pane=${this.pane}>
        <section class="contract" aria-label="Contract">
          <contract-editor
            @contract-edited=${this.onEdited}
            @taken-changed=${this.onTakenChanged}
            @finding-picked=${(event: CustomEvent<string>) => this.openFromContract(event.detail)}
            @text-refused=${this.onTextRefused}
            @editor-left=${this.returnToFinding}
          ></contract-editor>
        </section>
        <section class="findings" aria-label="Findings">
          <findings-pane
            .state=${state}
            .findings=${this.session.findings}
            .taken=${this.taken}
            .editedSince=${this.editedSince}
            .openId=${this.openId}
            ?printing=${this.printing}
            @side-chosen=${(event: CustomEvent<Side>) => this.session.chooseSide(event.detail)}
            @role-corrected=${(event: CustomEvent<RoleCorrection>) => this.session.correctRole(event.detail.name, event.detail.role)}
            @card-toggled=${(event: CustomEvent<string>) => this.toggle(event.detail)}
            @show-words=${(event: CustomEvent<SourceSpan>) => this.reveal(event.detail, "look")}
            @words-entered=${(event: CustomEvent<Finding>) => this.enterWords(event.detail)}
            @take-edit=${this.onTake}
            @dismiss=${(event: CustomEvent<Finding>) => this.dismiss(event.detail)}
            @restore=${(event: CustomEvent<string>) => this.session.restore(event.detail)}
            @show-taken=${(event: CustomEvent<string>) => this.showTaken(event.detail)}
            @undo-taken=${(event: CustomEvent<string>) => this.undoTaken(event.detail)}
            @keep-taken=${(event: CustomEvent<string>) => this.editor?.keepAsOwn(event.detail)}
            @retry=${() => this.session.retry()}
            @trouble-read=${() => this.session.dismissTrouble()}
            @cancel=${() => this.session.cancel()}
          ></findings-pane>
        </section>
      </main>
    </div>`;
  }

  private openText(name: string, text: string): void {
    this.session.openText({ name, text, layout: "auto", notices: [] });
  }

  private showDocument(document: SessionState["document"]): void {
    this.shownDocument = document;
    this.openId = null;
    this.taken = [];
    this.editedSince = new Set();
    this.pane = "findings";
    if (document) this.editor?.open(document.text);
  }

  /** An edit that was taken clears its finding: the next one is offered in its place. */
  private showReport(): void {
    const findings = this.session.findings;
    const remains = (id: string): boolean => findings.some((finding) => finding.id === id);
    const successor = this.openId !== null && !remains(this.openId) ? this.successorOf(this.openId, findings) : this.openId;
    this.editor?.showReview(findings);
    if (successor !== this.openId) this.choose(successor);
    const cleared = this.takenFrom;
    this.takenFrom = null;
    if (cleared && !remains(cleared.finding) && cleared.next && this.pane === "findings") void this.focusFinding(cleared.next);
  }

  /** While its words are being edited a finding gets another id: it is the same rule at the same place. */
  private successorOf(id: string, findings: readonly Finding[]): string | null {
    const before = this.shownReport?.findings.find((finding) => finding.id === id);
    if (!before?.span) return null;
    const place = this.editor?.whereIs(before.span) ?? before.span;
    const same = ({ rule, span }: Finding): boolean => rule === before.rule && span !== null && span.start <= place.end && place.start <= span.end;
    return findings.find(same)?.id ?? null;
  }

  private closeDocument(): void {
    if (this.mayReplace()) this.session.close();
  }

  private openFile(file: File): void {
    if (this.mayReplace()) void this.session.openFile(file);
  }

  /** Nothing is stored, so another contract takes the place of this one and of the edits made in it. */
  private mayReplace(): boolean {
    return !this.hasEdits || window.confirm("Your edits in this contract have not been saved. Open another contract all the same?");
  }

  private get hasEdits(): boolean {
    const opened = this.session.state.document;
    return opened !== null && this.session.text !== opened.text;
  }

  private onEdited(event: CustomEvent<EditedDetail>): void {
    const { readText, cause } = event.detail;
    this.session.edited(readText, cause === "suggestion" ? "at-once" : "after-pause");
  }

  private onTakenChanged(event: CustomEvent<TakenDetail>): void {
    this.taken = event.detail.list;
    this.editedSince = event.detail.editedSince;
  }

  private onTextRefused(event: CustomEvent<number>): void {
    const refusal = refuseText(event.detail);
    if (refusal) this.session.warn({ ...refusal, canRetry: false });
  }

  private toggle(id: string): void {
    if (this.openId === id) return this.choose(null);
    this.choose(id);
    const finding = this.session.findings.find((one) => one.id === id);
    // On a narrow screen the card itself is what was asked for; its quote leads to the words.
    if (finding?.span && !matchMedia(NARROW).matches) this.reveal(finding.span, "look");
  }

  private choose(id: string | null): void {
    this.openId = id;
    this.editor?.choose(id);
  }

  private openFromContract(id: string): void {
    this.choose(id);
    this.pane = "findings";
    void this.focusFinding(id);
  }

  private async focusFinding(id: string): Promise<void> {
    await this.updateComplete;
    await this.findingsPane?.updateComplete;
    await this.findingsPane?.list?.updateComplete;
    this.findingsPane?.list?.focusCard(id);
  }

  private reveal(span: SourceSpan, arrival: Arrival): void {
    if (matchMedia(NARROW).matches) this.pane = "contract";
    void this.updateComplete.then(() => this.editor?.reveal(span, arrival));
  }

  private enterWords(finding: Finding): void {
    this.choose(finding.id);
    const span = finding.span ?? finding.redlines.find(({ edits }) => edits.length > 0)?.edits[0]?.span;
    if (span) this.reveal(span, "enter");
  }

  private returnToFinding(): void {
    this.pane = "findings";
    const id = this.openId ?? this.session.findings[0]?.id;
    if (id) void this.focusFinding(id);
  }

  private onTake(event: CustomEvent<Redline>): void {
    const redline = event.detail;
    const finding = this.session.findings.find(({ redlines }) => redlines.includes(redline));
    if (!finding) return;
    this.lastKey += 1;
    const about = { key: `taken-${this.lastKey}`, finding: finding.id, title: finding.title, level: redline.level };
    if (matchMedia(NARROW).matches) this.pane = "contract";
    this.takenFrom = redline.blanks.length > 0 ? null : { finding: finding.id, next: this.neighbourOf(finding.id) };
    void this.updateComplete.then(() => this.take(about, redline));
  }

  private take(about: Omit<TakenEdit, "pieces">, redline: Redline): void {
    const outcome = this.editor?.take(about, redline.edits, redline.blanks);
    if (outcome === "outdated") this.say("These words were just edited. Wait for the new review, then take the edit.");
    else this.say(redline.blanks.length > 0 ? `Edit taken. Fill in ${redline.blanks.join(", ")}.` : "Edit taken. You can undo it under “Taken”.");
  }

  private undoTaken(key: string): void {
    const outcome = this.editor?.untake(key);
    this.say(outcome === "undone" ? "Edit undone." : "These words were edited since; change them back by hand.");
  }

  private showTaken(key: string): void {
    if (matchMedia(NARROW).matches) this.pane = "contract";
    void this.updateComplete.then(() => this.editor?.revealTaken(key));
  }

  private dismiss(finding: Finding): void {
    const following = this.neighbourOf(finding.id);
    this.session.dismiss(finding);
    if (this.openId === finding.id) this.choose(null);
    this.say("Finding dismissed. You can restore it under “Dismissed”.");
    if (following) void this.focusFinding(following);
  }

  private neighbourOf(id: string): string | undefined {
    const findings = this.session.findings;
    const place = findings.findIndex((finding) => finding.id === id);
    return (findings[place + 1] ?? findings[place - 1])?.id;
  }

  private async onExport(event: CustomEvent<ExportWish>): Promise<void> {
    const { kind, how } = event.detail;
    try {
      const content = await this.contentFor(kind);
      if (how === "copy") this.say((await copyText(content)) ? "Copied." : "This browser does not allow copying here. Save the file instead.");
      else save(exportName(this.session.state.document?.name ?? "", kind), content, MEDIA_TYPE[kind]);
    } catch {
      this.say("The export could not be made. Your text is untouched; try again.");
    }
  }

  private async contentFor(kind: ExportKind): Promise<string> {
    if (kind === "text") return this.session.text;
    if (kind === "markdown") return this.session.markdown();
    const report = this.session.state.report;
    if (!report) throw new Error("there is no report to export");
    return reportAsJson(report);
  }

  /** A letter pressed outside of any text field: was it meant for this page? */
  private onLetter(key: string): "taken" | "left" {
    const list = this.findingsPane?.list;
    if (key === "?") this.help.show();
    else if (key === "j" && list) list.step(1);
    else if (key === "k" && list) list.step(-1);
    else return "left";
    return "taken";
  }

  private say(words: string): void {
    this.said = words;
    const shown = words;
    setTimeout(() => {
      if (this.said === shown) this.said = "";
    }, 4500);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "clause-workbench": ClauseWorkbench;
  }
}
