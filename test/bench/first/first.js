const frame = () => new Promise(requestAnimationFrame);

/** Marks the moment at which the second frame after a figure was drawn begins: the first has it on the screen. `whole` resolves once its controls stand too. */
export async function first(drawn, whole = drawn) {
  const mark = async (coming, name) => {
    await coming;
    for (let i = 0; i < 2; i += 1) await frame();
    globalThis[name] = performance.now();
  };
  await Promise.all([mark(drawn, 'painted'), mark(whole, 'whole')]);
}

/** Resolves once a figure of ours shows its live picture where that of a server would go. */
export async function pictured(figure) {
  while (!figure.shadowRoot?.querySelector('slot[name="static"]')?.hidden) await frame();
}
