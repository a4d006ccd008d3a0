import type { JsonReport, Report } from '../cli/outcome.js';
import type { Diagnosis } from '../diagnose/conclude.js';
import { type Facts, ownerOf, type ServerFacts } from '../diagnose/facts.js';
import type { Issuer } from '../token/issuer.js';
import type { TokenKind } from '../token/kind.js';
import { CONCLUSIONS, type ConclusionId, type DiagnosisWords } from '../wording/conclusions.js';
import { DIAGNOSIS_LABELS, DIAGNOSIS_NOTES, type NoteId } from '../wording/diagnose.js';
import { claimedUser, type DiagnosisStep, describeAnswer, describeSteps } from './diagnose-steps.js';
import { raisesDoubt } from './inspect-findings.js';
import { drawLabels, type LabelledLine } from './label-list.js';
import { formatMoment } from './relative-time.js';
import type { Style, View } from './style.js';
import { sayObjection } from './verify.js';

interface DiagnoseReport extends JsonReport {
  readonly kind: TokenKind;
  readonly issuer: Issuer | null;
  readonly fingerprint: string;
  /** Whom the token says it is for, and whom the server says. */
  readonly user: { readonly claimed: string | null; readonly confirmed: string | null };
  readonly steps: readonly DiagnosisStep[];
  readonly clock: { readonly source: 'server' | 'own'; readonly iso: string; readonly skewSeconds: number | null };
  readonly server: ServerReport | null;
  readonly conclusion: { readonly id: ConclusionId; readonly meaning: string; readonly next: string | null };
  readonly notes: readonly { readonly id: NoteId; readonly message: string }[];
}

interface ServerReport {
  /** Null where no homeserver was found. */
  readonly baseUrl: string | null;
  readonly software: string | null;
  readonly oauth: boolean | null;
  readonly answer: 'accepted' | 'refused' | 'none';
  readonly status: number | null;
  readonly errcode: string | null;
  readonly error: string | null;
  readonly softLogout: boolean | null;
}

/** What `diagnose` prints: five steps, what they mean together, and the next command. Holds no token, no signature and no key. */
export function reportDiagnosis(facts: Facts, { id, exit, objection, notes }: Diagnosis): Report {
  const { kind, issuer, fingerprint } = facts.token;
  const { meaning, next } = CONCLUSIONS[id];
  const { source, ms, skewSeconds } = facts.clock;
  const json: DiagnoseReport = {
    schema: 'matrix-token.diagnose/1',
    kind,
    issuer,
    fingerprint,
    user: { claimed: claimedUser(facts), confirmed: ownerOf(facts) },
    steps: describeSteps(facts),
    clock: { source, iso: new Date(ms).toISOString(), skewSeconds },
    server: reportServer(facts.server),
    conclusion: { id, meaning: meaning(wordsOf(facts, objection)), next },
    notes: notes.map((note) => ({ id: note, message: DIAGNOSIS_NOTES[note] })),
    warnings: [],
  };
  return { kind: 'report', json, text: (view) => renderDiagnosis(json, view), exit };
}

function wordsOf(facts: Facts, objection: Diagnosis['objection']): DiagnosisWords {
  const { token, server } = facts;
  const expires = token.effective?.expires ?? null;
  const user = claimedUser(facts) ?? '';
  return {
    user,
    owner: ownerOf(facts) ?? user,
    objection: objection === null ? '' : sayObjection(objection),
    damage: token.findings.find(raisesDoubt)?.message ?? '',
    problem: problemOf(server),
    answer: server.kind === 'asked' ? describeAnswer(server.whoami) : '',
    expires: expires === null ? '' : formatMoment(expires),
  };
}

function problemOf(server: ServerFacts): string {
  if (server.kind === 'not-found') return server.message;
  return server.kind === 'asked' && server.whoami.kind === 'failed' ? server.whoami.message : '';
}

const NO_ANSWER = { answer: 'none', status: null, errcode: null, error: null, softLogout: null } as const;

function reportServer(server: ServerFacts): ServerReport | null {
  if (server.kind === 'skipped') return null;
  if (server.kind === 'not-found') return { baseUrl: null, software: null, oauth: null, ...NO_ANSWER };
  const { baseUrl, software, oauth } = server.homeserver;
  return { baseUrl, software, oauth, ...reportWhoami(server) };
}

function reportWhoami({ whoami }: Extract<ServerFacts, { kind: 'asked' }>) {
  switch (whoami.kind) {
    case 'accepted':
      return { ...NO_ANSWER, answer: 'accepted', status: 200 } as const;
    case 'guest-forbidden':
      return { ...NO_ANSWER, answer: 'accepted', status: 403, errcode: 'M_GUEST_ACCESS_FORBIDDEN' } as const;
    case 'refused': {
      const { status, errcode, error, softLogout } = whoami;
      return { answer: 'refused', status, errcode, error, softLogout } as const;
    }
    case 'server-error':
      return { ...NO_ANSWER, status: whoami.status, errcode: whoami.errcode, error: whoami.error };
    case 'not-matrix':
      return { ...NO_ANSWER, status: whoami.status };
    case 'failed':
      return NO_ANSWER;
  }
}

function renderDiagnosis({ steps, conclusion, notes }: DiagnoseReport, view: View): string {
  const found = steps.map((step) => ({
    label: DIAGNOSIS_LABELS[step.step],
    text: step.says,
    ...paintOf(step, view.style),
  }));
  const meaning: LabelledLine[] = [
    { label: DIAGNOSIS_LABELS.meaning, text: conclusion.meaning, paint: view.style.bold },
    ...notes.map(({ message }) => ({ label: DIAGNOSIS_LABELS.note, text: message })),
  ];
  const next = conclusion.next === null ? [] : [`${view.style.dim(`${DIAGNOSIS_LABELS.next}:`)} ${conclusion.next}`];
  return [drawLabels(found, view), drawLabels(meaning, view), ...next].join('\n\n');
}

function paintOf({ state }: DiagnosisStep, style: Style): Pick<LabelledLine, 'paint'> {
  if (state === 'bad') return { paint: style.red };
  return state === 'skipped' ? { paint: style.dim } : {};
}
