import type { Viewer } from '../../kernel/access.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import { personById } from './person-store.ts';
import { SESSION_COOKIE, type SignIn } from './sign-in.ts';

/** A session ended by another process still counts for at most so long; one ended here ends at once. */
const FRESH_MS = 5_000;
const REMEMBERED_MOST = 10_000;

type PersonViewer = Extract<Viewer, { kind: 'person' }>;

/** Tells people by their session cookie. `forget` makes every next question look again. */
export type PersonRecogniser = { viewerOfCookies(cookies: string | undefined): Promise<PersonViewer | null>; forget(): void };

/** Recognises people from memory, looking into the database every five seconds. */
export function createPersonRecogniser(database: Database, signIn: SignIn, clock: () => number): PersonRecogniser {
  let known = new Map<string, { readonly viewer: PersonViewer; readonly atMs: number }>();

  return {
    async viewerOfCookies(cookies) {
      const session = cookies?.split(';').map((cookie) => cookie.trim()).find((cookie) => cookie.startsWith(`${SESSION_COOKIE}=`));
      if (session === undefined) return null;
      const remembered = known.get(session);
      if (remembered !== undefined && clock() - remembered.atMs < FRESH_MS) return remembered.viewer;
      const atMs = clock();
      const mine = known;
      const held = await signIn.sessionOf(session);
      const person = held?.stage === 'open' ? await personById(database, held.personId) : null;
      if (person === null || !person.active) {
        known.delete(session);
        return null;
      }
      const viewer: PersonViewer = { kind: 'person', id: person.id, name: person.name, role: person.role };
      if (mine.size >= REMEMBERED_MOST) mine.clear();
      // When `forget` came in between, this goes into the map that was dropped.
      mine.set(session, { viewer, atMs });
      return viewer;
    },
    forget() {
      known = new Map();
    },
  };
}
