// oxlint-disable-next-line import/default -- Vite answers this query with a class
import Painter from './bare-worker.worker.js?worker';
import { argmin, canvasOf, dotOver } from './problem.js';

/** A canvas that a worker paints, told one number a frame, and the dot: the least that a CPU engine can cost the page. */
export async function open(host, { grid, size }) {
  const canvas = canvasOf(host, grid, size).transferControlToOffscreen();
  const painter = new Painter();
  let busy = true, next;
  const move = dotOver(host, size);
  painter.postMessage({ canvas, lambda: 0 }, [canvas]);
  await new Promise((resolve) => {
    painter.onmessage = () => {
      resolve();
      busy = next !== undefined;
      if (busy) painter.postMessage({ lambda: next });
      next = undefined;
    };
  });
  return {
    step(lambda) {
      move(argmin(lambda));
      if (busy) next = lambda;
      else painter.postMessage({ lambda });
      busy = true;
    },
    close: () => painter.terminate(),
  };
}
