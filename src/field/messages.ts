import type { Packed } from './handing.ts';

/** What a worker answers: `id` of the question, and a value or an error's sentence. */
export interface Answer { readonly id: number; readonly value?: unknown; readonly error?: { readonly message: string; readonly about?: string } }

/** What part of a question is done, from 0 to 1. */
export interface Told { readonly id: number; readonly done: number }

/** What a worker says: that it runs, that it is at work on something long and how far it is, or an answer. */
export type Word = 'ready' | 'beat' | Told | Answer;

/** What the page says: a question, samples that questions are about, that nobody needs these any more, or waits for that answer. */
export type Asked = { readonly id: number; readonly task: string; readonly input: unknown } | { readonly packed: Packed } | { readonly forget: number } | { readonly drop: number };

/** Who waits for an answer: `signal`, an `AbortSignal`, says that nobody does any more, and `told` hears what part of it is done. */
export interface Watch {
  // By what is asked of it, since declarations that Node reads know no DOM.
  readonly signal?: { readonly reason: unknown; throwIfAborted(): void; addEventListener(type: 'abort', listener: () => void, options: { once: boolean }): void } | undefined;
  readonly told?: ((done: number) => void) | undefined;
}

/** Why there is no worker: blocked by the page's policy, served from another origin, dead, or silent. */
export class NoWorker extends Error {
  override readonly name = 'NoWorker';
}
