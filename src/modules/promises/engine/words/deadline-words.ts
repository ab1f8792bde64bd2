/** Words that tell what a sentence with a deadline is about. `asksYou`: the customer shall do something; `isOpen`: hoped, possible, denied, told of before, or how long something is valid: no promise. */
export type DeadlineWords = { readonly asksYou: RegExp; readonly isOpen: RegExp; readonly refund: RegExp; readonly deliver: RegExp; readonly reply: RegExp };

export const ENGLISH: DeadlineWords = {
  asksYou: /\b(?:please|kindly|you (?:must|should|need|have to|can|could|may(?! \d)|might|want)|make sure)\b|^(?:so |and |then |just )?(?:send|return|reply|order|book|pay|call|ring|contact|bring|choose|use|post|ship|confirm|tell|let)\b/u,
  isOpen: /\b(?:if|unless|provided|once you|when you|as soon as you|in case|cannot|can't|unable|never|hope|hopefully|try|trying|aim|should|might|(?<!\d(?:st|nd|rd|th)? (?:of )?)may(?! \d)|could|would|perhaps|maybe|probably|possibly|usually|normally|typically|plan(?:ned|s)?|estimated?|expect(?:ed|s)? (?:it|to|back|that)|supposed|had (?:promised|said|told)|was (?:promised|told|said)|were (?:promised|told)|valid|open|opens|closed|closes|offer|sale|discount|voucher|expires?|ends?|available|in stock)\b|(?<!no |not )\b(?:do|does|did|will|is|are|was|were|has|have)(?:n't| not)\b/u,
  refund: /refund|money|reimburs|repay|repaid|\b(?:credit(?:ed)?|amount|sum|transfer(?:red)?|payment|bank)\b|your (?:\w+ )?(?:account|card)\b|paid back|pay (?:it|you|that) back/u,
  reply: /\b(?:hear|news|updat\w*|word|touch|reply|replies|answer\w*|respon\w*|call|ring|phone|write|e-?mail|text|message|contact|inform\w*|notif\w*|let you know|back to you|tell you|know (?:more|what|where|whether|when|how)|feedback|confirmation|follow up)\b/u,
  deliver: /deliver|arriv|with you|at your door|reach you|in your hands|dispatch|ship|parcel|package/u,
};

/** Other languages, where days are read by their numbers. `until` what names a deadline before a day, `latest` beside it; `lasting` a length of time in hours or days. Shape of what is found: day, month, year, hour, minute. */
export const DATED_LANGUAGES: readonly (DeadlineWords & { readonly until: RegExp; readonly latest: { readonly words: RegExp; readonly day: RegExp }; readonly lasting: RegExp })[] = [
  {
    until: String.raw`bis(?: spätestens)?(?: zum| am)?|(?:spätestens|noch vor|vor)(?: am| zum| dem| bis)?|nicht später als(?: am)?`, latest: /spätestens|längstens|allerspätestens/u, within: String.raw`innerhalb(?: von| der nächsten)?|binnen|in(?: den nächsten)?`, hour: 'stunden?', day: 'tag(?:en?)?', clock: ' um| gegen',
    refund: /geld|erstatt|gutschr|betrag|rückzahl|überwies|überweis|konto|zurückgezahlt/u, deliver: /zugestellt|geliefert|liefer|ankomm|bei ihnen sein|paket/u, reply: /hören|meld|ruf|schreib|antwort|bescheid|informier|nachricht|rückmeld|update|auskunft|erfahren|kontakt|neuigkeit|wissen/u,
    asksYou: /\bbitte\b|\bsie (?:müssen|können|sollten)\b|^(?:senden|schicken|melden|antworten|bestellen|zahlen) sie\b/u, isOpen: /\b(?:wenn|falls|sofern|sobald sie|nicht|nie|hoffe\w*|versuch\w*|eventuell|vielleicht|voraussichtlich|könnte\w*|sollte\w*|gültig|geöffnet|offen|angebot|rabatt|läuft|endet)\b/u,
  },
  {
    until: String.raw`(?:avant|d'ici|jusqu'|pas plus tard que|au plus tard|pour)(?: le| au| à| la)?`, latest: /au plus tard|dernier délai/u, within: String.raw`sous|dans(?: les)?|d'ici|en moins de`, hour: 'heures?', day: 'jours?', clock: ' à| vers',
    refund: /rembours|argent|virement|virée?|recrédit|crédit|somme|montant|versé|versement|votre compte/u, deliver: /livr|arriver|chez vous|colis/u, reply: /nouvelles|rappel|écri|répon|tiendr|tenons|inform|contact|revien|reviendr|message|retour|signe|saurez|dirons/u,
    asksYou: /\b(?:veuillez|merci de|vous (?:devez|pouvez))\b|^(?:renvoyez|envoyez|répondez|commandez|appelez)\b/u, isOpen: /\b(?:si|pas (?!plus tard)|jamais|espér\w*|essay\w*|peut-être|probablement|normalement|pourrait|devrait|valable|ouvert|offre|remise|expire)(?!\p{L})/u,
  },
  {
    until: String.raw`(?:antes del?|hasta el|para el|no más tarde del?|a más tardar el|como (?:muy tarde|máximo) el|el)(?: día)?`, latest: /a más tardar|como muy tarde|como máximo/u, within: String.raw`en(?: menos de| un plazo de| las próximas| los próximos)?|dentro de|antes de`, hour: 'horas?', day: 'días?', clock: ' a las| sobre las',
    refund: /reembols|dinero|devol(?:u|v)|abon|importe|ingres|transferencia|su cuenta/u, deliver: /entreg|llegar|paquete/u, reply: /noticias|llam|escrib|respond|respuesta|inform|contact|sabrá|mensaje|diremos|avis|novedad/u,
    asksYou: /\b(?:por favor|debe|puede|tiene que)(?!\p{L})|^(?:envíe|devuelva|responda|pida|llame)(?!\p{L})/u, isOpen: /(?:^|\s)(?:si|no(?! más tarde)|nunca|espera\w*|intenta\w*|quizás?|probablemente|normalmente|podría|debería|válid\w|abiert\w|oferta|descuento|caduca)(?!\p{L})/u,
  },
  {
    until: String.raw`(?:até|antes de|não mais tarde que|o mais tardar|no máximo)(?: até)?(?: ao?s?| o| dia| ao dia| às| do dia| de)?`, latest: /o mais tardar|no máximo/u, within: String.raw`em(?: menos de)?|dentro de|no prazo de|nas próximas|nos próximos`, hour: 'horas?', day: 'dias?', clock: ' às| pelas',
    refund: /reembols|dinheiro|devol(?:u|v)|estorn|quantia|montante|transferência|crédit|sua conta|na conta|valor/u, deliver: /entreg|chegar|encomenda/u, reply: /notícias|ligar|ligamos|ligo|escrev|respond|resposta|inform|contact|saberá|mensagem|diremos|avis|retorno|novidade/u,
    asksYou: /\b(?:por favor|deve|pode|tem de|tem que)(?!\p{L})|^(?:envie|devolva|responda|peça|ligue)(?!\p{L})/u, isOpen: /(?:^|\s)(?:se|não(?! mais tarde)|nunca|espera\w*|tenta\w*|talvez|provavelmente|normalmente|poderia|deveria|válid\w|abert\w|oferta|desconto|expira)(?!\p{L})/u,
  },
].map(({ until, latest, within, hour, day, clock, ...words }) => {
  const date = String.raw`(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}))?\.?(?:(?:,|${clock}|,(?:${clock}))? ?(\d{1,2})(?:[:.h](\d{2})| uhr| h)(?: uhr| h)?)?(?!\d)`;
  return { ...words, until: new RegExp(String.raw`(?:^|[\s,(])(?:${until}) ?${date}`, 'u'), latest: { words: latest, day: new RegExp(String.raw`(?:^|[\s,(])${date}`, 'u') }, lasting: new RegExp(String.raw`(?:^|[\s,(])(?:${within}) (\d{1,3}) (?:(${hour})|${day})(?!\p{L})`, 'u') };
});
