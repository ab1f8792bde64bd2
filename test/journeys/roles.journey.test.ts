import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { may, ROLES } from '../../src/kernel/access.ts';
import { routes as kernelRoutes } from '../../src/kernel/health.ts';
import type { RouteContract } from '../../src/kernel/route-contract.ts';
import { routes as analysts } from '../../src/modules/analysts/contract.ts';
import { routes as cases, type CaseView } from '../../src/modules/cases/contract.ts';
import { chatwootRoutes, routes as channels, webhookRoutes, type ImportRun, type Preview } from '../../src/modules/channels/contract.ts';
import { routes as charter } from '../../src/modules/charter/contract.ts';
import { consentRoutes, organisationRoutes, retentionRoutes, routes as customers } from '../../src/modules/customers/contract.ts';
import { matchingRoutes, routes as identity, type Household } from '../../src/modules/identity/contract.ts';
import { routes as interactions, type ParkedItem } from '../../src/modules/interactions/contract.ts';
import { routes as surveys } from '../../src/modules/surveys/contract.ts';
import { routes as outreach } from '../../src/modules/outreach/contract.ts';
import { routes as ombudsman } from '../../src/modules/ombudsman/contract.ts';
import { pageRoutes, routes as portal } from '../../src/modules/portal/contract.ts';
import { routes as promises, type LibraryPromise } from '../../src/modules/promises/contract.ts';
import { routes as monday } from '../../src/modules/communications/contract.ts';
import { routes as raised } from '../../src/modules/raised/contract.ts';
import { calendarRoutes, routes as people } from '../../src/modules/people/contract.ts';
import { routes as sidePanel } from '../../src/modules/side-panel/contract.ts';
import { routes as subjects } from '../../src/modules/subjects/contract.ts';
import { figureRoutes, meaningRoutes, predictedRoutes, readingRoutes, recognitionRoutes, rivalRoutes, routes as voice, saidRoutes, searchRoutes, teachingRoutes, topicRoutes, wordedRoutes, verbatimRoutes, weighingRoutes, type OwnPraise, type SharedPraise } from '../../src/modules/voice/contract.ts';
import { customerOf, customerPage, minutesAgo, recorded } from './customers.ts';
import { everybody } from './everybody.ts';
import { openLine, type OpenLine } from './event-stream.ts';
import { answerOf, eventually, startCustos, type RunningCustos } from './harness.ts';
import { assertMaskedForEveryRole, type Request, type Walker } from './role-walk.ts';

const ALL: readonly RouteContract[] = [kernelRoutes, people, calendarRoutes, identity, matchingRoutes, interactions, subjects, channels, chatwootRoutes, webhookRoutes, sidePanel, customers, consentRoutes, organisationRoutes, retentionRoutes, voice, figureRoutes, meaningRoutes, readingRoutes, saidRoutes, searchRoutes, teachingRoutes, topicRoutes, wordedRoutes, verbatimRoutes, weighingRoutes, predictedRoutes, recognitionRoutes, rivalRoutes, raised, monday, charter, outreach, surveys, promises, cases, portal, pageRoutes, ombudsman, analysts].flatMap((table: Readonly<Record<string, RouteContract>>) => Object.values(table));

/** Personal values that nothing else holds. */
const PERSON = { given: 'Zebulon', family: 'Quackenbush', mail: 'zeb.quack@hidden-post.example', phone: '+4791283746', user: 'usr-zeb-44710', loyalty: 'loy778899zq', social: 'zebtheduck', street: 'Wobblegate 17', birth: '1971-03-14', diagnosis: 'gluten allergy', company: 'Waterfowl & Daughters', domain: 'hidden-post.example' };
const SENTINELS = Object.values(PERSON);
const LETTER = `My name is ${PERSON.given} ${PERSON.family}, write to ${PERSON.mail} or call ${PERSON.phone.replace('+47', '+47 ')}.`;
const ORDER = 'W-500123';

const someone = { type: 'email', value: PERSON.mail, verified: 'login' };
const said = (id: string, more: Readonly<Record<string, unknown>>): Record<string, unknown> => ({ id, channel: 'email', kind: 'message', direction: 'in', occurredAt: minutesAgo(100), identifiers: [someone], ...more });
const ITEMS: readonly Record<string, unknown>[] = [
  said('profile', { identifiers: [someone, { type: 'phone', value: PERSON.phone }, { type: 'user', value: PERSON.user }, { type: 'loyalty', value: PERSON.loyalty }, { type: 'social', value: PERSON.social }],
    traits: { name: `${PERSON.given} ${PERSON.family}`, givenName: PERSON.given, familyName: PERSON.family, street: PERSON.street, birthDate: PERSON.birth, city: 'Bergen', company: PERSON.company, note: PERSON.diagnosis } }),
  said('consent', { kind: 'consent-changed', consents: [{ purpose: 'marketing', channel: 'email', answer: 'given', wording: LETTER }] }),
  { ...said('desk', { text: 'From the desk' }), identifiers: [{ type: 'email', value: `info@${PERSON.domain}` }] },
  said('letter', { title: `From ${PERSON.given}`, text: LETTER, subjects: [{ type: 'order', id: ORDER }, { type: 'case', id: 'T-1', label: `${PERSON.family} family` }], properties: { raw: LETTER, nested: { deeper: [PERSON.street, PERSON.diagnosis] } } }),
  said(`<${PERSON.mail}/7>`, { text: 'Second letter', subjects: [{ type: 'order', id: ORDER }] }),
  said('call', { channel: 'call', kind: 'call-ended', turns: [{ speaker: 'customer', who: `${PERSON.given} ${PERSON.family}`, text: LETTER }, { speaker: 'agent', who: 'agent-7', text: `Thank you, ${PERSON.given}.` }], subjects: [{ type: 'order', id: ORDER }] }),
  said('survey', { channel: 'survey', kind: 'survey-answered', rating: { value: 1, min: 0, max: 10, scale: 'nps', question: 'Would you recommend us?' }, answers: [{ question: 'Why?', value: LETTER }] }),
  said('order', { channel: 'order', kind: 'order-placed', order: { id: ORDER, state: 'placed', total: '10.00', currency: 'EUR', lines: [{ product: 'duck-1', name: 'Rubber duck' }] } }),
  { id: 'unsigned', channel: 'review', kind: 'review-posted', direction: 'public', occurredAt: minutesAgo(90), title: `By ${PERSON.given}`, text: LETTER, traits: { name: `${PERSON.given} ${PERSON.family}`, note: PERSON.diagnosis }, properties: { raw: LETTER } },
  said('parked', { occurredAt: 'whenever', text: LETTER, traits: { name: `${PERSON.given} ${PERSON.family}`, street: PERSON.street, note: PERSON.diagnosis } }),
];
const CSV = `id,date,email,name,phone,text\n1,2026-01-05,${PERSON.mail},${PERSON.given} ${PERSON.family},${PERSON.phone},"${LETTER}"\n2,not a date,${PERSON.mail},${PERSON.given} ${PERSON.family},${PERSON.phone},"${LETTER}"\n`;

let custos: RunningCustos;
let walkers: Walker[];
/** Something brought to the ombudsman. */
let escalation = '';
let ids: { promise: string; case: string; customer: string; other: string; household: string; parked: string; upload: string; run: string };
before(async () => {
  custos = await startCustos();
  walkers = await everybody(custos);
  await custos.send(ITEMS);
  await recorded(custos);
  const customer = await customerOf(custos, `email:${PERSON.mail}`);
  await eventually('the name is known', async () => (await customerPage(custos, customer)).name !== null);
  const { items } = await answerOf<{ items: ParkedItem[] }>(custos.ask('/api/quarantine', { cookie: custos.ownerSession }));
  const { decision } = await otherJoined(customer);
  await answerOf(custos.ask(`/api/identity/decisions/${decision}/undo`, { cookie: custos.ownerSession, body: {} }));
  const other = await customerOf(custos, 'email:other@example.org');
  await answerOf(custos.ask(`/api/customers/${other}/likeness/${customer}`, { cookie: custos.ownerSession, body: { answer: 'not-sure' } }));
  const { id: household } = await answerOf<Household>(custos.ask(`/api/customers/${other}/household/${customer}`, { cookie: custos.ownerSession, body: { isOne: true } }));
  const [upload, imported] = [await uploaded(), await uploaded()];
  const preview = await answerOf<Preview>(custos.ask('/api/imports/preview', { cookie: custos.ownerSession, body: { upload: imported, kind: 'mail' } }));
  const run = await answerOf<ImportRun>(custos.ask('/api/imports', { cookie: custos.ownerSession, body: { upload: imported, kind: 'mail', source: 'letters', mapping: preview.mapping } }));
  await eventually('the import has ended', async () => (await answerOf<ImportRun>(custos.ask(`/api/imports/${run.id}`, { cookie: custos.ownerSession }))).state === 'done');
  const { id: opened } = await answerOf<CaseView>(custos.ask('/api/cases', { cookie: custos.ownerSession, body: { customer, interactions: [], about: `What ${PERSON.given} waits for`, isMine: true } }));
  await answerOf(custos.ask(`/api/cases/${opened}/notes`, { cookie: custos.ownerSession, body: { text: LETTER } }));
  const { version: seen } = await answerOf<CaseView>(custos.ask(`/api/cases/${opened}`, { cookie: custos.ownerSession }));
  await answerOf(custos.ask(`/api/cases/${opened}/hand-over`, { cookie: custos.ownerSession, body: { to: { queue: 'service' }, said: LETTER, tried: `Called ${PERSON.phone}`, promised: `A letter to ${PERSON.given} ${PERSON.family}`, seen } }));
  await answerOf(custos.ask('/api/outreach/ask', { cookie: custos.ownerSession, body: { purpose: 'reply', channel: 'email', slot: `for ${PERSON.given}`, to: PERSON.mail, subject: `Dear ${PERSON.given}`, text: LETTER } }));
  await answerOf(custos.ask('/api/raise', { cookie: custos.ownerSession, body: { key: crypto.randomUUID(), words: LETTER, outcome: 'must', customer } }));
  const promise = await promised();
  await answerOf(custos.ask('/api/customer-pages', { cookie: custos.ownerSession, body: { case: opened } }));
  escalation = (await answerOf<{ id: string }>(custos.ask('/api/escalations', { cookie: custos.ownerSession, body: { text: LETTER, customer } }))).id;
  const { templates: [template] } = await answerOf<{ templates: { definition: object }[] }>(custos.ask('/api/surveys', { cookie: custos.ownerSession }));
  survey = (await answerOf<{ id: string }>(custos.ask('/api/surveys', { cookie: custos.ownerSession, body: { definition: template?.definition } }))).id;
  await answerOf(custos.ask('/api/gifts/ask', { cookie: custos.ownerSession, body: { key: crypto.randomUUID(), customer, kind: 'voucher', what: `A voucher for ${PERSON.given} ${PERSON.family}`, costMinor: '1000', currency: 'EUR', why: LETTER } }));
  ids = { promise, case: opened, customer, other, household: household ?? assert.fail('they share a home'), parked: items[0]?.reference ?? assert.fail('something is parked'), upload, run: run.id };
});
after(() => custos?.stop());
/** A survey that nobody published yet. */
let survey = '';

/** A promise that was published and then broken to the person. */
async function promised(): Promise<string> {
  const [me, { promises: [ready] }] = await Promise.all([answerOf<{ id: string }>(custos.ask('/api/me', { cookie: custos.ownerSession })), answerOf<{ promises: LibraryPromise[] }>(custos.ask('/api/promises/library', { cookie: custos.ownerSession }))]);
  const { id } = await answerOf<{ id: string }>(custos.ask('/api/promises', { cookie: custos.ownerSession, body: { terms: { ...ready?.terms, owners: { brand: me.id, service: me.id } } } }));
  await answerOf(custos.ask(`/api/promises/${id}/publish`, { cookie: custos.ownerSession, body: { version: 1 } }));
  await custos.send([said('handed', { channel: 'call', kind: 'call-answered', occurredAt: minutesAgo(0), properties: { transferredFrom: 'bot' }, turns: [{ speaker: 'agent', text: 'Please tell me what happened.' }, { speaker: 'customer', text: LETTER }] })]);
  await eventually('the broken promise is found', async () => (await answerOf<{ total: number }>(custos.ask(`/api/promises/${id}/verdicts`, { cookie: custos.ownerSession }))).total > 0);
  return id;
}

/** Joins the person by hand with somebody else, for a reason that names them. */
async function otherJoined(customer: string): Promise<{ decision: string }> {
  await custos.send([{ id: 'other', channel: 'web', kind: 'form-sent', direction: 'in', occurredAt: minutesAgo(50), identifiers: [{ type: 'email', value: 'other@example.org' }] }]);
  await recorded(custos);
  return answerOf<{ decision: string }>(custos.ask(`/api/customers/${customer}/identity/join`, { cookie: custos.ownerSession, body: { with: await customerOf(custos, 'email:other@example.org'), reason: `${PERSON.given} said so, ${PERSON.mail}` } }));
}

async function uploaded(): Promise<string> {
  return (await answerOf<{ upload: string }>(custos.ask('/api/imports/files?name=letters.csv', { method: 'POST', cookie: custos.ownerSession, body: Buffer.from(CSV) }))).upload;
}

/** How each route is asked so that what it could leak comes up. */
function requestsFor(route: RouteContract): readonly Request[] | null {
  const asked: Readonly<Record<string, readonly Request[]>> = {
    '/api/customers': ['', `?q=${ORDER}`, `?identifier=order:${ORDER}`, `?q=${ids.customer}`, '?kind=visitor'].map((query) => ({ path: `/api/customers${query}` })),
    '/api/customers/:id/timeline': ['', '?channel=call', '?text=letter'].map((query) => ({ path: `/api/customers/${ids.customer}/timeline${query}` })),
    '/api/nobody/timeline': ['', '?channel=review', '?text=letter'].map((query) => ({ path: `/api/nobody/timeline${query}` })),
    '/api/voice/verbatims': ['', '?channel=review', '?words=letter', `?words=-${PERSON.given}`, '?words=thank'].map((query) => ({ path: `/api/voice/verbatims${query}` })),
    '/api/voice/said/verbatims': ['output=feeling&label=negative', 'output=feeling&label=neutral', 'output=feeling&label=positive', 'output=language&label=unknown', 'output=language&label=en', 'output=spam&label=spam'].map((query) => ({ path: `/api/voice/said/verbatims?${query}` })),
    '/api/voice/scores/answers': ['score=stars', 'score=csat', 'score=stars&excluded=outside-scale'].map((query) => ({ path: `/api/voice/scores/answers?${query}` })),
    '/api/voice/scores/compare': [{ path: '/api/voice/scores/compare?score=stars&by=channel&first=review' }],
    '/api/voice/scores/silent': [{ path: '/api/voice/scores/silent?score=stars' }],
    '/api/voice/scores/weighed': [{ path: '/api/voice/scores/weighed?score=stars' }],
    '/api/voice/scores/predicted': [{ path: '/api/voice/scores/predicted?score=stars' }],
    '/api/voice/scores/rows.csv': ['', '&format=parquet'].map((format) => ({ path: `/api/voice/scores/rows.csv?score=stars${format}` })),
    '/api/voice/said/rows.csv': ['', '?format=parquet'].map((format) => ({ path: `/api/voice/said/rows.csv${format}` })),
    '/api/voice/figures/:of': ['score?score=stars', 'said', 'topics', 'rivals'].map((figure) => ({ path: `/api/voice/figures/${figure}` })),
    '/api/voice/pins/:number': [{ path: '/api/voice/pins/1' }],
    '/api/methods/:name': [{ path: '/api/methods/wilson' }],
    '/api/voice/topics/:id/verbatims': [{ path: '/api/voice/topics/en.0/verbatims' }],
    '/api/voice/readings': [{ path: '/api/voice/readings?ids=i_1,i_2' }],
    '/api/voice/verbatims/similar': [{ path: '/api/voice/verbatims/similar?words=my%20name%20is' }],
    '/api/voice/label-queue': ['?output=intent', '?output=intent&words=letter', `?output=own%20letter&words=${PERSON.given}`].map((query) => ({ path: `/api/voice/label-queue${query}` })),
    '/api/voice/verbatims.csv': ['', '?words=letter'].map((query) => ({ path: `/api/voice/verbatims.csv${query}` })),
    '/api/customers/:id/likeness/:other': [{ path: `/api/customers/${ids.customer}/likeness/${ids.other}` }],
    '/api/customers/:id/compare/:other': [{ path: `/api/customers/${ids.customer}/compare/${ids.other}` }],
    '/api/golden-record/try': [{ path: '/api/golden-record/try', body: { rules: { sources: [], everyTrait: ['frequency'], traits: [] } } }],
    '/api/customers/:id/may-contact': [{ path: `/api/customers/${ids.customer}/may-contact?purpose=marketing&channel=email` }],
    '/api/customers/:id/household': [{ path: `/api/customers/${ids.other}/household` }],
    '/api/households/:id': [{ path: `/api/households/${ids.household}` }],
    '/api/identity/review': ['', '?setAside=yes'].map((query) => ({ path: `/api/identity/review${query}` })),
    ...Object.fromEntries(['/api/sql', '/v1/sql'].map((path) => [path, ["select * from interactions", "select * from said", "select * from trait_words", "select * from subjects", "select * from answers", `select count() from said where text like '%${PERSON.given}%'`].flatMap((sql) => [{ path, body: { sql } }])])),
    '/api/raise/at/:token': [{ path: '/api/raise/at/nobody-knows-this' }],
    '/api/raise/followed/:token': [{ path: '/api/raise/followed/nobody-knows-this' }],
    '/api/surveys/:id': [{ path: `/api/surveys/${survey}` }],
    '/api/surveys/:id/invitations': [{ path: `/api/surveys/${survey}/invitations` }],
    '/api/customer-pages': [{ path: `/api/customer-pages?customer=${ids.customer}` }, { path: `/api/customer-pages?case=${ids.case}` }],
    '/my/:token': [{ path: `/my/${'x'.repeat(32)}` }],
    '/api/escalations/:id': [{ path: `/api/escalations/${escalation}` }],
    '/api/escalations/report': [{ path: `/api/escalations/report?year=${new Date().getUTCFullYear()}` }],
    '/api/escalations/report.csv': [{ path: `/api/escalations/report.csv?year=${new Date().getUTCFullYear()}` }],
    '/api/promises/:id': [{ path: `/api/promises/${ids.promise}` }],
    '/api/promises/:id/matters': [{ path: `/api/promises/${ids.promise}/matters` }],
    '/api/promises/:id/forecast': [{ path: `/api/promises/${ids.promise}/forecast` }],
    '/api/mandate/card': [{ path: `/api/mandate/card?customer=${ids.customer}` }],
    '/api/promises/:id/verdicts': [{ path: `/api/promises/${ids.promise}/verdicts` }],
    '/api/cases/:id': [{ path: `/api/cases/${ids.case}` }],
    '/api/cases/:id/live': [{ path: `/api/cases/${ids.case}/live` }],
    '/api/cases': ['', '?view=unowned', '?view=closed'].map((query) => ({ path: `/api/cases${query}` })),
    '/api/interactions/cases': [{ path: '/api/interactions/cases?ids=int_1,int_2' }],
    '/api/orders/:id': [{ path: `/api/orders/${ORDER}` }],
    '/api/quarantine': ['', '?reason=time-impossible'].map((query) => ({ path: `/api/quarantine${query}` })),
    '/api/imports/preview': [{ path: '/api/imports/preview', body: { upload: ids.upload, kind: 'mail' } }],
    '/api/imports/:id': [{ path: `/api/imports/${ids.run}` }],
    '/api/imports/:id/rejects': [{ path: `/api/imports/${ids.run}/rejects` }],
  };
  const own = asked[route.path];
  if (own !== undefined && (route.method === 'GET' || route.path === '/api/imports/preview' || route.path.endsWith('/sql') || route.path === '/api/golden-record/try')) return own;
  return route.method === 'GET' ? [{ path: route.path.replace('/api/customers/:id', `/api/customers/${ids.customer}`) }] : null;
}

test('every route answers every role and key as its gate says, and shows no personal value to those who may not see any', async (t) => {
  const { answers, refusals } = await assertMaskedForEveryRole(custos.baseUrl, { routes: ALL, walkers, sentinels: SENTINELS, requestsFor, streamMs: 100 });
  t.diagnostic(`${answers} answers read, ${refusals} refusals`);
  assert.ok(answers > 100 && refusals > 100);
});

test('praise goes to whoever it is of, whatever their role; to others only once they share it, and no longer when they take that back', async () => {
  await answerOf(custos.ask('/api/people', { cookie: custos.ownerSession, body: { name: 'Rosa Martins', email: 'rosa@staff.example', password: 'nobody else has this one', role: 'employee' } }));
  const rosa = await custos.signIn('rosa@staff.example', 'nobody else has this one');
  await custos.send([said('praise', { text: `Rosa was absolutely wonderful, please thank Rosa for being so kind and patient with me. Yours, ${PERSON.given} ${PERSON.family}` })]);
  await recorded(custos);
  const own = (headers: Readonly<Record<string, string>>) => answerOf<OwnPraise>(custos.ask('/api/me/praise', { headers }));
  const told = await eventually('the praise is read', async () => { const answer = await own({ cookie: rosa }); return answer.praises.length === 0 ? null : answer; });
  const [praise] = told.praises;
  assert.ok(praise !== undefined && praise.called === 'Rosa' && !praise.isShared);
  assert.ok(praise.text.includes('wonderful') && !praise.text.includes(PERSON.family), 'an employee reads their praise, and no name of a customer');
  const staff = walkers.filter(({ viewer }) => viewer?.kind === 'person');
  assert.equal(staff.length, ROLES.length);
  for (const { name, headers } of staff) {
    assert.deepEqual((await own(headers)).praises, [], name);
    assert.equal((await custos.ask(`/api/me/praise/${praise.interaction}`, { headers, body: { isShared: true } })).status, 404, name);
    assert.equal((await custos.ask('/api/me/names', { headers, body: { name: 'Rosa', isMine: true } })).status, 400, name);
  }
  const seen = (cookie: string) => answerOf<{ praises: SharedPraise[] }>(custos.ask('/api/voice/praise', { cookie }));
  assert.deepEqual((await seen(custos.ownerSession)).praises, []);
  await answerOf(custos.ask(`/api/me/praise/${praise.interaction}`, { cookie: rosa, body: { isShared: true } }));
  assert.deepEqual((await seen(custos.ownerSession)).praises.map((one) => [one.staff, one.text.includes(PERSON.family)]), [['Rosa Martins', true]]);
  for (const { name, viewer, headers } of walkers) {
    const response = await custos.ask('/api/voice/praise', { headers });
    assert.equal(response.status === 200, viewer !== null && may(viewer, 'see-customers'), name);
    if (response.status === 200) assert.equal((await response.text()).includes(PERSON.family), viewer !== null && may(viewer, 'see-personal-data'), name);
  }
  await answerOf(custos.ask(`/api/me/praise/${praise.interaction}`, { cookie: rosa, body: { isShared: false } }));
  assert.deepEqual((await seen(custos.ownerSession)).praises, []);
});

test('whoever may not see personal data can not find by it either: not by name, address, number or what somebody wrote', async () => {
  const questions = [`q=${PERSON.given}`, `q=${PERSON.given} ${PERSON.family}`, `q=${PERSON.mail}`, `q=${PERSON.phone}`, `q=${PERSON.user}`, `q=${PERSON.loyalty}`, `identifier=email:${PERSON.mail}`, `identifier=loyalty:${PERSON.loyalty}`, `identifier=phone:${PERSON.phone}`].map((question) => question.replace(/\+/g, '%2B'));
  const searchers = walkers.filter(({ viewer }) => viewer !== null && may(viewer, 'see-customers'));
  assert.ok(searchers.length >= 8);
  for (const { name, viewer, headers } of searchers) {
    const seesPersonal = viewer !== null && may(viewer, 'see-personal-data');
    for (const question of questions) {
      const response = await custos.ask(`/api/customers?${question}`, { headers });
      const found = response.status === 200 && (await response.text()).includes(ids.customer);
      assert.equal(found, seesPersonal, `${name}: ${question} answered ${response.status}`);
    }
    assert.ok((await (await custos.ask(`/api/customers?q=${ORDER}`, { headers })).text()).includes(ids.customer), `${name} finds by order number`);
    const words = encodeURIComponent(PERSON.given);
    const timeline = await answerOf<{ items: unknown[] }>(custos.ask(`/api/customers/${ids.customer}/timeline?text=${words}`, { headers }));
    const unsigned = await answerOf<{ items: unknown[] }>(custos.ask(`/api/nobody/timeline?text=${words}`, { headers }));
    const search = async (typed: string) => answerOf<{ verbatims: { id: string }[]; total: unknown }>(custos.ask(`/api/voice/verbatims?words=${encodeURIComponent(typed)}`, { headers }));
    for (const typed of [PERSON.given, `${PERSON.given.slice(0, 4)}*`, PERSON.mail, PERSON.phone.slice(3)]) {
      const { verbatims, total } = await search(typed);
      assert.equal(verbatims.length > 0, seesPersonal, `${name} searches ${typed}`);
      assert.equal(total !== null, seesPersonal, `${name} is told how many say ${typed}`);
    }
    if (!seesPersonal) assert.deepEqual((await search(`letter -${PERSON.given}`)).verbatims, (await search('letter')).verbatims, `${name} can tell by what is left out who is named`);
    if (!seesPersonal) assert.deepEqual([timeline.items, unsigned.items], [[], []], `${name} can guess by searching in texts that they may not read`);
    else assert.ok(timeline.items.length > 0 && unsigned.items.length > 0);
  }
});

test('an open page tells of a new message live, masked for those who may not see personal data: that of a customer, and that of nobody known', async () => {
  const listeners = walkers.filter(({ viewer }) => viewer !== null && may(viewer, 'see-customers'));
  const stop = new AbortController();
  const hear = (address: string) => Promise.all(listeners.map(async ({ headers }) => {
    const response = await fetch(custos.baseUrl + address, { headers, signal: stop.signal });
    assert.equal(response.status, 200);
    const line = { text: '' };
    void (async () => { for await (const chunk of response.body ?? []) line.text += Buffer.from(chunk).toString(); })().catch(() => undefined);
    return line;
  }));
  const [ofCustomer, ofNobody] = [await hear(`/api/customers/${ids.customer}/live`), await hear('/api/nobody/live')];
  const words = { occurredAt: minutesAgo(0), title: `From ${PERSON.given}`, text: LETTER, turns: [{ speaker: 'customer', who: PERSON.family, text: LETTER }], properties: { raw: LETTER } };
  await custos.send([said('live', words), said('live-unsigned', { ...words, identifiers: [], traits: { givenName: PERSON.given, familyName: PERSON.family } })]);
  await eventually('everybody heard of it', async () => ofCustomer.every(({ text }) => text.includes('"sourceId":"live"')) && ofNobody.every(({ text }) => text.includes('"sourceId":"live-unsigned"')));
  stop.abort();
  for (const [place, { name, viewer }] of listeners.entries()) {
    for (const text of [ofCustomer[place]?.text ?? '', ofNobody[place]?.text ?? '']) {
      for (const value of [PERSON.given, PERSON.family, PERSON.mail, '91283746']) assert.equal(text.includes(value), viewer !== null && may(viewer, 'see-personal-data'), `${name} hears ${value}`);
    }
    assert.ok(!(ofNobody[place]?.text ?? '').includes('"sourceId":"live"'), 'what is somebody’s is not told as nobody’s');
  }
});

test('a name that is learnt while the page is open is hidden from the very interaction that brings it on', async () => {
  const late = { given: 'Zebulon', family: 'Quirkesen', nick: 'Zebbers' };
  const reader = walkers.find(({ name }) => name === 'read-only') ?? assert.fail('somebody may only read');
  const owner = await openLine(custos, `/api/customers/${ids.customer}/live`);
  const masked = await openLine(custos, `/api/customers/${ids.customer}/live`, reader.headers['cookie']);
  const letter = `Regards, ${late.given} ${late.family}, also known as ${late.nick}`;
  const heardBy = async (line: OpenLine, id: string): Promise<string> => JSON.stringify((await line.next(`${id} is heard`, ({ data }) => (data as { sourceId?: string }).sourceId === id)).data);
  await custos.send([said('late-1', { occurredAt: minutesAgo(0), text: letter, traits: { name: `${late.given} ${late.family}`, nickname: late.nick } })]);
  const first = await heardBy(masked, 'late-1');
  await custos.send([said('late-2', { occurredAt: minutesAgo(0), title: letter, text: letter })]);
  const second = await heardBy(masked, 'late-2');
  assert.ok((await heardBy(owner, 'late-2')).includes(late.family), 'those who may see it do');
  for (const value of Object.values(late)) assert.ok(!first.includes(value) && !second.includes(value), `${value} in ${first} ${second}`);
  await Promise.all([owner.close(), masked.close()]);
});

test('what people saw and did, and what they were refused, is in the audit log by who they are, and without personal data', async () => {
  const agent = walkers.find(({ name }) => name === 'agent');
  await custos.ask(`/api/customers/${ids.customer}`, { headers: agent?.headers ?? {} });
  await custos.ask('/api/keys', { headers: agent?.headers ?? {} });
  const { entries } = await answerOf<{ entries: { who: string; what: string; about: string | null; outcome: string }[] }>(custos.ask(`/api/audit?who=${agent?.viewer?.id ?? ''}&limit=500`, { cookie: custos.ownerSession }));
  assert.ok(entries.some(({ what, about, outcome }) => what === 'customer.seen' && about === ids.customer && outcome === 'allowed'));
  assert.ok(entries.some(({ what, outcome }) => what === 'GET /api/keys' && outcome === 'refused'));
  const all = await (await custos.ask('/api/audit?limit=500', { cookie: custos.ownerSession })).text();
  for (const value of SENTINELS) assert.ok(!all.includes(value), `the audit log holds ${value}`);
});
