/** Parts that other modules' pages are made of: the quiet frame of pages without sign-in. */
export { Door } from './door.tsx';
