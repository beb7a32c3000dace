import { agrees, linesOf, type Line, type Result } from './check.ts';
import type { Timing } from './times.ts';
import { leastTime, SPEEDS } from './work.ts';

/** What is known of the device and the page, in words. */
export interface Device { readonly name: string; readonly software: boolean; readonly stamps: boolean; readonly browser: string; readonly ratio: number }

export const percent = (share: number): string => (share === Infinity ? 'no number' : `${(100 * share).toFixed(1)} %`);
/** Milliseconds and ratios to three digits, without an exponent. */
export const short = (value: number): string => (value === 0 ? '0' : value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value >= 0.1 ? value.toFixed(2) : value >= 0.0001 ? value.toFixed(4) : '<0.0001');
const count = (value: number) => value.toLocaleString('en');

/** Whether this GPU can be trusted. @param total entries that were to be checked */
export function trust(results: readonly Result[], total: number, { name, software }: Device): string {
  if (results.length === 0) return '';
  const wrong = results.filter((result) => !agrees(result)), worst = Math.max(...linesOf(results).map((line) => line.worst)), part = results.length < total ? ` Stopped there, of ${total}.` : '';
  const unbounded = linesOf(results).filter(({ part: of }) => of === 'loss').reduce((sum, line) => sum + line.unbounded, 0);
  const caveat = unbounded > 0 ? ` At ${count(unbounded)} nodes no bound can be given; they are not counted as agreeing.` : '';
  if (wrong.length === 0) return `${results.length === total ? 'This GPU can be trusted' : 'So far this GPU can be trusted'}: all ${results.length} fields agree with double precision, the worst error being ${percent(worst)} of what rounding explains (${name}${software ? ', in software' : ''}).${caveat}${part}`;
  const [first] = wrong as [Result];
  return `This GPU cannot be trusted: ${wrong.length} of ${results.length} fields differ by more than rounding explains, such as ${first.entry.loss} with ${first.entry.penalty}${first.error ? ` (${first.error})` : ` (${percent(Math.max(first.check!.loss.worst, first.check!.penalty.worst))} of the bound)`}.${caveat}${part} Ask your figures for prefer="cpu", and please tell us.`;
}

/** How fast it is, by the plainest pipeline. */
export function speed(timings: readonly Timing[], { software }: Device): string {
  const plain = timings.find(({ pipeline }) => pipeline === 'evaluate: quadratic, l1');
  if (!plain || !(plain.milliseconds > 0)) return '';
  const { units, milliseconds, work, clock } = plain, [integrated, discrete] = SPEEDS.map((each) => milliseconds / leastTime(work, units, each)) as [number, number];
  const rate = `It evaluates the default problem at ${count(Number((units / milliseconds / 1000).toPrecision(3)))} million nodes a second`;
  if (software) return `${rate}. It is software, so its speed says nothing of a GPU.`;
  const how = clock === 'wall' ? `, the way back to the page included` : `: ${short(integrated)} times the least time of an integrated GPU and ${short(discrete)} times that of a discrete one`;
  return `${rate}${how}.`;
}

export const fieldCells = ({ part, name, worst, difference, fields, failed }: Line): readonly string[] =>
  [`${part === 'loss' ? 'L' : 'R'} ${name}`, percent(worst), difference === 0 ? '0' : difference.toExponential(1), failed > 0 ? `${failed} of ${fields} differ` : `${fields}`];

export const timeCells = ({ pipeline, work, units, milliseconds, clock }: Omit<Timing, 'milliseconds' | 'clock'> & Partial<Timing>): readonly string[] => {
  const least = SPEEDS.map((each) => leastTime(work, units, each)), measured = milliseconds !== undefined && milliseconds > 0, ratio = (time: number) => (measured && clock === 'gpu' && !work.waits ? `${short(milliseconds / time)}×` : '–');
  return [pipeline, work.unit, short(work.bytes), count(work.operations), count(units), ...least.map(short), measured ? `${short(milliseconds)}${clock === 'wall' ? ' (wall)' : ''}` : milliseconds === 0 ? 'below the clock' : '–', ...least.map(ratio)];
};

const table = (head: readonly string[], rows: readonly (readonly string[])[]) => [head, head.map((_, at) => (at === 0 ? '---' : '---:')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** The whole of it as Markdown. */
export function reportOf(device: Device, results: readonly Result[], total: number, timings: readonly Timing[], date: Date): string {
  const lines = [
    '# reg-geometry on this machine', '',
    `- ${date.toISOString()}`, `- GPU: ${device.name}${device.software ? ' (software)' : ''}`, `- Browser: ${device.browser}`, `- Device pixels to a pixel of the page: ${device.ratio}`,
    `- Clock: ${device.stamps ? 'timestamp-query' : 'wall time; no timestamp-query'}`, '',
    trust(results, total, device), '', speed(timings, device), '',
    table(['field', 'worst error / bound', 'largest error', 'pairs'], linesOf(results).map(fieldCells)), '',
    table(['pipeline', 'for each', 'bytes', 'operations', 'how many', 'integrated, ms', 'discrete, ms', 'here, ms', 'of integrated', 'of discrete'], timings.map(timeCells)), '',
  ];
  return lines.join('\n').replaceAll(/\n{3,}/g, '\n\n');
}
