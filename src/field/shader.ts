import prelude from '../../shaders/prelude.wgsl?raw';
import tableText from '../../shaders/table.wgsl?raw';
import { derivative } from '../formula/derivative.ts';
import { wgslBody } from '../formula/wgsl.ts';
import { isTable, type Formulas } from '../problem/formulas.ts';
import { SAMPLE, treeOf, type Stated } from '../problem/stated.ts';

const COMPONENTS = ['x', 'y', 'z', 'w'];
export const PARAMETER_BYTES = 128; // array<vec4f, 8> in prelude.wgsl

const texts = new Map<string, string>();
const KEPT = 100;

/**
 * The prelude with `loss`, `penalty` and their slopes, generated from the formulas or read from a table. Problems that
 * differ in numbers only share this text, and so their pipelines.
 */
export function formulaShader({ loss, penalty }: Formulas): string {
  const own = isTable(loss) ? undefined : loss;
  const key = JSON.stringify([own?.formula, own?.names, penalty.formula, penalty.names]);
  let text = texts.get(key);
  if (text === undefined) {
    if (texts.size >= KEPT) texts.delete(texts.keys().next().value!);
    texts.set(key, (text = `${prelude}\n${own ? generate('loss', own, 0) : tableText}${generate('penalty', penalty, own?.names.length ?? 0)}`));
  }
  return text;
}

/** Whether a shader reads the numbers at all: an automatic layout has no binding for what is not used. */
export const readsParameters = (code: string): boolean => /parameters\[\d/.test(code);

/** WGSL text for the numbers of a stated function, which stand in the uniform from `offset` on. */
const slots = ({ names }: Stated, offset: number) =>
  Object.fromEntries(names.map((text, i) => [text, `parameters[${(offset + i) >> 2}].${COMPONENTS[(offset + i) & 3]}`]));

function generate(name: string, stated: Stated, offset: number): string {
  const tree = treeOf(stated);
  const names = { x: 'p.x', y: 'p.y', ...slots(stated, offset) };
  const value = wgslBody([tree], names), slope = wgslBody([derivative(tree, 'x'), derivative(tree, 'y')], names);
  return `fn ${name}(p: vec2f) -> f32 { ${value.lets}return ${value.texts[0]}; }\n`
    + `fn ${name}_slope(p: vec2f) -> vec2f { ${slope.lets}return vec2f(${slope.texts.join(', ')}); }\n`;
}

/** The formulas' numbers as the shader's uniform, the loss's first. */
export function formulaParameters({ loss, penalty }: Formulas): Float32Array<ArrayBuffer> {
  const words = new Float32Array(PARAMETER_BYTES / 4);
  words.set([...(isTable(loss) ? [] : loss.values), ...penalty.values]);
  return words;
}

/** The prelude with `sample_loss(eta, goal)` of a loss from data. Its numbers stand first among the parameters. */
export function sampleShader(sample: Stated): string {
  const { lets, texts } = wgslBody([treeOf(sample, SAMPLE)], { eta: 'eta', target: 'goal', ...slots(sample, 0) }); // `target` is a reserved word
  return `${prelude}\nfn sample_loss(eta: f32, goal: f32) -> f32 { ${lets}return ${texts[0]}; }\n`;
}

/** The prelude with `penalty` alone, whose numbers stand first among the parameters. */
export const penaltyShader = (penalty: Stated): string => `${prelude}\n${generate('penalty', penalty, 0)}`;

export function parametersOf({ values }: Stated): Float32Array<ArrayBuffer> {
  const words = new Float32Array(PARAMETER_BYTES / 4);
  words.set(values);
  return words;
}
