let context: CanvasRenderingContext2D | null | undefined;
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
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return 8 * text.length;
  context.font = `${weight} ${font}`;
  return context.measureText(text).width;
}
