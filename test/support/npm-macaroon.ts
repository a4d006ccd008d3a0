import { createRequire } from 'node:module';

/** The part of npm `macaroon` that serves as a second opinion. It has no types of its own. */
export interface NpmMacaroon {
  readonly signature: Uint8Array;
  addFirstPartyCaveat(caveat: Uint8Array | string): void;
  addThirdPartyCaveat(rootKey: Uint8Array, caveat: Uint8Array | string, location: string): void;
  bindToRoot(rootSignature: Uint8Array): void;
  /** A truthy answer of `check` is an error. Throws where the macaroon is not accepted. */
  verify(rootKey: Uint8Array, check: (caveat: string) => string | null, discharges?: readonly NpmMacaroon[]): void;
  exportJSON(): object;
}

interface NpmMacaroonLibrary {
  newMacaroon(options: {
    version: 1 | 2;
    rootKey: Uint8Array;
    identifier: Uint8Array | string;
    location?: string;
  }): NpmMacaroon;
  importMacaroon(exported: object): NpmMacaroon;
}

const library: NpmMacaroonLibrary = createRequire(import.meta.url)('macaroon');

export const { newMacaroon, importMacaroon } = library;
