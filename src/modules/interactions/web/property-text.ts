/** Something else that a source said, in words: a list without brackets, yes and no. Shape: null where it says nothing. */
export function propertyText(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) {
    const parts = value.map(propertyText).filter((part) => part !== null);
    return parts.length === 0 ? null : parts.join(', ');
  }
  return JSON.stringify(value) === '{}' ? null : JSON.stringify(value);
}
