import { Autocomplete, Button, FileButton, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { call } from '../../../web/api.ts';
import { fieldOf } from '../../../web/form-field.ts';
import { momentText } from '../../../web/primitives/moment-text.ts';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { problemText } from '../../../web/primitives/problem.tsx';
import { useMay } from '../../../web/session.ts';
import { rivalRoutes, type Rivals, type RivalSite, type RivalSummary } from '../contract.ts';
import css from './rivals-page.module.css';
import { siteName, summaryApart, summaryText } from './rivals-words.ts';

const today = (): string => new Date().toISOString().slice(0, 10);
const HEAD = 'site,rival,on,mean,ratings,1,2,3,4,5,address';

/** What pages of a site said, with who read it there. */
export function PagesSaid({ site }: { readonly site: RivalSite }): ReactNode {
  if (site.summaries.length === 0) return null;
  return (
    <>
      <h3 className={css['part']}>What its pages say</h3>
      <p className={css['lead']}>All ratings since a page began, as somebody read them there. Set beside our own page of the same site and time alone.</p>
      <ul className={css['pages']}>{site.summaries.map((one) => <PageLine key={one.number} one={one} />)}</ul>
    </>
  );
}

function PageLine({ one }: { readonly one: RivalSummary }): ReactNode {
  const queries = useQueryClient();
  const mayName = useMay()('name-rivals');
  const remove = useMutation({ mutationFn: () => call(rivalRoutes.removeSummary, { params: { number: one.number } }), onSuccess: () => queries.invalidateQueries({ queryKey: ['rivals'] }) });
  const apart = summaryApart(one);
  return (
    <li className={css['page']} data-testid="rival-page">
      <span>
        <b>{summaryText(one)}</b>
        {apart !== null && <span className={css['quiet']} data-real={one.difference?.isReal === true}>{apart}</span>}
        <span className={css['quiet']}>Read on {momentText(one.on, 'day')}{one.address !== '' && <> at <a href={one.address} target="_blank" rel="noreferrer noopener">{new URL(one.address).host}</a></>}, entered by {one.enteredBy ?? 'somebody who is gone'} <Moment at={one.enteredAt} /></span>
        {remove.error !== null && <span className={css['alert']} role="alert">{problemText(remove.error)}</span>}
      </span>
      {mayName && <Button size="compact-xs" variant="default" aria-label={`Take out ${summaryText(one)}`} disabled={remove.isPending} onClick={() => remove.mutate()}>Take out</Button>}
    </li>
  );
}

/** The way in for what a public page says. */
export function EnterPage({ rivals }: { readonly rivals: Pick<Rivals, 'sites' | 'rivals'> }): ReactNode {
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: (form: FormData) => {
      const stars = ['1', '2', '3', '4', '5'].map((star) => fieldOf(form, `stars-${star}`).trim());
      return call(rivalRoutes.enterSummary, { body: { rival: fieldOf(form, 'rival'), site: fieldOf(form, 'site'), on: fieldOf(form, 'on'), mean: fieldOf(form, 'mean'), ratings: Number(fieldOf(form, 'ratings').replace(/\D/gu, '')), address: fieldOf(form, 'address'), ...(stars.every((one) => one === '') ? {} : { stars: stars.map(Number) }) } });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['rivals'] }),
  });
  const send = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    save.mutate(new FormData(form), { onSuccess: () => { form.reset(); } });
  };
  return (
    <Panel title="Enter what a public page says" testId="enter-page">
      <form className={css['form']} onSubmit={send}>
        <Autocomplete name="rival" label="Of whom" placeholder="Empty: ourselves" size="xs" maxLength={200} data={[...rivals.rivals]} />
        <Autocomplete name="site" label="Site" size="xs" maxLength={100} required data={rivals.sites.map(siteName)} />
        <TextInput name="on" type="date" label="Read on" size="xs" required defaultValue={today()} max={today()} />
        <TextInput name="mean" label="Mean, as it is written there" placeholder="4.2" size="xs" required inputMode="decimal" />
        <TextInput name="ratings" label="Of how many ratings" placeholder="1310" size="xs" required inputMode="numeric" />
        <TextInput name="address" type="url" label="Address" placeholder="https://" size="xs" />
        {['1', '2', '3', '4', '5'].map((star) => <TextInput key={star} name={`stars-${star}`} label={`${star} ${star === '1' ? 'star' : 'stars'}, if it tells`} size="xs" inputMode="numeric" />)}
        <div className={`${css['wide'] ?? ''} ${css['moves'] ?? ''}`}>
          <Button type="submit" size="compact-sm" variant="default" disabled={save.isPending}>Enter</Button>
          {save.error !== null && <span className={css['alert']} role="alert">{problemText(save.error)}</span>}
          {save.isSuccess && <span className={css['quiet']} role="status">Entered.</span>}
        </div>
      </form>
      <EnterFile />
    </Panel>
  );
}

/** Many pages at once, as comma-separated lines. */
function EnterFile(): ReactNode {
  const queries = useQueryClient();
  const [csv, setCsv] = useState('');
  const save = useMutation({ mutationFn: () => call(rivalRoutes.enterSummaries, { body: { csv } }), onSuccess: () => { setCsv(''); return queries.invalidateQueries({ queryKey: ['rivals'] }); } });
  return (
    <details>
      <summary className={css['quiet']}>Many at once, as a file</summary>
      <Textarea aria-label="Summaries as comma-separated lines" size="xs" autosize minRows={3} maxRows={12} spellCheck={false} placeholder={HEAD} value={csv} onChange={(event) => setCsv(event.currentTarget.value)} />
      <div className={css['moves']}>
        <FileButton accept=".csv,text/csv,text/plain" onChange={(file) => { if (file !== null) void file.text().then(setCsv); }}>{(props) => <Button {...props} size="compact-sm" variant="default">Choose a file</Button>}</FileButton>
        <Button size="compact-sm" variant="default" disabled={save.isPending || csv.trim() === ''} onClick={() => save.mutate()}>Enter these</Button>
        {save.data !== undefined && <span className={css['quiet']} role="status">{counted(save.data.entered, 'page')} entered.</span>}
        {save.error !== null && <span className={css['alert']} role="alert">{problemText(save.error)}</span>}
      </div>
    </details>
  );
}
