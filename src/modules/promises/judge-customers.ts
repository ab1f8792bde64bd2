import { foldPromise } from './engine/fold-promise.ts';
import type { Judged } from './histories.ts';
import type { HeldRule } from './publications.ts';
import { CLAUSES_OVER_ISSUES } from './terms/contract.ts';
import type { StoredVerdict, VerdictRow } from './verdict-store.ts';

/** What judging came to: verdicts that are new or changed, and those of which the history knows no more what set them off. */
export type Judgement = { readonly changed: readonly VerdictRow[]; readonly gone: readonly VerdictRow[]; readonly broke: readonly VerdictRow[]; readonly mended: readonly VerdictRow[] };

const keyOf = ({ promise, version, trigger, ordinal }: VerdictRow): string => `${promise} ${version} ${trigger} ${ordinal}`;
const isSame = (one: VerdictRow, other: VerdictRow): boolean => one.state === other.state && one.settledMs === other.settledMs && one.dueMs === other.dueMs && one.node === other.node && one.seam === other.seam && JSON.stringify(one.evidence) === JSON.stringify(other.evidence);

/** So long after it was noted a verdict over an issue follows the issue, which is put together anew as more of it is read; then it stands. Units: ms. */
const FOLLOWS_MS = 3_600_000;

/**
 * Judges customers by every version that held. Who is in the audience now is promised it now; what was set off before goes on, whoever they became since.
 * A verdict over an issue that was settled stands, however issues are parted or joined later: an hour after it was noted, at once where somebody did so by hand. What still runs is judged anew.
 * Invariant: the same histories and stored verdicts give the same judgement; judged twice, nothing changes.
 */
export function judgeCustomers(customers: readonly Judged[], rules: readonly HeldRule[], isIn: (rule: HeldRule, customer: number) => boolean, stored: readonly StoredVerdict[], nowMs: number): Judgement {
  const before = new Map(stored.map((one) => [keyOf(one), one]));
  const changed: VerdictRow[] = [];
  const broke: VerdictRow[] = [];
  const mended: VerdictRow[] = [];
  const stand = new Set<string>();
  const overIssues = new Set(rules.filter(({ terms }) => CLAUSES_OVER_ISSUES.has(terms.clause.type)).map(({ promise, version }) => `${promise} ${version}`));
  const byHand = new Set(customers.filter(({ isByHand }) => isByHand).flatMap(({ history }) => history.issues.flatMap(({ steps }) => steps.map(({ node }) => node))));
  const stands = (one: StoredVerdict): boolean => one.state !== 'running' && overIssues.has(`${one.promise} ${one.version}`) && (byHand.has(one.node) || nowMs - one.notedMs > FOLLOWS_MS);
  for (const one of stored) if (stands(one)) stand.add(keyOf(one));
  for (const { customer, history } of customers) {
    for (const rule of rules) {
      for (const instance of foldPromise(history, rule.rule, nowMs)) {
        const verdict: VerdictRow = { ...instance, promise: rule.promise, version: rule.version };
        const key = keyOf(verdict);
        const known = before.get(key);
        if ((known === undefined && !isIn(rule, customer)) || stand.has(key)) continue;
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
