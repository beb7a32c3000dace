let context: CanvasRenderingContext2D | null | undefined;
const fonts = new WeakMap<Element, string>();

/** Width in pixels of a layer's text in its own font (read once a layer: a style query a frame would cost more). */
export function textWidth(layer: Element, text: string, weight = 400): number {
  let font = fonts.get(layer);
  if (font === undefined) {
    const style = getComputedStyle(layer);
    font = `${style.getPropertyValue('--reg-font-size') || '14px'} ${style.getPropertyValue('--_sans') || 'sans-serif'}`;
    fonts.set(layer, font);
  }
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return 8 * text.length;
  context.font = `${weight} ${font}`;
  return context.measureText(text).width;
}
