// A plot of how cost grows over the grid, the samples and the number of figures, from what was measured; both axes logarithmic.
const WIDTH = 300, HEIGHT = 240, LEFT = 44, TOP = 34, GAP = 130;
const COLOURS = ['#1f5fbf', '#b26a00', '#555', '#2e7d4f', '#a33a6b', '#777'];

/** Powers of ten, and their doubles and halves where those are few. */
function ticks(low, high) {
  const list = [];
  for (let at = Math.floor(Math.log10(low)); at <= Math.floor(Math.log10(high)); at += 1) for (const part of high / low < 30 ? [1, 2, 5] : [1]) list.push(part * 10 ** at);
  return list.filter((value) => value >= low && value <= high).map((value) => Number(value.toPrecision(1)));
}
const round = (value) => Number(value.toFixed(1));

function panel({ title, across, stops, lines }, index) {
  const values = lines.flatMap(({ at }) => at.map(([, value]) => value)).filter((value) => value > 0);
  const low = Math.min(...values) / 1.5, high = Math.max(...values) * 1.5, from = LEFT + index * (WIDTH + GAP);
  const x = (value) => round(from + (WIDTH * Math.log(value / stops[0])) / Math.log(stops.at(-1) / stops[0]));
  const y = (value) => round(TOP + HEIGHT - (HEIGHT * Math.log(value / low)) / Math.log(high / low));
  let last = Infinity;
  const ends = lines.map((line, i) => ({ ...line, colour: COLOURS[i % COLOURS.length], place: y(line.at.at(-1)[1]) })).sort((a, b) => b.place - a.place)
    .map((line) => ({ ...line, place: (last = Math.min(line.place, last - 13)) }));
  return `<text class="title" x="${from}" y="16">${title}</text>
${ticks(low, high).map((value) => `<path class="grid" d="M${from},${y(value)}h${WIDTH}"/><text x="${from - 6}" y="${y(value) + 4}" text-anchor="end">${value}</text>`).join('\n')}
${stops.map((stop) => `<text x="${x(stop)}" y="${TOP + HEIGHT + 16}" text-anchor="middle">${stop}</text>`).join('')}<text x="${from + WIDTH / 2}" y="${TOP + HEIGHT + 34}" text-anchor="middle">${across}</text>
${ends.map(({ name, at, colour, place }) => `<path fill="none" stroke="${colour}" stroke-width="1.6" d="M${at.map(([stop, value]) => `${x(stop)},${y(Math.max(value, low))}`).join('L')}"/><text x="${from + WIDTH + 6}" y="${place + 4}" fill="${colour}">${name}</text>`).join('\n')}`;
}

/** An SVG, or '' while one of its three scenarios has no result. */
export function growth({ sweep, data, many }) {
  if (!sweep || !data || !many) return '';
  const grids = [128, 256, 512, 1024], sizes = [1000, 10_000, 100_000];
  const middle = (list, key) => [...list].map((run) => run[key]).sort((a, b) => a - b)[Math.floor(list.length / 2)];
  const of = (engine, kind, part) => sizes.map((n) => [n, middle(data.numbers.cases.find((one) => one.engine === engine && one.kind === kind && one.n === n).runs, part)]);
  const panels = [
    { title: 'λ sweep, main thread, ms a frame', across: 'grid, a side', stops: grids, lines: ['own, gpu', 'own, cpu', 'dot', 'd3', 'plotly', 'observable'].map((name) => ({ name, at: grids.map((grid) => [grid, sweep.numbers[`${name} ${grid}`].task]) })) },
    { title: 'logistic loss, ms of scripts a frame', across: 'samples', stops: sizes, lines: ['gpu', 'cpu'].flatMap((engine) => [{ name: `solver, ${engine}`, at: of(engine, 'logistic', 'solve') }, { name: `all else, ${engine}`, at: of(engine, 'logistic', 'rest') }]) },
    { title: 'figures at once, ms until all are drawn', across: 'figures (of a hundred most are off the screen)', stops: [1, 20, 100], lines: ['gpu', 'cpu'].map((engine) => ({ name: engine, at: [[1, middle(many.numbers.used[engine], 'one')], [20, middle(many.numbers.used[engine], 'time')], [100, middle(many.numbers.hundred[engine], 'time')]] })) },
  ];
  const width = LEFT + panels.length * (WIDTH + GAP), height = TOP + HEIGHT + 44;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="11"><style>text{fill:#333}.title{font-size:13px}.grid{stroke:#ddd}</style><rect width="100%" height="100%" fill="#fff"/>
${panels.map(panel).join('\n')}
</svg>
`;
}
