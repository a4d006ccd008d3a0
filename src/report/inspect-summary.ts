import {
  BASES,
  CERTAINTIES,
  ENCODING_NAMES,
  INSPECT_LABELS,
  INSPECT_TEXT,
  KIND_NAMES,
  PURPOSES,
  SOFTWARE_NAMES,
  STATE_NAMES,
  WRAPPER_NAMES,
} from '../wording/inspect.js';
import { OPAQUE_GUESSES } from '../wording/opaque-guesses.js';
import type { EffectiveReport, InspectReport } from './inspect.js';
import { raisesDoubt } from './inspect-findings.js';
import type { MacaroonReport } from './inspect-macaroon.js';
import type { LabelledLine } from './label-list.js';
import { describeType, describeUser, describeWindow, paintState } from './rights-text.js';
import type { Style } from './style.js';

const SHOWN_FINGERPRINT = 'sha256:'.length + 16;

/** The lines at the top of what `inspect` prints: what the token is, whose, what for, until when, and how sure that is. */
export function summarise(report: InspectReport, style: Style): LabelledLine[] {
  const { macaroon, localpart, checksum, input } = report;
  return [
    { label: INSPECT_LABELS.token, text: describeKind(report), paint: style.bold },
    ...line(INSPECT_LABELS.issuedBy, describeIssuer(report)),
    ...line(INSPECT_LABELS.localpart, localpart),
    ...(checksum === null ? [] : [checksumLine(checksum.state === 'valid', style)]),
    ...rightsLines(report, style),
    ...(macaroon === null ? [] : macaroonLines(macaroon, style)),
    ...line(INSPECT_LABELS.foundIn, input.wrapper === null ? null : WRAPPER_NAMES[input.wrapper]),
    { label: INSPECT_LABELS.fingerprint, text: `${report.fingerprint.slice(0, SHOWN_FINGERPRINT)}…` },
  ];
}

function line(label: string, text: string | null): LabelledLine[] {
  return text === null ? [] : [{ label, text }];
}

function describeKind({ kind, macaroon, guess }: InspectReport): string {
  if (macaroon !== null) return INSPECT_TEXT.macaroonForm(macaroon.version, ENCODING_NAMES[macaroon.encoding]);
  return guess === null ? KIND_NAMES[kind] : `${KIND_NAMES[kind]}: ${OPAQUE_GUESSES[guess]}`;
}

/** Opaque tokens say who issued them in their guess already. */
function describeIssuer({ issuer, guess }: InspectReport): string | null {
  if (issuer === null || guess !== null) return null;
  const software = issuer.releases === undefined ? '' : ` ${INSPECT_TEXT.releases(issuer.releases)}`;
  return `${SOFTWARE_NAMES[issuer.software]}${software}, as ${PURPOSES[issuer.purpose]} (${CERTAINTIES[issuer.certainty]})`;
}

function checksumLine(valid: boolean, { green, red }: Style): LabelledLine {
  return valid
    ? { label: INSPECT_LABELS.checksum, text: INSPECT_TEXT.checksumValid, paint: green }
    : { label: INSPECT_LABELS.checksum, text: INSPECT_TEXT.checksumInvalid, paint: red };
}

function rightsLines({ kind, effective, findings }: InspectReport, style: Style): LabelledLine[] {
  if (effective === null) return [];
  const isMacaroon = kind === 'macaroon';
  return [
    ...line(INSPECT_LABELS.user, describeUser(effective) ?? (isMacaroon ? INSPECT_TEXT.anyone : null)),
    ...line(INSPECT_LABELS.allows, isMacaroon ? describeType(effective) : null),
    {
      label: INSPECT_LABELS.valid,
      text: describeWindow(effective, isMacaroon ? INSPECT_TEXT.always : INSPECT_TEXT.silent),
    },
    stateLine(effective, findings.some(raisesDoubt), style),
  ];
}

function stateLine({ state, basis }: EffectiveReport, doubtful: boolean, style: Style): LabelledLine {
  if (doubtful) return { label: INSPECT_LABELS.state, text: INSPECT_TEXT.doubtful, paint: style.red };
  return {
    label: INSPECT_LABELS.state,
    text: `${STATE_NAMES[state]} (${BASES[basis]})`,
    paint: paintState(state, style),
  };
}

/** The lines on a macaroon's own fields: its location, its identifier, what is known of its signature. */
export function macaroonLines({ location, identifier, signature }: MacaroonReport, style: Style): LabelledLine[] {
  const { bytes, state } = signature;
  const outcomes = {
    skipped: { text: INSPECT_TEXT.signatureSkipped, paint: undefined },
    valid: { text: INSPECT_TEXT.signatureValid, paint: style.green },
    invalid: { text: INSPECT_TEXT.signatureInvalid, paint: style.red },
  };
  const { text, paint } = outcomes[state];
  return [
    { label: INSPECT_LABELS.location, text: `${location || INSPECT_TEXT.nothing} (${INSPECT_TEXT.locationUnsigned})` },
    { label: INSPECT_LABELS.identifier, text: identifier || INSPECT_TEXT.nothing },
    {
      label: INSPECT_LABELS.signature,
      text: `${INSPECT_TEXT.signatureBytes(bytes)}; ${text}`,
      ...(paint && { paint }),
    },
  ];
}
