import { businessCalendar } from '../src/kernel/business-calendar.ts';

const calendar = businessCalendar({ zone: 'UTC', week: Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]), days: [] });

/** Opening hours of a company that never closes, as cases ask for them. */
export const alwaysOpen = async () => ({ versions: [{ version: '1', sinceMs: 0 }], calendarOf: () => (calendar.ok ? calendar.value : null) });
