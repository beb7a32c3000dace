import { css } from 'lit';

/**
 * Colour roles, one concept a colour, as custom properties that a page may set; `light-dark()` follows color-scheme.
 * Private names (--_…) carry the resolved values into every shadow root.
 */
export const roles = css`
  :host {
    --_paper: var(--reg-paper, light-dark(#fdfcf9, #15171b));
    --_ink: var(--reg-ink, light-dark(#1c1d20, #f1efe9));
    --_muted: var(--reg-muted, light-dark(#63646a, #a3a5ab));
    --_rule: var(--reg-rule, light-dark(#d8d7d2, #3b3e45));
    --_loss: var(--reg-loss, light-dark(#1d68b3, #6fb1f2));
    --_penalty: var(--reg-penalty, light-dark(#9c5700, #f5ab45));
    --_field-low: var(--reg-field-low, light-dark(#fbfbfa, #1a1c20));
    --_field-high: var(--reg-field-high, light-dark(#bcc5d3, #434c5c));
    --_sans: var(--reg-font, system-ui, "Segoe UI", "DejaVu Sans", sans-serif);
    --_math: var(--reg-math-font, "STIX Two Text", "Cambria Math", "Latin Modern Roman", "DejaVu Serif", Georgia, serif);
  }
  /* A page written from right to left mirrors neither pictures nor scales; a label keeps its anchor. */
  svg, .track, input[type='range'] { direction: ltr; }
  p { unicode-bidi: plaintext; } /* a sentence runs as its own letters do */
`;
