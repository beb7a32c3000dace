import type { Tree } from './tree.ts';

/** A number as a WGSL f32 literal: always with a point or an exponent, and never beyond f32's range. */
function literal(value: number): string {
  const text = String(Math.fround(value));
  if (!Number.isFinite(Math.fround(value))) throw new RangeError(`The number ${value} does not fit the GPU's 32-bit floats.`);
  return /[.e]/.test(text) ? `${text}f` : `${text}.0f`;
}

/**
 * Reads a tree as a WGSL expression.
 * @param names WGSL text for each name, e.g. `{ x: 'p.x' }`: only what stands here can reach a shader
 */
export function wgsl(tree: Tree, names: Readonly<Record<string, string>>): string {
  switch (tree.kind) {
    case 'number':
      return literal(tree.value);
    case 'name': {
      const text = names[tree.name];
      if (text === undefined) throw new RangeError(`The name ${tree.name} has no text for the GPU.`);
      return text;
    }
    case 'call': {
      const args = tree.args.map((argument) => wgsl(argument, names));
      // sqrt may be 1/inverseSqrt, undefined at 0: the guard is part of prelude.wgsl
      return `${tree.name === 'sqrt' ? 'safe_sqrt' : tree.name}(${args.join(', ')})`;
    }
    case 'binary': {
      const left = wgsl(tree.left, names);
      if (tree.operator !== '^') return `(${left} ${tree.operator} ${wgsl(tree.right, names)})`;
      const exponent = tree.right.kind === 'number' ? tree.right.value : Number.NaN;
      if (exponent === 2 || exponent === 3 || exponent === 4) return `power${exponent}(${left})`; // pow is undefined below 0
      return `pow(${left}, ${wgsl(tree.right, names)})`;
    }
    default:
      return tree satisfies never;
  }
}
