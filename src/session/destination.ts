import { failure } from '../errors.js';
import { discoverHomeserver, type FoundHomeserver, openHomeserver } from '../homeserver/discover.js';
import type { Send } from '../homeserver/http.js';
import type { Profile } from './profile.js';

/** Where a token may go: to an address that is known, or to what is found for an argument, if the token may go there. */
export type Destination =
  | { readonly kind: 'known'; readonly baseUrl: string }
  | { readonly kind: 'named'; readonly argument: string; readonly boundTo: TokenProfile | undefined };

/** The profile that a token comes from. */
export type TokenProfile = Pick<Profile, 'name' | 'baseUrl'>;

export interface DestinationChoice {
  /** Undefined for a token that comes from elsewhere. */
  readonly profile: TokenProfile | undefined;
  /** The SERVER argument or `--server`. */
  readonly asked: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Chooses the server that a token goes to: the server follows the token. A profile's token goes to its own server; any
 * other one to what was asked for, else to MATRIX_HOMESERVER. Never looks into the token: its `location` is anybody's to
 * write. Looks nothing up. Throws `ERR_SERVER_MISSING`.
 */
export function chooseDestination({ profile, asked, env }: DestinationChoice): Destination {
  if (asked !== undefined) return { kind: 'named', argument: asked, boundTo: profile };
  if (profile !== undefined) return { kind: 'known', baseUrl: profile.baseUrl };
  if (env.MATRIX_HOMESERVER) return { kind: 'named', argument: env.MATRIX_HOMESERVER, boundTo: undefined };
  throw failure('ERR_SERVER_MISSING', {});
}

/**
 * Finds the server of a destination; sends no token. Throws `ERR_SERVER_NOT_OF_PROFILE` where a profile's token would
 * leave its origin, and the errors of `discoverHomeserver`.
 */
export async function findDestination(destination: Destination, send: Send): Promise<FoundHomeserver> {
  if (destination.kind === 'known') return openHomeserver(destination.baseUrl, send);
  const found = await discoverHomeserver(destination.argument, send);
  const { boundTo } = destination;
  if (boundTo !== undefined && originOf(boundTo.baseUrl) !== originOf(found.baseUrl)) {
    const fields = { profile: boundTo.name, origin: originOf(boundTo.baseUrl), other: originOf(found.baseUrl) };
    throw failure('ERR_SERVER_NOT_OF_PROFILE', fields);
  }
  return found;
}

function originOf(url: string): string {
  return new URL(url).origin;
}
