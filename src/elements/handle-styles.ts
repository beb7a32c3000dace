import { css } from 'lit';

/** Of the button that a handle is. */
export const handleStyles = css`
  button {
    position: absolute; width: 44px; height: 44px; margin: -22px 0 0 -22px; padding: 8px; border: 0; border-radius: 50%; box-sizing: border-box;
    background: color-mix(in srgb, var(--_loss) 16%, transparent); background-clip: content-box;
    pointer-events: auto; cursor: grab; touch-action: none;
  }
  button:hover { background-color: color-mix(in srgb, var(--_loss) 26%, transparent); }
  button:active { cursor: grabbing; }
  button:focus-visible { outline: 2px solid var(--_loss); outline-offset: -4px; }
`;
