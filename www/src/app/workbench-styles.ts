// How the page is laid out: the contract beside a view, or one of them on a narrow screen and on paper.

import { css } from "lit";

export const workbenchStyles = css`
  :host { display: grid; grid-template: auto minmax(0, 1fr) / minmax(0, 1fr); height: 100vh; height: 100dvh; }
  main { display: grid; grid-template: "contract tabs" auto "contract state" auto "contract view" minmax(0, 1fr) / minmax(0, 1.25fr) minmax(24rem, 1fr); min-height: 0; }
  .contract { grid-area: contract; min-width: 0; min-height: 0; background: var(--paper); border-inline-end: 1px solid var(--rule); }
  view-tabs { grid-area: tabs; }
  review-state { grid-area: state; background: var(--panel); }
  .view { grid-area: view; min-width: 0; min-height: 0; }
  .drop { position: fixed; inset: 0.75rem; z-index: 50; display: grid; place-items: center; border: 2px dashed var(--accent); border-radius: 14px; background: color-mix(in srgb, var(--paper) 90%, transparent); font: 400 1.5rem/1.4 var(--serif); pointer-events: none; }
  .said { position: fixed; z-index: 40; inset-block-end: 1.25rem; inset-inline: 0; margin-inline: auto; width: fit-content; max-width: calc(100vw - 2rem); padding: 0.55rem 1rem; border-radius: 8px; background: var(--ink); color: var(--paper); font-size: 0.875rem; box-shadow: var(--shadow); }
  .said:empty { display: none; }
  @media (max-width: 56rem) {
    main { grid-template: "tabs" auto "state" auto "front" minmax(0, 1fr) / minmax(0, 1fr); }
    .contract, .view { grid-area: front; border: 0; }
    main[data-front="contract"] .view, main[data-front="view"] .contract { display: none; }
  }
  @media print {
    :host, main { display: block; height: auto; }
    .contract, view-tabs, .said, .drop { display: none !important; }
    main .view:not([hidden]) { display: block !important; }
  }
`;
