export { supportSentence } from '../print/words.ts';
