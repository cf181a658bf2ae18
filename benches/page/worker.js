// Holds the core, as the page's own worker does, and tells how long each call took in here.

import * as core from "./pkg/clausewright.js";

let exports = null;
let idle = true;

self.onmessage = ({ data: message }) => {
  const began = performance.now();
  const given = WORK[message.kind](message);
  self.postMessage({ given, core: performance.now() - began, memory: exports.memory.buffer.byteLength });
};

const WORK = { start, review, read, write };

function start({ module }) {
  exports = core.initSync({ module });
  core.prepare();
  rehearse(0);
  return null;
}

function rehearse(step) {
  setTimeout(() => {
    if (idle && core.rehearse(step)) rehearse(step + 1);
  });
}

function review({ text, options }) {
  idle = false;
  return core.review(text, options);
}

function read({ bytes }) {
  idle = false;
  return core.read_file(bytes, "contract.docx");
}

function write({ bytes, original, edited }) {
  return core.redline_edited(bytes, "contract.docx", original, edited, { author: "Ann", date: "2026-11-22", form: "tracked", remarks: [], layout: "paragraphs" });
}
