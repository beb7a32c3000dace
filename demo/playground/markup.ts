import type { Problem } from '../../src/core.ts';
import type { RegGeometry } from '../../src/index.ts';
import { layersFor, viewsFor, type Piece } from './stage.ts';

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
const written = (attributes: readonly (readonly [string, string])[]) => attributes.map(([name, value]) => (value === '' ? ` ${name}` : ` ${name}="${escaped(value)}"`)).join('');

/** The parts of a figure's state: `penalty:lp+0.5;form:constraint;…`. */
function partsOf(state: string): readonly (readonly [name: string, value: string])[] {
  return state.split(';').filter(Boolean).map((part) => {
    const at = part.indexOf(':');
    return [part.slice(0, at), decodeURIComponent(part.slice(at + 1).replaceAll('+', ' '))] as const;
  });
}

/** Where the rows of a reader's own file lie, for a page that will have it beside itself. */
export interface OwnFile { readonly src: string; readonly features: string; readonly target: string; readonly weights: string | undefined; readonly scaling: string; readonly intercept: boolean; readonly loss: string }

/** A penalty as an attribute says it, by a figure that nobody sees. */
export function penaltyText({ penalty, ...rest }: Problem): string {
  const unseen = document.createElement('reg-geometry');
  unseen.problem = { ...rest, penalty, loss: { kind: 'himmelblau' } };
  return partsOf(unseen.state).find(([name]) => name === 'penalty')![1];
}

/** A figure's attributes: its state, each part by its own name where an attribute can say it. */
function attributesOf({ state, problem }: RegGeometry, file: OwnFile | undefined): readonly (readonly [string, string])[] {
  if (file) {
    const { src, features, target, weights, scaling, intercept, loss } = file;
    return [['loss', loss], ['src', src], ['features', features], ['target', target], ...(weights ? [['weights', weights] as const] : []), ...(scaling === 'standard' ? [] : [['scaling', scaling] as const]),
      ...(intercept ? [['intercept', ''] as const] : []), ['penalty', penaltyText(problem)], ['form', problem.form], problem.form === 'penalty' ? ['lambda', String(problem.lambda)] : ['budget', String(problem.budget)]];
  }
  const parts = partsOf(state);
  if (parts.some(([name, value]) => name === 'data' || value.startsWith('{'))) return [['state', state]];
  return parts.filter(([name, value]) => !(name === 'loss' && value === 'quadratic')).map(([name, value]) => [name, name === 'intercept' ? '' : value]);
}

/**
 * The markup of a figure with what stands in it and beside it; a whole one that shows the same.
 * @param file the reader's own, whose rows are too many to be written down
 */
export function markupOf(figure: RegGeometry, shown: readonly string[], file: OwnFile | undefined): string {
  const tag = ({ tag: name, attributes }: Piece, more = '') => `<${name}${more}${written(attributes)}></${name}>`;
  const layers = layersFor(shown), inside = layers.length > 0 ? `\n${layers.map((layer) => `  ${tag(layer)}`).join('\n')}\n` : '';
  const views = viewsFor(shown).map((view) => `${tag(view, ' for="fig"')}\n`);
  return `<script type="module" src="reg-geometry.min.js"></script>\n\n<reg-geometry id="fig"${written(attributesOf(figure, file))}>${inside}</reg-geometry>\n${views.join('')}`;
}
