import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { asBuffer, encodeUtf8 } from '../../src/encoding/utf8.js';
import { encodeMacaroon } from '../../src/macaroon/encode.js';
import type { Macaroon } from '../../src/macaroon/macaroon.js';
import type { WireFormat } from '../../src/macaroon/reading.js';

/** Built by `npm run test:peers`, where Go is there. */
const PEER = fileURLToPath(new URL('../peers/go-peer', import.meta.url));

/** Whether Go's macaroon.v2 can be asked. */
export const HAS_GO = existsSync(PEER);

/** What Go's macaroon.v2 can be asked. Keys and tokens are hex, the rest is text. */
export type GoQuestion =
  | {
      readonly ask: 'make';
      readonly version: 1 | 2;
      readonly location: string;
      readonly identifier: string;
      readonly key: string;
      readonly caveats: readonly string[];
      readonly third?: { readonly location: string; readonly key: string; readonly identifier: string };
    }
  | { readonly ask: 'describe'; readonly token: string }
  | {
      readonly ask: 'verify';
      readonly token: string;
      readonly key: string;
      readonly met: readonly string[];
      readonly discharges: readonly string[];
    }
  | { readonly ask: 'bind'; readonly token: string; readonly discharges: readonly string[] };

export interface GoAnswer {
  /** Base64url, without padding. */
  readonly token?: string;
  readonly location?: string;
  readonly identifier?: string;
  readonly caveats: readonly string[] | null;
  readonly signature?: string;
  readonly verified: boolean;
  readonly error?: string;
}

/** Asks Go's macaroon.v2 many things in one go. */
export function askGo(questions: readonly GoQuestion[]): GoAnswer[] {
  return JSON.parse(execFileSync(PEER, { input: JSON.stringify(questions), encoding: 'utf8', maxBuffer: 2 ** 26 }));
}

/** A macaroon as Go is told of it: the hex of its bytes in a wire format. */
export function hexOf(macaroon: Macaroon, format: WireFormat): string {
  return asBuffer(encodeMacaroon(macaroon, format)).toString('hex');
}

/** A text as Go is told of a key. */
export function hexKey(text: string): string {
  return asBuffer(encodeUtf8(text)).toString('hex');
}
