import { argmin, dotOver } from './problem.js';

/** The least that can be seen to move: one SVG dot and one number. What it costs is the browser's own. */
export function open(host, { size }) {
  const text = document.createElement('output');
  const move = dotOver(host, size);
  host.append(text);
  return {
    step(lambda) {
      move(argmin(lambda));
      text.textContent = lambda.toFixed(3);
    },
  };
}
