import { staffAsks } from '../../../voice/index.ts';

/** Words without which we ask nothing of a customer in English: most messages need not be read. */
const MAY_ASK = /\?|\bplease\b|\b(?:could|can|would) you\b|\b(?:send|tell|let) (?:us|me)\b|\bneed (?:your|the|a)\b/iu;
/** That something comes later than it was said: English, German, French, Spanish, Portuguese. */
const LATE = /\b(?:delay(?:ed|s)?|late|later than|held up|longer than (?:planned|expected|usual|we said))\b|verspät|verzöger|später als|länger als (?:geplant|üblich)|\bretard|plus tard que|\bretras|demora|más tarde de|\batras(?:o|ad)|mais tarde do que/iu;

/** Whether a message of ours asks something of the customer that must be answered or sent, as `voice` reads it: in English alone. */
export function asksOfCustomer(text: string): boolean {
  return MAY_ASK.test(text) && staffAsks(text);
}

/** Whether a message of ours speaks of a delay. */
export const saysLate = (text: string): boolean => LATE.test(text);
