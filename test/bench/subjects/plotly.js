import Plotly from 'plotly.js-cartesian-dist-min';
import { argmin, grids, LINES, objective } from './problem.js';

/** A heatmap, a contour of twelve lines and a marker; each frame gives them new values. */
export async function open(host, { grid, size }) {
  const field = grids(grid, false), values = new Float64Array(grid * grid);
  const x = [...field.x], y = [...field.y];
  const rows = (lambda) => {
    const [low, high] = objective(field, lambda, values);
    return { low, high, z: Array.from({ length: grid }, (_, row) => values.subarray(row * grid, (row + 1) * grid)) };
  };
  const layout = { width: size, height: size, margin: { l: 30, r: 10, t: 10, b: 30 }, showlegend: false };
  const draw = (lambda) => {
    const { low, high, z } = rows(lambda), [p, q] = argmin(lambda), size12 = (high - low) / (LINES + 1);
    const traces = [
      { type: 'heatmap', x, y, z, showscale: false, colorscale: 'Greys', zmin: low, zmax: high },
      { type: 'contour', x, y, z, showscale: false, autocontour: false, contours: { coloring: 'none', start: low + size12, end: low + LINES * size12, size: size12 }, line: { color: '#3060c0', width: 1 } },
      { type: 'scatter', mode: 'markers', x: [p], y: [q], marker: { size: 12, color: '#000' } },
    ];
    return Plotly.react(host, traces, layout, { displayModeBar: false });
  };
  await draw(0);
  return { step: draw, close: () => Plotly.purge(host) };
}
