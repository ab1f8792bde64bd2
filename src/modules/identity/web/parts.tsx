/** Parts that other modules' pages are made of: identity in words, the dialog that joins two customers, and the sum of evidence of two. */
export { JoinDialog } from './join-dialog.tsx';
export { refusalWords, strengthWord, typeName } from './identity-words.ts';
export { Likeness } from './likeness-dialog.tsx';
