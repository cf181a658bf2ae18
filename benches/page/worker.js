// Holds the core, as the page's own worker does, and tells how long each call took in here.

import * as core from "./pkg/clausewright.js";

let exports = null;

self.onmessage = ({ data: message }) => {
  const began = performance.now();
  const given = message.kind === "start" ? start(message.module) : core.review(message.text, message.options);
  self.postMessage({ given, core: performance.now() - began, memory: exports.memory.buffer.byteLength });
};

function start(module) {
  exports = core.initSync({ module });
  core.prepare();
  return null;
}
