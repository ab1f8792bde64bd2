import type { PageWords } from '../page-words.ts';

export const DUTCH: PageWords = {
  title: 'Uw pagina bij {company}', greeting: 'Goedendag, {name}', asOf: 'Stand van {at}.', lookAgain: 'Vernieuwen', isNew: 'Er is iets nieuws. Vernieuwen',
  door: {
    lead: 'Deze link leidt naar uw eigen pagina: wat er openstaat, wie ervoor zorgt en wat er nu gebeurt.', open: 'Mijn pagina openen', ask: 'Beantwoord één vraag, zodat niemand anders uw pagina leest.',
    label: 'Uw postcode, of de laatste vier tekens van een van uw bestelnummers', hint: 'Zoals u die aan ons hebt gegeven. Spaties en hoofdletters maken niet uit.', send: 'Mijn pagina openen', wrong: 'Dat klopte niet, of deze link werkt niet meer. Vraag ons om een nieuwe.',
    often: 'Er is te vaak geprobeerd. Wacht een kwartier, of vraag ons om een nieuwe link.', closed: 'Uw pagina is in deze browser niet geopend. Gebruik onze link, of vraag om een nieuwe.',
  },
  status: 'Hoe het ervoor staat',
  cases: { title: 'Wat er openstaat', none: 'Er staat niets open.', former: 'Onlangs afgesloten', since: 'sinds {at}', order: 'Bestelling {id}', promise: 'Een belofte die wij niet nakwamen', request: 'Uw verzoek over uw gegevens', matter: 'Wat u ons vertelde', theyWrote: 'U schreef:', told: 'Op {at} zeiden wij u:' },
  states: {
    new: 'Er zorgt nog niemand voor.', owned: '{who} zorgt ervoor.', resolved: '{who} zegt dat het opgelost is. Alleen u kunt dat zeggen.', broken: 'Wij konden niet doen wat beloofd was. {who} moet het goedmaken.', confirmed: 'U zei dat het opgelost is.',
    unconfirmed: 'Wij dachten dat het opgelost was en hoorden niets van u. Laat het weten als het niet zo is.', remedied: 'Een belofte werd niet nagekomen; wij hebben het goedgemaakt.', waiting: 'Wij wachten op iets van u.',
  },
  next: { ahead: 'U hoort uiterlijk {at} van ons.', late: 'U had uiterlijk {at} van ons moeten horen. Wij zijn te laat.', none: 'Niemand heeft een dag genoemd voor het volgende bericht.' },
  acts: {
    solved: 'Hiermee is het opgelost', notSolved: 'Hiermee is het niet opgelost', what: 'Wat klopt er nog niet? (mag leeg blijven)', say: 'Wat wilt u ons vertellen?', sayTitle: 'Vertel ons meer', about: 'Over', anything: 'iets anders', send: 'Versturen',
    escalate: 'Naar de ombudsman', escalateLead: 'De ombudsman hoort niet bij de teams die aan uw zaak werken, en niemand anders kan sluiten wat u hier schrijft. Wat moet er worden bekeken?',
  },
  issues: { title: 'Waarvoor u ook bij ons kwam', once: 'U kwam hiervoor op {at}.', line: 'U kwam hiervoor {count} keer, het laatst op {at}.', unanswered: 'Niemand heeft nog geantwoord.' },
  channel: { title: 'Hoe wij u antwoorden', lead: 'Kies hoe u van ons wilt horen. Wij houden ons daaraan waar het kan.', names: { email: 'E-mail', phone: 'Telefoon', sms: 'Sms', letter: 'Brief' }, now: 'U hebt nog niet gekozen.' },
  consent: {
    title: 'Waarvoor wij contact mogen opnemen', lead: 'Een vinkje is een ja en geldt zodra u opslaat. Wat u over bestellingen en vragen moet weten, krijgt u altijd.',
    purposes: { marketing: 'Aanbiedingen en nieuws', research: 'Vragen wat u vindt', quotes: 'Uw woorden aan anderen tonen', profiling: 'Afleiden wat u zou kunnen willen', sharing: 'Uw gegevens aan anderen geven' }, channels: { email: 'per e-mail', sms: 'per sms', phone: 'per telefoon', post: 'per brief', any: 'ja' }, none: 'Nee tegen alles',
  },
  data: {
    title: 'Wat wij van u weten', lead: 'Verbeter wat niet klopt. Het telt als uw eigen woord.', traits: { street: 'Straat en nummer', postcode: 'Postcode', city: 'Plaats', country: 'Land' }, reach: 'Hoe wij u kunnen bereiken', other: 'Klopt er iets anders niet, zoals uw naam? Schrijf het hier; iemand verbetert het.',
    copy: 'Een kopie van mijn gegevens vragen', copyLead: 'U krijgt uiterlijk {at} alles wat wij van u hebben.', erasure: 'Vragen mijn gegevens te wissen', erasureLead: 'Wij antwoorden uiterlijk {at}. Wat wij volgens de wet moeten bewaren blijft; deze pagina eindigt ermee.', sure: 'Ik wil dat mijn gegevens worden gewist', asked: 'U vroeg dit op {at}. Wij antwoorden uiterlijk {by}.',
  },
  escalation: { title: 'De ombudsman', open: 'Bekijkt sinds {at} wat u schreef.', closed: 'Afgesloten op {at}.', ask: 'Is dit voor u afgehandeld?', yes: 'Ja, het is afgehandeld', no: 'Nee, dat is het niet' },
  done: { noted: 'Dank u. Wij hebben het genoteerd; het staat hier zo.', saved: 'Opgeslagen. Het geldt vanaf nu.', asked: 'Dank u. Uw verzoek is onderweg en u ziet het hier.', escalated: 'De ombudsman heeft het nu.', tooMuch: 'Dat is meer dan wij in één keer aankunnen. Kort het in, of wacht even.', empty: 'Er is niets geschreven of veranderd.', not: 'Dat kon niet. Kijk wat hier nu staat.', fault: 'Er ging bij ons iets mis. Probeer het over een minuut opnieuw.' },
  save: 'Opslaan', leave: 'Pagina op dit apparaat sluiten', left: 'Uw pagina is op dit apparaat gesloten.', language: 'Taal', footer: 'Deze pagina is van u alleen. Geef de link niet door.',
};
