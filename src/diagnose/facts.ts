import type { InspectReport } from '../report/inspect.js';
import type { VerifyReport } from '../report/verify.js';
import type { ErrorCode } from '../wording/errors/index.js';
import type { ReasonCode } from '../wording/judgement.js';

/** Everything that a diagnosis is drawn from. Holds no token and no key; every text from outside is escaped. */
export interface Facts {
  /** What the token is and what its caveats say, by `clock`. */
  readonly token: InspectReport;
  /** What its issuer's verifier makes of it, with the keys given or without any; null for what is no macaroon. */
  readonly verified: VerifyReport | null;
  readonly clock: ClockFacts;
  readonly server: ServerFacts;
  /** Whom the token is expected to be for; null where nobody said. */
  readonly expectedUser: string | null;
}

/** The clock that everything is judged by. */
export interface ClockFacts {
  readonly source: 'server' | 'own';
  readonly ms: number;
  /** By how much the server's clock is ahead of this computer's; null where the server did not say. */
  readonly skewSeconds: number | null;
  /** Whether its caveats were still met by this computer's clock, but no more by the server's. */
  readonly decidedBySkew: boolean;
}

export type ServerFacts =
  | { readonly kind: 'skipped'; readonly why: SkipReason }
  /** No homeserver was found, so the token went nowhere. */
  | { readonly kind: 'not-found'; readonly code: ErrorCode; readonly message: string }
  | { readonly kind: 'asked'; readonly homeserver: HomeserverFacts; readonly whoami: WhoamiFacts };

/** Why no server was asked: none was named, it was not wanted, or the token is none that a request is made with. */
export type SkipReason = 'none-named' | 'offline' | 'not-for-requests' | 'foreign';

export interface HomeserverFacts {
  readonly baseUrl: string;
  readonly via: 'address' | 'well-known';
  /** What it calls itself; null where it does not say. */
  readonly software: string | null;
  /** Whether it leaves tokens to an OAuth 2.0 service (matrix-authentication-service); null where it does not say. */
  readonly oauth: boolean | null;
}

/** What the server made of the token. `error` is its own text, made safe. */
export type WhoamiFacts =
  | { readonly kind: 'accepted'; readonly userId: string; readonly guest: boolean | null }
  /** What Synapse before 1.45 answers to a valid guest token. */
  | { readonly kind: 'guest-forbidden' }
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly errcode: string;
      readonly error: string;
      readonly softLogout: boolean;
    }
  | { readonly kind: 'server-error'; readonly status: number; readonly errcode: string; readonly error: string }
  /** Neither a homeserver's answer nor an error of one: a web page, other JSON. */
  | { readonly kind: 'not-matrix'; readonly status: number }
  /** No answer at all, or none that was read. */
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string };

/** The server's refusal, if it refused. */
export function refusalOf({ server }: Facts): Extract<WhoamiFacts, { kind: 'refused' }> | undefined {
  return server.kind === 'asked' && server.whoami.kind === 'refused' ? server.whoami : undefined;
}

/** Whether the server accepted the token. */
export function isAccepted({ server }: Facts): boolean {
  return server.kind === 'asked' && (server.whoami.kind === 'accepted' || server.whoami.kind === 'guest-forbidden');
}

/** The user that the server says the token is for; null where it did not say. */
export function ownerOf({ server }: Facts): string | null {
  return server.kind === 'asked' && server.whoami.kind === 'accepted' ? server.whoami.userId : null;
}

/** Whether anything of what speaks against the token is of one of these codes. */
export function hasObjection({ verified }: Facts, codes: readonly ReasonCode[]): boolean {
  return verified?.objections.some(({ code }) => codes.includes(code)) ?? false;
}

/** Whether a key was given and matched, in whatever way. */
export function isKeyMatched({ verified }: Facts): boolean {
  return verified?.key.state === 'match';
}
