// The analysis worker: holds the core and answers one call at a time.
// In: the compiled module once, then calls. Out: an answer, the core's refusal, or word of a crash.

import * as core from "../../../pkg/clausewright.js";
import type { ReviewOptions } from "../generated";
import type { CallMessage, Calls, FromWorker, ToWorker, Written } from "./protocol";

declare const self: DedicatedWorkerGlobalScope;

const WRITERS: Record<Written, (text: string, options: ReviewOptions) => string> = {
  "review-markdown": core.markdown,
  "review-html": core.html,
  "review-csv": core.csv,
  "terms-markdown": core.key_terms_markdown,
  "terms-csv": core.key_terms_csv,
};

self.addEventListener("message", (event: MessageEvent<ToWorker>) => {
  const message = event.data;
  if (message.kind === "start") {
    start(message.module);
  } else {
    if (message.name !== "version") idle = false;
    answer(message);
  }
});

/** Until somebody waits for the first contract. */
let idle = true;

post({ kind: "here" });

/** The playbook is read at once, so that the first review need not wait for it. */
function start(module: WebAssembly.Module): void {
  core.initSync({ module });
  core.prepare();
  rehearse(0);
}

/** Lets the browser compile the core while nobody waits, a few milliseconds at a time. */
function rehearse(step: number): void {
  setTimeout(() => {
    if (idle && core.rehearse(step)) rehearse(step + 1);
  });
}

function answer(call: CallMessage): void {
  try {
    post({ kind: "done", id: call.id, gives: perform(call) });
  } catch (thrown) {
    post(explain(call.id, thrown));
  }
}

function perform(call: CallMessage): Calls[CallMessage["name"]]["gives"] {
  switch (call.name) {
    case "review":
      return core.review(call.takes.text, call.takes.options);
    case "read":
      return core.read_file(call.takes.bytes, call.takes.name);
    case "write":
      return WRITERS[call.takes.what](call.takes.text, call.takes.options);
    case "playbooks":
      return core.playbooks();
    case "check":
      return core.check_playbook(call.takes.playbook);
    case "pages":
      return core.rule_pages(call.takes.options);
    case "redline": {
      const { bytes, name, text, options } = call.takes;
      return bytes ? core.redline_file(bytes, name, options) : core.redline_text(text, options);
    }
    case "redlineEdited": {
      const { bytes, name, original, edited, options } = call.takes;
      return core.redline_edited(bytes, name, original, edited, options);
    }
    case "issues":
      return core.issues_docx(call.takes.text, call.takes.options);
    case "version":
      return core.version();
  }
}

/** A trap or an exhausted stack leaves the core's memory in doubt; anything else is its answer. */
function explain(id: number, thrown: unknown): FromWorker {
  if (thrown instanceof WebAssembly.RuntimeError || thrown instanceof RangeError) {
    return { kind: "crashed", id, message: String(thrown) };
  }
  return { kind: "refused", id, message: messageOf(thrown), hint: hintOf(thrown) };
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The core puts what to do beside its message. */
function hintOf(thrown: unknown): string | null {
  if (!(thrown instanceof Error) || !("hint" in thrown)) return null;
  return typeof thrown.hint === "string" ? thrown.hint : null;
}

function post(message: FromWorker): void {
  self.postMessage(message);
}
