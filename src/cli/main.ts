import { solve } from '../api/solve.ts';
import { Complaint } from '../problem/complaint.ts';
import type { Problem } from '../problem/types.ts';
import { hint, readArguments } from './arguments.ts';
import { commandHelp, overview } from './help.ts';
import { DATA, DRAWING, HELP, PROBLEM } from './options.ts';
import { problemOf } from './problem.ts';
import { render } from './render.ts';
import { version } from './version.ts';

/** What a command speaks to. */
export interface Desk {
  /** To the output. */
  print(text: string): void;
  /** To whoever reads errors. */
  say(text: string): void;
  /** All of the input. */
  input(): string;
}

/** How a command ends: done; refused what was given; solved, and the certificate does not hold. */
export const EXIT = { done: 0, refused: 1, uncertified: 2 } as const;

const COMMANDS = { render: [...PROBLEM, ...DATA, ...DRAWING, HELP], solve: [...PROBLEM, ...DATA, HELP] } as const;

// JSON has no infinite numbers; as words they are told from what is null.
const plain = (_: string, value: unknown) => (typeof value === 'number' && !Number.isFinite(value) ? String(value) : value);

/** Prints a solution. @returns the exit status, which says whether its certificate holds */
export function report(solution: { readonly certificate: { readonly holds: boolean } }, { print, say }: Pick<Desk, 'print' | 'say'>): number {
  print(`${JSON.stringify(solution, plain, 2)}\n`);
  if (solution.certificate.holds) return EXIT.done;
  say('reg-geometry: the certificate of this solution does not hold; its residuals are in “certificate”.');
  return EXIT.uncertified;
}

/** Runs the command line. @returns the exit status; nothing is thrown for what was given */
export async function main([command, ...rest]: readonly string[], desk: Desk): Promise<number> {
  try {
    if (command === undefined || command === '--help' || command === '-h' || command === 'help') return desk.print(overview()), EXIT.done;
    if (command === '--version') return desk.print(`${version()}\n`), EXIT.done;
    if (command !== 'render' && command !== 'solve') throw new Complaint(`There is no command ${command}; allowed are render and solve.${hint(command, Object.keys(COMMANDS))}`, 'command');
    const given = readArguments(rest, COMMANDS[command]);
    if (given.help) return desk.print(commandHelp(command)), EXIT.done;
    const problem = problemOf(given, desk.input);
    if (command === 'render') return await render(problem, given, desk.print), EXIT.done;
    return report(solve(problem as Problem), desk);
  } catch (error) {
    if (!(error instanceof Complaint)) throw error;
    desk.say(`reg-geometry: ${error.message}\nreg-geometry ${command === 'render' || command === 'solve' ? `${command} ` : ''}--help says what can be given.`);
    return EXIT.refused;
  }
}
