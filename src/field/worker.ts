// Only the address of the worker's own file: its code is no part of this module.
// oxlint-disable-next-line import/default -- Vite answers this query with the address
import url from '../worker.ts?worker&url';
import { Complaint } from '../problem/complaint.ts';

/** Why there is no worker: blocked by the page's policy, served from another origin, or dead. */
export class NoWorker extends Error {
  override readonly name = 'NoWorker';
}

/** What the worker answers: `id` of the question, and a value or an error's sentence. */
export interface Answer { readonly id: number; readonly value?: unknown; readonly error?: { readonly message: string; readonly about?: string } }

interface Waiting { readonly resolve: (value: never) => void; readonly reject: (error: Error) => void }

const START_MS = 5000; // a worker that says nothing for so long will not start

interface Policies { createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string } }

// Under Trusted Types a worker's address must come from a policy; `trusted-types reg-geometry` allows this one.
function trusted(address: string): string {
  const types = (globalThis as { trustedTypes?: Policies }).trustedTypes;
  return types ? types.createPolicy('reg-geometry', { createScriptURL: (text) => text }).createScriptURL(address) : address;
}

const waiting = new Map<number, Waiting>();
let count = 0;
let home: Promise<Worker> | undefined;

function start(): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      const error = new NoWorker(why);
      reject(error);
      home = Promise.reject(error); // also where it started and died
      home.catch(() => {});
      for (const { reject: refuse } of waiting.values()) refuse(error);
      waiting.clear();
    };
    if (!globalThis.Worker) return fail('There are no workers here.');
    try {
      const worker = new Worker(trusted(url), { type: 'module', name: 'reg-geometry' });
      const timer = setTimeout(() => { worker.terminate(); fail('The worker did not start.'); }, START_MS);
      worker.addEventListener('error', () => { clearTimeout(timer); fail('The worker could not run.'); });
      worker.addEventListener('message', ({ data }: MessageEvent<Answer | 'ready'>) => {
        if (data === 'ready') {
          clearTimeout(timer);
          return resolve(worker);
        }
        const question = waiting.get(data.id);
        waiting.delete(data.id);
        if (!data.error) question?.resolve(data.value as never);
        else question?.reject(data.error.about === undefined ? new Error(data.error.message) : new Complaint(data.error.message, data.error.about));
      });
    } catch (error) {
      fail(String(error));
    }
  });
}

/** The page's one worker. A refusal is kept: a page where it cannot start will not change its mind. @throws NoWorker */
export const workerHome = (): Promise<Worker> => (home ??= start());

/** Asks the page's worker one thing. @throws NoWorker, or what the task threw */
export async function ask<Reply>(task: string, input: unknown): Promise<Reply> {
  const worker = await workerHome();
  const id = (count += 1);
  return new Promise((resolve, reject) => {
    worker.postMessage({ id, task, input }); // throws where the input cannot be copied
    waiting.set(id, { resolve, reject });
  });
}
