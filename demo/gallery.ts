import '../src/index.ts';
import { gallery } from './gallery/page.ts';

gallery();
