// Reports of the core replaced on their way to the page: for reviews that no short contract gives.

import type { Page } from "@playwright/test";
import type { Report } from "../../src/generated";

/** From now on every review answers with these parts instead of its own. */
export async function plantReport(page: Page, parts: Partial<Report>): Promise<void> {
  for (const worker of page.workers()) {
    await worker.evaluate((planted) => {
      const answer = self.postMessage.bind(self);
      self.postMessage = (message: { kind: string; gives?: object }) => {
        const isReport = message.kind === "done" && typeof message.gives === "object" && "findings" in message.gives;
        answer(isReport ? { ...message, gives: { ...message.gives, ...planted } } : message);
      };
    }, parts);
  }
}
