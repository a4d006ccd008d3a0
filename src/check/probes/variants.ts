import { encodeUtf8 } from '../../encoding/utf8.js';
import { caveatOf, narrow, sendMacaroon, sendNarrowed, sendToken, writeAs, writeLike } from '../narrow.js';
import type { MacaroonMaterial, Probe } from '../probe.js';
import { inform, mustReject } from './build.js';

/** Accepted by the draft; a dialect that does not know `time >` makes it information. */
export const TIME_GREATER: Probe = {
  id: 'time-greater-past',
  row: 'time-greater',
  role: 'probe',
  phase: 'probing',
  expectation: 'accepted',
  level: 'must',
  needs: 'macaroon',
  make: (material) => sendNarrowed(material, `time > ${material.clock.past}`),
};

/** Other ways to hand a token over. What goes into a query ends up in access logs, so it is a token that is good for a minute, or for nothing. */
export const CREDENTIAL_PROBES: readonly Probe[] = [
  inform('credentials', 'query-narrowed', (material) => ({
    credential: { in: 'query', token: writeShortLived(material) },
    caveat: untilSoon(material),
  })),
  mustReject('credentials', 'query-unknown-key', (material) => {
    const caveat = `x_${material.random.suffix} = 1`;
    return { credential: { in: 'query', token: writeLike(material, narrow(material, [caveat])) }, caveat };
  }),
  inform('credentials', 'header-and-query', (material) => ({
    credential: { in: 'header-and-query', token: writeShortLived(material) },
    caveat: untilSoon(material),
  })),
  inform('credentials', 'bearer-lower-case', (material) => ({
    credential: { in: 'header', scheme: 'bearer', token: material.token },
  })),
];

/** Verifiers differ here, and none of it is forbidden. */
export const VARIANT_PROBES: readonly Probe[] = [
  inform('variants', 'value-leading-space', (material) => sendNarrowed(material, `time <  ${material.clock.future}`)),
  inform('variants', 'value-underscores', (material) => sendNarrowed(material, `time < 9_999_999_999_999`)),
  inform('variants', 'location-changed', (material) =>
    sendMacaroon(material, { ...material.macaroon, location: encodeUtf8('elsewhere.invalid') }),
  ),
  inform('variants', 'caveat-unsigned', (material) => {
    const caveat = `x_${material.random.suffix} = 1`;
    const { macaroon } = material;
    return { ...sendMacaroon(material, { ...macaroon, caveats: [...macaroon.caveats, caveatOf(caveat)] }), caveat };
  }),
  inform('variants', 'base64-padded', (material) => sendToken(writePadded(material))),
  inform('variants', 'other-format', (material) => sendToken(writeInOtherFormat(material))),
];

function untilSoon({ clock }: MacaroonMaterial): string {
  return `time < ${clock.soon}`;
}

function writeShortLived(material: MacaroonMaterial): string {
  return writeLike(material, narrow(material, [untilSoon(material)]));
}

/** Padding needs a length that is no multiple of three; where it is one, the caveat `gen = 1` changes that in V1 and in V2. */
function writePadded(material: MacaroonMaterial): string {
  const form = { ...material.form, encoding: 'base64url', padded: true } as const;
  const text = writeAs(form, material.macaroon);
  return text.endsWith('=') ? text : writeAs(form, narrow(material, ['gen = 1']));
}

/** V2 for a V1 token, V1 for a V2 token: the signature does not cover the format. */
function writeInOtherFormat({ macaroon, form }: MacaroonMaterial): string {
  const format = form.format === 'v2' ? 'v1' : 'v2';
  return writeAs({ format, encoding: 'base64url', padded: false }, { ...macaroon, version: format === 'v2' ? 2 : 1 });
}
