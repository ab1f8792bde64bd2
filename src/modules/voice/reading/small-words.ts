import { madeOnce, type Word } from './known-words.ts';
import { plainText, type PlainText } from './plain-text.ts';
import { tokensOf, type Token } from './tokenise-text.ts';

/** The languages that are read; everything else is unknown, never guessed. */
export const READ = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl'] as const;
export type ReadLanguage = (typeof READ)[number];

/** The small words that nobody can write a sentence without. A word of several languages speaks for each of them. */
const SMALL: Readonly<Record<ReadLanguage, string>> = {
  en: 'the and is are was were be been to of in it that this for with you your my we they have has had not on at but from will can please would which there their what when i a i me do no so am if by as just',
  de: 'der die das und ist sind war ich nicht ein eine einen einem einer mit auf für von zu im den dem sie wir ihr mein meine habe hat wird werden wurde auch sich bei als noch aber oder nur kann muss bitte es zum zur',
  fr: 'le la les des et est sont je ne pas un une du de en que qui pour avec sur dans vous nous votre vos mon ma mes cette ce a été être plus par ou au aux il elle très mais veuillez n\'est c\'est j\'ai a à y',
  es: 'el la los las y es son no un una de del en que por para con su sus mi me se lo al más pero está muy como este esta yo fue ha o le ser han sin también hay puede a e y',
  pt: 'o a os as e é são não nao um uma de do da dos das em no na nos nas que por para com seu sua meu minha me se ao mais mas está foi muito como este esta eu ou ser pelo pela você até já recebi também uma pode',
  it: 'il lo la i gli le e è sono non un una uno di del della dei delle in che per con su mi si al alla da dal più ma molto come questo questa ho ha o nel nella essere ne ci anche può a e',
  nl: 'de het een en is zijn niet ik van in op voor met dat die te aan er maar om ook wordt worden naar bij nog was heb heeft mijn uw je u wij deze dit of kan geen als we ze mijn',
};
/** Neighbours that are not read, so that they are not taken for a language that is. `like`: whose letters they share, where the detector does not know them. */
export const NEIGHBOURS: readonly { readonly language: string; readonly words: string; readonly like: readonly string[] }[] = [
  { language: 'ca', like: [], words: 'el la els les i és són no un una de del dels que per amb al als aquest aquesta aquests es ha però més o en si us plau ser ho' },
  { language: 'gl', like: ['es', 'pt'], words: 'o a os as e é son non un unha unhas de do da dos das en no na que por para con seu súa foi máis ao esta este se ou pode debe ten coa polo' },
  { language: 'ro', like: [], words: 'și nu un o de la cu pe în este sunt care pentru din mai a fost se să ați acest această trebuie vă' },
  { language: 'af', like: ['nl'], words: 'die en is nie \'n van in op vir met dat wat het sal word kan of te hierdie jy moet nie deur ons' },
  { language: 'fy', like: ['nl'], words: 'de it en fan net in op mei foar dat is wurdt jo kin of gjin oan' },
  { language: 'lb', like: ['de'], words: 'an den der vun mat fir ass sinn net op ze dat déi eng' },
  { language: 'eo', like: ['es', 'it', 'pt', 'fr'], words: 'la kaj estas ne en de por al ĉi tiu estis via vi kun ĉu devas' },
  { language: 'da', like: [], words: 'og er det en et på til af som ikke jeg med den kan har de at for' },
  { language: 'no', like: [], words: 'og er det en et på til av som ikke jeg med den kan har de å for' },
  { language: 'sv', like: [], words: 'och är det en ett på till av som inte jag med den kan har de att för' },
];

const WORDS: readonly (readonly [language: string, words: ReadonlySet<string>])[] = [...READ.map((language) => [language, new Set(SMALL[language].split(' '))] as const), ...NEIGHBOURS.map(({ language, words }) => [language, new Set(words.split(' '))] as const)];
/** The small words of some languages, which say nothing about what a text is about. */
export function smallWords(languages: readonly ReadLanguage[]): Set<string> {
  return new Set(languages.flatMap((language) => SMALL[language].split(' ')));
}

/** In how many languages a small word is one: the fewer, the more it says. */
const spread = new Map<string, string[]>();
for (const [language, words] of WORDS) for (const word of words) spread.set(word, [...(spread.get(word) ?? []), language]);
const NOWHERE: readonly string[] = [];
const smallIn = madeOnce((norm): readonly string[] => spread.get(norm) ?? NOWHERE);

/** So much of a text tells its language. Units: characters. */
export const ENOUGH = 200;

/** The words by which a text's language is told: those of its beginning. A word on the border is cut there. */
export function firstWords({ text }: PlainText, tokens: readonly Token[]): Word[] {
  const isShort = text.length <= ENOUGH;
  // No piece of a text holds a space.
  const border = isShort ? text.length : Math.max(0, text.lastIndexOf(' ', ENOUGH - 1));
  const words: Word[] = [];
  for (const { kind, word, end } of tokens) {
    if (end > border) break;
    if (kind === 'word') words.push(word);
  }
  if (!isShort) for (const { kind, word } of tokensOf({ text: text.slice(border, ENOUGH), origin: null })) if (kind === 'word') words.push(word);
  return words;
}

/** Adds what small words say to how near each language is: `worth` for all words of a text together, shared among the languages of each. */
export function weighSmallWords(scores: Record<string, number>, words: readonly Word[], worth: number): void {
  for (const word of words) {
    const languages = smallIn(word);
    const each = worth / (words.length * languages.length);
    for (const language of languages) scores[language] = (scores[language] ?? 0) + each;
  }
}

/** How near each language is by its small words alone, where a text has any of them. Enough to know which small words it has, and far from enough to say what is read: a name or two words tell nothing. */
function smallWordScores(raw: string): [language: string, score: number][] {
  const plain: PlainText = { text: plainText(raw).text.slice(0, ENOUGH), origin: null };
  const scores: Record<string, number> = {};
  weighSmallWords(scores, firstWords(plain, tokensOf(plain)), 1);
  return Object.entries(scores).sort((a, b) => b[1] - a[1]);
}

/** The language whose small words a text has most of; null where it has none, or as many of another. */
export function smallWordLanguage(raw: string): ReadLanguage | null {
  const [best, second] = smallWordScores(raw);
  return best === undefined || best[1] === second?.[1] ? null : READ.find((one) => one === best[0]) ?? null;
}

/** Whether no other language has more small words in a text: for words that were found by phrases of this language, and may stand in a text of another. */
export function maySpeak(language: ReadLanguage, raw: string): boolean {
  const scores = smallWordScores(raw);
  return (scores.find(([one]) => one === language)?.[1] ?? 0) === (scores[0]?.[1] ?? 0);
}
