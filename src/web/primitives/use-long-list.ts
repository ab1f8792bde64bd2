import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState, type CSSProperties, type RefObject } from 'react';
import { useListKeys } from '../keys.ts';

/** What a list holds. `estimate`: how high a row is before it is drawn, in CSS pixels. `more` fetches what follows, null while it does and at the end; it is called when fewer than `ahead` rows lie below the last one drawn. */
export type LongList = { readonly count: number; keyOf(at: number): string | number; estimate(at: number): number; readonly more: (() => void) | null; readonly ahead: number };

/** A row that is drawn: `at` is its place in the list, `props` go to its element. */
export type DrawnRow = { readonly key: string | number; readonly at: number; readonly props: { readonly ref: (element: Element | null) => void; readonly 'data-index': number; readonly tabIndex: -1; readonly style: CSSProperties } };

/** Rows drawn beside those on the screen, on each side. */
const OVERSCAN = 6;

/** A list of any length that scrolls with its page: only what is near the screen is drawn, j and k move the focus from row to row, and what follows is fetched before its end is reached. `box` is the list's element, `height` its height. */
export function useLongList({ count, keyOf, estimate, more, ahead }: LongList): { readonly box: RefObject<HTMLDivElement | null>; readonly height: number; readonly rows: readonly DrawnRow[] } {
  const box = useRef<HTMLDivElement>(null);
  const active = useRef(-1);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    const measure = (): void => setMargin((box.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
    measure();
    // What stands above the list grows when its answers come; the list must know where it begins.
    const watch = new ResizeObserver(measure);
    watch.observe(document.body);
    return () => watch.disconnect();
  }, []);
  const virtual = useWindowVirtualizer({ count, estimateSize: estimate, overscan: OVERSCAN, scrollMargin: margin, getItemKey: keyOf });
  const drawn = virtual.getVirtualItems();
  const last = drawn.at(-1)?.index ?? 0;
  useEffect(() => { if (more !== null && last >= count - ahead) more(); }, [last, count, more, ahead]);
  useListKeys((step) => {
    active.current = Math.max(0, Math.min(count - 1, active.current + step));
    virtual.scrollToIndex(active.current, { align: 'auto' });
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-index="${active.current}"]`)?.focus({ preventScroll: true }));
  }, () => undefined);
  return {
    box, height: virtual.getTotalSize(),
    rows: drawn.map(({ key, index, start }) => ({ key: String(key), at: index, props: { ref: virtual.measureElement, 'data-index': index, tabIndex: -1, style: { transform: `translateY(${start - margin}px)` } } })),
  };
}
