import { CAVEAT_MEANINGS, OTHER_MEANINGS } from '../wording/caveats.js';
import { quote, quoteBytes } from '../wording/quote.js';
import type { Guess } from './parse.js';
import { describePypiCaveat } from './pypi.js';
import type { ReadCaveat } from './read.js';
import { isIssuedEmpty, isKnownKey, lookUpKey, type Standing, standingOf } from './registry.js';
import { type Moment, readTime } from './time.js';

/** Everything there is to say about one caveat, apart from what is wrong with it (`lint`) and what a server makes of it (`judge`). */
export interface CaveatDescription {
  readonly index: number;
  readonly party: 'first' | 'third';
  readonly standing: Standing;
  /** Key, operator and value; for a malformed one, only where Synapse issues it like that. Not escaped, not masked. */
  readonly statement?: Guess;
  /** A phrase, safe to print, without any secret value. */
  readonly meaning: string;
  /** Whether the value is to be masked in output. */
  readonly secret: boolean;
  readonly time?: Moment;
}

/** Describes a caveat; does not judge it. `now` is in ms. */
export function describeCaveat(caveat: ReadCaveat, now: number): CaveatDescription {
  const party = caveat.form === 'third-party' ? 'third' : 'first';
  const common = { index: caveat.index, party, standing: standingOf(caveat), secret: isSecret(caveat) } as const;
  switch (caveat.form) {
    case 'third-party':
      return { ...common, meaning: OTHER_MEANINGS.thirdParty(quoteBytes(caveat.location)) };
    case 'not-text':
      return { ...common, meaning: OTHER_MEANINGS.notText };
    case 'malformed': {
      const pypi = describePypiCaveat(caveat.text);
      if (pypi !== undefined) return { ...common, meaning: pypi };
      if (caveat.guess === undefined || !isIssuedEmpty(caveat)) return { ...common, meaning: OTHER_MEANINGS.malformed };
      return { ...common, statement: caveat.guess, ...explain(caveat.guess, common.standing, now) };
    }
    case 'statement': {
      const { key, operator, value } = caveat;
      return { ...common, statement: { key, operator, value }, ...explain(caveat, common.standing, now) };
    }
  }
}

/** Whether a caveat holds a value to mask, also where its spelling is off: `nonce=abc` hides as well as `nonce = abc`. */
function isSecret(caveat: ReadCaveat): boolean {
  if (caveat.form === 'statement') return lookUpKey(bareKey(caveat.key))?.secret ?? false;
  if (caveat.form !== 'malformed') return false;
  const key = caveat.guess?.key ?? /^\s*([^\s=<>!~]*)/.exec(caveat.text)?.[1] ?? '';
  return lookUpKey(bareKey(key))?.secret ?? false;
}

/** The caveat's text with `mask` for what may be secret; the rest as it is, not escaped. Undefined where it is not text. */
export function maskedText(caveat: ReadCaveat, mask: string): string | undefined {
  if (caveat.form === 'not-text' || caveat.form === 'third-party') return undefined;
  if (!isSecret(caveat)) return caveat.text;
  const { key, operator } = caveat.form === 'statement' ? caveat : (caveat.guess ?? { key: '', operator: '' });
  return [key, operator === '=' ? operator : '', mask].filter((part) => part !== '').join(' ');
}

function bareKey(key: string): string {
  return key.toLowerCase().replaceAll('-', '_');
}

function explain(statement: Guess, standing: Standing, now: number): { meaning: string; time?: Moment } {
  const { key, operator, value } = statement;
  if (!isKnownKey(key)) return { meaning: OTHER_MEANINGS.unknown };
  if (standing === 'unknown') return { meaning: OTHER_MEANINGS.unknownOperator };
  if (key !== 'time') return { meaning: CAVEAT_MEANINGS[key]({ operator, value: quote(value) }) };
  const reading = readTime(value, now);
  if (reading.state === 'not-a-time') return { meaning: CAVEAT_MEANINGS.time({ operator, value: quote(value) }) };
  if (reading.unit === 'second-of-minute') return { meaning: OTHER_MEANINGS.secondOfMinute };
  const { moment } = reading;
  return { meaning: CAVEAT_MEANINGS.time({ operator, value: quote(value), iso: moment.iso }), time: moment };
}
