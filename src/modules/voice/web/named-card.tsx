import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { momentText } from '../../../web/primitives/moment-text.ts';
import { counted } from '../../../web/primitives/number.ts';
import { nameRoutes, type NamedFigure, type NamedSaid } from '../contract.ts';
import { FigureRows, type FigureRow, type OpenRow } from './figure-rows.tsx';
import { lookedText, namedMonths, sinceText } from './named-words.ts';
import css from './said-page.module.css';
import { wholeShareText } from './said-words.ts';
import { HowRows } from './show-how.tsx';

const SHOWN = 8;

/** What everybody named, beside a part of them, and what that whole is called. */
type WholeNamed = { readonly named: NamedSaid; readonly name: string };

function rowOf(figure: NamedFigure, whole: WholeNamed | null): FigureRow {
  const { kind, id, name } = figure;
  const asides = [namedMonths(figure.months), sinceText(figure, (at) => momentText(at, 'day'))].filter((one) => one !== null);
  return { key: `${kind}.${id}`, opened: { output: kind, label: id }, name, hint: kind === 'rival' ? 'A rival is named' : 'A product is named', figure, ...(asides.length === 0 ? {} : { aside: asides.join('; ') }), ...(whole === null ? {} : { whole: wholeShareText([...whole.named.products, ...whole.named.rivals].find((one) => one.kind === kind && one.id === id), whole.name) }) };
}

/** Products and rivals that customers name, by how many people. Nothing is shown while nothing is named. */
export function NamedCard({ open, filter, wholeOf }: { readonly open: OpenRow; readonly filter: string; /** The query of the whole and what it is called, where the page is of a part. */ readonly wholeOf: { readonly query: OpenRow['query']; readonly name: string } | null }): ReactNode {
  const { data } = useQuery({ queryKey: ['named', open.query], staleTime: 30_000, queryFn: ({ signal }) => call(nameRoutes.named, { query: open.query }, signal), placeholderData: (before) => before });
  const all = useQuery({ queryKey: ['named', wholeOf?.query], enabled: wholeOf !== null, staleTime: 30_000, queryFn: ({ signal }) => call(nameRoutes.named, { query: wholeOf?.query ?? {} }, signal) }).data;
  const whole = all === undefined || wholeOf === null ? null : { named: all, name: wholeOf.name };
  if (data === undefined || data.products.length + data.rivals.length === 0) return null;
  return (
    <section className={css['card']} aria-label="Whom and what they name" data-wide data-kind="named" data-testid="named">
      <h2 className={css['title']}>Whom and what they name</h2>
      <p className={css['lead']}>{lookedText(data)}</p>
      <NamedRows title="Rivals" figures={data.rivals} open={open} whole={whole} />
      <NamedRows title="Products" figures={data.products} open={open} whole={whole} />
      <HowRows rows={[
        ['Definition', `Texts that name it, per cent of ${counted(data.texts, 'text')} of ${counted(data.people, 'person', 'people')} in a language that is read, advertising left out. A product or rival is found by its names and spellings, as whole words, whatever their case and accents, with few slips of the pen; a name that is an ordinary word only where it is written as a name.`],
        ['Counted', filter], ['Names', `${data.asOf === null ? '' : 'Those that were looked for then, as they were called then. '}Products: those in lines of orders and in what interactions are about. Rivals: the list under Voice → Teach. A name counts from the moment it is known; earlier texts once the history was read again.`],
        ['Interval', '95 %: several texts of one person do not count as several people.'], ['Method', <code key="method">docs/methods/entities.md, wilson.md, clustered-answers.md; models/entities.md</code>],
      ]} />
    </section>
  );
}

/** Those named by most people; the rest is one press away. */
function NamedRows({ title, figures, open, whole }: { readonly title: string; readonly whole: WholeNamed | null; readonly figures: readonly NamedFigure[]; readonly open: OpenRow }): ReactNode {
  const [all, setAll] = useState(false);
  if (figures.length === 0) return null;
  const isCut = !all && figures.length > SHOWN + 1;
  return (
    <>
      <h3 className={css['quiet']}>{title}</h3>
      <FigureRows rows={(isCut ? figures.slice(0, SHOWN) : figures).map((one) => rowOf(one, whole))} open={open} />
      {isCut && <button type="button" className={css['link']} onClick={() => setAll(true)}>Show all {figures.length}</button>}
    </>
  );
}
