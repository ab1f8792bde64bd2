import type { PageWords } from '../page-words.ts';

export const ITALIAN: PageWords = {
  title: 'La sua pagina presso {company}', greeting: 'Buongiorno, {name}', asOf: 'Aggiornato a: {at}.', lookAgain: 'Aggiorna', isNew: 'Ci sono novità. Aggiorna',
  door: {
    lead: 'Questo link porta alla sua pagina: che cosa è aperto, chi se ne occupa e che cosa succede dopo.', open: 'Apri la mia pagina', ask: 'Perché nessun altro legga la sua pagina, risponda a una domanda.',
    label: 'Il suo codice postale, o gli ultimi quattro caratteri di un suo numero d’ordine', hint: 'Come ce lo ha indicato. Spazi e maiuscole non contano.', send: 'Apri la mia pagina', wrong: 'Non corrisponde, o questo link non è più valido. Ce ne chieda uno nuovo.',
    often: 'Ci sono stati troppi tentativi. Aspetti un quarto d’ora o ci chieda un nuovo link.', closed: 'La sua pagina non è aperta in questo browser. Usi il nostro link o ne chieda uno nuovo.',
  },
  status: 'A che punto siamo',
  cases: { title: 'Che cosa è aperto', none: 'Non c’è nulla di aperto.', former: 'Chiuso da poco', since: 'dal {at}', order: 'Ordine {id}', promise: 'Una promessa che non abbiamo mantenuto', request: 'La sua richiesta sui suoi dati', matter: 'Quello che ci ha detto', theyWrote: 'Lei ha scritto:', told: 'Il {at} le abbiamo detto:' },
  states: {
    new: 'Nessuno se ne occupa ancora.', owned: 'Se ne occupa {who}.', resolved: '{who} dice che è risolto. Solo lei può dirlo.', broken: 'Non abbiamo potuto mantenere la promessa. {who} deve rimediare.', confirmed: 'Ha detto che è risolto.',
    unconfirmed: 'Lo credevamo risolto e non l’abbiamo sentita. Ci dica se non è così.', remedied: 'Una promessa non è stata mantenuta; abbiamo rimediato.', waiting: 'Aspettiamo qualcosa da lei.',
  },
  next: { ahead: 'Avrà nostre notizie entro il {at}.', late: 'Avrebbe dovuto avere nostre notizie entro il {at}. Siamo in ritardo.', none: 'Nessuno ha indicato un giorno per la prossima notizia.' },
  acts: {
    solved: 'È risolto', notSolved: 'Non è risolto', what: 'Che cosa non va ancora? (può restare vuoto)', say: 'Che cosa vuole dirci?', sayTitle: 'Ci dica di più', about: 'A proposito di', anything: 'altro', send: 'Invia',
    escalate: 'Rivolgersi al difensore dei clienti', escalateLead: 'Il difensore non appartiene ai gruppi che seguono il suo caso, e nessun altro può chiudere ciò che scrive qui. Che cosa va esaminato?',
  },
  issues: { title: 'Perché altro si è rivolto a noi', once: 'Ci ha contattati per questo il {at}.', line: 'Ci ha contattati {count} volte per questo, l’ultima il {at}.', unanswered: 'Nessuno ha ancora risposto.' },
  channel: { title: 'Come le rispondiamo', lead: 'Scelga come vuole essere contattato. Ne teniamo conto dove possiamo.', names: { email: 'E-mail', phone: 'Telefono', sms: 'SMS', letter: 'Lettera' }, now: 'Non ha ancora scelto.' },
  consent: {
    title: 'Per che cosa possiamo contattarla', lead: 'Un segno è un sì e vale da quando salva. Ciò che deve sapere di ordini e domande le arriva in ogni caso.',
    purposes: { marketing: 'Offerte e novità', research: 'Chiederle che cosa pensa', quotes: 'Mostrare ad altri le sue parole', profiling: 'Dedurre che cosa potrebbe volere', sharing: 'Dare i suoi dati ad altri' }, channels: { email: 'per e-mail', sms: 'per SMS', phone: 'per telefono', post: 'per lettera', any: 'sì' }, none: 'No a tutto',
  },
  data: {
    title: 'Che cosa sappiamo di lei', lead: 'Corregga ciò che è sbagliato. Vale come parola sua.', traits: { street: 'Via e numero', postcode: 'Codice postale', city: 'Località', country: 'Paese' }, reach: 'Come possiamo contattarla', other: 'C’è altro di sbagliato, per esempio il nome? Lo scriva qui: qualcuno lo correggerà.',
    copy: 'Chiedere una copia dei miei dati', copyLead: 'Riceverà tutto ciò che abbiamo su di lei entro il {at}.', erasure: 'Chiedere la cancellazione dei miei dati', erasureLead: 'Rispondiamo entro il {at}. Ciò che la legge ci obbliga a conservare resta; questa pagina finisce con essa.', sure: 'Voglio che i miei dati siano cancellati', asked: 'Lo ha chiesto il {at}. Rispondiamo entro il {by}.',
  },
  escalation: { title: 'Il difensore dei clienti', open: 'Esamina ciò che ha scritto dal {at}.', closed: 'Chiuso il {at}.', ask: 'Per lei è risolto?', yes: 'Sì, è risolto', no: 'No, non lo è' },
  done: { noted: 'Grazie. Ne abbiamo preso nota; tra un momento lo vede qui.', saved: 'Salvato. Vale da adesso.', asked: 'Grazie. La sua richiesta è in corso e la vede qui.', escalated: 'Ora se ne occupa il difensore.', tooMuch: 'È più di quanto possiamo ricevere in una volta. Lo accorci o aspetti un po’.', empty: 'Non è stato scritto né cambiato nulla.', not: 'Non è stato possibile. Guardi che cosa c’è qui ora.', fault: 'Qualcosa non ha funzionato da parte nostra. Riprovi tra un minuto.' },
  save: 'Salva', leave: 'Chiudi la pagina su questo dispositivo', left: 'La sua pagina è chiusa su questo dispositivo.', language: 'Lingua', footer: 'Questa pagina è solo sua. Non passi il link ad altri.',
};
