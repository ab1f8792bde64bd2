import { isScaled, SCALES, type Condition, type Finding, type Question } from './contract.ts';

const named = (key: string): string => `“${key}”`;
const stopping = (place: string, says: string): Finding => ({ place, says, stops: true });

/** What a question's answer can still be: of a scale from and to; of a choice what may be chosen and what must be among it. */
type Room = { from: number; to: number; allowed: Set<string>; wanted: string[][] };

function roomOf(question: Question): Room {
  const scale = isScaled(question) ? SCALES[question.kind] : { from: 0, to: 0 };
  return { ...scale, allowed: new Set(question.kind === 'one' || question.kind === 'many' ? question.options.map(({ key }) => key) : []), wanted: [] };
}

/** Why a condition can not be read; null when it can. */
function misfit(condition: Condition, of: Question): string | null {
  if ('value' in condition) {
    if (!isScaled(of)) return `${named(of.key)} has no number to compare with`;
    const { from, to } = SCALES[of.kind];
    return condition.value < from || condition.value > to ? `${named(of.key)} is answered from ${from} to ${to}, never ${condition.value}` : null;
  }
  if (of.kind !== 'one' && of.kind !== 'many') return `${named(of.key)} has nothing to choose from`;
  const unknown = condition.options.find((option) => !of.options.some(({ key }) => key === option));
  return unknown === undefined ? null : `${named(of.key)} does not offer ${named(unknown)}`;
}

function narrow(room: Room, condition: Condition, of: Question): void {
  switch (condition.is) {
    case 'at-least': room.from = Math.max(room.from, condition.value); break;
    case 'at-most': room.to = Math.min(room.to, condition.value); break;
    case 'none-of': for (const option of condition.options) room.allowed.delete(option); break;
    case 'any-of':
      if (of.kind === 'one') { for (const option of room.allowed) if (!condition.options.includes(option)) room.allowed.delete(option); } else room.wanted.push(condition.options);
      break;
    default: condition satisfies never;
  }
}

const isEmpty = (room: Room, of: Question): boolean => (isScaled(of) ? room.from > room.to : room.allowed.size === 0 || room.wanted.some((wanted) => !wanted.some((option) => room.allowed.has(option))));

/** A ring of questions each of which waits for the next. Shape: null when there is none. */
function ringFrom(key: string, waitsFor: ReadonlyMap<string, readonly string[]>, path: readonly string[] = []): string[] | null {
  const at = path.indexOf(key);
  if (at >= 0) return path.slice(at);
  for (const next of waitsFor.get(key) ?? []) {
    const ring = ringFrom(next, waitsFor, [...path, key]);
    if (ring !== null) return ring;
  }
  return null;
}

/** All conditions that must hold for a question to be asked: its own and those of whatever it waits for. Invariant: nothing waits in a ring. */
function allConditions(question: Question, byKey: ReadonlyMap<string, Question>): Condition[] {
  return question.showIf.flatMap((condition) => { const of = byKey.get(condition.question); return of === undefined ? [condition] : [condition, ...allConditions(of, byKey)]; });
}

/** What is wrong with when questions are asked: unknown or later questions, rings, answers that there are not, and questions that nobody can ever reach. Conditions all must hold, so that what is said here is exact. */
export function checkLogic(questions: readonly Question[]): Finding[] {
  const byKey = new Map(questions.map((question) => [question.key, question]));
  const twice = questions.find(({ key }, at) => questions.findIndex((other) => other.key === key) < at);
  if (twice !== undefined) return [stopping(twice.key, `Two questions are called ${named(twice.key)}. Give one of them another key.`)];
  const waitsFor = new Map(questions.map(({ key, showIf }) => [key, showIf.map(({ question }) => question)]));
  for (const { key } of questions) {
    const ring = ringFrom(key, waitsFor);
    if (ring !== null) return [stopping(key, `${ring.map(named).join(' waits for ')} waits for ${named(ring[0] ?? key)}: none of them would ever be asked.`)];
  }
  const findings = questions.flatMap((question, at) => question.showIf.flatMap((condition) => {
    const of = byKey.get(condition.question);
    if (of === undefined) return [stopping(question.key, `It waits for ${named(condition.question)}, and there is no such question.`)];
    if (questions.indexOf(of) > at) return [stopping(question.key, `It waits for ${named(of.key)}, which is asked later. Move it below.`)];
    const wrong = misfit(condition, of);
    return wrong === null ? [] : [stopping(question.key, `It can not be asked on that condition: ${wrong}.`)];
  }));
  if (findings.length > 0) return findings;
  return questions.flatMap((question) => {
    const rooms = new Map<string, Room>();
    for (const condition of allConditions(question, byKey)) {
      const of = byKey.get(condition.question);
      if (of === undefined) continue;
      const room = rooms.get(of.key) ?? roomOf(of);
      rooms.set(of.key, room);
      narrow(room, condition, of);
      if (isEmpty(room, of)) return [stopping(question.key, `Nobody can ever reach it: no answer to ${named(of.key)} fits all that it waits for.`)];
    }
    return [];
  });
}
