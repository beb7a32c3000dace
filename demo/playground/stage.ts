import type { RegGeometry } from '../../src/index.ts';

// What stands in the figure and beside it, by the names that the switches and the address have.

const LAYERS = [
  ['', 'reg-heatmap'], ['', 'reg-level-sets'], ['', 'reg-constraint-region'], ['', 'reg-axes'], ['path', 'reg-path'], ['ellipse', 'reg-ellipse'],
  ['gradients', 'reg-gradients'], ['contact', 'reg-first-contact'], ['', 'reg-argmin'], ['readout', 'reg-readout'],
] as const; // in paint order
const VIEWS = { tradeoff: 'reg-tradeoff', coefficients: 'reg-coefficient-path', atlas: 'reg-atlas', family: 'reg-family', data: 'reg-data' } as const;

export const NAMES: readonly string[] = [...LAYERS.map(([name]) => name).filter(Boolean), ...Object.keys(VIEWS)];
/** What the page opens with. */
export const FIRST = ['ellipse', 'tradeoff'] as const;

const PENALTIES = 'l1 l2 elastic-net 0.5 lp 0.5 linf';
/** An element to stand there. */
export interface Piece { readonly tag: string; readonly attributes: readonly (readonly [name: string, value: string])[] }

/** Attributes of a tag here, by what else is shown. */
const given = (tag: string, shown: readonly string[]): Piece['attributes'] =>
  (tag === 'reg-constraint-region' && shown.includes('contact') ? [['bare', '']] : tag === 'reg-first-contact' ? [['progress', '1']] : tag === 'reg-family' ? [['penalties', PENALTIES]] : []);

/** The layers to stand in the figure; none where its own will do. */
export const layersFor = (shown: readonly string[]): readonly Piece[] =>
  (LAYERS.some(([name]) => name && shown.includes(name)) ? LAYERS.filter(([name]) => !name || shown.includes(name)).map(([, tag]) => ({ tag, attributes: given(tag, shown) })) : []);

/** The views to stand beside it. */
export const viewsFor = (shown: readonly string[]): readonly Piece[] => Object.entries(VIEWS).filter(([name]) => shown.includes(name)).map(([, tag]) => ({ tag, attributes: given(tag, shown) }));

function made({ tag, attributes }: Piece): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of attributes) element.setAttribute(name, value);
  return element;
}

/** Has just these stand there; what stays is left in peace. */
function compose(home: HTMLElement, wanted: readonly Piece[], keep: (child: Element) => boolean, dress: (element: HTMLElement) => void): void {
  const there = [...home.children].filter((child) => !keep(child)) as HTMLElement[];
  for (const child of there) if (!wanted.some(({ tag }) => tag === child.localName)) child.remove();
  let before: Element | null = null;
  for (const each of [...wanted].reverse()) {
    const found = there.find(({ localName }) => localName === each.tag);
    const element: HTMLElement = found ?? made(each);
    if (!found) {
      dress(element);
      home.insertBefore(element, before);
    } else if (each.tag === 'reg-constraint-region') element.toggleAttribute('bare', each.attributes.length > 0);
    before = element;
  }
}

/** Whether something has anything to say of a loss of this kind. */
export const applies = (name: string, kind: string): boolean => (name === 'ellipse' ? kind === 'quadratic' : name !== 'data' || DATA.has(kind));
const DATA = new Set(['squared', 'huber', 'logistic', 'hinge', 'squared-hinge', 'poisson']);

export function show(figure: RegGeometry, beside: HTMLElement, shown: readonly string[]): void {
  compose(figure, layersFor(shown), (child) => child.slot !== '', () => {});
  compose(beside, viewsFor(shown), () => false, (element) => element.setAttribute('for', figure.id));
}
