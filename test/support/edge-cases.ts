import { createHash } from 'node:crypto';
import { encodeUtf8 } from '../../src/encoding/utf8.js';
import { writeMacaroon } from '../../src/macaroon/encode.js';
import type { Macaroon } from '../../src/macaroon/macaroon.js';
import { mintMacaroon } from '../../src/macaroon/mint.js';
import { readVectors } from './vectors.js';

interface EdgeCase {
  readonly id: string;
  readonly root_key: string;
  readonly input?: string;
  readonly input_sha256?: string;
}

const { cases: CASES } = readVectors<{ readonly cases: readonly EdgeCase[] }>('macaroon-edge-cases.json');

export const EDGE_CASE_IDS: readonly string[] = CASES.map(({ id }) => id);

/** The cases that the file gives by hash alone, being large. */
const REBUILT: Readonly<Record<string, (rootKey: Uint8Array) => string>> = {
  P37: (rootKey) => v1(mint(rootKey, ['x'.repeat(65526)])),
  P39: (rootKey) => {
    const caveat = 'x'.repeat(65527);
    const { signature } = mint(rootKey, [caveat]);
    const head = '0017location localhost\n0013identifier key\n';
    const bytes = [encodeUtf8(`${head}10000cid ${caveat}\n002fsignature `), signature, encodeUtf8('\n')];
    return Buffer.concat(bytes).toString('base64url');
  },
  P51: (rootKey) =>
    v1(
      mint(
        rootKey,
        Array.from({ length: 1000 }, (_, index) => `c${index} = 1`),
      ),
    ),
  V25: (rootKey) => writeMacaroon(mint(rootKey, ['x'.repeat(70000)]), { format: 'v2', encoding: 'base64url' }),
};

function mint(rootKey: Uint8Array, caveats: readonly string[]): Macaroon {
  return mintMacaroon({
    rootKey,
    location: encodeUtf8('localhost'),
    identifier: encodeUtf8('key'),
    caveats: caveats.map((caveat) => ({ party: 'first', identifier: encodeUtf8(caveat) })),
  });
}

function v1(macaroon: Macaroon): string {
  return writeMacaroon(macaroon, { format: 'v1', encoding: 'base64url' });
}

/** The case of an id: its token, and the root key it was made with. */
export function findEdgeCase(id: string): { readonly rootKey: Uint8Array; readonly input: string } {
  const found = CASES.find((edge) => edge.id === id);
  if (found === undefined) throw new Error(`no case ${id}`);
  const rootKey = encodeUtf8(found.root_key);
  const input = found.input ?? REBUILT[id]?.(rootKey) ?? '';
  if (found.input_sha256 !== undefined && found.input_sha256 !== createHash('sha256').update(input).digest('hex')) {
    throw new Error(`${id} was not rebuilt as it was`);
  }
  return { rootKey, input };
}
