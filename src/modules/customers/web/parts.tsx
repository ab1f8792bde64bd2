/** Parts that other modules' pages are made of: why names are hidden, and whether the reader's hand is on a list. */
export { MaskedNote } from './masked-note.tsx';
export { useHand } from './use-hand.ts';
