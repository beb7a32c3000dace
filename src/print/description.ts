import { coordinates, figures } from '../geometry/number.ts';
import type { Findings } from '../paint/scene.ts';
import { NAMES } from './names.ts';
import { amountText, certificateMark, certificateWords, sentences, solutionWords } from './words.ts';

const plain = (text: string) => text.replaceAll('_', '').replaceAll('{l1}', '|θ₁| + |θ₂|');

/** The figure in a few sentences, for who does not see it or wants it told: what is asked, where both optima lie, how they meet, and how sure that is. */
export function description({ problem, solution, landmark: { minimizer } }: Findings): string {
  const { theta, loss, penalty, objective, active } = solution, priced = problem.form === 'penalty';
  return [
    priced ? `The loss plus λ times ${NAMES[problem.penalty.kind]} is made least, with ${plain(amountText(problem, solution))}.` : `The loss is made least where ${NAMES[problem.penalty.kind]} is at most t, with ${plain(amountText(problem, solution))}.`,
    ...(minimizer ? [`The loss alone is least at θ̂ = ${coordinates(minimizer)}.`] : []),
    `The optimum is θ* = ${coordinates(theta)}: ${solutionWords(problem, solution)}.`,
    `There the loss is ${figures(loss, 4)}, the penalty ${figures(penalty, 4)}${priced ? ` and their sum ${figures(objective, 4)}` : ''}.`,
    ...(active ? [`The level set of the loss through θ* touches the region of all θ whose penalty is at most ${figures(solution.budget, 4)}, and meets it nowhere else inside.`] : []),
    ...[...sentences(problem, solution)].map(plain),
    `${certificateMark(solution).replace(/^./, (letter) => letter.toUpperCase())}: ${certificateWords(solution)}.`,
  ].join(' ');
}
