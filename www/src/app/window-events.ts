// What happens to the window as a whole: files dropped, text pasted, letters pressed, printing, leaving.
// In: the answers of the component that draws the page. Listens while that component is on the page.

import type { ReactiveController, ReactiveControllerHost } from "lit";

export interface WindowAnswers {
  dragged(dragging: "over" | "away"): void;
  fileGiven(file: File): void;
  textPasted(text: string): void;
  /** Does a paste outside of text fields open a contract now? */
  pasteIsWanted(): boolean;
  keyPressed(key: string): "taken" | "left";
  printing(stage: "begins" | "ends"): void;
  /** Would leaving lose something? */
  hasEdits(): boolean;
}

export class WindowEvents implements ReactiveController {
  private readonly answers: WindowAnswers;
  private listening: AbortController | null = null;

  constructor(host: ReactiveControllerHost, answers: WindowAnswers) {
    this.answers = answers;
    host.addController(this);
  }

  hostConnected(): void {
    this.listening = new AbortController();
    const { signal } = this.listening;
    window.addEventListener("dragover", (event) => this.onDragOver(event), { signal });
    window.addEventListener("dragleave", (event) => this.onDragLeave(event), { signal });
    window.addEventListener("drop", (event) => this.onDrop(event), { signal });
    window.addEventListener("paste", (event) => this.onPaste(event), { signal });
    window.addEventListener("keydown", (event) => this.onKey(event), { signal });
    window.addEventListener("beforeprint", () => this.answers.printing("begins"), { signal });
    window.addEventListener("afterprint", () => this.answers.printing("ends"), { signal });
    window.addEventListener("beforeunload", (event) => this.onLeaving(event), { signal });
  }

  hostDisconnected(): void {
    this.listening?.abort();
  }

  private onDragOver(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.answers.dragged("over");
  }

  private onDragLeave(event: DragEvent): void {
    if (event.relatedTarget === null) this.answers.dragged("away");
  }

  private onDrop(event: DragEvent): void {
    this.answers.dragged("away");
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    this.answers.fileGiven(file);
  }

  private onPaste(event: ClipboardEvent): void {
    if (event.defaultPrevented || !this.answers.pasteIsWanted()) return;
    const file = event.clipboardData?.files[0];
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (file) this.answers.fileGiven(file);
    else if (text.trim() !== "" && !inTextField(event)) this.answers.textPasted(text);
    else return;
    event.preventDefault();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || inTextField(event)) return;
    if (this.answers.keyPressed(event.key) === "taken") event.preventDefault();
  }

  /** Nothing is stored, so leaving with edits would lose them. */
  private onLeaving(event: BeforeUnloadEvent): void {
    if (this.answers.hasEdits()) event.preventDefault();
  }
}

function inTextField(event: Event): boolean {
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input:not([type=radio]), textarea, select");
}
