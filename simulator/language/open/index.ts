import type { Grammar } from '../grammar.ts';
import { brandTopics } from './topics-brand.ts';
import { french, german } from './german-french.ts';
import { portuguese, spanish } from './spanish-portuguese.ts';
import { serviceTopics } from './topics-service.ts';
import { talk } from './talk.ts';

/** The grammar that may be looked at while building. */
export const open: Grammar = {
  name: 'open',
  packs: { en: { ...talk, topics: { ...serviceTopics, ...brandTopics } }, de: german, fr: french, es: spanish, pt: portuguese },
  noticed: [
    'Three people asked for children\'s boots today, we have none.', 'Rack for the rain jackets is too high for older customers.', 'Two customers brought trousers with a burst side zip.', 'Courier left parcels in the rain again.', 'A school class wants to rent tents in June.',
    'People read the big poster and ask if it is really that warm.', 'Fitting room light is broken since Monday.', 'Customers like that we mend gloves while they wait.',
  ],
  searches: ['warm jacket', 'rain', 'boots wide', 'size guide', 'wool', 'tent 2 person', 'gloves', 'kids', 'sale', 'backpack 40l', 'fjell', 'return label'],
};
