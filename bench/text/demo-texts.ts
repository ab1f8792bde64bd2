import { createCompany } from '../../simulator/index.ts';
import type { Reading } from '../../simulator/truth.ts';
import { spokenParts } from '../../src/modules/interactions/said/spoken-parts.ts';
import { joinWords } from '../../src/modules/voice/readings/joined-words.ts';

/** What somebody wrote or said to the demo company in one interaction, in English, and what is true of it. Units: `day` whole days since 1970, UTC. */
export type DemoText = { readonly ref: string; readonly day: number; readonly by: string; readonly text: string; readonly reading: Reading };

const DAY_MS = 86_400_000;
const ENDS_AT = Date.UTC(2026, 5, 3, 12);

/** Texts of the demo company's last days in the order in which they were said, each interaction once, in the words that the product itself would read. The grammar is the one that nothing learns from. */
export function demoTexts(seed: number, customers: number, days: number, grammar: 'open' | 'held-out' = 'held-out'): DemoText[] {
  const company = createCompany({ seed, customers, grammar, endsAt: ENDS_AT });
  const texts = new Map<string, DemoText>();
  for (const { interaction, truth, isRepeat } of company.recent(days)) {
    if (isRepeat === true || truth.reading === undefined || truth.reading.language !== 'en') continue;
    const { channel, direction, title, text, turns, properties } = interaction;
    const parts = spokenParts({ channel, direction, title: title ?? null, text: text ?? null, turns: turns ?? [], properties: properties ?? {} });
    const ref = `${interaction.source ?? ''}:${interaction.id}`;
    // A transcript that came later is the text of its call; a review that was edited counts as first written.
    if (parts.length > 0 && !texts.has(ref)) texts.set(ref, { ref, day: Math.floor(Date.parse(interaction.occurredAt) / DAY_MS), by: truth.person ?? ref, text: joinWords(parts).text, reading: truth.reading });
  }
  return [...texts.values()].sort((a, b) => a.day - b.day);
}

/** The day on which the faulty batch comes to customers. */
export function batchDay(seed: number, customers: number): number {
  for (const line of createCompany({ seed, customers, grammar: 'held-out', endsAt: ENDS_AT }).truth()) if (line.kind === 'topic' && line.topic === 'stove-gas') return Math.floor(Date.parse(line.startsAt) / DAY_MS);
  return Number.NaN;
}
