/** The social card, 1200 × 630: two figures by the project's own renderer under the article's title. @param {readonly string[]} figures SVG texts */
export const cardPage = (figures) => `<!doctype html><meta charset="utf-8"><style>
  body { margin: 0; width: 1200px; height: 630px; display: grid; grid-template: auto 1fr / 1fr 1fr; gap: 0 28px; padding: 40px 56px 0; box-sizing: border-box; overflow: hidden; background: #fdfcf9; color: #1c1d20; }
  h1 { grid-column: 1 / -1; margin: 0 0 26px; font: 700 45px/1.1 Charter, Georgia, "DejaVu Serif", serif; letter-spacing: -0.015em; }
  svg { display: block; width: 530px; height: 530px; }
</style><h1>The geometry behind L1 and L2 regularization</h1>${figures.join('')}`;
