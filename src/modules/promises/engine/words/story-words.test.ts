import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asksStory, countWords, saysTold } from './story-words.ts';

test('staff asks for the story, in five languages', () => {
  for (const words of [
    'What happened?', 'So what exactly is the problem?', 'Could you walk me through what went wrong?', 'Please start from the beginning.', 'Would you mind explaining the issue to me?', 'Can you repeat that, please?', 'And what is this about?', 'Could you fill me in?',
    'Können Sie mir sagen, worum es geht? Schildern Sie bitte den Vorgang.', 'Was ist denn passiert?', 'Pourriez-vous me raconter ce qui s\'est passé ?', 'De quoi s\'agit-il ?', '¿Qué ha pasado?', 'Cuénteme, por favor.', 'O que aconteceu?', 'Pode explicar-me o problema?',
  ]) assert.ok(asksStory(words), words);
});

test('an opening, a summary and what need not be told again ask for no story', () => {
  for (const words of [
    'How can I help?', 'What can I do for you?', 'You do not need to repeat anything.', 'I can see what happened: the pole broke.', 'I know what the problem is.', 'May I have the order number?', 'No need to explain it again, I have it all here.', 'What size did you order?', 'I will tell you what happened once I know.',
    'Sie müssen mir nichts noch mal von vorn erzählen.', 'Vous n\'avez pas besoin de répéter.', 'No hace falta repetirlo.', 'Não precisa de repetir.', 'Wie kann ich helfen?',
  ]) assert.ok(!asksStory(words), words);
});

test('a customer says that it was told before', () => {
  for (const words of ['I already told your colleague.', 'As I said, the pole is broken.', 'I explained it to your chat just now.', 'Do I have to go through it all again?', 'Again?', 'Das habe ich doch eben Ihrem Kollegen gesagt.', 'Je l\'ai déjà expliqué.', 'Ya se lo dije a su compañero.', 'Já expliquei isso.']) assert.ok(saysTold(words), words);
  for (const words of ['The pole is broken.', 'Yes, exactly.', 'I told my sister about your tents.', 'Thank you, that helps.', 'It is about my order.', 'Ja, genau.']) assert.ok(!saysTold(words), words);
});

test('words are counted in any script with blanks', () => { assert.deepEqual(['', 'Yes, that’s right.', 'C\'est cassé', '12 Äpfel'].map(countWords), [0, 3, 2, 2]); });
