// Draws one topic of the key terms. Contract text only ever becomes text nodes.

import { css, html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { CONFIDENCE_WORD, plural } from "../findings/words";
import { type TermGroup, type TermLine, type TopicEntry, isUnsure, placeWords, termAsText } from "./entries";
import "../findings/copy-button";

export interface TopicDrawing {
  chosenKey: string | null;
  absent: "hidden" | "folded" | "open";
  choose: (line: TermLine) => void;
}

export function drawTopic(entry: TopicEntry, drawing: TopicDrawing): TemplateResult {
  return html`<section class="topic ${entry.groups.length === 0 ? "silent" : ""}" aria-label=${entry.name}>
    <h3>${entry.name}</h3>
    ${entry.groups.length > 0 ? html`<ul class="groups">${repeat(entry.groups, ({ name }) => name, (group) => drawGroup(group, drawing))}</ul>` : nothing}
    ${drawAbsent(entry.notStated, drawing.absent)}
  </section>`;
}

function drawGroup(group: TermGroup, drawing: TopicDrawing): TemplateResult {
  return html`<li class="group ${group.contradicted ? "contradicted" : ""}">
    <span class="name" aria-hidden="true">${group.name}</span>
    <div class="said">
      <ul>${repeat(group.lines, ({ key }) => key, (line) => drawLine(line, drawing))}</ul>
      ${group.contradicted ? html`<p class="otherwise">${otherwise(group)}</p>` : nothing}
    </div>
  </li>`;
}

function otherwise({ lines }: TermGroup): string {
  const at = lines.filter(({ term }) => term.contradicted).map(({ term }) => placeWords(term));
  const places = at.length > 1 && at.every(Boolean) ? ` Compare ${at.slice(0, -1).join(", ")} and ${at.at(-1)}.` : "";
  return `Says otherwise elsewhere.${places}`;
}

function drawLine(line: TermLine, { chosenKey, choose }: TopicDrawing): TemplateResult {
  const { key, term } = line;
  const chosen = key === chosenKey;
  const place = placeWords(term);
  return html`<li class="line" ?data-chosen=${chosen}>
    <button class="value" data-key=${key} aria-pressed=${chosen ? "true" : "false"} title="Show these words in the contract" @click=${() => choose(line)}>
      <span class="spoken">${term.name}: </span><span class="words">${sentenceCase(term.value ?? "")}</span>${isUnsure(term)
        ? html` <span class="unsure" title=${CONFIDENCE_WORD[term.confidence] ?? ""}>unsure</span>`
        : nothing}
    </button>
    <span class="place"><span class="spoken">${place ? "Clause " : ""}</span>${place}</span>
    ${chosen
      ? html`<div class="evidence">
          <blockquote>“${term.quote}”</blockquote>
          <copy-button class="no-print" label="Copy" .text=${termAsText(term)}></copy-button>
        </div>`
      : nothing}
  </li>`;
}

/** A capital for a common word; names keep the letters that they have. */
function sentenceCase(words: string): string {
  return /^[a-z]+(?![\p{L}\p{N}])/u.test(words) ? words.charAt(0).toUpperCase() + words.slice(1) : words;
}

function drawAbsent(names: readonly string[], absent: TopicDrawing["absent"]) {
  if (names.length === 0 || absent === "hidden") return nothing;
  return html`<details class="absent" ?open=${absent === "open"}>
    <summary>${plural(names.length, "term")} not stated</summary>
    <ul>${names.map((name) => html`<li>${name}</li>`)}</ul>
  </details>`;
}

export const topicStyles = css`
  .topic { padding-top: 1.5rem; }
  .topic + .topic { margin-top: 0.35rem; }
  .topic h3 { padding-bottom: 0.35rem; border-bottom: 1px solid var(--rule-strong); font: 600 1.0625rem/1.35 var(--serif); letter-spacing: 0.003em; }
  .silent { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1rem; padding-top: 1.1rem; }
  .silent h3 { border: 0; padding: 0; color: var(--ink-soft); font-weight: 400; }
  .silent + .silent { margin-top: 0; padding-top: 0.25rem; }
  .silent details[open] { flex-basis: 100%; }
  .group { display: grid; grid-template-columns: minmax(0, 10.25rem) minmax(0, 1fr); column-gap: 1rem; border-bottom: 1px solid var(--rule); }
  .groups > .group:last-child { border-bottom: 0; }
  .name { padding: 0.56rem 0 0.4rem; font-size: 0.8125rem; line-height: 1.45; color: var(--ink-soft); text-wrap: pretty; }
  .said { min-width: 0; }
  .line { display: grid; grid-template-columns: minmax(0, 1fr) auto; column-gap: 0.85rem; align-items: start; border-radius: 5px; }
  .line + .line { border-top: 1px dashed var(--rule); }
  .line[data-chosen] { background: var(--accent-wash); box-shadow: -0.6rem 0 0 var(--accent-wash), inset 2px 0 0 -0.6rem var(--accent); }
  .value { padding: 0.45rem 0; border: 0; background: none; text-align: start; font: 400 0.9688rem/1.5 var(--serif); overflow-wrap: anywhere; text-wrap: pretty; border-radius: 3px; }
  .line:hover .value, .line[data-chosen] .value { color: var(--accent); }
  .place { padding: 0.56rem 0.4rem 0 0; max-width: 6.25rem; font: 400 0.75rem/1.5 var(--sans); font-variant-numeric: tabular-nums lining-nums; color: var(--ink-faint); text-align: end; overflow-wrap: anywhere; }
  .unsure { padding: 0.02rem 0.4rem; border: 1px dashed var(--tone-medium); border-radius: 999px; font: 500 0.6875rem/1.5 var(--sans); color: var(--tone-medium); white-space: nowrap; vertical-align: 0.08em; }
  .evidence { grid-column: 1 / -1; padding: 0 0.4rem 0.7rem 0; display: grid; gap: 0.5rem; justify-items: start; }
  .evidence blockquote { font: italic 400 0.875rem/1.55 var(--serif); color: var(--ink-soft); overflow-wrap: anywhere; text-wrap: pretty; }
  .contradicted .said { padding-inline-start: 0.75rem; margin-inline-start: -0.75rem; border-inline-start: 2px solid var(--tone-high); }
  .contradicted .line[data-chosen] { box-shadow: none; }
  .otherwise { padding: 0 0 0.55rem; font-size: 0.75rem; color: var(--tone-high); }
  .absent { font-size: 0.8125rem; color: var(--ink-faint); }
  .absent summary { padding: 0.5rem 0; cursor: pointer; width: fit-content; }
  .absent summary:hover { color: var(--ink); }
  .absent ul { display: flex; flex-wrap: wrap; gap: 0.1rem 0; padding-bottom: 0.55rem; line-height: 1.6; }
  .absent li:not(:last-child)::after { content: "·"; margin-inline: 0.5rem; color: var(--rule-strong); }
  @container (max-width: 27rem) {
    .group { grid-template-columns: minmax(0, 1fr); }
    .name { padding: 0.6rem 0 0; font-size: 0.75rem; }
    .value { padding-top: 0.1rem; }
    .place { padding-top: 0.2rem; }
    .contradicted .said { margin-inline-start: 0; padding-inline-start: 0.65rem; }
  }
  @media print {
    .topic, .group { break-inside: avoid; }
    .topic h3 { break-after: avoid; }
    .absent summary { display: none; }
    .absent ul { padding-top: 0.35rem; }
    .absent ul::before { content: "Not stated:"; margin-inline-end: 0.5rem; }
    .silent details[open] { flex-basis: auto; }
    .line[data-chosen] { background: none; box-shadow: none; }
    .value, .line[data-chosen] .value { color: inherit; }
  }
`;
