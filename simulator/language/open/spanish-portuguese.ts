import type { Pack } from '../grammar.ts';

/** Open grammar, Spanish. */
export const spanish: Pack = {
  hello: { warm: ['Hola a todos:'], plain: ['Hola,', 'Buenos días:', 'Buenas tardes,'], cold: ['Atención al cliente:'] },
  bye: { warm: ['Muchas gracias y un saludo'], plain: ['Un saludo', 'Gracias'], cold: ['Espero respuesta.'] },
  aside: ['Por lo demás, todo bien.', 'Antes no pasaba.'],
  topics: {
    'parcel-late': { calm: ['Mi paquete {order} [tenía que llegar el {weekday}|lleva {days} días de retraso].', 'Sigo esperando el {product}, el seguimiento no se mueve.'], angry: ['¡{days} días de retraso y nadie contesta!', '¿Dónde está mi paquete? ¡Ya es la tercera vez que pregunto!'], more: ['Salimos de viaje el {weekday}.'], ask: ['¿Cuándo llega?', '¿Podéis mirarlo?'] },
    'size-small': { calm: ['{product} talla [pequeño|un número menos].'], ask: ['¿Puedo cambiarlo?'] },
    'not-warm': { calm: ['Pasé frío a −5 con la {product}, y el anuncio decía −20.'], angry: ['¿Abriga a −20? ¡Mentira!'] },
    'zip-broken': { calm: ['Se ha roto la cremallera del {product} a las [dos|tres] semanas.'] },
    'refund-slow': { calm: ['Devolví el {product} hace {days} días y no he recibido el dinero.'], angry: ['¡Quiero mi dinero ya!'] },
    'product-question': { calm: ['¿{product} sirve para [el Pirineo en invierno|ir en bici a diario]?', '¿Qué talla me recomendáis en {product}?'] },
    'product-praise': { calm: ['Encantado con {product}, [abriga y no pesa|repetiré].', 'Muy buena calidad, {product} es perfecto.'], more: ['Lo recomiendo.'] },
    'staff-praise': { calm: ['Gracias a {agent}, [un encanto|lo resolvió en un momento].'] },
    'cancel-subscription': { calm: ['Quiero dar de baja mi suscripción [a fin de mes|ya].'] },
    invoice: { calm: ['¿Me podéis enviar la factura del pedido {order}?'] },
    'return-how': { calm: ['¿Cómo devuelvo {product}?'] },
  },
  customer: { order: ['Es el {order}.'], retell: ['Ya se lo conté todo al bot. {story}'], chase: ['¿Hay novedades?', 'Escribí hace {days} días y nada.'], thanks: ['¡Genial, gracias!'], coldThanks: ['Bueno.'], yes: ['Sí, eso es.'] },
  agent: { greet: ['Brannholt, le atiende {agent}.'], askOrder: ['¿Me dice su número de pedido?'], askStory: ['¿Qué ha ocurrido?'], readBack: ['Veo aquí lo que escribió a nuestro asistente.'], sorry: ['Lo siento mucho.'], fix: ['Ya está resuelto.'], updateBy: ['Tendrá noticias antes del {due}.'], refundBy: ['El reembolso se hará antes del {due}.'], outForDelivery: ['El paquete está en reparto.'], answer: ['Sí, sin problema.'], bye: ['Que tenga buen día.'], handOff: ['Le paso con un compañero.'] },
  bot: { greet: ['Hola, soy Pip. ¿En qué puedo ayudar?'], answer: ['Las devoluciones son gratis durante 60 días.'], unclear: ['No le he entendido.'], handOver: ['Le paso con una persona.'] },
};

/** Open grammar, Portuguese. */
export const portuguese: Pack = {
  hello: { warm: ['Olá equipa,'], plain: ['Olá,', 'Bom dia,', 'Boa tarde,'], cold: ['Apoio ao cliente:'] },
  bye: { warm: ['Muito obrigada e bom dia'], plain: ['Cumprimentos', 'Obrigado'], cold: ['Aguardo resposta.'] },
  aside: ['De resto, tudo bem.', 'Nunca me tinha acontecido.'],
  topics: {
    'parcel-late': { calm: ['A minha encomenda {order} [devia ter chegado {weekday}|está atrasada {days} dias].', 'Continuo à espera do {product}.'], angry: ['{days} dias de atraso e ninguém responde!', 'Onde está a minha encomenda? Já perguntei três vezes!'], ask: ['Quando chega?', 'Podem verificar?'] },
    'size-small': { calm: ['{product} [é muito apertado|veste pequeno].'], ask: ['Posso trocar?'] },
    'not-warm': { calm: ['Tive frio a −4 com o {product}, o anúncio dizia −20.'] },
    'zip-broken': { calm: ['O fecho do {product} partiu ao fim de [duas|três] semanas.'] },
    'refund-slow': { calm: ['Devolvi o {product} há {days} dias e ainda não recebi o reembolso.'], angry: ['Quero o meu dinheiro de volta!'] },
    'product-question': { calm: ['O {product} serve para [chuva forte|a serra no inverno]?'] },
    'product-praise': { calm: ['Adoro o {product}, [quente e leve|vale cada cêntimo].', 'Excelente qualidade, {product} impecável.'], more: ['Recomendo.'] },
    'staff-praise': { calm: ['Muito obrigada à {agent}, [simpática e rápida|resolveu tudo].'] },
    'cancel-subscription': { calm: ['Quero cancelar a minha subscrição [no fim do mês|já].'] },
    invoice: { calm: ['Podem enviar a fatura da encomenda {order}?'] },
    'return-how': { calm: ['Como devolvo o {product}?'] },
  },
  customer: { order: ['É a {order}.'], retell: ['Já expliquei tudo ao robô. {story}'], chase: ['Há novidades?', 'Escrevi há {days} dias e nada.'], thanks: ['Ótimo, obrigado!'], coldThanks: ['Está bem.'], yes: ['Sim, é isso.'] },
  agent: { greet: ['Brannholt, fala {agent}, em que posso ajudar?'], askOrder: ['Qual é o número da encomenda?'], askStory: ['Pode explicar o problema?'], readBack: ['Já vejo aqui o que escreveu ao nosso assistente.'], sorry: ['Lamento muito.'], fix: ['Já está tratado.'], updateBy: ['Terá notícias até {due}.'], refundBy: ['O reembolso sai até {due}.'], outForDelivery: ['A encomenda está em distribuição.'], answer: ['Sim, sem problema.'], bye: ['Bom dia.'], handOff: ['Vou passar a um colega.'] },
  bot: { greet: ['Olá, sou o Pip. De que se trata?'], answer: ['As devoluções são gratuitas durante 60 dias.'], unclear: ['Não percebi.'], handOver: ['Vou chamar um colega.'] },
};
