import { Button, MultiSelect, NativeSelect, NumberInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { groupRoutes } from '../../customers/contract.ts';
import { channelName } from '../../interactions/web/parts.tsx';
import { OPENING_CHANNELS, OPENING_SIGNS, PRIORITIES, type CasePolicy, type OpeningRule, type OpeningSign, type Priority } from '../contract.ts';
import { PRIORITY_NAMES } from './case-words.ts';
import css from './rules-page.module.css';

const SIGN_NAMES: Readonly<Record<OpeningSign, string>> = {
  safety: 'Danger is spoken of', legal: 'The law is spoken of', churn: 'They want to leave', complaint: 'A complaint, so called or not', negative: 'Bad feeling', question: 'A question', request: 'A wish', anything: 'Anything that they write',
};
const SIGNS = OPENING_SIGNS.map((value) => ({ value, label: SIGN_NAMES[value] }));
const CHANNELS = OPENING_CHANNELS.map((value) => ({ value, label: channelName(value) }));
const URGENCIES = PRIORITIES.map((value) => ({ value, label: PRIORITY_NAMES[value] }));

/** What opens cases by itself, in the order in which it is tried, and whose cases are more urgent. */
export function OpeningRows({ policy, isOpen, change }: { readonly policy: CasePolicy; readonly isOpen: boolean; readonly change: (policy: CasePolicy) => void }): ReactNode {
  const { opening, valued } = policy;
  const { data } = useQuery({ queryKey: ['customer-groups'], queryFn: ({ signal }) => call(groupRoutes.customerGroups, {}, signal), staleTime: 60_000 });
  const set = (rules: readonly OpeningRule[]): void => change({ ...policy, opening: [...rules] });
  const edit = (at: number, more: Partial<OpeningRule>): void => set(opening.map((rule, place) => (place === at ? { ...rule, ...more } : rule)));
  const segments = (data?.groups ?? []).filter(({ kind }) => kind === 'segment').map(({ key, name }) => ({ value: key, label: name }));
  const known = [...segments, ...valued.filter((key) => !segments.some(({ value }) => value === key)).map((key) => ({ value: key, label: key }))];
  return (
    <>
      <ul className={css['opening']}>
        {opening.map((rule, at) => (
          // A rule has nothing of its own but its place.
          <li key={at} data-testid="opening-rule">
            <NativeSelect size="xs" className={css['rule'] ?? ''} aria-label={`What opens a case, rule ${at + 1}`} data={SIGNS} value={rule.sign} onChange={(event) => edit(at, { sign: event.currentTarget.value as OpeningSign })} disabled={!isOpen} />
            <MultiSelect size="xs" className={css['rule'] ?? ''} aria-label={`Where, rule ${at + 1}`} placeholder={rule.channels.length === 0 ? 'anywhere but in surveys' : ''} data={CHANNELS} value={[...rule.channels]} onChange={(channels) => edit(at, { channels: OPENING_CHANNELS.filter((one) => channels.includes(one)) })} readOnly={!isOpen} />
            <NativeSelect size="xs" aria-label={`How urgent, rule ${at + 1}`} data={URGENCIES} value={rule.priority} onChange={(event) => edit(at, { priority: event.currentTarget.value as Priority })} disabled={!isOpen} />
            <NumberInput size="xs" aria-label={`How sure the reading must be, rule ${at + 1}, percent`} prefix="from " suffix=" % sure" min={0} max={99} allowDecimal={false} value={rule.surePercent} onChange={(percent) => edit(at, { surePercent: typeof percent === 'number' ? percent : 0 })} readOnly={!isOpen || rule.sign === 'anything'} hideControls />
            {isOpen && <Button size="compact-sm" variant="default" disabled={at === 0} aria-label={`Up: rule ${at + 1}`} onClick={() => set(opening.toSpliced(at, 1).toSpliced(at - 1, 0, rule))}>Up</Button>}
            {isOpen && <Button size="compact-sm" variant="default" aria-label={`Remove rule ${at + 1}`} onClick={() => set(opening.toSpliced(at, 1))}>Remove</Button>}
          </li>
        ))}
      </ul>
      {opening.length === 0 && <p className={css['quiet']}>No rule: only people, broken promises and answers to surveys open cases.</p>}
      {isOpen && <Button size="compact-sm" variant="default" onClick={() => set([...opening, { sign: 'question', channels: ['email'], priority: 'normal', surePercent: 70 }])}>Add a rule</Button>}
      <MultiSelect size="sm" className={css['days'] ?? ''} mt="md" label="More urgent by one step" description="Customers of these value segments, when a case of theirs opens by itself." data={known} value={[...valued]} onChange={(keys) => change({ ...policy, valued: [...keys] })} readOnly={!isOpen} />
    </>
  );
}
