// The page on which subjects are drawn one after another and swept; run.mjs drives it.
import { fieldOnce, samples } from './data.js';

const SUBJECTS = {
  nothing: () => import('./subjects/nothing.js'),
  dot: () => import('./subjects/dot.js'),
  'bare-webgpu': () => import('./subjects/bare-webgpu.js'),
  'bare-worker': () => import('./subjects/bare-worker.js'),
  own: () => import('./subjects/own.js'),
  d3: () => import('./subjects/d3.js'),
  plotly: () => import('./subjects/plotly.js'),
  observable: () => import('./subjects/observable.js'),
  jsxgraph: () => import('./subjects/jsxgraph.js'),
};
const LAMBDA_MAX = 1.59, SIZE = 512;
const frame = () => new Promise(requestAnimationFrame);
const twoFrames = async () => { await frame(); await frame(); };

let subject, host;
const shown = []; // when a picture of the CPU engine was put on its canvas
let outside = 0; // bytes of pixels that no heap counts
let arrived = () => {};
const { drawImage } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.drawImage = function (image, ...rest) {
  if (image instanceof ImageBitmap) {
    shown.push(performance.now());
    outside += 4 * image.width * image.height;
    arrived();
  }
  return drawImage.call(this, image, ...rest);
};
const sizeOf = (value) => (ArrayBuffer.isView(value) ? value.byteLength : value && typeof value === 'object' ? Object.values(value).reduce((sum, part) => sum + sizeOf(part), 0) : 0);
const { postMessage } = Worker.prototype;
Worker.prototype.postMessage = function (message, ...rest) {
  outside += sizeOf(message);
  return postMessage.call(this, message, ...rest);
};
const { submit } = globalThis.GPUQueue?.prototype ?? {};
let submits = 0, pipelines = 0, devices = 0;
if (submit) GPUQueue.prototype.submit = function (...given) { submits += 1; return submit.apply(this, given); };
const { createRenderPipeline } = globalThis.GPUDevice?.prototype ?? {};
if (createRenderPipeline) GPUDevice.prototype.createRenderPipeline = function (...given) { pipelines += 1; return createRenderPipeline.apply(this, given); };
const { requestDevice } = globalThis.GPUAdapter?.prototype ?? {};
if (requestDevice) GPUAdapter.prototype.requestDevice = function (...given) { devices += 1; return requestDevice.apply(this, given); };
globalThis.ImageData = new Proxy(ImageData, {
  construct(Of, given) {
    const made = Reflect.construct(Of, given);
    if (typeof given[0] === 'number') outside += made.data.byteLength;
    return made;
  },
});
const tasks = [];
new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });

async function open(name, options) {
  await subject?.close?.();
  host?.remove();
  host = document.createElement('div');
  host.className = 'host';
  document.body.append(host);
  const { open: begin } = await SUBJECTS[name]();
  subject = await begin(host, { size: SIZE, ...options });
  await subject.step(0);
  for (let i = 0; i < 12; i += 1) await frame();
}

/** λ (or θ̂) from one end to the other in `frames` frames, each given its own. */
async function sweep(frames, kind = 'lambda') {
  shown.length = 0;
  outside = submits = 0;
  const start = performance.now();
  for (let i = 1; i <= frames; i += 1) {
    await frame();
    const share = i / frames;
    if (kind === 'lambda') await subject.step(share * LAMBDA_MAX);
    else subject.drag([1.5 - share, 0.3 + share / 2]);
  }
  await frame();
  const time = performance.now() - start;
  if (kind === 'lambda') subject.check?.();
  return { time, shown: shown.map((at) => at - start), outside, submits };
}

/** Milliseconds from one λ to its picture on the canvas, each after the last; their median. */
async function alone(count) {
  const list = [];
  for (let i = 1; i <= count; i += 1) {
    await new Promise((resolve) => { setTimeout(resolve, 120); }); // the last picture is long done
    await frame();
    const start = performance.now();
    const drawn = new Promise((resolve) => { arrived = resolve; });
    subject.step(LAMBDA_MAX * (i / count));
    await drawn;
    list.push(performance.now() - start);
  }
  arrived = () => {};
  return list.sort((a, b) => a - b)[Math.floor(count / 2)];
}

/** A figure of data: milliseconds to its first picture, and to the last that a finer table brings. */
async function openData({ engine, kind, n }) {
  const loss = samples(kind, n);
  await open('own', { engine: 'cpu', grid: 512 }); // so that neither the engine nor the worker starts in what is measured
  await open('own', { engine, grid: 512 });
  const { figure } = subject, repaints = [];
  figure.addEventListener('reg-scene', () => repaints.push(performance.now()));
  const start = performance.now();
  figure.problem = { loss, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0 };
  await figure.updateComplete;
  const first = performance.now() - start;
  let seen = -1, quiet = performance.now();
  const scene = () => figure.shadowRoot.querySelector('reg-heatmap').scene;
  while (performance.now() - quiet < 1500) {
    const now = scene().relief;
    if (now !== seen) { seen = now; quiet = performance.now(); }
    await frame();
  }
  return { first, fine: quiet - start };
}

async function sweepData(frames) {
  const { figure } = subject, intervals = [];
  let solutions = 0, last = performance.now();
  const count = () => { solutions += 1; };
  figure.addEventListener('reg-solution', count);
  tasks.length = 0;
  const start = performance.now();
  for (let i = 1; i <= frames; i += 1) {
    await frame();
    const now = performance.now();
    intervals.push(now - last);
    last = now;
    figure.lambda = (i / frames) * 0.4;
  }
  await frame();
  const time = performance.now() - start;
  await figure.updateComplete;
  figure.removeEventListener('reg-solution', count);
  return { time, tasks: [...tasks], solutions, shown: shown.length, intervals: intervals.slice(1) };
}


const PENALTIES = ['l1', 'l2', 'elastic-net 0.5', 'linf'];
/** So many figures at once: milliseconds until the last is drawn. */
async function many(count, engine) {
  const wide = count > 50, list = document.createElement('div');
  if (!wide) for (const [name, value] of Object.entries({ display: 'grid', 'grid-template-columns': 'repeat(5, 200px)', gap: '4px' })) list.style.setProperty(name, value);
  document.body.append(list);
  const add = grown = async (amount) => {
    list.replaceChildren();
    const start = performance.now();
    const figures = Array.from({ length: amount }, (_, i) => {
      const figure = Object.assign(document.createElement('reg-geometry'), { prefer: engine, penalty: PENALTIES[i % 4], controls: wide ? 'own' : 'none' });
      figure.style.setProperty('width', `${wide ? 512 : 200}px`);
      return figure;
    });
    list.append(...figures);
    await Promise.all(figures.map(({ ready }) => ready));
    await twoFrames();
    return { time: performance.now() - start, figures };
  };
  const { time, figures } = await add(count);
  return { time, pipelines, devices, drawn: figures.filter(({ shadowRoot }) => shadowRoot.querySelector('canvas')).length };
}
let grown; // as many() adds them

Object.assign(globalThis, { stage: { open, many, again: async (count) => (await grown(count)).time, load: async (name) => void await SUBJECTS[name](), sweep, alone, twoFrames, openData, sweepData, fieldOnce, step: (lambda) => subject.step(lambda), get subject() { return subject; }, get host() { return host; } } });
