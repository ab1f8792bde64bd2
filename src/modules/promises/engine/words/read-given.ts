import { resolveTime, staffPromises } from '../../../voice/index.ts';
import type { Given, GivenKind } from '../contact.ts';
import { givenIn } from './given-word.ts';

/** Which promises of `voice` are judged, and as what. What else will be done (send, replace, repair) is not: nothing tells yet whether it was. */
const KINDS: Readonly<Record<string, GivenKind>> = { 'call-back': 'reply', reply: 'reply', 'look-into': 'reply', refund: 'refund', deliver: 'deliver' };
/** English words without which `voice` reads no promise, and words and signs without which no time is named: most texts need not be read. */
const PROMISES = /\bwill\b|['’]ll\b|\b(?:going|about) to\b|\bpromise|\b(?:i am|we are|goes out)\b|\b(?:i|we)['’](?:m|re)\b/iu;
const NAMES_TIME = /\d\s?(?:am|pm|a\.m|p\.m|hours?|hrs?|days?|weeks?|min|months?|working|business)\b|\d[:.h]\d|\d[./-]\d|\d (?:stunden?|tagen?|heures?|jours?|horas?|d[ií]as?)\b|day\b|tomorrow|tonight|\b(?:hours?|weeks?|minutes?|days?|month|noon|midday|eod|cob)\b|\d(?:st|nd|rd|th)?\s(?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,9}\s\d|\d{4}-\d\d-\d\d/iu;

/** Two readings of the same words name the same moment. Units: ms. */
const SAME_MS = 60_000;

/**
 * What staff promised with a deadline in words that were said at a moment: in English as `voice` reads it, and in any of our languages by the deadline itself. `byPerson`: spoken by somebody of the staff.
 * Shape: each once; where both read the same moment, what `voice` read. Units: ms since 1970.
 */
export function readGiven(text: string, saidMs: number, zone: string, byPerson: boolean): Given[] {
  if (!NAMES_TIME.test(text)) return [];
  const read = !PROMISES.test(text) ? [] : staffPromises(text).flatMap(({ kind, time }): Given[] => {
    const judged = KINDS[kind];
    return judged === undefined ? [] : [{ kind: judged, dueMs: resolveTime(time, saidMs, zone).untilMs, inWorkingDays: time.of === 'length' && time.working }];
  });
  const own = givenIn(text, saidMs, zone, byPerson).map((one): Given => ({ ...one, inWorkingDays: false }));
  const all = [...read, ...own.filter(({ dueMs }) => read.every((one) => Math.abs(one.dueMs - dueMs) > SAME_MS))].filter(({ dueMs }) => dueMs > saidMs);
  return all.filter((one, at) => all.findIndex(({ kind, dueMs }) => kind === one.kind && Math.abs(dueMs - one.dueMs) <= SAME_MS) === at);
}
