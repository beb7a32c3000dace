import '../src/index.ts';
import type { RegFirstContact, RegGeometry } from '../src/index.ts';

// Each figure asks for one thing, and what the reader does is answered by one of the sentences that stand below it. All is read
// from the elements' public events and properties.

const figure = (id: string) => document.getElementById(id) as RegGeometry;
const layer = <Tag extends 'reg-gradients' | 'reg-first-contact'>(id: string, tag: Tag) => figure(id).querySelector(tag) as HTMLElementTagNameMap[Tag];
const amount = (id: string) => { const { problem } = figure(id); return problem.form === 'penalty' ? problem.lambda : problem.budget; };
const second = (id: string) => figure(id).solution.theta[1];

const AGREE_DEGREES = 2;
const HELD_OUT = [6, 10.5] as const; // λ of figure 2 whose held-out loss is within three thousandths of the least
const HALF = [0.48, 0.52] as const;

/** Shows the sentence of that name, and no other. */
function answer(task: string, name: string | undefined): void {
  for (const sentence of document.querySelectorAll<HTMLElement>(`[data-task="${task}"] [data-when]`)) sentence.hidden = sentence.dataset.when !== name;
}

/** Answers a task whenever the reader's hand has changed one of its figures and the solution is there. */
function watch(task: string, ids: readonly string[], name: () => string | undefined | Promise<string | undefined>): void {
  for (const id of ids) figure(id).addEventListener('reg-change', () => void figure(id).updateComplete.then(name).then((found) => answer(task, found)));
}

const core = () => import('../src/core.ts'); // loaded once it is needed

/** The angle from the wall's own arrow to the loss's at the probe, in degrees from 0 to 180. */
async function disagreement(): Promise<number> {
  const { lossGradient } = await core();
  const { problem } = figure('agree'), { probe } = layer('agree', 'reg-gradients');
  const [x, y] = [Math.cos(((probe ?? 0) * Math.PI) / 180), Math.sin(((probe ?? 0) * Math.PI) / 180)];
  const [p, q] = lossGradient(problem.loss, [amount('agree') * x, amount('agree') * y]);
  return (Math.atan2(Math.abs(p * y - q * x), -(p * x + q * y)) * 180) / Math.PI;
}

watch('hero', ['diamond', 'disc'], () => (amount('diamond') >= 1.8 ? 'free' : second('diamond') === 0 ? 'zero' : 'both'));
watch('few', ['few'], () => (amount('few') < HELD_OUT[0] ? 'under' : amount('few') > HELD_OUT[1] ? 'over' : 'best'));
watch('walk', ['lasso-walk', 'ridge-walk'], () => (figure('lasso-walk').solution.theta.every((weight) => weight === 0) ? 'none' : second('lasso-walk') === 0 ? 'zero' : 'both'));
watch('price', ['price'], () => {
  const { theta, lambda } = figure('price').solution;
  return lambda === 0 ? 'free' : theta[1] !== 0 ? 'back' : theta[0] === 0 ? 'gone' : 'zero';
});
watch('bulge', ['bulge'], async () => {
  const { problem } = figure('bulge'), { lambdaOf } = await core();
  return problem.form !== 'constraint' ? undefined : lambdaOf(problem, problem.budget).kind === 'none' ? 'gap' : 'met';
});
watch('touch', ['touch-diamond'], () => (second('touch-diamond') === 0 ? 'corner' : 'edge'));
watch('corner', ['corner'], () => (second('corner') === 0 ? 'held' : 'left'));
watch('corners', ['corners'], () => {
  const { problem } = figure('corners');
  if (problem.penalty.kind !== 'l1') return problem.penalty.kind.startsWith('l2') ? 'l2' : undefined;
  if (problem.form !== 'constraint') return undefined;
  const share = Math.max(0, 1 - problem.budget / 3) ** 2;
  return share > HALF[1] ? 'more' : share < HALF[0] ? 'less' : 'half';
});
watch('member', ['member'], () => {
  const { penalty } = figure('member').problem;
  if (penalty.kind === 'l1' || penalty.kind === 'linf') return penalty.kind === 'l1' ? 'corner' : 'square';
  if (penalty.kind.startsWith('l2')) return 'round';
  return penalty.kind !== 'lp' ? undefined : penalty.p < 1 ? 'cusp' : penalty.p === 1 ? 'corner' : 'round';
});
watch('diabetes', ['diabetes'], () => {
  const { theta } = figure('diabetes').solution;
  return theta[0] === 0 ? 'none' : theta[1] === 0 ? 'bmi' : 'both';
});

// The probe is no part of the problem: no event tells of it.
for (const type of ['pointermove', 'keyup', 'click'] as const) figure('agree').addEventListener(type, async (event) => {
  if (event instanceof PointerEvent && event.type === 'pointermove' && event.buttons === 0) return;
  const angle = await disagreement();
  answer('agree', angle <= AGREE_DEGREES ? 'agree' : angle >= 180 - AGREE_DEGREES ? 'against' : 'off');
});

// The explorers tell of every new answer, the first one included.
for (const [task, first, name] of [
  ['circle', '=', ({ relation }: { relation: string }) => (relation === '=' ? 'equal' : 'disc')],
  ['lowest', '4', ({ level }: { level: string | number }) => (Number(level) < 1 ? 'active' : 'inactive')],
] as const) {
  const explorer = document.getElementById(task) as HTMLElementTagNameMap['reg-lagrangian'];
  let asked = false;
  explorer.addEventListener('reg-candidates', () => {
    asked ||= explorer.relation !== '=' && task === 'circle' || task === 'lowest' && String(explorer.level) !== first;
    if (asked) answer(task, name(explorer));
  });
}

const RIGHT: Readonly<Record<string, string>> = { vanish: 'never', touch: 'diamond', often: '44' };
const THEN: Readonly<Record<string, () => void>> = {
  touch: () => { for (const id of ['touch-diamond', 'touch-disc']) (layer(id, 'reg-first-contact') as RegFirstContact).play(); },
};
for (const form of document.querySelectorAll<HTMLFormElement>('[data-predict]')) form.addEventListener('submit', (event) => {
  event.preventDefault();
  const name = form.dataset.predict!, guess = new FormData(form).get(name);
  const shown = guess === null ? '' : guess === RIGHT[name] ? 'right' : 'wrong';
  for (const verdict of form.querySelectorAll<HTMLElement>('[data-verdict]')) verdict.hidden = verdict.dataset.verdict !== shown;
  form.querySelector<HTMLElement>('[data-reveal]')!.hidden = false;
  THEN[name]?.();
});
