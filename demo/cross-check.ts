import '../src/index.ts';
import { machine } from './cross-check/page.ts';

void machine();
