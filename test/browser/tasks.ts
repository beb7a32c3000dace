import { cdp } from 'vitest/browser';

interface Event { readonly name: string; readonly pid: number; readonly tid: number; readonly tdur?: number; readonly args?: { readonly name?: string } }
interface Session {
  send(method: string, params?: object): Promise<unknown>;
  on(event: string, listener: (told: { readonly stream: string }) => void): void;
}

const TIMELINE = 'disabled-by-default-devtools.timeline';
const LETTERS = 2 ** 18; // read at once

let traced: ((stream: string) => void) | undefined;
let listening = false; // once and for good: this listener cannot be taken away again

async function textOf(session: Session, handle: string): Promise<string> {
  let text = '';
  for (;;) {
    const { data, eof } = await session.send('IO.read', { handle, size: LETTERS }) as { data: string; eof: boolean };
    text += data;
    if (eof) break;
  }
  await session.send('IO.close', { handle });
  return text;
}

/**
 * The tasks of the pages' own threads while something goes on: how much of the processor each took, in ms, longest first. As the browser
 * traces them; how long they lasted would also tell of everything else that the machine had to do meanwhile.
 */
export async function tasks<Result>(during: () => Promise<Result>): Promise<{ readonly result: Result; readonly ms: readonly number[] }> {
  const session = cdp() as unknown as Session;
  await session.send('HeapProfiler.collectGarbage'); // what earlier tests left behind is not collected in these tasks
  await session.send('Tracing.start', { transferMode: 'ReturnAsStream', traceConfig: { includedCategories: [TIMELINE, '__metadata'], excludedCategories: ['*'] } });
  const result = await during();
  const complete = new Promise<string>((resolve) => { traced = resolve; });
  if (!listening) session.on('Tracing.tracingComplete', ({ stream }) => traced?.(stream));
  listening = true;
  await session.send('Tracing.end');
  const { traceEvents: events } = JSON.parse(await textOf(session, await complete)) as { traceEvents: readonly Event[] };
  const pages = new Set(events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`));
  const ms = events.filter(({ name, pid, tid }) => name === 'RunTask' && pages.has(`${pid} ${tid}`)).map(({ tdur = 0 }) => tdur / 1000);
  return { result, ms: ms.sort((one, other) => other - one) };
}
