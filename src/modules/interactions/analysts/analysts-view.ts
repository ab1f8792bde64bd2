import type { AnalystColumn, AnalystView } from '../../../kernel/analyst-view.ts';
import { ch, type ChStatement } from '../../../platform/clickhouse/sql.ts';
import { CUSTOMER_OF_ROW } from '../../identity/index.ts';

type Column = AnalystColumn<ChStatement>;

/** A column that everybody with the address reads, under its own name unless `sql` says how. */
export function openColumn(name: string, type: string, meaning: string, sql: ChStatement = { strings: [name], params: [] }): Column {
  return { name, type, meaning, isPersonal: false, sql };
}

/** A column that only those who may see personal data have. */
function personal(name: string, type: string, meaning: string, sql: ChStatement = { strings: [name], params: [] }): Column {
  return { name, type, meaning, isPersonal: true, sql };
}

/** Whose a row is now; NULL for nobody known. */
export const WHOSE = ch`nullIf(toUInt64(${CUSTOMER_OF_ROW}), 0)`;

/** What tells a row's place: which interaction, whose, when. */
export const PLACE: readonly Column[] = [
  openColumn('interaction', 'UInt64', 'Number of the interaction; interactionId(interaction) is its id as the pages show it', ch`number`),
  openColumn('customer', 'Nullable(UInt64)', 'Number of the customer whose it is now, joins and splits included; NULL: nobody known. customerId(customer) is the id as the pages show it', WHOSE),
  openColumn('occurred_at', 'DateTime64(3, UTC)', 'When it happened, as its source says'),
];
/** Where it came from. */
export const SOURCE: readonly Column[] = [
  openColumn('source', 'String', 'Which system told it'), openColumn('brand', 'String', 'Brand, empty where none is said'), openColumn('channel', 'String', 'email, call, chat, review, order, web …'),
  openColumn('direction', 'String', 'in: of the customer; out: of the company; public; internal'),
];
const KIND = openColumn('kind', 'String', 'What happened, such as order-placed or message');
const LOG = ch`interactions_log final`;
const PARTS = ch`(
  select number, node, home, occurred_at, source, brand, channel, direction, language, one.1 as part, one.2 as at, one.3 as speaker, one.4 as who, one.5 as words
  from (
    select number, node, home, occurred_at, source, brand, channel, direction, language, direction in ('in', 'public') as own,
      arrayJoin(arrayFilter(one -> one.5 != '', arrayConcat(
        [('title', toUInt32(0), multiIf(not own, 'company', channel in ('review', 'marketplace', 'social'), 'customer', ''), '', title), ('text', toUInt32(0), if(own, 'customer', 'company'), '', text)],
        arrayMap((turn, place) -> ('turn', toUInt32(place), JSONExtractString(turn, 'speaker'), if(JSONExtractString(turn, 'speaker') in ('agent', 'bot'), '', JSONExtractString(turn, 'who')), JSONExtractString(turn, 'text')), JSONExtractArrayRaw(turns), arrayEnumerate(JSONExtractArrayRaw(turns))),
        arrayMap((answer, place) -> ('answer', toUInt32(place), if(own, 'customer', 'company'), '', if(JSONType(answer, 'value') = 'String', JSONExtractString(answer, 'value'), '')), JSONExtractArrayRaw(properties, 'answers'), arrayEnumerate(JSONExtractArrayRaw(properties, 'answers')))))) as one
    from interactions_log final
    where title != '' or text != '' or turns != '' or position(properties, '"answers"') > 0
  )
)`;
/** Who served is not among what analysts may group by: no figure about one person is shown to anybody but that person. */
const STAFF = ch`('agent', 'staff', 'employee')`;
const SUBJECTS = ch`(
  select number, node, home, occurred_at, source, brand, channel, direction, kind, one.1 as type, one.2 as subject_id, one.3 as role, one.4 as label
  from (select number, node, home, occurred_at, source, brand, channel, direction, kind, arrayJoin(arrayZip(subject_types, subject_ids, arrayResize(subject_roles, length(subject_ids)), arrayResize(subject_labels, length(subject_ids)))) as one from interactions_log final)
  where lower(one.1) not in ${STAFF}
)`;

/** What analysts may ask of the history. The one definition: docs/analytics-views.md is written from it. */
export const INTERACTION_VIEWS: readonly AnalystView<ChStatement>[] = [
  {
    name: 'interactions', meaning: 'Everything that happened between customers and the company, in its latest revision.', row: 'interaction', from: LOG,
    columns: [
      ...PLACE, openColumn('received_at', 'DateTime64(3, UTC)', 'When Custos received it'), ...SOURCE, KIND, openColumn('office', 'String', 'brand or service: which office looks after it'), openColumn('stage', 'String', 'Stage of the journey that its source said, or empty'),
      openColumn('language', 'String', 'As its source said it; what was read is in readings'), openColumn('duration_seconds', 'Nullable(Float64)', 'How long it took'),
      openColumn('rating_value', 'Nullable(Float64)', 'Rating of the whole, on rating_min to rating_max'), openColumn('rating_min', 'Nullable(Float64)', 'Lowest answer of the scale'), openColumn('rating_max', 'Nullable(Float64)', 'Highest answer of the scale'), openColumn('rating_scale', 'String', 'nps, csat, stars …'),
      openColumn('characters', 'UInt64', 'How long its text is', ch`lengthUTF8(text)`), personal('title', 'String', 'Its title'), personal('text', 'String', 'Its text'), personal('source_id', 'String', 'Its id in the system that told it'),
      personal('session', 'String', 'Session of a device'), personal('properties', 'String', 'Whatever else the source said, as JSON; it may name staff, of whom no figures are to be made'),
    ],
  },
  {
    name: 'said', meaning: 'What was said, piece by piece: titles, texts, turns of conversations, answers in words.', row: 'piece', from: PARTS,
    columns: [
      ...PLACE, ...SOURCE, openColumn('language', 'String', 'As its source said it'), openColumn('part', 'String', 'title, text, turn or answer. The text of a conversation repeats its turns'), openColumn('at', 'UInt32', 'Place of a turn or an answer, from 1; 0 for titles and texts'),
      openColumn('speaker', 'String', 'customer, agent, bot, other or company; empty where a title is nobody’s words'), openColumn('characters', 'UInt64', 'How long it is', ch`lengthUTF8(words)`), personal('who', 'String', 'Name of the speaker of a turn; empty where staff speak'), personal('text', 'String', 'The words', ch`words`),
    ],
  },
  {
    name: 'customers', meaning: 'Whoever something is known of, with what happened, counted by the history. People of whom only a device is known are among them; traits are in trait_words.', row: 'customer',
    from: ch`(select toUInt64(${CUSTOMER_OF_ROW}) as customer, min(occurred_at) as first_at, max(occurred_at) as last_at, count() as interactions, countIf(direction in ('in', 'public')) as from_customer, countIf(text != '' or turns != '') as with_words,
      arraySort(groupUniqArray(toString(channel))) as channels, arraySort(groupUniqArrayIf(toString(brand), brand != '')) as brands, arraySort(groupUniqArray(toString(source))) as sources from interactions_log final where node != 0 group by customer)`,
    columns: [
      openColumn('customer', 'UInt64', 'Number of the customer; customerId(customer) is the id as the pages show it'), openColumn('first_at', 'DateTime64(3, UTC)', 'First interaction'), openColumn('last_at', 'DateTime64(3, UTC)', 'Latest interaction'), openColumn('interactions', 'UInt64', 'How many interactions'),
      openColumn('from_customer', 'UInt64', 'How many of them the customer began or published'), openColumn('with_words', 'UInt64', 'How many hold words'), openColumn('channels', 'Array(String)', 'On which channels'), openColumn('brands', 'Array(String)', 'With which brands'), openColumn('sources', 'Array(String)', 'Told by which systems'),
    ],
  },
  {
    name: 'trait_words', meaning: 'What interactions said about somebody’s traits, each word as it was said. Which of them counts is on the customer’s page (docs/methods/survivorship.md), not here.', row: 'trait that an interaction names',
    from: ch`(select number, node, home, occurred_at, source, brand, channel, direction, one.1 as trait, one.2 as raw from (select number, node, home, occurred_at, source, brand, channel, direction, arrayJoin(JSONExtractKeysAndValuesRaw(traits)) as one from interactions_log final where traits != ''))`,
    columns: [...PLACE, ...SOURCE, openColumn('trait', 'String', 'Which trait'), personal('value', 'String', 'What was said; null where it was taken back', ch`if(startsWith(raw, '"'), JSONExtractString(concat('[', raw, ']'), 1), raw)`)],
  },
  {
    name: 'subjects', meaning: 'What interactions are about: orders, products, cases, campaigns, places, teams; never who of the staff served.', row: 'subject that an interaction names', from: SUBJECTS,
    columns: [...PLACE, ...SOURCE, KIND, openColumn('type', 'String', 'order, product, case, survey, team …; agent, staff and employee are left out'), openColumn('subject_id', 'String', 'Its number or id as the source wrote it'), openColumn('role', 'String', 'Which part it has, or empty'), personal('label', 'String', 'How the source calls it')],
  },
  {
    name: 'orders', meaning: 'Orders that interactions speak of. The state of an order, folded from all facts, is at its own address (GET /api/orders/:id).', row: 'order number and brand',
    from: ch`(select subject_id, brand, min(occurred_at) as first_at, max(occurred_at) as last_at, count() as interactions, uniqExact(${WHOSE}) as customers, max(${WHOSE}) as customer, toString(argMax(kind, (occurred_at, number))) as latest_kind, arraySort(groupUniqArray(toString(kind))) as kinds from ${SUBJECTS} where type = 'order' group by subject_id, brand)`,
    columns: [
      openColumn('order_id', 'String', 'Order number as the source wrote it', ch`subject_id`), openColumn('brand', 'String', 'Brand, empty where none is said'), openColumn('customer', 'Nullable(UInt64)', 'Whose it is; where interactions of several customers name it, the one with the highest number'), openColumn('customers', 'UInt64', 'Of how many customers interactions name it'),
      openColumn('first_at', 'DateTime64(3, UTC)', 'First interaction that names it'), openColumn('last_at', 'DateTime64(3, UTC)', 'Latest interaction that names it'), openColumn('interactions', 'UInt64', 'How many interactions name it'), openColumn('latest_kind', 'String', 'Kind of the latest of them'), openColumn('kinds', 'Array(String)', 'Every kind of them'),
    ],
  },
  {
    name: 'amounts', meaning: 'Money that interactions name: prices, taxes, shipping, discounts, refunds, totals. Currencies are never added together.', row: 'amount of an interaction',
    from: ch`(select number, node, home, occurred_at, source, brand, channel, direction, kind, one.1 as role, one.2 as minor, one.3 as currency, one.4 as is_gross from (select number, node, home, occurred_at, source, brand, channel, direction, kind, arrayJoin(arrayZip(amount_roles, amount_minors, amount_currencies, amount_gross)) as one from interactions_log final))`,
    columns: [...PLACE, ...SOURCE, KIND, openColumn('role', 'String', 'price, tax, shipping, discount, refund or total'), openColumn('minor', 'Int64', 'In minor units of its currency (cents); refunds are negative'), openColumn('currency', 'String', 'ISO 4217'), openColumn('is_gross', 'Nullable(UInt8)', '1 gross, 0 net, NULL not said')],
  },
];
