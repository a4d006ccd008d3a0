import { encodeBase64 } from '../encoding/base64.js';
import { encodeHex } from '../encoding/hex.js';
import { printableJson } from '../encoding/printable-json.js';
import { decodeUtf8 } from '../encoding/utf8.js';
import { failure } from '../errors.js';
import type { Caveat, FieldName, Macaroon } from './macaroon.js';

/**
 * Writes V1 JSON as Go does, with all members always there. Throws `ERR_MACAROON_NOT_UTF8` for a location, identifier or
 * caveat that is not UTF-8: its strings hold nothing else.
 */
export function writeV1Json({ location, identifier, caveats, signature }: Macaroon): string {
  return writeJson({
    caveats: caveats.map(v1CaveatMembers),
    location: textOf('location', location),
    identifier: textOf('identifier', identifier),
    signature: encodeHex(signature),
  });
}

/** The JSON object of one V1 caveat. */
export function v1CaveatMembers(caveat: Caveat): Record<string, string> {
  const cid = textOf('cid', caveat.identifier);
  if (caveat.party === 'first') return { cid };
  return { cid, vid: base64Of(caveat.verificationId), cl: textOf('cl', caveat.location) };
}

/** Writes V2 JSON as libmacaroons does: UTF-8 as text, all else as url-safe base64 without padding; `v` and `c` always. */
export function writeV2Json({ location, identifier, caveats, signature }: Macaroon): string {
  return writeJson({
    v: 2,
    ...(location.length > 0 ? member('l', location) : {}),
    ...member('i', identifier),
    c: caveats.map(v2CaveatMembers),
    s64: base64Of(signature),
  });
}

/** The JSON object of one V2 caveat. */
export function v2CaveatMembers(caveat: Caveat): Record<string, string> {
  const identifier = member('i', caveat.identifier);
  if (caveat.party === 'first') return identifier;
  return { ...identifier, v64: base64Of(caveat.verificationId), ...member('l', caveat.location) };
}

function member(key: 'i' | 'l', value: Uint8Array): Record<string, string> {
  const text = decodeUtf8(value);
  return text === undefined ? { [`${key}64`]: base64Of(value) } : { [key]: text };
}

function textOf(field: FieldName, value: Uint8Array): string {
  const text = decodeUtf8(value);
  if (text === undefined) throw failure('ERR_MACAROON_NOT_UTF8', { field });
  return text;
}

function base64Of(value: Uint8Array): string {
  return encodeBase64(value, { alphabet: 'url', padded: false });
}

function writeJson(members: object): string {
  return printableJson(JSON.stringify(members));
}
