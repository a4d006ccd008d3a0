import type { Purpose } from '../dialect/dialect.js';
import { encodeUtf8 } from '../encoding/utf8.js';
import { writeMacaroon } from '../macaroon/encode.js';
import { mintMacaroon } from '../macaroon/mint.js';

/** What a token stands for: found again by its ID, which the token carries as identifier. `expires` in ms. */
export interface Issued {
  readonly id: string;
  readonly userId: string;
  readonly expires: number | undefined;
}

/**
 * Writes the token of something issued: a V1 macaroon in unpadded base64url with the caveats of the draft of 2015
 * (DESIGN.md, 2). The same issue and purpose always give the same text; nothing is stored.
 */
export function mintToken(
  issuer: { serverName: string; rootKey: Uint8Array },
  issued: Issued,
  purpose: Purpose,
): string {
  const macaroon = mintMacaroon({
    rootKey: issuer.rootKey,
    location: encodeUtf8(issuer.serverName),
    identifier: encodeUtf8(issued.id),
    caveats: caveatsOf(issued, purpose).map((text) => ({ party: 'first', identifier: encodeUtf8(text) })),
  });
  return writeMacaroon(macaroon, { format: 'v1', encoding: 'base64url' });
}

/** A refresh token carries no `time`: it lives until it is used, or its session ends. */
function caveatsOf({ userId, expires }: Issued, purpose: Purpose): string[] {
  const caveats = ['gen = 1', `user_id = ${userId}`, `type = ${purpose}`];
  return expires === undefined || purpose === 'refresh' ? caveats : [...caveats, `time < ${expires}`];
}
