import { AppError } from '../../../kernel/app-error.ts';
import { compileMask } from '../../../platform/http/mask-answer.ts';
import { tokensAbout, type LanguageModel } from '../../../platform/language-model/language-model.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import type { TopicsModule } from '../topic-tree/topics.ts';
import type { TopicVerbatimsQuery } from '../topic-tree/contract.ts';
import { Verbatim } from '../verbatims/contract.ts';
import type { Reader } from '../verbatims/verbatims.ts';
import type { LanguageModelState, Worded, WordedPurpose } from './contract.ts';
import { insertModelCall, tokensSince } from './model-call-store.ts';
import { plainName, plainWords } from './plain-words.ts';

/** Units: texts that are sent; characters of one and of all; the fewest texts that are worded at all. */
export const SENT = { texts: 40, characters: 600, all: 12_000, least: 3 } as const;
/** What is asked for. Units: tokens of the answer; characters that are shown of it. */
const PURPOSES: Readonly<Record<WordedPurpose, { readonly task: string; readonly tokens: number; readonly characters: number }>> = {
  name: { task: 'Name what these customers write about, in two to five words of their language. Answer with the name alone.', tokens: 40, characters: 60 },
  summary: { task: 'Sum up what these customers write about in at most four sentences of their language: what happened, what they want. Say only what several of them say.', tokens: 300, characters: 900 },
};
const DAY_MS = 86_400_000;

const maskOf = compileMask(Verbatim);
/** Reads as those do who may not see personal data, whoever asks. */
const MASKED: Reader = { isMasked: true, mask: (verbatim) => maskOf(verbatim) as Verbatim };

type Deps = { readonly database: Database; readonly model: LanguageModel | null; readonly tokensADay: number; readonly topics: Pick<TopicsModule, 'verbatims'>; readonly clock: () => number };

/** The pieces of texts that are sent: as they are read masked, each cut, together no more than may leave. */
export function textsToSend(verbatims: readonly Pick<Verbatim, 'quotes'>[]): string[] {
  let left: number = SENT.all;
  return verbatims.flatMap(({ quotes }) => {
    const text = quotes.filter(({ speaker }) => speaker === null || speaker === 'customer').map((quote) => quote.text).join('\n').slice(0, Math.min(SENT.characters, left)).toWellFormed().trim();
    left -= text.length;
    return text === '' ? [] : [text];
  });
}

/**
 * Words of a language model for topics, when one is set up: a name to think about, a summary. Never a decision, an instruction or a figure.
 * Invariant: texts leave with personal data masked as for whoever may not see it; every question is on record without its content; nothing waits for it but who asked.
 */
export function createWorded({ database, model, tokensADay, topics, clock }: Deps) {
  const today = (): number => Math.floor(clock() / DAY_MS) * DAY_MS;

  return {
    async state(): Promise<LanguageModelState> {
      if (model === null) return { isOn: false, name: null, host: null, isHere: false, tokensToday: 0, tokensADay };
      return { isOn: true, name: model.name, host: model.host, isHere: model.isHere, tokensToday: await tokensSince(database, today()), tokensADay };
    },
    /** Errors: `conflict` when no model is set up or too few speak of the topic; `too-many` when the tokens of the day are spent or others wait; `unavailable` when the model does not answer as it should. */
    async word(topic: string, purpose: WordedPurpose, query: Omit<TopicVerbatimsQuery, 'limit' | 'before'>, askedBy: string): Promise<Worded> {
      if (model === null) throw new AppError('conflict', 'language-model-off', 'No language model is set up. Whoever runs Custos can name one (CUSTOS_LANGUAGE_MODEL_URL and _NAME); texts would leave for it, with personal data masked.');
      const { task, tokens, characters } = PURPOSES[purpose];
      const texts = textsToSend((await topics.verbatims(topic, { ...query, limit: SENT.texts }, MASKED)).verbatims);
      if (texts.length < SENT.least) throw new AppError('conflict', 'too-few-texts', `Fewer than ${SENT.least} texts are about it in this period: read them.`);
      const sent = texts.reduce((sum, text) => sum + text.length, 0);
      if (await tokensSince(database, today()) + tokensAbout(sent) + tokens > tokensADay) throw new AppError('too-many', 'language-model-spent', `The ${tokensADay} tokens of today are spent. Ask again tomorrow, or raise CUSTOS_LANGUAGE_MODEL_TOKENS.`);
      const beganMs = clock();
      const keep = (outcome: string, spent: number): Promise<void> => insertModelCall(database, beganMs, { askedBy, purpose, topic, model: model.name, host: model.host, texts: texts.length, characters: sent, tokens: spent, tookMs: clock() - beganMs, outcome });
      let answer: Awaited<ReturnType<LanguageModel['ask']>>;
      try {
        answer = await model.ask({ task, texts, answerTokens: tokens });
      } catch (error) {
        // What a model that failed has taken is not known: what it was asked counts, unless it never was.
        const code = error instanceof AppError ? error.code : 'unforeseen';
        await keep(code, code === 'language-model-busy' ? 0 : tokensAbout(sent));
        throw error;
      }
      const words = purpose === 'name' ? plainName(answer.text, characters) : plainWords(answer.text, characters);
      await keep(words === null ? 'nothing-said' : 'answered', answer.tokens);
      if (words === null) throw new AppError('unavailable', 'language-model-silent', 'The language model said nothing that can be shown.');
      return { purpose, words, by: model.name, texts: texts.length };
    },
  };
}

export type WordedModule = ReturnType<typeof createWorded>;
