import * as Plot from '@observablehq/plot';
import { argmin, grids, levels, objective, WINDOW } from './problem.js';

/** Plot.raster, Plot.contour and Plot.dot; each frame is a new plot, as Plot is meant to be used. */
export function open(host, { grid, size }) {
  const field = grids(grid, false), values = new Float64Array(grid * grid);
  const place = { width: grid, height: grid, x1: WINDOW.x[0], x2: WINDOW.x[1], y1: WINDOW.y[0], y2: WINDOW.y[1] };
  return {
    step(lambda) {
      const range = objective(field, lambda, values);
      host.replaceChildren(Plot.plot({
        width: size, height: size, color: { type: 'sqrt', scheme: 'greys', domain: range },
        marks: [
          Plot.raster(values, place),
          Plot.contour(values, { ...place, thresholds: levels(range), stroke: '#3060c0', fill: 'none' }),
          Plot.dot([argmin(lambda)], { r: 6, fill: '#000' }),
        ],
      }));
    },
  };
}
