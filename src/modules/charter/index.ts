import { may, type Viewer } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import { contentHash, EXAMPLE_PERSONA, type Customers } from '../customers/index.ts';
import type { RuleSet } from '../customers/contract.ts';
import type { Person } from '../people/contract.ts';
import type { People } from '../people/index.ts';
import { cellFor, cellsInOrder } from './cells.ts';
import { allVersions, governance, insertGovernance, insertSignatures, insertVersion, latestVersion, signaturesOn, versionOfNumber, type VersionRow } from './charter-store.ts';
import { changesBetween } from './compare-charters.ts';
import type { Cell, Change, Charter, CharterVersion, Counts, Governance, Standing } from './contract.ts';
import { isAgreed, personsBySeat, seatsOf, signatureIn } from './seats.ts';

const CUSTOS = 'custos';

/** The experience charter: names the rules that hold, says what the company aspires to, and is signed by whoever governs. See README.md. */
export function createCharter(deps: { readonly database: Database; readonly people: Pick<People, 'list'>; readonly customers: Pick<Customers, 'rules'>; readonly clock: () => number }) {
  const { database, clock } = deps;
  const { rules } = deps.customers;

  /** The version that holds. Rules that came by themselves (a proposal of Custos) are made a version of the charter here, once. Errors: `conflict` when versions come faster than they can be read. */
  async function present(): Promise<{ readonly version: VersionRow; readonly set: RuleSet; readonly rulesVersion: number }> {
    for (let round = 0; round < 5; round += 1) {
      const [latest, held] = [await latestVersion(database), await rules.current()];
      if (latest?.ruleSetVersion === held.version) return { version: latest, set: held.rules, rulesVersion: held.version };
      const cells = cellsInOrder(latest?.cells ?? [], held.rules);
      const at = held.version === 0 ? new Date(clock()) : held.at;
      await database.transaction((tx) => insertVersion(tx, latest?.number ?? 0, { ruleSetVersion: held.version, cells, hash: contentHash({ rules: held.rules, cells }), note: held.note, by: held.by, at }));
    }
    throw new AppError('conflict', 'charter-busy', 'The charter is being changed by several people at once. Try again in a moment.');
  }

  const names = async (): Promise<(id: string) => string> => namesAmong(await deps.people.list());

  async function stateOf(hash: string, set: RuleSet): Promise<Charter['state']> {
    const [setting, signatures] = await Promise.all([governance(database), signaturesOn(database, hash)]);
    return isAgreed(seatsOf(setting, set), signatures) ? 'agreed' : 'proposed';
  }

  async function assertActive(ids: readonly string[], mustSign: boolean): Promise<void> {
    const people = new Map((await deps.people.list()).map((one) => [one.id, one]));
    for (const id of ids) {
      const person = people.get(id);
      if (person === undefined || !person.active) throw new AppError('invalid', 'person-unknown', 'Name people who have access: one of these is unknown, or their access has ended.');
      if (mustSign && !may({ kind: 'person', ...person }, 'sign-charter')) throw new AppError('invalid', 'person-may-not-sign', `The role of ${person.name} does not open the charter for signing. Give them another role first, under Connect, People.`);
    }
  }

  async function withNames(counting: Awaited<ReturnType<typeof rules.counting>>): Promise<Counts> {
    const { counts, ...rest } = counting;
    if (counts === null) return { ...rest, counts: null };
    const nameOf = await rules.namesOf([...new Set(Object.values(counts.kinds).flatMap((kind) => kind.rules.flatMap((rule) => rule.sample)))]);
    const named = (kind: (typeof counts.kinds)['stages']): NonNullable<Counts['counts']>['kinds']['stages'] => ({
      none: kind.none, overlaps: [...kind.overlaps], rules: kind.rules.map((rule) => ({ ...rule, sample: rule.sample.flatMap((customer) => nameOf.get(customer) ?? []) })),
    });
    return { ...rest, counts: { customers: counts.customers, cells: [...counts.cells], kinds: { stages: named(counts.kinds.stages), personas: named(counts.kinds.personas), segments: named(counts.kinds.segments), saved: named(counts.kinds.saved) } } };
  }

  return {
    async charter(viewer: Viewer): Promise<Charter> {
      const { version, set, rulesVersion } = await present();
      const [setting, signatures, everybody] = await Promise.all([governance(database), signaturesOn(database, version.hash), deps.people.list()]);
      const [nameOf, seats] = [namesAmong(everybody), seatsOf(setting, set)];
      return {
        version: shown({ ...version, signatures: signatures.length }, nameOf), state: isAgreed(seats, signatures) ? 'agreed' : 'proposed', rules: { version: rulesVersion, set }, cells: [...version.cells], governance: setting,
        owners: [...new Set(version.cells.flatMap(({ owner }) => owner ?? []))].map((id) => ({ id, name: nameOf(id) })),
        seats: seats.map((seat) => ({ seat: seat.seat, title: seat.title, person: seat.person === null ? null : { id: seat.person, name: nameOf(seat.person) }, signedAt: signatureIn(seat, signatures)?.at.toISOString() ?? null })),
        people: may(viewer, 'edit-charter') ? everybody.filter(({ active }) => active).map((one) => ({ id: one.id, name: one.name, maySign: may({ kind: 'person', ...one }, 'sign-charter') })) : [], example: EXAMPLE_PERSONA,
      };
    },
    counts: async (): Promise<Counts> => withNames(await rules.counting((await rules.current()).rules)),
    draftCounts: async (draft: RuleSet): Promise<Counts> => withNames(await rules.counting(draft)),
    async versions(): Promise<CharterVersion[]> {
      await present();
      const [rows, nameOf] = await Promise.all([allVersions(database), names()]);
      return rows.map((row) => shown(row, nameOf));
    },
    /** What differs between two versions. Errors: `not-found`. */
    async compare(from: number, to: number): Promise<Change[]> {
      await present();
      const [before, after] = await Promise.all([from, to].map(async (number) => {
        const row = await versionOfNumber(database, number);
        if (row === null) throw new AppError('not-found', 'charter-version-unknown', 'There is no such version of the charter.');
        return { rules: (await rules.version(row.ruleSetVersion)).rules, cells: row.cells };
      }));
      return before === undefined || after === undefined ? [] : changesBetween(before, after, await names());
    },
    /** Saves rules; they hold at once. Errors: `conflict` when others were saved meanwhile. */
    async saveRules(set: RuleSet, basedOn: number, note: string, by: string): Promise<number> {
      await rules.save(set, basedOn, note, by);
      return (await present()).version.number;
    },
    /** Saves what is aspired to. Errors: `conflict` when others saved meanwhile; `invalid` for an owner without access. */
    async saveCells(given: readonly Cell[], basedOn: number, note: string, by: string): Promise<number> {
      const { set, rulesVersion } = await present();
      const cells = cellsInOrder(given, set);
      await assertActive(cells.flatMap(({ owner }) => owner ?? []), false);
      const kept = await database.transaction((tx) => insertVersion(tx, basedOn, { ruleSetVersion: rulesVersion, cells, hash: contentHash({ rules: set, cells }), note, by, at: new Date(clock()) }));
      if (!kept) throw new AppError('conflict', 'charter-changed-meanwhile', 'Somebody else changed the charter meanwhile. Load the page again and make your change to theirs.');
      return basedOn + 1;
    },
    /** Says who governs. Errors: `invalid` for somebody without access or whose role may not sign. */
    async govern(setting: Governance, by: string): Promise<void> {
      await assertActive([...personsBySeat(setting).values()], true);
      await database.transaction((tx) => insertGovernance(tx, setting, by, clock()));
    },
    /** Signs the content that holds, in every seat that is this person's. Errors: `conflict` when the content is no longer the present one; `forbidden` for who has no seat. */
    async sign(hash: string, person: string): Promise<{ state: Charter['state']; seats: string[] }> {
      const { version, set } = await present();
      if (version.hash !== hash) throw new AppError('conflict', 'charter-changed-meanwhile', 'The charter was changed since you read it. Read it again before you sign.');
      const seats = seatsOf(await governance(database), set).filter((seat) => seat.person === person).map(({ seat }) => seat);
      if (seats.length === 0) throw new AppError('forbidden', 'no-seat', 'The charter is signed by those who govern. An owner names them on the page of the charter.');
      await database.transaction((tx) => insertSignatures(tx, hash, seats, person, clock()));
      return { state: await stateOf(hash, set), seats };
    },
    /** What a customer carries, and what is aspired to for them. Errors: `not-found`. */
    async standing(id: string): Promise<Standing> {
      const [placed, { version }] = await Promise.all([rules.placed(id), present()]);
      const cell = placed.stage === null ? null : cellFor(version.cells, placed.stage.key, placed.persona?.key ?? '', placed.segment?.key ?? '');
      const [nameOf, state] = await Promise.all([names(), stateOf(version.hash, placed.rules.rules)]);
      const copied = (given: NonNullable<typeof placed.stage>): NonNullable<Standing['stage']> => ({ key: given.key, name: given.name, because: [...given.because] });
      return {
        customer: placed.customer, asOf: placed.asOf, state, version: version.number, stage: placed.stage && copied(placed.stage), persona: placed.persona && copied(placed.persona), segment: placed.segment && copied(placed.segment), saved: placed.saved.map(copied),
        aspired: cell === null ? null : { sentence: cell.sentence, owner: cell.owner === null ? null : nameOf(cell.owner) },
      };
    },
  };
}

export type CharterModule = ReturnType<typeof createCharter>;

function namesAmong(people: readonly Person[]): (id: string) => string {
  const byId = new Map(people.map(({ id, name }) => [id, name]));
  return (id) => (id === CUSTOS ? 'Custos' : byId.get(id) ?? 'Somebody without access');
}

function shown(row: Omit<VersionRow, 'cells'> & { readonly signatures: number }, nameOf: (id: string) => string): CharterVersion {
  return { number: row.number, hash: row.hash, note: row.note, by: nameOf(row.by), at: row.at.toISOString(), signatures: row.signatures };
}

