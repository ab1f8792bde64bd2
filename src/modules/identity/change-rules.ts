import { AppError } from '../../kernel/app-error.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';
import { IDENTIFIER_RULES, type ExactRulesState } from './contract.ts';
import { exactRules, settable, typesChanged } from './exact-rules.ts';
import type { Matcher } from './matching/matcher.ts';
import { entangleHolders, insertRules, rulesThatHold, rulesToFollow, ruleVersions, trialByNumber } from './rule-store.ts';
import { takeDecision, type DecideDeps } from './take-decision.ts';

/** Versions that a page tells of. */
const VERSIONS_SHOWN = 100;

/** The exact rules as they hold, type by type in the order of their priority, and every version of them. */
export async function exactRulesState(tx: Queryable): Promise<ExactRulesState> {
  const [rules, versions, { followed, latest }] = await Promise.all([rulesThatHold(tx), ruleVersions(tx, VERSIONS_SHOWN), rulesToFollow(tx)]);
  const isChanged = new Set(rules.changes.map(({ type }) => type));
  const types = [...new Set([...Object.keys(IDENTIFIER_RULES), ...isChanged])];
  return {
    version: rules.version, isSettling: latest > followed,
    rules: types.map((type) => ({ type, ...settable(type, rules), isChanged: isChanged.has(type) })).sort((a, b) => a.priority - b.priority),
    versions: versions.map(({ version, rules: changes, note, by, at, outcome: { joined, parted } }) => ({ version, changes: [...changes], note, by, at: at.toISOString(), joined, parted })),
  };
}

/**
 * Makes a change that was tried the rules that hold: at once for every claim to come, and for everybody it touches in the background.
 * Errors: `not-found` for what nobody tried within a day; `conflict` when other rules hold meanwhile, or when it would join too many and nobody said that it shall even so.
 */
export function changeRules(deps: DecideDeps, matcher: Pick<Matcher, 'wake'>, change: { readonly trial: number; readonly note: string; readonly evenSo: boolean }, by: string): Promise<void> {
  return takeDecision(deps, async ({ tx, aside }) => {
    const tried = await trialByNumber(tx, change.trial);
    if (tried === null) throw new AppError('not-found', 'trial-unknown', 'Try the change first: nobody looked today at what it would do.');
    if (tried.outcome.joinsTooMany && !change.evenSo) throw new AppError('conflict', 'joins-too-many', 'This would make one person of more people than can be one. Say that it shall be so even so, or change less.');
    const version = await insertRules(tx, tried, change.note, by);
    if (version === null) throw new AppError('conflict', 'rules-changed-meanwhile', 'Somebody else changed the rules meanwhile. Try your change on top of theirs.');
    await entangleHolders(tx, typesChanged([aside.rules.changes, tried.rules]));
    tx.afterCommit(() => {
      deps.memory.rules = exactRules(tried.rules, version);
      matcher.wake();
    });
  });
}
