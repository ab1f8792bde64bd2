/** English, what makes a condition of what follows. */
export const CONDITION = /\b(?:if|unless|once|as soon as|when|whenever|in case|after (?:we|you|the|it|this)|provided(?: that)?|until (?:we|you|the|it)|as long as|should you)\b/gu;
/** Somebody is told to have said, asked or promised what follows. What a courier or a page says is said by the company now. */
export const TOLD_BEFORE = /\b(?:(?:my|our|a|the|another|her|his|your) (?:\w+ )?(?:colleagues?|agent|manager|team|shop|store|advis(?:o|e)r|supervisor|person|lady|gentleman)(?: who \w+ you)? (?:has |have |had )?(?:already |also |then )?(?:said|told|promised|asked|wrote|assured|informed|offered|mentioned)|you (?:have |had |'ve )?(?:already |just )?(?:said|told|wrote|mentioned|say|explained|were told|were promised|were asked|were informed|had been promised|have been promised|have been told)|(?:i|we) (?:have |had |'ve |did )?(?:already |also |once )?(?:asked|told you|promised|said)|i (?:hear|understand) (?:you say )?that|was (?:told|promised)|(?:were|been) promised)\b/gu;
/** What was promised before, behind such a word. */
export const PROMISED_BEFORE = /(?:\b(?:would|will|to|was going to|were going to)|'d|'ll)\b/gu;
export const PROMISED_THING = /\bpromised (?:you )?(?:a|an|the|your) (?:\w+ )?(refund|replacement|call ?back|call|reply|answer|repair|delivery)\b/gu;
export const THING_KINDS: Readonly<Record<string, string>> = { refund: 'refund', replacement: 'replace', callback: 'call-back', 'call back': 'call-back', call: 'call-back', reply: 'reply', answer: 'reply', repair: 'repair', delivery: 'deliver' };
