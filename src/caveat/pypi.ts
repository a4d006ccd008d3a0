import { PYPI_MEANINGS } from '../wording/caveats.js';

/**
 * Says what a caveat of PyPI means (warehouse, macaroons/caveats): a JSON list whose first item tells its kind, or the older object. Undefined
 * for what is neither. Judges nothing.
 */
export function describePypiCaveat(text: string): string | undefined {
  const value = parse(text);
  if (Array.isArray(value)) return describeList(value);
  const isOld = typeof value === 'object' && value !== null && 'permissions' in value && 'version' in value;
  return isOld ? PYPI_MEANINGS.permissions : undefined;
}

function describeList([kind, ...rest]: readonly unknown[]): string | undefined {
  const [first, second] = rest;
  if (kind === 0) {
    const [until, from] = [isoOf(first), isoOf(second)];
    return until === undefined || from === undefined ? undefined : PYPI_MEANINGS.window(from, until);
  }
  const count = Array.isArray(first) ? first.length : undefined;
  if (kind === 1 && count !== undefined) return PYPI_MEANINGS.projects(count);
  if (kind === 2 && count !== undefined) return PYPI_MEANINGS.projectIds(count);
  return kind === 3 && typeof first === 'string' ? PYPI_MEANINGS.user : undefined;
}

/** A time in seconds. */
function isoOf(seconds: unknown): string | undefined {
  if (typeof seconds !== 'number' || !(Math.abs(seconds) < 8.64e12)) return undefined;
  return new Date(seconds * 1000).toISOString();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
