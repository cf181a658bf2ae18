import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { WorkerClient, type WorkerLike } from "../../src/analysis/client";
import type { FromWorker, ToWorker } from "../../src/analysis/protocol";
import { AnalysisService } from "../../src/analysis/service";
import { OPTIONS, finding, report } from "./fixture";

type Behaviour = (message: ToWorker & { kind: "call" }) => FromWorker | "silence";

class FakeWorker implements WorkerLike {
  onmessage: WorkerLike["onmessage"] = null;
  onerror: WorkerLike["onerror"] = null;
  ended = false;
  heard: ToWorker[] = [];

  constructor(private readonly behave: Behaviour) {
    setTimeout(() => this.onmessage?.({ data: { kind: "here" } } as MessageEvent<FromWorker>), 0);
  }

  postMessage(message: ToWorker): void {
    this.heard.push(message);
    if (message.kind !== "call") return;
    const answer = this.behave(message);
    if (answer === "silence") return;
    queueMicrotask(() => {
      if (!this.ended) this.onmessage?.({ data: answer } as MessageEvent<FromWorker>);
    });
  }

  terminate(): void {
    this.ended = true;
  }

  get started(): boolean {
    return this.heard[0]?.kind === "start";
  }
}

const answering: Behaviour = (message) => ({
  kind: "done",
  id: message.id,
  gives: message.name === "review" ? report([finding(message.takes.text, "high")]) : "1.0.0",
});

const MODULE = {} as WebAssembly.Module;
let workers: FakeWorker[];

function clientOf(behave: Behaviour, spawn = (): FakeWorker => new FakeWorker(behave)): WorkerClient {
  workers = [];
  return new WorkerClient({
    spawn: () => {
      const worker = spawn();
      workers.push(worker);
      return worker;
    },
    module: () => Promise.resolve(MODULE),
    idleAfter: 1000,
  });
}

async function prepared(client: WorkerClient): Promise<void> {
  const preparing = client.prepare();
  await vi.advanceTimersByTimeAsync(1);
  await preparing;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a worker is started with the compiled core before its first call, and a spare stands by", async () => {
  const client = clientOf(answering);
  await prepared(client);
  expect(workers.map((worker) => worker.started)).toEqual([true, false]);
  expect(await client.call("version", {}, 1000)).toBe("1.0.0");
  expect(workers[0]?.heard[0]).toEqual({ kind: "start", module: MODULE });
});

test("a hang ends the worker, says so, and the spare answers the next call", async () => {
  const client = clientOf((message) => (message.name === "version" ? answering(message) : "silence"));
  await prepared(client);
  const hanging = client.call("review", { text: "x", options: OPTIONS }, 10_000);
  const outcome = expect(hanging).rejects.toMatchObject({ kind: "hung", message: expect.stringContaining("10 seconds") });
  await vi.advanceTimersByTimeAsync(10_000);
  await outcome;
  expect(workers[0]?.ended).toBe(true);
  expect(await client.call("version", {}, 1000)).toBe("1.0.0");
  expect(workers[1]?.started).toBe(true);
});

test("after a crash a restart works even where no further worker can be loaded", async () => {
  let spawned = 0;
  const crashing: Behaviour = (message) => (message.name === "version" ? answering(message) : { kind: "crashed", id: message.id, message: "unreachable" });
  const client = clientOf(answering, () => {
    spawned += 1;
    if (spawned > 2) throw new Error("the network is cut");
    return new FakeWorker(spawned === 1 ? crashing : answering);
  });
  await prepared(client);
  await expect(client.call("write", { what: "review-markdown", text: "", options: OPTIONS }, 1000)).rejects.toMatchObject({ kind: "crashed" });
  expect(await client.call("version", {}, 1000)).toBe("1.0.0");
});

test("a worker that dies of itself counts as a crash", async () => {
  const client = clientOf(() => "silence");
  const call = client.call("version", {}, 1000);
  const outcome = expect(call).rejects.toMatchObject({ kind: "crashed" });
  await vi.advanceTimersByTimeAsync(1);
  workers[0]?.onerror?.({} as ErrorEvent);
  await outcome;
});

test("the core's refusal keeps the worker and carries its hint", async () => {
  const client = clientOf((message) => ({ kind: "refused", id: message.id, message: "not a Word file", hint: "save it as .docx" }));
  await expect(client.call("read", { bytes: new Uint8Array(), name: "a.docx" }, 1000)).rejects.toMatchObject({
    kind: "refused", message: "Not a Word file.", hint: "Save it as .docx.",
  });
  expect(workers[0]?.ended).toBe(false);
});

test("a core that cannot be loaded is said to be unavailable, and the next call tries again", async () => {
  let loads = 0;
  const client = new WorkerClient({
    spawn: () => new FakeWorker(answering),
    module: () => (++loads === 1 ? Promise.reject(new Error("offline")) : Promise.resolve(MODULE)),
    idleAfter: 1000,
  });
  await expect(client.call("version", {}, 1000)).rejects.toMatchObject({ kind: "unavailable" });
  expect(await client.call("version", {}, 1000)).toBe("1.0.0");
});

test("an idle worker is ended while a spare stands ready, and the spare serves the next call", async () => {
  const client = clientOf(answering);
  await client.call("version", {}, 1000);
  await vi.advanceTimersByTimeAsync(1001);
  expect(workers[0]?.ended).toBe(true);
  expect(await client.call("version", {}, 1000)).toBe("1.0.0");
  expect(workers[1]?.started).toBe(true);
});

test("an idle worker without a spare is kept", async () => {
  let spawned = 0;
  const client = clientOf(answering, () => {
    spawned += 1;
    if (spawned > 1) throw new Error("the network is cut");
    return new FakeWorker(answering);
  });
  await client.call("version", {}, 1000);
  await vi.advanceTimersByTimeAsync(5000);
  expect(workers[0]?.ended).toBe(false);
});

test("of several reviews asked for in a row only the first running and the last are made", async () => {
  const client = clientOf(answering);
  const service = new AnalysisService(client);
  const outcomes = await Promise.all(["a", "b", "c"].map((text) => service.review(text, OPTIONS)));
  expect(outcomes.map(({ kind }) => kind)).toEqual(["superseded", "superseded", "report"]);
  const reviewed = workers[0]?.heard.flatMap((message) => (message.kind === "call" && message.name === "review" ? [message.takes.text] : []));
  expect(reviewed).toEqual(["c"]);
});

test("an answer that arrives after a newer question is dropped", async () => {
  let release: (() => void) | undefined;
  const client = clientOf((message) => {
    if (message.name === "review" && message.takes.text === "slow") {
      release = () => workers[0]?.onmessage?.({ data: answering(message) } as MessageEvent<FromWorker>);
      return "silence";
    }
    return answering(message);
  });
  const service = new AnalysisService(client);
  const slow = service.review("slow", OPTIONS);
  await vi.advanceTimersByTimeAsync(1);
  const fresh = service.review("fresh", OPTIONS);
  release?.();
  expect((await slow).kind).toBe("superseded");
  expect(await fresh).toMatchObject({ kind: "report", report: { findings: [{ id: "fresh" }] } });
});

test("cancel ends the running review", async () => {
  const client = clientOf(() => "silence");
  const service = new AnalysisService(client);
  const running = service.review("x", OPTIONS);
  const outcome = expect(running).rejects.toMatchObject({ kind: "cancelled" });
  await vi.advanceTimersByTimeAsync(1);
  service.cancel();
  await outcome;
  expect(workers[0]?.ended).toBe(true);
});
