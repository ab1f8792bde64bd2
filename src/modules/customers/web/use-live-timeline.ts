import { useEffect, useEffectEvent, useState } from 'react';
import { addressOf, call } from '../../../web/api.ts';
import { TimelineItem } from '../../interactions/contract.ts';
import { routes } from '../contract.ts';

/** How the live line of a page is. */
export type LineState = 'joining' | 'live' | 'away';

/** Hears each new interaction of a customer as it is recorded. After a broken line it asks for what it missed. `stale`: what the page shows of the customer may have changed. */
export function useLiveTimeline(id: string, hear: (items: readonly TimelineItem[]) => void, stale: () => void): LineState {
  const [state, setState] = useState<LineState>('joining');
  const heard = useEffectEvent(hear);
  const outdated = useEffectEvent(stale);
  useEffect(() => {
    const source = new EventSource(addressOf(routes.live, { params: { id } }));
    let broken = false;
    const take = (event: MessageEvent<string>): void => {
      let said: unknown;
      try { said = JSON.parse(event.data); } catch { return; }
      const item = TimelineItem.safeParse(said);
      if (item.success) heard([item.data]);
    };
    const catchUp = (): void => {
      outdated();
      call(routes.timeline, { params: { id }, query: { limit: 50 } }).then(({ items }) => heard(items), () => setState('away'));
    };
    source.addEventListener('open', () => { setState('live'); if (broken) catchUp(); broken = false; });
    source.addEventListener('error', () => { broken = true; setState('away'); });
    source.addEventListener('missed', catchUp);
    source.addEventListener('interaction', take);
    return () => source.close();
  }, [id]);
  return state;
}
