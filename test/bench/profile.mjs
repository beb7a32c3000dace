// Whose time and whose garbage it is: by file of src, by the source map of a build that is not minified.
import { SourceMap } from 'node:module';

const flat = (node) => [node, ...(node.children ?? []).flatMap(flat)];

/** A function from a place in the page's scripts to the file and line that it was built from. */
export async function places(page) {
  const maps = new Map();
  return async (url, line, column, name) => {
    if (!url.startsWith('http')) return `(browser) ${name}`;
    if (!maps.has(url)) maps.set(url, new SourceMap(await (await page.request.get(`${url}.map`)).json()));
    const { originalSource = '(other)', originalLine = 0 } = maps.get(url).findEntry(line, column);
    const file = originalSource.replace(/^.*node_modules\//, '').replace(/^(\.\.\/)+/, '');
    return `${file}:${originalLine + 1} ${name}`.trim();
  };
}

const add = (map, key, value) => map.set(key, (map.get(key) ?? 0) + value);

/** Self time in ms by file and function while `work` runs. */
export async function timeOf(page, session, work) {
  const where = await places(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 200 });
  await session.send('Profiler.start');
  await work();
  const { profile: { nodes, samples, timeDeltas } } = await session.send('Profiler.stop');
  const byId = new Map(nodes.map((node) => [node.id, node])), by = new Map();
  for (const [i, id] of samples.entries()) {
    const { callFrame: { functionName, url, lineNumber, columnNumber } } = byId.get(id);
    if (functionName !== '(idle)') add(by, await where(url, lineNumber, columnNumber, functionName), timeDeltas[i] / 1000);
  }
  return by;
}

/** Bytes allocated by file and function while `work` runs, kept or not. */
export async function bytesOf(page, session, interval, work) {
  const where = await places(page);
  await session.send('HeapProfiler.startSampling', { samplingInterval: interval, includeObjectsCollectedByMajorGC: true, includeObjectsCollectedByMinorGC: true });
  await work();
  const { profile } = await session.send('HeapProfiler.stopSampling'), by = new Map();
  for (const { callFrame: { functionName, url, lineNumber, columnNumber }, selfSize } of flat(profile.head)) if (selfSize > 0) add(by, await where(url, lineNumber, columnNumber, functionName), selfSize);
  return by;
}

export const total = (by, test = () => true) => [...by].reduce((sum, [key, value]) => (test(key) ? sum + value : sum), 0);
export const top = (by, count) => [...by].sort((a, b) => b[1] - a[1]).slice(0, count);
