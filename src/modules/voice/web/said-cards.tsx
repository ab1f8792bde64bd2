import Frown from 'lucide-react/icons/frown';
import Meh from 'lucide-react/icons/meh';
import Smile from 'lucide-react/icons/smile';
import type { ReactNode } from 'react';
import { counted, countText } from '../../../web/primitives/number.ts';
import type { AspectFigure, Felt, Said, SaidFigure } from '../contract.ts';
import { FeltChart } from './felt-chart.tsx';
import { FigureRows, type FigureRow, type OpenRow } from './figure-rows.tsx';
import { knownThing } from './mark-words.ts';
import css from './said-page.module.css';
import { certaintyText, feltHeadline, languageName, leftOutText, qualityLines, rangeText, shareText, wholeShareText } from './said-words.ts';
import { HowRows } from './show-how.tsx';

const FEELINGS = ['negative', 'neutral', 'positive'] as const;
const SIGNS = { negative: Frown, neutral: Meh, positive: Smile } as const;
const INTERVAL = '95 %: in 19 of 20 such cases the true share lies within. Several texts of one person do not count as several people. It covers chance in who wrote, not mistakes of reading.';

/** What was said by everybody, beside a part of it, and what that whole is called. */
export type Whole = { readonly said: Said; readonly name: string };

export type CardProps = { readonly said: Said; readonly whole: Whole | null; readonly open: OpenRow; readonly filter: string };

/** A part of the page with its rows and what stands behind them. */
function Card({ title, lead, testId, wide = false, children, how, query }: { readonly query: OpenRow['query']; readonly title: string; readonly lead: string; readonly testId: string; readonly wide?: boolean; readonly children: ReactNode; readonly how: readonly (readonly [string, ReactNode])[] }): ReactNode {
  return (
    <section className={css['card']} aria-label={title} data-wide={wide} data-kind={testId} data-testid={testId}>
      <h2 className={css['title']}>{title}</h2>
      <p className={css['lead']}>{lead}</p>
      {children}
      <HowRows rows={how} figure={{ of: 'said', query }} />
    </section>
  );
}

function Quality({ said, things }: { readonly said: Said; readonly things: readonly { readonly output: string; readonly label: string }[] }): ReactNode {
  const lines = qualityLines(said.card, things);
  if (lines.length === 0) return 'Not measured.';
  return <>{lines.map((line) => <span key={line.name} className={css['line']}>{line.name}: {line.said}.</span>)}<span className={css['line']}>On invented texts of our own that only measure (<code>models/outputs-en.md</code>): not on your customers’ mail.</span></>;
}

/** What stands behind the rows of a card. */
function howOf({ said, filter }: CardProps, definition: string, things: readonly { readonly output: string; readonly label: string }[], of: 'feelings' | 'labels'): (readonly [string, ReactNode])[] {
  const counts = of === 'feelings' ? said.felt : said.read;
  return [
    ['Definition', `${definition} Share of texts, version 1: texts that say it, per cent of ${counted(counts.texts, 'text')} of ${counted(counts.people, 'person', 'people')} in which it could have been read.`],
    ['Counted', filter], ['Left out', leftOutText(said, of)], ['Read by', `Version ${said.version} of the reader. Where somebody of the company said otherwise, their word counts.`], ['How good', <Quality key="good" said={said} things={things} />], ['Interval', INTERVAL],
  ];
}

const rowOf = (figure: SaidFigure): FigureRow => { const { name, meaning } = knownThing(figure); return { key: `${figure.output}.${figure.label}`, opened: { output: figure.output, label: figure.label }, name, hint: meaning, figure }; };

/** Puts the same of the whole beside a row. */
const besideWhole = (row: FigureRow, whole: Whole | null, find: (said: Said) => Pick<SaidFigure, 'share' | 'texts' | 'people'> | undefined): FigureRow => {
  const all = whole === null ? undefined : find(whole.said);
  const isNobody = row.figure?.texts === 0 && (all?.texts ?? 0) === 0;
  return whole === null || isNobody ? row : { ...row, whole: wholeShareText(all, whole.name) };
};
const feltFigure = ({ counts, speakers, ...felt }: Felt, feeling: (typeof FEELINGS)[number]): SaidFigure => ({ output: 'feeling', label: feeling, texts: counts?.[feeling] ?? felt.texts, people: speakers?.[feeling] ?? felt.people, share: felt[feeling] });

/** Feelings of the period and month by month. */
export function FeltCard(props: CardProps): ReactNode {
  const { felt, months } = props.said;
  const rows = FEELINGS.map((feeling): FigureRow => {
    const Sign = SIGNS[feeling];
    const row = besideWhole(rowOf(feltFigure(felt, feeling)), props.whole, (said) => feltFigure(said.felt, feeling));
    return { ...row, sign: <Sign size={14} aria-hidden />, figure: felt.counts === null ? null : row.figure };
  });
  return (
    <Card query={props.open.query} title="How it feels" lead={feltHeadline(felt) ?? certaintyText(felt) ?? ''} testId="felt" wide how={howOf(props, 'How a text feels about the company’s doing, whatever prevails in it; a plain question is neutral.', FEELINGS.map((label) => ({ output: 'feeling', label })), 'feelings')}>
      {felt.certainty === 'indicative' && <p className={css['quiet']}>{certaintyText(felt)}</p>}
      <div className={css['halves']}>
        <FigureRows rows={rows} open={props.open} />
        {months.some(({ negative }) => negative !== null) && <FeltChart months={months} />}
      </div>
    </Card>
  );
}

/** Things that are read, of some outputs. */
export function ThingsCard({ title, lead, testId, definition, outputs, shade, order = 'people', ...props }: CardProps & { readonly title: string; readonly lead: string; readonly testId: string; readonly definition: string; readonly outputs: readonly string[]; readonly shade?: 'plain' | 'act'; readonly order?: 'people' | 'given' }): ReactNode {
  const own = props.said.said.filter(({ output }) => outputs.includes(output));
  if (own.length === 0) return null;
  const rows = (order === 'people' ? own.toSorted((a, b) => b.people - a.people || b.texts - a.texts) : own.toSorted((a, b) => outputs.indexOf(a.output) - outputs.indexOf(b.output))).map((one) => besideWhole(rowOf(one), props.whole, ({ said }) => said.find(({ output, label }) => output === one.output && label === one.label)));
  return (
    <Card query={props.open.query} title={title} lead={lead} testId={testId} how={howOf(props, definition, own, 'labels')}>
      <FigureRows rows={rows} open={props.open} {...(shade === undefined ? {} : { shade })} />
    </Card>
  );
}

function feltText({ certainty, people, negative, positive }: Felt): string {
  if (negative === null || positive === null) return certainty === 'none' ? '' : `too few to say how it is felt: ${counted(people, 'person', 'people')}`;
  return `${shareText(negative)} of it bad (${rangeText(negative)}), ${shareText(positive)} good`;
}

/** What is spoken of, and how it is felt there. */
export function AspectsCard(props: CardProps): ReactNode {
  const { aspects } = props.said;
  if (aspects.length === 0) return null;
  const row = (figure: AspectFigure): FigureRow => ({ ...besideWhole(rowOf(figure), props.whole, (said) => said.aspects.find(({ label }) => label === figure.label)), aside: feltText(figure.felt) });
  return (
    <Card query={props.open.query} title="What they speak of" lead="By how many people speak of it, and how it is felt where it is spoken of." testId="aspects" wide
      how={[...howOf(props, 'What is spoken of. Felt as the sentences in which the words of the aspect stand; a text of one sentence as the whole.', aspects, 'labels')]}>
      <FigureRows rows={aspects.map(row)} open={props.open} />
    </Card>
  );
}

/** In which languages was read, and what is left out. */
export function LanguagesCard(props: CardProps): ReactNode {
  const { said, open, filter, whole } = props;
  const rows = said.languages.map(({ language, isFelt, isRead, ...figure }): FigureRow => besideWhole({
    key: `language.${language ?? 'unknown'}`, opened: { output: 'language', label: language ?? 'unknown' }, name: languageName(language), hint: 'Texts in this language', figure: { ...figure, share: null },
    aside: isRead ? 'everything is read' : isFelt ? 'feelings are read, nothing else' : language === null ? 'unknown, or too short to tell: nothing is read' : 'nothing is read',
  }, whole, (all) => { const one = all.languages.find((other) => other.language === language); return one === undefined ? undefined : { ...one, share: null }; }));
  const spam: FigureRow[] = said.spam.texts === 0 ? [] : [{ key: 'spam.any', opened: { output: 'spam', label: 'spam' }, name: 'Advertising and machines', hint: knownThing({ output: 'spam', label: 'spam' }).meaning, figure: { ...said.spam, share: null }, aside: 'left out of every figure' }];
  return (
    <Card query={open.query} title="What was read" lead={`${countText(said.texts)} texts. Only customers’ own words are read, never what staff says.`} testId="languages" wide
      how={[['Definition', 'Messages, reviews, posts, open answers and the customer’s turns of conversations that hold words. One text an interaction, in its latest wording.'], ['Counted', filter], ['Language', 'Told by runs of letters and small words, one of seven; anything else is unknown and never guessed.'], ['Read by', `Version ${said.version} of the reader. Where somebody of the company said otherwise, their word counts.`]]}>
      <FigureRows rows={[...rows, ...spam]} open={open} />
    </Card>
  );
}
