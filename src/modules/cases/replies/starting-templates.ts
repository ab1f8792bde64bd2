import type { REPLY_LANGUAGES } from './contract.ts';

type Words = Readonly<Record<(typeof REPLY_LANGUAGES)[number], { readonly name: string; readonly text: string }>>;

/** Templates with which Custos begins; each can be changed, or switched off, language by language. */
export const STARTING_TEMPLATES: Readonly<Record<string, Words>> = {
  status: {
    en: { name: 'How it stands', text: 'Hello {name},\n\n{status}\n\n{promise}\n\nKind regards\n{owner}' },
    de: { name: 'Wie es steht', text: 'Guten Tag {name},\n\n{status}\n\n{promise}\n\nFreundliche Grüße\n{owner}' },
    fr: { name: 'Où en sont les choses', text: 'Bonjour {name},\n\n{status}\n\n{promise}\n\nCordialement\n{owner}' },
    es: { name: 'Cómo está', text: 'Hola, {name}:\n\n{status}\n\n{promise}\n\nUn saludo\n{owner}' },
    pt: { name: 'Como está', text: 'Olá, {name},\n\n{status}\n\n{promise}\n\nCom os melhores cumprimentos\n{owner}' },
    it: { name: 'A che punto siamo', text: 'Buongiorno {name},\n\n{status}\n\n{promise}\n\nCordiali saluti\n{owner}' },
    nl: { name: 'Hoe het ervoor staat', text: 'Beste {name},\n\n{status}\n\n{promise}\n\nMet vriendelijke groet\n{owner}' },
  },
  received: {
    en: { name: 'It is with me now', text: 'Hello {name},\n\nyour message is with me now, and I stay with it until it is solved. {promise}\n\nKind regards\n{owner}' },
    de: { name: 'Es liegt jetzt bei mir', text: 'Guten Tag {name},\n\nIhre Nachricht liegt jetzt bei mir, und ich bleibe daran, bis es gelöst ist. {promise}\n\nFreundliche Grüße\n{owner}' },
    fr: { name: 'Je m’en occupe', text: 'Bonjour {name},\n\nje m’occupe de votre message, jusqu’à ce que tout soit réglé. {promise}\n\nCordialement\n{owner}' },
    es: { name: 'Ahora lo llevo yo', text: 'Hola, {name}:\n\nme ocupo de su mensaje hasta que esté resuelto. {promise}\n\nUn saludo\n{owner}' },
    pt: { name: 'Agora está comigo', text: 'Olá, {name},\n\na sua mensagem está agora comigo e fico com ela até tudo estar resolvido. {promise}\n\nCom os melhores cumprimentos\n{owner}' },
    it: { name: 'Me ne occupo io', text: 'Buongiorno {name},\n\nmi occupo io del Suo messaggio finché tutto è risolto. {promise}\n\nCordiali saluti\n{owner}' },
    nl: { name: 'Ik heb het nu', text: 'Beste {name},\n\nuw bericht is nu bij mij, en ik blijf erbij tot het is opgelost. {promise}\n\nMet vriendelijke groet\n{owner}' },
  },
  solved: {
    en: { name: 'Is it solved?', text: 'Hello {name},\n\nwe think that this is solved. Is it, for you? If not, answer this mail: it comes back to me.\n\nKind regards\n{owner}' },
    de: { name: 'Ist es gelöst?', text: 'Guten Tag {name},\n\naus unserer Sicht ist es gelöst. Aus Ihrer auch? Wenn nicht, antworten Sie einfach: Die Antwort kommt zu mir.\n\nFreundliche Grüße\n{owner}' },
    fr: { name: 'Est-ce réglé ?', text: 'Bonjour {name},\n\npour nous, c’est réglé. Et pour vous ? Sinon, répondez à ce message : il me revient.\n\nCordialement\n{owner}' },
    es: { name: '¿Está resuelto?', text: 'Hola, {name}:\n\npara nosotros está resuelto. ¿Para usted también? Si no, responda a este mensaje: me llega a mí.\n\nUn saludo\n{owner}' },
    pt: { name: 'Está resolvido?', text: 'Olá, {name},\n\npara nós está resolvido. E para si? Se não, responda a esta mensagem: ela chega até mim.\n\nCom os melhores cumprimentos\n{owner}' },
    it: { name: 'È risolto?', text: 'Buongiorno {name},\n\nper noi è risolto. Anche per Lei? Se no, risponda a questo messaggio: arriva a me.\n\nCordiali saluti\n{owner}' },
    nl: { name: 'Is het opgelost?', text: 'Beste {name},\n\nvoor ons is dit opgelost. Voor u ook? Zo niet, antwoord dan op deze mail: hij komt bij mij terug.\n\nMet vriendelijke groet\n{owner}' },
  },
};
