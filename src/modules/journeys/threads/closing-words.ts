/** Thanks, and words for being content, in seven languages: how a talk ends that left nothing open. Our own. */
const CONTENT: readonly string[] = [
  'thanks?', 'thank you', 'cheers', 'that helps', 'perfect', 'great', 'lovely', 'brilliant', 'wonderful', 'excellent', 'sorted',
  'danke(?:schön)?', 'vielen dank', 'besten dank', 'super', 'perfekt', 'prima', 'das hilft', 'wunderbar', 'toll',
  'merci', 'parfait', 'super', 'génial', 'très bien', 'impeccable', 'gracias', 'perfecto', 'genial', 'estupendo', 'muy bien', 'obrigad[oa]s?', 'perfeito', 'ótimo', 'excelente', 'maravilha',
  'grazie', 'perfetto', 'ottimo', 'benissimo', 'fantastico', 'bedankt', 'dank (?:je|u)', 'top', 'geweldig', 'heel fijn', 'prima',
];
const SAYS_CONTENT = new RegExp(`(?<![\\p{L}\\p{N}])(?:${CONTENT.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
/** Thanks that are none. */
const NOT_CONTENT = /thanks? (?:you )?for nothing|no thanks|thanks? (?:a lot|a bunch) for|danke für nichts|merci pour rien|gracias por nada|obrigad[oa] por nada|grazie (?:di|per) niente|bedankt voor niets|great job|just great/iu;

/** Whether somebody's last words in a talk say that nothing is left open. */
export function endsContent(text: string): boolean {
  return SAYS_CONTENT.test(text) && !NOT_CONTENT.test(text);
}
