/** Marks the moment at which the second frame after a figure was drawn begins: the first has it on the screen. */
export async function first(drawn) {
  await drawn;
  for (let i = 0; i < 2; i += 1) await new Promise(requestAnimationFrame);
  globalThis.painted = performance.now();
}
