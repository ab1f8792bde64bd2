import type { Viewer } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import { parsePublicId, publicId } from '../../kernel/public-id.ts';
import type { RouteServer } from '../../platform/http/server.ts';
import { serveBridgeRoutes } from './bridges/routes.ts';
import { routes, type ExactRulesState } from './contract.ts';
import type { Identity } from './index.ts';
import { matchingRoutes, type MatchingState } from './matching/contract.ts';
import { serveReviewRoutes } from './matching/routes.ts';

/** Who decided, as the decision keeps it. */
function whoOf(viewer: Viewer | null): string {
  return viewer?.id ?? '';
}

/** Hangs the routes of identity on the server. `staffName` says who decided; null for somebody it does not know. */
export function serveIdentityRoutes(server: RouteServer, identity: Identity, staffName: (id: string) => Promise<string | null>): void {
  const numberOf = async (id: string): Promise<number> => {
    const customer = await identity.canonical(parsePublicId('customer', id));
    if (customer === null) throw new AppError('not-found', 'customer-unknown', 'There is no customer with this id.');
    return customer;
  };
  server.handle(routes.ofCustomer, async ({ params }) => {
    const found = await identity.identityOf(await numberOf(params.id));
    if (found === null) throw new AppError('not-found', 'customer-unknown', 'There is no customer with this id.');
    const decisions = await Promise.all(found.decisions.map(async (decision) => ({ ...decision, by: (await staffName(decision.by)) ?? decision.by })));
    return { ...found, decisions };
  });
  server.handle(routes.split, async ({ params, body, viewer }) => {
    const { decision, customer, newCustomer } = await identity.split(await numberOf(params.id), body.nodes.map((node) => parsePublicId('node', node)), body.reason, whoOf(viewer));
    return { decision: publicId('decision', decision), customer: publicId('customer', customer), newCustomer: publicId('customer', newCustomer) };
  });
  server.handle(routes.join, async ({ params, body, viewer }) => {
    const { decision, customer } = await identity.join(await numberOf(params.id), await numberOf(body.with), body.reason, whoOf(viewer));
    return { decision: publicId('decision', decision), customer: publicId('customer', customer) };
  });
  server.handle(routes.undo, async ({ params, viewer, auditAbout }) => {
    auditAbout(params.decision);
    const { decision, customers } = await identity.undo(parsePublicId('decision', params.decision), whoOf(viewer));
    return { decision: publicId('decision', decision), customers: customers.map((customer) => publicId('customer', customer)) };
  });
  server.handle(routes.block, async ({ body, viewer, auditAbout }) => {
    const { decision, customersChanged } = await identity.blockValue(body.type, body.value, body.reason, whoOf(viewer));
    auditAbout(publicId('decision', decision));
    return { decision: publicId('decision', decision), customersChanged };
  });
  server.handle(routes.tryRules, async ({ body, viewer }) => {
    const { people, ...trial } = await identity.tryRules(body.changes, whoOf(viewer), body.backTo ?? null);
    return { ...trial, examples: people.map((one) => one.map((customer) => publicId('customer', customer))) };
  });
  const rulesState = async (): Promise<ExactRulesState> => {
    const state = await identity.rules();
    return { ...state, versions: await Promise.all(state.versions.map(async (one) => ({ ...one, by: (await staffName(one.by)) ?? one.by }))) };
  };
  server.handle(routes.rules, rulesState);
  server.handle(routes.changeRules, async ({ body, viewer, auditAbout }) => {
    await identity.changeRules(body, whoOf(viewer));
    const state = await rulesState();
    auditAbout(`version ${state.version}`);
    return state;
  });
  server.handle(routes.overCap, async () => {
    const { count, customers } = await identity.overCap();
    return { count, customers: customers.map(({ customer, kind, claims, lastSeenMs, identifiers }) => ({ id: publicId('customer', customer), kind, claims, lastSeenAt: new Date(lastSeenMs).toISOString(), identifiers: identifiers ?? [] })) };
  });
  const matchingState = async (): Promise<MatchingState> => {
    const state = await identity.matching.state();
    return { ...state, history: await Promise.all(state.history.map(async (one) => ({ ...one, by: (await staffName(one.by)) ?? one.by }))) };
  };
  server.handle(matchingRoutes.state, matchingState);
  server.handle(matchingRoutes.setPrecision, async ({ body, viewer }) => {
    await identity.matching.set({ isOn: body.isOn, precisionRatio: body.precision }, whoOf(viewer));
    return matchingState();
  });
  server.handle(matchingRoutes.tryPrecision, ({ body }) => identity.matching.try({ isOn: body.isOn, precisionRatio: body.precision }));
  server.handle(matchingRoutes.train, ({ viewer }) => {
    identity.matching.train(whoOf(viewer));
    return Promise.resolve({ started: true });
  });
  serveBridgeRoutes(server, identity, numberOf);
  serveReviewRoutes(server, identity.review);
}
