import type { ReadLanguage } from '../small-words.ts';

/**
 * How a language speaks of days and times.
 * Shape: lists in the order of months (from January) and weekdays (from Monday), parted by spaces; alternatives by `|`; a phrase may have spaces where a whole entry is one phrase. `shortMonths` only stand beside a number. `risky`: months and weekdays that are other words as well.
 * `units`: minutes, hours, days, weeks, months, years. `phrases` by value.
 */
export type DateWords = {
  readonly months: string; readonly shortMonths: string; readonly weekdays: string; readonly risky: string; readonly units: readonly [min: string, h: string, d: string, w: string, m: string, y: string];
  readonly phrases: Readonly<Record<string, string>>;
  readonly ago: { readonly before: string; readonly behind: string }; readonly ahead: { readonly before: string; readonly behind: string };
  readonly next: string; readonly last: string; readonly current: string;
  /** Parts of a day that may stand behind a day. */
  readonly parts: string;
  /** What joins day, month and year. */
  readonly joins: string;
  /** Before a month or year that stands alone. */
  readonly cues: string;
  /** Before what recurs, or is a part of a day and no day. */
  readonly every: string;
  /** Before and behind an hour. */
  readonly at: string; readonly clock: string;
};

export const DATE_WORDS: Readonly<Record<ReadLanguage, DateWords>> = {
  en: {
    months: 'january february march april may june july august september october november december', shortMonths: 'jan feb mar apr - jun jul aug sep|sept oct nov dec',
    weekdays: 'monday|mon tuesday|tue|tues wednesday|wed thursday|thu|thurs friday|fri saturday|sat sunday|sun', risky: 'may march august april june mon wed sat sun thu fri',
    units: ['minute|minutes|min|mins', 'hour|hours|hrs', 'day|days', 'week|weeks|wk|wks', 'month|months', 'year|years|yr|yrs'],
    phrases: { '0d': 'today|tonight|this morning|this afternoon|this evening', '+1d': 'tomorrow|tmrw|tomoro', '-1d': 'yesterday|last night', '+2d': 'the day after tomorrow|day after tomorrow', '-2d': 'the day before yesterday|day before yesterday', sat: 'this weekend', 'sat-': 'last weekend', 'sat+': 'next weekend', '+2w': 'in a fortnight', '-2w': 'a fortnight ago', 'T12:00': 'noon|midday', 'T00:00': 'midnight' },
    ago: { before: '', behind: 'ago|back' }, ahead: { before: 'in', behind: 'from now' }, next: 'next|coming', last: 'last|past|previous', current: 'this',
    parts: 'morning afternoon evening night lunchtime', joins: 'of the', cues: 'in for since until till by from during before after early late mid last next this', every: 'every each most all black cyber good per', at: 'at by after before around about until till from to', clock: 'am|pm|a.m|p.m|o\'clock',
  },
  de: {
    months: 'januar|jänner februar|feber märz april mai juni juli august september oktober november dezember', shortMonths: 'jan feb mrz - - jun jul aug sep|sept okt nov dez',
    weekdays: 'montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag', risky: '',
    units: ['minute|minuten|min', 'stunde|stunden|std', 'tag|tagen|tage', 'woche|wochen', 'monat|monaten|monate', 'jahr|jahren|jahre'],
    phrases: { '0d': 'heute|heut|heute abend|heute morgen|heute früh|heute nachmittag|heute mittag|heute nacht', '+1d': 'morgen|morgen früh|morgen abend|morgen nachmittag|morgen vormittag|morgen mittag', '-1d': 'gestern|gestern abend|gestern morgen|gestern früh|gestern nachmittag|gestern nacht|letzte nacht', '+2d': 'übermorgen', '-2d': 'vorgestern', sat: 'dieses wochenende|am wochenende', 'sat-': 'letztes wochenende', 'sat+': 'nächstes wochenende', 'T12:00': 'mittags', 'T00:00': 'mitternacht' },
    ago: { before: 'vor', behind: '' }, ahead: { before: 'in', behind: '' }, next: 'nächsten|nächste|nächster|nächstes|nächstem|kommenden|kommende|kommendes', last: 'letzten|letzte|letzter|letztes|letztem|vergangenen|vergangene|vorigen|vorige', current: 'diesen|diese|dieser|dieses|diesem',
    parts: 'morgen abend früh nachmittag vormittag mittag nacht', joins: 'den dem der', cues: 'im seit bis ab vom von anfang mitte ende jahr', every: 'jeden jede jeder immer am den guten', at: 'um gegen bis ab vor nach von', clock: 'uhr|h',
  },
  fr: {
    months: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre', shortMonths: 'janv fév|févr - avr - - juil - sept oct nov déc',
    weekdays: 'lundi mardi mercredi jeudi vendredi samedi dimanche', risky: 'mars avril',
    units: ['minute|minutes|min', 'heure|heures|h', 'jour|jours', 'semaine|semaines', 'mois', 'an|ans|année|années'],
    phrases: { '0d': 'aujourd\'hui|hui|ce matin|ce soir|cet après-midi|cette nuit|ce midi', '+1d': 'demain|demain matin|demain soir|demain après-midi', '-1d': 'hier|hier soir|hier matin|hier après-midi|la nuit dernière', '+2d': 'après - demain|après-demain', '-2d': 'avant - hier|avant-hier', sat: 'ce week - end|ce weekend', 'sat-': 'le week - end dernier', 'T12:00': 'midi', 'T00:00': 'minuit' },
    ago: { before: 'il y a|ya|y a', behind: '' }, ahead: { before: 'dans|d\'ici', behind: '' }, next: 'prochain|prochaine|prochains', last: 'dernier|dernière|passé|passée', current: 'ce|cet|cette',
    parts: 'matin soir midi', joins: 'de le', cues: 'en depuis de fin début mi jusque d\'ici jusqu\'en avant après courant', every: 'chaque tous les', at: 'à vers avant après dès de', clock: 'h|heures|heure',
  },
  es: {
    months: 'enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre', shortMonths: 'ene feb - abr - jun jul ago sept|sep oct nov dic',
    weekdays: 'lunes martes miércoles jueves viernes sábado domingo', risky: '',
    units: ['minuto|minutos|min', 'hora|horas', 'día|días', 'semana|semanas', 'mes|meses', 'año|años'],
    phrases: { '0d': 'hoy|esta mañana|esta tarde|esta noche', '+1d': 'mañana|mañana por la mañana|mañana por la tarde', '-1d': 'ayer|anoche|ayer por la tarde|ayer por la mañana', '+2d': 'pasado mañana', '-2d': 'anteayer|antes de ayer|antier', sat: 'este fin de semana', 'sat-': 'el fin de semana pasado', 'T12:00': 'mediodía', 'T00:00': 'medianoche' },
    ago: { before: 'hace', behind: 'atrás' }, ahead: { before: 'en|dentro de', behind: '' }, next: 'próximo|próxima|que viene|viene', last: 'pasado|pasada|último|última', current: 'este|esta',
    parts: '', joins: 'de del', cues: 'en desde hasta de para durante antes', every: 'cada todos los la las', at: 'las la', clock: 'h|horas',
  },
  it: {
    months: 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre', shortMonths: 'gen feb - apr - giu lug ago set|sett ott nov dic',
    weekdays: 'lunedì martedì mercoledì giovedì venerdì sabato domenica', risky: '',
    units: ['minuto|minuti|min', 'ora|ore', 'giorno|giorni', 'settimana|settimane', 'mese|mesi', 'anno|anni'],
    phrases: { '0d': 'oggi|stamattina|stasera|stanotte|questa mattina|questa sera|stamani', '+1d': 'domani|domani mattina|domani sera|domattina', '-1d': 'ieri|ieri sera|ieri mattina|ieri pomeriggio', '+2d': 'dopodomani', '-2d': 'l\'altro ieri|altro ieri|ieri l\'altro', sat: 'questo fine settimana', 'sat-': 'lo scorso fine settimana', 'T12:00': 'mezzogiorno', 'T00:00': 'mezzanotte' },
    ago: { before: '', behind: 'fa|or sono' }, ahead: { before: 'tra|fra', behind: '' }, next: 'prossimo|prossima', last: 'scorso|scorsa|passato|passata|ultimo|ultima', current: 'questo|questa',
    parts: 'mattina sera pomeriggio', joins: 'di del dell', cues: 'a ad in da dal nel fino entro di dal per', every: 'ogni tutti i tutte le', at: 'alle le dalle ore all', clock: 'h',
  },
  nl: {
    months: 'januari februari maart april mei juni juli augustus september oktober november december', shortMonths: 'jan feb mrt apr - jun jul aug sep|sept okt nov dec',
    weekdays: 'maandag dinsdag woensdag donderdag vrijdag zaterdag zondag', risky: '',
    units: ['minuut|minuten|min', 'uur|uren', 'dag|dagen', 'week|weken', 'maand|maanden', 'jaar|jaren'],
    phrases: { '0d': 'vandaag|vanavond|vanmorgen|vanochtend|vanmiddag|vannacht', '+1d': 'morgen|morgenochtend|morgenavond|morgenmiddag|morgen ochtend|morgen avond', '-1d': 'gisteren|gisteravond|gisterochtend|gistermiddag|afgelopen nacht', '+2d': 'overmorgen', '-2d': 'eergisteren', sat: 'dit weekend', 'sat-': 'afgelopen weekend|vorig weekend', 'sat+': 'volgend weekend', 'T00:00': 'middernacht' },
    ago: { before: '', behind: 'geleden|terug' }, ahead: { before: 'over', behind: '' }, next: 'volgende|volgend|komende|aanstaande', last: 'vorige|vorig|afgelopen|laatste', current: 'deze|dit',
    parts: 'ochtend avond middag morgen', joins: 'de van', cues: 'in sinds tot vanaf begin eind half per van', every: 'elke iedere de goede', at: 'om tot rond vanaf na voor tegen', clock: 'uur|u',
  },
  pt: {
    months: 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro', shortMonths: 'jan fev mar abr - jun jul ago set out nov dez',
    weekdays: 'segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo', risky: '',
    units: ['minuto|minutos|min', 'hora|horas', 'dia|dias', 'semana|semanas', 'mês|meses', 'ano|anos'],
    phrases: { '0d': 'hoje|esta manhã|esta tarde|esta noite|hoje de manhã|hoje à noite', '+1d': 'amanhã|amanhã de manhã|amanhã à tarde', '-1d': 'ontem|ontem à noite|ontem de manhã|ontem à tarde', '+2d': 'depois de amanhã', '-2d': 'anteontem', sat: 'este fim de semana', 'sat-': 'no fim de semana passado|fim de semana passado', 'T12:00': 'meio - dia|meio-dia', 'T00:00': 'meia - noite|meia-noite' },
    ago: { before: 'há|faz', behind: 'atrás' }, ahead: { before: 'em|daqui a|dentro de', behind: '' }, next: 'próximo|próxima|que vem', last: 'passado|passada|último|última', current: 'este|esta|neste|nesta',
    parts: '', joins: 'de do', cues: 'em desde até de para durante', every: 'cada todos os todas as toda todo', at: 'às as a pelas das', clock: 'h|horas',
  },
};

/** Names of days, and a noun behind a weekday that makes a thing of it. */
export const DAY_THINGS = 'roast roasts paper papers best school blues club market special specials deal deals lunch dinner league times mass edition';
