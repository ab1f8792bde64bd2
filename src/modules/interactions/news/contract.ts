/** Moments that an interaction may name in its properties under these names, as ISO 8601. */
export const NEWS_MOMENTS = ['promisedAt', 'nextUpdateAt', 'since', 'until'] as const;
export type NewsMoment = (typeof NEWS_MOMENTS)[number];

/** Whether it tells of an incident: its kind says so and it names one. Somebody who only writes about an incident tells nothing of it. */
export function tellsOfIncident({ kind, subjects }: { readonly kind: string; readonly subjects: readonly { readonly type: string }[] }): boolean {
  return kind.split('-').includes('incident') && subjects.some(({ type }) => type === 'incident');
}

/**
 * What an interaction says about a return, a refund or an incident, for `subjects`. `order`: the number of the order that it is about, null for none. `refunds`: amounts of the role refund, of either sign.
 * `title`, `text`: of an incident alone, the company's own words; else empty. Units: times in ms since 1970, money in minor units as decimal text.
 */
export type SubjectNews = {
  readonly key: string; readonly source: string; readonly brand: string; readonly channel: string; readonly kind: string; readonly occurredMs: number; readonly order: string | null;
  readonly subjects: readonly { readonly type: string; readonly id: string; readonly label: string }[]; readonly refunds: readonly { readonly minor: string; readonly currency: string }[];
  readonly title: string; readonly text: string; readonly moments: Readonly<Partial<Record<NewsMoment, number>>>;
};
