import { eld } from 'eld/extrasmall';
import { madeOnce, type Word } from './known-words.ts';
import { plainText, type PlainText } from './plain-text.ts';
import { tokensOf, type Token } from './tokenise-text.ts';

/** The languages that are read; everything else is unknown, never guessed. */
const READ = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl'] as const;
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
const NEIGHBOURS: readonly { readonly language: string; readonly words: string; readonly like: readonly string[] }[] = [
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

const LOOK_ALIKES = NEIGHBOURS.filter(({ like }) => like.length > 0);

/** In how many languages a small word is one: the fewer, the more it says. */
const spread = new Map<string, string[]>();
for (const [language, words] of WORDS) for (const word of words) spread.set(word, [...(spread.get(word) ?? []), language]);
const NOWHERE: readonly string[] = [];
const smallIn = madeOnce((norm): readonly string[] => spread.get(norm) ?? NOWHERE);

/** So much of a text tells its language. Units: characters. */
const ENOUGH = 200;
/** Below this many letters a text says too little about its language. */
const FEWEST_LETTERS = 10;
/** What a small word is worth beside the likeness of letters (which differs by a tenth between neighbours), for its share of all words. */
const WORTH = 0.3;
/** A text whose likeness to every language is below this is no sentence. */
const LEAST = 0.4;
/** How much nearer a language that the detector knows is than one which only looks like it. */
const LIKE = 0.02;
const ENOUGH_LETTERS = new RegExp(String.raw`^(?:\P{L}*\p{L}){${FEWEST_LETTERS}}`, 'u');

export type ToldLanguage = { readonly language: ReadLanguage; readonly confidence: number };

/** The words by which a text's language is told: those of its beginning. A word on the border is cut there. */
function firstWords({ text }: PlainText, tokens: readonly Token[]): Word[] {
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

/**
 * The language of a text, or null: too short, of several kinds, or none of those read.
 * Handles, links, numbers and signs are left out. Likeness of letter runs (eld, 60 languages) and small words decide together, so that a neighbour is not taken for a language read here.
 */
export function languageOf(plain: PlainText, tokens: readonly Token[]): ToldLanguage | null {
  const words = firstWords(plain, tokens);
  const text = words.map(({ norm }) => norm).join(' ');
  if (!ENOUGH_LETTERS.test(text)) return null;
  const scores: Record<string, number> = eld.detect(text).getScores();
  for (const { language, like } of LOOK_ALIKES) {
    let likest = 0;
    for (const one of like) likest = Math.max(likest, scores[one] ?? 0);
    scores[language] = likest - LIKE;
  }
  for (const word of words) {
    const languages = smallIn(word);
    const worth = WORTH / (words.length * languages.length);
    for (const language of languages) scores[language] = (scores[language] ?? 0) + worth;
  }
  let best = '';
  let most = 0;
  let second = 0;
  for (const language of Object.keys(scores)) {
    const score = scores[language] ?? 0;
    if (score > most) { second = most; most = score; best = language; } else if (score > second) second = score;
  }
  const read = READ.find((one) => one === best);
  return read === undefined || most < LEAST ? null : { language: read, confidence: Math.min(1, 0.5 + (most - second) * 2) };
}

/** The same of a text as it was sent. */
export function textLanguage(raw: string): ToldLanguage | null {
  const plain: PlainText = { text: plainText(raw).text.slice(0, ENOUGH), origin: null };
  return languageOf(plain, tokensOf(plain));
}
