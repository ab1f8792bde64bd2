import { useSyncExternalStore } from 'react';
import { agoText, fullMoment, momentText, type MomentShape, type Precision } from './moment-text.ts';

let nowMs = Date.now();
const listeners = new Set<() => void>();
if (typeof window !== 'undefined') window.setInterval(() => { nowMs = Date.now(); for (const hear of listeners) hear(); }, 20_000);
function subscribe(hear: () => void): () => void {
  listeners.add(hear);
  return () => listeners.delete(hear);
}

/** One slow clock for all relative times of the page, so that they change together. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => nowMs);
}

/** A moment: short where it stands, whole with its zone on hover. */
export function Moment({ at, shape = 'short', precision = 'ms' }: { readonly at: string; readonly shape?: MomentShape; readonly precision?: Precision }) {
  const now = useNow();
  const text = shape === 'ago' ? agoText(at, Math.max(now, Date.now() - 20_000)) : momentText(at, shape, precision);
  return <time dateTime={at} title={fullMoment(at, precision)}>{text}</time>;
}
