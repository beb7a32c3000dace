import { useState } from 'react';
import 'reg-geometry';
import type {} from 'reg-geometry/react';

/** A slider of the page drives the figure by a property; its solution and what its reader does come back as events. */
export function App({ engine }: { engine: string }) {
  const [lambda, setLambda] = useState(0.6);
  const [theta, setTheta] = useState('');
  return (
    <main>
      <label>λ <input type="range" min="0" max="2" step="0.1" value={lambda} onChange={(event) => setLambda(Number(event.target.value))} /></label>
      <reg-geometry
        penalty="l1" lambda={lambda} prefer={engine}
        onreg-solution={({ detail: { solution } }) => setTheta(solution.theta.join(' '))}
        onreg-change={({ detail: { problem } }) => { if (problem.form === 'penalty') setLambda(problem.lambda); }}
      >
        <reg-heatmap of="loss" />
        <reg-level-sets count={9} />
        <reg-constraint-region bare />
        <reg-argmin />
      </reg-geometry>
      <output id="lambda">{lambda}</output> <output id="theta">{theta}</output>
    </main>
  );
}
