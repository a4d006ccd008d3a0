import { readCaveats } from '../caveat/read.js';
import { MatrixTokenError } from '../errors.js';
import { fingerprintToken } from '../token/fingerprint.js';
import { type RecognisedToken, recogniseToken } from '../token/recognise.js';
import { type MacaroonReport, reportMacaroon } from './inspect-macaroon.js';

/** A discharge that came with the token. */
export interface DischargeReport {
  readonly fingerprint: string;
  /** Null where it is no macaroon, or damaged beyond use. */
  readonly macaroon: MacaroonReport | null;
}

/** Reports the macaroons that came with another, each for itself; does not verify that they discharge it. */
export function reportDischarges(
  tokens: readonly string[],
  options: { readonly now: number; readonly showValues: boolean },
): DischargeReport[] {
  return tokens.map((token) => {
    const found = recognise(token);
    const macaroon =
      found?.kind === 'macaroon'
        ? reportMacaroon(found.reading, readCaveats(found.reading.macaroon.caveats), undefined, options)
        : null;
    return { fingerprint: fingerprintToken(token), macaroon };
  });
}

function recognise(token: string): RecognisedToken | undefined {
  try {
    return recogniseToken(token);
  } catch (error) {
    if (error instanceof MatrixTokenError) return undefined;
    throw error;
  }
}
