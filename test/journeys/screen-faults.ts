import type { Page } from 'playwright-core';
import { AppError } from '../../src/kernel/app-error.ts';
import { axeFindings, DESK, PHONE } from './browser.ts';

const SIZES = { phone: PHONE, desk: DESK } as const;

/** The schemes in which each size is looked at in the long run, the last size last: the next begins as the one before ended, since a change of all colours costs as much as looking at them. */
const SCHEMES = [['light', 'dark'], ['dark', 'light']] as const;

/** Looking takes most of a journey. All four pairs of size and scheme are for the long run; else one of them is looked at for everything, by turns, begun by chance. */
const IS_LONG = process.env['CUSTOS_TEST_LONG'] === '1';
let turn = Number(process.env['CUSTOS_TEST_SEED'] ?? Date.now());

/**
 * What somebody could stumble over on the screen that is open: what axe finds serious at a desk and on a phone, in light and in dark, and what makes a phone scroll sideways.
 * The page stays as it is meanwhile, only seen differently; it is left light, in the last of the sizes.
 */
export async function screenFaults(page: Page, sizes: readonly (keyof typeof SIZES)[] = ['phone', 'desk']): Promise<string[]> {
  const faults: string[] = [];
  turn += 1;
  const schemeOfTurn = Math.floor(turn / 2) % 2 === 0 ? 'light' : 'dark';
  for (const [place, name] of sizes.entries()) {
    await page.setViewportSize(SIZES[name]);
    const ofTurn = place === turn % sizes.length ? [schemeOfTurn] as const : [];
    for (const colorScheme of IS_LONG ? SCHEMES[(sizes.length - place) % 2] ?? SCHEMES[1] : ofTurn) {
      await page.emulateMedia({ colorScheme });
      await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor({ state: 'attached' });
      await drawn(page);
      // Colours are all that another scheme can change.
      faults.push(...(await axeFindings(page, IS_LONG && colorScheme === 'dark' ? 'contrast' : 'everything')).map((finding) => `${colorScheme}, ${name}: ${finding}`));
    }
    if (name === 'phone') faults.push(...await sidewaysFaults(page));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  return faults;
}

/** What makes the screen scroll sideways, in one sentence; nothing when it does not. Parts that scroll inside their own frame are fine. */
export async function sidewaysFaults(page: Page): Promise<string[]> {
  await drawn(page);
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const framed = (element: Element): boolean => {
      for (let around = element.parentElement; around !== null && around !== document.body; around = around.parentElement) if (getComputedStyle(around).overflowX !== 'visible') return true;
      return false;
    };
    const wide = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1 && !framed(element));
    const names = wide.slice(-4).map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} "${(element.textContent ?? '').slice(0, 40)}"`);
    return [`scrolls sideways, ${root.scrollWidth} px wide in ${root.clientWidth}: ${names.join(', ')}`];
  });
}

/** Waits until what is known is drawn and nothing moves any more: after another size the entries of a list take their new places one after the other. Errors: fails when they never rest. */
async function drawn(page: Page): Promise<void> {
  const cameToRest = await page.evaluate(async () => {
    const pause = (): Promise<void> => new Promise((resolve) => { setTimeout(() => { requestAnimationFrame(() => { resolve(); }); }, 30); });
    const places = (): string => [document.documentElement, ...document.querySelectorAll('[data-index]')].map((element) => { const { left, top, width, height } = element.getBoundingClientRect(); return `${left} ${top} ${width} ${height}`; }).join();
    for (let before = places(), looks = 0; looks < 200; looks += 1) {
      await pause();
      const now = places();
      if (now === before && looks > 0) return true;
      before = now;
    }
    return false;
  });
  if (!cameToRest) throw new AppError('unavailable', 'page-never-rests', 'What is on the page moves all the time.');
}
