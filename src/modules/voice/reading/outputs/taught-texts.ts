import { AppError } from '../../../../kernel/app-error.ts';

/** A text with everything that a person said of it. Shape: output → labels, none where it says nothing; aspects as `delivery-`. */
export type TaughtText = { readonly text: string; readonly labels: Readonly<Record<string, readonly string[]>> };

/** Outputs with the labels that exclude each other. `''`: may say nothing. `models/texts/GUIDE.md` tells when each holds. */
export const OUTPUTS: readonly { readonly output: string; readonly labels: readonly string[] }[] = [
  { output: 'intent', labels: ['question', 'complaint', 'request', 'praise', 'cancellation', 'purchase', 'idea', 'other'] },
  { output: 'sentiment', labels: ['negative', 'neutral', 'positive'] },
  { output: 'emotion', labels: ['', 'anger', 'disappointment', 'worry', 'confusion', 'joy', 'gratitude'] },
  { output: 'effort', labels: ['', 'high', 'low'] },
  { output: 'urgency', labels: ['', 'urgent'] },
  { output: 'complaint', labels: ['', 'yes'] },
  { output: 'praise', labels: ['', 'yes'] },
  { output: 'alarm', labels: ['', 'churn'] },
  { output: 'alarm', labels: ['', 'legal'] },
  { output: 'alarm', labels: ['', 'safety'] },
  { output: 'sarcasm', labels: ['', 'yes'] },
  { output: 'spam', labels: ['', 'spam', 'bot'] },
  ...['delivery', 'price', 'billing', 'quality', 'staff', 'waiting', 'website', 'returns', 'availability', 'information', 'comfort', 'food'].map((aspect) => ({ output: 'aspect', labels: ['', aspect] })),
];

const FIELDS = ['text', 'intent', 'sentiment', 'emotion', 'effort', 'urgency', 'complaint', 'praise', 'alarm', 'sarcasm', 'spam', 'aspects'] as const;
const labelsOf = (output: string): Set<string> => new Set(OUTPUTS.filter((one) => one.output === output).flatMap(({ labels }) => labels));

function fault(line: number, detail: string): AppError {
  return new AppError('invalid', 'taught-text-malformed', `Line ${line}: ${detail} See models/texts/GUIDE.md.`);
}

/** Labelled texts from lines of fields parted by tabs. Errors: `invalid` with the number of the line that does not follow the guide. */
export function taughtTexts(file: string): TaughtText[] {
  const [head = '', ...lines] = file.split('\n').filter((line) => line !== '');
  if (head !== FIELDS.join('\t')) throw fault(1, `the first line must name the fields ${FIELDS.join(', ')}, parted by tabs.`);
  return lines.map((line, at) => {
    const values = line.split('\t');
    if (values.length !== FIELDS.length) throw fault(at + 2, `${FIELDS.length} fields are needed, ${values.length} found.`);
    const [text = '', ...fields] = values;
    const labels: Record<string, string[]> = {};
    for (const [place, field] of fields.entries()) {
      const name = FIELDS[place + 1] as string;
      const output = name === 'aspects' ? 'aspect' : name;
      const said = field.split(name === 'aspects' ? ' ' : '+').filter((one) => one !== '');
      const known = labelsOf(output);
      for (const one of said) if (!known.has(name === 'aspects' ? one.replace(/[+=-]$/u, '') : one)) throw fault(at + 2, `"${one}" is no value of ${name}.`);
      labels[output] = said;
    }
    return { text, labels };
  });
}

/** Which of an output's labels a text has; the first that fits. Shape: place in `labels`. */
export function labelOf({ output, labels }: { readonly output: string; readonly labels: readonly string[] }, text: TaughtText): number {
  const said = (text.labels[output] ?? []).map((one) => (output === 'aspect' ? one.replace(/[+=-]$/u, '') : one));
  const place = labels.findIndex((label) => label !== '' && said.includes(label));
  return place < 0 ? Math.max(0, labels.indexOf('')) : place;
}
