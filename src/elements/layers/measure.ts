let context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null | undefined;
const widths = new Map<string, number>(); // by font and text: of a sweep most words stay
const KEPT = 500;
const fonts = new WeakMap<Element, string>();
const scales = new WeakMap<Element, number>();

const USUAL_PX = 14;

/** How much larger than usual a layer's or a view's letters are: what stands around them keeps as far away (read once, as its font is). */
export function typeScale(element: Element): number {
  let scale = scales.get(element);
  if (scale === undefined) scales.set(element, (scale = (Number.parseFloat(getComputedStyle(element).fontSize) || USUAL_PX) / USUAL_PX));
  return scale;
}

/** Width in pixels of a layer's text in its own font (read once a layer: a style query a frame would cost more). */
export function textWidth(layer: Element, text: string, weight = 400): number {
  let font = fonts.get(layer);
  if (font === undefined) {
    const style = getComputedStyle(layer);
    font = `${style.fontSize || '14px'} ${style.getPropertyValue('--_sans') || 'sans-serif'}`;
    fonts.set(layer, font);
  }
  const key = `${weight} ${font}|${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    // One of the page would first have the page's styles worked out, at each text.
    context ??= (globalThis.OffscreenCanvas ? new OffscreenCanvas(1, 1) : document.createElement('canvas')).getContext('2d') as typeof context;
    if (!context) return 8 * text.length;
    context.font = `${weight} ${font}`;
    width = context.measureText(text).width;
    if (widths.size >= KEPT) widths.clear();
    widths.set(key, width);
  }
  return width;
}
