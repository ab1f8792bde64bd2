import { createJourneys } from '../src/modules/journeys/index.ts';
import type { ContactTopic } from '../src/modules/journeys/threads/compare-contact.ts';
import { createCompany } from '../simulator/index.ts';
import { voiceEngines, voiceHouse } from '../test/engines/voice-house.ts';
import { trueContacts, type KnownContact } from './demo-contacts.ts';
import { sendCompany } from './send-company.ts';
import { tiedInteractions } from './tied-interactions.ts';
import { topicsFound } from './threads.ts';

const MINUTE_MS = 60_000;
const WAIT_MS = 200;

/** Sends what a demo company's systems report into the product, until all of it is told whose it is by the product's own identity, recorded, and put together by what was learnt from it. Topics are found by voice's own code. Shape: `numbers` of interactions, by source and id; `truth` what is true of its contacts; `areTied` whether anybody could know that two interactions of one person are; `story` of whom and about which order the story of the parcel is. */
export async function threadedCompany({ seed, customers, grammar }: { readonly seed: number; readonly customers: number; readonly grammar: 'open' | 'held-out' }) {
  const endsAt = Math.floor((Date.now() - 60 * MINUTE_MS) / MINUTE_MS) * MINUTE_MS;
  const company = createCompany({ seed, customers, grammar, endsAt });
  const engines = await voiceEngines();
  const house = voiceHouse(engines, Date.now);
  const topics = new Map<number, ContactTopic>();
  const journeys = createJourneys({ ...house, topicsOf: (places) => Promise.resolve(new Map(places.flatMap(({ number }) => { const topic = topics.get(number); return topic === undefined ? [] : [[number, topic] as const]; }))), nameOf: () => Promise.resolve(null) });
  await house.begin({ stop: journeys.stop });
  const numbers = new Map<string, number>();
  const sent = await sendCompany(house, company.history(), (number, { source = 'demo', id }) => { numbers.set(`${source}:${id ?? ''}`, number); });

  const truth: readonly KnownContact[] = trueContacts(company);
  for (const [number, topic] of topicsFound(truth.flatMap(({ ref, role, text }) => { const interaction = numbers.get(ref); return interaction === undefined ? [] : [{ interaction, role, text }]; }))) topics.set(number, topic);
  journeys.start();
  const figures = async (): ReturnType<typeof journeys.figures> => journeys.figures({});
  while ((await figures()).model === null) await new Promise((resolve) => { setTimeout(resolve, WAIT_MS); });
  await journeys.caughtUp();
  const personOf = new Map([...company.truth()].flatMap((line) => (line.kind === 'contact' && line.person !== null ? [[line.ref, line.person] as const] : [])));
  const story = [...company.truth()].find((line) => line.kind === 'story' && line.name === 'parcel');
  return {
    house, journeys, numbers, truth, topics, interactions: sent, areTied: tiedInteractions(company.history(), personOf), story: story?.kind === 'story' ? { person: story.person, order: story.order } : null,
    async end(): Promise<void> {
      await house.end();
      await engines.close();
    },
  };
}
