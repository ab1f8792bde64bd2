import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../../kernel/seeded-random.ts';
import type { SaidInteraction } from '../../interactions/contract.ts';
import { endsContent } from './closing-words.ts';
import { contactOf, subjectOf, type Contact } from './contact.ts';
import { namedNumbers, wordPlaces } from './contact-words.ts';
import { saysBefore } from './cue-words.ts';
import { ASSUMED_WINDOW, falling, gapOf, gapWindow, windowEndMs, type Wait } from './gap-window.ts';
import { learnThreads } from './learn-threads.ts';
import { learnReturningWords, returningScore } from './returning-words.ts';
import { threadContacts } from './thread-contacts.ts';
import { assumedModel } from './thread-model.ts';
import { similarWords, wordWeights } from './word-weights.ts';

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 2, 2, 9);
let last = 0;

type Given = Partial<Pick<SaidInteraction, 'channel' | 'kind' | 'direction' | 'node'>> & { readonly day: number; readonly says?: string; readonly ours?: string } & Partial<NonNullable<SaidInteraction['talk']>>;

function told({ day, says, ours, channel = 'email', kind = 'mail-received', direction = 'in', node = 1, ...talk }: Given): SaidInteraction {
  last += 1;
  return {
    number: last, node, home: node, revision: 1, source: 'mail', brand: '', channel, kind, direction, office: 'service', occurredMs: START_MS + day * DAY_MS,
    parts: says === undefined ? [] : [{ of: 'text', at: 0, text: says }], ...(ours === undefined ? {} : { staff: [{ of: 'text', at: 0, text: ours }] }),
    talk: { title: '', session: null, seconds: null, orders: [], tickets: [], products: [], staff: [], teams: [], letter: null, answers: [], handedTo: null, handedFrom: null, ...talk },
  };
}

const contact = (given: Given): Contact => { const one = contactOf(told(given), 'UTC'); assert.ok(one !== null); return one; };
const threadsOf = (contacts: readonly Contact[], words: Parameters<typeof threadContacts>[2] = []): (number | null)[] => threadContacts(contacts, assumedModel(), words).toSorted((a, b) => a.contact.interaction - b.contact.interaction).map(({ thread }) => thread);

const LATE = 'My parcel for order BH1234567 was due on Monday and the tracking page has not moved since.';

test('one parcel asked about by mail, in a chat and on the phone is one issue; the invoice of another order is another', () => {
  const contacts = [
    contact({ day: 0, says: LATE, orders: ['BH1234567'] }), contact({ day: 2, channel: 'chat', kind: 'chat-held', says: 'I wrote two days ago about my parcel and heard nothing. Where is BH1234567?' }),
    contact({ day: 3, channel: 'call', kind: 'call-answered', says: 'I am still waiting for my parcel, it is the third time that I ask.', orders: ['BH1234567'] }),
    contact({ day: 3.5, says: 'Please send me the invoice of my boots, I need it for the tax office.', orders: ['BH7654321'] }),
  ];
  assert.deepEqual(threadsOf(contacts), [0, 0, 0, 1]);
});

test('a mail that answers ours belongs to its thread weeks later, and so does the same ticket', () => {
  const contacts = [contact({ day: 0, says: LATE, letter: '<a@x>', tickets: ['T1'] }), contact({ day: 1, direction: 'out', kind: 'mail-sent', ours: 'We look into it.', letter: '<b@us>', answers: ['<a@x>'] }), contact({ day: 30, says: 'It never came, to be honest.', answers: ['<b@us>'] }), contact({ day: 60, says: 'One more thing on that.', tickets: ['T1'] })];
  assert.deepEqual(threadsOf(contacts), [0, 0, 0, 0]);
});

test('what comes months later with nothing in common is another issue, and a campaign is none', () => {
  assert.deepEqual(threadsOf([contact({ day: 0, says: LATE }), contact({ day: 90, says: 'Does the jacket come in green as well, and how warm is it?' }), contact({ day: 91, direction: 'out', kind: 'campaign-sent', ours: 'Twenty percent off everything' })]), [0, 1, null]);
});

test('somebody whom the bot handed to the phone is still at the same thing', () => {
  const contacts = [contact({ day: 0, channel: 'bot', kind: 'bot-handed-over', says: 'where is my stuff', handedTo: 'phone', seconds: 90 }), contact({ day: 0.005, channel: 'call', kind: 'call-answered', says: 'Yes.', handedFrom: 'bot' })];
  assert.deepEqual(threadsOf(contacts), [0, 0]);
});

test('somebody with two issues who says only that they wait joins neither, as neither is likelier than all else', () => {
  const two = [contact({ day: 0, says: LATE, orders: ['BH1234567'] }), contact({ day: 0.001, says: 'The zip of my jacket is stuck and I cannot open it.', orders: ['BH7654321'] })];
  const waits = contact({ day: 2.5, says: 'I am still waiting for your answer.' });
  assert.deepEqual(threadsOf([...two, waits]), [0, 1, 2]);
  assert.deepEqual(threadsOf([...two.slice(0, 1), waits]), [0, 0], 'with one issue alone it is clear');
});

test('whoever names no matter on the phone goes on with theirs; a call of which nothing is kept tells nothing', () => {
  const model = assumedModel();
  const bits = (call: Parameters<typeof contact>[0]): number => threadContacts([contact({ day: 0, says: LATE }), contact(call)], model)[1]?.bits ?? 0;
  const call = { day: 1, channel: 'call', kind: 'call-answered' } as const;
  assert.ok(bits({ ...call, says: 'Yes, that one.', ours: 'Let me look.' }) > bits(call));
  assert.ok(bits({ ...call, says: 'How warm is the green jacket of this winter, and does it come in larger sizes as well?' }) < bits(call));
});

test('the order in which contacts come in changes nothing, nor does a contact told twice by its revision', () => {
  const seed = Date.now() % 1_000_000;
  const random = seededRandom(seed);
  const contacts = Array.from({ length: 40 }, (_, at) => contact({ day: at * 1.7 + random(), says: random() < 0.5 ? LATE : 'The zip of my jacket is stuck again and I cannot open it.', orders: random() < 0.4 ? [`BH${Math.floor(random() * 5)}000000`] : [] }));
  const expected = threadsOf(contacts);
  for (let run = 0; run < 20; run++) assert.deepEqual(threadsOf(contacts.toSorted(() => random() - 0.5)), expected, `seed ${seed}`);
});

test('what people say of two contacts outranks all that is reckoned, and parts what belongs together by all signs', () => {
  const contacts = [contact({ day: 0, says: LATE, orders: ['BH1234567'] }), contact({ day: 1, says: `Again: ${LATE}`, orders: ['BH1234567'] }), contact({ day: 200, says: 'Do you have it in green?' })];
  const [a, b, c] = contacts.map(({ interaction }) => interaction) as [number, number, number];
  assert.deepEqual(threadsOf(contacts), [0, 0, 1]);
  assert.deepEqual(threadsOf(contacts, [{ a, b, together: false }]), [0, 1, 2]);
  assert.deepEqual(threadsOf(contacts, [{ a, b: c, together: true }]), [0, 0, 0]);
});

test('an answer to a survey, an opened mail and a note that never left the house are no contacts', () => {
  assert.equal(contactOf(told({ day: 0, channel: 'survey', says: 'Five.' }), 'UTC'), null);
  assert.equal(contactOf(told({ day: 0, kind: 'mail-opened' }), 'UTC'), null);
  const titled = (kind: string): SaidInteraction => ({ ...told({ day: 0, kind }), parts: [{ of: 'title', at: 0, text: 'Please call me back' }] });
  assert.deepEqual(['newsletter-opened', 'newsletter-clicked', 'mail-received'].map((kind) => contactOf(titled(kind), 'UTC')?.role ?? null), [null, null, 'ask'], 'the title of what we sent is not their word; of their own mail it may be all');
  assert.equal(contactOf({ ...told({ day: 0, says: 'x' }), talk: undefined } as unknown as SaidInteraction, 'UTC'), null);
  assert.equal(contactOf(told({ day: 0, channel: 'call', kind: 'call-answered' }), 'UTC')?.role, 'ask', 'a call without a transcript is one');
});

test('words that say “I have been here before” are known in seven languages, and plain questions are not taken for them', () => {
  for (const words of ['I am still waiting for it', 'This is the third time I ask', 'As I told your colleague', 'Schon wieder keine Antwort', 'Ich warte noch immer', 'J’attends toujours, aucune réponse', 'Sigo esperando, ya llamé dos veces', 'Continuo à espera, já liguei', 'Nessuna risposta, è la seconda volta', 'Ik heb al gebeld, nog steeds niets']) assert.ok(saysBefore(words), words);
  for (const words of ['How warm is the jacket?', 'Wie schwer ist der Rucksack?', 'Où puis-je trouver ma facture ?', 'Can I return it to a shop?']) assert.ok(!saysBefore(words), words);
});

test('thanks end a talk content, thanks for nothing do not', () => {
  assert.ok(endsContent('Lovely, that helps.') && endsContent('Super, danke!') && endsContent('Ótimo, obrigado!'));
  assert.ok(!endsContent('We will see.') && !endsContent('Thanks for nothing') && !endsContent('Na gut.'));
});

test('numbers of orders are read with signs between or without, dates and prices are not', () => {
  assert.deepEqual(namedNumbers('about bh-1234567 and #4711-0815, on 12.03.2026 for 14.95'), ['BH1234567', '47110815']);
  assert.deepEqual(namedNumbers('write to me@example.com, I am 42'), []);
});

test('Re: and its kin are signs of an answer, in several languages and repeated', () => {
  assert.deepEqual(subjectOf('Re: AW: Fwd: Vidde backpack'), { subject: 'vidde backpack', isAnswer: true });
  assert.deepEqual(subjectOf('Return of my boots'), { subject: 'return of my boots', isAnswer: false });
});

test('words that few say make texts alike, words that all say do not', () => {
  const texts = ['thanks for your help with the zip', 'thanks for your help with the tent', 'thanks for your help with the parcel', 'the zip is stuck', ...Array.from({ length: 40 }, () => 'thanks for your help with the rest')].map(wordPlaces);
  const weights = wordWeights(texts);
  const [zip, tent, , stuck] = texts as [number[], number[], number[], number[]];
  assert.ok(similarWords(zip, stuck, weights) > similarWords(zip, tent, weights));
  assert.equal(similarWords([], zip, weights), 0);
  assert.ok(Math.abs(similarWords(zip, zip, weights) - 1) < 1e-9);
});

test('the window is where contacts stop coming oftener than by chance', () => {
  const seed = Date.now() % 1_000_000;
  const random = seededRandom(seed);
  // Half come back within four days; all others come by chance, once in two hundred days.
  const waits = Array.from({ length: 4_000 }, (): Wait => (random() < 0.5 ? { ms: random() * 4 * DAY_MS, ended: true } : { ms: -Math.log(1 - random()) * 200 * DAY_MS, ended: true }));
  const window = gapWindow(waits);
  assert.ok(window.every((ratio, at) => at === 0 || ratio <= (window[at - 1] ?? 1) + 1e-12), 'it never rises');
  assert.equal(windowEndMs(window) / DAY_MS, 4, `seed ${seed}`);
  assert.deepEqual(gapWindow([]), ASSUMED_WINDOW);
  assert.deepEqual(falling([3, 1, 2, 0], [1, 1, 1, 1]), [3, 1.5, 1.5, 0]);
  assert.equal(gapOf(0), 0);
});

test('words in which customers come back are learnt from contacts alone, in a language that nobody listed', () => {
  const [first, back] = [['mun pakkaus puuttuu', 'takki liian pieni', 'missä lasku löytyy'], ['kysyin tätä viime viikolla takki', 'kysyin tätä viime viikolla pakkaus']];
  const contacts = Array.from({ length: 600 }, (_, at) => (at % 3 === 0 ? { words: wordPlaces(back[at % 2] ?? ''), sure: 0.9 } : { words: wordPlaces(first[at % 3] ?? ''), sure: 0.05 }));
  const learnt = learnReturningWords(contacts);
  assert.ok(returningScore(wordPlaces('kysyin tätä viime viikolla, missä lasku'), learnt) >= learnt.from);
  assert.ok(returningScore(wordPlaces('takki liian pieni'), learnt) < learnt.from);
});

test('a topic of which nearly everything goes on with something tells nothing of the matter', () => {
  const random = seededRandom(11);
  const topics = new Map<number, { topic: string; group: string }>();
  const spoken = (given: Given, topic: string): Contact => { const one = contact(given); topics.set(one.interaction, { topic, group: topic }); return one; };
  const customers = Array.from({ length: 150 }, (_, person) => Array.from({ length: 2 }, (_, issue) => issue * 90 + random() * 20).flatMap((day, issue) => [
    spoken({ node: person + 1, day, says: issue === 0 ? LATE : 'The zip of my jacket is stuck and I cannot open it any longer.', orders: [`BH${person}${issue}00000`] }, issue === 0 ? 'parcels' : 'zips'),
    spoken({ node: person + 1, day: day + 1 + random(), says: 'Kuuluuko teiltä mitään uutta asiasta, ilmoittakaa pian kiitos.', orders: [`BH${person}${issue}00000`] }, 'any news'),
  ]));
  const { returningTopics } = learnThreads(customers, START_MS + 300 * DAY_MS, (interaction) => topics.get(interaction) ?? null);
  assert.deepEqual([...returningTopics], ['any news']);
});

test('a company’s own contacts teach what its contacts about one thing have in common, the same every time', () => {
  const random = seededRandom(7);
  const customers = Array.from({ length: 150 }, (_, person) => {
    const issues = Array.from({ length: 3 }, (_, issue) => ({ day: issue * 70 + random() * 20, order: `BH${person}${issue}00000`, asks: 1 + Math.floor(random() * 3) }));
    return issues.flatMap(({ day, order, asks }) => Array.from({ length: asks }, (_, ask) => contact({ node: person + 1, day: day + ask * 2 * random(), says: ask === 0 ? LATE : 'Still no answer to my last mail about it.', orders: random() < 0.7 ? [order] : [] })));
  });
  const model = learnThreads(customers, START_MS + 300 * DAY_MS);
  const { order, 'other-order': other } = model.shares.thing;
  assert.ok(order !== undefined && other !== undefined && order.same / order.other > 3 && other.same / other.other < 0.5, 'the same order speaks for one thing, another one against it');
  const again = learnThreads(customers, START_MS + 300 * DAY_MS);
  assert.deepEqual(again.shares, model.shares);
});
