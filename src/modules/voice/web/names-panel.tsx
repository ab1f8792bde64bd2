import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { problemText } from '../../../web/primitives/problem.tsx';
import { useMay } from '../../../web/session.ts';
import { nameRoutes, type Names, type Rival } from '../contract.ts';
import { productsText, spellingsOf, spellingsText, unreadText } from './named-words.ts';
import css from './teach-page.module.css';

/** While the history is read again the panel asks how far it is. Units: ms. */
const AGAIN_MS = 3_000;

/** Whose names are looked for in texts: rivals, as a list to edit, and products, as the company's records tell of them. */
export function NamesPanel(): ReactNode {
  const mayName = useMay()('name-rivals');
  const { data, error } = useQuery({ queryKey: ['names'], staleTime: 5_000, queryFn: ({ signal }) => call(nameRoutes.names, {}, signal), refetchInterval: ({ state }) => (state.data === undefined || state.data.again === null ? false : AGAIN_MS) });
  return (
    <Panel title="Names that are looked for" testId="names">
      {error !== null && data === undefined ? <p className={css['plain']} role="alert">{problemText(error)}</p> : data === undefined ? <LinesSkeleton lines={3} height={18} /> : (
        <>
          <p className={css['plain']}>Rivals: {data.rivals.length === 0 ? 'none are listed yet.' : counted(data.rivals.length, 'name')}{data.rivals.length > 0 && '.'}</p>
          {data.rivals.length > 0 && <ul className={css['list']}>{data.rivals.map((rival) => <RivalLine key={rival.number} rival={rival} mayName={mayName} />)}</ul>}
          {mayName && <RivalForm rival={null} done={() => undefined} />}
          <p className={css['note']} data-testid="known-products">Products: {productsText(data)}{data.products.first.length > 0 && ` First: ${data.products.first.slice(0, 5).map(({ name }) => name).join(', ')}.`}</p>
          <ReadAgain names={data} mayName={mayName} />
        </>
      )}
    </Panel>
  );
}

function RivalLine({ rival, mayName }: { readonly rival: Rival; readonly mayName: boolean }): ReactNode {
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const remove = useMutation({ mutationFn: () => call(nameRoutes.removeRival, { params: { number: rival.number } }), onSuccess: () => queries.invalidateQueries({ queryKey: ['names'] }) });
  if (isOpen) return <li className={css['version']}><RivalForm rival={rival} done={() => setOpen(false)} /></li>;
  return (
    <li className={css['version']} data-testid="rival">
      <span><b>{rival.name}</b>{rival.spellings.length > 0 && <span className={css['quiet']}>also {spellingsText(rival.spellings)}</span>}{rival.countsFrom !== null && <span className={css['quiet']}>counts in what was read since <Moment at={rival.countsFrom} /></span>}</span>
      {mayName && (
        <span className={css['moves']}>
          <Button size="compact-xs" variant="default" aria-label={`Change ${rival.name}`} onClick={() => setOpen(true)}>Change</Button>
          <Button size="compact-xs" variant="default" aria-label={`Remove ${rival.name}`} disabled={remove.isPending} onClick={() => remove.mutate()}>Remove</Button>
        </span>
      )}
    </li>
  );
}

/** A rival's name and spellings; without a rival a new one. */
function RivalForm({ rival, done }: { readonly rival: Rival | null; readonly done: () => void }): ReactNode {
  const queries = useQueryClient();
  const [name, setName] = useState(rival?.name ?? '');
  const [spellings, setSpellings] = useState(spellingsText(rival?.spellings ?? []));
  const save = useMutation({
    mutationFn: () => { const body = { name, spellings: spellingsOf(spellings) }; return rival === null ? call(nameRoutes.addRival, { body }) : call(nameRoutes.changeRival, { params: { number: rival.number }, body }); },
    onSuccess: () => { if (rival === null) { setName(''); setSpellings(''); } done(); return queries.invalidateQueries({ queryKey: ['names'] }); },
  });
  const isReady = name.trim().length >= 3;
  return (
    <form className={css['rival']} onSubmit={(event) => { event.preventDefault(); if (isReady) save.mutate(); }}>
      <TextInput label={rival === null ? 'A rival' : 'Name'} size="xs" maxLength={80} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <TextInput label="Other spellings, by commas" size="xs" value={spellings} onChange={(event) => setSpellings(event.currentTarget.value)} />
      <span className={css['quiet']}>A spelling in small letters counts however it is written; other names that are ordinary words only with a capital or in quotation marks.</span>
      <span className={css['moves']}>
        <Button type="submit" size="compact-sm" variant="default" disabled={!isReady || save.isPending}>{rival === null ? 'Look for it' : 'Save'}</Button>
        {rival !== null && <Button size="compact-sm" variant="subtle" onClick={done}>Leave as it is</Button>}
      </span>
      {save.error !== null && <p className={css['plain']} role="alert">{problemText(save.error)}</p>}
    </form>
  );
}

/** What the history was read without, and the way to read it again. */
function ReadAgain({ names, mayName }: { readonly names: Names; readonly mayName: boolean }): ReactNode {
  const queries = useQueryClient();
  const again = useMutation({ mutationFn: () => call(nameRoutes.readNamesAgain, { body: {} }), onSettled: () => Promise.all([queries.invalidateQueries({ queryKey: ['names'] }), queries.invalidateQueries({ queryKey: ['teaching'] })]) });
  const unread = unreadText(names);
  if (names.again !== null) return <p className={css['note']} role="status">The history is being read by version {names.again.version}, {counted(names.again.texts, 'text')} so far.</p>;
  if (unread === null) return null;
  return (
    <>
      <p className={css['note']}>{unread}</p>
      {mayName && <Button size="compact-sm" variant="default" disabled={again.isPending} onClick={() => again.mutate()}>Read the history again</Button>}
      {again.error !== null && <p className={css['plain']} role="alert">{problemText(again.error)}</p>}
    </>
  );
}
