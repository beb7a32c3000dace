import { contours } from 'd3-contour';
import { geoIdentity, geoPath } from 'd3-geo';
import { argmin, canvasOf, grids, levels, objective, toPixels } from './problem.js';

/** d3-contour on a canvas: the heat as pixels, twelve lines as paths, and the dot. */
export function open(host, { grid, size }) {
  const canvas = canvasOf(host, grid, size), context = canvas.getContext('2d');
  const field = grids(grid), values = new Float64Array(grid * grid), image = new ImageData(grid, grid), words = new Uint32Array(image.data.buffer);
  const path = geoPath(geoIdentity(), context);
  return {
    step(lambda) {
      const range = objective(field, lambda, values), [low, high] = range, scale = 1 / (high - low);
      for (let at = 0; at < words.length; at += 1) {
        const grey = 255 - 150 * Math.sqrt((values[at] - low) * scale);
        words[at] = 0xff000000 | (grey << 16) | (grey << 8) | grey;
      }
      context.putImageData(image, 0, 0);
      context.strokeStyle = '#3060c0';
      context.lineWidth = grid / size;
      for (const line of contours().size([grid, grid]).thresholds(levels(range))(values)) {
        context.beginPath();
        path(line);
        context.stroke();
      }
      const [x, y] = toPixels(argmin(lambda), grid);
      context.beginPath();
      context.arc(x, y, (6 * grid) / size, 0, 2 * Math.PI);
      context.fill();
    },
  };
}
