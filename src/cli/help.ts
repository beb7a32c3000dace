import { DATA, DRAWING, HELP, PROBLEM, type Option } from './options.ts';

const WIDTH = 96, COLUMN = 28; // letters

/** Breaks text into lines that leave room for what stands before them. */
function wrapped(text: string): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1)!;
    if (last && last.length + 1 + word.length > WIDTH - COLUMN) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines;
}

function row({ name, short, value, says }: Option): string {
  const head = `  ${short ? `-${short}, ` : ''}--${name}${value ? ` <${value}>` : ''}`, lines = wrapped(says);
  const first = head.length < COLUMN - 1 ? [head.padEnd(COLUMN) + lines.shift()!] : [head];
  return [...first, ...lines.map((line) => ' '.repeat(COLUMN) + line)].join('\n');
}

const table = (title: string, options: readonly Option[]) => `${title}\n${options.map(row).join('\n')}\n`;

const SAYS = {
  render: 'Draws a certified figure of a problem of two weights, as SVG or PNG.',
  solve: 'Solves a problem and prints the solution with its certificate as JSON.',
} as const;

const EXAMPLES = {
  render: [
    'reg-geometry render --penalty l1 --lambda 0.6 -o figure.svg',
    'reg-geometry render --loss "formula: (x-2)^2 + 3*(y-1)^2 + x*y" --penalty l2-norm --budget 1 -o figure.svg',
    'reg-geometry render --data diabetes.csv --features bmi,s5 --target y --lambda 20 -o lasso.png',
  ],
  solve: [
    'reg-geometry solve --minimizer -1,2 --curvature 1,0.3,1 --penalty l1 --budget 1',
    'reg-geometry solve --data diabetes.csv --features bmi,bp,s5 --penalty "elastic-net 0.5" --lambda 2',
    'cat problem.json | reg-geometry solve --problem -',
  ],
} as const;

const examples = (lines: readonly string[]) => `Examples\n${lines.map((line) => `  ${line}`).join('\n')}\n`;

const LAMBDA = 'lambda multiplies the penalty as written here: l2 is the sum of squares without one half, a data loss is a mean over rows.\n';

/** What `reg-geometry --help` says. */
export const overview = () => `The geometry behind L1 and L2 regularization: certified figures and solutions.

Usage: reg-geometry <command> [options]

Commands
  render                    ${SAYS.render}
  solve                     ${SAYS.solve}

reg-geometry <command> --help names the options of each; --version prints the version.

${examples([EXAMPLES.render[0], EXAMPLES.solve[0]])}`;

/** What `reg-geometry render --help` and `reg-geometry solve --help` say. */
export const commandHelp = (command: 'render' | 'solve') => [
  `${SAYS[command]}\n\nUsage: reg-geometry ${command} [options]\n`, table('The problem', PROBLEM), table('Its data', DATA),
  table(command === 'render' ? 'The figure' : 'Other', command === 'render' ? [...DRAWING, HELP] : [HELP]), LAMBDA,
  command === 'solve' ? 'Exit status: 0 solved and certified; 1 refused, with a sentence; 2 solved, and the certificate does not hold.\n' : 'Exit status: 0 drawn; 1 refused, with a sentence. A PNG needs the package sharp beside this one.\n',
  examples(EXAMPLES[command]),
].join('\n');
