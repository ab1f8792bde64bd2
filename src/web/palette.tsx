import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import '@mantine/spotlight/styles.layer.css';
import { Personal } from './primitives/masked.tsx';
import { useRegistry, type Found, type Search } from './registry.ts';
import { useMay } from './session.ts';
import css from './palette.module.css';

const [store, spotlight] = createSpotlight();

function useFound(searches: readonly Search[], text: string): { readonly groups: readonly { readonly label: string; readonly found: readonly Found[] }[]; readonly searching: boolean } {
  const [asked] = useDebouncedValue(text.trim(), 120);
  const { data, isFetching } = useQuery({
    queryKey: ['palette', asked, searches.map((search) => search.key)],
    enabled: asked.length > 1,
    staleTime: 10_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => Promise.all(searches.map(async (search) => ({ label: search.label, found: await search.find(asked, signal) }))),
  });
  return { groups: text.trim().length > 1 ? data ?? [] : [], searching: isFetching };
}

/** The command palette: pages by name, customers by anything known of them. */
export function Palette({ opened, close }: { readonly opened: boolean; readonly close: () => void }): ReactNode {
  const { places, searches } = useRegistry();
  const may = useMay();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const { groups, searching } = useFound(searches.filter((search) => may(search.needs)), text);
  useEffect(() => { if (opened) spotlight.open(); else spotlight.close(); }, [opened]);
  const wanted = text.trim().toLowerCase();
  const pages = places.filter((place) => may(place.needs) && (wanted === '' || `${place.label} ${place.hint}`.toLowerCase().includes(wanted)));
  const go = (path: string): void => { void navigate({ href: path }); };
  const nothing = pages.length === 0 && groups.every((group) => group.found.length === 0);
  return (
    <Spotlight.Root store={store} query={text} onQueryChange={setText} shortcut={null} onSpotlightClose={close} scrollable maxHeight={420} clearQueryOnClose>
      <Spotlight.Search placeholder="A name, e-mail address, order number, or a page" aria-label="Search everything" />
      <Spotlight.ActionsList aria-label="What was found">
        {groups.filter((group) => group.found.length > 0).map((group) => (
          <Spotlight.ActionsGroup key={group.label} label={group.label}>
            {group.found.map((one) => (
              <Spotlight.Action key={one.key} onClick={() => go(one.path)}>
                <span className={css['line']}><span className={css['title']}><Personal value={one.title} /></span><span className={css['hint']}>{one.hint}</span></span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {pages.length > 0 && (
          <Spotlight.ActionsGroup label="Pages">
            {pages.map((place) => (
              <Spotlight.Action key={place.path} onClick={() => go(place.path)}>
                <span className={css['line']}><span className={css['title']}>{place.label}</span><span className={css['hint']}>{place.hint}</span></span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {nothing && <Spotlight.Empty>{searching ? 'Looking…' : 'Nobody and nothing by that name.'}</Spotlight.Empty>}
      </Spotlight.ActionsList>
      <Spotlight.Footer><span className={css['keys']}><kbd>↑</kbd> <kbd>↓</kbd> move · <kbd>Enter</kbd> open · <kbd>Esc</kbd> close · in lists <kbd>j</kbd> <kbd>k</kbd> · <kbd>/</kbd> search the page</span></Spotlight.Footer>
    </Spotlight.Root>
  );
}
