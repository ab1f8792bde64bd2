import { LIKELY, MAYBE, SURE, type Entity } from './entity.ts';
import { FIRST_NAMES, NOBODY, PEOPLE_WORDS, type PeopleWords } from './people-words.ts';
import { beginsSentence, isCapital, phraseAt, standAt, startOf, touches, type PhraseIndex, type ScannedText } from './scanned-text.ts';

/** Which tokens are a name, and how sure that is somebody of the company. */
type Named = { readonly first: number; readonly last: number; readonly confidence: number };

const PARTICLES = new Set(['de', 'van', 'von', 'da', 'di', 'del', 'della', 'der', 'den', 'dos', 'la', 'le']);
const AND = new Set(['and', '&', 'und', 'et', 'y', 'e', 'en', '+']);

/** The last token of a name that begins here: up to three words with capital letters. */
function nameEnd(scan: ScannedText, at: number): number {
  let last = at;
  for (let next = at + 1; next < at + 4; next += 1) {
    // "Delacroix-Ng" is one name.
    if (scan.words[next] === '-' && touches(scan, next - 1) && touches(scan, next) && isCapital(scan, next + 1)) {
      last = next + 1;
      next += 1;
      continue;
    }
    const gap = (scan.tokens[next]?.start ?? 0) - (scan.tokens[next - 1]?.end ?? 0);
    if (gap !== 1 || beginsSentence(scan, next)) break;
    if (isCapital(scan, next) && scan.words[next] !== 'i' && !NOBODY.has(scan.words[next] as string)) last = next;
    else if (!PARTICLES.has(scan.words[next] ?? '') || !isCapital(scan, next + 1)) break;
  }
  return last;
}

/** Whether a name may begin here. In lower case only first names that are known. */
function mayBeName(scan: ScannedText, at: number, isLowerToo: boolean): boolean {
  const word = scan.words[at] ?? '';
  if (scan.tokens[at]?.kind !== 'word' || word.length < 2) return false;
  if (!isCapital(scan, at)) return isLowerToo && word.length > 3 && FIRST_NAMES.has(word) && !NOBODY.has(word);
  return !NOBODY.has(word) && (!beginsSentence(scan, at) || FIRST_NAMES.has(word));
}

/** Whether a phrase ends right before a token. */
function phraseEndsBefore(index: PhraseIndex<true>, words: readonly string[], at: number): boolean {
  for (let start = Math.max(0, at - 5); start < at; start += 1) {
    if (index.get(words[start] as string)?.some(({ words: phrase }) => start + phrase.length === at && standAt(words, start, phrase)) === true) return true;
  }
  return false;
}

/** Names that are the writer's own, of family or friends, or below a closing line. */
function ownNames(scan: ScannedText, people: PeopleWords): Set<string> {
  const own = new Set<string>();
  const { words, tokens } = scan;
  for (let at = 0; at < tokens.length; at += 1) {
    if (!isCapital(scan, at)) continue;
    const before = words[at - 1] ?? '';
    const isFamily = people.family.has(before) || (people.family.has(words[at - 2] ?? '') && before === ',');
    // "Meine Frau Anna" is family, "Frau Maier" a title.
    const isTitle = people.titles.has(before) && !/^(?:my|meine?|meiner|ma|mi|mia|mijn|minha)$/u.test(words[at - 2] ?? '');
    const isSigned = tokens.length - at <= 4 && nameEnd(scan, at) >= tokens.length - 2 && /[.,!\n]/u.test(scan.text.slice(tokens[Math.max(0, at - 2)]?.end ?? 0, tokens[at]?.start ?? 0)) && closes(scan, at, people);
    if (isSigned || (isFamily && !isTitle) || phraseEndsBefore(people.own, words, at) && !phraseEndsBefore(people.to, words, at) && !(at < 4 && phraseEndsBefore(people.greets, words, at))) {
      const last = nameEnd(scan, at);
      for (let part = at; part <= last; part += 1) own.add(words[part] as string);
    }
  }
  return own;
}

/** Whether a closing line stands before a name at the end. */
function closes({ words, tokens }: ScannedText, at: number, { closings }: PeopleWords): boolean {
  const end = tokens[at - 1]?.kind === 'mark' ? at - 1 : at;
  return phraseEndsBefore(closings, words, end);
}

/** What speaks for a name that begins here. */
function speaksFor(scan: ScannedText, at: number, people: PeopleWords): number | null {
  const { words, tokens } = scan;
  const before = words[at - 1] ?? '';
  const comma = before === ',' ? 1 : 0;
  const isLower = !isCapital(scan, at);
  if (phraseEndsBefore(people.to, words, at)) return isLower ? MAYBE : LIKELY;
  const greetingEnd = at <= 4 && tokens[at - 1] !== undefined && phraseEndsBefore(people.greets, words, at) && !words.slice(0, at - 1).some((word) => /^[.!?,]+$/u.test(word));
  if (greetingEnd && (FIRST_NAMES.has(words[at] as string) || /^(?:,|!|\.|-|–)$/u.test(words[nameEnd(scan, at) + 1] ?? ',')) && isCapital(scan, at)) return LIKELY;
  if (isLower) return null;
  const role = words[at - 1 - comma] ?? '';
  if (people.roles.has(role) && !beginsSentence(scan, at)) return LIKELY;
  const behind = phraseAt(people.behind, words, nameEnd(scan, at) + 1);
  const isFirstName = FIRST_NAMES.has(words[at] as string);
  if (behind !== null && (isFirstName || behind.count > 2 && !beginsSentence(scan, at))) return LIKELY;
  if (phraseEndsBefore(people.called, words, at)) {
    // "A man called Idris", "the driver's name was Ollie".
    if (words.slice(Math.max(0, at - 6), at).some((word) => people.roles.has(word.replace(/'s$/u, '')))) return LIKELY;
  }
  if (!isFirstName) return null;
  const next = nameEnd(scan, at) + 1;
  if (people.says.has(words[next] ?? '') && before !== 'my') return MAYBE;
  return /^(?:could|can|would|will|please|kann|könnte|peut|puede|può|kan|pode)$/u.test(before) && /^(?:please|me|ring|call|contact|phone|email|mail|get|mich|me|mij)$/u.test(words[next] ?? '') ? MAYBE : null;
}

/** People of the company who are named; told apart from the writer, family and friends. A name that is somebody's of the company once is so throughout. */
export function findStaff(scan: ScannedText): Entity[] {
  const people = PEOPLE_WORDS[scan.language];
  const { words, tokens, text } = scan;
  const named: Named[] = [];
  let own: Set<string> | null = null;
  for (let at = 0; at < tokens.length; at += 1) {
    if (tokens[at]?.kind !== 'word') continue;
    const isTitled = people.titles.has(words[at] as string);
    // "Mr." has a full stop.
    const afterTitle = isTitled ? (words[at + 1] === '.' ? at + 2 : at + 1) : at;
    const hasTitle = isTitled && isCapital(scan, afterTitle) && !NOBODY.has(words[afterTitle] as string) && (isCapital(scan, at) || /^(?:se|si|se|me|do|dh|he|ms)/u.test(words[at] as string));
    if (!hasTitle && !mayBeName(scan, at, true)) continue;
    own ??= ownNames(scan, people);
    const first = at;
    const last = nameEnd(scan, hasTitle ? afterTitle : at);
    if (hasTitle) {
      const isOwn = own.has(words[afterTitle] as string) || phraseEndsBefore(people.own, words, at) || /^(?:that's|that)$/u.test(words[last + 2] ?? '') || /^(?:my|meine?|meiner|ma|mi|mia|mijn|minha)$/u.test(words[at - 1] ?? '');
      if (!isOwn) named.push({ first, last, confidence: LIKELY });
      at = last;
      continue;
    }
    if (own.has(words[at] as string)) continue;
    const isChained = AND.has(words[at - 1] ?? '') && named.at(-1)?.last === at - 2 && isCapital(scan, at);
    const confidence = isChained ? LIKELY : speaksFor(scan, at, people);
    if (confidence === null) continue;
    named.push({ first, last, confidence });
    at = last;
  }
  if (named.length === 0) return [];
  const known = new Set(named.map(({ first }) => words[first] as string));
  const taken = new Set(named.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, step) => first + step)));
  for (let at = 0; at < tokens.length; at += 1) if (!taken.has(at) && known.has(words[at] as string) && isCapital(scan, at) && !people.titles.has(words[at] as string)) named.push({ first: at, last: at, confidence: SURE });
  return named.map(({ first, last, confidence }) => {
    const start = startOf(scan, first);
    const end = tokens[last]?.end ?? 0;
    const trimmed = text.slice(start, end).replace(/['’]s$/u, '');
    return { kind: 'staff', start, end: start + trimmed.length, value: trimmed, confidence };
  });
}
