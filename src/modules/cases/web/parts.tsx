/** How cases are put in words, for other modules' pages. */
export { CLOCK_NAMES, clockText, nextStep, STATE_NAMES } from './case-words.ts';
