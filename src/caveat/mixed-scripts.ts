/** Scripts whose letters pass for one another in most fonts. */
const SCRIPTS: ReadonlyArray<readonly [name: string, pattern: RegExp]> = [
  ['Latin', /\p{Script=Latin}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Armenian', /\p{Script=Armenian}/u],
  ['Cherokee', /\p{Script=Cherokee}/u],
  ['Coptic', /\p{Script=Coptic}/u],
];

/** Letters that are no ASCII but are drawn like it: full-width and mathematical forms. */
const STYLED = /[\uff01-\uff5e\u{1d400}-\u{1d7ff}]/u;

/** What makes a word one that may be mistaken for another. */
export interface MixedScripts {
  /** The scripts it mixes, as `Latin and Cyrillic`; empty where its letters are styled forms of ASCII. */
  readonly scripts: string;
  /** The first of its characters that is not the script of most readers, as `U+0430`. */
  readonly codePoint: string;
}

/** Finds a word in a text that mixes scripts of look-alike letters, as `pаypal` with a Cyrillic а; undefined where none does. */
export function findMixedScripts(text: string): MixedScripts | undefined {
  for (const word of text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []) {
    const scripts = SCRIPTS.filter(([, pattern]) => pattern.test(word)).map(([name]) => name);
    const styled = STYLED.exec(word)?.[0];
    if (scripts.length < 2 && styled === undefined) continue;
    const foreign =
      styled ?? [...word].find((letter) => /\p{L}/u.test(letter) && !/\p{Script=Latin}/u.test(letter)) ?? word;
    const codePoint = `U+${(foreign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    return { scripts: scripts.length < 2 ? '' : scripts.join(' and '), codePoint };
  }
  return undefined;
}
