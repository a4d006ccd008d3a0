import type { Macaroon } from '../macaroon/macaroon.js';
import type { ProbeId } from '../wording/check-probes.js';

/** `information`: either answer is fine, the report only says what the verifier does. */
export type Expectation = 'accepted' | 'rejected' | 'information';

export type Level = 'must' | 'should' | 'info';

/**
 * What a probe is to the verdict. `authentication`: shows that the endpoint asks for a token at all.
 * `time-control`, `user-control`: the positive controls, which show that a narrowed token can be accepted. `probe`: everything else.
 */
export type Role = 'baseline' | 'authentication' | 'time-control' | 'user-control' | 'probe';

/** When a probe is sent: the opening and closing controls enclose all the others. */
export type Phase = 'opening' | 'probing' | 'closing';

/** The rows of the probe table, one per rule that is tested. */
export type Row =
  | 'baseline'
  | 'authentication'
  | 'signature'
  | 'positive-control'
  | 'unknown-key'
  | 'unknown-operator'
  | 'malformed'
  | 'third-party'
  | 'time'
  | 'rights'
  | 'tampering'
  | 'time-greater'
  | 'credentials'
  | 'variants'
  | 'refresh'
  | 'logout';

/** Where a credential goes in the request. `none` sends none. */
export type Credential =
  | { readonly in: 'none' }
  | { readonly in: 'header'; readonly scheme: 'Bearer' | 'bearer'; readonly token: string }
  | { readonly in: 'query'; readonly token: string }
  | { readonly in: 'header-and-query'; readonly token: string };

/** What one probe sends. `caveat` is the text of the caveat that the probe is about, where it is about one. */
export interface Attempt {
  readonly credential: Credential;
  readonly caveat?: string;
}

/** Unpredictable values, drawn once per check, so that no probe depends on what a server may have seen or know. */
export interface RandomMaterial {
  /** Lower-case hexadecimal digits; makes a caveat key and a user ID that nobody uses. */
  readonly suffix: string;
  /** A token in the shape of an opaque one, which no server issued. */
  readonly token: string;
  /** For an account that is made for one check; kept nowhere. */
  readonly password: string;
  /** 72 bytes in place of a sealed caveat key: well-formed in length, impossible to open. */
  readonly verificationId: Uint8Array;
}

/** Moments in ms since the epoch, on the safe side of both our clock and the server's. */
export interface ProbeClock {
  readonly past: number;
  readonly soon: number;
  readonly future: number;
}

/** All that a probe needs when the token need not be understood. */
export interface TokenMaterial {
  readonly token: string;
  readonly random: RandomMaterial;
}

/** All that a probe needs to narrow or alter a macaroon. `userId` is whose token it is. */
export interface MacaroonMaterial extends TokenMaterial {
  readonly macaroon: Macaroon;
  readonly form: TokenForm;
  readonly userId: string;
  readonly clock: ProbeClock;
}

/** How a macaroon is carried as text. */
export interface TokenForm {
  readonly format: 'v1' | 'v2';
  readonly encoding: 'base64' | 'base64url' | 'hex';
  readonly padded: boolean;
}

/** What must come of a probe, and what it is to the verdict. */
export interface ProbeRules {
  readonly id: ProbeId;
  readonly row: Row;
  readonly role: Role;
  readonly phase: Phase;
  readonly expectation: Expectation;
  readonly level: Level;
}

/** One request of a check and what must come of it. `make` is pure: it builds what is sent and sends nothing. */
export type Probe =
  | (ProbeRules & { readonly needs: 'token'; readonly make: (material: TokenMaterial) => Attempt })
  | (ProbeRules & { readonly needs: 'macaroon'; readonly make: (material: MacaroonMaterial) => Attempt });
