import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Personal } from './primitives/masked.tsx';
import { useRegistry, type Found, type Search } from './registry.ts';
import { useMay } from './session.ts';
import css from './palette.module.css';

type Group = { readonly label: string; readonly found: readonly Found[] };

function useFound(searches: readonly Search[], text: string): { readonly groups: readonly Group[]; readonly searching: boolean } {
  const [asked] = useDebouncedValue(text.trim(), 120);
  const { data, isFetching } = useQuery({
    queryKey: ['palette', asked, searches.map((search) => search.key)],
    enabled: asked.length > 1,
    staleTime: 10_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => Promise.all(searches.map(async (search): Promise<Group> => ({ label: search.label, found: await search.find(asked, signal) }))),
  });
  return { groups: text.trim().length > 1 ? data ?? [] : [], searching: isFetching || asked !== text.trim() };
}

/** Pages whose name or hint says what was typed. */
function usePages(text: string): Group {
  const { places } = useRegistry();
  const may = useMay();
  const wanted = text.trim().toLowerCase();
  const found = places.filter((place) => may(place.needs) && (wanted === '' || `${place.label} ${place.hint}`.toLowerCase().includes(wanted)));
  return { label: 'Pages', found: found.map((place) => ({ key: place.path, title: place.label, hint: place.hint, path: place.path })) };
}

/**
 * The command palette: customers by anything known of them, pages by name.
 * Invariant: it has the focus before the next key is heard, so that whoever types at once loses no letter. A dialog of the browser does that; one that is drawn in steps does not.
 */
export function Palette({ opened, close }: { readonly opened: boolean; readonly close: () => void }): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    if (opened) dialog.current?.showModal();
    else dialog.current?.close();
  }, [opened]);
  const left = useEffectEvent(close);
  useEffect(() => {
    // Outside of what it shows there is only the dialog itself.
    const hear = (event: MouseEvent): void => { if (event.target === dialog.current) left(); };
    const shown = dialog.current;
    shown?.addEventListener('click', hear);
    return () => shown?.removeEventListener('click', hear);
  }, []);
  return (
    // The browser tells late that it closed one, perhaps when it is open again.
    <dialog ref={dialog} className={css['palette']} aria-label="Search everything" aria-modal={opened || undefined} onClose={(event) => { if (!event.currentTarget.open) close(); }}>
      {opened && <PaletteBody close={close} />}
    </dialog>
  );
}

function PaletteBody({ close }: { readonly close: () => void }): ReactNode {
  const { searches } = useRegistry();
  const may = useMay();
  const navigate = useNavigate();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const { groups, searching } = useFound(searches.filter((search) => may(search.needs)), text);
  const pages = usePages(text);
  const shown = [...groups, pages].filter((group) => group.found.length > 0);
  const all = shown.flatMap((group) => group.found);
  const active = Math.min(at, all.length - 1);
  useEffect(() => { list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }); }, [active]);
  const go = (one: Found | undefined): void => {
    if (one === undefined) return;
    close();
    void navigate({ href: one.path });
  };
  const hear = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && all.length > 0) { event.preventDefault(); setAt((active + step + all.length) % all.length); }
    if (event.key === 'Escape') { event.preventDefault(); close(); }
    if (event.key === 'Enter') { event.preventDefault(); go(all[active]); }
  };
  const optionId = (key: string): string => `${id}-${key}`;
  const chosen = all[active];
  return (
    <>
      <input className={css['input']} value={text} onChange={(event) => { setText(event.currentTarget.value); setAt(0); }} onKeyDown={hear} placeholder="A name, e-mail address, order number, or a page" aria-label="Search everything"
        role="combobox" aria-expanded aria-controls={`${id}-list`} aria-activedescendant={chosen === undefined ? undefined : optionId(chosen.key)} autoComplete="off" spellCheck={false} />
      <div ref={list} id={`${id}-list`} role="listbox" aria-label="What was found" className={css['list']} aria-busy={searching}>
        {shown.map((group) => (
          <div key={group.label} role="group" aria-label={group.label}>
            <p className={css['label']} aria-hidden>{group.label}</p>
            {group.found.map((one) => (
              <button type="button" tabIndex={-1} key={one.key} id={optionId(one.key)} role="option" aria-selected={one === chosen} className={css['line']} onClick={() => go(one)} onPointerMove={() => setAt(all.indexOf(one))}>
                <span className={css['title']}><Personal value={one.title} /></span><span className={css['hint']}>{one.hint}</span>
              </button>
            ))}
          </div>
        ))}
      </div>
      {all.length === 0 && <p className={css['none']} role="status">{searching ? 'Looking…' : 'Nobody and nothing by that name.'}</p>}
      <p className={css['keys']}><kbd>↑</kbd> <kbd>↓</kbd> move · <kbd>Enter</kbd> open · <kbd>Esc</kbd> close · in lists <kbd>j</kbd> <kbd>k</kbd> · <kbd>/</kbd> searches the page</p>
    </>
  );
}
