import type { PageWords } from '../page-words.ts';

export const GERMAN: PageWords = {
  title: 'Ihre Seite bei {company}', greeting: 'Guten Tag, {name}', asOf: 'Stand: {at}.', lookAgain: 'Neu laden', isNew: 'Es gibt Neues. Neu laden',
  door: {
    lead: 'Dieser Link führt zu Ihrer eigenen Seite: was offen ist, wer sich darum kümmert und was als Nächstes geschieht.', open: 'Meine Seite öffnen', ask: 'Damit niemand sonst Ihre Seite liest, beantworten Sie bitte eine Frage.',
    label: 'Ihre Postleitzahl oder die letzten vier Zeichen einer Ihrer Bestellnummern', hint: 'So, wie Sie sie uns genannt haben. Leerzeichen und Großschreibung spielen keine Rolle.', send: 'Meine Seite öffnen', wrong: 'Das passte nicht, oder dieser Link gilt nicht mehr. Bitten Sie uns um einen neuen.',
    often: 'Das waren zu viele Versuche. Warten Sie eine Viertelstunde, oder bitten Sie uns um einen neuen Link.', closed: 'Ihre Seite ist in diesem Browser nicht geöffnet. Nutzen Sie den Link von uns, oder bitten Sie um einen neuen.',
  },
  status: 'Wie es steht',
  cases: { title: 'Was offen ist', none: 'Es ist nichts offen.', former: 'Zuletzt abgeschlossen', since: 'seit {at}', order: 'Bestellung {id}', promise: 'Ein Versprechen, das wir nicht gehalten haben', request: 'Ihre Bitte zu Ihren Daten', matter: 'Was Sie uns gesagt haben', theyWrote: 'Sie schrieben:', told: 'Wir haben Ihnen am {at} gesagt:' },
  states: {
    new: 'Es kümmert sich noch niemand darum.', owned: 'Darum kümmert sich {who}.', resolved: '{who} hält das für gelöst. Ob es stimmt, sagen Sie.', broken: 'Wir konnten nicht halten, was versprochen war. {who} soll es wiedergutmachen.', confirmed: 'Sie haben gesagt, dass es gelöst ist.',
    unconfirmed: 'Wir hielten das für gelöst und haben nichts von Ihnen gehört. Sagen Sie uns, wenn es nicht stimmt.', remedied: 'Ein Versprechen wurde nicht gehalten; wir haben es wiedergutgemacht.', waiting: 'Wir warten auf etwas von Ihnen.',
  },
  next: { ahead: 'Sie hören bis zum {at} von uns.', late: 'Sie hätten bis zum {at} von uns hören sollen. Wir sind zu spät.', none: 'Für die nächste Nachricht hat niemand einen Tag genannt.' },
  acts: {
    solved: 'Damit ist es gelöst', notSolved: 'Damit ist es nicht gelöst', what: 'Was stimmt noch nicht? (darf leer bleiben)', say: 'Was möchten Sie uns sagen?', sayTitle: 'Sagen Sie uns mehr', about: 'Zu', anything: 'etwas anderem', send: 'Senden',
    escalate: 'An die Ombudsstelle wenden', escalateLead: 'Die Ombudsstelle gehört nicht zu den Teams, die an Ihrem Anliegen arbeiten, und niemand sonst kann schließen, was Sie hier schreiben. Was soll geprüft werden?',
  },
  issues: { title: 'Weshalb Sie auch zu uns kamen', once: 'Sie kamen am {at} deswegen.', line: 'Sie kamen {count}-mal deswegen, zuletzt am {at}.', unanswered: 'Darauf hat noch niemand geantwortet.' },
  channel: { title: 'Wie wir Ihnen antworten', lead: 'Wählen Sie, wie Sie von uns hören möchten. Wir halten uns daran, wo wir können.', names: { email: 'E-Mail', phone: 'Telefon', sms: 'SMS', letter: 'Brief' }, now: 'Sie haben noch nichts gewählt.' },
  consent: {
    title: 'Wozu wir uns melden dürfen', lead: 'Ein Häkchen ist ein Ja. Es gilt, sobald Sie speichern. Was Sie zu Bestellungen und Fragen wissen müssen, erreicht Sie in jedem Fall.',
    purposes: { marketing: 'Angebote und Neues', research: 'Fragen, was Sie denken', quotes: 'Ihre Worte anderen zeigen', profiling: 'Ermitteln, was Sie wünschen könnten', sharing: 'Ihre Daten weitergeben' }, channels: { email: 'per E-Mail', sms: 'per SMS', phone: 'per Telefon', post: 'per Brief', any: 'ja' }, none: 'Nein zu allem',
  },
  data: {
    title: 'Was wir über Sie wissen', lead: 'Berichtigen Sie, was falsch ist. Es gilt als Ihr eigenes Wort.', traits: { street: 'Straße und Hausnummer', postcode: 'Postleitzahl', city: 'Ort', country: 'Land' }, reach: 'So erreichen wir Sie', other: 'Ist etwas anderes falsch, etwa Ihr Name? Schreiben Sie es hier; jemand berichtigt es.',
    copy: 'Um eine Kopie meiner Daten bitten', copyLead: 'Sie bekommen bis zum {at} alles, was wir über Sie haben.', erasure: 'Um das Löschen meiner Daten bitten', erasureLead: 'Wir antworten bis zum {at}. Was das Gesetz uns aufzubewahren vorschreibt, bleibt; diese Seite endet damit.', sure: 'Ich möchte, dass meine Daten gelöscht werden', asked: 'Darum haben Sie am {at} gebeten. Wir antworten bis zum {by}.',
  },
  escalation: { title: 'Die Ombudsstelle', open: 'Sie prüft seit dem {at}, was Sie geschrieben haben.', closed: 'Abgeschlossen am {at}.', ask: 'Ist das für Sie erledigt?', yes: 'Ja, es ist erledigt', no: 'Nein, ist es nicht' },
  done: { noted: 'Danke. Wir haben es notiert; gleich ist es hier zu sehen.', saved: 'Gespeichert. Es gilt ab jetzt.', asked: 'Danke. Ihre Bitte ist unterwegs, Sie sehen sie hier.', escalated: 'Die Ombudsstelle hat es jetzt.', tooMuch: 'Das ist mehr, als wir auf einmal annehmen können. Kürzen Sie es, oder warten Sie etwas.', empty: 'Es wurde nichts geschrieben oder geändert.', not: 'Das ging nicht. Sehen Sie nach, was jetzt hier steht.', fault: 'Bei uns ist etwas schiefgegangen. Bitte versuchen Sie es in einer Minute noch einmal.' },
  save: 'Speichern', leave: 'Seite auf diesem Gerät schließen', left: 'Ihre Seite ist auf diesem Gerät geschlossen.', language: 'Sprache', footer: 'Diese Seite gehört Ihnen allein. Geben Sie den Link nicht weiter.',
};
