import type { Purpose } from '../dialect/dialect.js';
import { encodeUtf8 } from '../encoding/utf8.js';
import { MatrixTokenError } from '../errors.js';
import type { Macaroon } from '../macaroon/macaroon.js';
import { REFUSALS } from '../wording/reference.js';
import type { Conduct } from './conduct.js';
import type { Cause, Examined } from './examined.js';
import { type Ground, hear } from './grounds.js';
import type { Homeserver } from './homeserver.js';
import { type Issued, mintToken } from './tokens.js';

/**
 * Examines a token of one purpose: reads it, finds what it was issued for, and judges every caveat and the signature
 * by the server's dialect. Throws nothing on any text, and changes nothing: a token that is used up is ended by the caller.
 */
export function examineToken<I extends Issued>(
  server: Homeserver,
  text: string,
  purpose: Purpose,
  find: (id: string) => I | undefined,
): Examined<I> {
  const { conduct, rootKey, now } = server;
  const read = readOrExplain(text, conduct);
  if ('problem' in read) return refuse('unreadable', REFUSALS.unreadable(read.problem));
  const { macaroon } = read;

  const textOf = (issued: I): string => mintToken(server, issued, purpose);
  const issued = conduct.locate({ text, macaroon, find, textOf });
  if (issued === undefined) return refuse('no-session', REFUSALS.noSession);

  const bench = { dialect: conduct.dialect, key: conduct.checksSignature ? rootKey : undefined, now: now() };
  const { userId, grounds } = hear({ ...macaroon, identifier: encodeUtf8(issued.id) }, issued, purpose, bench);
  const handedOut = PURPOSES.some((other) => text === mintToken(server, issued, other));
  const narrowed = !handedOut && grounds.every(({ kind }) => kind !== 'signature');
  const upheld = grounds.filter((ground) => conduct.upholds(ground));
  const [first] = upheld;
  if (first === undefined) return { outcome: 'accepted', issued, userId, narrowed };
  const cause = upheld.every(isExpiry) ? 'expired' : 'caveats';
  return { outcome: 'refused', cause, error: first.error, issued, narrowed };
}

function refuse(cause: Cause, error: string) {
  return { outcome: 'refused', cause, error, issued: undefined, narrowed: false } as const;
}

const PURPOSES: readonly Purpose[] = ['access', 'refresh', 'login'];

function readOrExplain(text: string, conduct: Conduct): { macaroon: Macaroon } | { problem: string } {
  try {
    return { macaroon: conduct.read(text) };
  } catch (error) {
    if (error instanceof MatrixTokenError) return { problem: error.message };
    throw error;
  }
}

function isExpiry({ kind }: Ground): boolean {
  return kind === 'expired';
}
