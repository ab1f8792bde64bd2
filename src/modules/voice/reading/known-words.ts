/** A piece of a text in the form in which it is compared, and what was made of it already. */
export type Word = { readonly norm: string; readonly made: unknown[] };

/** Words that are known at once. Of every fifty words of reviews and tweets forty-nine are among the 10,000 that come most. */
const MOST = 10_000;
/** Longer pieces come seldom, and the engine would keep the whole text in memory for their sake. Units: UTF-16 code units. */
const LONGEST = 12;

/**
 * Looks something up by a piece of a text and remembers it; `make` must depend on the piece alone.
 * Invariant: never more than 10,000 pieces; when there are as many, all are forgotten and learnt anew.
 */
export function rememberedByPiece<Made extends object>(make: (piece: string) => Made): (piece: string) => Made {
  const known = new Map<string, Made>();
  return (piece) => {
    const there = known.get(piece);
    if (there !== undefined) return there;
    const made = make(piece);
    if (piece.length > LONGEST) return made;
    if (known.size >= MOST) known.clear();
    known.set(piece, made);
    return made;
  };
}

/** The word that is compared so: the same one wherever it stands, as long as it is known. */
export const wordOf = rememberedByPiece((norm): Word => ({ norm, made: [] }));

let makers = 0;

/** Makes something of each word once, for as long as the word is known. `make` must depend on the word alone; call this once for each thing that is made, not for each text. */
export function madeOnce<Made extends object | number | string>(make: (norm: string) => Made): (word: Word) => Made {
  const place = makers;
  makers += 1;
  return ({ norm, made }) => {
    const there = made[place];
    if (there !== undefined) return there as Made;
    const own = make(norm);
    made[place] = own;
    return own;
  };
}
