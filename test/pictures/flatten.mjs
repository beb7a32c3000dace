// Runs in the page: a view's own picture (SVG with a shadow root's styles, a canvas under it) as one standalone SVG.

/** @param {Element} element a linked view, or a Lagrangian explorer @returns {string} */
export function flatten(element) {
  const DRAWN = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linejoin', 'stroke-linecap', 'opacity', 'paint-order'];
  const WRITTEN = [...DRAWN, 'font-family', 'font-size', 'font-style', 'font-weight', 'text-anchor'];
  const USUAL = { 'fill-opacity': '1', 'stroke-opacity': '1', stroke: 'none', 'stroke-dasharray': 'none', 'stroke-linejoin': 'miter', 'stroke-linecap': 'butt', opacity: '1', 'paint-order': 'normal', 'font-style': 'normal', 'font-weight': '400', 'text-anchor': 'start' };
  const short = (text) => text.replace(/-?\d+\.\d{3,}/g, (number) => String(Number(Number(number).toFixed(2)))).replaceAll('"', "'");
  const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

  const inked = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data.trim() ? escape(node.data.replace(/\s+/g, ' ')) : '';
    if (node.nodeType !== Node.ELEMENT_NODE) return '';
    const name = node.localName, style = getComputedStyle(node);
    if (style.display === 'none' || style.visibility === 'hidden') return '';
    const leaf = /^(path|line|circle|rect|ellipse|polygon|polyline|text|tspan|use|image)$/.test(name);
    const own = [...node.attributes].filter((each) => !/^(class|style|part|aria-|role|data-|tabindex)/.test(each.name)).map((each) => ` ${each.name}="${short(each.value)}"`);
    const names = leaf ? (name === 'text' || name === 'tspan' ? WRITTEN : DRAWN) : ['opacity'];
    const stroked = style.stroke !== 'none';
    const styles = names.filter((property) => !node.hasAttribute(property) && style.getPropertyValue(property) !== USUAL[property] && (stroked || !property.startsWith('stroke')))
      .map((property) => ` ${property}="${short(style.getPropertyValue(property))}"`);
    return `<${name}${own.join('')}${styles.join('')}>${[...node.childNodes].map(inked).join('')}</${name}>`;
  };

  const boxes = [...element.shadowRoot.querySelectorAll('.plot, .plane, .profile')];
  const frames = boxes.map((box) => box.getBoundingClientRect());
  const [left, top] = [Math.min(...frames.map((frame) => frame.left)), Math.min(...frames.map((frame) => frame.top))];
  const [width, height] = [Math.max(...frames.map((frame) => frame.right)) - left, Math.max(...frames.map((frame) => frame.bottom)) - top];
  const at = (frame) => `x="${short((frame.left - left).toFixed(2))}" y="${short((frame.top - top).toFixed(2))}" width="${short(frame.width.toFixed(2))}" height="${short(frame.height.toFixed(2))}"`;

  const pieces = (node) => {
    if (node.nodeType !== Node.ELEMENT_NODE || getComputedStyle(node).display === 'none') return '';
    const frame = node.getBoundingClientRect();
    if (node.localName === 'svg') return `<svg ${at(frame)}>${[...node.childNodes].map(inked).join('')}</svg>`;
    if (node.localName === 'canvas' && node.width > 0) {
      const copy = document.createElement('canvas');
      Object.assign(copy, { width: Math.round(frame.width), height: Math.round(frame.height) });
      copy.getContext('2d').drawImage(node, 0, 0, copy.width, copy.height);
      return `<image ${at(frame)} preserveAspectRatio="none" href="${copy.toDataURL('image/webp', 0.75)}"/>`;
    }
    if (node.localName === 'button') return '';
    return [...(node.shadowRoot ?? node).childNodes].map(pieces).join('');
  };
  const grounds = boxes.map((box, i) => `<rect ${at(frames[i])} fill="${getComputedStyle(box).backgroundColor}"/>`).join('');
  const [w, h] = [Math.ceil(width), Math.ceil(height)];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}">${grounds}${boxes.flatMap((box) => [...box.childNodes].map(pieces)).join('')}</svg>\n`;
}
