import { fileURLToPath } from 'node:url';
import { AppError } from '../kernel/app-error.ts';
import { parsePublicId, publicId } from '../kernel/public-id.ts';
import { routes as installation } from '../kernel/health.ts';
import { createAnalysts } from '../modules/analysts/index.ts';
import { serveAnalystRoutes } from '../modules/analysts/routes.ts';
import { casesHeld, casesKept, createCases, createReplies, createIssueCases, nodeOfCase, touchedCases } from '../modules/cases/index.ts';
import { serveCaseRoutes, serveFirstContactRoutes, serveIssueCaseRoutes, serveReplyRoutes } from '../modules/cases/routes.ts';
import { chatwootHeld, chatwootKept, createChannels, createChatwoot, createMail, createWebhooks, lettersKept, readCertificate } from '../modules/channels/index.ts';
import { serveChannelRoutes, serveChatwootRoutes, serveMailRoutes, serveWebhookRoutes } from '../modules/channels/routes.ts';
import { createCharter } from '../modules/charter/index.ts';
import { serveCharterRoutes } from '../modules/charter/routes.ts';
import { createAnswers, createCustomers, createErasures, createRetention } from '../modules/customers/index.ts';
import { serveAnswerRoutes, serveConsentRoutes, serveCustomerRoutes, serveErasureRoutes, serveRetentionRoutes } from '../modules/customers/routes.ts';
import { createIdentity } from '../modules/identity/index.ts';
import { serveIdentityRoutes } from '../modules/identity/routes.ts';
import { createInteractions, redactText } from '../modules/interactions/index.ts';
import { serveInteractionRoutes } from '../modules/interactions/routes.ts';
import { contactsHeld, contactsKept, createOutreach } from '../modules/outreach/index.ts';
import { PURPOSE_KEYS } from '../modules/outreach/contract.ts';
import { serveOutreachRoutes } from '../modules/outreach/routes.ts';
import { createOmbudsman, escalationsHeld, escalationsKept } from '../modules/ombudsman/index.ts';
import { serveOmbudsmanRoutes } from '../modules/ombudsman/routes.ts';
import { createPortal, linksHeld, linksKept } from '../modules/portal/index.ts';
import { serveCustomersPages, servePortalRoutes } from '../modules/portal/routes.ts';
import { createJourneys, issuesKept } from '../modules/journeys/index.ts';
import { serveJourneyRoutes } from '../modules/journeys/routes.ts';
import { createPeople } from '../modules/people/index.ts';
import { servePeopleRoutes } from '../modules/people/routes.ts';
import { createPromises, promisesHeld, promisesKept, lastBroken } from '../modules/promises/index.ts';
import { servePromiseRoutes } from '../modules/promises/routes.ts';
import { createMonday, mondayHeld, mondayKept } from '../modules/communications/index.ts';
import { serveMondayRoutes } from '../modules/communications/routes.ts';
import { createRaised, reportsHeld, reportsKept } from '../modules/raised/index.ts';
import { serveRaisedRoutes } from '../modules/raised/routes.ts';
import { createSidePanel } from '../modules/side-panel/index.ts';
import { serveSidePanelRoutes } from '../modules/side-panel/routes.ts';
import { ABOUT_TYPES } from '../modules/subjects/contract.ts';
import { createSurveys, surveysHeld, surveysKept } from '../modules/surveys/index.ts';
import { serveSurveyRoutes } from '../modules/surveys/routes.ts';
import { createStatus, createSubjects } from '../modules/subjects/index.ts';
import { serveStatusRoutes, serveSubjectRoutes } from '../modules/subjects/routes.ts';
import { ANSWER_TABLES, praiseKept, correctionsKept, createFigures, createMeaning, createPins, createNamedSaid, createPredictedScores, createReadFilters, createReadings, createRecognition, createRivals, createSaid, createScoreAnswers, createSearches, createTeaching, createToldAgainstFact, createTopics, createVerbatims, createVoice, createWorded, watchSearches } from '../modules/voice/index.ts';
import { serveFigureRoutes, serveMeaningRoutes, serveNamedRoutes, servePredictedRoutes, serveReadingRoutes, serveRecognitionRoutes, serveRivalRoutes, serveSaidRoutes, serveScoreAnswerRoutes, serveSearchRoutes, serveTeachingRoutes, serveToldRoutes, serveTopicRoutes, serveVerbatimRoutes, serveVoiceRoutes, serveWeighingRoutes, serveWordedRoutes } from '../modules/voice/routes.ts';
import type { Settings } from '../platform/config/settings.ts';
import { parseProxies } from '../platform/http/caller.ts';
import { createHttpServer } from '../platform/http/create-server.ts';
import { createAttention } from '../platform/jobs/attention.ts';
import { createLive } from '../platform/live/live.ts';
import { factsOf, type Log } from '../platform/log/log.ts';
import { checkEmbedder, embedderSource } from '../platform/models/embedder.ts';
import { openLanguageModel } from '../platform/language-model/language-model.ts';
import { createPool } from '../platform/pg/connection.ts';
import { createOutbox } from '../platform/outbox/create-outbox.ts';
import { writeBackup } from './backup.ts';
import { openControl } from './control-file.ts';
import type { DemoFeed, DemoTarget } from './demo-feed.ts';
import { healthOf } from './installation-health.ts';
import { oldestEscalation } from './oldest-escalation.ts';
import { openErasureLedger } from './erasure-ledger.ts';
import { holdSourcesOf } from './hold-sources.ts';
import { knownPersons } from './known-persons.ts';
import { mailCarrier } from './mail-carrier.ts';
import { mailCertificateOf } from './mail-certificate-settings.ts';
import { mailToStaff } from './mail-to-staff.ts';
import { openEngines, type Engines } from './open-engines.ts';
import { signOnOf } from './sign-on-settings.ts';
import { whatWentWrong } from './what-went-wrong.ts';

export const VERSION = '0.1.0';
const NO_DEMO = 'This installation runs without the demo company.';
const DEMO_HOLDS = 'The demo company is here: nothing leaves this installation.';
const MINUTE_MS = 60_000;
/** Customers whose contacts may still wait to be put together while a week is counted: a company that lives always has some. */
const UNTHREADED_MOST = 1_000;
const PAGE = fileURLToPath(new URL('../../dist/web', import.meta.url));

/** A running Custos. */
export type Custos = { readonly address: string; readonly demo: DemoFeed | null; stop(): Promise<void> };

/** Opens the engines that the settings name and starts Custos on them. Errors: `conflict` for a port or data folder in use; `unavailable` for a server that stays away; `invalid` for settings. */
export async function startCustos(settings: Settings, log: Log, makeDemo: ((target: DemoTarget) => DemoFeed) | null): Promise<Custos> {
  await checkEmbedder(settings.CUSTOS_EMBEDDINGS);
  const certificate = mailCertificateOf(settings);
  if (certificate !== null) readCertificate(certificate);
  return startOnEngines(await openEngines(settings, log), settings, log, makeDemo);
}

/** Wires the modules in reading order and listens: the only place where modules meet engines. `stop` closes the engines too. */
export async function startOnEngines(engines: Engines, settings: Settings, log: Log, makeDemo: ((target: DemoTarget) => DemoFeed) | null): Promise<Custos> {
  const clock = Date.now;
  const attention = createAttention(clock);
  const { database, analytics, dataFolder } = engines;
  const control = openControl(dataFolder);
  const live = createLive((error) => { log.warn('live-listener-dropped', factsOf(error)); });
  const outbox = createOutbox({ database, analytics, log, clock });
  const signInPool = createPool(database.connection, { searchPath: 'people', max: 4 });
  const people = await createPeople({ database, pool: signInPool, log, clock, settings: { ownerEmail: settings.CUSTOS_OWNER_EMAIL, ownerPassword: settings.CUSTOS_OWNER_PASSWORD, company: settings.CUSTOS_COMPANY, zone: settings.CUSTOS_ZONE, demo: makeDemo !== null, signOn: signOnOf(settings), passwords: settings.CUSTOS_OIDC_PASSWORDS } });
  const identity = createIdentity({ database, analytics, outbox, log, clock, ...(settings.CUSTOS_COUNTRY === null ? {} : { defaultCountry: settings.CUSTOS_COUNTRY }) });
  const interactions = createInteractions({ database, analytics, identity, outbox, live, log, clock, zone: settings.CUSTOS_ZONE, answerTables: ANSWER_TABLES });
  const subjects = createSubjects({ database, identity, outbox });
  const status = createStatus({ database, accept: (source, items) => interactions.acceptBatch(source, items), clock });
  const channels = createChannels({ database, accept: (source, items) => interactions.acceptBatch(source, items, true), redact: (text) => redactText(text, new Set()), log, clock, dataFolder, zone: settings.CUSTOS_ZONE });
  const customers = createCustomers({ database, analytics, identity, interactions, subjects, outbox, live, clock, heldBesides: [contactsHeld, surveysHeld, chatwootHeld, casesHeld, promisesHeld, reportsHeld, mondayHeld, linksHeld, escalationsHeld] });
  const voice = createVoice({ analytics, outbox, clock, zone: settings.CUSTOS_ZONE, facts: { subjects, topicNames: (asOfMs) => topics.topicNames(asOfMs) } });
  const scoreAnswers = createScoreAnswers({ analytics, customers, clock, zone: settings.CUSTOS_ZONE });
  const readings = await createReadings({ database, analytics, outbox, interactions, subjects, zone: settings.CUSTOS_ZONE, log, clock, attention });
  const rivals = createRivals({ database, analytics, outbox, readings, isBusy: interactions.isBusy, clock, zone: settings.CUSTOS_ZONE, nameOf: people.nameOf });
  const predicted = createPredictedScores({ database, analytics, interactions, readings, log, clock, zone: settings.CUSTOS_ZONE });
  const verbatims = createVerbatims({ interactions, customers, zone: settings.CUSTOS_ZONE, read: createReadFilters({ reader: () => readings.shown().version, topicNames: () => topics.topicNames() }) });
  const meaning = await createMeaning({ database, analytics, outbox, interactions, readings, customers, verbatims, log, clock, embedder: await embedderSource(settings.CUSTOS_EMBEDDINGS) });
  const searches = createSearches({ database, clock, nameOf: people.nameOf });
  const searchWatch = watchSearches({ database, interactions, verbatims, log, clock, zone: settings.CUSTOS_ZONE, personOf: people.person });
  const said = createSaid({ analytics, interactions, readings, verbatims, clock, zone: settings.CUSTOS_ZONE });
  const teaching = createTeaching({ database, analytics, outbox, interactions, readings, customers, log, clock, zone: settings.CUSTOS_ZONE, nameOf: people.nameOf });
  const topics = createTopics({ database, analytics, outbox, interactions, readings, customers, verbatims, log, clock, zone: settings.CUSTOS_ZONE, nameOf: people.nameOf, embedder: meaning.by, attention });
  const journeys = createJourneys({ database, outbox, identity, interactions, customers, log, clock, zone: settings.CUSTOS_ZONE, topicsOf: (places) => topics.topicsAt(places), nameOf: people.nameOf });
  const figures = createFigures({ analytics, interactions, readings, verbatims, topics, rivals, facts: { subjects, topicNames: topics.topicNames }, clock, zone: settings.CUSTOS_ZONE });
  const { CUSTOS_LANGUAGE_MODEL_URL: modelUrl, CUSTOS_LANGUAGE_MODEL_NAME: modelName, CUSTOS_LANGUAGE_MODEL_KEY: modelKey } = settings;
  const worded = createWorded({ database, topics, clock, model: modelUrl === null || modelName === null ? null : openLanguageModel({ url: modelUrl, name: modelName, key: modelKey }), tokensADay: settings.CUSTOS_LANGUAGE_MODEL_TOKENS });
  const promises = await createPromises({
    database, analytics, outbox, identity, subjects, customers, people, journeys, topics, readings, log, clock, zone: settings.CUSTOS_ZONE, remedyHeld: () => outreach.heldPurpose('remedy'),
    isCaseOf: async (id, nodes) => nodes.includes(await nodeOfCase(database, parsePublicId('case', id))),
  });
  const analysts = createAnalysts({ database, analytics, topics, readings, clock });
  const charter = createCharter({ database, people, customers, clock });
  const holds = (): string | null => (demo?.isHere() === true ? DEMO_HOLDS : null);
  const outreach = createOutreach({
    database, identity, consents: customers.consents, outbox, log, clock, zone: settings.CUSTOS_ZONE, nameOf: people.nameOf, held: holds,
    holdSources: holdSourcesOf({ database, analytics, identity, clock, shownVersion: () => readings.shown().version }),
  });
  const recognition = createRecognition({ database, analytics, people, interactions, readings, customers, clock, zone: settings.CUSTOS_ZONE });
  const surveys = createSurveys({
    database, outbox, log, clock, zone: settings.CUSTOS_ZONE, identity, outreach, accept: (source, items) => interactions.acceptBatch(source, items), redact: (text) => redactText(text, new Set()), nameOf: people.nameOf, touched: (keys) => touchedCases(database, keys), personOf: knownPersons(customers),
    address: settings.CUSTOS_ADDRESS, carriers: { email: mailCarrier(() => mail), sms: null },
  });
  const cases = createCases({ database, live, log, clock, people, identity, interactions, customers, hours: people.calendars.officeHours, outbox, promisedOf: promises.promisedOf, onResolved: (tx, { number, node, atMs }) => surveys.meet(tx, { moment: 'case-resolved', key: `case ${number} ${atMs}`, node, atMs, channel: 'case', brand: '', about: { type: 'case', id: publicId('case', number), label: '' } }), assertNoSecond: (numbers) => issueCases.assertNoSecond(numbers) });
  const issueCases = createIssueCases({ database, live, clock, people, identity, interactions, journeys, hours: people.calendars.officeHours, outbox });
  const raised = createRaised({ database, identity, subjects, interactions, cases, people, customers, log, clock });
  const answers = createAnswers({ identity, status, ownerOfCase: cases.ownerAbout, calendars: people.calendars, clock, zone: settings.CUSTOS_ZONE });
  const mail = createMail({
    database, outbox, log, clock, seal: people.seal('custos mail'), nameOf: people.nameOf, held: holds, listenAt: settings.CUSTOS_MAIL_LISTEN, certificate: mailCertificateOf(settings), acceptance: { accept: (source, items) => interactions.acceptBatch(source, items), setAside: interactions.setAside, said: interactions.saidBy },
    ledger: { commit: outreach.commit, stillMay: outreach.stillMay, mayLeave: async (purpose) => { const key = PURPOSE_KEYS.find((one) => one === purpose); return key !== undefined && await outreach.heldPurpose(key) === null; } },
  });
  const replies = createReplies({
    database, clock, zone: settings.CUSTOS_ZONE, cases, identity, mail, outreach, nameOf: people.nameOf,
    statusOf: async (customer, about, language) => {
      const isKnown = about !== null && (ABOUT_TYPES as readonly string[]).includes(about.type);
      return answers.answer(customer, { language, ...(isKnown ? { about: `${about.type}:${about.id}` } : {}) }).then(({ sentence }) => sentence, (error: unknown) => { if (error instanceof AppError && error.kind === 'not-found') return null; throw error; });
    },
  });
  const chatwoot = createChatwoot({ database, outbox, accept: (source, items) => interactions.acceptBatch(source, items), seal: people.seal('custos help desks'), log, clock, people: { nameOf: people.nameOf, emailOf: async (id) => { const person = await people.person(id); return person?.active === true ? person.email : null; } }, held: holds });
  const sidePanel = createSidePanel({
    database, outbox, seal: people.seal('custos side panel'), people, identity, subjects, interactions, customers, cases, answers, chatwoot, log, clock, zone: settings.CUSTOS_ZONE,
    lastBroken: async (customer, fromMs) => (await lastBroken(database, identity.withOwners, [customer], fromMs)).get(customer) ?? null,
  });
  const ombudsman = createOmbudsman({ database, clock, identity, interactions, customers, promises, outbox, log, zone: settings.CUSTOS_ZONE, nameOf: people.nameOf });
  const portal = createPortal({ database, clock, log, live, identity, interactions, customers, cases, journeys, answers, outbox, hours: people.calendars.officeHours, nameOf: people.nameOf, audit: people.audit, escalationsOf: ombudsman.ofCustomer });
  const monday = createMonday({
    database, clock, log, zone: settings.CUSTOS_ZONE, identity, interactions, customers, people, journeys, promises, voice, ...mailToStaff({ mail: () => mail, held: holds, address: settings.CUSTOS_ADDRESS }), address: settings.CUSTOS_ADDRESS ?? '', escalation: () => oldestEscalation({ database, identity, ombudsman }),
    // Before everything that arrived is recorded, put together and judged, a page would leave out what it can never add.
    isReady: async () => !interactions.isBusy() && (demo?.progress()?.living ?? true) && (await interactions.waiting()).lagMs < MINUTE_MS && (await journeys.figures({})).waiting < UNTHREADED_MOST && await promises.isJudgedUntil(clock() - 10 * MINUTE_MS),
  });
  const besides = [lettersKept, praiseKept, correctionsKept, issuesKept, casesKept, reportsKept, mondayKept, contactsKept, surveysKept, promisesKept, chatwootKept, linksKept, escalationsKept];
  const erasures = createErasures({ database, analytics, identity, interactions, subjects, channels, outbox, log, clock, ledger: openErasureLedger(dataFolder), besides });
  const retention = createRetention({ database, identity, interactions, subjects, channels, log, clock, besides });
  const webhooks = createWebhooks({ database, outbox, log, clock, nameOf: people.nameOf, held: holds });
  const demo = makeDemo?.({ acceptBatch: interactions.acceptBatch, dataFolder, isEmpty: customers.isEmpty, takeOverPromises: promises.takeOver }) ?? null;

  const server = createHttpServer({ log, version: VERSION, attention, trustedProxies: settings.CUSTOS_TRUSTED_PROXIES === null ? null : parseProxies(settings.CUSTOS_TRUSTED_PROXIES), viewerOf: async (request) => control.viewerOf(request) ?? await sidePanel.views.viewerOf(request) ?? people.viewerOf(request), audit: people.audit });
  servePeopleRoutes(server, people);
  serveIdentityRoutes(server, identity, people.nameOf);
  serveInteractionRoutes(server, interactions);
  serveSubjectRoutes(server, subjects);
  serveStatusRoutes(server, status, people.nameOf);
  serveChannelRoutes(server, channels);
  serveWebhookRoutes(server, webhooks);
  serveMailRoutes(server, mail, async (person) => (await people.person(person))?.email ?? null);
  serveChatwootRoutes(server, chatwoot);
  serveErasureRoutes(server, erasures, people.nameOf);
  serveConsentRoutes(server, customers, people.nameOf);
  serveRetentionRoutes(server, retention, people.nameOf);
  serveCustomerRoutes(server, customers, people.nameOf);
  serveAnswerRoutes(server, answers, customers);
  serveVoiceRoutes(server, voice);
  serveScoreAnswerRoutes(server, scoreAnswers);
  servePredictedRoutes(server, predicted);
  serveRecognitionRoutes(server, recognition);
  serveWeighingRoutes(server, { analytics, customers, clock, zone: settings.CUSTOS_ZONE });
  serveReadingRoutes(server, readings);
  const told = createToldAgainstFact({ readings, interactions, identity, subjects });
  serveToldRoutes(server, told);
  serveVerbatimRoutes(server, verbatims);
  serveMeaningRoutes(server, meaning);
  serveSearchRoutes(server, searches);
  serveSaidRoutes(server, said);
  serveNamedRoutes(server, createNamedSaid({ analytics, interactions, readings, verbatims, clock, zone: settings.CUSTOS_ZONE }));
  serveRivalRoutes(server, rivals);
  serveTeachingRoutes(server, teaching);
  serveTopicRoutes(server, topics);
  serveFigureRoutes(server, figures, createPins({ database, analytics, outbox, figures, clock, zone: settings.CUSTOS_ZONE, nameOf: people.nameOf }));
  serveJourneyRoutes(server, journeys, whatWentWrong(database, told));
  servePromiseRoutes(server, promises);
  serveCharterRoutes(server, charter);
  serveOutreachRoutes(server, outreach, customers);
  serveSurveyRoutes(server, surveys, customers);
  serveCaseRoutes(server, cases, people.nameOf);
  serveReplyRoutes(server, replies);
  serveIssueCaseRoutes(server, issueCases);
  serveFirstContactRoutes(server, { database, journeys, clock });
  servePortalRoutes(server, portal, people.nameOf);
  serveCustomersPages(server, { portal, log, zone: settings.CUSTOS_ZONE, company: people.company });
  serveOmbudsmanRoutes(server, ombudsman, people.nameOf);
  serveSidePanelRoutes(server, sidePanel, { cases, customers });
  serveRaisedRoutes(server, raised);
  serveMondayRoutes(server, monday);
  serveWordedRoutes(server, worded);
  serveAnalystRoutes(server, analysts, people.nameOf);
  server.handle(installation.health, ({ viewer }) => healthOf({ database, analytics, waiting: interactions.waiting, demo: () => demo?.progress() ?? null, languageModel: worded.state, version: VERSION }, viewer));
  server.handle(installation.backUp, ({ body }) => writeBackup({ database, analytics, outbox, log, dataFolder }, body.folder));
  server.handle(installation.demoOffer, async () => (demo === null ? { loadable: false, because: NO_DEMO, customers: null } : demo.offer()));
  server.handle(installation.loadDemo, async ({ body }) => {
    if (demo === null) throw new AppError('not-found', 'demo-missing', NO_DEMO);
    await demo.start(body.customers);
    return { started: true };
  });
  server.servePage(PAGE, { prefix: '/embed/', origins: sidePanel.desks.origins });

  const stop = async (): Promise<void> => {
    control.close();
    await demo?.stop();
    await server.close();
    await retention.stop();
    await channels.stop();
    await webhooks.stop();
    await mail.stop();
    await chatwoot.stop();
    await surveys.stop();
    await outreach.stop();
    await customers.rules.stop();
    await customers.makeUp.stop();
    await interactions.stop();
    await meaning.stop();
    await searchWatch.stop();
    await promises.stopWatching();
    await monday.stop();
    await raised.stop();
    await sidePanel.stop();
    await portal.stop();
    await ombudsman.stop();
    await cases.stop();
    await journeys.stop();
    await topics.stop();
    await teaching.stop();
    await predicted.stop();
    // Whoever delivers hears of it no later than the threads that read what is delivered: what breaks off with them is no fault.
    await Promise.all([outbox.stop(), readings.stop()]);
    await identity.stop();
    await people.close();
    await signInPool.end();
    await engines.close();
  };
  try {
    await outbox.start();
    await erasures.applyAgain();
    interactions.start();
    identity.start();
    await channels.resumeInterrupted();
    retention.start();
    webhooks.start();
    await mail.start();
    chatwoot.start();
    outreach.start();
    surveys.start();
    readings.start();
    await teaching.start();
    topics.start();
    journeys.start();
    searchWatch.start();
    promises.start();
    cases.start();
    portal.start();
    ombudsman.start();
    sidePanel.start();
    raised.start();
    monday.start();
    meaning.start();
    const broken = await analytics.brokenParts();
    if (broken.length > 0) log.error('history-parts-damaged', { parts: broken.length, copiedAgain: await outbox.copyAgain() });
    await server.listen(settings.HOST, settings.PORT);
    const address = server.address() ?? '';
    control.announce(address);
    return { address, demo, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
