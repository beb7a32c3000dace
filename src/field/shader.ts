import prelude from '../../shaders/prelude.wgsl?raw';
import { derivative } from '../formula/derivative.ts';
import { wgsl } from '../formula/wgsl.ts';
import { LOSSES, PENALTIES, treeOf, type Formulas } from '../problem/catalogue.ts';

const COMPONENTS = ['x', 'y', 'z', 'w'];
export const PARAMETER_BYTES = 64; // array<vec4f, 4> in prelude.wgsl

const readings = (names: readonly string[]) => ({
  x: 'p.x', y: 'p.y', ...Object.fromEntries(names.map((name, i) => [name, `parameters[${i >> 2}].${COMPONENTS[i & 3]}`])),
});

const texts = new Map<string, string>();

/**
 * The prelude with `loss`, `penalty` and their slopes generated from the catalogue's formulas. Problems that differ in
 * numbers only share this text, and so their pipelines.
 */
export function formulaShader({ loss, penalty }: Pick<Formulas, 'loss' | 'penalty'>): string {
  const key = `${loss} ${penalty}`;
  let text = texts.get(key);
  if (text === undefined) texts.set(key, (text = generate([['loss', LOSSES[loss]], ['penalty', PENALTIES[penalty]]])));
  return text;
}

function generate(parts: readonly (readonly [string, { formula: string; names: readonly string[]; parameters: (value: never) => readonly number[] }])[]): string {
  const functions = parts.map(([name, entry]) => {
    const tree = treeOf(entry);
    const read = readings(entry.names);
    return `fn ${name}(p: vec2f) -> f32 { return ${wgsl(tree, read)}; }\n`
      + `fn ${name}_slope(p: vec2f) -> vec2f { return vec2f(${wgsl(derivative(tree, 'x'), read)}, ${wgsl(derivative(tree, 'y'), read)}); }\n`;
  });
  return `${prelude}\n${functions.join('')}`;
}

/** The formulas' numbers as the shader's uniform; penalties have none yet. */
export function formulaParameters({ values }: Formulas): Float32Array<ArrayBuffer> {
  const words = new Float32Array(PARAMETER_BYTES / 4);
  words.set(values);
  return words;
}
