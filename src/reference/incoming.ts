import type { JsonObject } from './answer.js';

/** One request as the handlers see it: no framework, and the token not yet looked at. */
export interface Incoming {
  /** The client's network address, for rate limits only. */
  readonly address: string;
  readonly authorization: string | undefined;
  /** The first value of a query parameter. */
  readonly query: (name: string) => string | undefined;
  /** Reads the body as a JSON object; throws `Refused` with `M_NOT_JSON` or `M_BAD_JSON`. */
  readonly body: () => Promise<JsonObject>;
}
