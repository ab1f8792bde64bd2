import type { Pulse } from '../contract.ts';

const MINUTE_MS = 60_000;

/** Sixty minutes up to now, each there also when nothing arrived, oldest first. */
export function lastHourOf(pulse: Pick<Pulse, 'at' | 'minutes'>): readonly { readonly minute: string; readonly brand: number; readonly service: number }[] {
  const known = new Map(pulse.minutes.map((minute) => [Math.floor(Date.parse(minute.minute) / MINUTE_MS), minute]));
  const last = Math.floor(Date.parse(pulse.at) / MINUTE_MS);
  return Array.from({ length: 60 }, (_, i) => {
    const at = last - 59 + i;
    const minute = known.get(at);
    return { minute: new Date(at * MINUTE_MS).toISOString(), brand: minute?.brand ?? 0, service: minute?.service ?? 0 };
  });
}
