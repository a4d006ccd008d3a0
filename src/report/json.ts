import { failure } from '../errors.js';

/** Serialises to JSON in ASCII alone, so that nothing a token holds reaches a terminal as more than letters. Two spaces a level. */
export function toJson(value: unknown): string {
  return asAscii(JSON.stringify(value, null, 2));
}

/** The same on one line, for one result per line. */
export function toJsonLine(value: unknown): string {
  return asAscii(JSON.stringify(value));
}

function asAscii(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * One value of a report by its path, `a.b.0.c`: a string as it is, null as an empty string, the rest as JSON on one line.
 * Throws `ERR_FIELD_UNKNOWN`, which names the fields that are there.
 */
export function readField(report: object, path: string): string {
  let value: unknown = report;
  for (const name of path.split('.')) value = memberOf(value, name);
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : toJsonLine(value);
}

function memberOf(parent: unknown, name: string): unknown {
  const members = typeof parent === 'object' && parent !== null ? Object.entries(parent) : [];
  const member = members.find(([key]) => key === name);
  if (member === undefined) throw failure('ERR_FIELD_UNKNOWN', { known: members.map(([key]) => key).join(', ') });
  return member[1];
}
