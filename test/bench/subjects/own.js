import '../../../src/index.ts';

/** The figure itself, by one of its engines; `grid` comes from the pixel density of the page. */
export async function open(host, { grid, size, engine, controls = 'own', problem }) {
  const figure = Object.assign(document.createElement('reg-geometry'), { lambda: 0, controls, ...(engine ? { prefer: engine } : {}) });
  if (problem) figure.problem = problem;
  figure.style.setProperty('width', `${size}px`);
  host.append(figure);
  await figure.ready;
  if (engine && figure.engine !== engine) throw new Error(`asked for ${engine}, drawn by ${figure.engine}`);
  const { width } = figure.shadowRoot.querySelector('canvas');
  if (grid && width !== grid) throw new Error(`asked for ${grid} pixels, drawn with ${width}`);
  return {
    figure,
    step(lambda) { figure.lambda = lambda; },
    drag(minimizer) { figure.change({ minimizer }); },
    check() { if (figure.solution.theta.some((weight) => Math.abs(weight) > 1e-9)) throw new Error(`the sweep ended at ${figure.solution.theta}, not at λmax`); },
  };
}
