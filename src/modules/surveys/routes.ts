import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '../../kernel/app-error.ts';
import { knownViewer } from '../../platform/http/known-viewer.ts';
import { readBody } from '../../platform/http/read-body.ts';
import type { RouteServer } from '../../platform/http/server.ts';
import { isMasked, type Customers } from '../customers/index.ts';
import { routes } from './contract.ts';
import { wishesOf } from './definition/said-in.ts';
import { TEMPLATES } from './definition/templates.ts';
import type { Surveys } from './index.ts';
import { plainPage } from './pages/answer-page.ts';
import { pageWords } from './pages/page-words.ts';
import type { Asking, PublicAnswer } from './public-pages.ts';
import { sentForm } from './sent-form.ts';

/** A form of a page holds a megabyte of any text: it is read, so that what else it says is kept. Units: bytes. */
const FORM_BYTES = 6 * 1024 * 1024;

type Arrived = { readonly request: IncomingMessage; readonly response: ServerResponse; readonly clientAddress: string };

const askingOf = ({ request, clientAddress }: Omit<Arrived, 'response'>): Asking => ({ address: clientAddress, wishes: wishesOf(request.headers['accept-language']) });

function send(response: ServerResponse, answer: PublicAnswer): undefined {
  const shared = { 'cache-control': 'no-store', 'x-robots-tag': 'noindex' };
  if ('location' in answer) response.writeHead(303, { ...shared, location: answer.location }).end();
  else response.writeHead(answer.status, { ...shared, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': answer.page.security }).end(answer.page.markup);
  return undefined;
}

/** Answers with a page, also where something was wrong: whoever reads it is a customer. */
async function asPage({ request, response, clientAddress }: Arrived, work: (asking: Asking) => Promise<PublicAnswer>): Promise<undefined> {
  const asking = askingOf({ request, clientAddress });
  try {
    return send(response, await work(asking));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { words, language } = pageWords(asking.wishes[0] ?? 'en');
    if (error.kind === 'too-many') return send(response, { status: 429, page: plainPage(words.gone, words.tooOften, language) });
    if (error.kind === 'too-large') return send(response, { status: 413, page: plainPage(words.send, words.tooMuch, language) });
    if (error.kind === 'not-found' || error.kind === 'invalid') return send(response, { status: 404, page: plainPage(words.gone, words.goneWhy, language) });
    throw error;
  } finally {
    // What nobody read of the request must not stand in the way of the next one.
    request.resume();
  }
}

const formOf = async (request: IncomingMessage): Promise<URLSearchParams> => sentForm(request.headers['content-type'], (await readBody(request, { maxBytes: FORM_BYTES })).toString('utf8'));

/** Serves surveys: their builder for the staff, and their pages for customers. */
export function serveSurveyRoutes(server: RouteServer, surveys: Surveys, { namesOf }: Pick<Customers, 'namesOf'>): void {
  const { pages } = surveys;
  server.handle(routes.surveys, async () => ({ surveys: await surveys.list(), templates: TEMPLATES.map((one) => ({ ...one })) }));
  server.handle(routes.survey, ({ params }) => surveys.one(params.id));
  server.handle(routes.make, async ({ body, viewer, auditAbout }) => {
    const id = await surveys.make(body.definition, knownViewer(viewer).id);
    auditAbout(id);
    return { id };
  });
  server.handle(routes.save, async ({ params, body, viewer }) => ({ version: await surveys.save(params.id, body.definition, body.basedOn, knownViewer(viewer).id) }));
  server.handle(routes.preview, async ({ body }) => surveys.preview(body.definition, body.language));
  server.handle(routes.publish, ({ params, body, viewer }) => surveys.publish(params.id, body.version, knownViewer(viewer).id));
  server.handle(routes.pause, ({ params, body, viewer }) => surveys.pause(params.id, body.why, knownViewer(viewer).id));
  server.handle(routes.resume, ({ params, viewer }) => surveys.resume(params.id, knownViewer(viewer).id));
  server.handle(routes.close, ({ params, body, viewer }) => surveys.close(params.id, body.why, knownViewer(viewer).id));
  server.handle(routes.invitations, async ({ params, query, viewer, hideNames }) => {
    const invitations = await surveys.invitations(params.id, query.state ?? null);
    if (isMasked(viewer)) hideNames((await Promise.all([...new Set(invitations.flatMap(({ customer }) => customer ?? []))].map(namesOf))).flat());
    return { invitations };
  });
  server.handle(routes.answerPage, ({ params, query, ...arrived }) => asPage(arrived, (asking) => pages.linkPage(params.token, query, asking)));
  server.handle(routes.answerSent, ({ params, ...arrived }) => asPage(arrived, (asking) => pages.linkSent(params.token, () => formOf(arrived.request), asking)));
  server.handle(routes.openPage, ({ params, query, ...arrived }) => asPage(arrived, (asking) => pages.openPage(params.key, query.l, asking)));
  server.handle(routes.openSent, ({ params, ...arrived }) => asPage(arrived, (asking) => pages.openSent(params.key, () => formOf(arrived.request), asking)));
  server.handle(routes.widgetQuestion, ({ params, query, ...arrived }) => pages.widgetQuestion(params.key, query.l, askingOf(arrived)));
  server.handle(routes.widgetSent, ({ params, body, ...arrived }) => pages.widgetSent(params.key, body, askingOf(arrived)));
}
