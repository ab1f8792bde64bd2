import { clusteredShare, type ClusterSums, type Estimated, type FirstContact } from '../../journeys/index.ts';
import type { FirstContactFigures, Told } from './contract.ts';

/** A first contact with what staff and the customer say of it. `flag`: staff say that it solved the issue; `word`: the customer does; null where nobody said. */
export type Judged = Pick<FirstContact, 'customer' | 'channel' | 'againMs' | 'sinceMs' | 'windowMs'> & { readonly flag: boolean | null; readonly word: boolean | null };

type Way = 'flag' | 'word' | 'repeat';
const PEOPLE_LEAST = 10;
const CHANNELS_SHOWN = 12;
const Z = 1.96;

/** Whether they came again within the window; null while that can't be told. */
export function cameAgain({ againMs, sinceMs, windowMs }: Pick<Judged, 'againMs' | 'sinceMs' | 'windowMs'>): boolean | null {
  if (againMs !== null && againMs <= windowMs) return true;
  return againMs !== null || sinceMs >= windowMs ? false : null;
}

function shareOf(rows: readonly { readonly customer: number; readonly is: boolean }[]): Told {
  const sums = { customers: 0, n: 0, s: 0, nn: 0, ss: 0, ns: 0 };
  for (const own of Map.groupBy(rows, ({ customer }) => customer).values()) {
    const [n, s] = [own.length, own.filter(({ is }) => is).length];
    sums.customers += 1; sums.n += n; sums.s += s; sums.nn += n * n; sums.ss += s * s; sums.ns += n * s;
  }
  return { issues: sums.n, customers: sums.customers, share: clusteredShare(sums satisfies ClusterSums) };
}

/**
 * The share about which nobody comes again within their window, also from those who are not that old yet: each wait is counted in shares of its own window, up to 1 (Kaplan and Meier), with Greenwood's variance on the log-log scale.
 * Shape: null below ten customers. Invariant: without anybody who is too young it is the plain share.
 */
export function unrepeated(rows: readonly Pick<Judged, 'customer' | 'againMs' | 'sinceMs' | 'windowMs'>[]): Told {
  const waits = rows.filter(({ windowMs }) => windowMs > 0).map(({ againMs, sinceMs, windowMs }) => (againMs !== null && againMs <= windowMs ? { at: againMs / windowMs, again: true } : { at: againMs === null ? Math.min(1, sinceMs / windowMs) : 1, again: false })).toSorted((a, b) => a.at - b.at || Number(b.again) - Number(a.again));
  const customers = new Set(rows.map(({ customer }) => customer)).size;
  const told = { issues: waits.length, customers };
  if (customers < PEOPLE_LEAST || waits.length === 0) return { ...told, share: null };
  let [left, value, greenwood] = [waits.length, 1, 0];
  for (const { again } of waits) {
    if (again) {
      value *= 1 - 1 / left;
      if (left > 1) greenwood += 1 / (left * (left - 1));
    }
    left -= 1;
  }
  return { ...told, share: around(value, Math.sqrt(greenwood), waits.length) };
}

/** Ends on the log-log scale, which stay within 0 and 1; where all or none came again, as of a plain share (the rule of three). */
function around(value: number, error: number, n: number): Estimated {
  if (value >= 1) return { value: 1, low: Math.max(0, 1 - 3 / n), high: 1 };
  if (value <= 0) return { value: 0, low: 0, high: Math.min(1, 3 / n) };
  const spread = Math.exp((Z * error) / Math.abs(Math.log(value)));
  return { value, low: value ** spread, high: value ** (1 / spread) };
}

const waysOf = (rows: readonly Judged[]) => ({
  flag: shareOf(rows.flatMap(({ customer, flag }) => (flag === null ? [] : [{ customer, is: flag }]))),
  word: shareOf(rows.flatMap(({ customer, word }) => (word === null ? [] : [{ customer, is: word }]))),
  repeat: unrepeated(rows),
});

/** What one way says of a first contact: solved or not; null where it says nothing. */
function saidBy(way: Way, row: Judged): boolean | null {
  if (way !== 'repeat') return row[way];
  const again = cameAgain(row);
  return again === null ? null : !again;
}

const PAIRS: readonly (readonly [says: Way, against: Way])[] = [['flag', 'repeat'], ['flag', 'word'], ['word', 'repeat'], ['repeat', 'word']];

/** First-contact resolution three ways, by channel, and how often the ways disagree. */
export function firstContactFigures(rows: readonly Judged[]): Pick<FirstContactFigures, 'all' | 'channels' | 'disagree'> {
  const channels = [...Map.groupBy(rows, ({ channel }) => channel)].toSorted(([a, x], [b, y]) => y.length - x.length || a.localeCompare(b)).slice(0, CHANNELS_SHOWN);
  return {
    all: waysOf(rows), channels: channels.map(([channel, own]) => ({ channel, issues: own.length, ...waysOf(own) })),
    disagree: PAIRS.map(([says, against]) => {
      const { issues, share } = shareOf(rows.flatMap((row) => { const other = saidBy(against, row); return saidBy(says, row) !== true || other === null ? [] : [{ customer: row.customer, is: !other }]; }));
      return { says, against, issues, share };
    }),
  };
}
