// What the page may ask of the core. In: text and options, or a file's bytes. Out: reports and texts.
// Of several reviews asked for in a row only the latest is made: the others answer "superseded".

import type { FileText, PlaybookCheck, PlaybookChoice, Report, ReviewOptions, RulePage } from "../generated";
import type { WorkerClient } from "./client";
import type { Calls, RedlinedFile, Written } from "./protocol";

const SECONDS = 1000;
const PATIENCE = 10 * SECONDS;
const PATIENCE_PER_MEGABYTE = 1 * SECONDS;
/** A file is read, reviewed several times and written. */
const WRITING = 20 * SECONDS;

export type ReviewOutcome = { kind: "report"; report: Report } | { kind: "superseded" };

/** The service as the rest of the page sees it; tests stand in for it. */
export interface Analysis {
  review(text: string, options: ReviewOptions): Promise<ReviewOutcome>;
  readFile(bytes: Uint8Array, name: string): Promise<FileText>;
  write(what: Written, text: string, options: ReviewOptions): Promise<string>;
  /** The built-in playbooks. */
  playbooks(): Promise<PlaybookChoice[]>;
  /** The self-test of a user's playbook. */
  checkPlaybook(playbook: string): Promise<PlaybookCheck>;
  /** What there is to know about each rule. */
  pages(options: ReviewOptions): Promise<RulePage[]>;
  redline(takes: Calls["redline"]["takes"]): Promise<RedlinedFile>;
  redlineEdited(takes: Calls["redlineEdited"]["takes"]): Promise<RedlinedFile>;
  issues(text: string, options: ReviewOptions): Promise<Uint8Array>;
  cancel(): void;
}

export class AnalysisService implements Analysis {
  private readonly client: WorkerClient;
  private latest = 0;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(client: WorkerClient) {
    this.client = client;
  }

  prepare(): Promise<void> {
    return this.client.prepare();
  }

  async review(text: string, options: ReviewOptions): Promise<ReviewOutcome> {
    const sequence = ++this.latest;
    const before = this.turn;
    const mine = before.then(() => this.reviewUnlessStale(sequence, text, options));
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  readFile(bytes: Uint8Array, name: string): Promise<FileText> {
    return this.client.call("read", { bytes, name }, patience(bytes.length));
  }

  write(what: Written, text: string, options: ReviewOptions): Promise<string> {
    return this.client.call("write", { what, text, options }, patience(text.length));
  }

  playbooks(): Promise<PlaybookChoice[]> {
    return this.client.call("playbooks", {}, PATIENCE);
  }

  checkPlaybook(playbook: string): Promise<PlaybookCheck> {
    return this.client.call("check", { playbook }, PATIENCE);
  }

  pages(options: ReviewOptions): Promise<RulePage[]> {
    return this.client.call("pages", { options }, PATIENCE);
  }

  redline(takes: Calls["redline"]["takes"]): Promise<RedlinedFile> {
    return this.client.call("redline", takes, WRITING + patience(takes.text.length));
  }

  redlineEdited(takes: Calls["redlineEdited"]["takes"]): Promise<RedlinedFile> {
    return this.client.call("redlineEdited", takes, WRITING + patience(takes.edited.length));
  }

  issues(text: string, options: ReviewOptions): Promise<Uint8Array> {
    return this.client.call("issues", { text, options }, patience(text.length));
  }

  cancel(): void {
    this.latest += 1;
    this.client.cancel();
  }

  private async reviewUnlessStale(sequence: number, text: string, options: ReviewOptions): Promise<ReviewOutcome> {
    if (sequence !== this.latest) return { kind: "superseded" };
    const report = await this.client.call("review", { text, options }, patience(text.length));
    return sequence === this.latest ? { kind: "report", report } : { kind: "superseded" };
  }
}

function patience(size: number): number {
  return PATIENCE + PATIENCE_PER_MEGABYTE * Math.ceil(size / 1_000_000);
}
