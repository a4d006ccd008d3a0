import type { Refusal, Unwrapped } from './layer.js';

/** A value found by its name. Offsets are in UTF-16 units. */
interface NamedValue {
  readonly kind: 'value';
  readonly text: string;
  readonly at: number;
}

const ACCESS_TOKEN = /(?:^|\W)(?:matrix_)?access_token["']?\s*[:=]\s*["']?([^\s"'`&#,;{}<>]*)/dgi;
const OTHER_TOKEN =
  /(?:^|\W)(?:refresh_token|login_?token|as_token|hs_token)["']?\s*[:=]\s*["']?([^\s"'`&#,;{}<>]*)/dgi;

/** Enough to see the name in front of a value. */
const LONGEST_NAME = 40;

/** Takes the value of `access_token=` and its like out of a URL, a log line, or a line of a configuration file. */
export function unwrapNamedValue(text: string): Unwrapped {
  const found = scanValue(text, ACCESS_TOKEN) ?? scanValue(text, OTHER_TOKEN);
  if (found?.kind !== 'value') return found;
  const before = text.slice(Math.max(0, found.at - LONGEST_NAME), found.at);
  if (/[?&]\w+=$/.test(before)) return { ...found, kind: 'layer', wrapper: 'query', notes: [{ code: 'token-in-url' }] };
  if (/^[a-z_T]+=$/.test(before)) return { ...found, kind: 'layer', wrapper: 'query', notes: [] };
  if (!/:\s*["']$/.test(before)) return { ...found, kind: 'layer', wrapper: 'field', notes: [] };
  return { ...found, kind: 'layer', wrapper: 'json', notes: [{ code: 'json-fragment' }] };
}

/** The first group of the first match; a refusal where a later match has another value. The pattern needs the flags `d` and `g`. */
export function scanValue(text: string, pattern: RegExp): NamedValue | Refusal | undefined {
  let first: NamedValue | undefined;
  for (const match of text.matchAll(pattern)) {
    const [start, end] = match.indices?.[1] ?? [];
    if (start === undefined) continue;
    const value = text.slice(start, end);
    first ??= { kind: 'value', text: value, at: start };
    if (value !== first.text) return { kind: 'several', at: start };
  }
  return first;
}
