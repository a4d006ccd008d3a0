import type { ClockFacts, Facts, HomeserverFacts, WhoamiFacts } from '../diagnose/facts.js';
import { isDamaged } from '../diagnose/rules-form.js';
import type { Objection } from '../dialect/dialect.js';
import { DIAGNOSIS_STEPS } from '../wording/diagnose.js';
import { CERTAINTIES, KIND_NAMES, PURPOSES, SOFTWARE_NAMES, STATE_NAMES } from '../wording/inspect.js';
import { OPAQUE_GUESSES } from '../wording/opaque-guesses.js';
import { raisesDoubt } from './inspect-findings.js';
import { sayObjection } from './verify.js';

/** One step of a diagnosis, in the order in which they are taken. */
export interface DiagnosisStep {
  readonly step: 'token' | 'whole' | 'caveats' | 'key' | 'server';
  readonly state: 'good' | 'bad' | 'unknown' | 'skipped';
  /** What was found, in a sentence without an end. */
  readonly says: string;
}

/** What was found at each step: what it is, whether it is whole, what its caveats, the key and the server say. */
export function describeSteps(facts: Facts): readonly DiagnosisStep[] {
  return [
    describeToken(facts),
    describeWhole(facts),
    describeCaveats(facts),
    describeKey(facts),
    describeServer(facts),
  ];
}

/** Whom a token says it is for; null where it does not. Escaped. */
export function claimedUser({ token }: Facts): string | null {
  return token.effective?.userId ?? null;
}

function describeToken(facts: Facts): DiagnosisStep {
  const { kind, issuer, guess, effective, localpart } = facts.token;
  const name = guess === null ? KIND_NAMES[kind] : `${KIND_NAMES[kind]}: ${OPAQUE_GUESSES[guess]}`;
  const issued =
    issuer === null || kind !== 'macaroon'
      ? name
      : DIAGNOSIS_STEPS.issued(
          name,
          PURPOSES[issuer.purpose],
          SOFTWARE_NAMES[issuer.software],
          CERTAINTIES[issuer.certainty],
        );
  const user = claimedUser(facts) ?? localpart;
  if (user === null) return { step: 'token', state: 'good', says: issued };
  const says = DIAGNOSIS_STEPS.isFor(issued, effective?.guest ? DIAGNOSIS_STEPS.guest(user) : user);
  return { step: 'token', state: 'good', says };
}

function describeWhole({ token }: Facts): DiagnosisStep {
  if (isDamaged(token)) {
    return { step: 'whole', state: 'bad', says: token.findings.find(raisesDoubt)?.message ?? '' };
  }
  const isKnown = token.checksum !== null || token.macaroon !== null;
  return isKnown
    ? { step: 'whole', state: 'good', says: DIAGNOSIS_STEPS.whole }
    : { step: 'whole', state: 'unknown', says: DIAGNOSIS_STEPS.wholeUnknown };
}

function describeCaveats({ token, verified, clock }: Facts): DiagnosisStep {
  if (token.effective === null) return { step: 'caveats', state: 'skipped', says: DIAGNOSIS_STEPS.noCaveats };
  const { state } = token.effective;
  const by = describeClock(clock);
  const objection = verified?.objections.find(isOfContent);
  if (objection !== undefined) {
    return {
      step: 'caveats',
      state: 'bad',
      says: DIAGNOSIS_STEPS.state(sayObjection(objection).replace(/\.$/, ''), by),
    };
  }
  const isGood = state === 'live' || verified?.verdict === 'accepted';
  const says = DIAGNOSIS_STEPS.state(isGood ? STATE_NAMES.live : STATE_NAMES[state], by);
  return { step: 'caveats', state: isGood ? 'good' : state === 'undetermined' ? 'unknown' : 'bad', says };
}

function isOfContent({ code }: Objection): boolean {
  return !code.startsWith('signature-') && !code.startsWith('key-not-in') && code !== 'key-read-otherwise';
}

function describeClock({ source, skewSeconds }: ClockFacts): string {
  const by = DIAGNOSIS_STEPS.judgedBy[source];
  return skewSeconds === null || skewSeconds === 0 ? by : DIAGNOSIS_STEPS.skewed(by, skewSeconds);
}

function describeKey({ verified }: Facts): DiagnosisStep {
  if (verified === null) return { step: 'key', state: 'skipped', says: DIAGNOSIS_STEPS.keyNotNeeded };
  const { state, name, mistake, tried } = verified.key;
  if (state === 'none-given') return { step: 'key', state: 'skipped', says: DIAGNOSIS_STEPS.keyMissing };
  if (state === 'no-match') return { step: 'key', state: 'bad', says: DIAGNOSIS_STEPS.keyMismatch(tried) };
  const isGood = verified.ground !== 'signature';
  const says = [DIAGNOSIS_STEPS.keyMatch(name ?? ''), ...(mistake === null ? [] : [mistake.message])].join('. ');
  return { step: 'key', state: isGood ? 'good' : 'bad', says };
}

function describeServer({ server }: Facts): DiagnosisStep {
  switch (server.kind) {
    case 'skipped':
      return { step: 'server', state: 'skipped', says: DIAGNOSIS_STEPS.skipped[server.why] };
    case 'not-found':
      return { step: 'server', state: 'unknown', says: DIAGNOSIS_STEPS.notFound(server.message) };
    case 'asked':
      return describeWhoami(nameServer(server.homeserver), server.whoami);
  }
}

function nameServer({ software, baseUrl }: HomeserverFacts): string {
  return software === null ? baseUrl : DIAGNOSIS_STEPS.at(software, baseUrl);
}

function describeWhoami(server: string, whoami: WhoamiFacts): DiagnosisStep {
  switch (whoami.kind) {
    case 'accepted': {
      const owner = whoami.guest ? DIAGNOSIS_STEPS.guest(whoami.userId) : whoami.userId;
      return { step: 'server', state: 'good', says: DIAGNOSIS_STEPS.accepts(server, owner) };
    }
    case 'guest-forbidden':
      return { step: 'server', state: 'good', says: DIAGNOSIS_STEPS.acceptsGuest(server) };
    case 'refused':
      return { step: 'server', state: 'bad', says: DIAGNOSIS_STEPS.refuses(server, describeAnswer(whoami)) };
    default:
      return { step: 'server', state: 'unknown', says: DIAGNOSIS_STEPS.fails(server, describeAnswer(whoami)) };
  }
}

/** What the server answered: status, errcode and its words. */
export function describeAnswer(whoami: WhoamiFacts): string {
  switch (whoami.kind) {
    case 'accepted':
    case 'guest-forbidden':
      return '';
    case 'failed':
      return whoami.message;
    case 'not-matrix':
      return DIAGNOSIS_STEPS.notJson(whoami.status);
    default: {
      const { status, errcode, error } = whoami;
      const soft = whoami.kind === 'refused' && whoami.softLogout ? [`(${DIAGNOSIS_STEPS.softLogout})`] : [];
      const words = error === '' ? [] : [`"${error}"`];
      return [String(status), ...(errcode === '' ? [] : [errcode]), ...words, ...soft].join(' ');
    }
  }
}
