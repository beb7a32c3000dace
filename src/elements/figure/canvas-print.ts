import { attributesOf, type SvgNode } from '../../print/node.ts';

type Style = Readonly<Record<string, string>>;

const INHERITED = ['fill', 'fill-opacity', 'fill-rule', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'stroke-miterlimit',
  'font-family', 'font-size', 'font-weight', 'font-style', 'letter-spacing', 'text-anchor', 'paint-order'];
const USUAL: Style = { fill: '#000', stroke: 'none', 'font-family': 'sans-serif', 'font-size': '14' };
const numeric = (text: string | undefined, otherwise = 0) => Number.parseFloat(text ?? '') || otherwise;

/** Draws a printed picture on a canvas: what an image of its text would show, where a page's policy forbids such images. */
export function drawNode(context: CanvasRenderingContext2D, part: SvgNode, above: Style = USUAL): void {
  const own = Object.fromEntries(attributesOf(part));
  const style: Style = { ...above, ...Object.fromEntries(INHERITED.filter((name) => own[name] !== undefined).map((name) => [name, own[name]!])) };
  context.save();
  if (own.transform) transformBy(context, own.transform);
  context.globalAlpha *= numeric(own.opacity, 1);
  if (part.name === 'text') drawText(context, part, own, style);
  else if (part.name === 'svg' || part.name === 'g') {
    if (own.overflow === 'hidden') {
      context.beginPath();
      context.rect(0, 0, numeric(own.width), numeric(own.height));
      context.clip();
    }
    for (const child of part.children) if (typeof child !== 'string') drawNode(context, child, style);
  } else {
    const shape = shapeOf(part.name, own);
    if (shape) paint(context, style, (kind) => (kind === 'fill' ? context.fill(shape, style['fill-rule'] === 'evenodd' ? 'evenodd' : 'nonzero') : context.stroke(shape)));
  }
  context.restore();
}

function transformBy(context: CanvasRenderingContext2D, transform: string): void {
  for (const [, name, list] of transform.matchAll(/(\w+)\(([^)]*)\)/g)) {
    const [a = 0, b, c = 0, d = 0, e = 0, f = 0] = list!.trim().split(/[\s,]+/).map(Number);
    if (name === 'translate') context.translate(a, b ?? 0);
    else if (name === 'scale') context.scale(a, b ?? a);
    else if (name === 'rotate') { context.translate(b ?? 0, c); context.rotate((a * Math.PI) / 180); context.translate(-(b ?? 0), -c); }
    else if (name === 'matrix') context.transform(a, b ?? 0, c, d, e, f);
  }
}

function shapeOf(name: string, own: Style): Path2D | undefined {
  const path = new Path2D(), at = (key: string) => numeric(own[key]);
  switch (name) {
    case 'path': return new Path2D(own.d);
    case 'line': path.moveTo(at('x1'), at('y1')); path.lineTo(at('x2'), at('y2')); return path;
    case 'rect': path.rect(at('x'), at('y'), at('width'), at('height')); return path;
    case 'circle': path.arc(at('cx'), at('cy'), at('r'), 0, 2 * Math.PI); path.closePath(); return path;
    case 'ellipse': path.ellipse(at('cx'), at('cy'), at('rx'), at('ry'), 0, 0, 2 * Math.PI); path.closePath(); return path;
    case 'polyline': return new Path2D(`M${own.points}`);
    case 'polygon': return new Path2D(`M${own.points}Z`);
    default: return undefined; // title and desc
  }
}

function paint(context: CanvasRenderingContext2D, style: Style, draw: (kind: 'fill' | 'stroke') => void): void {
  const alpha = context.globalAlpha;
  const kinds = style['paint-order']?.startsWith('stroke') ? ['stroke', 'fill'] as const : ['fill', 'stroke'] as const;
  for (const kind of kinds) {
    if (style[kind] === 'none') continue;
    context.globalAlpha = alpha * numeric(style[`${kind}-opacity`], style[`${kind}-opacity`] === '0' ? 0 : 1);
    if (kind === 'fill') context.fillStyle = style.fill!;
    else {
      context.strokeStyle = style.stroke!;
      context.lineWidth = numeric(style['stroke-width'], 1);
      context.setLineDash(style['stroke-dasharray'] && style['stroke-dasharray'] !== 'none' ? style['stroke-dasharray'].split(/[\s,]+/).map(Number.parseFloat) : []);
      context.lineCap = (style['stroke-linecap'] ?? 'butt') as CanvasLineCap;
      context.lineJoin = (style['stroke-linejoin'] ?? 'miter') as CanvasLineJoin;
      context.miterLimit = numeric(style['stroke-miterlimit'], 4);
    }
    draw(kind);
  }
  context.globalAlpha = alpha;
}

function drawText(context: CanvasRenderingContext2D, part: SvgNode, own: Style, style: Style): void {
  let [x, y] = [numeric(own.x), numeric(own.y)];
  const runs = part.children.map((child) => {
    const more = typeof child === 'string' ? {} : Object.fromEntries(attributesOf(child)), text = typeof child === 'string' ? child : child.children.join('');
    const look: Style = { ...style, ...more };
    dress(context, look);
    [x, y] = [numeric(more.x, x) + numeric(more.dx), numeric(more.y, y) + numeric(more.dy)];
    const run = { look, text, x, y };
    x += context.measureText(text).width;
    return run;
  });
  const start = numeric(own.x), width = x - start, squeeze = own.textLength && width > 0 ? numeric(own.textLength) / width : 1;
  context.translate(start - squeeze * width * (style['text-anchor'] === 'middle' ? 0.5 : style['text-anchor'] === 'end' ? 1 : 0), 0);
  context.scale(squeeze, 1);
  context.translate(-start, 0);
  for (const { look, text, x: left, y: foot } of runs) {
    dress(context, look);
    paint(context, look, (kind) => (kind === 'fill' ? context.fillText(text, left, foot) : context.strokeText(text, left, foot)));
  }
}

function dress(context: CanvasRenderingContext2D, style: Style): void {
  context.font = `${style['font-style'] ?? 'normal'} ${style['font-weight'] ?? 400} ${numeric(style['font-size'], 14)}px ${style['font-family']}`;
  if ('letterSpacing' in context) context.letterSpacing = `${numeric(style['letter-spacing'])}px`;
}
