// One contract under review: the text as edited, the side, the corrections, the latest report.
// In: what the user does. Out: an immutable state that the components draw. No DOM in here.

import { AnalysisFailure } from "../analysis/failure";
import type { RedlinedFile, Written } from "../analysis/protocol";
import type { Analysis } from "../analysis/service";
import { placeNow } from "../changes/place";
import { refuseFile, refuseText } from "../document/limits";
import type { OpenedFile } from "../document/opened";
import { type ReadPdf, isPdf } from "../pdf/intake";
import { PdfFailure } from "../pdf/notices";
import type { ChangeReport, Deal, EditedOptions, Finding, PartyRole, PlaybookCheck, PlaybookChoice, RedlineOptions, Report, ReviewOptions, RoleCorrection, RulePage, Side, TextLayout } from "../generated";

/** A pause in typing that starts a review, in milliseconds. */
const PAUSE = 150;
/** A review that takes longer than this is shown as work in progress and can be cancelled. */
const SLOW_AFTER = 600;

export interface OpenDocument {
  name: string;
  /** The text as it was opened; the editor holds it from then on. */
  text: string;
  layout: TextLayout;
  notices: readonly string[];
  /** What others did to a Word file; places in `text`. */
  changes?: readonly ChangeReport[];
  /** The file it came from, as it was dropped; none for a pasted text. */
  file?: OpenedFile;
}

export interface Trouble {
  message: string;
  hint: string;
  canRetry: boolean;
}

/** A playbook that came as text: a file, the form, or the address. */
export interface OwnPlaybook {
  name: string;
  text: string;
}

export interface SessionState {
  document: OpenDocument | null;
  /** The name of the file that is being read. */
  reading: string | null;
  side: Side;
  /** Has the user said which side they are on? */
  sideChosen: boolean;
  roles: readonly RoleCorrection[];
  /** A built-in playbook by its name; null takes the side's default. */
  playbook: string | null;
  ownPlaybook: OwnPlaybook | null;
  /** The built-in playbooks, once they were asked for. */
  playbooks: readonly PlaybookChoice[];
  /** What the document does not hold. */
  deal: Deal;
  progress: "idle" | "working" | "slow";
  report: Report | null;
  /** Exactly the text that `report` speaks of. */
  reviewedText: string;
  trouble: Trouble | null;
  dismissed: readonly Finding[];
}

const NOTHING_TOLD: Deal = { value: null, home_law: [], personal_data: null };

const FRESH: SessionState = {
  document: null,
  reading: null,
  side: "vendor",
  sideChosen: false,
  roles: [],
  playbook: null,
  ownPlaybook: null,
  playbooks: [],
  deal: NOTHING_TOLD,
  progress: "idle",
  report: null,
  reviewedText: "",
  trouble: null,
  dismissed: [],
};

export class Session {
  private readonly analysis: Analysis;
  private readonly readPdf: ReadPdf;
  private reading: AbortController | null = null;
  private readonly listeners = new Set<() => void>();
  private now: SessionState = FRESH;
  private readText: () => string = () => "";
  private revision = 0;
  private opening = 0;
  private pause: ReturnType<typeof setTimeout> | undefined;

  constructor(analysis: Analysis, readPdf: ReadPdf) {
    this.analysis = analysis;
    this.readPdf = readPdf;
  }

  get state(): SessionState {
    return this.now;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The findings that are neither dismissed nor gone. */
  get findings(): readonly Finding[] {
    const dismissed = new Set(this.now.dismissed.map(({ id }) => id));
    return this.now.report?.findings.filter(({ id }) => !dismissed.has(id)) ?? [];
  }

  get options(): ReviewOptions {
    const { side, playbook, ownPlaybook, roles, document, deal } = this.now;
    return { side, playbook, own_playbook: ownPlaybook?.text ?? null, roles: [...roles], layout: document?.layout ?? "auto", deal, notices: [], changes: [] };
  }

  /** The same, with what is known of the file beside its text: what is written out says it too. */
  private get optionsForFiles(): ReviewOptions {
    const { notices = [], changes = [], text = "" } = this.now.document ?? {};
    const now = this.readText();
    return { ...this.options, notices: [...notices], changes: changes.map((change) => ({ ...change, span: placeNow(change, text, now) })) };
  }

  /** The text as it stands in the editor. */
  get text(): string {
    return this.readText();
  }

  async openFile(file: File): Promise<void> {
    const refusal = refuseFile(file);
    if (refusal) return this.set({ trouble: { ...refusal, canRetry: false } });
    const opening = ++this.opening;
    this.set({ reading: file.name, trouble: null });
    this.reading?.abort();
    this.reading = new AbortController();
    try {
      const read = await this.readBytes(new Uint8Array(await file.arrayBuffer()), file.name, this.reading.signal);
      if (opening === this.opening) this.openText(read);
    } catch (thrown) {
      if (opening === this.opening) this.set({ reading: null, trouble: { ...inWords(thrown), canRetry: false } });
    }
  }

  private async readBytes(bytes: Uint8Array<ArrayBuffer>, name: string, stop: AbortSignal): Promise<OpenDocument> {
    if (isPdf(bytes)) {
      const { text, notices } = await this.readPdf(bytes, stop);
      return { name, text, layout: "paragraphs", notices };
    }
    const { text, layout, notices, changes } = await this.analysis.readFile(bytes, name);
    return { name, text, layout, notices, changes, file: { name, bytes } };
  }

  openText(given: OpenDocument): void {
    // The editor counts a line's end as one character; the core's places must count the same text.
    const document = { ...given, text: given.text.replace(/\r\n?/g, "\n") };
    const refusal = refuseText(document.text.length);
    if (refusal) return this.set({ reading: null, trouble: { ...refusal, canRetry: false } });
    this.opening += 1;
    this.revision += 1;
    clearTimeout(this.pause);
    const text = document.text;
    this.readText = () => text;
    this.set({ ...FRESH, ...this.lasting, document });
    void this.review();
  }

  close(): void {
    this.opening += 1;
    this.revision += 1;
    this.reading?.abort();
    clearTimeout(this.pause);
    this.analysis.cancel();
    this.readText = () => "";
    this.set({ ...FRESH, ...this.lasting });
  }

  /** The text was edited: reviews it after a pause, or at once where the user waits for the result. */
  edited(readText: () => string, when: "after-pause" | "at-once"): void {
    this.revision += 1;
    this.readText = readText;
    clearTimeout(this.pause);
    if (when === "at-once") void this.review();
    else this.pause = setTimeout(() => void this.review(), PAUSE);
  }

  /** What stays for this visit, also with another contract. The home law does; what the deal is worth does not. */
  private get lasting(): Partial<SessionState> {
    const { side, sideChosen, playbook, ownPlaybook, playbooks, deal } = this.now;
    return { side, sideChosen, playbook, ownPlaybook, playbooks, deal: { ...NOTHING_TOLD, home_law: deal.home_law } };
  }

  async loadPlaybooks(): Promise<void> {
    if (this.now.playbooks.length === 0) this.set({ playbooks: await this.analysis.playbooks() });
  }

  choosePlaybook(name: string | null): void {
    this.set({ playbook: name, ownPlaybook: null, trouble: null });
    void this.review();
  }

  /** Takes a playbook that passed its self-test; its own side comes with it. */
  useOwnPlaybook(own: OwnPlaybook, fits: PlaybookChoice): void {
    const other: Side = this.now.side === "vendor" ? "customer" : "vendor";
    this.set({ ownPlaybook: own, side: fits[this.now.side] ? this.now.side : other, sideChosen: true, trouble: null });
    void this.review();
  }

  checkPlaybook(text: string): Promise<PlaybookCheck> {
    return this.analysis.checkPlaybook(text);
  }

  /** The reference of the playbook in use, or of a built-in one. */
  pages(playbook?: string): Promise<RulePage[]> {
    if (playbook === undefined) return this.analysis.pages(this.options);
    const side: Side = this.now.playbooks.find(({ name }) => name === playbook)?.vendor === false ? "customer" : "vendor";
    return this.analysis.pages({ ...this.options, side, playbook, own_playbook: null });
  }

  tellDeal(deal: Deal): void {
    this.set({ deal });
    void this.review();
  }

  chooseSide(side: Side): void {
    // A playbook of the other side cannot judge for this one.
    const chosen = this.now.playbooks.find(({ name }) => name === this.now.playbook);
    const fits = chosen === undefined || chosen[side];
    this.set({ side, sideChosen: true, ownPlaybook: null, playbook: fits ? this.now.playbook : null });
    void this.review();
  }

  correctRole(name: string, role: PartyRole): void {
    this.set({ roles: [...this.now.roles.filter((one) => one.name !== name), { name, role }] });
    void this.review();
  }

  retry(): void {
    void this.review();
  }

  cancel(): void {
    this.opening += 1;
    this.revision += 1;
    this.reading?.abort();
    this.analysis.cancel();
    if (this.now.reading !== null) return this.set({ reading: null });
    this.set({ progress: "idle", trouble: { message: "The review was cancelled.", hint: "Your text is untouched.", canRetry: true } });
  }

  dismissTrouble(): void {
    this.set({ trouble: null });
  }

  /** Something outside the review went wrong (a refused paste, say) that the user should read. */
  warn(trouble: Trouble): void {
    this.set({ trouble });
  }

  dismiss(finding: Finding): void {
    this.set({ dismissed: [...this.now.dismissed.filter(({ id }) => id !== finding.id), finding] });
  }

  restore(id: string): void {
    this.set({ dismissed: this.now.dismissed.filter((finding) => finding.id !== id) });
  }

  /** Written out by the core, of the text as it stands. */
  write(what: Written): Promise<string> {
    return this.analysis.write(what, this.readText(), this.optionsForFiles);
  }

  /** The report on the screen, with what is known of the file. */
  get report(): Report | null {
    const { report } = this.now;
    const { notices, changes } = this.optionsForFiles;
    return report && { ...report, document: { ...report.document, notices: [...notices, ...report.document.notices], changes } };
  }

  /** The issues list of the text as it stands, as a Word table. */
  issues(): Promise<Uint8Array> {
    return this.analysis.issues(this.readText(), this.options);
  }

  /** The contract as it came, with suggested edits in it. */
  redline(options: RedlineOptions): Promise<RedlinedFile> {
    const { bytes, name, text } = this.source;
    return this.analysis.redline({ bytes, name, text, options });
  }

  /** The contract as it came, with what was changed here. */
  redlineEdited(options: EditedOptions): Promise<RedlinedFile> {
    const { bytes, name, text } = this.source;
    return this.analysis.redlineEdited({ bytes, name, original: text, edited: this.readText(), options });
  }

  /** Where the contract came from: the Word file, or else its text. */
  private get source(): { bytes: Uint8Array | null; name: string; text: string } {
    const { file, name = "", text = "" } = this.now.document ?? {};
    return { bytes: file && isZip(file.bytes) ? file.bytes : null, name, text };
  }

  /** Is the contract that is open a Word file? */
  get isWord(): boolean {
    return this.source.bytes !== null;
  }

  private async review(): Promise<void> {
    if (!this.now.document) return;
    const text = this.readText();
    if (text.trim() === "") return this.showNothing();
    const revision = ++this.revision;
    this.set({ progress: this.now.progress === "slow" ? "slow" : "working" });
    const slow = setTimeout(() => this.set({ progress: "slow" }), SLOW_AFTER);
    try {
      const outcome = await this.analysis.review(text, this.options);
      if (outcome.kind === "superseded" || revision !== this.revision) return;
      this.set({ progress: "idle", report: outcome.report, reviewedText: text, trouble: null });
    } catch (thrown) {
      if (revision !== this.revision) return;
      this.set({ progress: "idle", trouble: { ...inWords(thrown), canRetry: true } });
    } finally {
      clearTimeout(slow);
    }
  }

  private showNothing(): void {
    this.revision += 1;
    this.set({
      progress: "idle",
      report: null,
      reviewedText: "",
      trouble: { message: "There is no text to review.", hint: "Paste or type the contract at the left, or undo to bring it back.", canRetry: false },
    });
  }

  private set(change: Partial<SessionState>): void {
    this.now = { ...this.now, ...change };
    for (const listener of this.listeners) listener();
  }
}

/** Word files are the only archives that can be written into. */
function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

function inWords(thrown: unknown): { message: string; hint: string } {
  if (thrown instanceof AnalysisFailure || thrown instanceof PdfFailure) return { message: thrown.message, hint: thrown.hint };
  return { message: "The file could not be read.", hint: "Try again, or paste the contract's text instead." };
}
