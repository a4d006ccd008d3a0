/**
 * A macaroon's content, independent of its wire format. All values are bytes: a macaroon promises no character set.
 * Neither `version` nor any location is covered by the signature.
 */
export interface Macaroon {
  readonly version: 1 | 2;
  readonly location: Uint8Array;
  readonly identifier: Uint8Array;
  readonly caveats: readonly Caveat[];
  /** 32 bytes, unless it came out of a damaged token: check before use. */
  readonly signature: Uint8Array;
}

/** A condition that a macaroon's signature covers: checked by the verifier itself, or by a third party's discharge. */
export type Caveat = FirstPartyCaveat | ThirdPartyCaveat;

export interface FirstPartyCaveat {
  readonly party: 'first';
  readonly identifier: Uint8Array;
}

export interface ThirdPartyCaveat {
  readonly party: 'third';
  readonly identifier: Uint8Array;
  /** The caveat root key, sealed with the running signature: 72 bytes (24 of nonce, 16 of tag, 32 of key). */
  readonly verificationId: Uint8Array;
  readonly location: Uint8Array;
}

/** HMAC-SHA256 output, in bytes. */
export const SIGNATURE_BYTES = 32;

/** A sealed caveat root key, in bytes: a nonce of 24, a tag of 16, a key of 32. */
export const VERIFICATION_ID_BYTES = 72;

/** Every value of a macaroon sits in a named field of the wire format: a V1 packet, a V2 field, a JSON member. */
export type FieldName = 'location' | 'identifier' | 'cid' | 'vid' | 'cl' | 'signature';
