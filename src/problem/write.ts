import { isData } from './losses.ts';
import { readLoss } from './read-loss.ts';
import { readPenalty } from './read-penalty.ts';
import type { Loss, Penalty, Typed } from './types.ts';

// The short forms that the doors read, written: `lp 0.5`, `formula: a*x^2 where a = 2`. What has none is written as JSON.

const typed = ({ formula, parameters = {} }: Typed): string => {
  const named = Object.entries(parameters).map(([name, value]) => `${name} = ${value}`).join(', ');
  return `formula: ${formula}${named ? ` where ${named}` : ''}`;
};

function shortPenalty(penalty: Penalty): string {
  switch (penalty.kind) {
    case 'elastic-net': return `elastic-net ${penalty.ratio}`;
    case 'weighted-l1': return `weighted-l1 ${penalty.weights.join(' ')}`;
    case 'lp': return `lp ${penalty.p}`;
    case 'group': return ['group', ...(penalty.weights ?? [])].join(' ');
    case 'scad':
    case 'mcp': return [penalty.kind, penalty.shape, ...(penalty.lambda === undefined ? [] : [penalty.lambda])].join(' ');
    case 'formula': return typed(penalty);
    default: return penalty.kind;
  }
}

function shortLoss(loss: Loss): string {
  switch (loss.kind) {
    case 'rosenbrock': return loss.steepness === undefined ? 'rosenbrock' : `rosenbrock ${loss.steepness}`;
    case 'huber': return `huber ${loss.delta}`;
    case 'formula': return typed(loss);
    default: return loss.kind;
  }
}

const sorted = (value: unknown): string => JSON.stringify(value, (_, part) => (part && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort()) : part));

/** The short form where it reads back as the very same value, else JSON. */
function write<Value>(value: Value, text: string, read: (text: string) => Value): string {
  try {
    if (sorted(read(text)) === sorted(value)) return text;
  } catch { /* then the short form has no word for it */ }
  return JSON.stringify(value);
}

/** A penalty as text that `readWritten` with `readPenalty` gives back. */
export const writePenalty = (penalty: Penalty): string => write(penalty, shortPenalty(penalty), readPenalty);

/** A loss as text; of a loss of samples, and of a quadratic, only the kind and its numbers. */
export const writeLoss = (loss: Loss): string => (isData(loss) || loss.kind === 'quadratic' ? shortLoss(loss) : write(loss, shortLoss(loss), readLoss));

/** A written value for the door that reads it: JSON as what it says, the short form as it is. */
export function readWritten(text: string): unknown {
  if (!text.startsWith('{')) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text; // the door says what is allowed
  }
}
