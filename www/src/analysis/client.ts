// Speaks with the worker: one call at a time, each with a time limit.
// In: a way to spawn workers and the compiled core. Out: answers, or an AnalysisFailure.
// A crash, a hang or a cancel ends the worker. A spare that has already loaded its script stands by,
// so that a restart asks nothing of the network.

import { AnalysisFailure, cancelled, crashed, hung, refused, unavailable } from "./failure";
import type { CallMessage, CallName, Calls, FromWorker, ToWorker } from "./protocol";

/** The part of `Worker` that is used here, so that tests can stand in for it. */
export interface WorkerLike {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export interface ClientParts {
  spawn: () => WorkerLike;
  module: () => Promise<WebAssembly.Module>;
  /** An idle worker is ended after this many milliseconds to give its memory back. */
  idleAfter: number;
}

interface Waiting {
  id: number;
  finish: (gives: Calls[CallName]["gives"]) => void;
  fail: (failure: AnalysisFailure) => void;
}

/** How long a worker may take to begin, in milliseconds. */
const STARTING = 30_000;

type Timer = ReturnType<typeof setTimeout>;

export class WorkerClient {
  private readonly parts: ClientParts;
  private active: WorkerLike | null = null;
  private spare: WorkerLike | null = null;
  private spareHere: Promise<void> = Promise.resolve();
  private waiting: Waiting | null = null;
  private queue: Promise<unknown> = Promise.resolve();
  private idle: Timer | undefined;
  private lastId = 0;

  constructor(parts: ClientParts) {
    this.parts = parts;
  }

  /** Loads everything that will ever be needed: the core, a started worker and a spare one. */
  async prepare(): Promise<void> {
    await this.call("version", {}, STARTING);
    await this.spareHere;
  }

  /** Calls wait for each other. `limit` is in milliseconds, counted from when the worker begins. */
  call<K extends CallName>(name: K, takes: Calls[K]["takes"], limit: number): Promise<Calls[K]["gives"]> {
    const turn = this.queue.then(() => this.perform(name, takes, limit));
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  /** Ends the running call, and the worker with it. */
  cancel(): void {
    if (this.waiting) this.end(cancelled());
  }

  private async perform<K extends CallName>(name: K, takes: Calls[K]["takes"], limit: number): Promise<Calls[K]["gives"]> {
    clearTimeout(this.idle);
    const worker = await this.started();
    const id = ++this.lastId;
    const timer = setTimeout(() => this.end(hung(Math.round(limit / 1000))), limit);
    try {
      return await new Promise<Calls[K]["gives"]>((finish, fail) => {
        this.waiting = { id, finish: (gives) => finish(gives as Calls[K]["gives"]), fail };
        worker.postMessage({ kind: "call", id, name, takes } as CallMessage);
      });
    } finally {
      clearTimeout(timer);
      this.waiting = null;
      this.restLater();
    }
  }

  private async started(): Promise<WorkerLike> {
    if (this.active) return this.active;
    const module = await this.parts.module().catch(() => {
      throw unavailable();
    });
    const worker = this.spare ?? this.spawn();
    this.spare = null;
    if (!worker) throw unavailable();
    worker.onmessage = (event) => this.hear(event.data);
    worker.onerror = () => this.end(crashed());
    worker.postMessage({ kind: "start", module });
    this.active = worker;
    this.standBy();
    return worker;
  }

  private hear(message: FromWorker): void {
    const waiting = this.waiting;
    if (message.kind === "here" || !waiting || waiting.id !== message.id) return;
    if (message.kind === "done") waiting.finish(message.gives);
    else if (message.kind === "refused") waiting.fail(refused(message.message, message.hint));
    else this.end(crashed());
  }

  private end(failure: AnalysisFailure): void {
    this.active?.terminate();
    this.active = null;
    this.waiting?.fail(failure);
  }

  /** Keeps one worker loaded but not started: a few hundred kilobytes for a sure restart. */
  private standBy(): void {
    if (this.spare) return;
    const spare = this.spawn();
    if (!spare) return;
    this.spare = spare;
    this.spareHere = new Promise((arrived) => {
      spare.onmessage = () => arrived();
      spare.onerror = () => {
        if (this.spare === spare) this.spare = null;
        arrived();
      };
    });
  }

  private spawn(): WorkerLike | null {
    try {
      return this.parts.spawn();
    } catch {
      return null;
    }
  }

  private restLater(): void {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => {
      // Without a spare at hand, the running worker is the only sure one.
      if (this.waiting || !this.spare) return;
      this.active?.terminate();
      this.active = null;
    }, this.parts.idleAfter);
  }
}
