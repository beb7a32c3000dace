// What the samples of the page do, made from them by `npm run docs`.
import { parseCsv, samples } from '../../../src/core.ts';
import { svg } from 'lit';
import { RegLayer } from '../../../src/index.ts';

{
const table = parseCsv(`hours,sleep,passed
1,8,0
2,6,0
3,7,1
4,5,0
5,8,1
6,6,1`);
const rows = samples(table, 'logistic', {
  features: ['hours', 'sleep'], target: 'passed',
  standardise: true, intercept: true,
});

document.querySelector('#exam').problem = {
  loss: { kind: 'logistic', ...rows },
  penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.05,
};
}

{
const X = [], y = [];
for (let i = 0; i < 5000; i += 1) {
  const a = Math.sin(1.7 * i), b = Math.cos(2.3 * i);
  const noise = Math.sin(11 * i) + Math.sin(5.3 * i);
  X.push([a, b]);
  y.push(1.2 * a + 0.4 * b + noise > 0 ? 1 : -1);
}
document.querySelector('#crowd').problem = {
  loss: { kind: 'logistic', X, y },
  penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.05,
};
}

{
const moves = document.querySelector('#moves');
document.querySelector('#said').addEventListener('reg-change', () => {
  moves.value = Number(moves.value) + 1;
});
}

{
const figure = document.querySelector('#told');
const still = matchMedia('(prefers-reduced-motion: reduce)');
let turn = 0;

function go(lambda) {
  const mine = (turn += 1), from = Number(figure.lambda), begin = performance.now();
  const step = (now) => {
    if (mine !== turn) return; // the reader has scrolled on
    const share = still.matches ? 1 : Math.min(1, Math.max(0, now - begin) / 300);
    figure.lambda = from + share * (lambda - from);
    if (share < 1) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

const reading = new IntersectionObserver((entries) => {
  const met = entries.find(({ isIntersecting }) => isIntersecting);
  if (met) go(Number(met.target.dataset.lambda));
}, { rootMargin: '-45% 0px' });
for (const each of document.querySelectorAll('[data-lambda]')) reading.observe(each);
}

{
customElements.define('my-shrinkage', class extends RegLayer {
  draw({ plane, problem, solution }) {
    const { minimizer } = problem.loss;
    if (!minimizer) return svg``;
    const [x, y] = plane.toPixels(minimizer);
    const [u, v] = plane.toPixels(solution.theta);
    return svg`<line x1=${x} y1=${y} x2=${u} y2=${v}
      stroke="currentColor" stroke-dasharray="2 4"/>`;
  }
});
}

{
const figure = document.querySelector('#out');
function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
document.querySelector('#svg').addEventListener('click', () => {
  save(new Blob([figure.exportSvg()], { type: 'image/svg+xml' }), 'figure.svg');
});
document.querySelector('#png').addEventListener('click', async () => {
  save(await figure.exportPng({ scale: 3 }), 'figure.png');
});
}
