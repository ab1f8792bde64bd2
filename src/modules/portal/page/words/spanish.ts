import type { PageWords } from '../page-words.ts';

export const SPANISH: PageWords = {
  title: 'Su página en {company}', greeting: 'Buenos días, {name}', asOf: 'A {at}.', lookAgain: 'Actualizar', isNew: 'Hay novedades. Actualizar',
  door: {
    lead: 'Este enlace lleva a su propia página: qué está pendiente, quién se ocupa y qué viene después.', open: 'Abrir mi página', ask: 'Para que nadie más lea su página, responda a una pregunta.',
    label: 'Su código postal, o los cuatro últimos caracteres de uno de sus números de pedido', hint: 'Tal como nos lo dio. No importan los espacios ni las mayúsculas.', send: 'Abrir mi página', wrong: 'No coincide, o este enlace ya no es válido. Pídanos uno nuevo.',
    often: 'Ha habido demasiados intentos. Espere un cuarto de hora o pídanos un enlace nuevo.', closed: 'Su página no está abierta en este navegador. Use nuestro enlace o pídanos uno nuevo.',
  },
  status: 'Cómo están las cosas',
  cases: { title: 'Lo que está pendiente', none: 'No hay nada pendiente.', former: 'Cerrado hace poco', since: 'desde el {at}', order: 'Pedido {id}', promise: 'Una promesa que no cumplimos', request: 'Su solicitud sobre sus datos', matter: 'Lo que nos dijo', theyWrote: 'Usted escribió:', told: 'Le dijimos el {at}:' },
  states: {
    new: 'Todavía no se ocupa nadie.', owned: 'Se ocupa {who}.', resolved: '{who} dice que está resuelto. Solo usted puede decirlo.', broken: 'No pudimos cumplir lo prometido. {who} debe repararlo.', confirmed: 'Usted dijo que está resuelto.',
    unconfirmed: 'Lo dimos por resuelto y no supimos de usted. Díganos si no es así.', remedied: 'Una promesa no se cumplió; lo hemos reparado.', waiting: 'Esperamos algo de usted.',
  },
  next: { ahead: 'Sabrá de nosotros antes del {at}.', late: 'Debería haber sabido de nosotros antes del {at}. Llegamos tarde.', none: 'Nadie ha fijado un día para la próxima noticia.' },
  acts: {
    solved: 'Está resuelto', notSolved: 'No está resuelto', what: '¿Qué sigue mal? (puede dejarlo vacío)', say: '¿Qué quiere decirnos?', sayTitle: 'Cuéntenos más', about: 'Sobre', anything: 'otra cosa', send: 'Enviar',
    escalate: 'Acudir al defensor del cliente', escalateLead: 'El defensor no pertenece a los equipos que llevan su caso, y nadie más puede cerrar lo que escriba aquí. ¿Qué hay que examinar?',
  },
  issues: { title: 'Por qué más acudió a nosotros', once: 'Acudió por esto el {at}.', line: 'Acudió {count} veces por esto, la última el {at}.', unanswered: 'Todavía no ha respondido nadie.' },
  channel: { title: 'Cómo le respondemos', lead: 'Elija cómo quiere saber de nosotros. Lo respetamos siempre que podemos.', names: { email: 'Correo electrónico', phone: 'Teléfono', sms: 'SMS', letter: 'Carta' }, now: 'Todavía no ha elegido.' },
  consent: {
    title: 'Para qué podemos contactarle', lead: 'Una casilla marcada es un sí y vale desde que guarda. Lo que deba saber de sus pedidos y preguntas le llega siempre.',
    purposes: { marketing: 'Ofertas y novedades', research: 'Preguntarle qué piensa', quotes: 'Mostrar sus palabras a otros', profiling: 'Deducir qué podría querer', sharing: 'Dar sus datos a otros' }, channels: { email: 'por correo electrónico', sms: 'por SMS', phone: 'por teléfono', post: 'por carta', any: 'sí' }, none: 'No a todo',
  },
  data: {
    title: 'Lo que sabemos de usted', lead: 'Corrija lo que esté mal. Cuenta como su propia palabra.', traits: { street: 'Calle y número', postcode: 'Código postal', city: 'Localidad', country: 'País' }, reach: 'Cómo podemos contactarle', other: '¿Hay otra cosa mal, como su nombre? Escríbalo aquí y alguien lo corregirá.',
    copy: 'Pedir una copia de mis datos', copyLead: 'Recibirá todo lo que tenemos sobre usted antes del {at}.', erasure: 'Pedir que se borren mis datos', erasureLead: 'Respondemos antes del {at}. Lo que la ley nos obliga a guardar queda; esta página termina con ello.', sure: 'Quiero que se borren mis datos', asked: 'Lo pidió el {at}. Respondemos antes del {by}.',
  },
  escalation: { title: 'El defensor del cliente', open: 'Examina lo que usted escribió desde el {at}.', closed: 'Cerrado el {at}.', ask: '¿Está resuelto para usted?', yes: 'Sí, está resuelto', no: 'No, no lo está' },
  done: { noted: 'Gracias. Lo hemos anotado; aparecerá aquí en un momento.', saved: 'Guardado. Vale desde ahora.', asked: 'Gracias. Su solicitud está en camino y la ve aquí.', escalated: 'El defensor ya lo tiene.', tooMuch: 'Es más de lo que podemos recibir de una vez. Acórtelo o espere un poco.', empty: 'No se escribió ni cambió nada.', not: 'No se pudo hacer. Mire lo que pone aquí ahora.', fault: 'Algo ha fallado por nuestra parte. Inténtelo de nuevo en un minuto.' },
  save: 'Guardar', leave: 'Cerrar la página en este dispositivo', left: 'Su página está cerrada en este dispositivo.', language: 'Idioma', footer: 'Esta página es solo suya. No pase el enlace a nadie.',
};
