import { PRODUCTS } from '../catalogue.ts';
import type { Product } from '../catalogue.ts';
import { MINUTE_MS, SECOND_MS } from '../happening.ts';
import type { Scene } from '../happening.ts';
import { GRAMMARS } from '../language/speak.ts';
import { visitOf } from '../silo.ts';
import type { Visit } from '../silo.ts';

/** Somebody looks around on the site or in the app: page views, a search, a product seen on themselves, perhaps a filled basket. Shape: the moment after the last page. */
export function browse(scene: Scene, atMs: number, product: Product, wants: { readonly cart: boolean; readonly pages: number; readonly visit?: Visit }): { readonly visit: Visit; readonly endsMs: number } {
  const { random, tell, customer } = scene;
  const visit = wants.visit ?? visitOf(scene, atMs);
  const base = { source: visit.source, channel: visit.source, direction: 'in', office: 'brand', stage: 'interest', session: visit.session, identifiers: visit.identifiers } as const;
  const truth = { person: customer.person };
  let at = atMs;
  const offline = visit.source === 'app' && random.chance(0.06) ? random.between(2, 40) * 3_600_000 : 0;
  if (random.chance(0.35)) tell(at, { ...base, kind: 'page-viewed', title: 'Home', properties: { path: '/', referrer: random.pick(['', 'search', 'newsletter', 'ad', 'social']), device: visit.isShared ? 'tablet' : 'phone' } }, truth, offline);
  if (random.chance(0.18)) tell((at += random.between(5, 40) * SECOND_MS), { ...base, kind: 'searched', text: random.pick(GRAMMARS[scene.world.grammar].searches), properties: { results: random.below(40) } }, truth, offline);
  for (let page = 0; page < wants.pages; page++) {
    const shown = page === wants.pages - 1 || random.chance(0.35) ? product : random.pick(PRODUCTS);
    at += random.between(8, 140) * SECOND_MS;
    tell(at, { ...base, kind: 'product-viewed', title: shown.name, subjects: [{ type: 'product', id: shown.id, label: shown.name }], properties: { path: `/p/${shown.id}`, seconds: random.between(4, 180) } }, truth, offline);
  }
  if (random.chance(0.03)) tell((at += 40 * SECOND_MS), { ...base, channel: 'visualisation', kind: 'tried-on-virtually', subjects: [{ type: 'product', id: product.id, label: product.name }], properties: { engine: 'mirror', where: random.chance(0.2) ? 'in-store' : 'phone', seconds: random.between(15, 200) } }, truth, offline);
  if (wants.cart) tell((at += random.between(10, 90) * SECOND_MS), { ...base, kind: 'cart-changed', stage: 'pre-order', subjects: [{ type: 'product', id: product.id, label: product.name }], properties: { quantity: 1 } }, truth, offline);
  if (random.chance(0.015)) tell((at += MINUTE_MS), { ...base, kind: 'form-sent', title: 'Newsletter', properties: { form: 'newsletter', fields: ['email'] } }, truth, offline);
  return { visit, endsMs: at };
}
