import type { RouteServer } from '../../../platform/http/server.ts';
import type { Customers } from '../index.ts';
import { isMasked } from '../is-masked.ts';
import { staffName, type NameOf } from '../staff-name.ts';
import { consentRoutes, type ConsentsOfCustomer } from './contract.ts';

/** Serves consent. Names are hidden in what somebody agreed to, and in what was noted of it, from those who may not see them. */
export function serveConsentRoutes(server: RouteServer, { consents, namesOf }: Pick<Customers, 'consents' | 'namesOf'>, nameOf: NameOf): void {
  const named = async (answer: ConsentsOfCustomer): Promise<ConsentsOfCustomer> => ({ ...answer, words: await Promise.all(answer.words.map(async (word) => ({ ...word, by: await staffName(nameOf, word.by) }))) });
  server.handle(consentRoutes.consents, async ({ params, viewer, hideNames }) => {
    if (isMasked(viewer)) hideNames(await namesOf(params.id));
    return named(await consents.ofCustomer(params.id));
  });
  server.handle(consentRoutes.mayContact, async ({ params, query }) => consents.mayContact(await consents.numberOf(params.id), query.purpose, query.channel, query.to ?? null));
  server.handle(consentRoutes.recordConsent, async ({ params, body, viewer, hideNames }) => {
    if (isMasked(viewer)) hideNames(await namesOf(params.id));
    return named(await consents.record(params.id, {
      purpose: body.purpose, channel: body.channel, answer: body.answer, basis: body.basis, atMs: body.at === undefined ? null : Date.parse(body.at), expiresMs: body.expiresAt === undefined ? null : Date.parse(body.expiresAt),
      wording: body.wording ?? null, version: body.version ?? null, note: body.note, identifier: body.identifier ?? null,
    }, viewer?.id ?? ''));
  });
}
