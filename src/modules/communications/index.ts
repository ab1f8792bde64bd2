export { createMonday, type DeliverToStaff, type Monday } from './monday/monday.ts';
export { mondayHeld, mondayKept } from './monday/monday-store.ts';
export type { Escalation } from './monday/write-page.ts';
