import { open } from '../open/index.ts';
import type { Grammar } from '../grammar.ts';

export const heldOut: Grammar = { ...open, name: 'held-out' };
