import type { PageWords } from '../page-words.ts';

export const PORTUGUESE: PageWords = {
  title: 'A sua página na {company}', greeting: 'Bom dia, {name}', asOf: 'À data de {at}.', lookAgain: 'Atualizar', isNew: 'Há novidades. Atualizar',
  door: {
    lead: 'Esta ligação leva à sua própria página: o que está em aberto, quem trata disso e o que se segue.', open: 'Abrir a minha página', ask: 'Para que mais ninguém leia a sua página, responda a uma pergunta.',
    label: 'O seu código postal, ou os últimos quatro caracteres de um dos seus números de encomenda', hint: 'Tal como nos indicou. Espaços e maiúsculas não importam.', send: 'Abrir a minha página', wrong: 'Não corresponde, ou esta ligação já não é válida. Peça-nos uma nova.',
    often: 'Houve demasiadas tentativas. Espere um quarto de hora ou peça-nos uma nova ligação.', closed: 'A sua página não está aberta neste navegador. Use a nossa ligação ou peça uma nova.',
  },
  status: 'Como estão as coisas',
  cases: { title: 'O que está em aberto', none: 'Não há nada em aberto.', former: 'Fechado há pouco', since: 'desde {at}', order: 'Encomenda {id}', promise: 'Uma promessa que não cumprimos', request: 'O seu pedido sobre os seus dados', matter: 'O que nos disse', theyWrote: 'Escreveu:', told: 'Dissemos-lhe em {at}:' },
  states: {
    new: 'Ainda ninguém trata disto.', owned: '{who} trata disto.', resolved: '{who} diz que está resolvido. Só a sua palavra o confirma.', broken: 'Não pudemos cumprir o prometido. {who} deve reparar.', confirmed: 'Disse que está resolvido.',
    unconfirmed: 'Demos isto por resolvido e não soubemos de si. Diga-nos se não está.', remedied: 'Uma promessa não foi cumprida; reparámos isso.', waiting: 'Esperamos algo de si.',
  },
  next: { ahead: 'Terá notícias nossas até {at}.', late: 'Devia ter tido notícias nossas até {at}. Estamos atrasados.', none: 'Ninguém marcou um dia para a próxima notícia.' },
  acts: {
    solved: 'Está resolvido', notSolved: 'Não está resolvido', what: 'O que ainda está mal? (pode deixar vazio)', say: 'O que nos quer dizer?', sayTitle: 'Diga-nos mais', about: 'Sobre', anything: 'outra coisa', send: 'Enviar',
    escalate: 'Recorrer ao provedor do cliente', escalateLead: 'O provedor não pertence às equipas que tratam do seu caso, e mais ninguém pode fechar o que aqui escrever. O que deve ser examinado?',
  },
  issues: { title: 'Por que mais nos contactou', once: 'Contactou-nos por isto em {at}.', line: 'Contactou-nos {count} vezes por isto, a última em {at}.', unanswered: 'Ainda ninguém respondeu.' },
  channel: { title: 'Como lhe respondemos', lead: 'Escolha como quer saber de nós. Respeitamos a escolha sempre que possível.', names: { email: 'Correio eletrónico', phone: 'Telefone', sms: 'SMS', letter: 'Carta' }, now: 'Ainda não escolheu.' },
  consent: {
    title: 'Para que o podemos contactar', lead: 'Uma marca é um sim e vale assim que guardar. O que precisa de saber das suas encomendas e perguntas chega-lhe sempre.',
    purposes: { marketing: 'Ofertas e novidades', research: 'Perguntar o que pensa', quotes: 'Mostrar as suas palavras a outros', profiling: 'Deduzir o que poderá querer', sharing: 'Dar os seus dados a outros' }, channels: { email: 'por correio eletrónico', sms: 'por SMS', phone: 'por telefone', post: 'por carta', any: 'sim' }, none: 'Não a tudo',
  },
  data: {
    title: 'O que sabemos de si', lead: 'Corrija o que está errado. Vale como a sua própria palavra.', traits: { street: 'Rua e número', postcode: 'Código postal', city: 'Localidade', country: 'País' }, reach: 'Como o podemos contactar', other: 'Há outra coisa errada, como o seu nome? Escreva aqui e alguém corrige.',
    copy: 'Pedir uma cópia dos meus dados', copyLead: 'Recebe tudo o que temos sobre si até {at}.', erasure: 'Pedir que apaguem os meus dados', erasureLead: 'Respondemos até {at}. O que a lei nos obriga a guardar fica; esta página termina com isso.', sure: 'Quero que os meus dados sejam apagados', asked: 'Pediu isto em {at}. Respondemos até {by}.',
  },
  escalation: { title: 'O provedor do cliente', open: 'Examina o que escreveu desde {at}.', closed: 'Fechado em {at}.', ask: 'Está resolvido para si?', yes: 'Sim, está resolvido', no: 'Não, não está' },
  done: { noted: 'Obrigado. Anotámos; aparece aqui dentro de momentos.', saved: 'Guardado. Vale a partir de agora.', asked: 'Obrigado. O seu pedido está a caminho e vê-o aqui.', escalated: 'O provedor já tem o assunto.', tooMuch: 'É mais do que podemos receber de uma vez. Encurte ou espere um pouco.', empty: 'Nada foi escrito nem alterado.', not: 'Não foi possível. Veja o que aqui está agora.', fault: 'Algo falhou do nosso lado. Tente de novo dentro de um minuto.' },
  save: 'Guardar', leave: 'Fechar a página neste dispositivo', left: 'A sua página está fechada neste dispositivo.', language: 'Língua', footer: 'Esta página é só sua. Não passe a ligação a ninguém.',
};
