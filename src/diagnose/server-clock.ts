import { readServerTime } from '../check/clock.js';
import type { Send } from '../homeserver/http.js';

/** A way out that notes the server's clock by the `Date` header of the first answer that has one. */
export interface ClockedSend {
  readonly send: Send;
  /** By how many seconds the server's clock is ahead; null before an answer has said. */
  readonly skewSeconds: () => number | null;
}

/** Listens to the answers that pass; sends nothing itself. `now` is this computer's clock, in ms. HTTP dates are whole seconds. */
export function listenForClock(send: Send, now: () => number): ClockedSend {
  let skew: number | null = null;
  return {
    send: async (request) => {
      const response = await send(request);
      const server = readServerTime(response.headers.date);
      if (skew === null && server !== undefined) skew = Math.round((server - now()) / 1000);
      return response;
    },
    skewSeconds: () => skew,
  };
}
