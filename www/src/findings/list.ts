// <finding-list>: the findings in reading order: the points to talk about first, the others that are
// worth a card, the rest folded by topic, faults of the drafting at the end. With keyboard steps.
// In: findings, a filter, the reviewed text, which one is open. Out: the cards' own events;
// "words-entered" when the keyboard asks to go into the contract.

import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Finding } from "../generated";
import { shared } from "../styles/shared";
import { type Arrangement, type FindingFilter, type Fold, NO_FILTER, arrange, shownOfCause } from "./arrange";
import type { FindingCard } from "./card";
import { type FindingGroup, countBySeverity } from "./order";
import { SEVERITY_WORD, plural, topicWord } from "./words";
import "./card";

/** Few drafting faults are shown, many are folded. */
const DRAFTING_SHOWN = 3;

@customElement("finding-list")
export class FindingList extends LitElement {
  @property({ attribute: false }) findings: readonly Finding[] = [];
  @property({ attribute: false }) filter: FindingFilter = NO_FILTER;
  @property({ attribute: false }) text = "";
  @property({ attribute: false }) openId: string | null = null;
  /** On paper every finding is shown whole. */
  @property({ type: Boolean }) whole = false;
  /** Keys of the folds that the user has opened. */
  @state() private unfolded: ReadonlySet<string> = new Set();

  static override styles = [
    shared,
    css`
      :host { display: block; }
      .list { display: grid; gap: 0.65rem; }
      .list > .label { margin-top: 0.9rem; }
      .list > .label:first-child { margin-top: 0; }
      .group { display: grid; gap: 0.4rem; padding: 0.55rem 0 0.1rem 0.75rem; border-left: 2px solid var(--rule-strong); }
      .cause { font-size: 0.75rem; color: var(--ink-faint); }
      .fold { border-bottom: 1px solid var(--rule); }
      .folds { display: grid; border-top: 1px solid var(--rule); }
      .opener { display: flex; align-items: baseline; gap: 0.55rem; width: 100%; padding: 0.6rem 0.1rem; border: 0; background: none; text-align: start; font-size: 0.875rem; color: var(--ink); }
      .opener:hover { color: var(--accent); }
      .opener::before { content: ""; flex: none; width: 0.36rem; height: 0.36rem; border: solid var(--ink-faint); border-width: 0 1.5px 1.5px 0; transform: rotate(-45deg) translateY(-0.1rem); transition: transform 120ms; }
      .opener[aria-expanded="true"]::before { transform: rotate(45deg) translateY(-0.1rem); }
      .opener .tally { margin-inline-start: auto; font-size: 0.75rem; color: var(--ink-faint); }
      .inside { display: grid; gap: 0.5rem; padding: 0.1rem 0 0.85rem; }
      .more { justify-self: start; font-size: 0.8125rem; }
    `,
  ];

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("openId")) this.unfoldFor(this.openId);
  }

  override render() {
    const { first, further, folds, drafting } = this.arrangement;
    const several = further.length + folds.length > 0;
    return html`<div class="list" @keydown=${this.onKey}>
      ${first.length > 0 && several ? html`<h3 class="label">Talk about these first</h3>` : nothing} ${this.drawGroups(first)}
      ${first.length > 0 && further.length > 0 ? html`<h3 class="label">Then these</h3>` : nothing} ${this.drawGroups(further)}
      ${folds.length > 0 ? html`<h3 class="label">The rest, by topic</h3><div class="folds">${repeat(folds, ({ topic }) => topic, (fold) => this.drawFold(fold))}</div>` : nothing}
      ${drafting.length > 0 ? this.drawDrafting(drafting) : nothing}
    </div>`;
  }

  /** Moves the focus to the next or the previous card. */
  step(by: 1 | -1): void {
    const cards = this.cards;
    if (cards.length === 0) return;
    const here = cards.findIndex((card) => card === this.focusedCard);
    const next = here < 0 ? (by === 1 ? 0 : cards.length - 1) : Math.min(Math.max(here + by, 0), cards.length - 1);
    cards[next]?.focusHead();
  }

  focusCard(id: string): void {
    this.cards.find((card) => card.finding.id === id)?.focusHead();
  }

  /** The finding after this one as they are shown, or before it where it is the last. */
  neighbourOf(id: string): string | undefined {
    const shown = this.cards.map((card) => card.finding.id);
    const place = shown.indexOf(id);
    return place < 0 ? undefined : (shown[place + 1] ?? shown[place - 1]);
  }

  /** Opening one card closes another above it, which would move the first out of sight. */
  override updated(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has("openId") || this.openId === null) return;
    const opened = this.cards.find((card) => card.finding.id === this.openId);
    void opened?.updateComplete.then(() => opened.keepHeadInView());
  }

  private get arrangement(): Arrangement {
    return arrange(this.findings, this.filter);
  }

  private drawGroups(groups: readonly FindingGroup[]): TemplateResult {
    return html`${repeat(groups, ({ key }) => key, (group) => this.drawGroup(group))}`;
  }

  private drawGroup(group: FindingGroup): TemplateResult {
    const { key, findings } = group;
    if (findings.length === 1) return this.drawCards(findings);
    const shown = this.isUnfolded(causeKey(key)) ? findings : shownOfCause(group);
    return html`<section class="group" aria-label="Findings with one root cause">
      <p class="cause">One root cause, ${findings.length} findings</p>
      ${this.drawCards(shown)}
      ${shown.length < findings.length ? html`<button class="link more no-print" @click=${() => this.toggle(causeKey(key))}>${findings.length - shown.length} more with this cause</button>` : nothing}
    </section>`;
  }

  private drawFold({ topic, findings, smaller }: Fold): TemplateResult {
    const tally = smaller ? "" : countBySeverity(findings).map(({ severity, count }) => `${count} ${SEVERITY_WORD[severity].toLowerCase()}`).join(", ");
    const words = `${plural(findings.length, smaller ? "smaller point" : "more point", smaller ? "smaller points" : "more points")} in ${topicWord(topic).toLowerCase()}`;
    return html`<div class="fold">${this.drawFoldable(topicKey(topic), words, tally, findings)}</div>`;
  }

  private drawDrafting(findings: readonly Finding[]): TemplateResult {
    if (findings.length <= DRAFTING_SHOWN) return html`<h3 class="label">Drafting</h3>${this.drawCards(findings)}`;
    return html`<h3 class="label">Drafting</h3>
      <div class="folds"><div class="fold">${this.drawFoldable(topicKey("drafting"), `${findings.length} faults in the drafting`, "", findings)}</div></div>`;
  }

  private drawFoldable(key: string, words: string, tally: string, findings: readonly Finding[]): TemplateResult {
    const open = this.isUnfolded(key);
    return html`<button class="opener" aria-expanded=${open ? "true" : "false"} @click=${() => this.toggle(key)}><span>${words}</span>${tally ? html`<span class="tally">${tally}</span>` : nothing}</button>
      ${open ? html`<div class="inside">${this.drawCards(findings)}</div>` : nothing}`;
  }

  private drawCards(findings: readonly Finding[]): TemplateResult {
    return html`${repeat(
      findings,
      ({ id }) => id,
      (finding) => html`<finding-card data-rule=${finding.rule} .finding=${finding} .text=${this.text} ?open=${this.whole || finding.id === this.openId}></finding-card>`,
    )}`;
  }

  private isUnfolded(key: string): boolean {
    return this.whole || this.unfolded.has(key);
  }

  private toggle(key: string): void {
    const keys = new Set(this.unfolded);
    if (!keys.delete(key)) keys.add(key);
    this.unfolded = keys;
  }

  /** What is opened from the contract may be folded here. */
  private unfoldFor(id: string | null): void {
    const { first, further, folds, drafting } = this.arrangement;
    const holds = (findings: readonly Finding[]): boolean => findings.some((finding) => finding.id === id);
    const folded = folds.filter(({ findings }) => holds(findings)).map(({ topic }) => topicKey(topic));
    const causes = [...first, ...further].filter((group) => holds(group.findings) && !holds(shownOfCause(group))).map(({ key }) => causeKey(key));
    const faults = holds(drafting) ? [topicKey("drafting")] : [];
    this.unfolded = new Set([...this.unfolded, ...folded, ...causes, ...faults]);
  }

  private get cards(): FindingCard[] {
    return [...this.renderRoot.querySelectorAll("finding-card")];
  }

  private get focusedCard(): FindingCard | null {
    const focused = (this.renderRoot as ShadowRoot).activeElement;
    return focused?.localName === "finding-card" ? (focused as FindingCard) : null;
  }

  private onKey(event: KeyboardEvent): void {
    const card = this.focusedCard;
    if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
    const onHead = event.composedPath()[0] === card.renderRoot.querySelector(".head");
    const act = this.actionFor(event.key, card, onHead);
    if (!act) return;
    event.preventDefault();
    act();
  }

  private actionFor(key: string, card: FindingCard, onHead: boolean): (() => void) | null {
    if (onHead && key === "ArrowDown") return () => this.step(1);
    if (onHead && key === "ArrowUp") return () => this.step(-1);
    if (onHead && key === "Enter") return () => this.tell("words-entered", card.finding);
    if (key === "t" && card.open) return () => card.takeShown();
    if (key === "d") return () => this.tell("dismiss", card.finding);
    return null;
  }

  private tell<T>(name: string, detail: T): void {
    this.dispatchEvent(new CustomEvent<T>(name, { detail, bubbles: true, composed: true }));
  }
}

function topicKey(topic: string): string {
  return `topic ${topic}`;
}

function causeKey(group: string): string {
  return `cause ${group}`;
}

declare global {
  interface HTMLElementTagNameMap {
    "finding-list": FindingList;
  }
}
