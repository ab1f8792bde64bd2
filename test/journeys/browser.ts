import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type ConsoleMessage, type Page, type Request } from 'playwright-core';
import { AppError } from '../../src/kernel/app-error.ts';
import { installedChromium } from '../run/find-tools.ts';
import type { RunningCustos } from './harness.ts';

/** Three drop-downs of Chromium's own address bar, which each new window would load as pages of their own, unseen. */
const UNSEEN = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'];
/** What Playwright switches off by itself. Chromium hears only the last list of them, which is ours. */
const OFF_BY_PLAYWRIGHT = ['AimEnabled', 'AvoidCorsURLLoaderRestartOnRedirect', 'AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsFirstBalancedModeAutoEnable', 'HttpsUpgrades', 'LensOverlay', 'MediaRouter', 'NetworkTimeServiceQuerying', 'OptimizationHints', 'PaintHolding', 'PreconnectToSearch', 'SkipListAccountsWithoutGaiaCookies', 'ThirdPartyStoragePartitioning'];
const ARGUMENTS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', `--disable-features=${[...UNSEEN, ...OFF_BY_PLAYWRIGHT].join(',')}`];

/** Guards against waiting for ever; what must come sooner says so itself. Units: ms. */
const GIVE_UP_MS = 60_000;

/** A desk, and a phone. Units: CSS pixels. */
export const DESK = { width: 1440, height: 900 } as const;
export const PHONE = { width: 390, height: 844 } as const;

/** The browser of all test files of this process, where they share one. */
let shared: { browser: Promise<Browser> | null } | null = null;

/** From now on the files of this process, which run one after the other, share a browser. Answers what ends it. */
export function shareBrowser(): () => Promise<void> {
  const ours: { browser: Promise<Browser> | null } = { browser: null };
  shared = ours;
  return async () => { await (await ours.browser)?.close(); };
}

/** A browser for one test file; close it in `after`. Where files share one, that closes what this file opened. Errors: `unavailable` when there is no Chromium; `npm test` brings one. */
export async function openBrowser(): Promise<Browser> {
  if (shared === null) return startBrowser();
  const browser = await (shared.browser ??= startBrowser());
  const close = async (): Promise<void> => {
    spares.length = 0;
    for (const context of browser.contexts()) await context.close();
  };
  return new Proxy(browser, { get: (target, name) => { const value: unknown = name === 'close' ? close : Reflect.get(target, name); return typeof value === 'function' ? value.bind(target) as unknown : value; } });
}

async function startBrowser(): Promise<Browser> {
  const program = installedChromium();
  if (program === null) throw new AppError('unavailable', 'chromium-missing', 'The tests in a browser need Chromium: run them with npm test, which brings one, or name one in CUSTOS_CHROMIUM.');
  return chromium.launch({ executablePath: program, args: ARGUMENTS });
}

/** How a page is looked at. `session` is a cookie header: whoever is signed in; '' for nobody. */
export type PageOptions = { readonly session?: string; readonly viewport?: { readonly width: number; readonly height: number }; readonly colorScheme?: 'light' | 'dark'; /** The language of whoever looks, which also says how hours are written. */ readonly locale?: string };

/** Pages that tests have closed, emptied for the next: a new one costs the browser a window, a process and reading all scripts anew, which is more than most tests do with it. */
const spares: (Place & { readonly page: Page })[] = [];

/** What a browser profile can't change once it is there. */
type Place = { readonly browser: Browser; readonly baseUrl: string; readonly locale: string };

async function newPage({ browser, baseUrl, locale }: Place): Promise<Page> {
  const spare = spares.find((one) => one.browser === browser && one.baseUrl === baseUrl && one.locale === locale);
  if (spare !== undefined) {
    spares.splice(spares.indexOf(spare), 1);
    return spare.page;
  }
  const context = await browser.newContext({ baseURL: baseUrl, locale, timezoneId: 'UTC', reducedMotion: 'reduce' });
  context.setDefaultTimeout(GIVE_UP_MS);
  return context.newPage();
}

/** Leaves nothing of whoever used the page: neither what it showed, nor who was signed in, nor what it remembered. One that opened others goes with them. */
async function spareOrClose(place: Place, page: Page): Promise<void> {
  const context = page.context();
  if (page.isClosed() || context.pages().length > 1 || !page.url().startsWith(place.baseUrl)) {
    await context.close();
    return;
  }
  await page.evaluate(() => { localStorage.clear(); sessionStorage.clear(); });
  // A picture of the same host: an empty page would take another process.
  await page.goto(`${place.baseUrl}/mark.svg`);
  await page.mouse.move(0, 0);
  await context.clearCookies();
  spares.push({ ...place, page });
}

/**
 * A page of the product in a browser profile without memory, signed in as the owner unless told otherwise.
 * `faults` collects what a user would not see and we must: uncaught errors, refused requests to other hosts, console errors.
 */
export async function openPage(browser: Browser, custos: RunningCustos, { session = custos.ownerSession, viewport = DESK, colorScheme = 'light', locale = 'en-GB' }: PageOptions = {}): Promise<{ readonly page: Page; readonly faults: readonly string[]; close(): Promise<void> }> {
  const place = { browser, baseUrl: custos.baseUrl, locale };
  const page = await newPage(place);
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme });
  const cookies = session.split('; ').filter((pair) => pair !== '').map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1), url: custos.baseUrl }));
  if (cookies.length > 0) await page.context().addCookies(cookies);
  const faults: string[] = [];
  const uncaught = (error: Error): void => { faults.push(`uncaught: ${error.message}`); };
  const said = (message: ConsoleMessage): void => { if (message.type() === 'error') faults.push(`console: ${message.text()}`); };
  const asked = (request: Request): void => { if (!request.url().startsWith(custos.baseUrl) && !/^(data|blob):/.test(request.url())) faults.push(`asked another host: ${request.url()}`); };
  page.on('pageerror', uncaught).on('console', said).on('request', asked);
  const close = async (): Promise<void> => {
    page.off('pageerror', uncaught).off('console', said).off('request', asked);
    await spareOrClose(place, page);
  };
  return { page, faults, close };
}

/** Goes on to another screen as a link of the page would: without loading the page anew, which takes longer than the screen. */
export async function goOn(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => { history.pushState(null, '', to); }, address);
}

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds serious or critical on a page by WCAG 2.2 A and AA: one sentence each, with the elements it means. `about` contrast alone is what another colour scheme can change. */
export async function axeFindings(page: Page, about: 'everything' | 'contrast' = 'everything'): Promise<string[]> {
  // Bringing axe into a page and telling what was fine take as long as looking: it is brought once a page, and tells what is wrong.
  const isThere = await page.evaluate(() => 'axe' in globalThis);
  // Legacy means: without an extra page that joins the findings of frames of other hosts. Ours has none, and it takes half the time.
  const axe = new AxeBuilder({ page, ...(isThere ? { axeSource: ';' } : {}) }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  const { violations } = await (about === 'contrast' ? axe.withRules(['color-contrast']) : axe.withTags(WCAG)).analyze();
  const findings: string[] = [];
  for (const { id, help, impact, nodes } of violations) {
    if (impact !== 'serious' && impact !== 'critical') continue;
    const places: string[] = [];
    for (const { target } of nodes) {
      const place = target.join(' ');
      if (id !== 'target-size' || await isSmallInTheMiddle(page, place)) places.push(place);
    }
    if (places.length > 0) findings.push(`${id}: ${help} (${places.slice(0, 5).join(', ')})`);
  }
  return findings;
}

/** Looks again at a target that was found too small, in the middle of the screen: what is half under a bar at an edge is not small, whoever wants it scrolls. */
async function isSmallInTheMiddle(page: Page, place: string): Promise<boolean> {
  const scrolled = await page.evaluate((selector) => {
    const before = scrollY;
    document.querySelector(selector)?.scrollIntoView({ block: 'center', behavior: 'instant' });
    return before;
  }, place);
  const { violations } = await new AxeBuilder({ page, axeSource: ';' }).setLegacyMode(true).options({ resultTypes: ['violations'] }).include(place).withRules(['target-size']).analyze();
  await page.evaluate((before) => { scrollTo({ top: before, behavior: 'instant' }); }, scrolled);
  return violations.length > 0;
}
