import { productOf } from '../catalogue.ts';
import { emailAt, phoneAt } from '../customer.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, WEEK_MS, iso } from '../happening.ts';
import type { Scene } from '../happening.ts';
import { agentSubjects, paidOrder } from '../silo.ts';
import { SHOPS, agentNamed } from '../staff.ts';
import { joinLoyalty } from './marketing.ts';
import { orderField, placeOrder } from './order.ts';
import type { Purchase } from './order.ts';
import { slotsOf } from './slots.ts';
import { placeOf } from './store.ts';
import { call, chat, mail } from './talks.ts';
import type { Matter } from './talks.ts';

/**
 * *The parcel*: five asks in nine days, over four channels and four people, about one parcel, while every department's own figure is green.
 * She is told "out for delivery" exactly two days before it leaves, and ends with one star under a nickname.
 * Shape: the first ask is on day 0, eleven days before the day of the end; the last on day 8; the review on day 10.
 */
export function tellParcelStory(scene: Scene): void {
  const { world, customer, tell, tongue, plant } = scene;
  const day0 = Math.floor(world.endsAt / DAY_MS) * DAY_MS - 11 * DAY_MS;
  const at = (day: number, hour: number, minute: number) => day0 + day * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS;
  joinLoyalty(scene, day0 - 60 * WEEK_MS + 13 * HOUR_MS);
  const product = productOf('vidde-pack');
  const drawn = placeOrder(scene, at(-6, 19, 40), product, { late: true, via: 'web', told: 'once' });
  const leftMs = at(6, 10, 9);
  const deliveredMs = at(9, 15, 20);
  const purchase: Purchase = { ...drawn, warehouse: 'venlo', carrier: 'Quillane Parcel', shippedMs: leftMs, deliveredMs };
  const issue = `i-${scene.newId()}`;
  const matter = (ask: number, angry = false): Matter => ({ issue, topic: 'parcel-late', mood: angry ? 'angry' : 'calm', product, purchase, ask });
  const subjects = [{ type: 'order', id: purchase.orderId }, { type: 'parcel', id: purchase.parcelId, label: purchase.carrier }];
  const delivery = { channel: 'delivery', direction: 'internal', office: 'service', stage: 'fulfilment', identifiers: [{ type: 'order', value: purchase.orderId }], subjects } as const;
  const email = { type: 'email', value: emailAt(customer, day0) };

  const notice = { source: 'mail', channel: 'email', office: 'brand', stage: 'fulfilment', identifiers: [email], subjects, title: 'Your Brannholt parcel is nearly there' } as const;
  tell(at(-3, 8, 0), { ...notice, kind: 'notice-sent', direction: 'out', text: 'Your order is being packed with care.', language: 'en' });
  tell(at(-3, 9, 12), { ...notice, kind: 'mail-opened', direction: 'in' });

  const first = mail(scene, at(0, 8, 12), matter(1), agentNamed('Anneke de Boer'), { kind: 'hand-off' }, at(0, 14, 5));
  const second = chat(scene, at(2, 12, 31), matter(2), agentNamed('Rui Tavares'), { kind: 'hand-off' });
  tell(at(2, 12, 58), {
    source: 'survey-tool', channel: 'survey', kind: 'survey-answered', direction: 'in', office: 'service', stage: 'support', identifiers: [{ ...email, verified: 'signed-token' }], subjects: agentSubjects(agentNamed('Rui Tavares')), rating: { value: 4.6, min: 1, max: 5, scale: 'csat', question: 'How was your chat with Rui? (mean of five answers)', higherIsBetter: true },
    answers: [['Friendly', 5], ['Clear', 5], ['Quick to reply', 5], ['Knew the subject', 4], ['Took time for me', 4]].map(([question, value]) => ({ question: String(question), value: Number(value) })),
  }, { issue });
  tell(at(4, 7, 30), { ...delivery, source: 'carrier', kind: 'label-created', order: { id: purchase.orderId, parcels: [{ id: purchase.parcelId, carrier: purchase.carrier, state: 'announced' }] } });
  const third = call(scene, at(4, 10, 5), matter(3), agentNamed('Dorothy Pell'), { kind: 'out-for-delivery' });
  const toldMs = at(4, 10, 9);
  tell(toldMs, { source: 'call-centre', channel: 'sms', kind: 'message-sent', direction: 'out', office: 'service', stage: 'fulfilment', identifiers: [{ type: 'phone', value: phoneAt(customer, toldMs) }], subjects: [...subjects, { type: 'agent', id: agentNamed('Dorothy Pell').id, role: 'sent-by', label: 'Dorothy Pell' }], text: tongue.agent('outForDelivery', slotsOf(scene, toldMs, product, purchase)), language: 'en' }, { issue });
  tell(leftMs - 3 * HOUR_MS, { ...delivery, source: 'warehouse', kind: 'parcel-packed', subjects: [...subjects, { type: 'place', id: 'warehouse-venlo', label: 'venlo' }], order: orderField(purchase, 'packed', { state: 'packed' }) });
  tell(leftMs, { ...delivery, source: 'warehouse', kind: 'parcel-shipped', subjects: [...subjects, { type: 'place', id: 'warehouse-venlo', label: 'venlo' }], order: orderField(purchase, 'shipped', { state: 'shipped', shippedMs: leftMs }), properties: { pickedInTime: true } });
  const fourth = mail(scene, at(6, 21, 40), matter(4, true), agentNamed('Anneke de Boer'), { kind: 'hand-off' }, at(7, 11, 15));

  const shop = SHOPS.find(({ id }) => id === 'shop-leeds') ?? SHOPS[0];
  const clerk = shop?.clerks[0] ?? agentNamed('');
  const said = tongue.say('parcel-late', 'angry', 'turn', slotsOf(scene, at(8, 16, 20), product, purchase));
  const fifth = tell(at(8, 16, 20), {
    source: 'shop-pos', channel: 'store', kind: 'question-asked', direction: 'in', office: 'service', stage: 'support', identifiers: customer.loyalty === null ? [] : [{ type: 'loyalty', value: customer.loyalty, verified: 'staff' }], subjects: [...(shop === undefined ? [] : [placeOf(shop)]), ...subjects, { type: 'agent', id: clerk.id, role: 'handled-by', label: clerk.name }], text: said.text, language: said.reading.language,
  }, { issue, reading: said.reading });
  tell(at(9, 10, 30), { ...delivery, source: 'carrier', kind: 'out-for-delivery', order: { id: purchase.orderId, parcels: [{ id: purchase.parcelId, carrier: purchase.carrier, state: 'out-for-delivery' }] } });
  tell(deliveredMs, { ...delivery, source: 'carrier', kind: 'parcel-delivered', order: { id: purchase.orderId, state: 'delivered', parcels: [{ id: purchase.parcelId, carrier: purchase.carrier, state: 'delivered', deliveredAt: iso(deliveredMs) }] }, properties: { where: 'door' } });

  const words = tongue.say('parcel-late', 'angry', 'review', slotsOf(scene, at(10, 7, 30), product, purchase));
  const review = tell(at(10, 7, 30), { source: 'reviews', channel: 'review', kind: 'review-written', direction: 'public', office: 'brand', stage: 'support', identifiers: [{ type: 'alias', value: customer.alias }, { ...paidOrder(purchase.orderId), verified: 'clicked-link' }], subjects: [{ type: 'product', id: product.id, label: product.name }], title: 'One star', text: words.text, language: words.reading.language, rating: { value: 1, min: 1, max: 5, scale: 'stars', higherIsBetter: true } }, { issue, reading: words.reading });

  const asks = [[at(0, 8, 12), first.ref, 'Anneke de Boer'], [at(2, 12, 31), second.ref, 'Rui Tavares'], [at(4, 10, 5), third.ref, 'Dorothy Pell'], [at(6, 21, 40), fourth.ref, 'Anneke de Boer']] as const;
  const asked = [...asks.map(([whenMs, ref, name]) => ({ at: iso(whenMs), ref, agent: agentNamed(name).id, solved: false })), { at: iso(at(8, 16, 20)), ref: fifth, agent: clerk.id, solved: false }];
  plant({ kind: 'issue', issue, person: customer.person, topic: 'parcel-late', asked, solved: false, order: purchase.orderId });
  plant({ kind: 'story', name: 'parcel', person: customer.person, order: purchase.orderId, detail: { name: `${customer.givenName} ${customer.familyName}`, asks: 5, days: 9, channels: 4, people: 4, chatRating: 4.6, warehouseFigure: '96 %', toldOutForDeliveryAt: iso(toldMs), leftAt: iso(leftMs), alias: customer.alias }, evidence: [...asked.map(({ ref }) => ref), review] });
}
