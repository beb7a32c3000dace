import JXG from 'jsxgraph';
import { argmin, levels, loss, penalty, WINDOW } from './problem.js';

/** JSXGraph has no heatmap: twelve implicit curves and a point. */
export function open(host, { size }) {
  host.id = 'board';
  host.style.setProperty('width', `${size}px`);
  host.style.setProperty('height', `${size}px`);
  host.style.setProperty('position', 'relative');
  const board = JXG.JSXGraph.initBoard('board', { boundingbox: [WINDOW.x[0], WINDOW.y[1], WINDOW.x[1], WINDOW.y[0]], axis: true, showNavigation: false, showCopyright: false });
  let amount = 0, at = [];
  const corners = WINDOW.x.flatMap((x) => WINDOW.y.map((y) => [x, y]));
  const set = (lambda) => {
    amount = lambda;
    const theta = argmin(lambda), value = ([x, y]) => loss(x, y) + lambda * penalty(x, y);
    at = levels([value(theta), Math.max(...corners.map(value))]);
  };
  set(0);
  at.forEach((_, i) => board.create('implicitcurve', [(x, y) => loss(x, y) + amount * penalty(x, y) - at[i]], { strokeColor: '#3060c0', strokeWidth: 1 }));
  board.create('point', [() => argmin(amount)[0], () => argmin(amount)[1]], { size: 5, name: '' });
  return {
    step(lambda) {
      set(lambda);
      board.fullUpdate();
    },
    close() {
      JXG.JSXGraph.freeBoard(board);
      host.removeAttribute('id');
    },
  };
}
