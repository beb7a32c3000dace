/**
 * Registers an element. Where its name is taken, as when two versions of the library meet on one page, the first stays and this one
 * is not heard of; where there is no registry, as on a server, nothing happens.
 */
export function define(name: `reg-${string}`, element: CustomElementConstructor): void {
  const registry = (globalThis as { customElements?: CustomElementRegistry }).customElements;
  if (registry && !registry.get(name)) registry.define(name, element);
}
