/** What a check found: sentences that each name a place and a breach, and a few words about how much it looked at. No breaches means that all is well. */
export type Finding = { readonly breaches: readonly string[]; readonly note: string };

/** One rule of the house that a machine can hold us to. Invariant: `note` says how much was looked at, so that a check that saw nothing is noticed. */
export type Check = { readonly name: string; run(): Promise<Finding> };
