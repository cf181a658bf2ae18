import { defineConfig } from "vitest/config";
import { contentSecurityPolicy } from "./build/policy.ts";
import { precache } from "./build/precache.ts";

export default defineConfig({
  base: "./",
  plugins: [contentSecurityPolicy(), precache()],
  worker: { format: "es" },
  build: {
    target: ["chrome123", "firefox128", "safari17.5"],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { page: "index.html", sw: "src/offline/service-worker.ts" },
      output: {
        entryFileNames: (chunk) => (chunk.name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
      },
    },
  },
  server: { fs: { allow: [".."] } },
  test: { include: ["tests/unit/**/*.test.ts"], environment: "node" },
});
