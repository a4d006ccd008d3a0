import type { ReadCaveat, StatementCaveat } from '../caveat/read.js';
import { decodeUtf8 } from '../encoding/utf8.js';
import type { Reading } from '../macaroon/reading.js';
import type { OpaqueGuess } from '../wording/opaque-guesses.js';
import type { PrefixedKind } from './kind.js';
import type { RecognisedToken } from './recognise.js';
import { synapseReleases } from './synapse-releases.js';

/** Who issued a token and what for, told from its form alone: whoever has the key, or time, can make a token of any form. */
export interface Issuer {
  readonly software: Software;
  readonly purpose: Purpose;
  /** `certain`: no other known software issues this form. `likely`: others might. `guess`: the form is weak evidence. */
  readonly certainty: 'certain' | 'likely' | 'guess';
  /** The releases of the software that issue this form, as sure as the rest; absent where nothing dates it. */
  readonly releases?: Releases;
}

/** Both ends included; `to` is null for a form that is still issued. */
export interface Releases {
  readonly from: string;
  readonly to: string | null;
}

export type Software =
  | 'synapse'
  | 'matrix-authentication-service'
  | 'dendrite'
  | 'conduit-family'
  | 'continuwuity'
  | 'tuwunel'
  | 'pypi'
  | 'fly.io'
  | 'lnd';

export type Purpose =
  | 'access'
  | 'refresh'
  | 'login'
  | 'guest-access'
  | 'delete-pusher'
  | 'oidc-session'
  | 'compat-access'
  | 'compat-refresh'
  | 'personal-access'
  | 'unknown';

/** Guesses who issued a token. Null where nothing about it says. `caveats` are a macaroon's own, as read; empty for other kinds. */
export function guessIssuer(token: RecognisedToken, caveats: readonly ReadCaveat[]): Issuer | null {
  switch (token.kind) {
    case 'macaroon':
      return guessMacaroonIssuer(token.reading, caveats);
    case 'jwt':
      return null;
    case 'opaque':
      return token.guess === null ? null : OPAQUE_ISSUERS[token.guess];
    default:
      return { ...PREFIXED_ISSUERS[token.kind], certainty: token.checksum === 'valid' ? 'certain' : 'likely' };
  }
}

function guessMacaroonIssuer({ format, encoding, macaroon }: Reading, caveats: readonly ReadCaveat[]): Issuer | null {
  const identifier = decodeUtf8(macaroon.identifier);
  const statements = caveats.filter((caveat): caveat is StatementCaveat => caveat.form === 'statement');
  const valueFor = (key: string) => statements.find((caveat) => caveat.key === key)?.value;
  if (identifier === 'key' && valueFor('gen') === '1')
    return dateSynapse(
      guessSynapsePurpose(format === 'v1' && encoding === 'base64url', statements, valueFor),
      statements,
    );
  const other = FOREIGN_LOCATIONS.get(decodeUtf8(macaroon.location) ?? '');
  if (format === 'v2' && other !== undefined) return { software: other, purpose: 'unknown', certainty: 'likely' };
  if (format !== 'v2' || identifier === undefined || identifier !== valueFor('user_id')) return null;
  return { software: 'dendrite', purpose: 'guest-access', certainty: 'likely' };
}

/** The locations that other services write into their V2 macaroons. */
const FOREIGN_LOCATIONS: ReadonlyMap<string, Software> = new Map([
  ['pypi.org', 'pypi'],
  ['lnd', 'lnd'],
]);

/** Adds the releases that issue a token of its purpose with these caveats in this order. */
function dateSynapse(issuer: Issuer | null, statements: readonly StatementCaveat[]): Issuer | null {
  if (issuer === null) return null;
  const releases = synapseReleases(
    issuer.purpose,
    statements.map(({ key }) => key),
  );
  return releases === undefined ? issuer : { ...issuer, releases };
}

/** The caveats of a guest token in the order of Synapse before 1.62.0, and since (`util/macaroons.py`). */
const GUEST_ORDERS = ['gen user_id type nonce guest', 'gen type user_id nonce guest'];

/** Synapse issues V1 in base64url only; in another form, someone has converted or made it. */
function guessSynapsePurpose(
  isItsForm: boolean,
  statements: readonly StatementCaveat[],
  valueFor: (key: string) => string | undefined,
): Issuer | null {
  const software = 'synapse';
  const exact = isItsForm ? 'certain' : 'likely';
  const order = statements
    .slice(0, 5)
    .map(({ key }) => key)
    .join(' ');
  switch (valueFor('type')) {
    case 'access':
      if (valueFor('guest') !== 'true') return { software, purpose: 'access', certainty: 'likely' };
      return { software, purpose: 'guest-access', certainty: GUEST_ORDERS.includes(order) ? exact : 'likely' };
    case 'delete_pusher':
      return { software, purpose: 'delete-pusher', certainty: exact };
    case 'session':
      return { software, purpose: 'oidc-session', certainty: exact };
    case 'login':
      return { software, purpose: 'login', certainty: 'likely' };
    case 'refresh':
      return { software, purpose: 'refresh', certainty: 'likely' };
    default:
      return null;
  }
}

type Origin = Pick<Issuer, 'software' | 'purpose'>;

const MAS = 'matrix-authentication-service';
const PREFIXED_ISSUERS: Readonly<Record<PrefixedKind, Origin>> = {
  'synapse-access': { software: 'synapse', purpose: 'access' },
  'synapse-refresh': { software: 'synapse', purpose: 'refresh' },
  'synapse-login': { software: 'synapse', purpose: 'login' },
  'mas-access': { software: MAS, purpose: 'access' },
  'mas-refresh': { software: MAS, purpose: 'refresh' },
  'mas-compat-access': { software: MAS, purpose: 'compat-access' },
  'mas-compat-refresh': { software: MAS, purpose: 'compat-refresh' },
  'mas-personal': { software: MAS, purpose: 'personal-access' },
};

const OPAQUE_ISSUERS: Readonly<Record<OpaqueGuess, Issuer | null>> = {
  dendrite: { software: 'dendrite', purpose: 'unknown', certainty: 'guess' },
  'conduit-family': { software: 'conduit-family', purpose: 'unknown', certainty: 'guess' },
  continuwuity: { software: 'continuwuity', purpose: 'unknown', certainty: 'guess' },
  'tuwunel-refresh': { software: 'tuwunel', purpose: 'refresh', certainty: 'likely' },
  'synapse-before-macaroons': { software: 'synapse', purpose: 'access', certainty: 'likely' },
  'application-service': null,
  pypi: { software: 'pypi', purpose: 'unknown', certainty: 'certain' },
  fly: { software: 'fly.io', purpose: 'unknown', certainty: 'certain' },
  'encrypted-jwt': null,
  'other-service': null,
};
