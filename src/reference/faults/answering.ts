import { type Answer, Refused, refusal } from '../answer.js';
import type { Conduct } from '../conduct.js';
import type { Examined } from '../examined.js';
import { limitExceeded } from '../rate-limit.js';
import type { Grant } from '../sessions.js';
import type { Fault } from './fault.js';

/** What a reverse proxy sends when there is nothing behind it. */
const PAGE =
  '<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>\n';

/** Faults in how the server answers: whatever it judges, its answer does not say so. */
export const ANSWERING_FAULTS = {
  'server-error': {
    breaks: 'Answers a narrowed token with 500.',
    change: instead(isNarrowed, () => refusal(500, 'M_UNKNOWN', 'Internal server error')),
  },
  'server-error-on-malformed': {
    breaks: 'Answers a token that cannot be read with 500, as Synapse does for some.',
    change: instead(isUnreadable, () => refusal(500, 'M_UNKNOWN', 'Internal server error')),
  },
  'html-error': {
    breaks: 'Answers a narrowed token with a 502 page, as a reverse proxy does.',
    change: instead(isNarrowed, () => ({ status: 502, body: PAGE })),
  },
  'html-refusal': {
    breaks: 'Refuses tokens with 401 and a page in place of JSON.',
    change: instead(isRefused, () => ({ status: 401, body: PAGE })),
  },
  'forbidden-refusal': {
    breaks: 'Refuses tokens with 403 M_FORBIDDEN where the specification says 401 M_UNKNOWN_TOKEN.',
    change: instead(isRefused, () => refusal(403, 'M_FORBIDDEN', 'Forbidden')),
  },
  'rate-limited': {
    breaks: 'Answers a narrowed token with 429 and asks for an hour of patience.',
    change: instead(isNarrowed, () => limitExceeded(3_600_000)),
  },
  slow: {
    breaks: 'Never answers a narrowed token; the connection stays open.',
    change: (given) => ({
      settle: async (examined) => (isNarrowed(examined) ? await new Promise<never>(() => {}) : given.settle(examined)),
    }),
  },
} satisfies Record<string, Fault>;

function instead(applies: (examined: Examined<Grant>) => boolean, answer: () => Answer): Fault['change'] {
  return (given: Conduct) => ({
    settle: async (examined) => {
      const settled = await given.settle(examined);
      if (applies(settled)) throw new Refused(answer());
      return settled;
    },
  });
}

function isNarrowed({ narrowed }: Examined<Grant>): boolean {
  return narrowed;
}

function isRefused({ outcome }: Examined<Grant>): boolean {
  return outcome === 'refused';
}

function isUnreadable(examined: Examined<Grant>): boolean {
  return examined.outcome === 'refused' && examined.cause === 'unreadable';
}
