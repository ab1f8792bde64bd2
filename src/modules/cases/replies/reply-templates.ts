import { AppError } from '../../../kernel/app-error.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import { REPLY_LANGUAGES, type ReplyTemplate } from './contract.ts';
import { unknownPlaces } from './fill-template.ts';
import { putTemplate, templatesNow } from './reply-store.ts';
import { STARTING_TEMPLATES } from './starting-templates.ts';

/** A template as whoever saves it writes it. `basedOn`: the version that they saw. */
export type SavedTemplate = { readonly key: string; readonly language: (typeof REPLY_LANGUAGES)[number]; readonly name: string; readonly text: string; readonly isOff: boolean; readonly basedOn: number };

/** Templates of replies: what Custos comes with, and every version that somebody saved above it. */
export function createReplyTemplates({ database, clock, nameOf }: { readonly database: Database; readonly clock: () => number; readonly nameOf: (person: string) => Promise<string | null> }) {
  /** Shape: by key, then in the order of languages; switched-off ones too. */
  async function all(): Promise<ReplyTemplate[]> {
    const saved = await templatesNow(database);
    const keys = [...new Set([...Object.keys(STARTING_TEMPLATES), ...saved.map(({ key }) => key)])];
    const found = keys.flatMap((key) => REPLY_LANGUAGES.map(async (language): Promise<ReplyTemplate[]> => {
      const row = saved.find((one) => one.key === key && one.language === language);
      if (row !== undefined) return [{ key, language, name: row.name, text: row.text, version: row.version, isOff: row.isOff, by: await nameOf(row.by), at: row.at.toISOString() }];
      const start = STARTING_TEMPLATES[key]?.[language];
      return start === undefined ? [] : [{ key, language, ...start, version: 0, isOff: false, by: null, at: null }];
    }));
    return (await Promise.all(found)).flat();
  }

  return {
    all,
    /** Those that agents choose from, in a language; in the first where it has none. */
    async inLanguage(language: string): Promise<ReplyTemplate[]> {
      const usable = (await all()).filter(({ isOff }) => !isOff);
      return [...Map.groupBy(usable, ({ key }) => key).values()].flatMap((own) => own.find((one) => one.language === language) ?? own.find((one) => one.language === REPLY_LANGUAGES[0]) ?? []);
    },
    /** Saves a version. Errors: `invalid` for a place that there is not; `conflict` when somebody else saved one meanwhile. */
    async save({ key, language, name, text, isOff, basedOn }: SavedTemplate, by: string): Promise<ReplyTemplate> {
      const unknown = unknownPlaces(text);
      if (unknown.length > 0) throw new AppError('invalid', 'place-unknown', `There is no place called ${unknown.map((place) => `{${place}}`).join(', ')}.`);
      if (!await putTemplate(database, { key, language, version: basedOn + 1, name, text, isOff, by, at: new Date(clock()) })) throw new AppError('conflict', 'template-changed-meanwhile', 'Somebody else saved this template meanwhile. Look at theirs, then save yours.');
      return (await all()).find((one) => one.key === key && one.language === language) ?? { key, language, name, text, version: basedOn + 1, isOff, by: null, at: null };
    },
  };
}
