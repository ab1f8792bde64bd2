import type { Pack } from '../grammar.ts';

/** Held-out grammar, Spanish. */
export const spanish: Pack = {
  hello: { warm: ['Queridos amigos:'], plain: ['Estimados señores:', 'Muy buenas:'], cold: ['A ver.'] },
  bye: { warm: ['Con cariño y agradecimiento'], plain: ['Atentamente', 'Saludos cordiales'], cold: ['Muy decepcionado'] },
  aside: ['Lo demás me gusta.', 'Antes funcionaba mejor.'],
  topics: {
    'parcel-late': { calm: ['¿Ha salido ya {order}? [Desde hace {days} días no cambia nada.|En casa no hay nada.]', 'Anunciasteis el {product} para el {weekday} y aquí no está.'], angry: ['Sigue sin llegar, ¡ya basta!', '¡Dejad de decir que está en camino!'], more: ['Era para un cumpleaños.'], ask: ['Dadme una fecha honesta.', '¿Dónde está ahora mismo?'] },
    'size-small': { calm: ['Uso un 43 y {product} aprieta como un 42.'], ask: ['¿Lo hay más grande?'] },
    'not-warm': { calm: ['El cartel hablaba de −20 y yo temblaba a −4 con la {product}.'], angry: ['¿Menos veinte? ¡No sentía los brazos a −5!'] },
    'zip-broken': { calm: ['El tirador del {product} se me quedó en la mano, ni un mes de uso.'] },
    'refund-slow': { calm: ['El {product} ya lo tenéis, el abono no aparece en mi cuenta.'], angry: ['Esto roza el robo, ¡mis {price}!'] },
    'product-question': { calm: ['¿Iría bien {product} para [kayak|gente que suda mucho]?', '¿Cuánto pesa {product} en vuestra báscula?'] },
    'product-praise': { calm: ['Tres inviernos y {product} sigue siendo mi favorito.', 'Chapó para quien diseñó {product}.'], more: ['Cinco estrellas se quedan cortas.'] },
    'staff-praise': { calm: ['Felicitad a {agent} de mi parte, [qué paciencia|qué eficacia].'] },
    'cancel-subscription': { calm: ['Deseo terminar mi contrato de cuidado [cuanto antes|al vencer].'] },
    invoice: { calm: ['En la caja de {order} no venía recibo, ¿me lo mandáis?'] },
    'return-how': { calm: ['¿Qué pasos sigo para entregar de vuelta {product}?'] },
  },
  customer: { order: ['Referencia {order}.'], retell: ['Su asistente ya lo sabe todo. {story}'], chase: ['¿Algún avance?', 'Mi mensaje del {weekday} quedó sin respuesta.'], thanks: ['Estupendo, muy amable.'], coldThanks: ['Si usted lo dice.'], yes: ['Correcto.'] },
  agent: { greet: ['Bienvenido a Brannholt, soy {agent}.'], askOrder: ['¿Tiene la referencia a mano?'], askStory: ['Cuénteme desde el principio.'], readBack: ['Tengo delante su conversación, no hace falta repetir.'], sorry: ['Le pido disculpas.'], fix: ['Listo, me he encargado.'], updateBy: ['Le escribo como muy tarde el {due}.'], refundBy: ['Tendrá el importe como muy tarde el {due}.'], outForDelivery: ['Según mi pantalla, hoy está en reparto.'], answer: ['Para eso es buena elección.'], bye: ['Que le vaya bien.'], handOff: ['Un momento, le transfiero.'] },
  bot: { greet: ['Soy Pip, su ayudante digital. Dígame.'], answer: ['Quizá ayude: sesenta días para devolver, etiquetas en su perfil.'], unclear: ['Eso fue demasiado difícil para mí.'], handOver: ['Ahora sigue una compañera, con todo lo que escribió.'] },
};

/** Held-out grammar, Portuguese. */
export const portuguese: Pack = {
  hello: { warm: ['Caros amigos,'], plain: ['Exmos. Senhores,', 'Viva,'], cold: ['Ora bem.'] },
  bye: { warm: ['Com um abraço agradecido'], plain: ['Atenciosamente', 'Saudações'], cold: ['Muito desiludida'] },
  aside: ['O resto agrada-me.', 'Antigamente corria melhor.'],
  topics: {
    'parcel-late': { calm: ['A {order} já saiu? [Há {days} dias que nada muda.|Cá em casa não há nada.]', 'O {product} estava anunciado para {weekday} e nem sinal.'], angry: ['Continua sem chegar, já chega!', 'Parem de dizer que vem a caminho!'], ask: ['Digam-me uma data honesta.', 'Onde está neste momento?'] },
    'size-small': { calm: ['Calço 43 e o {product} aperta como um 42.'], ask: ['Há maior?'] },
    'not-warm': { calm: ['O cartaz falava em −20 e eu, no {product}, tremia a −4.'] },
    'zip-broken': { calm: ['O cursor do {product} ficou-me na mão, nem um mês tinha.'] },
    'refund-slow': { calm: ['O {product} já está convosco, o crédito não está comigo.'], angry: ['Isto é quase roubo, os meus {price}!'] },
    'product-question': { calm: ['O {product} é boa ideia para [caiaque|quem transpira muito]?'] },
    'product-praise': { calm: ['Três invernos e o {product} continua o meu preferido.', 'Parabéns a quem desenhou o {product}.'], more: ['Cinco estrelas é pouco.'] },
    'staff-praise': { calm: ['Deem os parabéns à {agent}, [que calma|que eficiência].'] },
    'cancel-subscription': { calm: ['Peço o fim do meu contrato de manutenção [quanto antes|no termo].'] },
    invoice: { calm: ['Na caixa da {order} não vinha recibo, enviam-me um?'] },
    'return-how': { calm: ['Que passos sigo para entregar o {product}?'] },
  },
  customer: { order: ['Referência {order}.'], retell: ['O vosso assistente já sabe tudo. {story}'], chase: ['Algum avanço?', 'A minha mensagem de {weekday} ficou sem resposta.'], thanks: ['Maravilha, muito gentil.'], coldThanks: ['Se o diz.'], yes: ['Correto.'] },
  agent: { greet: ['Bem-vindo à Brannholt, daqui {agent}.'], askOrder: ['Tem a referência à mão?'], askStory: ['Conte-me desde o início.'], readBack: ['Tenho a sua conversa à frente, não precisa de repetir.'], sorry: ['Peço desculpa.'], fix: ['Pronto, tratei disso.'], updateBy: ['Escrevo-lhe o mais tardar a {due}.'], refundBy: ['Terá o valor o mais tardar a {due}.'], outForDelivery: ['Pelo meu ecrã, está hoje em distribuição.'], answer: ['Para isso é boa escolha.'], bye: ['Tudo de bom.'], handOff: ['Um momento, vou transferir.'] },
  bot: { greet: ['Sou o Pip, o seu ajudante digital. Diga.'], answer: ['Talvez ajude: sessenta dias para devolver, etiquetas no perfil.'], unclear: ['Foi difícil demais para mim.'], handOver: ['Agora continua uma colega, com tudo o que escreveu.'] },
};
