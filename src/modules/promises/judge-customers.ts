import { foldPromise } from './engine/fold-promise.ts';
import type { Judged } from './histories.ts';
import type { HeldRule } from './publications.ts';
import type { VerdictRow } from './verdict-store.ts';

/** What judging came to: verdicts that are new or changed, and those of which the history knows no more what set them off. */
export type Judgement = { readonly changed: readonly VerdictRow[]; readonly gone: readonly VerdictRow[]; readonly broke: readonly VerdictRow[]; readonly mended: readonly VerdictRow[] };

const keyOf = ({ promise, version, trigger, ordinal }: VerdictRow): string => `${promise} ${version} ${trigger} ${ordinal}`;
const isSame = (one: VerdictRow, other: VerdictRow): boolean => one.state === other.state && one.settledMs === other.settledMs && one.dueMs === other.dueMs && one.node === other.node && one.seam === other.seam && JSON.stringify(one.evidence) === JSON.stringify(other.evidence);

/**
 * Judges customers by every version that held. Who is in the audience now is promised it now; what was set off before goes on, whoever they became since.
 * Invariant: the same histories and stored verdicts give the same judgement; judged twice, nothing changes.
 */
export function judgeCustomers(customers: readonly Judged[], rules: readonly HeldRule[], isIn: (rule: HeldRule, customer: number) => boolean, stored: readonly VerdictRow[], nowMs: number): Judgement {
  const before = new Map(stored.map((one) => [keyOf(one), one]));
  const changed: VerdictRow[] = [];
  const broke: VerdictRow[] = [];
  const mended: VerdictRow[] = [];
  const stand = new Set<string>();
  for (const { customer, history } of customers) {
    for (const rule of rules) {
      for (const instance of foldPromise(history, rule.rule, nowMs)) {
        const verdict: VerdictRow = { ...instance, promise: rule.promise, version: rule.version };
        const key = keyOf(verdict);
        const known = before.get(key);
        if (known === undefined && !isIn(rule, customer)) continue;
        stand.add(key);
        if (known !== undefined && isSame(known, verdict)) continue;
        changed.push(verdict);
        if (verdict.state === 'broken' && known?.state !== 'broken') broke.push(verdict);
        if (verdict.state !== 'broken' && known?.state === 'broken') mended.push(verdict);
      }
    }
  }
  const gone = stored.filter((one) => !stand.has(keyOf(one)));
  return { changed, gone, broke, mended: [...mended, ...gone.filter(({ state }) => state === 'broken')] };
}
