const MOST_EDITS = 3;
const LONGEST = 32;

/** The name that is the fewest edits away from a mistyped one, if any is near enough. Linear in what it is given: long input matches nothing. */
export function nearest(typed: string, names: readonly string[]): string | undefined {
  if (typed.length > LONGEST) return undefined;
  let best: string | undefined;
  let fewest = Math.min(MOST_EDITS, Math.floor(typed.length / 2)) + 1;
  for (const name of names) {
    const edits = countEdits(typed, name);
    if (edits < fewest) [best, fewest] = [name, edits];
  }
  return best;
}

/** Levenshtein distance. */
function countEdits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [line, letter] of [...a].entries()) {
    const next = [line + 1];
    for (const [column, other] of [...b].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
