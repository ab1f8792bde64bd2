import type { Queryable } from '../../platform/pg/transaction.ts';
import { createClaimCache, type ClaimCache } from './claim-cache.ts';
import { areDecisionsMade, valuesSetAside } from './decision-store.ts';
import { STARTING_RULES, type ExactRules } from './exact-rules.ts';
import { valueKey } from './identity-node.ts';
import { areHashesHeld, type IdentifierKey } from './identity-store.ts';
import { createLatelyRecorded, type LatelyRecorded } from './matching/lately-recorded.ts';
import type { ModelMemory } from './matching/load-weigher.ts';
import { rulesThatHold } from './rule-store.ts';
import { createNumberBlocks, type NumberBlocks } from './number-blocks.ts';

/** What this process remembers of who is who. Invariant: never ahead of what is durable; noticed and dropped when another process wrote in between. */
export type IdentityMemory = {
  readonly claims: ClaimCache;
  readonly blocked: ReadonlySet<string>;
  readonly generic: ReadonlySet<string>;
  /** The exact rules that hold. */
  rules: ExactRules;
  readonly models: ModelMemory;
  readonly numbers: NumberBlocks;
  readonly lately: LatelyRecorded;
  /** Whether any claim ever held the hash of an address; else nobody needs to ask for one. */
  readonly hashesHeld: { value: boolean };
  /** Whether anybody ever decided who is one person, or who is not; else nobody needs to ask. */
  readonly decided: { value: boolean };
  /** Called in the turn that made `version`: reads anew when something was written that this process did not see. Answers whether memory was up to date. */
  follow(tx: Queryable, version: number): Promise<boolean>;
  /** This process has committed `version`. */
  reached(version: number): void;
  learnGeneric(keys: readonly IdentifierKey[]): void;
  block(key: IdentifierKey, isBlocked: boolean): void;
};

export function createIdentityMemory(): IdentityMemory {
  const claims = createClaimCache();
  const blocked = new Set<string>();
  const generic = new Set<string>();
  const hashesHeld = { value: false };
  const decided = { value: true };
  const numbers = createNumberBlocks();
  const memory: IdentityMemory = {
    hashesHeld,
    decided,
    models: new Map(),
    numbers,
    lately: createLatelyRecorded(),
    claims,
    blocked,
    generic,
    rules: STARTING_RULES,
    async follow(tx, version) {
      if (claims.version === version - 1) return true;
      // Until a commit says otherwise nothing here is sure: this transaction may read what it will roll back.
      claims.version = -1;
      claims.clear();
      numbers.forget();
      blocked.clear();
      generic.clear();
      for (const { type, value, kind } of await valuesSetAside(tx)) (kind === 'human' ? blocked : generic).add(valueKey(type, value));
      hashesHeld.value = await areHashesHeld(tx);
      decided.value = await areDecisionsMade(tx);
      memory.rules = await rulesThatHold(tx);
      return false;
    },
    reached(version) {
      claims.version = Math.max(claims.version, version);
    },
    learnGeneric(keys) {
      for (const { type, value } of keys) generic.add(valueKey(type, value));
    },
    block({ type, value }, isBlocked) {
      if (isBlocked) blocked.add(valueKey(type, value));
      else blocked.delete(valueKey(type, value));
    },
  };
  return memory;
}
