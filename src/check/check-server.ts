import type { Reading } from '../macaroon/reading.js';
import type { ExitCode } from '../wording/exit-codes.js';
import { type CheckDialect, recogniseDialect } from './dialect.js';
import { explainGround } from './explain.js';
import { type CheckJson, probeToJson } from './report-json.js';
import { type CheckEdge, runCheck } from './run.js';
import { concludeCheck } from './verdict.js';
import { collectWarnings } from './warnings.js';

/** Which token is checked at which server. */
export interface CheckOrder {
  readonly token: string;
  /** Null for a token that is no macaroon. */
  readonly reading: Reading | null;
  /** The server's base URL, to show. */
  readonly server: string;
  /** The whole URL of its `GET /account/whoami`. */
  readonly whoami: string;
  /** Undefined to go by the token. */
  readonly dialect: CheckDialect | undefined;
  /** What getting the token left on the server; by default nothing. */
  readonly leftBehind?: readonly string[];
}

/** A check as it is reported, and its exit code. */
export interface CheckReport {
  readonly json: CheckJson;
  readonly exit: ExitCode;
}

/**
 * Checks whether a server rejects what it must reject (DESIGN.md, 7): sends the probes, concludes, and reports. A network
 * failure is a verdict here, not an error. `countRequests` counts all that went out, so that the report tells the truth.
 */
export async function checkServer(
  order: CheckOrder,
  edge: CheckEdge & { readonly countRequests: () => number },
): Promise<CheckReport> {
  const { token, reading, server, whoami } = order;
  const dialect = order.dialect ?? (reading === null ? 'draft' : recogniseDialect(reading.macaroon));
  const run = await runCheck({ token, reading, dialect, whoami }, edge);
  const { verdict, exit, ground } = concludeCheck(run.results, reading === null ? 'other' : 'macaroon');
  const json: CheckJson = {
    schema: 'matrix-token.check/1',
    server,
    dialect,
    verdict,
    reason: explainGround(ground, run.results),
    probes: run.results.map(probeToJson),
    requests: edge.countRequests(),
    leftBehind: order.leftBehind ?? [],
    warnings: collectWarnings(run, reading?.macaroon ?? null),
  };
  return { json, exit };
}
