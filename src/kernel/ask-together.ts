/**
 * Questions of one kind that are asked at the same time, answered by one query: planning costs ClickHouse more than a customer's rows do, so ten people who click at once wait for one answer instead of ten.
 * A question that comes while a slot is free is asked at once, by itself; those that come while all are busy go together. `read` takes the answer apart, in the order of the questions, while the next query is already under way.
 * Errors: what `ask` or `read` throws reaches everyone who was in it.
 */
export function createTogether<Question, Answered, Answer>(options: {
  readonly slots: number; readonly most: number;
  readonly ask: (questions: readonly Question[]) => Promise<Answered>;
  readonly read: (answered: Answered, questions: readonly Question[]) => readonly Answer[];
}): (question: Question) => Promise<Answer> {
  type Waiting = { readonly question: Question; readonly resolve: (answer: Answer) => void; readonly reject: (error: unknown) => void };
  const waiting: Waiting[] = [];
  let busySlots = 0;

  const askNext = (): void => {
    if (waiting.length === 0 || busySlots >= options.slots) return;
    busySlots += 1;
    const group = waiting.splice(0, options.most);
    const questions = group.map(({ question }) => question);
    const freeSlot = (): void => {
      busySlots -= 1;
      askNext();
    };
    options.ask(questions).then(
      (answered) => {
        freeSlot();
        const answers = options.read(answered, questions);
        group.forEach((one, place) => { one.resolve(answers[place] as Answer); });
      },
      (error: unknown) => {
        freeSlot();
        throw error;
      },
    ).catch((error: unknown) => { for (const one of group) one.reject(error); });
  };

  return (question) => new Promise((resolve, reject) => {
    waiting.push({ question, resolve, reject });
    askNext();
  });
}
