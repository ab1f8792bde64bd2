import { readFileSync } from 'node:fs';
import { FACT_ACTS, FACT_KINDS, type FactAct } from '../../src/modules/voice/reading/staff/contract.ts';
import { resolveTime } from '../../src/modules/voice/reading/staff/resolve-time.ts';
import { IN_THE_PAST } from '../../src/modules/voice/reading/staff/find-said.ts';
import { staffFacts } from '../../src/modules/voice/reading/staff/read-staff.ts';
import type { StaffFact } from '../../src/modules/voice/reading/staff/staff-fact.ts';
import { rounded } from './measures.ts';

const TEXTS = new URL('../../models/texts/', import.meta.url);
/** All texts are said at this moment, a Tuesday. Units: ms. */
const SAID_MS = Date.UTC(2026, 5, 2, 10);

type Marked = { readonly act: string; readonly kind: string; readonly mode: string; readonly start: number; readonly end: number; readonly time: string };

/** A text without its braces, and what they mark. */
function unmarked(written: string): { readonly text: string; readonly marked: readonly Marked[] } {
  const marked: Marked[] = [];
  let text = '';
  let from = 0;
  for (const match of written.matchAll(/\{([a-z.-]+)\|([^|{}]+)(?:\|([^|{}]+))?\}/gu)) {
    text += written.slice(from, match.index);
    const [act = '', kind = '', mode = 'plain'] = (match[1] ?? '').split('.');
    const words = match[2] ?? '';
    marked.push({ act, kind, mode, start: text.length, end: text.length + words.length, time: match[3] ?? '' });
    text += words;
    from = match.index + match[0].length;
  }
  return { text: text + written.slice(from), marked };
}

/** A moment as it is marked: `06-05` the end of a day (what is past: the day itself), `06-05T14:00` an hour, `06-05..06-07` first and last day. */
function written(fact: StaffFact): string {
  if (fact.time === null) return '';
  const { fromMs, untilMs } = resolveTime(fact.time, SAID_MS, 'UTC', fact.act === 'said' && IN_THE_PAST.has(fact.kind));
  const day = (ms: number): string => new Date(ms).toISOString().slice(5, 10);
  if (untilMs % 86_400_000 !== 0) return new Date(untilMs).toISOString().slice(5, 16);
  const last = day(untilMs - 1);
  return fact.time.of === 'length' && fact.time.low !== fact.time.high ? `${day(fromMs)}..${last}` : last;
}

type Counts = { marked: number; found: number; right: number; timed: number; rightTimes: number };
const shares = ({ marked, found, right, timed, rightTimes }: Counts): object => {
  const share = (part: number, whole: number): number | null => (whole === 0 ? null : rounded(part / whole));
  return { marked, found, precision: share(right, found), recall: share(right, marked), f1: share(2 * right, marked + found), timed, times: share(rightTimes, timed) };
};

/** What staff asked, said and promised, on two sets of our own: one that was put aside before the rules were written, and one that they were written by. Right: act, kind and mode, at overlapping places; `times`: share of right days and deadlines of what is right and has any. */
export function staff(report: (line: string) => void): object {
  return { ...cost(), heldOut: measured('staff-held-out.tsv', report), known: measured('staff-known.tsv', report) };
}

const rowsOf = (file: string): string[] => readFileSync(new URL(file, TEXTS), 'utf8').trim().split('\n').slice(1).map((line) => line.split('\t')[1] ?? '');

function measured(file: string, report: (line: string) => void): object {
  const counts = new Map<string, Counts>();
  const of = (key: string): Counts => { const there = counts.get(key) ?? { marked: 0, found: 0, right: 0, timed: 0, rightTimes: 0 }; counts.set(key, there); return there; };
  const rows = rowsOf(file);
  for (const row of rows) {
    const { text, marked } = unmarked(row);
    const found = staffFacts(text);
    const keysOf = ({ act, kind, mode }: { readonly act: string; readonly kind: string; readonly mode: string }): string[] => [act, `${act} ${kind}`, `${act} (${mode})`];
    const isSame = (one: Marked, other: StaffFact): boolean => one.act === other.act && one.kind === other.kind && one.mode === other.mode && one.start < other.end && other.start < one.end;
    for (const one of found) for (const key of keysOf(one)) of(key).found += 1;
    for (const one of marked) {
      const same = found.find((other) => isSame(one, other));
      for (const key of keysOf(one)) {
        of(key).marked += 1;
        if (same === undefined) continue;
        of(key).right += 1;
        if (one.act === 'asked' || one.mode === 'not' || one.mode === 'earlier' || (one.time === '' && same.time === null)) continue;
        of(key).timed += 1;
        if (written(same) === one.time) of(key).rightTimes += 1;
      }
      if (same === undefined) report(`missed ${one.act} ${one.kind} ${one.mode} "${text.slice(one.start, one.end)}" in: ${text}`);
      else if (one.act !== 'asked' && (one.mode === 'plain' || one.mode === 'if') && written(same) !== one.time) report(`other time ${one.time || 'none'}, found ${written(same) || 'none'} in: ${text}`);
    }
    for (const one of found) if (!marked.some((other) => isSame(other, one))) report(`wrong ${one.act} ${one.kind} ${one.mode} "${text.slice(one.start, one.end)}" in: ${text}`);
  }
  const order = FACT_ACTS.flatMap((act: FactAct) => [act, ...FACT_KINDS[act].map((kind) => `${act} ${kind}`), `${act} (plain)`, `${act} (if)`, `${act} (not)`, `${act} (earlier)`]);
  return { texts: rows.length, table: Object.fromEntries(order.flatMap((key) => { const one = counts.get(key); return one === undefined ? [] : [[key, shares(one)]]; })) };
}

/** Units: processor milliseconds a text. */
function cost(): { readonly msText: number; readonly characters: number } {
  const texts = rowsOf('staff-known.tsv').map((row) => unmarked(row).text);
  const long = Array.from({ length: Math.floor(texts.length / 6) }, (_, at) => texts.slice(at * 6, at * 6 + 6).join(' '));
  const once = (): void => { for (const text of long) staffFacts(text); };
  for (let warm = 0; warm < 30; warm += 1) once();
  const before = process.cpuUsage();
  for (let round = 0; round < 50; round += 1) once();
  const { user, system } = process.cpuUsage(before);
  return { msText: rounded((user + system) / 1_000 / 50 / long.length), characters: Math.round(long.reduce((sum, text) => sum + text.length, 0) / long.length) };
}
