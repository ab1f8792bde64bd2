import { parsePublicId } from '../src/kernel/public-id.ts';
import { sql } from '../src/platform/pg/sql.ts';
import type { NeedingIssue } from '../src/modules/journeys/contract.ts';
import { threadedCompany } from './threaded-company.ts';

/** What stands first on Today in one demo company, and the next two. `isStory`: it is the parcel's. */
type Line = Pick<NeedingIssue, 'points' | 'because' | 'asks' | 'people' | 'channels' | 'breaks'> & { readonly isStory: boolean };

const SHOWN = 3;

/**
 * Which line stands first on Today, by the product's own rule and through the whole product, in demo companies of so many seeds one after the other. The rule knows no story; here it is asked whether the one that is planted in every company stands first.
 * Shape: `storyFirst` of `companies`; `place` of the story among all open ones, null where it is not among the first fifty.
 */
export async function today({ seed, customers, companies }: { readonly seed: number; readonly customers: number; readonly companies: number }): Promise<object> {
  const seen: { seed: number; place: number | null; first: Line[] }[] = [];
  for (let at = 0; at < companies; at++) {
    const { house, journeys, story, end } = await threadedCompany({ seed: seed + at, customers, grammar: (seed + at) % 2 === 0 ? 'open' : 'held-out' });
    await house.customers.rules.current();
    const issues = await journeys.firstIssues(50, () => Promise.resolve(new Map()));
    const own = await house.database.rows<{ issue: number }>(sql`select distinct issue from journeys.contact where issue is not null and (body -> 'orders' ? ${story?.order ?? ''} or body -> 'numbers' ? ${story?.order ?? ''})`);
    const ofStory = new Set(own.map(({ issue }) => issue));
    const isStory = ({ id, others }: NeedingIssue): boolean => [id, ...others].some((one) => ofStory.has(parsePublicId('issue', one)));
    const place = issues.findIndex(isStory);
    seen.push({ seed: seed + at, place: place < 0 ? null : place + 1, first: issues.slice(0, SHOWN).map((one): Line => ({ isStory: isStory(one), points: one.points, because: one.because, asks: one.asks, people: one.people, channels: one.channels, breaks: one.breaks })) });
    process.stdout.write(`${JSON.stringify(seen.at(-1))}\n`);
    await end();
  }
  return { companies, storyFirst: seen.filter(({ place }) => place === 1).length, customers, seen };
}
