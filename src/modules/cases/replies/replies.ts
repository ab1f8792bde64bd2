import { AppError } from '../../../kernel/app-error.ts';
import { parsePublicId } from '../../../kernel/public-id.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import { liftAddress, lostAddresses, type Mail } from '../../channels/index.ts';
import type { Identity } from '../../identity/index.ts';
import { REASON_WORDS } from '../../outreach/contract.ts';
import type { Outreach } from '../../outreach/index.ts';
import { sayStatement, statusLanguage } from '../../subjects/index.ts';
import { caseId } from '../change-case.ts';
import { CASE_LIMITS, type CaseView } from '../contract.ts';
import type { Cases } from '../index.ts';
import type { Reader } from '../present-case.ts';
import type { Reply, ReplyDesk, ReplyPreview, REPLY_LANGUAGES } from './contract.ts';
import { firstSubject } from './first-subject.ts';
import { fillTemplate, openPlaces, type PlaceValues } from './fill-template.ts';
import { lastChannel, letterToAnswer, wroteMachineLast, type AnsweredLetter } from './letter-to-answer.ts';
import { REPLY_KEY } from './receive-settled.ts';
import { isAnotherUnderWay, noteReply, putReply, repliesOfCases, replyOfKey, type ReplyRow } from './reply-store.ts';
import { createReplyTemplates } from './reply-templates.ts';

/** A reply as an agent writes it. */
export type Draft = { readonly to: string; readonly subject: string; readonly text: string; readonly language: (typeof REPLY_LANGUAGES)[number]; readonly nextUpdateBy: string | null };

export type ReplyDeps = {
  readonly database: Database; readonly clock: () => number; readonly zone: string; readonly cases: Pick<Cases, 'one' | 'writeTo' | 'note'>; readonly identity: Pick<Identity, 'reach'>; readonly mail: Pick<Mail, 'sendsFrom' | 'assertMayAnswer' | 'send'>;
  readonly outreach: Pick<Outreach, 'reserve' | 'release' | 'standing'>; readonly nameOf: (person: string) => Promise<string | null>;
  /** How it stands, in the customer's language, asked about what a case is about; null where nothing of theirs is known. */ readonly statusOf: (customer: string, about: CaseView['subject'], language: string) => Promise<string | null>;
};

const DAY_MS = 86_400_000;
/** So long a reply on its way keeps others from writing without having seen it; once it left, the case itself tells of it. Units: ms. */
const UNDER_WAY_MS = 10 * 60_000;
const MACHINE = 'A machine wrote what this case is about. It is never answered, so that two machines do not write to each other for ever.';

/** Replies to customers of cases, in their own channel: mail. See ../README.md. */
export function createReplies(deps: ReplyDeps) {
  const { database, clock, cases, mail, outreach, nameOf } = deps;
  const templates = createReplyTemplates(deps);

  /** Addresses by which the customer of a case is reached: the one from which they wrote first. */
  async function addressesOf({ customer }: CaseView, answered: AnsweredLetter | null): Promise<readonly { readonly value: string; readonly node: number }[]> {
    if (customer === null) return [];
    const found = await deps.identity.reach.addressesOf([parsePublicId('customer', customer.id)], 'email');
    const wrote = answered === null ? null : parsePublicId('node', answered.node);
    return found.toSorted((a, b) => Number(b.node === wrote) - Number(a.node === wrote));
  }

  async function standing(): Promise<{ readonly isOn: boolean; readonly held: string | null }> {
    const { held, switches } = await outreach.standing();
    return { held, isOn: held === null && switches.some(({ purpose, isOn }) => purpose === 'reply' && isOn) };
  }

  function shown({ nextUpdateAt: _, caseNumber: __, node: ___, letter: ____, at, settledAt, by, reasons, ...row }: ReplyRow, name: string | null): Reply {
    return { ...row, by: name, at: at.toISOString(), settledAt: settledAt?.toISOString() ?? null, reasons: reasons.map((reason) => REASON_WORDS[reason as keyof typeof REASON_WORDS] ?? reason) };
  }

  function assertAhead(nextUpdateBy: string | null): void {
    const atMs = nextUpdateBy === null ? null : Date.parse(nextUpdateBy);
    if (atMs !== null && (atMs <= clock() || atMs > clock() + CASE_LIMITS.updateDays * DAY_MS)) throw new AppError('invalid', 'update-not-ahead', 'The next update must be due after now, and within a year.');
  }

  /** What stands in the places. Without a moment by which they hear more nothing is promised, and nothing stands there. */
  async function valuesOf(view: CaseView, { language, nextUpdateBy }: Draft, writer: string | null): Promise<PlaceValues> {
    const spoken = statusLanguage(language);
    const owner = view.owner?.name ?? writer;
    return {
      name: view.customer?.name ?? null, order: view.subject?.type === 'order' ? view.subject.id : null, case: view.id, owner,
      status: view.customer === null ? null : await deps.statusOf(view.customer.id, view.subject, language),
      promise: nextUpdateBy === null || owner === null ? '' : sayStatement({ key: 'tells-by', who: owner, at: nextUpdateBy }, spoken, deps.zone),
    };
  }

  async function checked(number: number, draft: Draft, reader: Reader): Promise<{ readonly view: CaseView; readonly answered: AnsweredLetter | null; readonly to: string; readonly node: number }> {
    assertAhead(draft.nextUpdateBy);
    const view = await cases.one(number, reader);
    if (wroteMachineLast(view.interactions)) throw new AppError('conflict', 'answers-a-machine', MACHINE);
    const answered = letterToAnswer(view.interactions);
    const to = (await addressesOf(view, answered)).find(({ value }) => value === draft.to.trim().toLowerCase());
    if (to === undefined) throw new AppError('invalid', 'address-not-theirs', 'This is no address of theirs. A reply goes to an address from which they wrote, or which they gave.');
    await mail.assertMayAnswer(to.value, answered?.answers ?? []);
    // It belongs to whoever has the address, also when the case turns out to be of somebody else.
    return { view, answered, to: to.value, node: to.node };
  }

  /** Asks the ledger, and puts the mail on its way where it may go. */
  async function decide(reply: ReplyRow, key: string, { view, answered, to }: Awaited<ReturnType<typeof checked>>, writer: string | null): Promise<void> {
    const { decision, reasons, until, token, shown: isKept } = await outreach.reserve({ purpose: 'reply', channel: 'email', slot: `${view.id} ${key}`, customer: view.customer?.id, to, subject: reply.subject, text: reply.text }, reply.by);
    if (decision !== 'send' || token === null) return noteReply(database, key, { state: isKept ? 'withheld' : 'not-now', reasons, problem: until === null ? null : `Not before ${until}` });
    try {
      const letter = await mail.send({ key: `${REPLY_KEY}${key}`, token, purpose: 'reply', node: reply.node, to: { address: to, name: view.customer?.name?.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 120) ?? '' }, subject: reply.subject, text: reply.text, answers: answered?.answers ?? [], thread: answered?.thread ?? null, askedBy: reply.by, signedAs: writer });
      await noteReply(database, key, { state: 'waiting', letter });
    } catch (error) {
      await outreach.release(token);
      await noteReply(database, key, { state: 'failed', problem: error instanceof AppError ? error.detail : 'Something went wrong inside Custos.', at: new Date(clock()) });
      throw error;
    }
  }

  async function desk(number: number, reader: Reader): Promise<ReplyDesk> {
    const view = await cases.one(number, reader);
    const answered = letterToAnswer(view.interactions);
    const [found, from, state, rows] = await Promise.all([addressesOf(view, answered), mail.sendsFrom(), standing(), repliesOfCases(database, [number, ...view.parts.map((part) => parsePublicId('case', part))])]);
    const to = found.map(({ value }) => value);
    const language = statusLanguage(view.interactions.find((item) => item.id === answered?.interaction)?.language ?? view.interactions.find((item) => item.language !== null && item.otherCustomer === null)?.language ?? undefined);
    const wrote = lastChannel(view.interactions);
    const whyNot = view.customer === null ? 'No customer is known to whom it could go.' : to.length === 0 ? 'No address of theirs is known to which mail could go.' : wroteMachineLast(view.interactions) ? MACHINE : from === null && state.isOn ? 'Nobody said through which server mail goes. An owner sets it under Connect.' : null;
    return {
      to, stopped: [...await lostAddresses(database, to)], from, ...state, language, subject: firstSubject(answered?.subject ?? null, view.subject, language), whyNot, wrote: wrote === 'email' ? null : wrote, answers: answered?.interaction ?? null,
      templates: await templates.inLanguage(language), replies: await Promise.all(rows.map(async (row) => shown(row, await nameOf(row.by)))),
    };
  }

  return {
    templates,
    /** What stands ready for answering. Errors: `not-found`. */
    desk,
    /** Lets mail go again to an address of theirs at which nobody was, with how somebody knows; it stands in the history of the case. Errors: `invalid` for an address that is not theirs; `conflict` where nothing stops it. */
    async liftAddress(number: number, { to, why }: { readonly to: string; readonly why: string }, by: string, reader: Reader): Promise<ReplyDesk> {
      const before = await desk(number, reader);
      const address = before.to.find((one) => one === to.trim().toLowerCase());
      if (address === undefined) throw new AppError('invalid', 'address-not-theirs', 'This is no address of theirs.');
      if (!before.stopped.includes(address)) throw new AppError('conflict', 'address-not-stopped', 'Mail goes to this address: nothing stops it.');
      await cases.note(number, by, { text: `Mail may go to ${address} again, from which it had come back: ${why}`, mentions: [] });
      await liftAddress(database, address, new Date(clock()));
      return desk(number, reader);
    },
    /** A reply exactly as it would go. Errors: `invalid` for an address that is not theirs, or a moment that is over; `conflict` for an answer to a machine. */
    async preview(number: number, draft: Draft, by: string, reader: Reader): Promise<ReplyPreview> {
      const { view, to } = await checked(number, draft, reader);
      const [values, from, { isOn, held }] = await Promise.all([nameOf(by).then((name) => valuesOf(view, draft, name)), mail.sendsFrom(), standing()]);
      const { text, missing } = fillTemplate(draft.text, values);
      const subject = fillTemplate(draft.subject, values);
      return {
        from: from === null ? 'No address is set yet' : from.name === '' ? from.address : `${from.name} <${from.address}>`, to, subject: subject.text, text, missing: [...new Set([...missing, ...subject.missing])],
        would: isOn ? 'go' : 'withheld', why: isOn ? null : held ?? 'Nobody switched replies on: it is kept as it would have gone.',
      };
    },
    /**
     * Sends a reply, or keeps it as it would have gone. Invariant: asked twice under one key, it goes once; a text with an open place never goes.
     * Errors: as a preview; `conflict` when somebody else worked on the case meanwhile, and where it may not be answered now.
     */
    async send(number: number, { key, seen, ...draft }: Draft & { readonly key: string; readonly seen: number }, by: string, reader: Reader): Promise<Reply> {
      const writer = await nameOf(by);
      const known = await replyOfKey(database, key);
      if (known !== null && (known.caseNumber !== number || known.by !== by)) throw new AppError('conflict', 'reply-key-taken', 'Another reply was written under this key.');
      if (known !== null && known.state !== 'asked') return shown(known, writer);
      const open = openPlaces(`${draft.subject} ${draft.text}`);
      if (open.length > 0) throw new AppError('invalid', 'reply-unfilled', `A place is still open: ${open.map((place) => `{${place}}`).join(', ')}. Fill it, or take it out.`);
      const found = await checked(number, draft, reader);
      const { isOn } = await standing();
      if (isOn && await mail.sendsFrom() === null) throw new AppError('conflict', 'mail-not-set-up', 'Nobody said through which server mail goes. An owner sets it under Connect.');
      if (known === null) {
        await cases.writeTo(number, seen, async (tx) => {
          if (await isAnotherUnderWay(tx, { caseNumber: number, by }, new Date(clock() - UNDER_WAY_MS))) throw new AppError('conflict', 'reply-on-its-way', 'Somebody else just wrote to this customer, and it is on its way. Look at it, then write what is still right.');
          await putReply(tx, { caseNumber: number, key, node: found.node, to: found.to, subject: draft.subject, text: draft.text, nextUpdateAt: draft.nextUpdateBy === null ? null : new Date(draft.nextUpdateBy), by, at: new Date(clock()) });
        });
      }
      const reply = await replyOfKey(database, key);
      if (reply === null) throw new AppError('not-found', 'case-unknown', `There is no case ${caseId(number)} any more.`);
      await decide(reply, key, found, writer);
      return shown(await replyOfKey(database, key) ?? reply, writer);
    },
  };
}

export type Replies = ReturnType<typeof createReplies>;
