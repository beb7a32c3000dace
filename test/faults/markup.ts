/** Three figures: a closed form, the other form, and a loss from data, whose field is a table made by compute shaders. */
export const page = (prefer: string): string => `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <title>Figures</title>
  <link rel="icon" href="/icon.png">
  <script type="module" src="/reg-geometry.min.js"></script>
  <reg-geometry id="plain" prefer="${prefer}"></reg-geometry>
  <reg-geometry id="bound" form="constraint" budget="0.99" penalty="l2-norm" prefer="${prefer}"></reg-geometry>
  <reg-geometry id="data" loss="logistic" src="/rows.csv" features="a b" target="y" penalty="elastic-net 0.5" lambda="0.05" prefer="${prefer}"></reg-geometry>
</html>`;

/** A CSV of 120 rows, the same every time. */
export function rows(): string {
  const lines = ['a,b,y'];
  for (let i = 0; i < 120; i += 1) {
    const a = Math.sin(12.9898 * i), b = Math.cos(78.233 * i);
    lines.push(`${a},${b},${a - 0.5 * b + 0.9 * Math.sin(4.1 * i) > 0 ? 1 : 0}`);
  }
  return lines.join('\n');
}
