/** Where a message begins after its greeting and ends before its courtesies and name. Units: places in the text. */
export type Body = { readonly start: number; readonly end: number };

const GREETING = /^\s{0,20}(?:hi|hello|hey|hiya|dear|greetings|good (?:morning|afternoon|evening|day)|to whom it may concern)\b(?: [\p{L}'’.-]{1,30}){0,4}\s{0,5}[,!.:]\s{1,20}/iu;
/** A line of courtesy at the end: "Kind regards", "Perfect, thanks for your help!". Thanks for nothing is none. */
const COURTESY = /^(?:(?:great|perfect|lovely|super|brilliant|wonderful|ok|okay)[,.!]?\s+)?(?:(?:with |very |many |kind |kindest |best |warm |warmest )?(?:regards|wishes|thanks|greetings)|thank you|thx|cheers|sincerely|yours|best|all the best|take care|have a)\b(?! for nothing).{0,40}$/iu;
/** A name below it. */
const NAME = /^[\p{L}][\p{L}'’. -]{0,39}$/u;
/** With less than this left it is all that is said. Units: characters. */
const LEAST = 12;
const MOST_LINES = 3;

/** The last line above a place that is not blank; null when there is none. */
function lineAbove(text: string, place: number): Body | null {
  let end = place;
  while (end > 0 && text.charAt(end - 1).trim() === '') end -= 1;
  return end === 0 ? null : { start: text.lastIndexOf('\n', end - 1) + 1, end };
}

/**
 * What is said between greeting and courtesies, in English; null when there is no such frame, or nothing else.
 * Whoever writes "Dear team … many thanks, Paul" praises neither the team nor Paul. Lines of courtesy count at the end only, below something else.
 */
export function bodyOf(text: string): Body | null {
  const start = GREETING.exec(text)?.[0].length ?? 0;
  let end = text.length;
  for (let lines = 0; lines < MOST_LINES; lines += 1) {
    const last = lineAbove(text, end);
    if (last === null || last.start === 0) break;
    const above = lineAbove(text, last.start);
    const isFrame = (line: Body): boolean => line.end - line.start <= 60 && COURTESY.test(text.slice(line.start, line.end).trim());
    const from = isFrame(last) ? last.start : above !== null && above.start > 0 && isFrame(above) && NAME.test(text.slice(last.start, last.end).trim()) ? above.start : null;
    if (from === null || from - start < LEAST) break;
    end = from;
  }
  return (start === 0 && end === text.length) || end - start < LEAST ? null : { start, end };
}
