import { useEffect, useEffectEvent, useState } from 'react';
import { z } from 'zod';
import { NobodyItem, TimelineItem } from '../../interactions/contract.ts';

const Item = z.union([NobodyItem, TimelineItem]);

/** How the live line of a page is. */
export type LineState = 'joining' | 'live' | 'away';

/** Hears each new interaction of a timeline as it is recorded. After a broken line, or when it was told of too few, `catchUp` asks for what it missed. */
export function useLiveTimeline(address: string, hear: (items: readonly TimelineItem[]) => void, catchUp: () => Promise<void>): LineState {
  const [state, setState] = useState<LineState>('joining');
  const heard = useEffectEvent(hear);
  const caughtUp = useEffectEvent(catchUp);
  useEffect(() => {
    const source = new EventSource(address);
    let broken = false;
    const take = (event: MessageEvent<string>): void => {
      let said: unknown;
      try { said = JSON.parse(event.data); } catch { return; }
      const item = Item.safeParse(said);
      if (item.success) heard([item.data]);
    };
    const missed = (): void => { caughtUp().catch(() => setState('away')); };
    source.addEventListener('open', () => { setState('live'); if (broken) missed(); broken = false; });
    source.addEventListener('error', () => { broken = true; setState('away'); });
    source.addEventListener('missed', missed);
    source.addEventListener('interaction', take);
    return () => source.close();
  }, [address]);
  return state;
}
