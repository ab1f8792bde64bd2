import type { CaseView } from '../contract.ts';
import { answerSubject } from '../../channels/index.ts';
import type { REPLY_LANGUAGES } from './contract.ts';

type Language = (typeof REPLY_LANGUAGES)[number];

const ABOUT_ORDER: Readonly<Record<Language, string>> = { en: 'Your order', de: 'Ihre Bestellung', fr: 'Votre commande', es: 'Su pedido', pt: 'A sua encomenda', it: 'Il suo ordine', nl: 'Uw bestelling' };
const ABOUT_MESSAGE: Readonly<Record<Language, string>> = { en: 'Your message', de: 'Ihre Nachricht', fr: 'Votre message', es: 'Su mensaje', pt: 'A sua mensagem', it: 'Il suo messaggio', nl: 'Uw bericht' };

/** What a mail to a customer is headed with until whoever writes it says otherwise: their own subject, else what it is about. Invariant: never what a case is called among staff ("A complaint in a review"). `answered`: the subject of the mail that is answered; null or empty where there is none. */
export function firstSubject(answered: string | null, about: CaseView['subject'], language: Language): string {
  if (answered !== null && answered !== '') return answerSubject(answered);
  return about?.type === 'order' ? `${ABOUT_ORDER[language]} ${about.id}` : ABOUT_MESSAGE[language];
}
