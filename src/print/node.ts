/** A piece of a picture: an SVG element as a plain value, to be written as text, made into elements or drawn on a canvas. */
export interface SvgNode {
  readonly name: string;
  /** Numbers are pixels; what is undefined is not there. */
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  readonly children: readonly (SvgNode | string)[];
}

export const node = (name: string, attributes: SvgNode['attributes'], ...children: readonly (SvgNode | string)[]): SvgNode => ({ name, attributes, children });

/** A number as short as a hundredth of a pixel allows. */
export const short = (value: number, decimals = 2): string => (Number.isFinite(value) ? String(Number(value.toFixed(decimals)) || 0) : '0');

/** The attributes of a node as they are written; those that are not there are left out. */
export const attributesOf = ({ attributes }: SvgNode): [string, string][] =>
  Object.entries(attributes).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, typeof value === 'number' ? short(value) : value]]));

// What XML 1.0 has no way to say (§ 2.2): control characters, halves of pairs, and two that are none.
const UNSAID = /(?![\t\n\r])[\p{Cc}\ufffe\uffff]|\p{Cs}/gu;
const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Any text as the content of an element or of an attribute in double quotes. */
export const escaped = (text: string): string => text.replace(UNSAID, '\ufffd').replace(/[&<>"]/g, (sign) => SIGNS[sign]!);

/** A node as SVG text. */
export function written(part: SvgNode | string): string {
  if (typeof part === 'string') return escaped(part);
  const open = `<${part.name}${attributesOf(part).map(([name, value]) => ` ${name}="${escaped(value)}"`).join('')}`;
  return part.children.length === 0 ? `${open}/>` : `${open}>${part.children.map(written).join('')}</${part.name}>`;
}
