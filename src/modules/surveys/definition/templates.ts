import type { Condition, Definition } from './contract.ts';

const THEME = { ink: '#1b1b1f', paper: '#ffffff', accent: '#0a5f68' } as const;
const NOTHING_KNOWN = { trait: null, answeredDays: null } as const;
const LIKELY = { low: { en: 'Not at all likely', de: 'Sehr unwahrscheinlich' }, high: { en: 'Very likely', de: 'Sehr wahrscheinlich' } };
const THANKS = { en: 'We read every answer. Where you asked for somebody, they get in touch.', de: 'Wir lesen jede Antwort. Wo Sie jemanden wünschen, meldet sich jemand.' };
const FOLLOW_UP = { offerContact: true, withinHours: 48, untouchedMostRatio: 0.3 } as const;
const PLAN = { channel: 'email', shareRatio: 0.5, perWeekMost: null, quotas: null } as const;
/** Keys of these answers tell whether it was solved, as interactions read it (said-solved.ts). */
const SOLVED = [{ key: 'yes', text: { en: 'Yes', de: 'Ja' } }, { key: 'partly', text: { en: 'Partly', de: 'Teilweise' } }, { key: 'no', text: { en: 'No', de: 'Nein' } }];
const ASKED = { showIf: [] as Condition[], known: NOTHING_KNOWN };

/** What one can begin with, instead of an empty page: one for each moment. */
export const TEMPLATES: readonly { readonly key: string; readonly about: string; readonly definition: Definition }[] = [
  {
    key: 'delivery', about: 'A day after an order arrived: would they recommend us, and why? One question is enough.',
    definition: {
      title: 'After delivery', office: 'brand', languages: ['en', 'de'], linkDays: 30, theme: THEME, thanks: THANKS, subject: { en: 'How was {about|your order}?', de: 'Wie war {about|Ihre Bestellung}?' }, intro: { en: 'Hello {name|there}, {about|your order} has arrived. One tap is enough; more is up to you.', de: 'Guten Tag, {about|Ihre Bestellung} ist angekommen. Ein Tipp genügt; mehr ist freiwillig.' },
      plan: { ...PLAN, moment: 'order-delivered', delayHours: 24, staleDays: 14, shareRatio: 0.25, perWeekMost: 500 }, followUp: { ...FOLLOW_UP, lowUpTo: 6 },
      questions: [
        { ...ASKED, ...LIKELY, key: 'recommend', kind: 'nps', text: { en: 'How likely are you to recommend us after {about|this order}?', de: 'Wie wahrscheinlich empfehlen Sie uns nach {about|dieser Bestellung} weiter?' } },
        { ...ASKED, key: 'what-missed', kind: 'open', showIf: [{ question: 'recommend', is: 'at-most', value: 6 }], text: { en: 'What should have been different?', de: 'Was hätte anders sein sollen?' } },
        { ...ASKED, key: 'what-helped', kind: 'open', showIf: [{ question: 'recommend', is: 'at-least', value: 9 }], text: { en: 'What did we do well?', de: 'Was haben wir gut gemacht?' } },
      ],
    },
  },
  {
    key: 'contact', about: 'A few hours after a call, a chat or a talk in a shop: was it solved? The answer is the customer’s word beside what staff say.',
    definition: {
      title: 'Your contact with us', office: 'service', languages: ['en', 'de'], linkDays: 30, theme: THEME, thanks: THANKS, subject: { en: 'Was it solved?', de: 'Wurde es gelöst?' }, intro: { en: 'Hello {name|there}, you were in touch with us. One tap is enough.', de: 'Guten Tag, Sie hatten Kontakt mit uns. Ein Tipp genügt.' },
      plan: { ...PLAN, moment: 'contact-ended', delayHours: 4, staleDays: 7, shareRatio: 0.25, perWeekMost: 500 }, followUp: { ...FOLLOW_UP, lowUpTo: null },
      questions: [
        { ...ASKED, key: 'solved', kind: 'one', text: { en: 'Was it solved?', de: 'Wurde es gelöst?' }, options: SOLVED },
        { ...ASKED, key: 'what-is-left', kind: 'open', showIf: [{ question: 'solved', is: 'any-of', options: ['partly', 'no'] }], text: { en: 'What is left to do?', de: 'Was ist noch zu tun?' } },
      ],
    },
  },
  {
    key: 'solved', about: 'After a case was resolved: how easy was it, and is it really solved?',
    definition: {
      title: 'After a case', office: 'service', languages: ['en', 'de'], linkDays: 30, theme: THEME, thanks: THANKS, subject: { en: 'Is it solved?', de: 'Ist es gelöst?' }, intro: { en: 'Hello {name|there}, we told you that {about|what you came to us with} is solved.', de: 'Guten Tag, wir haben Ihnen gesagt, dass {about|Ihr Anliegen} gelöst ist.' },
      plan: { ...PLAN, moment: 'case-resolved', delayHours: 24, staleDays: 10, shareRatio: 1 }, followUp: { ...FOLLOW_UP, lowUpTo: 3 },
      questions: [
        { ...ASKED, key: 'easy', kind: 'ces', text: { en: 'We made it easy for you to get this solved.', de: 'Wir haben es Ihnen leicht gemacht, das zu lösen.' }, low: { en: 'I do not agree at all', de: 'Stimme gar nicht zu' }, high: { en: 'I fully agree', de: 'Stimme voll zu' } },
        { ...ASKED, key: 'solved', kind: 'one', text: { en: 'Is it solved?', de: 'Ist es gelöst?' }, options: SOLVED },
        { ...ASKED, key: 'what-is-left', kind: 'open', showIf: [{ question: 'solved', is: 'any-of', options: ['partly', 'no'] }], text: { en: 'What is left to do?', de: 'Was ist noch zu tun?' } },
      ],
    },
  },
  {
    key: 'visit', about: 'For a shop, a parcel or a web page: a code to scan or a widget, open to everybody.',
    definition: {
      title: 'Your visit', office: 'brand', languages: ['en', 'de'], linkDays: 30, theme: THEME, thanks: THANKS, subject: { en: 'Your visit', de: 'Ihr Besuch' }, intro: {},
      plan: { ...PLAN, moment: 'link', delayHours: 0, staleDays: 1, shareRatio: 1 }, followUp: { ...FOLLOW_UP, lowUpTo: 2 },
      questions: [
        { ...ASKED, key: 'visit', kind: 'csat', text: { en: 'How satisfied are you with your visit?', de: 'Wie zufrieden sind Sie mit Ihrem Besuch?' }, low: { en: 'Not at all', de: 'Gar nicht' }, high: { en: 'Very', de: 'Sehr' } },
        { ...ASKED, key: 'parts', kind: 'matrix', text: { en: 'How good was each of these?', de: 'Wie gut war das im Einzelnen?' }, low: { en: 'bad', de: 'schlecht' }, high: { en: 'good', de: 'gut' }, rows: [{ key: 'choice', text: { en: 'The choice', de: 'Die Auswahl' } }, { key: 'help', text: { en: 'The help', de: 'Die Hilfe' } }] },
        { ...ASKED, key: 'words', kind: 'open', text: { en: 'Anything that we should know?', de: 'Etwas, das wir wissen sollten?' } },
      ],
    },
  },
];
