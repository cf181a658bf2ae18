// Styles that every component shares: resets, buttons, labels, focus.

import { css } from "lit";

export const shared = css`
  *, *::before, *::after { box-sizing: border-box; }
  [hidden] { display: none !important; }
  h1, h2, h3, h4, p, ul, ol, dl, dd, figure, blockquote, fieldset { margin: 0; padding: 0; }
  ul, ol { list-style: none; }
  fieldset { border: 0; min-width: 0; }
  button, select, input, textarea { font: inherit; color: inherit; }
  button { cursor: pointer; }
  :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 4px; }

  .label {
    font: 600 0.6875rem/1.4 var(--sans);
    letter-spacing: 0.09em;
    text-transform: uppercase;
    color: var(--ink-faint);
  }
  .button {
    display: inline-flex; align-items: center; justify-content: center; gap: 0.4rem;
    min-height: 2rem; padding: 0.3rem 0.8rem;
    border: 1px solid var(--rule-strong); border-radius: 6px;
    background: var(--card); color: var(--ink);
    font-size: 0.8125rem; font-weight: 500; line-height: 1.2; text-decoration: none; white-space: nowrap;
    transition: background-color 120ms, border-color 120ms;
  }
  .button:hover { border-color: var(--accent); background: var(--accent-wash); }
  .button.primary { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); }
  .button.primary:hover { filter: brightness(1.12); }
  .button.quiet { border-color: transparent; background: none; color: var(--ink-soft); }
  .button.quiet:hover { background: var(--accent-wash); color: var(--ink); }
  .chip {
    min-height: 1.5rem; padding: 0.1rem 0.6rem; border: 1px solid var(--rule-strong); border-radius: 999px;
    background: none; color: var(--ink-soft); font-size: 0.75rem; line-height: 1.4; white-space: nowrap;
  }
  .chip:hover { border-color: var(--accent); color: var(--ink); }
  .chip[aria-pressed="true"] { border-color: var(--accent); background: var(--accent-wash); color: var(--ink); }
  .link {
    padding: 0; border: 0; background: none; color: var(--accent);
    text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.2em;
  }
  .spoken {
    position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    * { transition: none !important; animation: none !important; }
  }
  @media print {
    .no-print { display: none !important; }
  }
`;

/** What stands below `data-severity` is in its tone. */
export const severityTones = css`
  [data-severity="critical"] { --tone: var(--tone-critical); }
  [data-severity="high"] { --tone: var(--tone-high); }
  [data-severity="medium"] { --tone: var(--tone-medium); }
  [data-severity="low"] { --tone: var(--tone-low); }
  [data-severity="info"] { --tone: var(--tone-info); }
`;
