import { decodeUtf8 } from '../encoding/utf8.js';
import { WORDING } from '../wording/reference.js';
import { type JsonObject, refused } from './answer.js';

/** Request bodies are refused above this, in bytes. */
const MAX_BODY_BYTES = 64 * 1024;

/** Reads a request body whole; throws the 413 answer as soon as it is too long. */
export async function readBody(body: ReadableStream<Uint8Array> | null): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) throw refused(413, 'M_TOO_LARGE', WORDING.tooLarge);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Reads a request body as a JSON object, whatever its content type; throws `M_NOT_JSON` or `M_BAD_JSON`. An empty body is `{}`. */
export function parseBody(bytes: Uint8Array): JsonObject {
  if (bytes.length === 0) return {};
  const value = parseJson(decodeUtf8(bytes));
  if (!isObject(value)) throw refused(400, 'M_BAD_JSON', WORDING.notAnObject);
  return value;
}

function parseJson(text: string | undefined): unknown {
  if (text === undefined) throw refused(400, 'M_NOT_JSON', WORDING.notUtf8);
  try {
    return JSON.parse(text);
  } catch {
    throw refused(400, 'M_NOT_JSON', WORDING.notJson);
  }
}

/** Whether a JSON value is an object. */
function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that must be a string if it is there; throws `M_BAD_JSON`. */
export function optionalString(body: JsonObject, name: string): string | undefined {
  const value = own(body, name);
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw refused(400, 'M_BAD_JSON', WORDING.wrongType(name, 'a string'));
  return value;
}

/** A member that must be there and be a string; throws `M_MISSING_PARAM` or `M_BAD_JSON`. */
export function requiredString(body: JsonObject, name: string): string {
  const value = optionalString(body, name);
  if (value === undefined) throw refused(400, 'M_MISSING_PARAM', WORDING.missing(name));
  return value;
}

/** A member that must be `true` or `false` if it is there, and is `false` if not; throws `M_BAD_JSON`. */
export function optionalBoolean(body: JsonObject, name: string): boolean {
  const value = own(body, name);
  if (value === undefined || value === null) return false;
  if (typeof value !== 'boolean') throw refused(400, 'M_BAD_JSON', WORDING.wrongType(name, 'true or false'));
  return value;
}

/** A member that must be an object if it is there; throws `M_BAD_JSON`. */
export function optionalObject(body: JsonObject, name: string): JsonObject | undefined {
  const value = own(body, name);
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw refused(400, 'M_BAD_JSON', WORDING.wrongType(name, 'an object'));
  return value;
}

function own(body: JsonObject, name: string): unknown {
  return Object.hasOwn(body, name) ? body[name] : undefined;
}
