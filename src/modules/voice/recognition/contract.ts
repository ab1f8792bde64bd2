import { z } from 'zod';
import { personal } from '../../../kernel/personal-data.ts';
import { defineRoutes } from '../../../kernel/route-contract.ts';

/** Words of praise for somebody of the staff. `because`: called by name, or named in the interaction as who served. `alike`: others who work here are called so too, and it may be meant for them. */
export const Praise = z.object({ interaction: z.string(), at: z.string(), channel: z.string(), text: personal('text'), because: z.enum(['name', 'served']), called: z.string().nullable(), alike: z.boolean(), isShared: z.boolean() });
export type Praise = z.infer<typeof Praise>;

/** What customers said of whoever asks, and of nobody else. `maybe`: short forms of their name that customers used, which they may say are theirs. */
export const OwnPraise = z.object({ name: z.string(), names: z.array(z.string()), maybe: z.array(z.string()), praises: z.array(Praise), /** Months that are looked at. */ months: z.number() });
export type OwnPraise = z.infer<typeof OwnPraise>;

/** Praise that whoever it is of shared. Never counted by person. */
export const SharedPraise = z.object({ interaction: z.string(), at: z.string(), channel: z.string(), text: personal('text'), staff: z.string() });
export type SharedPraise = z.infer<typeof SharedPraise>;

export const recognitionRoutes = defineRoutes({
  ownPraise: { method: 'GET', path: '/api/me/praise', summary: 'Praise of whoever asks, out of customers’ own words; nobody else sees it until they share it', gate: 'see-own-session', response: OwnPraise },
  ownName: { method: 'POST', path: '/api/me/names', summary: 'Says that a short form of one’s own name is one’s own, or is not', gate: 'see-own-session', body: z.object({ name: z.string().trim().min(2).max(60), isMine: z.boolean() }), response: z.object({ names: z.array(z.string()) }) },
  sharePraise: { method: 'POST', path: '/api/me/praise/:id', summary: 'Lets others see praise of oneself, or takes that back', gate: 'see-own-session', params: z.object({ id: z.string() }), body: z.object({ isShared: z.boolean() }), response: z.object({ isShared: z.boolean() }), audit: 'praise.shared' },
  sharedPraise: { method: 'GET', path: '/api/voice/praise', summary: 'Praise of staff that whoever it is of shared, newest first; without figures about anybody', gate: 'see-customers', response: z.object({ praises: z.array(SharedPraise) }) },
});
