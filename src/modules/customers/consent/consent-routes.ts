import type { RouteServer } from '../../../platform/http/server.ts';
import type { Consents } from './consents.ts';
import { consentRoutes } from './contract.ts';

/** Serves consent. `nameOf`: what a member of the staff is called. */
export function serveConsentRoutes(server: RouteServer, consents: Consents, nameOf: (id: string) => Promise<string | null>): void {
  const named = async (answer: Awaited<ReturnType<Consents['ofCustomer']>>): Promise<typeof answer> => {
    const ids = [...new Set(answer.words.flatMap(({ by }) => by ?? []))];
    const names = new Map(await Promise.all(ids.map(async (id) => [id, await nameOf(id)] as const)));
    return { ...answer, words: answer.words.map((word) => ({ ...word, by: word.by === null ? null : names.get(word.by) ?? 'somebody of the staff' })) };
  };
  server.handle(consentRoutes.consents, async ({ params }) => named(await consents.ofCustomer(params.id)));
  server.handle(consentRoutes.mayContact, async ({ params, query }) => consents.mayContact(await consents.numberOf(params.id), query.purpose, query.channel, query.to ?? null));
  server.handle(consentRoutes.recordConsent, async ({ params, body, viewer }) => named(await consents.record(params.id, {
    purpose: body.purpose, channel: body.channel, answer: body.answer, basis: body.basis, atMs: body.at === undefined ? null : Date.parse(body.at), expiresMs: body.expiresAt === undefined ? null : Date.parse(body.expiresAt),
    wording: body.wording ?? null, version: body.version ?? null, note: body.note, identifier: body.identifier ?? null,
  }, viewer?.id ?? '')));
}
