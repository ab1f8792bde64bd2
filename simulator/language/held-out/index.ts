import type { Grammar } from '../grammar.ts';
import { brandTopics } from './topics-brand.ts';
import { french, german } from './german-french.ts';
import { portuguese, spanish } from './spanish-portuguese.ts';
import { serviceTopics } from './topics-service.ts';
import { talk } from './talk.ts';

/** The grammar that only measures: nothing is built or tuned by looking at it. */
export const heldOut: Grammar = {
  name: 'held-out',
  packs: { en: { ...talk, topics: { ...serviceTopics, ...brandTopics } }, de: german, fr: french, es: spanish, pt: portuguese },
  noticed: [
    'A father left without shoes for his toddler, our range starts too late.', 'Nobody over sixty reaches the upper shelf of shells.', 'Another leg fastener that gave way, the third this month.', 'The van driver threw the boxes over our gate.', 'A scout leader would hire ten shelters for Whitsun.',
    'Visitors doubt the temperature on the new banner.', 'It is dark in cabin two.', 'Mending mittens on the spot brings smiles.',
  ],
  searches: ['parka winter', 'waterproof', 'wide fit shoes', 'which size', 'merino', 'shelter', 'mittens', 'toddler', 'clearance', 'daypack', 'send back'],
};
