import type { PageWords } from '../page-words.ts';

export const FRENCH: PageWords = {
  title: 'Votre page chez {company}', greeting: 'Bonjour, {name}', asOf: 'État au {at}.', lookAgain: 'Actualiser', isNew: 'Il y a du nouveau. Actualiser',
  door: {
    lead: 'Ce lien mène à votre page : ce qui est en cours, qui s’en occupe et ce qui vient ensuite.', open: 'Ouvrir ma page', ask: 'Pour que personne d’autre ne lise votre page, répondez à une question.',
    label: 'Votre code postal, ou les quatre derniers caractères d’un de vos numéros de commande', hint: 'Tel que vous nous l’avez donné. Espaces et majuscules ne comptent pas.', send: 'Ouvrir ma page', wrong: 'La réponse ne convient pas, ou ce lien n’est plus valable. Demandez-nous-en un nouveau.',
    often: 'Il y a eu trop d’essais. Attendez un quart d’heure, ou demandez-nous un nouveau lien.', closed: 'Votre page n’est pas ouverte dans ce navigateur. Utilisez notre lien, ou demandez-en un nouveau.',
  },
  status: 'Où en sont les choses',
  cases: { title: 'Ce qui est en cours', none: 'Rien n’est en cours.', former: 'Terminé récemment', since: 'depuis le {at}', order: 'Commande {id}', promise: 'Une promesse que nous n’avons pas tenue', request: 'Votre demande sur vos données', matter: 'Ce que vous nous avez dit', theyWrote: 'Vous avez écrit :', told: 'Nous vous avons dit le {at} :' },
  states: {
    new: 'Personne ne s’en occupe encore.', owned: '{who} s’en occupe.', resolved: '{who} dit que c’est réglé. Vous seul pouvez le dire.', broken: 'Nous n’avons pas pu tenir notre promesse. {who} doit la réparer.', confirmed: 'Vous avez dit que c’est réglé.',
    unconfirmed: 'Nous pensions que c’était réglé, sans nouvelles de vous. Dites-nous si ce n’est pas le cas.', remedied: 'Une promesse n’a pas été tenue ; nous l’avons réparée.', waiting: 'Nous attendons quelque chose de vous.',
  },
  next: { ahead: 'Vous aurez de nos nouvelles d’ici le {at}.', late: 'Vous auriez dû avoir de nos nouvelles le {at} au plus tard. Nous sommes en retard.', none: 'Personne n’a fixé de date pour la suite.' },
  acts: {
    solved: 'C’est réglé', notSolved: 'Ce n’est pas réglé', what: 'Qu’est-ce qui ne va toujours pas ? (facultatif)', say: 'Que souhaitez-vous nous dire ?', sayTitle: 'Dites-nous-en plus', about: 'Au sujet de', anything: 'autre chose', send: 'Envoyer',
    escalate: 'S’adresser au médiateur', escalateLead: 'Le médiateur n’appartient pas aux équipes qui traitent votre demande, et lui seul peut clore ce que vous écrivez ici. Que faut-il examiner ?',
  },
  issues: { title: 'Ce pour quoi vous êtes aussi venu', once: 'Vous nous avez contactés à ce sujet le {at}.', line: 'Vous nous avez contactés {count} fois à ce sujet, la dernière le {at}.', unanswered: 'Personne n’a encore répondu.' },
  channel: { title: 'Comment nous vous répondons', lead: 'Choisissez comment vous souhaitez être joint. Nous nous y tenons quand nous le pouvons.', names: { email: 'Courriel', phone: 'Téléphone', sms: 'SMS', letter: 'Lettre' }, now: 'Vous n’avez pas encore choisi.' },
  consent: {
    title: 'Ce pour quoi nous pouvons vous contacter', lead: 'Une case cochée est un oui, valable dès l’enregistrement. Ce que vous devez savoir de vos commandes et questions vous parvient toujours.',
    purposes: { marketing: 'Offres et nouveautés', research: 'Vous demander votre avis', quotes: 'Montrer vos mots à d’autres', profiling: 'Déduire ce que vous pourriez vouloir', sharing: 'Donner vos données à d’autres' }, channels: { email: 'par courriel', sms: 'par SMS', phone: 'par téléphone', post: 'par lettre', any: 'oui' }, none: 'Non à tout',
  },
  data: {
    title: 'Ce que nous savons de vous', lead: 'Corrigez ce qui est faux. Cela compte comme votre propre parole.', traits: { street: 'Rue et numéro', postcode: 'Code postal', city: 'Ville', country: 'Pays' }, reach: 'Comment nous pouvons vous joindre', other: 'Autre chose est faux, par exemple votre nom ? Écrivez-le ici, quelqu’un le corrigera.',
    copy: 'Demander une copie de mes données', copyLead: 'Vous recevrez tout ce que nous avons sur vous d’ici le {at}.', erasure: 'Demander l’effacement de mes données', erasureLead: 'Nous répondons d’ici le {at}. Ce que la loi nous oblige à garder reste ; cette page prend fin.', sure: 'Je veux que mes données soient effacées', asked: 'Vous l’avez demandé le {at}. Nous répondons d’ici le {by}.',
  },
  escalation: { title: 'Le médiateur', open: 'Il examine ce que vous avez écrit depuis le {at}.', closed: 'Clos le {at}.', ask: 'Est-ce réglé pour vous ?', yes: 'Oui, c’est réglé', no: 'Non, ce n’est pas réglé' },
  done: { noted: 'Merci. C’est noté et paraîtra ici dans un instant.', saved: 'Enregistré. Valable dès maintenant.', asked: 'Merci. Votre demande est en route, vous la voyez ici.', escalated: 'Le médiateur en est saisi.', tooMuch: 'C’est plus que nous ne pouvons prendre d’un coup. Abrégez, ou attendez un peu.', empty: 'Rien n’a été écrit ni changé.', not: 'Cela n’a pas pu se faire. Voyez ce qui figure ici maintenant.', fault: 'Une erreur s’est produite chez nous. Réessayez dans une minute.' },
  save: 'Enregistrer', leave: 'Fermer la page sur cet appareil', left: 'Votre page est fermée sur cet appareil.', language: 'Langue', footer: 'Cette page est à vous seul. Ne transmettez pas le lien.',
};
