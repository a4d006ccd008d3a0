import { failure } from '../errors.js';
import { attenuateToken, noteExpiry, noteThirdParty } from '../report/attenuate.js';
import { ATTENUATE, ATTENUATE_USAGE } from '../wording/attenuate.js';
import { EXIT } from '../wording/exit-codes.js';
import { answerToken, type Shown } from './answer-token.js';
import { readThirdParty, type ThirdPartyFlags } from './attenuate-flags.js';
import { readDialect } from './dialect-flag.js';
import type { Io } from './io.js';
import type { Outcome } from './outcome.js';
import { readStored, readToken, type TokenRequest } from './token-source.js';

/** What `attenuate` is asked. */
export interface AttenuateRequest {
  readonly token: TokenRequest;
  readonly caveats: readonly string[];
  readonly allowNonstandard: boolean;
  readonly thirdParty: ThirdPartyFlags;
  /** A dialect's id. */
  readonly as: string | undefined;
  readonly dryRun: boolean;
  readonly output: string | undefined;
  /** Makes a name for a third-party caveat that was given none. */
  readonly name: () => string;
}

/** Narrows a token and gives it out or, as a dry run, says what would change. Throws `ERR_USAGE`, `ERR_STDIN_TWICE`, and what sources throw. */
export async function answerAttenuate(request: AttenuateRequest, now: number, io: Io): Promise<Outcome> {
  const { caveats, allowNonstandard, output, dryRun } = request;
  if (dryRun && output !== undefined) throw failure('ERR_USAGE', { problem: ATTENUATE_USAGE.dryRunOutput });
  if (request.token.argument === '-' && request.thirdParty['caveat-key-file'] === '-') {
    throw failure('ERR_STDIN_TWICE', {});
  }
  const dialect = request.as === undefined ? undefined : readDialect(request.as);
  const thirdParty = await readThirdParty(request.thirdParty, io, request.name);
  const { from, text } = await readToken(request.token, io, readStored(io));
  const report = attenuateToken(text, caveats, {
    now,
    from,
    allowNonstandard,
    ...(thirdParty && { thirdParty }),
    ...(dialect && { dialect }),
  });
  const notes = [noteExpiry(report), ...noteThirdParty(thirdParty)];
  if (!dryRun) return answerToken(report, { output, notes });
  const json: Shown = { ...report, token: null, output: 'none' };
  return {
    kind: 'report',
    json,
    text: async (view) => (await import('../report/attenuate-text.js')).renderDryRun(report, view),
    notes: [ATTENUATE.dryRun],
    exit: EXIT.ok,
  };
}
