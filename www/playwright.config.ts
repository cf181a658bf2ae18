import { defineConfig } from "@playwright/test";

const PORT = Number(process.env["PORT"] ?? 4391);
const ADDRESS = `http://127.0.0.1:${PORT}/`;
const XTASK = process.env["XTASK"] ?? "cargo run --quiet --package xtask --";

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  reporter: "list",
  timeout: 45_000,
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  use: {
    baseURL: ADDRESS,
    browserName: "chromium",
    viewport: { width: 1440, height: 900 },
    permissions: ["clipboard-read", "clipboard-write"],
    actionTimeout: 10_000,
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env["CHROME"] ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    },
  },
  webServer: { command: `${XTASK} serve --no-build --quiet --port ${PORT}`, url: ADDRESS, cwd: "..", reuseExistingServer: false, timeout: 120_000 },
});
