import type { ReadCaveat } from '../../caveat/read.js';
import type { Grant } from '../dialect.js';

/** Synapse knows no grammar, only texts: undefined where a caveat is none. */
export function textOf(caveat: ReadCaveat): string | undefined {
  return caveat.form === 'statement' || caveat.form === 'malformed' ? caveat.text : undefined;
}

/** What follows `user_id = `, whatever it is. */
export function userOf(caveat: ReadCaveat): string | undefined {
  return valueAfter('user_id = ', caveat);
}

/** Reads whose the token is from the first `user_id = `, as Synapse does since 0.16.1. */
export function firstUserGrant(caveats: readonly ReadCaveat[]): Grant {
  return grantTo(0, caveats);
}

/** Reads whose the token is from the last `user_id = `, as Synapse 0.12 to 0.16.1 did: anyone could append one. */
export function lastUserGrant(caveats: readonly ReadCaveat[]): Grant {
  return grantTo(-1, caveats);
}

function grantTo(position: number, caveats: readonly ReadCaveat[]): Grant {
  const users = caveats.flatMap((caveat) => userOf(caveat) ?? []);
  const types = caveats.flatMap((caveat) => valueAfter('type = ', caveat) ?? []);
  const guest = caveats.some((caveat) => textOf(caveat) === 'guest = true');
  return { userId: users.at(position) ?? null, type: types[0] ?? null, guest };
}

function valueAfter(prefix: string, caveat: ReadCaveat): string | undefined {
  const text = textOf(caveat);
  return text?.startsWith(prefix) ? text.slice(prefix.length) : undefined;
}
