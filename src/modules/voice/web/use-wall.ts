import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { addressOf, call } from '../../../web/api.ts';
import { verbatimRoutes, type WallQuery, type WallQuote } from '../contract.ts';
import { nextOnWall } from './wall-turns.ts';

/** How long one quote stands. Units: ms. */
const STANDS_MS = 10_000;
/** Who took a yes back is gone from the wall after so long, though nothing was said. Units: ms. */
const AGAIN_MS = 30_000;
/** The mouse and the keys rest so long before the controls go. Units: ms. */
const AWAKE_MS = 3_000;

/** What a wall shows: one quote at a time, each for a while, what arrives next. Undefined while it is asked for the first time. */
export function useWall(query: WallQuery, isPaused: boolean): { readonly quote: WallQuote | null | undefined; readonly error: Error | null; next(): void } {
  const { data, error, refetch } = useQuery({ queryKey: ['verbatim-wall', query], queryFn: ({ signal }) => call(verbatimRoutes.verbatimWall, { query }, signal), staleTime: 0, refetchInterval: AGAIN_MS, refetchIntervalInBackground: true });
  const [{ shown, seen }, setTurn] = useState<{ readonly shown: string | null; readonly seen: ReadonlySet<string> }>({ shown: null, seen: new Set() });
  const quotes = data?.quotes;
  const quote = quotes === undefined ? undefined : quotes.find(({ id }) => id === shown) ?? quotes[0] ?? null;
  const turn = (): void => {
    const known = new Set(quote == null ? seen : [...seen, quote.id]);
    setTurn({ shown: nextOnWall((quotes ?? []).map(({ id }) => id), quote?.id ?? null, known), seen: known });
  };
  const next = useEffectEvent(turn);
  const ask = useEffectEvent(() => { void refetch(); });
  useEffect(() => {
    if (isPaused) return undefined;
    const timer = setInterval(() => { next(); }, STANDS_MS);
    return () => clearInterval(timer);
  }, [isPaused]);
  useEffect(() => {
    const { all: _all, ...searched } = query;
    const source = new EventSource(addressOf(verbatimRoutes.verbatimsLive, { query: searched }));
    source.addEventListener('news', () => { ask(); });
    source.addEventListener('missed', () => { ask(); });
    return () => { source.close(); };
  }, [query]);
  return { quote, error, next: turn };
}

/** Whether somebody is at the mouse or the keys: only then there are controls. */
export function useAwake(): boolean {
  const [isAwake, setAwake] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wake = (): void => {
      setAwake(true);
      clearTimeout(timer);
      timer = setTimeout(() => { setAwake(false); }, AWAKE_MS);
    };
    const kinds = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const;
    for (const kind of kinds) window.addEventListener(kind, wake);
    return () => { clearTimeout(timer); for (const kind of kinds) window.removeEventListener(kind, wake); };
  }, []);
  return isAwake;
}
