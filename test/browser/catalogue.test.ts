import { describe, expect, test } from 'vitest';
import type { RegGeometry } from '../../src/index.ts';
import { valueOf } from '../../src/problem/stated.ts';
import { statePenalty } from '../../src/problem/penalties.ts';
import { LOSS_SAMPLES, PENALTY_SAMPLES } from '../problems.ts';
import { guard, settled, show, textOf } from './page.ts';

guard();

/** Shows a problem and waits until its field stands, with its table where the loss needs one. */
async function figureOf(prefer: string, problem: object): Promise<RegGeometry> {
  const figure = await show(`<reg-geometry prefer=${prefer} window="-2 3 -2.5 2.5"></reg-geometry>`);
  figure.problem = problem as RegGeometry['problem'];
  await settled(figure);
  await expect.poll(() => figure.problem.penalty.kind === (problem as RegGeometry['problem']).penalty.kind).toBe(true);
  await expect.poll(() => colours(figure), { timeout: 5000 }).toBeGreaterThan(60); // a heatmap, not a plain sheet
  return figure;
}

/** How many different colours the field canvas holds, as presented on the page. */
function colours(figure: RegGeometry): number {
  const canvas = figure.renderRoot.querySelector('canvas');
  if (!canvas || canvas.width === 0) return 0;
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d')!;
  copy.drawImage(canvas, 0, 0);
  const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
  const seen = new Set<number>();
  for (let at = 0; at < data.length; at += 4 * 37) seen.add((data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!);
  return seen.size;
}

describe.each(['cpu'] as const)('every loss on the %s engine', (prefer) => {
  test.each(Object.entries(LOSS_SAMPLES))('%s', async (_, loss) => {
    for (const amount of [{ form: 'penalty', lambda: 0.3 }, { form: 'constraint', budget: 0.8 }]) {
      const figure = await figureOf(prefer, { loss, penalty: { kind: 'l1' }, ...amount });
      expect(figure.renderRoot.querySelector('.complaint')!.textContent).toBe('');
      expect(figure.solution.certificate.holds).toBe(true);
      expect(textOf(figure)).toContain('certified');
      expect(textOf(figure)).not.toContain('NaN');
    }
  });
});

describe.each(['gpu', 'cpu'] as const)('every penalty on the %s engine', (prefer) => {
  test.each(Object.entries(PENALTY_SAMPLES))('%s', async (_, penalty) => {
    for (const amount of [{ form: 'penalty', lambda: 0.3 }, { form: 'constraint', budget: 0.8 }]) {
      const figure = await show(`<reg-geometry prefer=${prefer} window="-2 3 -2.5 2.5"></reg-geometry>`);
      figure.problem = { loss: LOSS_SAMPLES.default!, penalty, ...amount } as RegGeometry['problem'];
      await settled(figure);
      expect(figure.engine).toBe(prefer);
      expect(figure.renderRoot.querySelector('.complaint')!.textContent).toBe('');
      expect(figure.solution.certificate.holds).toBe(true);
      expect(textOf(figure)).toContain('certified');
      // The outline that is drawn lies on {R = t}: every corner of its path, in the pixels of the plane.
      const region = figure.renderRoot.querySelector('reg-constraint-region')!;
      const path = region.renderRoot.querySelector<SVGPathElement>('.outline')!;
      const { plane, problem, solution } = region.scene!;
      const R = valueOf(statePenalty('lambda' in penalty && problem.form === 'penalty' ? { ...penalty, lambda: problem.lambda } as typeof penalty : penalty, 1));
      const length = path.getTotalLength();
      expect(length).toBeGreaterThan(10);
      for (let i = 0; i <= 20; i += 1) {
        const { x, y } = path.getPointAtLength((length * i) / 20);
        const [p, q] = plane.toTheta([x, y]);
        // a pixel is 5/296 of θ, and R rises by less than 8 a unit of θ here, but at the cusps of lp
        if (Math.min(Math.abs(p), Math.abs(q)) > 0.05) expect(Math.abs(R(p, q) - solution.budget)).toBeLessThan(8 * (5 / 296) * 0.5);
      }
    }
  });
});

test('three data losses on the gpu engine are tabulated there and drawn', async () => {
  for (const name of ['logistic', 'huber with intercept', 'hinge']) {
    const figure = await show('<reg-geometry prefer="gpu" window="-2 3 -2.5 2.5"></reg-geometry>');
    figure.problem = { loss: LOSS_SAMPLES[name]!, penalty: { kind: 'l2' }, form: 'penalty', lambda: 0.1 };
    await settled(figure);
    await expect.poll(() => figure.renderRoot.querySelector('reg-argmin')!.scene?.formulas !== undefined, { timeout: 5000 }).toBe(true);
    expect(figure.engine).toBe('gpu');
    expect(figure.solution.certificate.holds).toBe(true);
  }
});
