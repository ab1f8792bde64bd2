import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { counted } from '../../../web/primitives/number.ts';
import { problemText } from '../../../web/primitives/problem.tsx';
import type { CustomerGroups } from '../../customers/contract.ts';
import { customerGroupName, GROUP_NAMES, useCustomerGroups } from '../../customers/web/parts.tsx';
import { COMPARED_BY, routes, type ComparedBy, type ComparedGroup, type Score, type Scores } from '../contract.ts';
import type { OpenPart } from './card-part.ts';
import css from './compare-groups.module.css';
import { comparedText, customersBy, groupedText, groupName, readCompared, writeCompared, type NameOfGroup } from './compare-words.ts';
import { IntervalBar } from './interval-bar.tsx';
import { fullText, monthText } from './score-words.ts';
import { HowRows } from './show-how.tsx';

const NAMES: Readonly<Record<ComparedBy, string>> = { channel: 'Channels', source: 'Sources', brand: 'Brands', period: 'Months', ...GROUP_NAMES };
const OTHERS = 'all others';

type Choice = { readonly value: string; readonly label: string };

function choicesBy(by: ComparedBy, score: Score, choices: Scores['choices'], customers: CustomerGroups | undefined): Choice[] {
  if (by === 'lifecycle' || by === 'persona' || by === 'segment' || by === 'saved') return (customers?.groups ?? []).filter(({ kind, people }) => kind === by && people > 0).map(({ key, name }) => ({ value: key, label: name }));
  if (by === 'period') return score.months.filter(({ people }) => people > 0).map(({ month }) => ({ value: month, label: monthText(month) })).toReversed();
  const names = { channel: choices.channels, source: choices.sources, brand: choices.brands }[by];
  return names.map((name) => ({ value: name, label: name }));
}

/** What two groups of a score can be compared by: where there are two; of customers one is enough, because there are all others. */
function comparable(score: Score, choices: Scores['choices'], customers: CustomerGroups | undefined): ComparedBy[] {
  return COMPARED_BY.filter((by) => choicesBy(by, score, choices, customers).length > (customersBy(by) === null ? 1 : 0));
}

/** Two groups of a score's answers side by side; which, stands in the address. */
export function CompareGroups({ score, open, choices, filter }: { readonly score: Score; readonly open: OpenPart; readonly choices: Scores['choices']; readonly filter: string }): ReactNode {
  const chosen = readCompared(open.of);
  // Which groups customers were in at a moment before is not kept.
  const customers = useCustomerGroups(open.query.asOf === undefined);
  const ways = comparable(score, choices, customers);
  const [first] = ways;
  const isOfCustomers = chosen !== null && customersBy(chosen.by) !== null;
  if (open.query.asOf !== undefined && (first === undefined || isOfCustomers)) return <p className={css['quiet']}>Groups of customers are as customers are today: as of a moment before they can not be had.</p>;
  if (first === undefined || (customers === undefined && isOfCustomers)) return customers === undefined || customers.countedAt === null ? <LinesSkeleton lines={4} height={22} /> : <p className={css['quiet']}>There are no two groups to compare.</p>;
  const by = chosen !== null && ways.includes(chosen.by) ? chosen.by : first;
  const list = choicesBy(by, score, choices, customers);
  const groups = chosen?.by === by ? chosen : { by, first: list[0]?.value ?? '', second: list[1]?.value ?? '' };
  const show = (next: { readonly by: ComparedBy; readonly first: string; readonly second: string }): void => open.show('compare', score.key, writeCompared(next));
  const pick = (label: string, which: 'first' | 'second', data: readonly Choice[]): ReactNode => <Select aria-label={label} size="xs" className={css['choice']} data={data} value={groups[which] === '' ? OTHERS : groups[which]} allowDeselect={false} onChange={(value) => { if (value !== null) show({ ...groups, [which]: value === OTHERS ? '' : value }); }} />;
  return (
    <section aria-label={`Two groups of ${score.name}`} data-testid="compare">
      <div className={css['tools']}>
        <Select aria-label="Compare by" size="xs" className={css['choice']} data={ways.map((way) => ({ value: way, label: NAMES[way] }))} value={by} allowDeselect={false} onChange={(value) => { const way = ways.find((one) => one === value); const own = way === undefined ? [] : choicesBy(way, score, choices, customers); if (way !== undefined) show({ by: way, first: own[0]?.value ?? '', second: own[1]?.value ?? '' }); }} />
        {pick('First group', 'first', list.filter(({ value }) => value !== groups.second))}
        <span className={css['against']}>against</span>
        {pick('Second group', 'second', [...list.filter(({ value }) => value !== groups.first), ...(by === 'period' ? [] : [{ value: OTHERS, label: OTHERS }])])}
      </div>
      {customers?.countedAt === null && <p className={css['quiet']} role="status">{customers.hasFailed ? 'Customers could not be put into groups; that is tried again when the page is opened.' : 'Customers are being put into groups by stage, persona and segment; they can be compared by these in a moment.'}</p>}
      <Told score={score} groups={groups} open={open} filter={filter} named={(kind, key) => customerGroupName(customers, kind, key)} />
    </section>
  );
}

function Told({ score, groups, open, filter, named }: { readonly score: Score; readonly named: NameOfGroup; readonly groups: { readonly by: ComparedBy; readonly first: string; readonly second: string }; readonly open: OpenPart; readonly filter: string }): ReactNode {
  const query = { ...open.query, ...groups, score: score.key };
  const { data, error } = useQuery({ queryKey: ['score-compare', query], staleTime: 60_000, queryFn: ({ signal }) => call(routes.compareScores, { query }, signal) });
  if (error !== null) return <p className={css['quiet']} role="alert">{problemText(error)}</p>;
  if (data === undefined) return <LinesSkeleton lines={4} height={22} />;
  const groupedAs = groupedText(data);
  return (
    <>
      <div className={css['groups']}>{[data.first, data.second].map((group, at) => <Group key={`${at}/${group.name}`} score={score} name={groupName(data.by, group.name, named)} group={group} />)}</div>
      <p className={css['headline']} data-real={data.difference?.isReal === true} role="status">{comparedText(score, data, named)}</p>
      <HowRows rows={[
        ['Definition', `${score.meaning} Version ${data.version}. Both groups are counted as the score is.`],
        ['Counted', `${filter}${groups.by === 'period' || groupedAs !== null ? '' : ` Not filtered by ${groups.by}: that is what is compared.`}${data.inBoth === 0 ? '' : ` ${counted(data.inBoth, 'customer')} answered in both groups and count in both: the true interval is a little narrower or wider, as they answered alike or not.`}`],
        ...(groupedAs === null ? [] : [['Groups', groupedAs] as const]),
        ['Interval', '95 %, of the difference; several answers of one person do not count as several people. Undecided: chance alone would often show as much.'],
        ['Many looks', 'This is one comparison. Whoever tries twenty finds one that chance made.'],
        ['Cause', groupedAs === null ? 'Not shown by this: other people answer in other places.' : 'Not shown by this: what somebody answers and where they are today may both come of something else.'],
      ]} figure={{ of: 'compare', query }} />
    </>
  );
}

function Group({ score, name, group }: { readonly score: Score; readonly name: string; readonly group: ComparedGroup }): ReactNode {
  const { estimate, people, certainty } = group;
  return (
    <div className={css['group']}>
      <p className={css['name']}>{name}</p>
      {estimate === null ? <p className={css['quiet']}>{people === 0 ? 'Nobody answered.' : `Too few to say: ${counted(people, 'person', 'people')}.`}</p> : (
        <>
          <p className={css['value']}>{fullText(score, estimate.value)}</p>
          <IntervalBar score={{ ...score, estimate, certainty }} />
          <p className={css['quiet']}>{certainty === 'indicative' ? 'Indicative: ' : ''}{counted(people, 'person', 'people')} answered</p>
        </>
      )}
    </div>
  );
}
