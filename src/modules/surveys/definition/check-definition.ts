import { checkLogic } from './check-logic.ts';
import { checkTheme } from './check-theme.ts';
import { fallbackOf, isScaled, SCALES, type Definition, type Finding, type Question, type Said } from './contract.ts';
import { unknownPlaces } from './said-in.ts';

type Placed = { readonly place: string; readonly said: Said; readonly isNeeded: boolean };

/** Every text of a survey that somebody reads. `isNeeded`: without it in the fallback the survey makes no sense. */
function textsOf({ subject, intro, thanks, questions }: Definition): Placed[] {
  const ofQuestion = (question: Question): Placed[] => [
    { place: question.key, said: question.text, isNeeded: true },
    ...('low' in question ? [question.low, question.high].map((said) => ({ place: question.key, said, isNeeded: false })) : []),
    ...('options' in question ? question.options : 'rows' in question ? question.rows : []).map(({ text }) => ({ place: question.key, said: text, isNeeded: true })),
  ];
  return [{ place: 'subject', said: subject, isNeeded: true }, { place: 'intro', said: intro, isNeeded: false }, { place: 'thanks', said: thanks, isNeeded: false }, ...questions.flatMap(ofQuestion)];
}

function checkTexts(definition: Definition): Finding[] {
  const fallback = fallbackOf(definition);
  const texts = textsOf(definition);
  const missing = texts.filter(({ said, isNeeded }) => isNeeded && (said[fallback] ?? '') === '').map(({ place }): Finding => ({ place, stops: true, says: `It says nothing in ${fallback}, the language that stands in where others are missing.` }));
  const foreign = texts.flatMap(({ place, said }) => [...new Set(Object.values(said).flatMap(unknownPlaces))].map((name): Finding => ({ place, stops: true, says: `{${name}} means nothing. There are {name} and {about}, each with words for when it is not known: {name|there}.` })));
  const lacking = definition.languages.slice(1).flatMap((language): Finding[] => {
    const count = texts.filter(({ said }) => (said[fallback] ?? '') !== '' && (said[language] ?? '') === '').length;
    return count === 0 ? [] : [{ place: 'languages', stops: false, says: `${count} of ${texts.length} texts are not written in ${language} yet; they stand in ${fallback}.` }];
  });
  return [...missing, ...foreign, ...lacking];
}

function checkFirst({ questions: [first], followUp }: Definition): Finding[] {
  if (first === undefined) return [];
  const findings: Finding[] = [];
  if (first.kind === 'many' || first.kind === 'matrix') findings.push({ place: first.key, stops: true, says: 'The first question makes the answer, so it takes one tap or one sentence: a scale, a single choice or an open question.' });
  if (first.showIf.length > 0 || first.known.trait !== null || first.known.answeredDays !== null) findings.push({ place: first.key, stops: true, says: 'The first question is always asked.' });
  if (followUp.lowUpTo !== null) {
    const scale = isScaled(first) ? SCALES[first.kind] : null;
    if (scale === null || followUp.lowUpTo < scale.from || followUp.lowUpTo >= scale.to) findings.push({ place: 'followUp', stops: true, says: scale === null ? 'The first question has no scale, so that no answer to it is low.' : `The first question is answered from ${scale.from} to ${scale.to}: answers up to ${followUp.lowUpTo} can not be the low ones.` });
  }
  if (followUp.lowUpTo === null && !followUp.offerContact) findings.push({ place: 'followUp', stops: true, says: 'No ask without act: say which answers somebody looks at, or let people ask to be contacted.' });
  return findings;
}

function checkOptions({ questions, languages }: Definition): Finding[] {
  const findings = questions.flatMap((question): Finding[] => {
    const keys = ('options' in question ? question.options : 'rows' in question ? question.rows : []).map(({ key }) => key);
    return new Set(keys).size === keys.length ? [] : [{ place: question.key, stops: true, says: 'Two of its lines have the same key.' }];
  });
  return new Set(languages).size === languages.length ? findings : [...findings, { place: 'languages', stops: true, says: 'A language is named twice.' }];
}

/** Everything to mend in a survey before it is published, and what to know. */
export function checkDefinition(definition: Definition): Finding[] {
  return [...checkOptions(definition), ...checkFirst(definition), ...checkLogic(definition.questions), ...checkTexts(definition), ...checkTheme(definition.theme)];
}
