import { areNicknames } from '../../identity/index.ts';

/** Somebody of the staff as they are known to Custos. `names`: short forms that they said are theirs; `notNames`: that they said are not. */
export type StaffMember = { readonly id: string; readonly name: string; readonly email: string; readonly names: readonly string[]; readonly notNames: readonly string[] };
/** Who is praised, as far as an interaction tells: names as customers wrote them, and who served by its record. */
export type Praised = { readonly called: readonly string[]; readonly served: readonly { readonly id: string; readonly label: string }[] };
/** Why praise is somebody's. `alike`: it may be another's of the same name. */
export type Credit = { readonly because: 'name' | 'served'; readonly called: string | null; readonly alike: boolean };

/** A name as it is compared: without case, accents and marks. */
export function foldName(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

const partsOf = (name: string): { readonly given: string; readonly family: string } => { const words = foldName(name).split(' '); return { given: words[0] ?? '', family: words.length > 1 ? words.at(-1) ?? '' : '' }; };

/** Whether a customer who wrote this name may mean them: their whole name, their given name or a short form that is theirs, or their family name alone. */
function isCalled(written: string, member: StaffMember): boolean {
  const { given, family } = partsOf(member.name);
  const [first = '', ...rest] = foldName(written).split(' ');
  const isGiven = first === given || member.names.some((name) => foldName(name) === first);
  if (rest.length === 0) return first.length > 1 && (isGiven || first === family);
  return isGiven && family !== '' && rest.at(-1) === family;
}

/** Whether praise is theirs, and why; null where it is not. Who served, by the record, stands above a name that several have. Invariant: never by likeness alone of a short form that they did not say is theirs. */
export function creditOf({ called, served }: Praised, member: StaffMember, colleagues: readonly { readonly id: string; readonly name: string }[]): Credit | null {
  const own = foldName(member.name);
  const isServed = served.some(({ id, label }) => id === member.id || id.toLowerCase() === member.email.toLowerCase() || (own.includes(' ') && foldName(label) === own));
  const name = called.find((written) => isCalled(written, member)) ?? null;
  if (isServed && (called.length === 0 || name !== null)) return { because: name === null ? 'served' : 'name', called: name, alike: false };
  if (name === null) return null;
  const { given } = partsOf(member.name);
  // Somebody else of this given name served: it is theirs.
  if (!isServed && served.some(({ label }) => label !== '' && partsOf(label).given === given && foldName(label) !== own)) return null;
  const isWhole = foldName(name).includes(' ');
  return { because: 'name', called: name, alike: !isWhole && colleagues.some((one) => one.id !== member.id && isCalled(name, { ...one, email: '', names: [], notNames: [] })) };
}

/** Short forms of their given name among names that customers wrote, of which they did not yet say whether they are theirs. Nobody else's name is ever among them. */
export function maybeNames(written: readonly string[], member: StaffMember, colleagues: readonly { readonly id: string; readonly name: string }[]): string[] {
  const { given } = partsOf(member.name);
  const said = new Set([...member.names, ...member.notNames].map(foldName));
  const taken = new Set(colleagues.filter(({ id }) => id !== member.id).map(({ name }) => partsOf(name).given));
  const firsts = written.map((name) => foldName(name).split(' ')[0] ?? '');
  return [...new Set(firsts)].filter((first) => first !== given && areNicknames(first, given) && !said.has(first) && !taken.has(first)).sort();
}
