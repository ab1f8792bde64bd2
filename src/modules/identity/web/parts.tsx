/** Parts that other modules' pages are made of: identity in words, and the dialog that joins two customers. */
export { JoinDialog } from './join-dialog.tsx';
export { refusalWords, strengthWord, typeName } from './identity-words.ts';
