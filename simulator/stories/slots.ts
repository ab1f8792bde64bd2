import { FJELL, decimalOf, priceIn } from '../catalogue.ts';
import type { Product } from '../catalogue.ts';
import { DAY_MS } from '../happening.ts';
import type { Scene } from '../happening.ts';
import type { Slots } from '../language/speak.ts';
import { SHOPS } from '../staff.ts';
import type { Agent } from '../staff.ts';
import type { Purchase } from './order.ts';

const WEEKDAYS: Readonly<Record<string, readonly string[]>> = {
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'], de: ['Sonntag', 'Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag'], fr: ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'],
  es: ['domingo', 'lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado'], pt: ['domingo', 'segunda', 'terça', 'quarta', 'quinta', 'sexta', 'sábado'],
};
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const two = (number: number) => String(number).padStart(2, '0');

/** A moment as an agent says it: `14 March, 17:00` (UTC). */
export function spokenDue(atMs: number, language: string): string {
  const date = new Date(atMs);
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  return language === 'en' ? `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''}, ${time}` : `${two(date.getUTCDate())}.${two(date.getUTCMonth() + 1)}., ${time}`;
}

/** What fills the gaps of this person's sentences now. */
export function slotsOf(scene: Scene, atMs: number, product: Product, purchase: Purchase | null, extra: { readonly agent?: Agent; readonly dueMs?: number; readonly story?: string; readonly days?: number } = {}): Slots {
  const { customer, random, tongue } = scene;
  const late = purchase === null ? 0 : Math.floor((atMs - purchase.promisedMs) / DAY_MS);
  const days = extra.days ?? (late > 0 ? late : random.between(2, 9));
  const price = decimalOf(purchase?.lines[0]?.priceMinor ?? priceIn(customer.currency, product.priceMinor));
  const sign = customer.currency === 'GBP' ? `£${price}` : customer.currency === 'SEK' ? `${price} kr` : random.chance(0.5) ? `${price} €` : `${price} euros`;
  return {
    product: product.id === FJELL && random.chance(0.3) ? 'Fjell' : product.name, order: purchase?.orderId ?? `BH${String(random.below(10_000_000_000)).padStart(10, '0')}`, days: String(days), weekday: (WEEKDAYS[tongue.language] ?? [])[random.below(7)] ?? '', carrier: purchase?.carrier ?? 'the courier',
    town: customer.town, shop: (SHOPS[random.below(SHOPS.length)] ?? { town: 'Leeds' }).town, price: sign, count: String(random.between(2, 12)), name: random.chance(0.3) ? customer.shortName : `${customer.givenName} ${customer.familyName}`,
    agent: extra.agent?.name ?? '', due: extra.dueMs === undefined ? '' : spokenDue(extra.dueMs, tongue.language), story: extra.story ?? '',
  };
}
