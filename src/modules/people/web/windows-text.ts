import type { OpeningWindow } from '../../../kernel/opening-hours.ts';

/** Windows of a day as a person writes them: `09:00–12:00, 13:00–17:00`; nothing where nobody is there. */
export function windowsText(windows: readonly OpeningWindow[]): string {
  return windows.map(({ from, to }) => `${from}–${to}`).join(', ');
}

/** Reads what a person wrote: `9-12, 13:00 – 17`. What is no window is kept as it was written, so that it is refused by name and not lost. */
export function readWindowsText(text: string): OpeningWindow[] {
  return text.split(/[,;]/).map((part) => part.trim()).filter((part) => part !== '').map((part) => {
    const [from = '', to = '', ...more] = part.split(/[-–—]/).map((time) => time.trim());
    return more.length > 0 || to === '' ? { from: part, to: '' } : { from: wholeTime(from), to: wholeTime(to) };
  });
}

/** `9` and `9:30` are times as well. */
function wholeTime(time: string): string {
  const match = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(time);
  return match === null ? time : `${(match[1] ?? '').padStart(2, '0')}:${match[2] ?? '00'}`;
}
