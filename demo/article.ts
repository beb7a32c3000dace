import '../src/index.ts';
import type { Problem } from '../src/core.ts';
import type { RegFirstContact, RegGeometry, RegLagrangian } from '../src/index.ts';

// Each figure asks for one thing, and what the reader does is answered by one of the sentences that stand below it. All is read
// from the elements' public events and properties. The sentences hold for the problem that the figure had at first: where anything
// but what is asked for has changed, they would be false, and are not said.

const figure = (id: string) => document.getElementById(id) as RegGeometry;
const layer = <Tag extends 'reg-gradients' | 'reg-first-contact'>(id: string, tag: Tag) => figure(id).querySelector(tag) as HTMLElementTagNameMap[Tag];
const problemOf = (id: string) => figure(id).findings.problem; // that of the solution, which the newest may be ahead of
const amountOf = (problem: Problem) => (problem.form === 'penalty' ? problem.lambda : problem.budget);
const amount = (id: string) => amountOf(problemOf(id));
const second = (id: string) => figure(id).solution.theta[1];

const AGREE_DEGREES = 2;
const HELD_OUT = [6, 10.5] as const; // λ of figure 2 whose held-out loss is within three thousandths of the least
const HALF = [0.48, 0.52] as const;

/** What a problem consists of, and how a sentence names it. */
const PARTS = {
  across: ['the loss', ({ loss }) => (loss.kind === 'quadratic' ? loss.minimizer[0] : null)],
  upward: ['the loss', ({ loss }) => (loss.kind === 'quadratic' ? loss.minimizer[1] : null)],
  rest: ['the loss', ({ loss }) => (loss.kind === 'quadratic' ? loss.curvature : loss)],
  penalty: ['the penalty', ({ penalty }) => penalty],
  form: ['the form', ({ form }) => form],
  amount: ['the amount', amountOf],
} as const satisfies Record<string, readonly [string, (problem: Problem) => unknown]>;
type Part = keyof typeof PARTS;

const isSame = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);

const firsts = new Map<string, Problem>();
for (const each of document.querySelectorAll<RegGeometry>('reg-geometry')) {
  const keep = () => firsts.set(each.id, each.findings.problem);
  if (each.waiting) each.addEventListener('reg-solution', keep, { once: true });
  else keep();
}

/** Whether these parts of the figure's problem are what they were at first. */
function stands(id: string, parts: readonly Part[]): boolean {
  const first = firsts.get(id), now = problemOf(id);
  return first === undefined || parts.every((part) => isSame(PARTS[part][1](first), PARTS[part][1](now)));
}

/** What has changed of a figure beside what is asked for: “the loss and the form”; nothing if nothing has. */
function strayed(id: string, asked: readonly Part[]): string {
  const parts = (Object.keys(PARTS) as Part[]).filter((part) => !asked.includes(part) && !stands(id, [part]));
  const told = parts.filter((part) => part !== 'amount' || !parts.includes('form')); // λ and t are no two values of one thing
  return [...new Set(told.map((part) => PARTS[part][0]))].join(' and ').replace('the amount', problemOf(id).form === 'penalty' ? 'the price' : 'the budget');
}

/** Shows the sentence of that name, and no other; one that is given is shown in place of those that stand there. */
function answer(task: string, name: string | undefined, given = ''): void {
  const place = document.querySelector(`.answer[data-task="${task}"]`)!;
  let own = place.querySelector<HTMLElement>('[data-when="changed"]');
  if (given && !own) {
    own = document.createElement('p');
    own.dataset.when = 'changed';
    own.dataset.aside = '';
    place.append(own);
  }
  if (own && given && own.textContent !== given) own.textContent = given;
  for (const sentence of place.querySelectorAll<HTMLElement>('[data-when]')) sentence.hidden = sentence.dataset.when !== (given ? 'changed' : name);
}

/** The sentence that names what has changed beside what is asked for, and the way back; nothing if nothing has. */
function warning(ids: readonly string[], asked: readonly Part[]): string {
  const side = (i: number) => (ids.length < 2 ? '' : i === 0 ? ' on the left' : ' on the right');
  const said = ids.map((id, i) => [strayed(id, asked), side(i)] as const).filter(([what]) => what).map(([what, where]) => what + where).join(' and ');
  return said && `You have changed ${said}, which is not asked for here: Undo (Ctrl+Z in the figure) takes it back.`;
}

/** Answers a task whenever the reader's hand has changed one of its figures and the solution is there. `asked`: what may change. */
function watch(task: string, ids: readonly string[], asked: readonly Part[], name: () => string | undefined | Promise<string | undefined>): void {
  for (const id of ids) figure(id).addEventListener('reg-change', async () => {
    await figure(id).updateComplete;
    const found = await name();
    answer(task, found, warning(ids, asked));
  });
}

const core = () => import('../src/core.ts'); // loaded once it is needed

/** The angle from the wall's own arrow to the loss's at the probe, in degrees from 0 to 180. */
async function disagreement(): Promise<number> {
  const { lossGradient } = await core();
  const problem = problemOf('agree'), { probe } = layer('agree', 'reg-gradients');
  const [x, y] = [Math.cos(((probe ?? 0) * Math.PI) / 180), Math.sin(((probe ?? 0) * Math.PI) / 180)];
  const [p, q] = lossGradient(problem.loss, [amount('agree') * x, amount('agree') * y]);
  return (Math.atan2(Math.abs(p * y - q * x), -(p * x + q * y)) * 180) / Math.PI;
}

watch('hero', ['diamond', 'disc'], ['amount'], () => (amount('diamond') >= 1.8 ? 'free' : second('diamond') === 0 ? 'zero' : 'both'));
watch('few', ['few'], ['amount'], () => (amount('few') < HELD_OUT[0] ? 'under' : amount('few') > HELD_OUT[1] ? 'over' : 'best'));
watch('walk', ['lasso-walk', 'ridge-walk'], ['amount'], () => (figure('lasso-walk').solution.theta.every((weight) => weight === 0) ? 'none' : second('lasso-walk') === 0 ? 'zero' : 'both'));
watch('price', ['price'], ['amount', 'form'], () => {
  const { theta, lambda } = figure('price').solution;
  return lambda === 0 ? 'free' : theta[1] !== 0 ? 'back' : theta[0] === 0 ? 'gone' : 'zero';
});
watch('bulge', ['bulge'], ['across', 'upward', 'amount', 'form'], async () => {
  const problem = problemOf('bulge'), { lambdaOf } = await core();
  return problem.form !== 'constraint' ? undefined : lambdaOf(problem, problem.budget).kind === 'none' ? 'gap' : 'met';
});
watch('touch', ['touch-diamond'], ['upward'], () => {
  const [x, y] = figure('touch-diamond').solution.theta;
  return y === 0 ? 'corner' : x === 0 ? 'other' : y > 0 ? 'edge' : 'below';
});
watch('corner', ['corner'], ['across', 'upward'], () => {
  const { active, theta: [x, y] } = figure('corner').solution;
  return !active ? 'inside' : y === 0 && x > 0 ? 'held' : 'left';
});
watch('corners', ['corners'], ['across', 'upward', 'amount', 'penalty'], () => {
  const problem = problemOf('corners');
  if (problem.penalty.kind !== 'l1') return problem.penalty.kind.startsWith('l2') ? 'l2' : undefined;
  const share = Math.max(0, 1 - amountOf(problem) / 3) ** 2;
  return share > HALF[1] ? 'more' : share < HALF[0] ? 'less' : 'half';
});

const RADIUS = 0.99; // of figure 10: the numbers above p = 1 hold for it
/** Where the ball of a member of the family in p ends on the axes; nothing for other penalties. */
function reach({ penalty }: Problem, budget: number): number | undefined {
  if (penalty.kind === 'lp') return budget ** (1 / penalty.p);
  if (penalty.kind === 'l2') return Math.sqrt(budget);
  return penalty.kind === 'l1' || penalty.kind === 'linf' ? budget : undefined;
}
watch('member', ['member'], ['across', 'upward', 'rest', 'penalty', 'amount'], () => {
  const problem = problemOf('member'), { penalty } = problem, radius = reach(problem, amountOf(problem));
  // What is no member has no p, and its own number is not to slide in the place of p.
  document.querySelector<HTMLElement>('[data-family]')!.hidden = radius === undefined;
  figure('member').querySelector('reg-controls')!.show = radius === undefined ? '' : 'p play';
  if (radius === undefined) return 'stranger';
  if (penalty.kind === 'linf') return 'square';
  const p = penalty.kind === 'lp' ? penalty.p : penalty.kind === 'l1' ? 1 : 2;
  if (p <= 1) return p < 1 ? 'cusp' : 'corner';
  return stands('member', ['across', 'upward', 'rest']) && Math.abs(radius - RADIUS) < 1e-9 ? 'round' : 'smooth';
});
watch('diabetes', ['diabetes'], ['amount'], () => {
  const { theta } = figure('diabetes').solution;
  return theta[0] === 0 ? 'none' : theta[1] === 0 ? 'bmi' : 'both';
});

// The probe is no part of the problem: no event tells of it.
async function probed(): Promise<void> {
  await figure('agree').updateComplete;
  const angle = await disagreement();
  const name = !figure('agree').solution.active ? 'inside' : angle <= AGREE_DEGREES ? 'agree' : angle >= 180 - AGREE_DEGREES ? 'against' : 'off';
  answer('agree', name, warning(['agree'], ['across', 'upward']));
}
for (const type of ['pointermove', 'keyup', 'click', 'reg-change'] as const) figure('agree').addEventListener(type, (event) => {
  if (type !== 'pointermove' || (event as PointerEvent).buttons !== 0) void probed();
});

// The explorers tell of every new answer, the first one included. `asked`: what may be changed there.
const SIGNS = { objective: 'J = ', constraint: 'g = ', relation: '', level: 'k = ', sense: '' } as const;
type Posed = keyof typeof SIGNS;
const posed = (explorer: RegLagrangian, name: Posed) => String(explorer[name]).replace('<=', '≤').replaceAll(/\s/g, '');

for (const [task, asked, name] of [
  ['circle', ['relation', 'sense'], (explorer) => (posed(explorer, 'relation') === '=' ? 'equal' : 'disc')],
  ['lowest', ['level'], ({ level }) => (Number(level) >= 1 ? 'inactive' : Number(level) > 0 ? 'active' : Number(level) === 0 ? 'origin' : 'empty')],
] as const satisfies readonly (readonly [string, readonly Posed[], (explorer: RegLagrangian) => string])[]) {
  const explorer = document.getElementById(task) as RegLagrangian;
  const given = (part: Posed) => String(explorer.getAttribute(part)).replace('<=', '≤');
  const first = Object.fromEntries((Object.keys(SIGNS) as Posed[]).map((part) => [part, given(part)])) as Record<Posed, string>;
  const differs = (part: Posed) => posed(explorer, part) !== first[part].replaceAll(/\s/g, '');
  let touched = false;
  explorer.addEventListener('reg-candidates', () => {
    const parts = Object.keys(SIGNS) as Posed[], strange = parts.filter((part) => differs(part) && !(asked as readonly Posed[]).includes(part));
    touched ||= parts.some(differs);
    const back = strange.map((part) => SIGNS[part] + first[part]).join(', ');
    if (touched) answer(task, name(explorer), back && `This is another question than the one asked here, for which put back ${back}.`);
  });
}

const RIGHT: Readonly<Record<string, string>> = { vanish: 'never', touch: 'diamond', often: '44' };
const THEN: Readonly<Record<string, () => void>> = {
  // What is told is about the figure as it was first.
  touch: () => { for (const id of ['touch-diamond', 'touch-disc']) { if (strayed(id, [])) figure(id).reset(); (layer(id, 'reg-first-contact') as RegFirstContact).play(); } },
};
for (const form of document.querySelectorAll<HTMLFormElement>('[data-predict]')) form.addEventListener('submit', (event) => {
  event.preventDefault();
  const name = form.dataset.predict!, guess = new FormData(form).get(name);
  const shown = guess === null ? '' : guess === RIGHT[name] ? 'right' : 'wrong';
  for (const verdict of form.querySelectorAll<HTMLElement>('[data-verdict]')) verdict.hidden = verdict.dataset.verdict !== shown;
  form.querySelector<HTMLElement>('[data-reveal]')!.hidden = false;
  THEN[name]?.();
});
