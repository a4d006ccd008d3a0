import { failure } from '../errors.js';
import { bindToken, type Confirmation, makeDischarge } from '../report/discharge.js';
import { refuseNonstandard } from '../token/narrow.js';
import { THIRD_PARTY_TEXT, THIRD_PARTY_USAGE } from '../wording/third-party.js';
import { answerToken } from './answer-token.js';
import { type CaveatFlags, readCaveatFlags } from './attenuate-flags.js';
import { readForm, type WIRE_FORMATS } from './form-flags.js';
import type { Io } from './io.js';
import { readOneKey } from './one-key.js';
import type { Outcome } from './outcome.js';
import { readStdin, readTextFile } from './read-input.js';
import { readStored, readToken, type TokenRequest } from './token-source.js';

/** What `discharge` is asked, as it is typed. */
export interface DischargeFlags extends CaveatFlags {
  readonly 'caveat-key-file'?: string | undefined;
  readonly 'caveat-id'?: string | undefined;
  readonly location?: string | undefined;
  readonly index?: string | undefined;
  readonly 'allow-nonstandard': boolean;
  readonly format?: (typeof WIRE_FORMATS)[number] | undefined;
  readonly output?: string | undefined;
}

/** Makes a discharge. Throws `ERR_USAGE`, `ERR_STDIN_TWICE`, `ERR_CAVEAT_REFUSED`, and what sources throw. */
export async function answerDischarge(flags: DischargeFlags, token: TokenRequest, io: Io): Promise<Outcome> {
  const now = io.now();
  const { 'caveat-key-file': file, output } = flags;
  if (token.argument === '-' && file === '-') throw failure('ERR_STDIN_TWICE', {});
  const caveats = readCaveatFlags(flags, now);
  if (!flags['allow-nonstandard']) refuseNonstandard(caveats, now);
  const key = await readOneKey({ file, missing: THIRD_PARTY_USAGE.key }, io);
  const report = makeDischarge(await readConfirmation(flags, token, io), { key, caveats, now });
  return answerToken(report, { output, notes: [THIRD_PARTY_TEXT.bindNext] });
}

async function readConfirmation(flags: DischargeFlags, token: TokenRequest, io: Io): Promise<Confirmation> {
  const { 'caveat-id': identifier, location = '', index, format = 'v1' } = flags;
  if (identifier !== undefined) {
    if (Object.values(token).some((source) => source !== undefined) || index !== undefined) {
      throw failure('ERR_USAGE', { problem: THIRD_PARTY_USAGE.both });
    }
    return { kind: 'named', identifier, location, form: readForm(format, undefined) };
  }
  const { text } = await readToken(token, io, readStored(io));
  return { kind: 'caveat', text, index: index === undefined ? undefined : readIndex(index) };
}

function readIndex(text: string): number {
  if (/^[1-9][0-9]{0,6}$/.test(text)) return Number(text);
  throw failure('ERR_USAGE', { problem: THIRD_PARTY_USAGE.index });
}

/** Binds a discharge from a file (`-` is standard input) to a token. Throws `ERR_USAGE`, and what sources throw. */
export async function answerBind(
  { discharge, output }: { readonly discharge: string; readonly output?: string | undefined },
  token: TokenRequest,
  io: Io,
): Promise<Outcome> {
  if (token.argument === '-' && discharge === '-') {
    throw failure('ERR_USAGE', { problem: THIRD_PARTY_USAGE.stdinTwice });
  }
  const dischargeText = discharge === '-' ? await readStdin(io) : await readTextFile(discharge);
  const { text } = await readToken(token, io, readStored(io));
  const report = bindToken(text, dischargeText);
  const notes = report.discharges.length === 0 ? [] : [THIRD_PARTY_TEXT.bound(report.discharges)];
  return answerToken(report, { output, notes });
}
