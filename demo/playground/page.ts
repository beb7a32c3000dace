import type { RegGeometry } from '../../src/index.ts';
import { shownThere, writeDown } from './address.ts';
import { copies } from './copy.ts';
import { data } from './data.ts';
import { byId, resting, wrong } from './fields.ts';
import { formula } from './formula.ts';
import { isComing, keyOf, momentOf, putBack, type Moment } from './moment.ts';
import { Moments } from './moments.ts';
import { penalty } from './penalty.ts';
import { rings } from './rings.ts';
import { applies, FIRST, NAMES, show } from './stage.ts';

/** Whether a key belongs to a field for text, which undoes by itself. */
const isText = (target: EventTarget | undefined) => target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !['range', 'radio', 'checkbox', 'button', 'file'].includes(target.type));

/** Brings the playground to life. @returns what ends it */
export async function playground(): Promise<() => void> {
  const figure = byId<RegGeometry>('fig'), form = byId<HTMLFormElement>('problem'), said = byId('said'), spoken = byId('spoken');
  const say = (sentence: string) => { said.textContent = sentence; }, speak = (sentence: string) => { spoken.textContent = sentence; };
  const ends = new AbortController(), { signal } = ends;
  await customElements.whenDefined('reg-geometry');
  const page = { figure, form, say: speak }, rows = data(page), panels = { rings: rings(page), data: rows, formula: formula(page) }, written = penalty(page);
  const all = [...Object.values(panels), written];

  // Which panel is open
  const choices = [...form.querySelectorAll<HTMLInputElement>('[name="of"]')];
  const turn = (of: string) => {
    for (const choice of choices) choice.checked = choice.value === of;
    for (const panel of form.querySelectorAll<HTMLElement>('[data-of]')) panel.hidden = panel.dataset.of !== of;
  };
  for (const choice of choices) choice.addEventListener('change', () => {
    turn(choice.value);
    panels[choice.value as keyof typeof panels].give();
  });

  // What is shown
  const switches = [...document.querySelectorAll<HTMLInputElement>('[name="show"]')];
  const chosen = () => NAMES.filter((name) => switches.some(({ value, checked }) => value === name && checked));
  const shown = () => chosen().filter((name) => applies(name, figure.problem.loss.kind));
  const arrange = (names: readonly string[]) => {
    for (const each of switches) each.checked = names.includes(each.value);
    for (const each of switches) each.disabled = !applies(each.value, figure.problem.loss.kind);
    show(figure, byId('views'), shown());
  };
  for (const each of switches) each.addEventListener('change', () => { arrange(chosen()); writeDown(figure, chosen()); });
  arrange(shownThere() ?? FIRST);

  // What was before
  const moments = new Moments<Moment>(keyOf);
  const [undo, redo, reset] = ['undo', 'redo', 'reset'].map((id) => byId<HTMLButtonElement>(id)) as [HTMLButtonElement, HTMLButtonElement, HTMLButtonElement];
  const ready = (button: HTMLButtonElement, can: boolean) => button.setAttribute('aria-disabled', String(!can));
  const refresh = () => {
    ready(undo, moments.canUndo);
    ready(redo, moments.canRedo);
    ready(reset, moments.first !== undefined && keyOf(moments.first) !== keyOf(momentOf(figure)));
  };
  let held = false; // a pointer is down: one drag is one step
  const record = () => {
    if (figure.waiting || held || isComing()) return;
    moments.record(momentOf(figure));
    refresh();
    writeDown(figure, chosen());
  };
  const rest = resting(record, 300);
  const flush = () => { for (const panel of all) panel.flush(); rest.now(); };
  addEventListener('pointerdown', () => { held = true; }, { capture: true, signal });
  for (const type of ['pointerup', 'pointercancel'] as const) addEventListener(type, () => { held = false; rest.later(); }, { capture: true, signal });
  const put = async (moment: Moment | undefined) => {
    if (!moment) return;
    await putBack(figure, moment);
    rest.later();
    refresh();
  };
  const back = (by: -1 | 1) => { flush(); void put(moments.go(by)); };
  undo.addEventListener('click', () => back(-1));
  redo.addEventListener('click', () => back(1));
  reset.addEventListener('click', () => { flush(); void put(moments.first); });
  document.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || isText(event.composedPath()[0])) return;
    const key = event.key.toLowerCase(), by = key === 'z' ? (event.shiftKey ? 1 : -1) : key === 'y' && !event.shiftKey ? 1 : undefined;
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation(); // one history: the page's, which knows of losses too
    back(by);
  }, { capture: true, signal });

  // What the figure says
  let followed = '';
  const follow = () => {
    const { problem } = figure, of = 'X' in problem.loss ? 'data' : problem.loss.kind === 'quadratic' ? 'rings' : 'formula';
    if (of !== followed) turn(of); // else a reader who turns to another panel would be turned back
    followed = of;
    arrange(chosen());
    for (const panel of all) panel.follow(problem);
  };
  figure.addEventListener('reg-solution', () => { follow(); rest.later(); });
  figure.addEventListener('reg-change', rest.later);
  // What passed the doors and has no solution, or no rows: the figure says so, and so does the field.
  figure.addEventListener('reg-error', ({ target, detail: { message, about } }) => {
    if (target !== figure) return;
    const of = choices.find(({ checked }) => checked)!.value;
    wrong(about !== 'loss' && about !== 'problem' ? about : of === 'data' ? 'loss' : of === 'formula' ? 'formula' : 'minimizer', message);
  });
  addEventListener('hashchange', () => { const names = shownThere(); if (names) arrange(names); }, { signal });
  copies(document.querySelectorAll<HTMLElement>('[data-copy]'), { figure, shown, chosen, file: rows.own, say });
  refresh();
  await figure.ready;
  if (!figure.waiting) follow();
  record();
  return () => ends.abort();
}
