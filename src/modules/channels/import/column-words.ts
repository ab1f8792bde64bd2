import type { ImportKind } from '../contract.ts';
import type { ColumnProfile } from './profile-columns.ts';

/** One thing that a mapping may need, and how a column that holds it is recognised: by its name (best pattern first) and by what its values look like. */
export type Wanted = {
  /** Where it goes: `fields.occurredAt`, `identifiers.email`, `traits.city`, `subjects.product`. */
  readonly target: string;
  readonly kinds: readonly ImportKind[] | null;
  readonly words: readonly RegExp[];
  readonly fits: (profile: ColumnProfile) => boolean;
  /** The column may also serve something else (an order number names the order and helps to recognise the customer). */
  readonly shared?: boolean;
};

const NUMBER_WORD = '(?:id|ids|nr|no|num|number|nummer|numero|code|uuid|key|ref|reference|guid|name)';
const named = (nouns: string): RegExp => new RegExp(`^(?:numero |num |n |no |nr |id )?(?:de |do |da |du )?(?:${nouns}) ?(?:unique )?${NUMBER_WORD}?$`);

const anything = (): boolean => true;
const moment = (profile: ColumnProfile): boolean => profile.momentRatio > 0.8;
const number = (profile: ColumnProfile): boolean => profile.numberRatio > 0.9;
const words = (profile: ColumnProfile): boolean => profile.momentRatio < 0.5 && profile.numberRatio < 0.5;
const label = (profile: ColumnProfile): boolean => profile.averageWords <= 6 && profile.momentRatio < 0.5 && profile.numberRatio < 0.5 && profile.yesNoRatio < 0.9;
const identifying = (profile: ColumnProfile): boolean => profile.averageWords <= 1.5 && profile.averageLength <= 100 && profile.distinct.length > 1 && profile.yesNoRatio < 0.9;
const ours = /\b(?:agent|staff|assignee|operator|seller|owner|employee|rep|support|resource|responsible|bearbeiter|mitarbeiter|atendente|vendedor)\b/;
const theirs = (profile: ColumnProfile): boolean => !ours.test(profile.words);

const DATE_WORD = '(?:date|datetime|time|timestamp|at|on|datum|zeit|zeitpunkt|data|hora|fecha|dia|heure|quando|ts)';
const ORDER_NOUN = 'orders?|bestellung|bestell|bestellnummer|auftrags?|auftragsnummer|pedido|compra|commande|invoice|rechnungs?|rechnungsnummer|fatura|factura|facture|transaction|sale|encomenda|basket';
const GROUP_NOUN = 'conversation|chat|dialog|dialogue|thread|session|room|conversa|gesprach|unterhaltung|conversacion|transcript|interaction';

/** Everything that is looked for, in the order in which columns are given away. */
export const WANTED: readonly Wanted[] = [
  // Exact names of our own schema win over every guess.
  ...['id', 'occurredAt', 'channel', 'kind', 'direction', 'office', 'stage', 'title', 'text', 'language', 'session', 'brand', 'durationSeconds', 'version'].map((field): Wanted => ({ target: `fields.${field}`, kinds: ['interactions'], words: [new RegExp(`^${field.replace(/([A-Z])/g, ' $1').toLowerCase()}$`)], fits: anything })),

  { target: 'fields.group', kinds: ['chats', 'calls'], words: [named(GROUP_NOUN), named('call|anruf|chamada|llamada|appel'), named('ticket|case')], fits: (profile) => profile.distinctRatio < 0.999 },
  { target: 'fields.order.id', kinds: ['orders'], words: [named(ORDER_NOUN)], fits: (profile) => profile.distinct.length > 0 && profile.momentRatio < 0.9, shared: true },
  { target: 'fields.id', kinds: ['reviews'], words: [named('review|avaliacao|bewertung|avis|resena|rezension'), /^(?:id|uuid)$/], fits: identifying },
  { target: 'fields.id', kinds: ['tickets'], words: [named('ticket|case|fall|request|issue|chamado|caso|tweet|post|status|message|comment|complaint|beschwerde|reclamacao|vorgang'), /^(?:id|uuid)$/], fits: identifying },
  { target: 'fields.id', kinds: ['calls'], words: [named('call|anruf|chamada|llamada|appel|contact'), /^(?:id|uuid)$/], fits: identifying },
  { target: 'fields.id', kinds: ['chats', 'interactions', 'mail'], words: [named('message|event|interaction|utterance|turn|record|task'), named(GROUP_NOUN), /^(?:id|uuid)$/], fits: identifying },

  { target: 'fields.order.promisedAt', kinds: ['orders'], words: [/(?:.* )?(?:estimated|promised|expected|planned|voraussichtlich|prevista|estimad|prevue).*/, /due.*/], fits: moment },
  { target: 'fields.order.shippedAt', kinds: ['orders'], words: [/.*\bcarrier\b.*/, /(?:.* )?(?:shipped|ship|shipping|dispatch\w*|versand\w*|versendet|enviad\w|despach\w*|expedi\w*|fulfilled)(?: .*)?/], fits: (profile) => moment(profile) && !/limit|deadline/.test(profile.words) },
  { target: 'fields.order.deliveredAt', kinds: ['orders'], words: [/(?:.* )?(?:delivered|delivery|zugestellt|geliefert|lieferung|entregue|entrega|livre|livraison)(?: .*)?/], fits: moment },
  { target: 'fields.order.cancelledAt', kinds: ['orders'], words: [/(?:.* )?(?:cancel\w*|storniert|storno|annule)(?: .*)?/], fits: moment },
  { target: 'fields.order.returnedAt', kinds: ['orders'], words: [/(?:.* )?(?:return\w*|refund\w*|retour\w*|devol\w*|rucksend\w*)(?: .*)?/], fits: moment },
  {
    target: 'fields.occurredAt', kinds: ['orders'], fits: moment,
    words: [/(?:.* )?(?:purchase|purchased|placed|compra|kauf\w*|bestelldatum)(?: .*)?/, new RegExp(`(?:order|purchase|compra|bestell\\w*|kauf\\w*|commande|pedido|invoice|rechnungs\\w*|transaction|placed|sale).*${DATE_WORD}$`), /^(?:placed|ordered|purchased)$/, new RegExp(`^(?:created|creation|erstellt\\w*|criado|creado|cree).*`), new RegExp(`^${DATE_WORD}$`)],
  },
  {
    target: 'fields.occurredAt', kinds: null, fits: moment,
    words: [
      /^(?:occurred|happened) at$/, /^(?:event |time )?(?:timestamp|datetime)$/, new RegExp(`(?:creat\\w*|submit\\w*|opened|open|sent|receiv\\w*|post\\w*|publish\\w*|start\\w*|begin|erstell\\w*|gesendet|eingang\\w*|criad\\w*|cria\\w*|creacion|envio|event|message|call|review|case|ticket).*${DATE_WORD}$`),
      new RegExp(`^(?:created|sent|received|posted|submitted|opened|published|started|date)$`), new RegExp(`^(?:time )?${DATE_WORD}(?: (?:utc|time))?$`), new RegExp(`.*(?:creat|publish|post|received).*`),
    ],
  },

  { target: 'fields.order.lines.product', kinds: ['orders'], words: [/^(?:product|item|sku|article|artikel|produkt|produto|producto|produit|stock ?code|asin|ean|gtin|variant|lineitem)s? ?(?:id|nr|no|number|nummer|code|sku)?$/], fits: (profile) => profile.averageWords <= 3, shared: true },
  { target: 'fields.order.lines.name', kinds: ['orders'], words: [/^(?:product|item|article|artikel|produkt|produto|producto|lineitem) ?(?:name|title|description|bezeichnung)$/, /^(?:description|bezeichnung|descricao|descripcion|designation)$/], fits: words },
  { target: 'fields.order.lines.quantity', kinds: ['orders'], words: [/^(?:.* )?(?:quantity|qty|menge|anzahl|quantidade|cantidad|quantite|units|pieces|stuck)$/], fits: number },
  { target: 'fields.order.lines.unitPrice', kinds: ['orders'], words: [/^(?:.* )?(?:unit price|einzelpreis|preco unitario|precio unitario|prix unitaire|stuckpreis)$/, /^(?:item |product |lineitem )?(?:price|preis|preco|precio|prix)$/], fits: number },

  { target: 'fields.title', kinds: null, words: [/^(?:.* )?(?:title|subject|betreff|assunto|asunto|objet|sujet|titre|titel|titulo|headline|uberschrift)$/, /^(?:summary|topic|thema)$/], fits: (profile) => words(profile) && !/product|job|page/.test(profile.words) },
  { target: 'fields.turns', kinds: ['chats', 'calls'], words: [/^(?:turns|messages|utterances|dialog|dialogue|transcript|conversation|log|segments|entries)$/, /.*transcri.*/], fits: (profile) => profile.list !== null || /^\s*[\p{L} ]{2,30}:/mu.test(profile.example) },
  { target: 'fields.turns.text', kinds: ['chats', 'calls'], words: [/^(?:.* )?(?:text|body|content|message|utterance|nachricht|mensagem|mensaje|inhalt|texto|texte|conteudo|transcript|sentence)$/], fits: (profile) => profile.averageLength > 2 && profile.list === null && !profile.words.endsWith(' id') },
  { target: 'fields.turns.speaker', kinds: ['chats', 'calls'], words: [/^(?:speaker|role|sender|author|participant|sprecher|who|from|absender|remetente|emisor|party|channel role)(?: type| role)?$/, /^(?:sender|author|user|speaker) type$/], fits: (profile) => profile.averageWords <= 4 },
  {
    target: 'fields.text', kinds: ['orders', 'reviews', 'tickets', 'calls', 'mail', 'interactions'], fits: (profile) => words(profile) && profile.averageWords >= 2 && !/^(?:product|item)/.test(profile.words),
    words: [/^(?:.* )?(?:text|body|message|mensagem|nachricht|mensaje|content|inhalt|conteudo|contenido|verbatim|utterance|transcript|texto|texte|tweet)$/, /^(?:.* )?(?:comments?|comentario|kommentar|commentaire|feedback|opinion|meinung|review|complaint|narrative)$/, /^(?:.* )?(?:description|beschreibung|descricao|descripcion|notes?|question|frage)$/, /.*(?:review|comment|complaint|message|feedback).*(?:text|narrative|body|message)?.*/],
  },
  {
    target: 'fields.rating.value', kinds: ['reviews', 'tickets', 'calls', 'chats', 'interactions'], fits: (profile) => number(profile) && profile.least >= 0 && profile.most <= 100 && profile.distinct.length <= 101,
    words: [/^(?:review |overall |customer |star |user )?(?:rating|stars?|score|bewertung|sterne|puntuacion|calificacion|avaliacao|estrelas|etoiles|valoracion|nota|note)(?: value)?$/, /^(?:csat|nps|ces|satisfaction|zufriedenheit)(?: score| rating)?$/, /^(?:overall|gesamt\w*)(?: rating| score)?$/, /^.* (?:review )?(?:score|rating|stars)$/],
  },

  { target: 'identifiers.email', kinds: null, words: [/.*(?:customer|user|client|contact|requester|sender|from|buyer|kunde).*mail.*/, /.*e ?mail.*/, /.*/], fits: (profile) => profile.emailRatio > 0.8 && theirs(profile) },
  { target: 'identifiers.phone', kinds: null, words: [/.*(?:phone|telefon\w*|mobile|handy|celular|movil|msisdn|caller|ani|whatsapp)(?: number| nr| no)?$/, /^tel(?: .*)?$/], fits: (profile) => theirs(profile) && (profile.phoneRatio > 0.5 || (profile.numberRatio > 0.8 && profile.averageLength >= 7 && profile.averageLength <= 16)) },
  { target: 'identifiers.loyalty', kinds: null, words: [/^(?:loyalty|bonus|frequent flyer|membership|miles|payback|fidelidade|fidelite)(?: card| program\w*)? ?(?:id|nr|no|number|card)$/], fits: identifying },
  {
    target: 'identifiers.user', kinds: null, fits: (profile) => identifying(profile) && theirs(profile),
    words: [/^(?:customer|client|kunden?|cliente|user|usuario) unique (?:id|number)$/, /^(?:customer|client|kunden?|cliente|member|account|requester|buyer|shopper|subscriber|contact|person|guest|household|utilisateur|usuario|user|card holder)s? ?(?:id|nr|no|num|number|nummer|numero|code|uuid|key|ref|reference|guid)$/, /^(?:kundennummer|kundennr|customerid|userid|clientid|cust id|custid|user)$/, /^(?:id|codigo|numero|code)(?: do| del| de| du)? (?:cliente|client|usuario)$/],
  },
  { target: 'identifiers.order', kinds: ['orders', 'reviews', 'tickets', 'calls', 'chats', 'interactions'], words: [named(ORDER_NOUN)], fits: (profile) => identifying(profile) && profile.momentRatio < 0.9, shared: true },
  { target: 'identifiers.device', kinds: null, words: [/^(?:device|advertising|idfa|installation) ?(?:id)?$/], fits: identifying },
  { target: 'identifiers.cookie', kinds: null, words: [/^(?:cookie|anonymous|visitor|client|ga)(?: id)$/], fits: identifying },
  { target: 'identifiers.social', kinds: ['reviews', 'tickets', 'chats', 'interactions'], words: [/^(?:.* )?(?:handle|screen name|user ?name|from user|nick ?name|author id)$/], fits: identifying },

  { target: 'traits.givenName', kinds: null, words: [/^(?:customer |billing |shipping )?(?:first ?name|given ?name|forename|vorname|prenom|primeiro nome|nome proprio|nombre de pila)$/], fits: label },
  { target: 'traits.familyName', kinds: null, words: [/^(?:customer |billing |shipping )?(?:last ?name|family ?name|surname|nachname|sobrenome|apellidos?|nom de famille|cognome)$/], fits: label },
  { target: 'traits.name', kinds: null, words: [/^(?:customer|client|full|contact|user|requester|sender|from|buyer|guest|kunden?|caller|reviewer|author|billing|shipping) ?(?:full )?(?:name|nome)$/, /^(?:name|nome|nombre|nom|author|autor|auteur|reviewer|kunde|customer|cliente|client)$/, /^(?:nome|nombre|nom) (?:do |del |du )?(?:cliente|client|completo)$/], fits: (profile) => label(profile) && profile.emailRatio < 0.2 && theirs(profile) },
  { target: 'traits.birthDate', kinds: null, words: [/.*(?:birth|geburt|nascimento|nacimiento|naissance).*/, /^dob$/], fits: moment },
  { target: 'traits.company', kinds: null, words: [/^(?:company|firma|organi[sz]ation|empresa|societe|entreprise|unternehmen)(?: name)?$/], fits: label },
  { target: 'traits.street', kinds: null, words: [/^(?:.* )?(?:street|strasse|address(?: line)?(?: 1)?|adresse|endereco|direccion|rua|calle|rue)$/], fits: (profile) => !/mail|ip|seller|store/.test(profile.words) },
  { target: 'traits.city', kinds: null, words: [/^(?:.* )?(?:city|town|ort|stadt|wohnort|cidade|ciudad|ville|suburb|municipio)$/], fits: (profile) => label(profile) && !/seller|store|geolocation/.test(profile.words) },
  { target: 'traits.postcode', kinds: null, words: [/.*(?:post ?code|postal ?code|zip|plz|postleitzahl|\bcep\b|codigo postal|code postal).*/], fits: (profile) => profile.averageLength <= 12 && !/seller|store|geolocation/.test(profile.words) },
  { target: 'traits.country', kinds: null, words: [/^(?:.* )?(?:country|land|pais|pays)(?: code)?$/], fits: (profile) => label(profile) && !/seller|store/.test(profile.words) },
  { target: 'traits.region', kinds: null, words: [/^(?:customer|address|billing|shipping) (?:state|region|province)$/, /^(?:region|province|bundesland|uf)$/], fits: label },

  { target: 'fields.order.state', kinds: ['orders'], words: [/^(?:order |bestell|delivery |current )?(?:status|state|stand|situacao|estado|statut|etat|bestellstatus)$/, /^(?:status|estado|situacao) (?:do |del )?pedido$/, /^(?:fulfillment|financial) status$/], fits: (profile) => profile.averageWords <= 3 && profile.numberRatio < 0.5 },
  { target: 'fields.order.currency', kinds: null, words: [/^(?:.* )?(?:currency|wahrung|waehrung|moeda|moneda|devise)(?: code)?$/], fits: (profile) => profile.averageLength <= 4 },
  { target: 'fields.order.total', kinds: ['orders'], words: [/^(?:order |grand |invoice |payment )?(?:total|gesamt\w*|valor total|total (?:price|amount|value|sum|paid))$/, /^(?:order |payment |invoice )?(?:amount|value|sum|summe|betrag|valor|importe|montant|revenue|umsatz|price paid)(?: total)?$/], fits: number },

  { target: 'subjects.product', kinds: ['reviews', 'tickets', 'calls', 'chats', 'interactions'], words: [/^(?:product|item|sku|article|artikel|produkt|produto|producto|produit|stock ?code|clothing|asin|ean|gtin|variant)s? ?(?:id|nr|no|number|nummer|code|sku)$/, /^(?:product|sku|asin|produkt|artikel|produto|producto)(?: name| title)?$/], fits: (profile) => profile.averageLength <= 150 },
  { target: 'subjects.rival', kinds: ['reviews'], words: [/^(?:competitor|rival|konkurrent|wettbewerber|mitbewerber|concorrente|competidor|concurrent|concorrent)(?: name)?$/], fits: (profile) => label(profile) && profile.distinct.length <= 100 },
  { target: 'subjects.agent', kinds: ['tickets', 'calls', 'chats', 'interactions'], words: [/^(?:.* )?(?:agent|operator|assignee|bearbeiter|sachbearbeiter|atendente|agente|handled by|assigned to|mitarbeiter|org resource)(?: name| id| email)?$/], fits: (profile) => profile.averageWords <= 4 },
  { target: 'subjects.campaign', kinds: null, words: [/^(?:utm )?(?:campaign|kampagne|campanha|campana|campagne)(?: id| name)?$/], fits: label },
  { target: 'subjects.case', kinds: ['calls', 'chats', 'interactions', 'mail'], words: [/^(?:ticket|case|vorgang)(?: concept name)? ?(?:id|number|nr|nummer|name)?$/], fits: identifying },
  { target: 'subjects.place', kinds: null, words: [/^(?:store|shop|filiale|loja|tienda|magasin|branch)(?: id| name)?$/], fits: label },

  { target: 'fields.durationSeconds', kinds: ['calls', 'chats', 'interactions'], words: [/^(?:.* )?(?:duration|talk time|handle time|dauer|duracao|duracion|duree)(?: seconds| sec| s| in seconds)?$/], fits: number },
  { target: 'fields.language', kinds: null, words: [/^(?:.* )?(?:language|lang|sprache|idioma|langue|locale)(?: code)?$/], fits: (profile) => profile.averageLength <= 20 && label(profile) },
  { target: 'fields.channel', kinds: ['tickets', 'interactions'], words: [/^(?:.* )?(?:channel|kanal|canal|medium|via)$/], fits: (profile) => label(profile) && profile.distinct.length <= 40 },
  { target: 'fields.kind', kinds: ['interactions'], words: [/^(?:event|activity|action|interaction|aktivitat)(?: type| name)?$/, /^(?:concept name|type)$/], fits: (profile) => profile.averageWords <= 8 && profile.distinct.length <= 60 && profile.numberRatio < 0.5 },
  { target: 'fields.direction', kinds: ['tickets', 'calls', 'interactions', 'chats'], words: [/^(?:direction|richtung|direcao|direccion|sens|inbound)$/], fits: label },
];
