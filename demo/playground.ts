import '../src/index.ts';
import { playground } from './playground/page.ts';

void playground();
