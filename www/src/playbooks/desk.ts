// <playbook-desk>: joins the playbooks' parts with the session: the editor, the page on a rule, and the
// offer of a playbook that the address brings. It draws nothing while nobody asks.

import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Session } from "../app/session";
import type { Deal, PlaybookCheck } from "../generated";
import { shared } from "../styles/shared";
import type { MadePlaybook, PlaybookEditor } from "./editor";
import { type Brought, broughtBy } from "./fragment";
import type { RulePageDialog } from "./rule-page";
import "./editor";
import "./rule-page";

@customElement("playbook-desk")
export class PlaybookDesk extends LitElement {
  @property({ attribute: false }) session!: Session;
  @state() private brought: Brought = { kind: "none" };
  @state() private check: PlaybookCheck | null = null;
  @query("playbook-editor") private editor!: PlaybookEditor;
  @query("rule-page") private page!: RulePageDialog;
  private listening: AbortController | null = null;

  static override styles = [
    shared,
    css`
      .offer { position: fixed; z-index: 30; inset-block-end: 1rem; inset-inline: 1rem; max-width: 34rem; margin-inline: auto; padding: 0.9rem 1.1rem 1rem; border: 1px solid var(--rule-strong); border-radius: 10px; background: var(--card); color: var(--ink); box-shadow: var(--shadow); font-size: 0.875rem; }
      .offer p { overflow-wrap: anywhere; }
      pre { max-height: 9rem; overflow: auto; margin: 0.5rem 0 0; font: 400 0.75rem/1.45 ui-monospace, monospace; white-space: pre; }
      .actions { display: flex; gap: 0.5rem; margin-top: 0.7rem; }
      @media print { .offer { display: none; } }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.listening = new AbortController();
    const { signal } = this.listening;
    const on = <T>(name: string, answer: (detail: T) => void): void =>
      document.addEventListener(name, (event) => answer((event as CustomEvent<T>).detail), { signal });
    on<string | null>("playbook-chosen", (name) => this.session.choosePlaybook(name));
    on<null>("playbook-edit", () => void this.editor.show());
    on<MadePlaybook>("playbook-made", ({ own, fits }) => this.session.useOwnPlaybook(own, fits));
    on<Deal>("deal-told", (deal) => this.session.tellDeal(deal));
    on<string>("about-rule", (rule) => void this.explain(rule));
    window.addEventListener("hashchange", () => void this.readAddress(), { signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.listening?.abort();
  }

  override firstUpdated(): void {
    void this.readAddress();
    void this.session.loadPlaybooks().catch(() => undefined);
  }

  override render() {
    return html`<playbook-editor .session=${this.session}></playbook-editor><rule-page></rule-page>${this.drawOffer()}`;
  }

  private drawOffer() {
    const { brought, check } = this;
    if (brought.kind === "none") return nothing;
    const sound = check?.playbook && check.faults.length === 0;
    const words = brought.kind === "refused" ? brought.why
      : check === null ? "The address brings a playbook. It is being tested."
      : sound ? `The address brings a playbook, “${check.playbook?.name}”, with positions on ${check.rules} rules. Nothing has been changed by it yet.`
      : "The address brings a playbook that is not sound. It is not used.";
    return html`<div class="offer" role="region" aria-label="Playbook in the address">
      <p role="status">${words}</p>
      ${check && check.faults.length > 0 ? html`<pre tabindex="0">${check.faults.join("\n\n")}</pre>` : nothing}
      <div class="actions">
        ${sound ? html`<button class="button primary" @click=${this.accept}>Use it</button>` : nothing}
        <button class="button" @click=${() => (this.brought = { kind: "none" })}>${sound ? "Leave it" : "Close"}</button>
      </div>
    </div>`;
  }

  private async readAddress(): Promise<void> {
    const brought = broughtBy(location.hash);
    this.brought = brought;
    this.check = null;
    if (brought.kind !== "text") return;
    const check = await this.session.checkPlaybook(brought.text).catch((): PlaybookCheck => ({ playbook: null, rules: 0, faults: ["It could not be tested."] }));
    if (this.brought === brought) this.check = check;
  }

  private readonly accept = (): void => {
    const fits = this.check?.playbook;
    if (this.brought.kind !== "text" || !fits) return;
    this.session.useOwnPlaybook({ name: fits.name, text: this.brought.text }, fits);
    this.brought = { kind: "none" };
  };

  private async explain(rule: string): Promise<void> {
    const pages = await this.session.pages().catch(() => []);
    const page = pages.find((one) => one.rule === rule);
    if (page) await this.page.show(page);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "playbook-desk": PlaybookDesk;
  }
}
