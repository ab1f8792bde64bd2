/** The same numbers in an array with room for `least` of them, at least twice as long as before: whoever appends one by one copies each number twice at most. */
export function lengthened<Numbers extends Int32Array | Float32Array>(numbers: Numbers, least: number): Numbers {
  const longer = new (numbers.constructor as new (length: number) => Numbers)(Math.max(least, numbers.length * 2));
  longer.set(numbers);
  return longer;
}
