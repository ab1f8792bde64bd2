/** English, what may be asked of a customer: nouns of each kind, the first that fits at a place. */
export const ASKED_NOUNS: readonly (readonly [kind: string, words: string])[] = [
  ['payment', String.raw`(?:bank|card|payment|account) details|iban|sort code|account number|last (?:4|four) (?:digits|numbers)(?! of (?:your|the) (?:order|booking|policy|case))|card number|(?:which|what) card\b`],
  ['order-number', String.raw`(?:order|booking|reference|case|ticket|invoice|tracking|confirmation|reservation|claim|rma|parcel|shipment|return|policy|contract|customer|member(?:ship)?) (?:numbers?|no\.?|id|ref(?:erence)?|code)\b|reference(?: number| code)?\b|which order\b`],
  ['phone', String.raw`(?:tele)?phone(?: number)?\b|(?:mobile|contact|cell|callback|call-back|daytime)(?: phone)?(?: number)?\b|(?:best |good )?number (?:to (?:reach|call|ring|contact)|we can|i can|where)`],
  ['email', String.raw`e-?mail(?: address)?\b`],
  ['birth-date', String.raw`date of birth|birth ?date|birthday|d\.?o\.?b\b`],
  ['name', String.raw`(?:full |first |last |sur|family )?name\b(?! of (?:the|your|that|this) (?!account|card|person|policy))`],
  ['address', String.raw`(?:first line of (?:your|the) )?(?:(?:delivery|billing|shipping|home|postal|new|full|current) )?address\b|post ?code\b|zip(?: code)?\b`],
  ['photo', String.raw`photo(?:graph)?s?\b|pictures?\b|pics?\b|images?\b|screen ?shots?\b|(?:short )?video\b`],
  ['description', String.raw`(?:more |further )?details\b|more detail\b|more (?:information )?about (?:the|your|this|it)|more information|description\b|(?:the|your|this) (?:issue|problem|fault|error)\b|what (?:exactly )?(?:has |is )?(?:happened|happens|happening|is wrong|went wrong|goes wrong|seems to be)`],
];

/** How something is asked for: what follows is looked through for a noun. `asks`: whether anything else that follows is asked for too; `isNext`: only a noun right behind it. */
export const ASKED_FRAMES: readonly { readonly words: string; readonly asks: boolean; readonly ofQuestion: boolean; readonly isNext?: boolean }[] = [
  { ofQuestion: false, asks: false, words: String.raw`\b(?:can|could|may|might|would|will) (?:you |i |we )(?:(?:please|also|just|kindly|quickly|perhaps|possibly) )*(?:start (?:by|with) (?:getting|taking|asking(?: for)?)|have|get|take|verify|double-?check|ask(?: you)?(?: for)?|see|spell|repeat|read(?: me)?|upload)\b` },
  { ofQuestion: false, asks: true, words: String.raw`\b(?:can|could|would|will) you (?:(?:please|also|just|kindly|quickly|perhaps|possibly) )*(?:mind (?:sending|giving|telling|sharing|confirming)|specify|give|tell|confirm|provide|share|send|e-?mail|let (?:me|us) (?:know|have)|attach|forward|upload|name)\b` },
  { ofQuestion: false, asks: true, words: String.raw`(?:\bplease (?:(?:also|just|kindly) )*|^(?:just |kindly )?)(?:give|tell|confirm|provide|share|send|e-?mail|let (?:me|us) (?:know|have)|attach|forward|upload|reply with|state|enter|specify)\b` },
  { ofQuestion: false, asks: false, words: String.raw`\b(?:i|we)(?:'ll| will|'d| would)? (?:(?:just|also|still|only) )*(?:need|require)(?: to have| to know)?\b` },
  { ofQuestion: true, asks: false, words: String.raw`\bdo you (?:(?:still|also|happen to) )*(?:have|know|remember)\b` },
  { ofQuestion: true, asks: false, words: String.raw`(?:^|, |\band )(?:what(?:'s| is| was| are)?|which)\b` },
  { ofQuestion: true, asks: false, isNext: true, words: String.raw`(?:^|, )(?:and |so |your |the |also |a |an )*(?=[\w -]{3,40}(?:,? please)?\?$)` },
];

/** Whole ways to ask. */
export const ASKED_PHRASES: readonly (readonly [kind: string, words: string])[] = [
  ['name', String.raw`\b(?:who (?:am i|i am|i'm) (?:speaking|talking) (?:to|with))`],
  ['address', String.raw`\bwhere (?:should|shall|do|can) we (?:send|deliver|ship)[^?]*\?`],
  ['payment', String.raw`\bhow did you pay\b|\bwhich card did you\b`],
  ['birth-date', String.raw`\bwhen were you born\b`],
  ['description', String.raw`\bwhat (?:exactly )?(?:happened|seems to be (?:the )?(?:problem|issue|matter)|(?:is|'s) (?:wrong|the (?:problem|issue)))\b[^?]*\?|(?:\bplease |(?:can|could|would) you (?:please )?)(?:describe|explain)\b|\b(?:can|could) you (?:please )?tell (?:me|us) what (?:exactly )?(?:has |is )?(?:happened|happening|wrong|went wrong)`],
  ['other', String.raw`(?:^|, |\band )(?:on )?(?:which|what)(?!(?:'s| is| was| are)\b)(?: [\w-]+){1,3}? (?:did|do|would|was|is|were|are|have|has|does) (?:you|it|they|the|your)\b[^?]*\?|(?:^|, )(?:when|where) (?:did|do|would|have) you\b[^?]*\?|(?:^|, )(?:which|what) (?:colou?r|size|model|version|brand|shop|store|branch|type) [^?]*\?`],
];

/** Behind a way to ask for anything: nothing that is told or sent. */
export const ASKED_NOT = /^(?: (?:me|us|it|to (?:me|us)|that|,))* ?(?:(?:us|me) )?(?:an? (?:call|ring|moment|second|minute|chance|sec)|any time|if (?:you (?:need|have (?:any|more|further|other)|would|want|like|wish|get|run)|there|i|we|it (?:works|helps)|that|this|anything)|how (?:i|we)|it back|back|once|that you|this (?:message|form)$|$)/u;
/** What is asked for otherwise stands behind one of these. */
export const ASKED_OTHER = /^ (?:(?:me|us) )?(?:(?:a |the )?cop(?:y|ies)|your|the|which|what|when|where|why|on which|whether|if|a|an|any|one)\b/u;
/** An address of ours to which something is sent is not asked for. */
export const ASKED_OURS = /\b(?:to|at|on|via|by|this|our|from the) (?:(?:this|our|the|us)\s)?$/u;
