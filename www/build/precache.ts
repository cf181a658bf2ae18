// Gives the service worker the list of files that make up the page, so that it works offline.
// In: the finished `dist` folder. Out: `dist/sw.js` with the list and a version made from it.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Plugin, ResolvedConfig } from "vite";

const WORKER = "sw.js";

export function precache(): Plugin {
  let config: ResolvedConfig;
  return {
    name: "precache",
    apply: "build",
    configResolved(resolved) {
      config = resolved;
    },
    closeBundle: {
      order: "post",
      sequential: true,
      handler() {
        fillList(join(config.root, config.build.outDir));
      },
    },
  };
}

function fillList(dist: string): void {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dist, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((name) => name !== WORKER)
    .sort();
  const digest = createHash("sha256");
  for (const name of files) digest.update(name).update(readFileSync(join(dist, name)));
  const script = join(dist, WORKER);
  const source = readFileSync(script, "utf8");
  const filled = source
    .replace(/["'`]__FILES__["'`]/, () => JSON.stringify(files))
    .replace("__VERSION__", digest.digest("hex").slice(0, 12));
  if (/__(FILES|VERSION)__/.test(filled)) throw new Error(`${WORKER} has no place for the list of files`);
  writeFileSync(script, filled);
}
