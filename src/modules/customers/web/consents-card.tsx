import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Check from 'lucide-react/icons/check';
import Hourglass from 'lucide-react/icons/hourglass';
import X from 'lucide-react/icons/x';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Personal } from '../../../web/primitives/masked.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted } from '../../../web/primitives/number.ts';
import { Problem } from '../../../web/primitives/problem.tsx';
import { useMay } from '../../../web/session.ts';
import { consentRoutes, type ConsentsOfCustomer, type ConsentWordShown } from '../contract.ts';
import { purposeLines, wordSentence, type PurposeLine, type StateOfPurpose } from './consent-words.ts';
import css from './consents-card.module.css';
import { RecordConsent } from './record-consent.tsx';

const MARKS = { given: Check, withdrawn: X, refused: X, expired: Hourglass } as const;
const SAID = { given: 'Allowed', withdrawn: 'Withdrawn', refused: 'Refused', expired: 'Ended' } as const;

/** What a customer allows and forbids, per purpose and channel, with every word that they said on it. */
export function ConsentsCard({ id }: { readonly id: string }): ReactNode {
  const may = useMay();
  const [shown, setShown] = useState<'states' | 'words'>('states');
  const [recording, setRecording] = useState(false);
  const { data, error, refetch } = useQuery({ queryKey: ['customer', id, 'consents'], queryFn: ({ signal }) => call(consentRoutes.consents, { params: { id } }, signal) });
  if (error !== null && data === undefined) return <Problem error={error} again={() => void refetch()} />;
  if (data === undefined) return <LinesSkeleton lines={4} />;
  const lines = purposeLines(data.standings);
  return (
    <div className={css['card']} data-testid="consents">
      <dl className={css['purposes']}>{lines.map((line) => <div key={line.purpose}><dt>{line.name}</dt><dd><States line={line} /></dd></div>)}</dl>
      <div className={css['actions']}>
        {may('record-consent') && <Button variant="default" size="compact-sm" onClick={() => setRecording(true)} data-testid="record-consent">Write down what they said</Button>}
        {data.words.length > 0 && <button type="button" className={css['more']} aria-expanded={shown === 'words'} onClick={() => setShown(shown === 'words' ? 'states' : 'words')} data-testid="consent-history">{shown === 'words' ? 'Hide what they said' : `${counted(data.words.length + data.more, 'word')} of theirs`}</button>}
      </div>
      {shown === 'words' && <Words data={data} />}
      {recording && <RecordConsent id={id} close={() => setRecording(false)} />}
    </div>
  );
}

function States({ line }: { readonly line: PurposeLine }): ReactNode {
  if (line.states.length === 0) return <span className={css['quiet']}>{line.purpose === 'service' ? 'Not asked; part of the contract' : 'Not asked'}</span>;
  return line.states.map((one) => <State key={one.state} one={one} isOnly={line.states.length === 1} />);
}

function State({ one, isOnly }: { readonly one: StateOfPurpose; readonly isOnly: boolean }): ReactNode {
  const Mark = MARKS[one.state as keyof typeof MARKS];
  const where = one.everywhere ? [isOnly ? 'any channel' : 'all other channels'] : one.channels;
  return (
    <span className={css['state']} data-state={one.state}>
      <Mark size={14} aria-hidden />
      <span>{SAID[one.state as keyof typeof SAID]}{where.length > 0 && <>: {where.join(', ')}</>}{one.at !== null && <span className={css['quiet']}> · {one.state === 'expired' && 'allowed '}<Moment at={one.at} precision="day" /></span>}</span>
    </span>
  );
}

function Words({ data }: { readonly data: ConsentsOfCustomer }): ReactNode {
  return (
    <>
      <ol className={css['words']}>{data.words.map((word) => <Word key={word.id} word={word} />)}</ol>
      {data.more > 0 && <p className={css['quiet']}>{counted(data.more, 'older word')} in the export of their data.</p>}
    </>
  );
}

function Word({ word }: { readonly word: ConsentWordShown }): ReactNode {
  return (
    <li data-counts={word.counts} data-replaced={word.replaced}>
      <span className={css['sentence']}>{wordSentence(word)}</span> <Moment at={word.at} />
      {word.wording !== null && <p className={css['wording']}>“{word.wording}”</p>}
      <p className={css['quiet']}>
        {word.about !== null && <>for <Personal value={word.about.value} /> · </>}{word.by === null ? `from ${word.source}` : `written down by ${word.by}`} · {word.basis.replaceAll('-', ' ')}{word.version !== null && ` · wording ${word.version}`}
        {word.expiresAt !== null && <> · until <Moment at={word.expiresAt} precision="day" /></>}{word.replaced && ' · corrected later'}{word.counts && ' · counts now'}
      </p>
      {word.note !== null && <p><Personal value={word.note} /></p>}
    </li>
  );
}
