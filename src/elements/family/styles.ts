import { css } from 'lit';

/** A table while there is room; in a narrow column each row is a card: picture on the left, words beside it. */
export const familyStyles = css`
  :host { display: block; color: var(--_ink); font: var(--reg-font-size, 14px)/1.45 var(--_sans); container-type: inline-size; }
  :host([hidden]) { display: none; }
  table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
  caption { text-align: start; color: var(--_muted); padding: 0 0 0.6em; }
  thead th { text-align: start; font-weight: 400; font-size: 0.93em; color: var(--_muted); padding: 0 0.9em 0.35em 0; }
  tbody tr { border-top: 1px solid var(--_rule); cursor: pointer; }
  td, tbody th { vertical-align: top; text-align: start; padding: 0.7em 0.9em 0.7em 0; font-weight: 400; }
  td:last-child { padding-inline-end: 0; }
  .picture { width: 104px; }
  .picture { padding-inline-start: 9px; }
  tbody tr.chosen .picture { padding-inline-start: 6px; border-inline-start: 3px solid var(--_penalty); }
  thead th:first-child { padding-inline-start: 9px; }
  tbody th .amount { display: block; margin-top: 0.2em; }
  tbody th { max-width: 14em; }
  button { min-height: 26px; padding: 0 0.5em; margin-inline-start: -0.5em; border: 0; border-radius: 3px; background: none; color: inherit; font: inherit; font-weight: 650; cursor: pointer; white-space: nowrap; }
  tr:hover button { background: color-mix(in srgb, var(--_penalty) 12%, transparent); }
  button:focus-visible { outline: 2px solid var(--_penalty); outline-offset: 1px; }
  .price { color: var(--_muted); max-width: 20em; }
  .theta { display: block; font-weight: 650; white-space: nowrap; }
  .support { display: block; }
  .effect .mark summary { min-height: 24px; width: fit-content; }
  .complaint { margin: 0.4em 0; padding-inline-start: 0.7em; border-inline-start: 3px solid var(--_penalty); }
  @container (max-width: 38rem) {
    table, tbody, caption { display: block; }
    thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    tbody tr { display: grid; grid-template-columns: 113px minmax(0, 1fr); column-gap: 0.9em; padding: 0.7em 0; }
    tbody th, td { padding: 0 0 0.25em; }
    tbody tr .picture { grid-row: 1 / span 3; width: auto; padding-block: 0; padding-inline-end: 0; }
    .price, tbody th { max-width: none; }
  }
  @container (max-width: 17rem) {
    tbody tr { grid-template-columns: minmax(0, 1fr); row-gap: 0.3em; }
    tbody tr .picture { grid-row: auto; }
  }
`;
