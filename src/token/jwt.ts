import type { TokenNote } from './note.js';

/** A JSON Web Token as it reads. Nothing of it is verified, and its signature is not kept. */
export interface Jwt {
  readonly kind: 'jwt';
  readonly header: JsonObject;
  /** Null where the payload is unreadable. Hostile, and of any depth. */
  readonly payload: JsonObject | null;
  readonly notes: readonly TokenNote[];
}

export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Decodes a JWT in compact form (RFC 7519); does not verify it. Undefined for anything whose first of three parts is not a JOSE header,
 * a JSON object with `alg` (RFC 7515, 4.1.1).
 */
export function readJwt(token: string): Jwt | undefined {
  const [first, second, third, fourth] = token.split('.', 4);
  if (first === undefined || second === undefined || third === undefined || fourth !== undefined) return undefined;
  const header = readPart(first);
  const algorithm = header?.alg;
  if (header === undefined || typeof algorithm !== 'string') return undefined;
  const payload = readPart(second) ?? null;
  const notes: TokenNote[] = [{ code: 'jwt-unverified' }];
  if (algorithm.toLowerCase() === 'none') notes.push({ code: 'jwt-unsigned' });
  if (payload === null) notes.push({ code: 'jwt-payload-unreadable', byte: first.length + 1 });
  return { kind: 'jwt', header, payload, notes };
}

function readPart(encoded: string): JsonObject | undefined {
  if (/[^A-Za-z0-9_-]/.test(encoded)) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(encoded, 'base64url'));
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a parsed JSON value is an object, and neither an array nor null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
