import { z } from 'zod';

/** As of when: a moment such as `2026-03-31T18:00:00Z`, or a day that is over. What was recorded until then is counted, in the wording and with the customers of then. Left out: now. */
export const AsOf = z.string().min(1).max(40).optional();
