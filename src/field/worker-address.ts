import { Complaint, quote } from '../problem/complaint.ts';

interface Policy { createScriptURL(url: string): string }
interface Policies { createPolicy(name: string, rules: Policy): Policy }

const SCHEMES = ['http:', 'https:', 'file:'];

let policy: Policy | undefined; // a page may forbid a second one of the same name

/** Under Trusted Types a worker's address must come from a policy; `trusted-types reg-geometry` allows this one. */
export function trusted(address: string): string {
  const types = (globalThis as { trustedTypes?: Policies }).trustedTypes;
  if (!types) return address;
  policy ??= types.createPolicy('reg-geometry', { createScriptURL: (text) => text });
  return policy.createScriptURL(address);
}

/**
 * The address of the worker's file where the page has put it: a folder gets the name of the library's own file, whose hash is that
 * of its content, so that a copy of another version is not found instead of misunderstood.
 * @param own the library's own
 * @param base what `given` is relative to
 * @throws Complaint
 */
export function placedAt(given: string | { readonly href: string }, own: string, base: string): string {
  const text: unknown = typeof given === 'string' ? given : given?.href;
  const url = typeof text === 'string' && URL.canParse(text, base) ? new URL(text, base) : null;
  if (!url || !SCHEMES.includes(url.protocol)) {
    throw new Complaint(`workerUrl is ${quote(given)}; allowed is the address of a folder, with a slash at its end, or of a file.`, 'workerUrl');
  }
  if (url.pathname.endsWith('/')) url.pathname += new URL(own, base).pathname.split('/').at(-1)!;
  return url.href;
}
