/** JSON laid out for reading; other text as it is. */
export function laidOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** What is wrong with a text that should be JSON, in a sentence; null when it is JSON. */
export function jsonProblem(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return `This is not JSON yet: ${error instanceof Error ? error.message : 'unreadable'}`;
  }
}
