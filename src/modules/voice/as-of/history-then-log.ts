import { AppError } from '../../../kernel/app-error.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch, instant, texts, type ChParam, type ChStatement } from '../../../platform/clickhouse/sql.ts';
import { CUSTOMER_OF_NODE, CUSTOMER_OF_ROW, customerOfNodeThen, customerOfRowThen } from '../../identity/index.ts';
import { ANSWERS_EARLIER_TABLE, CORRECTIONS_EARLIER_TABLE, READINGS_EARLIER_TABLE, TOPICS_EARLIER_TABLE } from './replaced-by.ts';

/** A table of which every moment can be had: when its rows were recorded, what names one of them, and which of several is the latest. */
type Kept = { readonly now: ChStatement; readonly earlier: ChStatement; readonly moment: ChStatement; readonly key: ChStatement; readonly latest: ChStatement };

const plain = (words: string): ChStatement => ({ strings: [words], params: [] });
const INTERACTIONS: Kept = { now: plain('interactions_log'), earlier: plain('interactions_revisions'), moment: plain('recorded_at'), key: plain('home, number'), latest: plain('revision') };
const KEPT: Readonly<Record<string, Kept>> = {
  voice_answers: { now: plain('voice_answers'), earlier: plain(ANSWERS_EARLIER_TABLE), moment: plain('recorded_at'), key: plain('home, number'), latest: plain('revision') },
  voice_readings: { now: plain('voice_readings'), earlier: plain(READINGS_EARLIER_TABLE), moment: plain('recorded_at'), key: plain('home, number, reader'), latest: plain('revision') },
  voice_corrections: { now: plain('voice_corrections'), earlier: plain(CORRECTIONS_EARLIER_TABLE), moment: plain('said_at'), key: plain('home, number, question'), latest: plain('correction') },
  interactions_public: INTERACTIONS, interactions_log: INTERACTIONS,
  voice_topics: { now: plain('voice_topics'), earlier: plain(TOPICS_EARLIER_TABLE), moment: plain('recorded_at'), key: plain('home, number, pass'), latest: plain('revision') },
};

/** The files of the schemas from which on what was replaced is kept. */
const ANSWERS_SINCE = ['voice/0008-as-of.sql', 'identity/0002-map-as-of.sql'] as const;
const KEPT_SINCE = { answers: ANSWERS_SINCE, 'topics-and-names': [...ANSWERS_SINCE, 'voice/0010-topics-as-of.sql'] } as const;

/** What is asked for as of a moment: answers and what was read, or topics and names as well, which are kept since later. */
export type KeptThen = keyof typeof KEPT_SINCE;

/** From which moment on the history can be had as it was then. Units: ms. */
export async function historyKeptSince(analytics: Analytics, of: KeptThen): Promise<number> {
  const [row] = await analytics.rows<{ since: string }>(ch`select toUnixTimestamp64Milli(max(applied_at)) as since from custos_migrations where concat(module, '/', file) in ${texts(KEPT_SINCE[of])}`);
  return Number(row?.since ?? 0);
}

/** The rows of a table as they stood at a moment: those recorded until then, and of those revised since what the revision replaced. */
function rowsThen({ now, earlier, moment, key, latest }: Kept, at: ChParam): ChStatement {
  return ch`(
    select * from ${now} final where ${moment} <= ${at}
    union all
    select * from (select * from ${earlier} final where ${moment} <= ${at} and (${key}) global in (select ${key} from ${now} final where ${moment} > ${at}) order by ${latest} desc limit 1 by ${key})
  )`;
}

/** Of a question: tables that are kept, whose a row is, and what cannot be had as of a moment. */
const NAMED = /\b(?<table>voice_(?:answers|readings|corrections|topics)|interactions_(?:public|log))\b(?: final)?|\b(?<unkept>voice_(?:meanings|rival_ratings)|customers_placed|interactions_[a-z]+|identity_map|dictGet\w*)\b/u;

/**
 * The history as it was at a moment: whatever is asked of it is asked of what was recorded until then, in the wording of then, with customers told apart as they were then.
 * The same questions, so that a figure of then and one of now can differ by nothing else. Units: ms. Errors: `invalid` for a question about something of which earlier moments are not kept: it is never answered by what stands there now.
 */
export function historyThen(analytics: Analytics, atMs: number): Analytics {
  const at = instant(atMs);
  // Whose a row is, in the two ways in which questions ask it.
  const owners = ([[CUSTOMER_OF_ROW, customerOfRowThen(atMs)], [CUSTOMER_OF_NODE, customerOfNodeThen(atMs)]] as const).map(([{ strings: [words = ''] }, whose]) => ({ words, whose }));

  /** A piece of a question without mention of whose its rows are. */
  function piecesOf(words: string): ChStatement[] {
    const pieces: ChStatement[] = [];
    for (let rest = words; rest !== '';) {
      const found = NAMED.exec(rest);
      const kept = found?.groups?.['table'] === undefined ? undefined : KEPT[found.groups['table']];
      if (found === null) return [...pieces, plain(rest)];
      if (kept === undefined) throw new AppError('invalid', 'as-of-not-kept', 'This is not kept as it was: it can not be had as of a moment before.');
      pieces.push(plain(rest.slice(0, found.index)), rowsThen(kept, at));
      rest = rest.slice(found.index + found[0].length);
    }
    return pieces;
  }

  /** The same with whose each row was then, in place of whose it is. */
  function ownedPieces(words: string, [owner, ...others]: typeof owners): ChStatement[] {
    return owner === undefined ? piecesOf(words) : words.split(owner.words).flatMap((part, nth) => (nth === 0 ? ownedPieces(part, others) : [owner.whose, ...ownedPieces(part, others)]));
  }

  const then = (statement: ChStatement): ChStatement => statement.strings.reduce((whole, words, place) => {
    const param = statement.params[place];
    const pieces = ownedPieces(words, owners);
    const put = pieces.reduce((sum, piece) => ch`${sum}${piece}`, whole);
    return param === undefined ? put : ch`${put}${param}`;
  }, plain(''));

  return {
    ...analytics,
    rows: (statement, options) => analytics.rows(then(statement), options), texts: (statement, options) => analytics.texts(then(statement), options),
    jsonLines: (statement, options) => analytics.jsonLines(then(statement), options), file: (statement, format, options) => analytics.file(then(statement), format, options),
  };
}
