/** What stands before every name that an asker uses, for the engine: no table, column or alias of Custos begins so, and no name can mean one of them by chance or on purpose. */
const OWN = '~';

/** A name of the asker's in backticks. Invariant: the cursor let only letters, digits and plain signs through. */
export const inBackticks = (name: string): string => `\`${OWN}${name}\``;

/** What the engine says with names as the asker wrote them. */
export const asWritten = (text: string): string => text.replaceAll(OWN, '');

/** A text as a literal in which nothing but its own letters counts: quotes, signs of control and braces are escaped. */
export function textLiteral(text: string): string {
  return `'${text.replace(/[\\'\u0000-\u001f\u007f{}]/g, (sign) => (sign === "'" || sign === '\\' ? `\\${sign}` : `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`))}'`;
}
