import type { Live } from '../../platform/live/live.ts';
import { factsOf, type Log } from '../../platform/log/log.ts';
import type { AuditRecord } from '../../platform/http/serve-route.ts';
import { AppError } from '../../kernel/app-error.ts';
import { parsePublicId } from '../../kernel/public-id.ts';
import { hashOfSecret } from '../../platform/http/link-secret.ts';
import { topicOfCase } from '../cases/index.ts';
import { createSignInLimit } from '../people/index.ts';
import type { StatusLanguage } from '../subjects/contract.ts';
import type { ActRow } from './act-store.ts';
import { actOnPage, type ActDeps } from './act-on-page.ts';
import type { PageLink, PortalSetting } from './contract.ts';
import { enterPage, type EnterDeps, type Entered } from './enter-page.ts';
import { finishAct, finishActs, type FinishDeps } from './finish-acts.ts';
import { chooseLanguage, closeSession, insertSetting, sessionOf, settingNow, tidySessions, type LinkRow } from './link-store.ts';
import { linksFor, makeLink, revokeLink, type LinkDeps, type LinkFor } from './make-link.ts';
import type { DoneWord } from './page/own-page.ts';
import type { PageForm } from './page-form.ts';
import { ownLanguage, readPage, whoseOf, type PageFacts, type ReadDeps, type Whose } from './read-page.ts';

export { linksHeld, linksKept } from './kept-links-store.ts';

const LOOK_MS = 60_000;
/** How long somebody who pressed a button waits for what follows from it, and how often it is looked at meanwhile. Units: ms. */
const SOON = { waitMs: 2_000, stepMs: 100 } as const;
/** Tries at the door: per address and beginning of a link, per address, per beginning of a link. */
const DOOR_LIMITS = { windowMs: 15 * 60_000, perAddressAndEmail: 20, perAddress: 1_000, perEmail: 60 } as const;
const TOKEN_BEGINNING = 8;
/** Who did something, in the audit log. */
const CUSTOMER_VIEWER = { kind: 'key', id: 'customer', name: 'the customer', key: 'write', source: 'customer-page', personalData: false } as const;

export type PortalDeps = ReadDeps & LinkDeps & EnterDeps & FinishDeps & Omit<ActDeps, 'finishSoon'> & { readonly live: Live; readonly log: Log; audit(record: AuditRecord): void };

/** A browser that was let in. */
export type OnPage = { readonly link: LinkRow; readonly whose: Whose; readonly chosenLanguage: string | null; readonly session: string };

/** The customer's own page. See README.md. */
export function createPortal(deps: PortalDeps) {
  const { database, clock, live } = deps;
  const limit = createSignInLimit(clock, DOOR_LIMITS);
  const acting = new Map<string, Promise<DoneWord>>();
  let timer: NodeJS.Timeout | null = null;
  let working: Promise<unknown> = Promise.resolve();

  const audit = (what: string, about: string, outcome: AuditRecord['outcome'] = 'allowed'): void => { deps.audit({ viewer: CUSTOMER_VIEWER, what, about, outcome }); };

  /** Waits a moment for what follows from an act; what takes longer is done by the next look. */
  async function finishSoon(act: ActRow): Promise<void> {
    for (let waitedMs = 0; waitedMs < SOON.waitMs; waitedMs += SOON.stepMs) {
      if (await finishAct(deps, act)) return;
      await new Promise((resolve) => { setTimeout(resolve, SOON.stepMs); });
    }
  }
  const actDeps: ActDeps = { ...deps, finishSoon };

  async function look(): Promise<void> {
    await finishActs(deps);
    await tidySessions(database, clock());
  }

  async function onPage(session: string | null): Promise<OnPage | null> {
    const row = session === null ? null : await sessionOf(database, hashOfSecret(session), clock());
    const whose = row === null ? null : await whoseOf(deps, row);
    return row === null || whose === null || session === null ? null : { link: row, whose, chosenLanguage: row.chosenLanguage, session };
  }

  return {
    /** Makes a link to a customer's page: for a case, or a customer. `address` is a path on this server, told this once. Errors: `not-found`. */
    linkFor: (asked: LinkFor, by: string) => makeLink(deps, asked, by),
    links: (asked: LinkFor): Promise<PageLink[]> => linksFor(deps, asked),
    revoke: (id: string, by: string): Promise<PageLink> => revokeLink(deps, id, by),
    setting: () => settingNow(database),
    /** Errors: `conflict` when somebody else saved meanwhile. */
    async saveSetting(setting: PortalSetting, basedOn: number, by: string): Promise<number> {
      if (!await insertSetting(database, basedOn, setting, by, clock())) throw new AppError('conflict', 'setting-changed-meanwhile', 'Somebody else changed this meanwhile. Load it again.');
      return basedOn + 1;
    },
    /** Somebody follows a link. Errors: `too-many`, the same whether there is such a link or not. */
    async enter(asked: Parameters<typeof enterPage>[1], clientAddress: string): Promise<Entered> {
      limit.attempt(clientAddress, asked.token.slice(0, TOKEN_BEGINNING));
      const entered = await enterPage(deps, asked);
      if (entered.is === 'in') {
        limit.forgive(clientAddress, asked.token.slice(0, TOKEN_BEGINNING));
        if (entered.session !== null) audit('customer-page.opened', entered.whose.id);
      } else if (entered.is === 'wrong') deps.audit({ viewer: null, what: 'customer-page.opened', about: null, outcome: 'refused' });
      return entered;
    },
    /** Who a browser is. Shape: null where it was not let in, or not any more. */
    onPage,
    ownLanguage: ({ whose }: OnPage): Promise<string | null> => ownLanguage(deps, whose),
    read: ({ whose }: OnPage, language: StatusLanguage): Promise<PageFacts> => readPage(deps, whose, language),
    /** Does what a customer asked for; the same form twice is done once, also at the same time. Errors: `not-found`. */
    async act({ link, whose }: OnPage, form: PageForm, language: StatusLanguage): Promise<DoneWord> {
      const name = `${link.number} ${form.once}`;
      const doing = acting.get(name) ?? actOnPage(actDeps, { link, whose, form, language }).finally(() => acting.delete(name));
      acting.set(name, doing);
      try {
        const done = await doing;
        if (done !== 'empty' && done !== 'tooMuch') audit(`customer-page.${form.act}`, whose.id);
        return done;
      } catch (error) {
        if (error instanceof AppError && error.kind === 'not-found') audit(`customer-page.${form.act}`, whose.id, 'refused');
        throw error;
      }
    },
    chooseLanguage: ({ session }: OnPage, language: StatusLanguage): Promise<void> => chooseLanguage(database, hashOfSecret(session), language),
    leave: async (session: string): Promise<void> => closeSession(database, hashOfSecret(session)),
    /** Calls `hear` when a case of this page changed. Answers what ends it. */
    async watch({ whose }: OnPage, hear: () => void): Promise<() => void> {
      const lines = await deps.cases.ofCustomer(whose.id, { viewer: null, hideNames: () => undefined });
      const stops = lines.map(({ id }) => live.listen(topicOfCase(parsePublicId('case', id)), (message) => { if (message !== null) hear(); }));
      return () => { for (const stop of stops) stop(); };
    },
    look,
    start(): void {
      timer ??= setInterval(() => { working = working.then(look).catch((error: unknown) => { deps.log.warn('customer-pages-look-failed', factsOf(error)); }); }, LOOK_MS).unref();
    },
    async stop(): Promise<void> {
      if (timer !== null) clearInterval(timer);
      await working;
    },
  };
}

export type Portal = ReturnType<typeof createPortal>;
