import { encodeUtf8 } from '../encoding/utf8.js';
import { signCaveat } from '../macaroon/chain.js';
import { encodeMacaroon, encodeText } from '../macaroon/encode.js';
import type { Caveat, Macaroon } from '../macaroon/macaroon.js';
import type { Reading } from '../macaroon/reading.js';
import type { Attempt, MacaroonMaterial, TokenForm } from './probe.js';

/** A first-party caveat of this text. */
export function caveatOf(text: string): Caveat {
  return { party: 'first', identifier: encodeUtf8(text) };
}

/** The macaroon with one more caveat, properly signed into the chain; needs no key. */
export function withCaveat(macaroon: Macaroon, caveat: Caveat): Macaroon {
  return {
    ...macaroon,
    caveats: [...macaroon.caveats, caveat],
    signature: signCaveat(macaroon.signature, caveat),
  };
}

/** The same macaroon with one bit of its decoded signature changed: `byte` counts from the end where it is negative. */
export function withFlippedBit(macaroon: Macaroon, byte: number): Macaroon {
  const signature = Uint8Array.from(macaroon.signature);
  const index = byte < 0 ? signature.length + byte : byte;
  signature[index] = (signature[index] ?? 0) ^ 1;
  return { ...macaroon, signature };
}

/** The form in which a server's own token came; JSON and raw bytes, which no header carries, become url-safe base64. */
export function formOf({ format, encoding, padded }: Reading): TokenForm {
  return {
    format: format === 'v2' || format === 'v2-json' ? 'v2' : 'v1',
    encoding: encoding === 'base64' || encoding === 'hex' ? encoding : 'base64url',
    padded,
  };
}

/** The text of a macaroon in this form. */
export function writeAs({ format, encoding, padded }: TokenForm, macaroon: Macaroon): string {
  return encodeText(encodeMacaroon(macaroon, format), { encoding, padded });
}

/** The text of a macaroon, in the form in which the original token came. */
export function writeLike(material: MacaroonMaterial, macaroon: Macaroon): string {
  return writeAs(material.form, macaroon);
}

/** Sends the token narrowed by these caveats, in this order, in the header. The last one is what the probe is about. */
export function sendNarrowed(material: MacaroonMaterial, ...texts: readonly [string, ...string[]]): Attempt {
  const attempt = sendMacaroon(material, narrow(material, texts));
  return { ...attempt, caveat: texts.join('; ') };
}

/** The macaroon narrowed by these caveats, in this order. */
export function narrow(material: MacaroonMaterial, texts: readonly string[]): Macaroon {
  return texts.map(caveatOf).reduce(withCaveat, material.macaroon);
}

/** Sends this macaroon in the header, in the form in which the original token came. */
export function sendMacaroon(material: MacaroonMaterial, macaroon: Macaroon): Attempt {
  return sendToken(writeLike(material, macaroon));
}

/** Sends this text in the header. */
export function sendToken(token: string): Attempt {
  return { credential: { in: 'header', scheme: 'Bearer', token } };
}
