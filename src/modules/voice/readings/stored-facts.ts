import { isoUtc } from '../../../kernel/instant.ts';
import type { SaidInteraction } from '../../interactions/contract.ts';
import { FACT_ACTS, FACT_MODES } from '../reading/staff/contract.ts';
import { IN_THE_PAST } from '../reading/staff/find-said.ts';
import { resolveTime } from '../reading/staff/resolve-time.ts';
import type { StaffFact } from '../reading/staff/staff-fact.ts';
import type { Reading, StaffFactRead } from './contract.ts';
import { partPlaces } from './joined-words.ts';
import type { ReadingRow } from './readings-log.ts';

/** A moment that is not known, as columns hold it. */
const UNKNOWN = new Date(0).toISOString();

/**
 * The fields of a row that tell what the company asked, said and promised, as JSON behind other fields: only what was found, times as moments seen from the interaction's own. Nothing where no fact was found.
 * Invariant: kinds, places and moments, no words of anybody, nothing about who spoke.
 */
export function factFields({ staff, occurredMs }: Pick<SaidInteraction, 'staff' | 'occurredMs'>, facts: readonly StaffFact[], zone: string): string {
  if (facts.length === 0) return '';
  const spans = facts.map(({ act, kind, time }) => (time === null ? null : resolveTime(time, occurredMs, zone, act === 'said' && IN_THE_PAST.has(kind))));
  return `,${JSON.stringify({
    staff_characters: partPlaces(staff ?? []).at(-1)?.end ?? 0,
    fact_acts: facts.map(({ act }) => act), fact_kinds: facts.map(({ kind }) => kind), fact_modes: facts.map(({ mode }) => mode),
    fact_carriers: facts.map(({ start, end, time }) => (time === null ? [start, end] : [start, end, time.start, time.end])),
    fact_froms: spans.map((span) => (span === null ? UNKNOWN : new Date(span.fromMs).toISOString())), fact_untils: spans.map((span) => (span === null ? UNKNOWN : new Date(span.untilMs).toISOString())),
    fact_workings: facts.map(({ time }) => Number(time?.of === 'length' && time.working)),
  }).slice(1, -1)}`;
}

const momentOrNull = (text: string | undefined): string | null => {
  const moment = text === undefined ? null : new Date(isoUtc(text)).toISOString();
  return moment === UNKNOWN ? null : moment;
};

/** Facts of a row as they are answered. Rows of before facts were read have none. */
export function presentedFacts(row: ReadingRow): Pick<Reading, 'staffCharacters' | 'facts'> {
  return {
    staffCharacters: row.staff_characters,
    facts: row.fact_acts.flatMap((known, at): StaffFactRead[] => {
      const act = FACT_ACTS.find((one) => one === known);
      const mode = FACT_MODES.find((one) => one === row.fact_modes[at]);
      const [start = 0, end = 0, timeStart, timeEnd] = row.fact_carriers[at] ?? [];
      if (act === undefined || mode === undefined) return [];
      return [{ act, kind: row.fact_kinds[at] ?? '', mode, carriers: [[start, end], ...(timeStart === undefined || timeEnd === undefined ? [] : [[timeStart, timeEnd] as [number, number]])], from: momentOrNull(row.fact_froms[at]), until: momentOrNull(row.fact_untils[at]), inWorkingDays: row.fact_workings[at] === 1 }];
    }),
  };
}
