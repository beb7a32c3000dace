// How the bench sums up and writes numbers.
export const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
export const ms = (value) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));
export const times = (ratio) => `${ratio >= 100 ? ratio.toFixed(0) : ratio >= 10 ? ratio.toFixed(1) : ratio.toFixed(2)}×`;
export const kB = (bytes) => (bytes / 1000).toFixed(1);
export const spread = (list) => `${ms(Math.min(...list))}–${ms(Math.max(...list))}`;

/** A table in Markdown. */
export const table = (head, rows) => [head, head.map((_, column) => (column ? '---:' : '---')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
