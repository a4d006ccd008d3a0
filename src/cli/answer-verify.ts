import { readdir, stat } from 'node:fs/promises';
import { isUserId } from '../caveat/user-id.js';
import { DIALECTS } from '../dialect/catalogue.js';
import type { Account, Dialect, Purpose } from '../dialect/dialect.js';
import { failure } from '../errors.js';
import { chainKeysOf } from '../key/chain-keys.js';
import { collectKeys, type KeyRequest } from '../key/collect-keys.js';
import type { Files } from '../key/files.js';
import { recoverMacaroonBytes } from '../macaroon/decode.js';
import { loadOpenCaveatKey } from '../macaroon/third-party.js';
import { exitOfVerification, reportVerification, type VerifyOptions } from '../report/verify.js';
import { VERIFY_USAGE } from '../wording/verify.js';
import { readDialect } from './dialect-flag.js';
import { readInstant } from './instant.js';
import type { Io } from './io.js';
import type { Outcome } from './outcome.js';
import { readBinaryFile, readStdinBytes } from './read-input.js';
import { openTokenLines, readStored, readToken, type TokenRequest } from './token-source.js';

/** What `verify` is asked, as it is typed. */
export interface VerifyRequest {
  readonly token: TokenRequest;
  readonly keys: KeyRequest;
  /** A dialect's id, or `all`. */
  readonly as: string | undefined;
  readonly at: string | undefined;
  readonly user: string | undefined;
  readonly account: Account | undefined;
  readonly purpose: Purpose | undefined;
  readonly discharges: readonly string[];
  /** Whether to read a token from each line. */
  readonly lines: boolean;
}

/** Verifies a token, or one on each line, with the keys that the request names. Throws `ERR_USAGE`, `ERR_STDIN_TWICE`, and what sources throw. */
export async function answerVerify(request: VerifyRequest, io: Io): Promise<Outcome> {
  if (request.token.argument === '-' && request.keys.keyFiles.includes('-')) throw failure('ERR_STDIN_TWICE', {});
  const options = await readVerifyOptions(request, io);
  if (request.lines) {
    const { verifyLines } = await import('./verify-lines.js');
    const { from, lines } = await openTokenLines(request.token, io, readStored(io));
    return { kind: 'streamed', exit: await verifyLines(lines, { ...options, from }, io) };
  }
  const { from, text } = await readToken(request.token, io, readStored(io));
  const report = reportVerification(text, { ...options, from });
  return {
    kind: 'report',
    json: report,
    text: async (view) => (await import('../report/verify-text.js')).renderVerify(report, view),
    exit: exitOfVerification(report),
  };
}

/** Reads the keys and choices that a request names. Throws `ERR_USAGE`, `ERR_DIALECT_UNKNOWN`, and what `collectKeys` throws. */
export async function readVerifyOptions(request: VerifyRequest, io: Io): Promise<Omit<VerifyOptions, 'from'>> {
  const { at, user, account, purpose, discharges } = request;
  if (user !== undefined && !isUserId(user)) throw failure('ERR_USAGE', { problem: VERIFY_USAGE.user });
  const dialects = readDialects(request.as);
  const now = at === undefined ? io.now() : readTime(at);
  const { keys, inForce, findings } = await collectKeys(request.keys, {
    files: FILES,
    readStdin: () => readStdinBytes(io),
    env: io.env,
  });
  const macaroons = [];
  for (const path of discharges) macaroons.push(recoverMacaroonBytes(await readBinaryFile(path)).macaroon);
  return {
    ...dialects,
    now,
    keys: chainKeysOf(keys),
    inForce,
    keyFindings: findings,
    ...(user !== undefined && { user }),
    ...(account !== undefined && { account }),
    ...(purpose !== undefined && { purpose }),
    ...(macaroons.length > 0 && { discharges: { macaroons, open: loadOpenCaveatKey() } }),
  };
}

function readDialects(as: string | undefined): { readonly dialect?: Dialect; readonly others: readonly Dialect[] } {
  if (as === undefined) return { others: [] };
  if (as === 'all') return { others: DIALECTS };
  return { dialect: readDialect(as, ['all']), others: [] };
}

const MILLISECONDS = /^[0-9]{1,15}$/;

/** A time as caveats have it, in ms, or as people do. */
function readTime(text: string): number {
  return MILLISECONDS.test(text) ? Number(text) : readInstant(text, '--at');
}

const FILES: Files = {
  read: readBinaryFile,
  list: async (path) => {
    const isFolder = await stat(path).then(
      (entry) => entry.isDirectory(),
      () => false,
    );
    if (!isFolder) return undefined;
    const entries = await readdir(path, { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isDirectory() ? [] : [entry.name]));
  },
};
