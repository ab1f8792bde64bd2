/** How companies of many countries say what kind of company they are: the same company is written with and without it. */
const LEGAL_FORMS: ReadonlySet<string> = new Set([
  'gmbh', 'mbh', 'ag', 'kg', 'kgaa', 'ohg', 'ug', 'ev', 'co', 'company', 'corp', 'corporation', 'inc', 'incorporated', 'llc', 'llp', 'lp', 'ltd', 'limited', 'plc', 'pty', 'pte', 'bv', 'nv', 'vof', 'sa', 'sas', 'sarl', 'sl', 'slu', 'srl', 'spa', 'as', 'asa', 'ab', 'aps', 'oy', 'oyj', 'sro', 'spzoo', 'zoo', 'sp', 'kft', 'doo', 'holding', 'group', 'gruppe', 'groep', 'und', 'and', 'the',
]);
/** What forms are filled in with by who works nowhere that matters. */
const SAYS_NOTHING: ReadonlySet<string> = new Set(['', 'na', 'none', 'null', 'nil', 'no', 'keine', 'geen', 'aucune', 'private', 'privat', 'particulier', 'personal', 'home', 'self', 'self employed', 'freelance', 'freelancer', 'student', 'retired', 'unemployed', 'test', 'unknown', 'company', 'firma', 'x']);

/** A company by what stays the same however it is written. Shape: null for what names no company. */
export function companyKey(name: string): string | null {
  const plain = name.normalize('NFKD').toLowerCase().replace(/\p{M}|[.'’]/gu, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  if (SAYS_NOTHING.has(plain) || SAYS_NOTHING.has(plain.replaceAll(' ', ''))) return null;
  const words = plain.split(' ');
  const telling = words.filter((word) => !LEGAL_FORMS.has(word));
  return (telling.length === 0 ? words : telling).join(' ');
}

/** Whether a domain is plainly that of a company: `acme.example` and `mail.acme.example` of Acme Ltd. */
export function isDomainOf(domain: string, key: string): boolean {
  const name = key.replaceAll(' ', '');
  return name.length >= 3 && domain.split('.').slice(0, -1).some((label) => label.replaceAll('-', '') === name);
}
