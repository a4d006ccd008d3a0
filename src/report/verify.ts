import { readCaveats } from '../caveat/read.js';
import type { Dialect, Objection, ServerAnswer } from '../dialect/dialect.js';
import type { Judgement } from '../dialect/judge.js';
import { likeliestDialect } from '../dialect/likeliest.js';
import { escapeText } from '../encoding/escape.js';
import type { KeyFinding } from '../key/root-key.js';
import { type ExtractedToken, extractToken } from '../token/extract.js';
import { fingerprintToken } from '../token/fingerprint.js';
import { guessIssuer } from '../token/issuer.js';
import type { TokenKind } from '../token/kind.js';
import { type MacaroonToken, type RecognisedToken, recogniseToken } from '../token/recognise.js';
import { exitOf, findMisleading, reachVerdict, type Verdict } from '../verify/verdict.js';
import { type Circumstances, type Verified, verifyToken } from '../verify/verify-token.js';
import { EXIT, type ExitCode } from '../wording/exit-codes.js';
import type { TokenSource } from '../wording/inspect.js';
import { KEY_MISTAKES, type KeyMistake, nameKey } from '../wording/keys.js';
import { MISLEADING, NOT_APPLICABLE, VERIFY_TEXT } from '../wording/verify.js';
import type { InputReport } from './inspect.js';
import { findingsOfForm, type ReportedFinding } from './inspect-findings.js';
import { type JudgedCaveatReport, reportJudgedCaveats } from './verify-caveats.js';

/** What `verify` says of one token: the JSON of `schemas/verify.schema.json`. Holds no signature and no key. */
export interface VerifyReport {
  readonly schema: 'matrix-token.verify/1';
  readonly kind: TokenKind;
  readonly fingerprint: string;
  readonly input: InputReport;
  /** The clock that times were judged by. */
  readonly at: { readonly ms: number; readonly iso: string };
  readonly verdict: Verdict['state'] | 'not-applicable';
  readonly ground: Verdict['ground'];
  /** Why, in a sentence. */
  readonly reason: string;
  /** Null for a token that is no macaroon. */
  readonly dialect: DialectReport | null;
  readonly key: KeyReport;
  readonly signature: Judgement['signature'];
  readonly user: UserReport | null;
  readonly caveats: readonly JudgedCaveatReport[];
  readonly objections: readonly Objection[];
  /** What the server answers and logs; null where that is not known. */
  readonly answer: ServerAnswer | null;
  /** Where answer or log say something else than what is the matter. */
  readonly misleading: string | null;
  /** The answer to the token with what stands around it, such as quotes; null where nothing does. */
  readonly asGiven: AsGivenReport | null;
  /** Every dialect's verdict, where all were asked for. */
  readonly dialects: readonly DialectVerdict[];
  readonly findings: readonly (ReportedFinding | KeyFinding)[];
  readonly warnings: readonly string[];
}

export interface DialectReport {
  readonly id: string;
  readonly title: string;
  readonly chosen: 'asked' | 'likeliest';
}

export interface KeyReport {
  readonly state: 'none-given' | 'no-match' | 'match';
  /** Which key matched, as a phrase. */
  readonly name: string | null;
  readonly mistake: { readonly code: KeyMistake; readonly message: string; readonly fix: string } | null;
  /** How many were tried, common mistakes included. */
  readonly tried: number;
}

export interface UserReport {
  readonly userId: string | null;
  readonly guest: boolean;
  /** Whether it is whom `--user` names; null where nobody was named. */
  readonly expected: boolean | null;
}

export interface AsGivenReport {
  readonly verdict: Verdict['state'];
  readonly reason: string;
  readonly answer: ServerAnswer | null;
}

export interface DialectVerdict {
  readonly id: string;
  readonly title: string;
  readonly verdict: Verdict['state'];
  readonly status: number | null;
  readonly reason: string;
}

export interface VerifyOptions extends Circumstances {
  readonly from: TokenSource;
  /** Whom to play; the likeliest issuer where it is left out. */
  readonly dialect?: Dialect;
  /** Whom else to play, to compare. */
  readonly others: readonly Dialect[];
  readonly keyFindings: readonly KeyFinding[];
}

/**
 * Verifies the token in a text as a server would, and reports it; asks no server. Throws `ERR_INPUT_EMPTY`, `ERR_INPUT_TOO_LARGE`,
 * `ERR_SEVERAL_TOKENS`, `ERR_NOT_A_TOKEN`, `ERR_MACAROON_DECODE`.
 */
export function reportVerification(text: string, options: VerifyOptions): VerifyReport {
  const extracted = extractToken(text);
  const token = recogniseToken(extracted.token);
  return token.kind === 'macaroon'
    ? reportMacaroonVerification(text, extracted, token, options)
    : reportNotApplicable(extracted, token, options);
}

/** The exit code that goes with a report. */
export function exitOfVerification({ verdict, ground }: VerifyReport): ExitCode {
  return verdict === 'not-applicable' ? EXIT.inconclusive : exitOf({ state: verdict, ground });
}

function reportMacaroonVerification(
  text: string,
  extracted: ExtractedToken,
  token: MacaroonToken,
  options: VerifyOptions,
): VerifyReport {
  const { reading } = token;
  const dialect = options.dialect ?? likeliestDialect(guessIssuer(token, readCaveats(reading.macaroon.caveats)));
  const verified = verifyToken(extracted.token, reading.macaroon, dialect, options);
  const { judgement } = verified;
  const verdict = reachVerdict(judgement, options.user);
  const misleading = findMisleading(judgement, dialect);
  return {
    ...reportCommon(extracted, token, options),
    verdict: verdict.state,
    ground: verdict.ground,
    reason: sumUp(verified, verdict),
    dialect: { id: dialect.id, title: dialect.title, chosen: options.dialect === undefined ? 'likeliest' : 'asked' },
    key: reportKey(verified, options),
    signature: judgement.signature,
    user: reportUser(judgement, options.user),
    caveats: reportJudgedCaveats(reading, verified, options.now),
    objections: judgement.objections,
    answer: judgement.answer ?? null,
    misleading: misleading === null ? null : MISLEADING[misleading],
    asGiven: reportAsGiven(text, extracted, verified, options),
    dialects: options.others.map((other) =>
      compare(verifyToken(extracted.token, reading.macaroon, other, options), options),
    ),
    findings: [...findingsOfForm(extracted, token), ...options.keyFindings],
    warnings: warnOf(dialect, options),
  };
}

function reportNotApplicable(extracted: ExtractedToken, token: RecognisedToken, options: VerifyOptions): VerifyReport {
  return {
    ...reportCommon(extracted, token, options),
    verdict: 'not-applicable',
    ground: null,
    reason: token.kind === 'jwt' ? NOT_APPLICABLE.jwt : NOT_APPLICABLE.stored,
    dialect: null,
    key: { state: 'none-given', name: null, mistake: null, tried: 0 },
    signature: { state: 'skipped' },
    user: null,
    caveats: [],
    objections: [],
    answer: null,
    misleading: null,
    asGiven: null,
    dialects: [],
    findings: findingsOfForm(extracted, token),
    warnings: [],
  };
}

function reportCommon(extracted: ExtractedToken, { kind }: RecognisedToken, { now, from }: VerifyOptions) {
  const { token, wrapper, trimmed } = extracted;
  return {
    schema: 'matrix-token.verify/1',
    kind,
    fingerprint: fingerprintToken(token),
    input: { from, wrapper, trimmed },
    at: { ms: now, iso: new Date(now).toISOString() },
  } as const;
}

/** The first thing that speaks against the token, with the caveat that it is about; or why there is nothing to say. */
function sumUp({ judgement, dialect }: Verified, { state, ground }: Verdict): string {
  const { objections, signature } = judgement;
  if (ground === 'user') return VERIFY_TEXT.anotherUser;
  const [first] = objections;
  if (first !== undefined && (state === 'refused' || ground === 'signature')) return sayObjection(first);
  if (state === 'accepted') return VERIFY_TEXT.noOffence;
  if (ground === 'signature') return VERIFY_TEXT.storedMismatch;
  if (dialect.verification === 'exact-text') return VERIFY_TEXT.storedMayHold;
  if (signature.state === 'skipped' && first === undefined) return VERIFY_TEXT.keyMissing;
  return first === undefined ? VERIFY_TEXT.noOffence : `${VERIFY_TEXT.notMetWithoutKey} ${sayObjection(first)}`;
}

/** An objection with the caveat it is about, unless it says that itself. */
export function sayObjection({ caveats, reason, code }: Objection): string {
  const [index] = caveats;
  if (index === undefined || code === 'signature-unsigned') return reason;
  return `${VERIFY_TEXT.caveat(index)}: ${reason}`;
}

function reportKey({ key }: Verified, { keys }: VerifyOptions): KeyReport {
  const tried = keys.length;
  if (key === null) return { state: tried === 0 ? 'none-given' : 'no-match', name: null, mistake: null, tried };
  const { root, mistake } = key;
  const name = nameKey(root);
  return {
    state: 'match',
    name,
    mistake: mistake === null ? null : { code: mistake, ...KEY_MISTAKES[mistake] },
    tried,
  };
}

function reportUser({ grant }: Judgement, expected: string | undefined): UserReport {
  const { userId, guest } = grant;
  return {
    userId: userId === null ? null : escapeText(userId),
    guest,
    expected: expected === undefined ? null : expected === userId,
  };
}

/** What becomes of a token that is sent with its quotes or line end: pymacaroons skips them or not by how long the text is. */
function reportAsGiven(
  text: string,
  { token, wrapper }: ExtractedToken,
  { dialect, macaroon }: Verified,
  options: VerifyOptions,
): AsGivenReport | null {
  const isAlone = wrapper === null || wrapper === 'quotes';
  if (!isAlone || withoutFileEnd(text, options.from) === token || dialect.readText === undefined) return null;
  const verified = verifyToken(text, macaroon, dialect, options);
  const verdict = reachVerdict(verified.judgement, options.user);
  return { verdict: verdict.state, reason: sumUp(verified, verdict), answer: verified.judgement.answer ?? null };
}

/** Files and pipes end in a line end that nobody sends. */
function withoutFileEnd(text: string, from: TokenSource): string {
  return from === 'file' || from === 'stdin' ? text.replace(/\r?\n$/, '') : text;
}

function compare(verified: Verified, { user }: VerifyOptions): DialectVerdict {
  const { id, title } = verified.dialect;
  const verdict = reachVerdict(verified.judgement, user);
  const status = verified.judgement.answer?.status ?? null;
  return { id, title, verdict: verdict.state, status, reason: sumUp(verified, verdict) };
}

function warnOf({ verification }: Dialect, { discharges }: VerifyOptions): string[] {
  return discharges !== undefined && verification !== 'every-caveat' ? [VERIFY_TEXT.discharges] : [];
}
