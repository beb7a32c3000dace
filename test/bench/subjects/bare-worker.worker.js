import { grids, objective } from './problem.js';

let context, image, words, field, values;
addEventListener('message', ({ data: { canvas, lambda } }) => {
  if (canvas) {
    context = canvas.getContext('2d');
    image = new ImageData(canvas.width, canvas.height);
    words = new Uint32Array(image.data.buffer);
    field = grids(canvas.width);
    values = new Float64Array(words.length);
  }
  const [low, high] = objective(field, lambda, values), scale = 1 / (high - low);
  for (let at = 0; at < words.length; at += 1) {
    const share = Math.sqrt((values[at] - low) * scale), ring = share * 13;
    const grey = Math.abs(ring - Math.round(ring)) < 0.02 ? 60 : 255 - 150 * share;
    words[at] = 0xff000000 | (grey << 16) | (grey << 8) | grey;
  }
  context.putImageData(image, 0, 0);
  postMessage(0);
});
