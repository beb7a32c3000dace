import prelude from '../../shaders/prelude.wgsl?raw';
import { derivative } from '../formula/derivative.ts';
import { wgsl } from '../formula/wgsl.ts';
import { LOSSES, PENALTIES, treeOf } from '../problem/catalogue.ts';
import type { Loss, Penalty } from '../problem/types.ts';

const COMPONENTS = ['x', 'y', 'z', 'w'];
export const PARAMETER_BYTES = 64; // array<vec4f, 4> in prelude.wgsl

const texts = (names: readonly string[]) => ({
  x: 'p.x', y: 'p.y', ...Object.fromEntries(names.map((name, i) => [name, `parameters[${i >> 2}].${COMPONENTS[i & 3]}`])),
});

/**
 * The prelude with `loss`, `penalty` and their slopes generated from the catalogue's formulas. Problems that differ in
 * numbers only share this text, and so their pipelines.
 */
export function formulaShader(loss: Loss, penalty: Penalty): string {
  const parts = [['loss', LOSSES[loss.kind]], ['penalty', PENALTIES[penalty.kind]]] as const;
  const functions = parts.map(([name, entry]) => {
    const tree = treeOf(entry);
    const read = texts(entry.names);
    return `fn ${name}(p: vec2f) -> f32 { return ${wgsl(tree, read)}; }\n`
      + `fn ${name}_slope(p: vec2f) -> vec2f { return vec2f(${wgsl(derivative(tree, 'x'), read)}, ${wgsl(derivative(tree, 'y'), read)}); }\n`;
  });
  return `${prelude}\n${functions.join('')}`;
}

/** The formula parameters as the shader's uniform; penalties have none yet. */
export function formulaParameters(loss: Loss): Float32Array<ArrayBuffer> {
  const values = new Float32Array(PARAMETER_BYTES / 4);
  values.set(LOSSES[loss.kind].parameters(loss));
  return values;
}
