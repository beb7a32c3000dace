// The lasso path of all ten weights of the diabetes data as an SVG: straight pieces between exact knots, against log λ.
const LOOKS = {
  light: { ink: '#1c1d20', muted: '#5d5e64', rule: '#d8d7d2', lead: '#1d68b3', turn: '#a85f00' },
  dark: { ink: '#f1efe9', muted: '#a9abb1', rule: '#3b3e45', lead: '#6fb1f2', turn: '#f5ab45' },
};
const LOW = 0.03, HIGH = 60, MOST = 40;
const STEPS = 8; // of a piece that is straight in λ and bent in log λ
const LEAD = new Set(['bmi', 's5', 'bp']), GAP = 15;

/**
 * @param {readonly { lambda: number, theta: readonly number[] }[]} knots from λmax down to 0
 * @param {readonly string[]} names @param {'light' | 'dark'} theme @param {boolean} narrow
 */
export function tenPath(knots, names, theme, narrow) {
  const { ink, muted, rule, lead, turn } = LOOKS[theme];
  const width = narrow ? 360 : 860, height = 420, box = { left: 44, right: width - 56, top: 16, bottom: height - 44 };
  const x = (lambda) => box.left + (box.right - box.left) * Math.log(lambda / LOW) / Math.log(HIGH / LOW);
  const y = (weight) => box.top + (box.bottom - box.top) * (MOST - weight) / (2 * MOST);
  const at = (lambda) => {
    const below = knots.findIndex((knot) => knot.lambda <= lambda);
    if (below === 0) return names.map(() => 0);
    const [high, low] = [knots[below - 1], knots[below]], share = (high.lambda - lambda) / (high.lambda - low.lambda);
    return names.map((_, j) => high.theta[j] + share * (low.theta[j] - high.theta[j]));
  };
  const stops = [LOW, ...knots.map(({ lambda }) => lambda).filter((lambda) => lambda > LOW).reverse(), HIGH];
  const samples = stops.flatMap((stop, i) => (i === 0 ? [stop] : Array.from({ length: STEPS }, (_, k) => stops[i - 1] * (stop / stops[i - 1]) ** ((k + 1) / STEPS))));
  const places = samples.map((lambda) => [lambda, at(lambda)]);
  const hue = (name) => (name === 's3' ? turn : LEAD.has(name) ? lead : muted);
  const curves = names.map((name, j) => `<path d="M${places.map(([lambda, theta]) => `${x(lambda).toFixed(1)},${y(theta[j]).toFixed(1)}`).join('L')}" fill="none" stroke="${hue(name)}" stroke-width="${LEAD.has(name) || name === 's3' ? 2.2 : 1.4}"/>`);
  // The names stand where the curves leave at the left, apart from each other.
  const ends = names.map((name, j) => ({ name, at: y(places[0][1][j]), weight: places[0][1][j] })).sort((a, b) => a.at - b.at);
  for (let pass = 0; pass < 60; pass += 1) for (let i = 1; i < ends.length; i += 1) {
    const short = GAP - (ends[i].at - ends[i - 1].at);
    if (short > 0) { ends[i].at += short / 2; ends[i - 1].at -= short / 2; }
  }
  const type = 'font-family="system-ui, \'Segoe UI\', \'DejaVu Sans\', sans-serif" font-size="13"';
  const labels = ends.map((end) => `<text x="${box.left - 8}" y="${(end.at + 4.5).toFixed(1)}" text-anchor="end" fill="${hue(end.name)}"${LEAD.has(end.name) || end.name === 's3' ? ' font-weight="650"' : ''}>${end.name}</text>`);
  const ticks = [0.1, 1, 10].map((lambda) => `<path d="M${x(lambda).toFixed(1)},${box.bottom}v5" stroke="${muted}"/><text x="${x(lambda).toFixed(1)}" y="${box.bottom + 20}" text-anchor="middle" fill="${muted}">${lambda}</text>`);
  const weights = [-40, -20, 0, 20, 40].map((weight) => `<path d="M${box.left},${y(weight)}H${box.right}" stroke="${rule}"/><text x="${box.right + 8}" y="${y(weight) + 4.5}" fill="${muted}">${String(weight).replace('-', '−')}</text>`);
  const turns = knots.filter(({ lambda }) => lambda > LOW).map(({ lambda }) => `<circle cx="${x(lambda).toFixed(1)}" cy="${y(0)}" r="2.6" fill="${ink}"/>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ${type}>${weights.join('')}${ticks.join('')}${curves.join('')}${turns.join('')}${labels.join('')}`
    + `<text x="${box.right}" y="${box.bottom + 38}" text-anchor="end" fill="${ink}">λ, logarithmic; dots: exact knots</text></svg>\n`;
}
