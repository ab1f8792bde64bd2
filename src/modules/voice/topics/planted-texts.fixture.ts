import { seededRandom } from '../../../kernel/seeded-random.ts';

/** Subjects that people write about in several ways; what they mean is known. */
export const PLANTED = {
  refund: ['my refund has not arrived', 'refund not received', 'where is the refund', 'the refund is missing from my statement', 'you promised a refund', 'waiting for my money and the refund', 'refund still not paid back'],
  delivery: ['the parcel is late', 'my parcel never came', 'courier left the parcel at the wrong door', 'parcel delivery took two weeks', 'the courier did not ring', 'tracking says the parcel was delivered', 'delivery of the parcel was delayed again'],
  password: ['cannot log in with my password', 'password reset mail does not come', 'login fails after the password reset', 'forgot my password', 'account locked after wrong password', 'the login page refuses my password'],
  shoes: ['the shoes are too small', 'shoes pinch at the toe', 'wrong size of shoes', 'sole of the shoes came off', 'shoes size runs small', 'the left shoe is larger, wrong size'],
  voucher: ['voucher code is not accepted', 'the discount voucher expired too early', 'voucher code invalid at checkout', 'discount code does not work', 'my birthday voucher is invalid'],
  staff: ['the lady at the shop was so kind', 'friendly staff in the shop', 'your shop staff was very kind and patient', 'kind assistant in the shop helped my mother', 'staff in the shop was friendly'],
} as const;

/** The same subjects, as people write about them in German; and one that nobody mentions in English. */
export const PLANTED_DE = {
  refund: ['meine Erstattung ist noch nicht da', 'die Erstattung habe ich nicht erhalten', 'wo bleibt die Erstattung', 'ihr habt mir eine Erstattung versprochen', 'die Erstattung ist immer noch nicht auf dem Konto'],
  delivery: ['das Paket kommt zu spät', 'mein Paket ist nie angekommen', 'der Bote hat das Paket an der falschen Tür gelassen', 'die Lieferung von dem Paket hat zwei Wochen gedauert', 'der Bote hat mit dem Paket nicht geklingelt'],
  password: ['ich kann mich mit meinem Passwort nicht anmelden', 'die Mail für ein neues Passwort kommt nicht', 'ich habe mein Passwort vergessen', 'das Konto ist nach dem falschen Passwort gesperrt', 'die Seite nimmt mein Passwort nicht an'],
  shoes: ['die Schuhe sind zu klein', 'die Schuhe drücken an den Zehen', 'das ist die falsche Größe der Schuhe', 'die Sohle der Schuhe ist ab', 'der linke Schuh von diesen Schuhen ist größer'],
  voucher: ['der Gutschein wird nicht angenommen', 'der Gutschein ist zu früh abgelaufen', 'der Code auf dem Gutschein ist an der Kasse ungültig', 'mein Gutschein zum Geburtstag geht nicht'],
  invoice: ['auf der Rechnung steht der falsche Betrag', 'ich brauche eine Rechnung mit der richtigen Adresse', 'die Rechnung ist nicht in der Mail', 'auf der Rechnung fehlt die Steuer', 'bitte schickt mir die Rechnung noch einmal'],
} as const;

/** Something that nobody wrote about before. */
export const NEW_SUBJECT = ['app crashes when I open the basket', 'the app crashes since the update', 'your app crashed again on my tablet', 'after the update the app keeps crashing', 'app crash while paying', 'basket in the app crashes'] as const;

const BEFORE = ['hello', 'hi there', 'dear team', 'good morning', 'so', 'well', 'again', 'to whom it may concern', 'honestly', 'please look'];
const AFTER = ['please help', 'thank you', 'what can I do', 'best regards', 'this is annoying', 'I am waiting', 'let me know', 'as last month', 'for the second time', 'since Monday', 'order of last week', 'kind regards from Leeds', 'my husband says the same', 'it was a present'];
const BEFORE_DE = ['hallo', 'guten Tag', 'liebes Team', 'guten Morgen', 'also', 'schon wieder', 'ganz ehrlich'];
const AFTER_DE = ['bitte helft mir', 'vielen Dank', 'was kann ich tun', 'mit freundlichen Grüßen', 'das ist ärgerlich', 'ich warte noch', 'wie im letzten Monat', 'zum zweiten Mal', 'seit Montag', 'das war ein Geschenk'];
const ODD = 'gravel umbrella tango violet seventeen harbour pepper lantern orbit walnut ribbon glacier comet tulip anvil mosaic thunder pillow canyon biscuit saddle velvet magnet puddle chimney'.split(' ');

/** Draws texts of planted subjects, and odd ones that mean nothing. */
export function plantedTexts(seed: number): { readonly say: (ways: readonly string[]) => string; readonly odd: () => string; readonly among: (count: number) => { readonly text: string; readonly subject: string }[]; readonly amongGerman: (count: number) => { readonly text: string; readonly subject: string }[] } {
  const random = seededRandom(seed);
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const say = (ways: readonly string[]): string => `${one(BEFORE)}, ${one(ways)}, ${one(AFTER)} ${one(AFTER)}`;
  const subjects = Object.keys(PLANTED) as (keyof typeof PLANTED)[];
  const german = Object.keys(PLANTED_DE) as (keyof typeof PLANTED_DE)[];
  return {
    say,
    odd: () => Array.from({ length: 5 }, () => one(ODD)).join(' '),
    among: (count) => Array.from({ length: count }, () => { const subject = one(subjects); return { text: say(PLANTED[subject]), subject }; }),
    amongGerman: (count) => Array.from({ length: count }, () => { const subject = one(german); return { text: `${one(BEFORE_DE)}, ${one(PLANTED_DE[subject])}, ${one(AFTER_DE)} ${one(AFTER_DE)}`, subject }; }),
  };
}
