import { DIALECTS, findDialect } from '../dialect/catalogue.js';
import type { Dialect } from '../dialect/dialect.js';
import { failure } from '../errors.js';
import { nearest } from '../nearest.js';

/** The dialect that `--as` names. Throws `ERR_DIALECT_UNKNOWN`, which names all there are; `besides` are what else may be said. */
export function readDialect(as: string, besides: readonly string[] = []): Dialect {
  const dialect = findDialect(as);
  if (dialect !== undefined) return dialect;
  const ids = [...besides, ...DIALECTS.map(({ id }) => id)];
  throw failure('ERR_DIALECT_UNKNOWN', { nearest: nearest(as, ids) ?? '', known: ids.join(', ') });
}
