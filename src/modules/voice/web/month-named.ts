/** Most months that are named below a wide chart; below a narrow one every second of them is. */
const NAMED_MOST = 12;
const NAMED_NARROW = 6;

/** Whether the month so many before the last is named: everywhere, in wide charts alone, or not at all. */
export function monthNamed(before: number, months: number): 'everywhere' | 'wide' | 'not' {
  const every = Math.ceil(months / NAMED_MOST);
  if (before % every !== 0) return 'not';
  return months / every <= NAMED_NARROW || before / every % 2 === 0 ? 'everywhere' : 'wide';
}
