import { speakerFrom } from './mapping-plan.ts';

/** Blanks between signs are few: any number of them here and there could be dealt out in as many ways as their square. */
const LINE = /^\s*(?:\[?(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d{1,9})?\]?\s{0,20}[-–]?\s{0,20})?(?:[-*•]\s{0,20})?([\p{L}][\p{L} .'_-]{0,40}?)(?:\s{0,20}\(([^)]{1,40})\))?\s{0,20}:\s+(.*)$/u;

/** A transcript written as one text ("Agent: …" line by line, with or without times) as turns. Shape: empty when it is not such a text. */
export function turnsOfTranscript(text: string): Record<string, unknown>[] {
  const turns: { speaker: string; who?: string; text: string; offsetMs?: number }[] = [];
  for (const line of text.split(/\r?\n/)) {
    const match = LINE.exec(line);
    if (match !== null) {
      const name = match[4] ?? '';
      const speaker = speakerFrom(name) === 'other' && match[5] !== undefined ? speakerFrom(match[5]) : speakerFrom(name);
      const [hours, minutes, seconds] = match[3] === undefined ? [0, Number(match[1]), Number(match[2])] : [Number(match[1]), Number(match[2]), Number(match[3])];
      turns.push({ speaker, ...(speaker === 'other' ? { who: name.trim() } : {}), text: (match[6] ?? '').slice(0, 50_000), ...(match[1] === undefined ? {} : { offsetMs: ((hours * 60 + minutes) * 60 + seconds) * 1_000 }) });
    } else if (line.trim() !== '') {
      const last = turns.at(-1);
      if (last === undefined) return [];
      last.text = `${last.text}\n${line.trim()}`.slice(0, 50_000);
    }
  }
  return turns.length >= 2 ? turns : [];
}
