import { decodeUtf8, encodeUtf8 } from '../encoding/utf8.js';
import { deriveKey } from '../macaroon/chain.js';
import type { KeyMistake } from '../wording/keys.js';
import type { RootKey } from './root-key.js';

/** One way to read a root key, ready to check signatures with: the key of the chain that it gives. */
export interface ChainKey {
  readonly root: RootKey;
  /** What would be wrong with the key as it was given, if it is this that matches. */
  readonly mistake: KeyMistake | null;
  readonly bytes: Uint8Array;
}

/**
 * The chain keys to try: every root key as it is, in order, then each as it would be if one of the common mistakes had been made with it.
 * Each chain key once.
 */
export function chainKeysOf(roots: readonly RootKey[]): ChainKey[] {
  const plain = roots.map((root): ChainKey => ({ root, mistake: null, bytes: deriveKey(root.bytes) }));
  const mistaken = roots.filter(({ source }) => source !== 'cve-2019-5885').flatMap(mistakenKeys);
  const seen = new Set<string>();
  return [...plain, ...mistaken].filter(({ bytes }) => {
    const id = Buffer.from(bytes).toString('latin1');
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  });
}

function mistakenKeys(root: RootKey): ChainKey[] {
  const text = decodeUtf8(root.bytes);
  const readings = [...(text === undefined ? [] : readingsOfText(text)), ...readingsOfBytes(root.bytes)];
  return [
    ...readings.map(([mistake, bytes]): ChainKey => ({ root, mistake, bytes: deriveKey(bytes) })),
    { root, mistake: 'not-derived', bytes: root.bytes },
    { root, mistake: 'cut-to-32', bytes: Buffer.concat([root.bytes, Buffer.alloc(KEY_BYTES)]).subarray(0, KEY_BYTES) },
  ];
}

type Reading = readonly [mistake: KeyMistake, bytes: Uint8Array];

const KEY_BYTES = 32;
const QUOTED = /^(["'`])(.*)\1$/s;
const HEX = /^(?:[0-9a-f]{2})+$/i;
const BASE64 = /^[\w+/-]+={0,2}$/;

/** Every way in which a text may have been meant. Trimmed of what surrounds it, it is read as hex or base64 too. */
function readingsOfText(text: string): Reading[] {
  const trimmed = text.trim();
  const bare = QUOTED.exec(trimmed)?.[2] ?? trimmed;
  return [
    ['line-end-added', encodeUtf8(text.replace(/(?:\r?\n)+$/, ''))],
    ['line-end-missing', encodeUtf8(`${text}\n`)],
    ['blanks-added', encodeUtf8(trimmed)],
    ['quotes-added', encodeUtf8(bare)],
    ...(HEX.test(bare) ? [['hex-not-decoded', Buffer.from(bare, 'hex')] as const] : []),
    ...(BASE64.test(bare) ? [['base64-not-decoded', Buffer.from(bare, 'base64')] as const] : []),
  ];
}

/** Bytes that stand for a text, as `xxd -r` and `base64 -d` make them. */
function readingsOfBytes(bytes: Uint8Array): Reading[] {
  const buffer = Buffer.from(bytes);
  const hex = buffer.toString('hex');
  const base64 = buffer.toString('base64');
  const texts = [base64, base64.replace(/=+$/, ''), buffer.toString('base64url')];
  return [
    ['hex-decoded', encodeUtf8(hex)],
    ['hex-decoded', encodeUtf8(hex.toUpperCase())],
    ...texts.map((text) => ['base64-decoded', encodeUtf8(text)] as const),
  ];
}
