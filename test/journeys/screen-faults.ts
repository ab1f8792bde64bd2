import type { Page } from 'playwright-core';
import { axeFindings, DESK, PHONE } from './browser.ts';

const SIZES = { phone: PHONE, desk: DESK } as const;

/**
 * What somebody could stumble over on the screen that is open: what axe finds serious at a desk and on a phone, in light and in dark, and what makes a phone scroll sideways.
 * The page stays as it is meanwhile, only seen differently; it is left light, in the last of the sizes.
 */
export async function screenFaults(page: Page, sizes: readonly (keyof typeof SIZES)[] = ['phone', 'desk']): Promise<string[]> {
  const faults: string[] = [];
  for (const name of sizes) {
    const viewport = SIZES[name];
    await page.setViewportSize(viewport);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor({ state: 'attached' });
      await drawn(page);
      faults.push(...(await axeFindings(page, colorScheme === 'light' ? 'everything' : 'contrast')).map((finding) => `${colorScheme}, ${name}: ${finding}`));
    }
    if (name === 'phone') faults.push(...await sidewaysFaults(page));
  }
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

/** Waits until the browser has drawn what is known. */
function drawn(page: Page): Promise<void> {
  return page.evaluate(() => new Promise<void>((resolve) => { requestAnimationFrame(() => { requestAnimationFrame(() => { resolve(); }); }); }));
}
