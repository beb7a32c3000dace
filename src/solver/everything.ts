import { supply } from './families.ts';
import { data } from './families/data.ts';
import { global } from './families/global.ts';
import { pieces } from './families/pieces.ts';
import { samples } from './families/samples.ts';
import { typed } from './families/typed.ts';

// Whoever imports this module solves every problem at once: package.json names it among those with side effects.
supply({ data, global, pieces, samples, typed });
