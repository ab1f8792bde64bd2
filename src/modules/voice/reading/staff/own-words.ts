/** Where a mail quotes another: everything behind is somebody else's. */
const QUOTED_BELOW = /^(?:on .{4,120} wrote:|am .{4,120} schrieb .{0,80}:|-{2,}\s?(?:original message|ursprüngliche nachricht|forwarded message).*|from: .{3,200}\n(?:sent|date|to): .*|von: .{3,200}\n(?:gesendet|datum|an): .*)$/imu;
const QUOTED_LINE = /^[ \t]*>.*$/gmu;

/** A message without what it quotes. Invariant: as long as before, every other character where it was. */
export function ownWords(text: string): string {
  const below = QUOTED_BELOW.exec(text);
  const own = below === null ? text : text.slice(0, below.index) + ' '.repeat(text.length - below.index);
  return own.includes('>') ? own.replace(QUOTED_LINE, (line) => ' '.repeat(line.length)) : own;
}
