const MATHML = 'http://www.w3.org/1998/Math/MathML';
const TOKEN = /<(\/?)([a-z]+)((?:\s[a-z]+="[^"]*")*)\s*>|([^<]+)/g;
const ENTITY = /&#(x[0-9a-f]+|\d+);/gi;

const decode = (text: string) => text.replaceAll(ENTITY, (_, code: string) => String.fromCodePoint(code.startsWith('x') ? Number.parseInt(code.slice(1), 16) : Number(code)));

/**
 * MathML text, as the formula's tree writes it, as an element: node by node, since a strict policy refuses text as markup.
 * @param display in a line of its own, with fractions built up
 */
export function math(text: string, display = false): Element {
  const root = document.createElementNS(MATHML, 'math');
  if (display) root.setAttribute('display', 'block');
  const open: Element[] = [root];
  for (const [, closing, tag, attributes, plain] of text.replace(/^<math>|<\/math>$/g, '').matchAll(TOKEN)) {
    if (plain !== undefined) {
      const node = open.at(-1)!, letters = decode(plain);
      node.append(letters);
      // One letter is a variable. Browsers would take it from the mathematical italics, which many fonts lack: the style sheet slants it.
      if (node.localName === 'mi' && [...letters].length === 1 && !node.hasAttribute('mathvariant')) node.setAttribute('class', 'variable');
    }
    else if (closing) open.pop();
    else {
      const node = document.createElementNS(MATHML, tag!);
      for (const [, name, value] of attributes!.matchAll(/\s([a-z]+)="([^"]*)"/g)) node.setAttribute(name!, value!);
      open.at(-1)!.append(node);
      open.push(node);
    }
  }
  return root;
}
