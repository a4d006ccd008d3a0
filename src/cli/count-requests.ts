/** A `fetch` that counts: every request that goes out, discovery, redirects and repetitions included. */
export function countRequests(fetch: typeof globalThis.fetch = globalThis.fetch): {
  readonly fetch: typeof globalThis.fetch;
  readonly count: () => number;
} {
  let sent = 0;
  return {
    fetch: (...request) => {
      sent += 1;
      return fetch(...request);
    },
    count: () => sent,
  };
}
