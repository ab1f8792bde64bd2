import type { SaidByClaim } from './claim-record.ts';

/** Claims of people that this process recorded since they were last taken, in their order, as long as they are few: what the matcher will most likely read next. Nothing is ever decided by them. */
export type LatelyRecorded = {
  add(claims: readonly SaidByClaim[]): void;
  /** What was added since the last call; nobody where they were many. */
  take(): readonly SaidByClaim[];
};

/** So many are remembered. */
const MOST = 16;

export function createLatelyRecorded(): LatelyRecorded {
  let claims: readonly SaidByClaim[] = [];
  let areMany = false;
  return {
    add(more) {
      areMany ||= claims.length + more.length > MOST;
      claims = areMany ? [] : [...claims, ...more];
    },
    take() {
      const taken = claims;
      [claims, areMany] = [[], false];
      return taken;
    },
  };
}
