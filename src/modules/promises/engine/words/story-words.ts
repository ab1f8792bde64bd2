/** What is wrong, as people call it. */
const MATTER_EN = String.raw`(?:the|your|this|that) (?:\w+ )?(?:problem|issue|matter|story|situation|fault|question|query|enquiry|concern|complaint)`;
/** What may stand before a question at the beginning of a part of a sentence. */
const LEAD_EN = String.raw`^(?:(?:so|and|ok|okay|well|right|alright|now|then|sorry|hello|hi|first|but|may i ask|can i ask|could i ask|tell me|let me ask) )*`;
const ASKS = [
  // English
  String.raw`${LEAD_EN}what(?:'s| is| was| has| have)? (?:exactly |actually |just )*(?:happened|happening|(?:seems to be|is|was|'s|went|has gone|been)? ?(?:wrong|going on|the (?:problem|issue|matter|trouble|fault)|${MATTER_EN}|(?:it|this|your (?:call|message|question|enquiry|query)) (?:all )?(?:about|concerning|regarding)))`,
  String.raw`(?:${LEAD_EN}|\bplease |\b(?:can|could|would|will|may|might) (?:you|i ask you to|we) )(?:please |just |kindly |quickly |briefly |again )*(?:mind )?(?:tell|explain|describe|talk|walk|run|take|give|repeat|go (?:over|through)|start|begin|outline|share|fill|bring)(?:ing)?\b(?: (?:to|it|me|us|please|again|once more|just|quickly|briefly|a little|a bit|exactly|in your own words|through|in|up|at|from|with|all|about|more))*(?: (?:what(?:'s| has| is| was| exactly| went| the)*(?: \w+)? ?(?:happened|wrong|going on|problem|issue|matter|about)|${MATTER_EN}|(?:the )?(?:start|beginning)|everything|the whole (?:story|thing)|that|this|speed|date)\b|$)`,
  // German
  String.raw`\b(?:schildern|beschreiben|erklären|erzählen|erläutern|sagen|nennen|wiederholen) sie\b(?: (?:mir|uns|bitte|noch|einmal|nochmals?|mal|kurz|doch|genau|eben|in eigenen worten))* (?:(?:das|ihr|den|die|ihre) (?:problem|anliegen|vorgang|fall|sache|frage|fehler|schaden)|was\b|worum|alles|von anfang)`,
  String.raw`^(?:(?:und|also|so|ja|gut|okay|denn|nun) )*(?:worum|um was) (?:geht|handelt) es\b|^(?:(?:und|also|so|ja|gut|okay|nun) )*was (?:ist|war) (?:denn |genau |da )*(?:passiert|geschehen|vorgefallen|los|das problem|ihr anliegen)\b|\b(?:noch ?mal|noch einmal|nochmals) (?:ganz )?von (?:vorn|vorne|anfang an)\b`,
  // French
  String.raw`\b(?:pouvez|pourriez|voulez|voudriez)[- ]vous (?:bien |s'il vous plaît )?(?:me |m'|nous )*(?:expliquer|décrire|raconter|redire|répéter|préciser|dire ce)|\bque s'est[- ]il passé\b|\bque vous arrive|\bquel est (?:donc |exactement |le |votre )*(?:problème|souci)\b|\bde quoi s'agit|\b(?:expliquez|racontez|décrivez|redites|répétez)[- ](?:moi|nous)\b`,
  // Spanish
  String.raw`^¿?(?:y |pues |bueno )?qu[eé] (?:le |ha |es lo que )*(?:ocurrido|pasado|sucedido|pas[oó]|ocurri[oó]|sucedi[oó]|ocurre|sucede)(?!\p{L})|\bcu[aá]l es (?:el|su) problema\b|\b(?:puede|podría|podria|me puede|quiere)(?: (?:usted|por favor|volver a))* (?:explicar|contar|describir|repetir|decir)(?:me|nos|lo|melo)*(?: (?:qué|que|el|su|lo)\b)?|\b(?:cuénte|cuente|explíque|explique|descríba|describa)(?:me|nos)\b`,
  // Portuguese
  String.raw`\b(?:pode|poderia|consegue)(?: (?:me|nos|por favor|voltar a))* (?:explicar|contar|descrever|repetir|dizer)(?:-me|-nos)?(?: (?:o que|o problema|o seu))?|^(?:e |então |mas )?o que (?:é que )?(?:aconteceu|se passou|houve|ocorreu|se passa)\b|\bqual é (?:o|o seu) problema\b|\b(?:explique|conte|descreva|repita)(?:-me|-nos)\b`,
];
/** That something need not be told, or was: no question. */
const ASKS_NOTHING = /\b(?:no need|not need|don't need|needn't|don't have to|do not have to|not have to|won't have to|without|never|instead of|so (?:that )?you don't|nicht|nichts|kein|keine|ohne|ne|n'avez|pas|sans|no hace|no tiene|no necesita|sin|não|sem)\b/u;
const SAYS = [
  // English
  String.raw`\b(?:already|just|only just) (?:\w+ )?(?:told|explained|said|wrote|written|typed|described|sent|given|gave|went|gone|been|entered|answered|mentioned|reported|did)\b(?! by)`,
  String.raw`\b(?:told|explained|said|typed|wrote|described|gave|entered|reported)(?: \w+){0,6}? (?:already|just now|a (?:minute|moment) ago|(?:\w+ )?minutes ago|an hour ago|earlier|twice|three times|before)\b`,
  String.raw`\b(?:explain|repeat|tell|say|go through|type|describe|start)(?:ing)?(?: (?:it|this|that|everything|all|you|the whole \w+|of|my(?:self)?|the same))*? (?:all over|all again|again|once more|a (?:second|third) time|twice)\b|\brepeat(?:ing)? (?:my ?self|everything|all (?:of )?(?:this|that))\b|\b(?:as|like) i (?:already )?(?:said|told|explained|wrote|mentioned)\b`,
  String.raw`^(?:\W|so|well|oh|what|really|not)*again\s*[?!]|\b(?:do you not|don't you|can you not|can't you|does(?:n't| not)? (?:your|the) \w+|did(?:n't| not)? (?:he|she|they|your \w+|the \w+)) (?:\w+ )?(?:have|see|know|pass|tell|write|note|show)\b|\bfrom the (?:beginning|start|top),? again\b|\b(?:from|at) the (?:very )?beginning\b`,
  // German
  String.raw`\b(?:schon|bereits|gerade|eben|doch|vorhin)\b(?: [\wäöüß]+){0,5}? (?:gesagt|erzählt|erklärt|geschrieben|geschildert|beschrieben|durchgegeben|angegeben|mitgeteilt|getippt|eingegeben)\b|\b(?:noch ?mal|noch einmal|nochmals|schon wieder)\b(?: (?:alles|von|ganz|erzählen|erklären|das))?|\bzum (?:zweiten|dritten|x-ten) mal\b|\bwie (?:schon |bereits )?(?:gesagt|erwähnt|geschrieben)\b|\bvon (?:vorn|vorne)\b`,
  // French
  String.raw`\bdéjà (?:[\wàâçéèêëîïôûùœ']+ ){0,4}?(?:dit|expliqué|écrit|raconté|donné|signalé|tapé|décrit)(?!\p{L})|\b(?:l'ai|ai) déjà(?!\p{L})|\bencore une fois\b|\b(?:tout )?(?:répéter|réexpliquer|recommencer|redire)\b|\bcomme je (?:vous )?(?:l'ai|ai|le)\b|\bdepuis le début\b`,
  // Spanish
  String.raw`\bya (?:[\wáéíóúñ]+ ){0,4}?(?:dije|expliqué|conté|escribí|mandé|di|dicho|explicado|contado|escrito)(?!\p{L})|\b(?:otra vez|de nuevo|una vez más)\b|\b(?:repetir|explicar|contar)(?:lo|selo)? (?:todo|otra|de nuevo)\b|\bcomo (?:ya )?(?:le )?dije\b|\bdesde el principio\b`,
  // Portuguese
  String.raw`\bjá (?:[\wáâãàçéêíóôõú]+ ){0,4}?(?:disse|expliquei|contei|escrevi|falei|mandei|dito|explicado|contado|escrito)(?!\p{L})|\b(?:outra vez|de novo|mais uma vez|novamente)\b|\b(?:repetir|explicar|contar) (?:tudo|isso)\b|\bcomo (?:já )?(?:lhe )?disse\b|\bdesde o (?:início|começo|princípio)\b`,
];
const ASKS_STORY = new RegExp(ASKS.join('|'), 'u');
const SAYS_TOLD = new RegExp(SAYS.join('|'), 'iu');

const plain = (text: string): string => text.replaceAll('’', '\'');

/** Whether somebody of the company asks to be told what the matter is. English, German, French, Spanish, Portuguese; an opening such as "how can I help?" asks nothing yet. */
export function asksStory(text: string): boolean {
  return plain(text).toLowerCase().split(/[.!?;,:\n…]+/u).some((part) => { const words = part.trim(); return ASKS_STORY.test(words) && !ASKS_NOTHING.test(words); });
}

/** Whether a customer says that they told, or must tell, it again. In the same languages. */
export function saysTold(text: string): boolean {
  return SAYS_TOLD.test(plain(text));
}

/** Words in a text. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}
