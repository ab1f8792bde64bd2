const NEW_ONE = String.raw`(?:an?|the|your|another)? ?(?:(?:brand )?new (?!label|form|link|invoice|contract|code|ticket|voucher|letter|password|appointment|date|statement|copy)\w+|replacements?(?: \w+)?|another one)`;
const VISITOR = String.raw`(?:a|an|our|the|another) (?:technician|engineer|plumber|electrician|fitter|mechanic|repairman)`;

/** Ways to commit oneself: what is promised stands behind them. `mode` of what follows. */
export const PROMISED_LEADS: readonly { readonly mode: 'plain' | 'not'; readonly words: string }[] = [
  { mode: 'not', words: String.raw`\b(?:cannot|can't|can not|could not|couldn't|(?:am|are|is|'m|'re|was|were|will be|won't be)(?: not| unfortunately not)? (?:not able|unable) to|(?:am|are|is|'m|'re)n't able to|won't be able to|will not be able to|'ll be unable to|\b(?:we|i|they) (?:do not|don't)|won't|will not|'ll not)\b` },
  { mode: 'plain', words: String.raw`(?:'ll|\bwill|(?:\b(?:am|are|is)|'m|'re|'s) (?:going|about) to|\bpromise(?: you)? (?:to|that (?:i|we)(?:'ll| will)))\b` },
  { mode: 'plain', words: String.raw`(?:\b(?:i am|we are|i'm|we're))(?= (?:(?:now|just|currently|already|also) )*(?:sending|posting|shipping|looking|refunding|replacing|investigating|checking|reviewing|chasing|crediting|exchanging|reimbursing)\b)` },
  { mode: 'plain', words: String.raw`\byour refund(?: of \S+)?(?= goes out\b)` },
];

/** What may stand between a lead and what is promised. */
export const PROMISED_BETWEEN = String.raw`(?: (?:also|now|then|just|personally|certainly|definitely|of course|gladly|happily|immediately|therefore|be happy to|make sure(?: that)?(?: to)?(?: we| i)?|try and|go ahead and|still|again|always|at once|straight ?away|even|shortly|soon|only|be(?= [a-z]+ing\b)))*`;

/** English, what is promised, from the lead on; the first that fits wins. `of`: whose words those are: 'us' somebody of the company does it, 'you' the customer gets it, 'it' happens to a thing. */
export const PROMISED_PHRASES: readonly { readonly kind: string; readonly of: 'us' | 'you' | 'it'; readonly words: string }[] = [
  { kind: 'call-back', of: 'us', words: String.raw`(?:call(?:ing)?|ring(?:ing)?|phon(?:e|ing)|telephone)(?: (?:you|or)\b)(?: back)?|(?:call|ring|phone) back|give you (?:a |another )?(?:quick )?(?:call|ring|bell|phone call)(?: back)?` },
  { kind: 'call-back', of: 'you', words: String.raw`(?:get|receive|have) (?:a|another|our) (?:phone ?|return |call ?)?call(?: ?back)?|be (?:called|phoned|rung)(?: back)?` },
  { kind: 'repair', of: 'us', words: String.raw`(?:repair(?:ing)?|fix(?:ing)?|mend(?:ing)?|service)\b|have (?:it|this|that|your \w+|the \w+) (?:fixed|repaired|mended|working again)|(?:send|arrange)(?: for)?(?: you)? (?:out )?${VISITOR}` },
  { kind: 'repair', of: 'it', words: String.raw`be (?:repaired|fixed|mended)` },
  { kind: 'replace', of: 'us', words: String.raw`(?:replac(?:e|ing)|exchang(?:e|ing)|swap(?:ping)?)\b|(?:send(?:ing)?|ship(?:ping)?|post|order|get)(?: you)?(?: out)? ${NEW_ONE}` },
  { kind: 'replace', of: 'you', words: String.raw`(?:get|receive|have) ${NEW_ONE}` },
  { kind: 'replace', of: 'it', words: String.raw`be (?:replaced|exchanged|swapped)|be (?:sent|shipped)(?: out)? to replace` },
  { kind: 'refund', of: 'us', words: String.raw`(?:refund(?:ing)?|reimburs(?:e|ing))\b|credit(?:ing)? (?:you|your|\S*\d|the|it|this|that)|(?:give|send|transfer)(?: you)? (?:your |the )?(?:money|amount|full amount) back|pay (?:you |it |this |the \w+ |your \w+ )?back|(?:issue|process|make|arrange|give you)(?: you)? (?:a|the|your) (?:full |partial )?refund` },
  { kind: 'refund', of: 'you', words: String.raw`(?:get|receive|have) (?:your |the |all (?:of )?your |a |full )*(?:money|refund|amount)(?! confirmation| e-?mail)(?: back)?|be (?:refunded|reimbursed)|see (?:it|the (?:money|refund|amount)|your (?:money|refund)) (?:on|in) your` },
  { kind: 'refund', of: 'it', words: String.raw`be (?:refunded|reimbursed|credited|paid back)|goes out\b` },
  { kind: 'reply', of: 'us', words: String.raw`(?:get|come|be) back to you|(?:let|keep) you (?:know|posted|updated|informed|in the loop)|(?:e-?mail(?:ing)?|text(?:ing)?|message|updat(?:e|ing)|inform(?:ing)?|notify|contact(?:ing)?|answer) you|(?:write|respond|reply|answer)\b(?: (?:to )?you)?|send you (?:an? |another )?(?:\w+ )?(?:e-?mail|update|reply|answer|message|text|sms|confirmation(?: \w+)?)|be in (?:touch|contact)|reach out|contact you|tell you|confirm (?:the|this|it|that|whether|what|when|to you)` },
  { kind: 'reply', of: 'you', words: String.raw`(?:(?:also )?hear (?:back )?from (?:us|me|my|our)|(?:get|receive|have) (?:an?|another|our|my|the|regular|progress)(?: \w+){0,2}? (?:e-?mail|reply|answer|updates?|response|message|text|confirmation|notification|assessment)|(?:get|receive) (?:\w+ )?(?:updates|news)|be (?:contacted|informed|notified|updated))` },
  { kind: 'look-into', of: 'us', words: String.raw`(?:look(?:ing)? into|investigat(?:e|ing)|find out|chas(?:e|ing)|follow (?:this |it |that )?up|get to the bottom|determine|trac(?:e|k)|escalate|look(?:ing)? for|search for|review(?:ing)?|check(?:ing)?(?: on| with| where| this| that| it| what| why| for| the)?)\b|(?:ask|speak to|speak with|talk to|raise (?:it|this|that) with) (?:the|our|my)` },
  { kind: 'deliver', of: 'us', words: String.raw`(?:deliver(?:ing)?|bring(?:ing)?)\b` },
  { kind: 'deliver', of: 'you', words: String.raw`(?:have|get|receive) (?:it|them|your (?:order|parcel|package|delivery|new \w+))\b` },
  { kind: 'deliver', of: 'it', words: String.raw`(?:be (?:delivered|with you|brought)|arrive|reach you|get (?:there|to you)|be there|come)\b` },
  { kind: 'send', of: 'us', words: String.raw`(?:send(?:ing)?|ship(?:ping)?|post(?:ing)?|dispatch|despatch|mail|forward)\b` },
  { kind: 'send', of: 'you', words: String.raw`(?:get|receive) (?:an?|the|your|our) (?:\w+ ){0,2}(?:label|voucher|form|invoice|documents?|letter|code|link|tickets?|contract|statement)` },
  { kind: 'send', of: 'it', words: String.raw`(?:be (?:sent|shipped|posted|dispatched|despatched|mailed|forwarded)|ship\b|go out\b|leave (?:our|the) (?:warehouse|depot))` },
];

/** Who does not commit the company, at the end of what stands before a lead. */
export const OF_YOU = /\byou(?: (?:also|then|soon))?$/u;
export const OF_OTHERS = /\b(?:customer|caller|client|that|what|which)$|\b(?:working (?:hard )?to|trying to|hope|hoping|our best to)\b[^,;]*$/u;
/** People come themselves; only these bring something. */
export const BRINGS = /\b(?:driver|courier|postman)$/u;
export const OF_US = /(?:^|\b)(?:i|we|they|he|she|who|somebody|someone|somebody else|(?:my|our|the|a|an|another|your) (?:\w+ )?(?:colleagues?|team|manager|supervisor|agent|driver|courier|technician|engineer|plumber|electrician|warehouse|department|workshop|specialist|advis(?:o|e)r|representative|company|service|office|bank|shop|store)|(?:colleague|manager|team))(?: (?:also|then|both|all|here))?$/u;
/** A visit of these is a repair. */
export const VISITS = /(?:technician|engineer|plumber|electrician|fitter|mechanic)$/u;
export const VISITED = /^ (?:be (?:there|with you|at your)|come|visit|call (?:on|round)|arrive|attend)\b/u;
/** Money or a refund that comes. */
export const IS_MONEY = /\b(?:refund|money|repayment|amount|credit|payment)(?: of \S+)?$/u;
export const MONEY_COMES = /^ (?:be (?:back )?(?:in|on|with|refunded|credited|paid|sent|transferred|processed|issued|made|returned)|arrive|reach you|show)\b/u;
/** A new one that is sent. */
export const IS_NEW_ONE = /\b(?:replacement|new (?:one|pair|item|\w+))$/u;
