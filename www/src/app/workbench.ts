// <clause-workbench>: the whole page. In: a session. Draws the empty state or the two panes, and
// carries events between the contract, the findings and the session.

import { LitElement, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Arrival, ContractEditor, EditedDetail, TakenDetail } from "../document/editor";
import { refuseText } from "../document/limits";
import { SAMPLE, SAMPLE_NAME } from "../document/sample";
import type { TakenEdit } from "../document/taken";
import { deliver } from "../export/deliver";
import { hand } from "../export/files";
import { WORD_TYPE, wordFile } from "../export/word";
import type { SaveWord, WordDialog } from "../export/word-dialog";
import type { Finding, Redline, Report, RoleCorrection, Side, SourceSpan } from "../generated";
import { shared } from "../styles/shared";
import type { Marked } from "../document/marks";
import type { ChosenTerm, KeyTerms } from "../terms/sheet";
import { placesOf, topicEntries } from "../terms/entries";
import { type FindingsPane, resultInWords } from "./findings-pane";
import type { HelpDialog } from "./help";
import type { ExportWish } from "./masthead";
import type { Session, SessionState } from "./session";
import type { Tab, View } from "./view-tabs";
import { WindowEvents } from "./window-events";
import { workbenchStyles } from "./workbench-styles";
import "../document/editor";
import "../export/word-dialog";
import "../terms/sheet";
import "./findings-pane";
import "./help";
import "./masthead";
import "./review-state";
import "./view-tabs";
import "./welcome";
import "../playbooks/desk";

/** One pane at a time is shown here: the contract or the view that stands beside it elsewhere. */
const NARROW = matchMedia("(max-width: 56rem)");

@customElement("clause-workbench")
export class ClauseWorkbench extends LitElement {
  @property({ attribute: false }) session!: Session;
  @property({ type: Boolean }) offline = false;
  @state() private openId: string | null = null;
  @state() private taken: readonly TakenEdit[] = [];
  @state() private editedSince: ReadonlySet<string> = new Set();
  /** The key term that is shown in the contract. */
  @state() private termKey: string | null = null;
  /** The view beside the contract; it stays for this visit, also with another contract. */
  @state() private view: View = "findings";
  @state() private absentTerms: "shown" | "hidden" = "shown";
  /** On a narrow screen: is the contract in front, or the view? */
  @state() private front: "contract" | "view" = "view";
  @state() private dropping = false;
  @state() private printing = false;
  @state() private said = "";

  @query("contract-editor") private editor!: ContractEditor | null;
  @query("findings-pane") private findingsPane!: FindingsPane | null;
  @query("key-terms") private keyTerms!: KeyTerms | null;
  @query("help-dialog") private help!: HelpDialog;
  @query("word-dialog") private wordDialog!: WordDialog;

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
  private markedView: View = "findings";
  private lastKey = 0;
  /** The finding whose edit was taken last, and the one that follows it. */
  private takenFrom: { finding: string; next: string | undefined } | null = null;

  static override styles = [shared, workbenchStyles];

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("session")) this.session.subscribe(() => this.requestUpdate());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    NARROW.addEventListener("change", this.redraw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    NARROW.removeEventListener("change", this.redraw);
  }

  override render() {
    const state = this.session.state;
    return html`
      <page-masthead
        .documentName=${state.document?.name ?? null}
        ?exportable=${state.report !== null}
        @close-document=${this.closeDocument}
        @export=${this.onExport}
        @print-wanted=${(event: CustomEvent<View>) => this.print(event.detail)}
        @word-wanted=${this.showWordDialog}
        @show-help=${() => this.help.show()}
      ></page-masthead>
      ${state.document ? this.drawPanes(state) : this.drawWelcome(state)}
      ${this.dropping ? html`<div class="drop">Drop the contract to review it</div>` : nothing}
      <div class="said" role="status">${this.said}</div>
      <help-dialog></help-dialog>
      <playbook-desk .session=${this.session}></playbook-desk>
      <word-dialog .save=${this.saveWord} ?word=${this.session.isWord}></word-dialog>
    `;
  }

  override updated(): void {
    const { document, report, dismissed } = this.session.state;
    if (document !== this.shownDocument) this.showDocument(document);
    if (report !== this.shownReport) this.showReport();
    else if (dismissed !== this.shownDismissed || this.view !== this.markedView) this.showMarks();
    this.shownReport = report;
    this.shownDismissed = dismissed;
    this.markedView = this.view;
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
    const { report } = state;
    const tabs: Tab[] = [
      ...(NARROW.matches ? [{ view: "contract", label: "Contract", count: null } as const] : []),
      { view: "findings", label: "Findings", count: report ? this.session.findings.length : null },
      { view: "terms", label: "Key terms", count: null },
    ];
    return html`<main
      data-front=${this.front}
      @show-words=${(event: CustomEvent<SourceSpan>) => this.reveal(event.detail, "look")}
      @cancel=${() => this.session.cancel()}
      @retry=${() => this.session.retry()}
      @trouble-read=${() => this.session.dismissTrouble()}
    >
      <section class="contract" aria-label="Contract">
        <contract-editor
          @contract-edited=${this.onEdited}
          @taken-changed=${this.onTakenChanged}
          @words-picked=${(event: CustomEvent<readonly string[]>) => this.openFromContract(event.detail)}
          @text-refused=${this.onTextRefused}
          @editor-left=${this.leaveContract}
        ></contract-editor>
      </section>
      <view-tabs class="no-print" .tabs=${tabs} .shown=${this.contractInFront ? "contract" : this.view} @view-chosen=${(event: CustomEvent<Tab["view"]>) => this.show(event.detail)}></view-tabs>
      <review-state .state=${state} .result=${report ? resultInWords(report, this.session.findings) : ""}></review-state>
      <section class="view" role="tabpanel" aria-label="Findings" ?hidden=${this.view !== "findings"}>${this.drawFindings(state)}</section>
      <section class="view" role="tabpanel" aria-label="Key terms" ?hidden=${this.view !== "terms"}>${report ? this.drawTerms(report) : nothing}</section>
    </main>`;
  }

  private drawFindings(state: SessionState) {
    return html`<findings-pane
      .state=${state}
      .findings=${this.session.findings}
      .taken=${this.taken}
      .editedSince=${this.editedSince}
      .openId=${this.openId}
      ?printing=${this.printing}
      @side-chosen=${(event: CustomEvent<Side>) => this.session.chooseSide(event.detail)}
      @role-corrected=${(event: CustomEvent<RoleCorrection>) => this.session.correctRole(event.detail.name, event.detail.role)}
      @card-toggled=${(event: CustomEvent<string>) => this.toggle(event.detail)}
      @words-entered=${(event: CustomEvent<Finding>) => this.enterWords(event.detail)}
      @take-edit=${this.onTake}
      @dismiss=${(event: CustomEvent<Finding>) => this.dismiss(event.detail)}
      @restore=${(event: CustomEvent<string>) => this.session.restore(event.detail)}
      @show-taken=${(event: CustomEvent<string>) => this.showTaken(event.detail)}
      @undo-taken=${(event: CustomEvent<string>) => this.undoTaken(event.detail)}
      @keep-taken=${(event: CustomEvent<string>) => this.editor?.keepAsOwn(event.detail)}
    ></findings-pane>`;
  }

  private drawTerms(report: Report) {
    return html`<key-terms
      .report=${report}
      .chosenKey=${this.termKey}
      .absent=${this.absentTerms}
      ?printing=${this.printing}
      @term-chosen=${(event: CustomEvent<ChosenTerm>) => this.chooseTerm(event.detail)}
      @absent-shown=${(event: CustomEvent<"shown" | "hidden">) => (this.absentTerms = event.detail)}
      @export=${this.onExport}
    ></key-terms>`;
  }

  private readonly redraw = (): void => this.requestUpdate();

  private get contractInFront(): boolean {
    return NARROW.matches && this.front === "contract";
  }

  private show(view: Tab["view"]): void {
    this.front = view === "contract" ? "contract" : "view";
    if (view !== "contract") this.view = view;
  }

  /** The words that the view speaks of, and among them those chosen. */
  private get marked(): readonly Marked[] {
    if (this.view === "findings") return this.session.findings.map(({ id, span, severity }) => ({ id, span, tone: severity }));
    return placesOf(topicEntries(this.session.state.report?.terms ?? []));
  }

  private showMarks(): void {
    this.editor?.showMarks(this.marked);
    this.editor?.choose(this.view === "findings" ? this.openId : this.termKey);
  }

  /** Shows the words of a key term; chosen again, it is let go. */
  private chooseTerm({ key, span, arrival }: ChosenTerm): void {
    const again = this.termKey === key && arrival === "look" && !NARROW.matches;
    this.termKey = again ? null : key;
    this.editor?.choose(this.termKey);
    if (span && !again) this.reveal(span, arrival);
  }

  private openText(name: string, text: string): void {
    this.session.openText({ name, text, layout: "auto", notices: [] });
  }

  private showDocument(document: SessionState["document"]): void {
    this.shownDocument = document;
    this.openId = null;
    this.taken = [];
    this.editedSince = new Set();
    this.termKey = null;
    this.front = "view";
    if (document) this.editor?.open(document.text);
  }

  /** An edit that was taken clears its finding: the next one is offered in its place. */
  private showReport(): void {
    const findings = this.session.findings;
    const remains = (id: string): boolean => findings.some((finding) => finding.id === id);
    const successor = this.openId !== null && !remains(this.openId) ? this.successorOf(this.openId, findings) : this.openId;
    this.editor?.showReview(this.marked);
    if (successor !== this.openId) this.choose(successor);
    const cleared = this.takenFrom;
    this.takenFrom = null;
    if (cleared && !remains(cleared.finding) && cleared.next && this.view === "findings" && !this.contractInFront) void this.focusFinding(cleared.next);
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
    if (finding?.span && !NARROW.matches) this.reveal(finding.span, "look");
  }

  private choose(id: string | null): void {
    this.openId = id;
    if (this.view === "findings") this.editor?.choose(id);
  }

  /** Marked words were clicked: to the finding, or to the line of the key terms. */
  private openFromContract(ids: readonly string[]): void {
    const chosen = ids.indexOf((this.view === "terms" ? this.termKey : this.openId) ?? "");
    // On a narrow screen the chosen words lead back; elsewhere a second click asks for what else is there.
    const id = ids[NARROW.matches ? Math.max(chosen, 0) : (chosen + 1) % ids.length];
    if (id === undefined) return;
    this.front = "view";
    if (this.view === "terms") return this.focusTerm(id);
    this.choose(id);
    void this.focusFinding(id);
  }

  private focusTerm(key: string): void {
    this.termKey = key;
    this.editor?.choose(key);
    void this.updateComplete.then(() => this.keyTerms?.updateComplete).then(() => this.keyTerms?.focusLine(key));
  }

  private async focusFinding(id: string): Promise<void> {
    await this.updateComplete;
    await this.findingsPane?.updateComplete;
    await this.findingsPane?.list?.updateComplete;
    this.findingsPane?.list?.focusCard(id);
  }

  private reveal(span: SourceSpan, arrival: Arrival): void {
    if (NARROW.matches) this.front = "contract";
    void this.updateComplete.then(() => this.editor?.reveal(span, arrival));
  }

  private enterWords(finding: Finding): void {
    this.choose(finding.id);
    const span = finding.span ?? finding.redlines.find(({ edits }) => edits.length > 0)?.edits[0]?.span;
    if (span) this.reveal(span, "enter");
  }

  /** Back from the contract to where the user came from. */
  private leaveContract(): void {
    this.front = "view";
    if (this.view === "terms") return this.termKey === null ? this.keyTerms?.step(1) : this.focusTerm(this.termKey);
    const id = this.openId ?? this.session.findings[0]?.id;
    if (id) void this.focusFinding(id);
  }

  private onTake(event: CustomEvent<Redline>): void {
    const redline = event.detail;
    const card = this.session.findings.find(({ redlines, reasons }) => [redlines, ...reasons.map((reason) => reason.redlines)].some((ladder) => ladder.includes(redline)));
    const finding = card && [card, ...card.reasons].find(({ redlines }) => redlines.includes(redline));
    if (!finding) return;
    this.lastKey += 1;
    const about = { key: `taken-${this.lastKey}`, finding: finding.id, title: finding.title, level: redline.level, remark: [redline.comment, finding.ask].filter((words) => words !== "") };
    if (NARROW.matches) this.front = "contract";
    this.takenFrom = redline.blanks.length > 0 || finding !== card ? null : { finding: finding.id, next: this.neighbourOf(finding.id) };
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
    if (NARROW.matches) this.front = "contract";
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
    return this.findingsPane?.list?.neighbourOf(id);
  }

  private async onExport(event: CustomEvent<ExportWish>): Promise<void> {
    const said = await deliver(this.session, event.detail);
    if (said) this.say(said);
  }

  private showWordDialog(): void {
    this.wordDialog.show(this.hasEdits ? "edited" : "as-it-came");
  }

  private readonly saveWord: SaveWord = async (wish) => {
    const { name, bytes, leftOut } = await wordFile(this.session, wish, this.taken, new Date());
    hand(name, new Blob([bytes], { type: WORD_TYPE }));
    if (leftOut.length === 0) this.say(`Saved “${name}”.`);
    return leftOut;
  };

  private print(view: View): void {
    this.view = view;
    void this.updateComplete.then(() => window.print());
  }

  /** A letter pressed outside of any text field: was it meant for this page? */
  private onLetter(key: string): "taken" | "left" {
    const list = this.view === "terms" ? this.keyTerms : this.findingsPane?.list;
    if (key === "?") this.help.show();
    else if (key === "1" && this.session.state.document) this.show("findings");
    else if (key === "2" && this.session.state.document) this.show("terms");
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
