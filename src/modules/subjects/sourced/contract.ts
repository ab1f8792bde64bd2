import { z } from 'zod';

/** A fact with the moment it was true and who said so. */
export const Sourced = z.object({ at: z.string(), source: z.string(), interaction: z.string() });
export type Sourced = z.infer<typeof Sourced>;

/** An amount. Units: minor units of its currency as decimal text. */
export const Money = z.object({ amountMinor: z.string(), currency: z.string() });
export type Money = z.infer<typeof Money>;
