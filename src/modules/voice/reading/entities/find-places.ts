import type { ReadLanguage } from '../small-words.ts';
import { LIKELY, MAYBE, SURE, type Entity } from './entity.ts';
import { ALSO_COUNTRIES, CITIES, COUNTRIES, PLACE_THINGS, RISKY_COUNTRIES } from './place-names.ts';
import { beginsSentence, folded, isCapital, phraseIndex, standAt, startOf, wordSet, type PhraseIndex, type ScannedText } from './scanned-text.ts';

type Place = { readonly value: string; readonly isRisky: boolean };

/** Before a place. */
const CUES: Readonly<Record<ReadLanguage, ReadonlySet<string>>> = {
  en: wordSet('in from to near at of outside around via between for and'), de: wordSet('in aus nach bei von über nähe die der'), fr: wordSet('à a en au aux de du vers depuis ou et'), es: wordSet('en de a desde hasta para hacia'),
  it: wordSet('a in di da per dal verso ad'), nl: wordSet('in uit naar bij van te'), pt: wordSet('em de para no na do da até a'),
};
/** Of a company's places, before "in", and behind a name ("your Camden branch"). */
const HOUSES: Readonly<Record<ReadLanguage, ReadonlySet<string>>> = {
  en: wordSet('store shop branch hotel office restaurant warehouse depot showroom clinic outlet site location café station'), de: wordSet('filiale laden geschäft hotel büro restaurant markt niederlassung standort praxis'), fr: wordSet('magasin boutique agence hôtel bureau restaurant succursale'),
  es: wordSet('tienda sucursal oficina hotel restaurante local'), it: wordSet('negozio filiale ufficio albergo hotel ristorante sede punto'), nl: wordSet('winkel filiaal kantoor hotel restaurant vestiging'), pt: wordSet('loja agência hotel restaurante filial escritório balcão'),
};
const IN: Readonly<Record<ReadLanguage, ReadonlySet<string>>> = { en: wordSet('in near'), de: wordSet('in'), fr: wordSet('à a de'), es: wordSet('en de'), it: wordSet('di a in'), nl: wordSet('in'), pt: wordSet('de em') };
const RISKY = wordSet(RISKY_COUNTRIES);
const THINGS = wordSet(PLACE_THINGS);

function countriesIn(language: ReadLanguage): [string, Place][] {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  return COUNTRIES.split(' ').flatMap((code): [string, Place][] => {
    const own = folded(names.of(code) ?? code).replace(/[()]/gu, '').replaceAll('-', ' - ');
    return [own, ...(ALSO_COUNTRIES[code]?.split('|') ?? []).map((name) => folded(name).replaceAll('-', ' - '))].map((name) => [name, { value: code, isRisky: RISKY.has(name) }]);
  });
}

const CITY_ENTRIES: readonly [string, Place][] = CITIES.flatMap((entry): [string, Place][] => {
  const [written = '', others] = entry.split('=');
  const isRisky = written.endsWith('?');
  const name = written.replace('?', '');
  const value = name.replace(/(^|[ -])(\p{L})/gu, (_, gap: string, letter: string) => `${gap}${letter.toUpperCase()}`);
  return [[name, { value, isRisky }], ...(others?.split('|') ?? []).map((other): [string, Place] => [other, { value, isRisky: false }])];
});

const indexes = new Map<ReadLanguage, PhraseIndex<Place>>();

/** Names of places in a language, made when it is first met. */
function placesIn(language: ReadLanguage): PhraseIndex<Place> {
  const known = indexes.get(language);
  if (known !== undefined) return known;
  const index = phraseIndex([...countriesIn(language), ...CITY_ENTRIES]);
  indexes.set(language, index);
  return index;
}

/** Countries and cities by name, branches by what stands around them. Capital letters are needed. */
export function findPlaces(scan: ScannedText): Entity[] {
  const found: Entity[] = [];
  const { words, tokens, language, text } = scan;
  const index = placesIn(language);
  const add = (first: number, last: number, value: string, confidence: number): number => {
    found.push({ kind: 'place', start: startOf(scan, first), end: tokens[last]?.end ?? 0, value, confidence });
    return last;
  };
  for (let at = 0; at < tokens.length; at += 1) {
    if (!isCapital(scan, at)) continue;
    const listed = index.get(words[at] as string)?.find(({ words: name }) => standAt(words, at, name));
    if (listed !== undefined) {
      const last = at + listed.words.length - 1;
      const token = tokens[at];
      const isShort = token !== undefined && listed.words.length === 1 && token.end - token.start <= 2;
      // "US" is a country in capitals alone.
      const isShouted = isShort && text.slice(token.start, token.end) !== text.slice(token.start, token.end).toUpperCase();
      const hasCue = CUES[language].has(words[at - 1] ?? '') || (words[at - 1] === 'the' && CUES[language].has(words[at - 2] ?? ''));
      const isAdjective = THINGS.has(words[last + 1] ?? '') || isCapital(scan, last + 1) && !beginsSentence(scan, last + 1) && !hasCue && listed.value.isRisky;
      const isAlone = isShort && !(words[at - 1] === 'the' || hasCue);
      if (!isShouted && !isAdjective && !isAlone && (!listed.value.isRisky || hasCue && !beginsSentence(scan, at))) {
        at = add(at, last, listed.value.value, listed.value.isRisky ? MAYBE : hasCue ? SURE : LIKELY);
        continue;
      }
    }
    if (beginsSentence(scan, at)) continue;
    const house = HOUSES[language];
    let last = at;
    while (last < at + 2 && isCapital(scan, last + 1) && (tokens[last + 1]?.start ?? 0) - (tokens[last]?.end ?? 0) === 1 && !house.has(words[last + 1] ?? '')) last += 1;
    const isBranch = (language === 'en' || language === 'de' || language === 'nl') && language === 'en' && house.has(words[last + 1] ?? '') && !isCapital(scan, last + 1) && /^(?:your|the|their)$/u.test(words[at - 1] ?? '');
    const isIn = house.has(words[at - 2] ?? '') && IN[language].has(words[at - 1] ?? '');
    if (isBranch || isIn) at = add(at, last, text.slice(tokens[at]?.start ?? 0, tokens[last]?.end ?? 0), MAYBE);
  }
  return found;
}
