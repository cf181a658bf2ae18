// Bad input and a failing core: a sentence that says what to do, nothing lost, no blank page.

import type { Page } from "@playwright/test";
import { SERVICES, textFile, wordFile } from "./contracts";
import { card, contract, expect, openPage, paste, test } from "./page";

const alert = "trouble-note [role=alert]";

test("an empty file", async ({ ready: page }) => {
  await page.getByLabel("Choose a contract file").setInputFiles(textFile("nothing.txt", ""));
  await expect(page.locator(alert)).toContainText("“nothing.txt” is empty.");
});

test("a file of 21 MB", async ({ ready: page }) => {
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(21 * 1024 * 1024)], "huge.txt"));
    return data;
  });
  await page.locator("body").dispatchEvent("drop", { dataTransfer: transfer });
  await expect(page.locator(alert)).toContainText("files up to 20 MB can be read");
});

test("a Word file that is none", async ({ ready: page }) => {
  await page.getByLabel("Choose a contract file").setInputFiles(textFile("fake.docx", "PK\x03\x04 this is no zip"));
  await expect(page.locator(alert)).not.toBeEmpty();
  await expect(page.getByRole("textbox", { name: "Paste the contract here" })).toBeVisible();
});

test("a binary file under a text name", async ({ ready: page }) => {
  const bytes = Buffer.from(Array.from({ length: 4096 }, (_, place) => (place * 197 + 31) % 256));
  await page.getByLabel("Choose a contract file").setInputFiles(textFile("picture.txt", bytes));
  await expect(page.locator(alert)).not.toBeEmpty();
});

test("a refused file leaves the open contract and its review as they are", async ({ ready: page }) => {
  await paste(page, SERVICES);
  await expect(card(page, "payment.long-terms")).toHaveCount(1);
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(["PK\x03\x04 no zip"], "fake.docx"));
    return data;
  });
  await page.locator("body").dispatchEvent("drop", { dataTransfer: transfer });
  await expect(page.locator(alert)).not.toBeEmpty();
  await expect(card(page, "payment.long-terms")).toHaveCount(1);
  await expect(contract(page)).toContainText("Larkspur Hotels");
  await page.locator(alert).getByRole("button", { name: "Close" }).click();
  await expect(page.locator(alert)).toBeEmpty();
});

test("a text that is no contract is not judged, and not called free of findings", async ({ ready: page }) => {
  await paste(page, "Mix the flour with two eggs and a little milk. Rest the dough for an hour. Bake until golden.");
  await expect(page.getByText("This text cannot be judged yet")).toBeVisible();
  await expect(page.locator("findings-pane")).not.toContainText("No findings");
  await expect(page.locator("finding-card")).toHaveCount(0);
});

test("an emptied text says what to do, and undo brings the contract back", async ({ ready: page }) => {
  await paste(page, SERVICES);
  await expect(card(page, "payment.long-terms")).toHaveCount(1);
  await contract(page).press("ControlOrMeta+A");
  await page.keyboard.press("Delete");
  await expect(page.locator(alert)).toContainText("There is no text to review.");
  await page.keyboard.press("ControlOrMeta+Z");
  await expect(card(page, "payment.long-terms")).toHaveCount(1);
  await expect(page.locator(alert)).toBeEmpty();
});

/** For so many milliseconds from now, what a worker does instead of answering. */
async function plant(page: Page, fault: "hang" | "crash", lasts: number): Promise<void> {
  for (const worker of page.workers()) {
    await worker.evaluate(
      ({ fault, until }) => {
        const answer = self.postMessage.bind(self);
        self.postMessage = (message: unknown) => {
          if (Date.now() > until) return answer(message);
          if (fault === "crash") throw new Error("planted");
          for (;;);
        };
      },
      { fault, until: Date.now() + lasts },
    );
  }
}

async function sign(page: Page): Promise<void> {
  await contract(page).press("ControlOrMeta+End");
  await page.keyboard.insertText("Signed.");
}

test("a crash of the worker keeps the text, and the review goes on with the network cut", async ({ page, context }) => {
  await openPage(page);
  await paste(page, SERVICES);
  await expect(card(page, "payment.long-terms")).toHaveCount(1);
  await context.setOffline(true);
  await plant(page, "crash", 5_000);
  await sign(page);
  await expect(page.locator(alert)).toContainText("The review stopped unexpectedly.");
  await expect(contract(page)).toContainText("Signed.");
  await page.waitForTimeout(5_000);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.locator(alert)).toBeEmpty();
  await expect(card(page, "payment.long-terms")).toHaveCount(1);
});

test("a hang is ended after its time, and the review goes on with the network cut", async ({ page, context }) => {
  test.setTimeout(90_000);
  await openPage(page);
  await paste(page, SERVICES);
  await expect(card(page, "payment.long-terms")).toHaveCount(1);
  await context.setOffline(true);
  await plant(page, "hang", 5_000);
  await sign(page);
  await expect(page.getByText("Reading the contract …")).toBeVisible();
  await expect(page.locator(alert)).toContainText("took longer than", { timeout: 30_000 });
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.locator(alert)).toBeEmpty();
  await expect(card(page, "payment.long-terms")).toHaveCount(1);
  await expect(contract(page)).toContainText("Signed.");
});

test("a slow review can be cancelled and started again", async ({ page }) => {
  await openPage(page);
  await paste(page, SERVICES);
  await expect(card(page, "payment.long-terms")).toHaveCount(1);
  await plant(page, "hang", 4_000);
  await sign(page);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.locator(alert)).toContainText("The review was cancelled.");
  await page.waitForTimeout(4_000);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.locator(alert)).toBeEmpty();
  await expect(card(page, "payment.long-terms")).toHaveCount(1);
});

test("a Word file without any text", async ({ ready: page }) => {
  await page.getByLabel("Choose a contract file").setInputFiles(wordFile("blank.docx", [""]));
  await expect(page.locator("trouble-note [role=alert]:not(:empty), .verdict").first()).toBeVisible();
});
