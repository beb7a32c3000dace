import { css } from 'lit';

/** Of the hand on a region's boundary. */
export const boundaryStyles = css`
  .hold { fill: none; stroke: transparent; stroke-width: 16; pointer-events: stroke; cursor: grab; }
  .hold:active { cursor: grabbing; }
  @media (any-pointer: coarse) { .hold { pointer-events: none; } } /* a finger scrolls the page, the handle is its own */
  button { background-color: transparent; }
  button::after { content: ''; position: absolute; inset: 16px; border-radius: 3px; rotate: 45deg; background: var(--_penalty); box-shadow: 0 0 0 2px var(--_paper); }
  button:hover, svg:has(.hold:hover) ~ button { background-color: color-mix(in srgb, var(--_penalty) 20%, transparent); }
  button:focus-visible { outline-color: var(--_penalty); }
`;
