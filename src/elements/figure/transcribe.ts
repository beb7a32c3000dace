import { node, type SvgNode } from '../../print/node.ts';

// What a picture may hold and what of it is copied: nothing that runs, loads or links.
const SHAPES: Readonly<Record<string, readonly string[]>> = {
  g: [], path: ['d'], line: ['x1', 'y1', 'x2', 'y2'], circle: ['cx', 'cy', 'r'], ellipse: ['cx', 'cy', 'rx', 'ry'], rect: ['x', 'y', 'width', 'height', 'rx'],
  polyline: ['points'], polygon: ['points'], text: ['x', 'y', 'dx', 'dy', 'textLength', 'lengthAdjust', 'xml:space'], tspan: ['x', 'y', 'dx', 'dy'],
};
const PAINT: readonly (readonly [name: string, usual: string])[] = [
  ['fill', ''], ['fill-opacity', '1'], ['fill-rule', 'nonzero'], ['stroke', 'none'], ['stroke-width', '1px'], ['stroke-opacity', '1'], ['stroke-dasharray', 'none'],
  ['stroke-linecap', 'butt'], ['stroke-linejoin', 'miter'], ['opacity', '1'], ['paint-order', 'normal'],
];
const LETTERS = ['font-family', 'font-size', 'font-weight', 'font-style', 'text-anchor'];

/** An element of a layer's SVG and all within it as values, with the styles that it wears now; nothing for what is not seen. */
function copy(element: Element): SvgNode[] {
  const allowed = SHAPES[element.localName], style = getComputedStyle(element);
  if (!allowed || style.display === 'none' || style.visibility === 'hidden') return [];
  const attributes: Record<string, string> = {};
  for (const name of [...allowed, 'transform']) {
    const value = element.getAttribute(name);
    if (value !== null) attributes[name] = value;
  }
  const set = element.localName === 'text' || element.localName === 'tspan';
  if (element.localName !== 'g' && element.localName !== 'tspan') for (const [name, usual] of PAINT) take(name, usual);
  if (element.localName === 'tspan') take('fill', '');
  if (set) for (const name of LETTERS) take(name, '');
  return [node(element.localName, attributes, ...[...element.childNodes].flatMap((child): (SvgNode | string)[] =>
    (child instanceof Element ? copy(child) : set && child instanceof Text ? [child.data.replaceAll(/\s+/g, ' ')] : [])))];

  function take(name: string, usual: string): void {
    const value = style.getPropertyValue(name);
    if (value && value !== usual) attributes[name] = value;
  }
}

/** What a layer's SVG shows now, as values with their own colours, which stand in any document. */
export const transcribe = (picture: Element): SvgNode[] => [...picture.children].flatMap(copy);
