import type { Alarm, Tells, Topic } from '../truth.ts';

/** What a line says beside its words; written into it as `<urgent>`. `fine` and `plain` take back what its topic would say by itself: a complaint, praise of people. */
const MARKS = ['complaint', 'fine', 'people', 'plain', 'churn', 'legal', 'safety', 'urgent'] as const;
export type Mark = (typeof MARKS)[number];

const MARK = new RegExp(`<(${MARKS.join('|')})>`, 'g');

/** A line without its marks, and which it had. */
export function unmarked(line: string): { readonly text: string; readonly marks: ReadonlySet<Mark> } {
  if (!line.includes('<')) return { text: line, marks: NONE };
  return { text: line.replace(MARK, ''), marks: new Set([...line.matchAll(MARK)].map((match) => match[1] as Mark)) };
}
const NONE: ReadonlySet<Mark> = new Set();

/** Says nothing that matters: "Yes, that one." */
export const TELLS_NOTHING: Tells = { topic: null, complaint: false, praise: false, alarms: [], urgent: false, feeling: 'neutral' };

/** What marks tell. `leaning` is how its writer feels where it neither complains nor praises. Units: −1 … 1. */
export function tellsOf(topic: Topic, marks: ReadonlySet<Mark>, leaning: number): Tells {
  const complaint = marks.has('complaint');
  const praise = marks.has('people');
  const alarms = (['churn', 'legal', 'safety'] as const).filter((alarm) => marks.has(alarm));
  return { topic, complaint, praise, alarms, urgent: marks.has('urgent'), feeling: complaint ? 'negative' : praise || leaning > 0.5 ? 'positive' : 'neutral' };
}

/** What two parts of one text tell together; the stronger feeling is that of the whole, a bad one before a good one. */
export function toldTogether(first: Tells, second: Tells): Tells {
  const feelings = [first.feeling, second.feeling];
  return {
    topic: first.topic ?? second.topic,
    complaint: first.complaint || second.complaint, praise: first.praise || second.praise, urgent: first.urgent || second.urgent,
    alarms: [...new Set<Alarm>([...first.alarms, ...second.alarms])],
    feeling: feelings.includes('negative') ? 'negative' : feelings.includes('positive') ? 'positive' : 'neutral',
  };
}
