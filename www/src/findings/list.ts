// <finding-list>: the findings in reading order, in groups of one root cause, with keyboard steps.
// In: findings, the reviewed text, which one is open. Out: the cards' own events; "words-entered" when
// the keyboard asks to go into the contract.

import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Finding } from "../generated";
import { shared } from "../styles/shared";
import type { FindingCard } from "./card";
import { type FindingGroup, groupFindings } from "./order";
import "./card";

@customElement("finding-list")
export class FindingList extends LitElement {
  @property({ attribute: false }) findings: readonly Finding[] = [];
  @property({ attribute: false }) text = "";
  @property({ attribute: false }) openId: string | null = null;
  /** On paper every finding is shown whole. */
  @property({ type: Boolean }) whole = false;

  static override styles = [
    shared,
    css`
      :host { display: block; }
      .list { display: grid; gap: 0.65rem; }
      .group { display: grid; gap: 0.4rem; padding: 0.55rem 0 0.1rem 0.75rem; border-left: 2px solid var(--rule-strong); }
      .cause { font-size: 0.75rem; color: var(--ink-faint); }
    `,
  ];

  override render() {
    return html`<div class="list" @keydown=${this.onKey}>
      ${repeat(groupFindings(this.findings), ({ key }) => key, (group) => this.drawGroup(group))}
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

  /** Opening one card closes another above it, which would move the first out of sight. */
  override updated(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has("openId") || this.openId === null) return;
    const opened = this.cards.find((card) => card.finding.id === this.openId);
    void opened?.updateComplete.then(() => opened.keepHeadInView());
  }

  private drawGroup({ findings }: FindingGroup) {
    const cards = repeat(findings, ({ id }) => id, (finding) => this.drawCard(finding));
    if (findings.length === 1) return html`${cards}`;
    return html`<section class="group" aria-label="Findings with one root cause"><p class="cause">One root cause, ${findings.length} findings</p>${cards}</section>`;
  }

  private drawCard(finding: Finding) {
    return html`<finding-card data-rule=${finding.rule} .finding=${finding} .text=${this.text} ?open=${this.whole || finding.id === this.openId}></finding-card>`;
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


declare global {
  interface HTMLElementTagNameMap {
    "finding-list": FindingList;
  }
}
