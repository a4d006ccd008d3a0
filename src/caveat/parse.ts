import { Buffer } from 'node:buffer';

/** A caveat that follows the draft's grammar: `key operator value`, joined by single spaces. */
export interface Statement {
  readonly form: 'statement';
  readonly key: string;
  readonly operator: string;
  readonly value: string;
}

/** A caveat that does not follow the grammar: why, where, and what its author probably meant. */
export interface Malformed {
  readonly form: 'malformed';
  readonly reason: MalformedReason;
  /** Where the grammar is broken first: an offset into the caveat's UTF-8 bytes. */
  readonly byte: number;
  /** What a lenient reader makes of it. Its key need not follow the grammar, its value may be empty. */
  readonly guess?: Guess;
}

export type Guess = Pick<Statement, 'key' | 'operator' | 'value'>;

export type ParsedCaveat = Statement | Malformed;

/**
 * - `empty`: no text at all
 * - `leading-space`: white space before the key
 * - `bad-key`: a character that a key cannot hold
 * - `odd-space`: a tab, no-break space or line end where one space must be
 * - `missing-space`: `time<1`, `time <1` or `time< 1`
 * - `doubled-space`: two spaces where one must be
 * - `no-operator`, `no-value`: the caveat ends early
 */
export type MalformedReason =
  | 'empty'
  | 'leading-space'
  | 'bad-key'
  | 'odd-space'
  | 'missing-space'
  | 'doubled-space'
  | 'no-operator'
  | 'no-value';

const AFTER_KEY = /[^A-Za-z0-9_]/;
const WHITE_SPACE = /[\s\u0085]/;
const OPERATOR_SIGN = /[=<>!~]/;
const SIGNS_THEN_MORE = /^[=<>!~]+(?=[^=<>!~])/;
const GUESS = /^([^\s=<>!~]+)\s*([=<>!~]+)\s*([\s\S]*)$/;

/**
 * Parses one caveat by the grammar of the caveat draft (2015), to the letter; does not judge whether its key, operator or
 * value mean anything. A key is one or more of `[A-Za-z0-9_]`, an operator is anything without white space, a value is
 * anything that does not begin with white space: it may hold and end with spaces, but a second space before it would leave
 * open what the value is, so that is `doubled-space`. Keeps every character as it is. Never throws.
 */
export function parseCaveat(text: string): ParsedCaveat {
  if (text === '') return malformed(text, 'empty', 0);
  const keyEnd = indexOfMatch(text, AFTER_KEY, 0);
  if (keyEnd === text.length) return malformed(text, 'no-operator', keyEnd);
  if (text[keyEnd] !== ' ' || keyEnd === 0) return malformed(text, keyFault(text, keyEnd), keyEnd);

  const operatorStart = keyEnd + 1;
  const operatorFault = spaceFault(text, operatorStart, 'no-operator');
  if (operatorFault !== undefined) return malformed(text, operatorFault, operatorStart);
  const operatorEnd = indexOfMatch(text, WHITE_SPACE, operatorStart);
  if (operatorEnd === text.length) return withoutValue(text, operatorStart);
  if (text[operatorEnd] !== ' ') return malformed(text, 'odd-space', operatorEnd);

  const valueStart = operatorEnd + 1;
  const valueFault = spaceFault(text, valueStart, 'no-value');
  if (valueFault !== undefined) return malformed(text, valueFault, valueStart);
  return {
    form: 'statement',
    key: text.slice(0, keyEnd),
    operator: text.slice(operatorStart, operatorEnd),
    value: text.slice(valueStart),
  };
}

/** Writes a caveat; does not check its parts: what `parseCaveat` reads as a statement is what may be signed. */
export function formatCaveat({ key, operator, value }: Guess): string {
  return `${key} ${operator} ${value}`;
}

function keyFault(text: string, at: number): MalformedReason {
  const found = text.charAt(at);
  if (WHITE_SPACE.test(found)) return at === 0 ? 'leading-space' : 'odd-space';
  return at > 0 && OPERATOR_SIGN.test(found) ? 'missing-space' : 'bad-key';
}

/** What is wrong at the start of an operator or value, right after its one space. */
function spaceFault(text: string, at: number, ifNothing: MalformedReason): MalformedReason | undefined {
  if (text.slice(at).trim() === '') return ifNothing;
  if (text[at] === ' ') return 'doubled-space';
  return WHITE_SPACE.test(text.charAt(at)) ? 'odd-space' : undefined;
}

/** `time <1` runs operator and value together; `time <` has no value. */
function withoutValue(text: string, operatorStart: number): Malformed {
  const signs = SIGNS_THEN_MORE.exec(text.slice(operatorStart))?.[0];
  return signs === undefined
    ? malformed(text, 'no-value', text.length)
    : malformed(text, 'missing-space', operatorStart + signs.length);
}

function malformed(text: string, reason: MalformedReason, at: number): Malformed {
  const fault = { form: 'malformed', reason, byte: Buffer.byteLength(text.slice(0, at)) } as const;
  const guess = guessStatement(text);
  return guess === undefined ? fault : { ...fault, guess };
}

function guessStatement(text: string): Guess | undefined {
  const [, key, operator, value] = GUESS.exec(text.trim()) ?? [];
  return key === undefined || operator === undefined || value === undefined ? undefined : { key, operator, value };
}

function indexOfMatch(text: string, pattern: RegExp, from: number): number {
  const at = text.slice(from).search(pattern);
  return at === -1 ? text.length : from + at;
}
