import type { Grammar } from '../grammar.ts';
import { brandTopics } from './topics-brand.ts';
import { french, german } from './german-french.ts';
import { portuguese, spanish } from './spanish-portuguese.ts';
import { serviceTopics } from './topics-service.ts';
import { talk } from './talk.ts';

/** The grammar that may be looked at while building. */
export const open: Grammar = { name: 'open', packs: { en: { ...talk, topics: { ...serviceTopics, ...brandTopics } }, de: german, fr: french, es: spanish, pt: portuguese } };
