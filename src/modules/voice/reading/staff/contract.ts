/** What staff does with words: asks something of the customer, says how something stands, promises something. */
export const FACT_ACTS = ['asked', 'said', 'promised'] as const;
export type FactAct = (typeof FACT_ACTS)[number];

/** What may be asked of a customer. `description`: what is wrong, told (again); `other`: anything else that must be answered or sent. */
export const ASKED_KINDS = ['order-number', 'email', 'phone', 'name', 'address', 'birth-date', 'payment', 'photo', 'description', 'other'] as const;
/** How an order, parcel, refund, repair or appointment is said to stand. `in-work`: being prepared or processed; `expected`: should come, without a promise. */
export const SAID_KINDS = ['in-work', 'shipped', 'out-for-delivery', 'delivered', 'delayed', 'lost', 'received', 'refunded', 'cancelled', 'in-repair', 'repaired', 'scheduled', 'ready', 'expected'] as const;
/** What may be promised. */
export const PROMISED_KINDS = ['call-back', 'reply', 'send', 'refund', 'replace', 'deliver', 'repair', 'look-into'] as const;
export const FACT_KINDS = { asked: ASKED_KINDS, said: SAID_KINDS, promised: PROMISED_KINDS } as const;

/** How it is meant. `if`: only under a condition; `not`: that it is not so, or refused; `earlier`: told of what somebody asked, said or promised before. */
export const FACT_MODES = ['plain', 'if', 'not', 'earlier'] as const;
export type FactMode = (typeof FACT_MODES)[number];
