import { encodeUtf8 } from '../../src/encoding/utf8.js';
import { encodeVarint } from '../../src/encoding/varint.js';
import { writeMacaroon } from '../../src/macaroon/encode.js';
import type { Caveat, Macaroon } from '../../src/macaroon/macaroon.js';
import { mintMacaroon } from '../../src/macaroon/mint.js';

/**
 * Edge tokens built from their descriptions, with what each implementation did with tokens of that description:
 * `+` accepted and verified, `x` accepted but not verified, `-` refused, `H` hung, `C` crashed.
 * In the order: npm macaroon, macaroons.js, pymacaroons, libmacaroons 0.3.0, its head, Go macaroon.v2, Rust macaroon.
 */
export interface BuiltCase {
  readonly id: string;
  readonly about: string;
  readonly input: string;
  readonly results: string;
}

const ROOT_KEY = encodeUtf8('secret-macaroon-key');
export const GUEST = ['gen = 1', 'user_id = @1:localhost', 'type = access', 'nonce = abcdefgh00000006', 'guest = true'];

type Value = string | Uint8Array;

export function bytesOf(value: Value): Buffer {
  return Buffer.from(typeof value === 'string' ? encodeUtf8(value) : value);
}

export function first(value: Value): Caveat {
  return { party: 'first', identifier: bytesOf(value) };
}

interface Content {
  readonly location?: Value;
  readonly identifier?: Value;
  readonly caveats?: readonly Value[];
}

export function mint({ location = 'localhost', identifier = 'key', caveats = GUEST }: Content = {}): Macaroon {
  return mintMacaroon({
    rootKey: ROOT_KEY,
    location: bytesOf(location),
    identifier: bytesOf(identifier),
    caveats: caveats.map(first),
  });
}

export function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

/** One packet; `length` in place of the right one. */
export function packet(name: string, value: Value, length?: string): Buffer {
  const body = bytesOf(value);
  const size = length ?? (4 + name.length + 1 + body.length + 1).toString(16).padStart(4, '0');
  return Buffer.concat([bytesOf(`${size}${name} `), body, bytesOf('\n')]);
}

type Packet = readonly [name: string, value: Value, length?: string] | Buffer;

export function v1(...packets: readonly Packet[]): string {
  return text(Buffer.concat(packets.map((part) => (Buffer.isBuffer(part) ? part : packet(part[0], part[1], part[2])))));
}

export const { signature: SIGNATURE } = mint();
export const HEAD: Packet[] = [
  ['location', 'localhost'],
  ['identifier', 'key'],
];
export const CIDS: Packet[] = GUEST.map((caveat) => ['cid', caveat] as const);
export const SIGNED: Packet = ['signature', SIGNATURE];
export const URL_UNPADDED = v1(...HEAD, ...CIDS, SIGNED);
export const WHOLE = Buffer.from(URL_UNPADDED, 'base64url');
export const STANDARD = WHOLE.toString('base64');

/** The guest token with packets put in before its caveats. */
export function withExtra(...extra: readonly Packet[]): string {
  return v1(...HEAD, ...extra, ...CIDS, SIGNED);
}

/** The guest token with other content. */
export function signed(content: Content): string {
  return writeMacaroon(mint(content), { format: 'v1', encoding: 'base64url' });
}

/** The guest token of V2, signed over other content. */
export function signedV2(content: Content): string {
  return writeMacaroon(mint(content), { format: 'v2', encoding: 'base64url' });
}

export function field(type: number, value: Value): Buffer {
  const body = bytesOf(value);
  return Buffer.concat([Buffer.of(type), encodeVarint(body.length), body]);
}

export const EOS = Buffer.of(0);
export const SHORT = ['user_id = @1:localhost', 'guest = true'];
export const { signature: SHORT_SIGNATURE } = mint({ caveats: SHORT });
export const V2_HEAD = [field(1, 'localhost'), field(2, 'key'), EOS];
export const V2_CIDS = SHORT.flatMap((caveat) => [field(2, caveat), EOS]);
export const V2_END = [EOS, field(6, SHORT_SIGNATURE)];

export function v2(...parts: readonly Buffer[]): string {
  return text(Buffer.concat([Buffer.of(2), ...parts]));
}

export const V2_JSON = {
  v: 2,
  l: 'localhost',
  i: 'key',
  c: SHORT.map((caveat) => ({ i: caveat })),
  s64: text(SHORT_SIGNATURE),
};
export const V1_JSON = {
  location: 'localhost',
  identifier: 'key',
  caveats: SHORT.map((cid) => ({ cid })),
  signature: Buffer.from(SHORT_SIGNATURE).toString('hex'),
};
