import { type Answer, ok, refusal } from '../answer.js';
import type { Conduct } from '../conduct.js';
import type { Fault } from './fault.js';

const NOT_THERE = refusal(404, 'M_UNRECOGNIZED', 'Unrecognized request');
const NO_LONGER = refusal(403, 'M_FORBIDDEN', 'tokenrefresh is no longer supported.');
const OLD_VERSIONS = ok({ versions: ['r0.0.1', 'r0.6.1'] });

/** Faults in how long tokens live, and which endpoints renew them. */
export const LIFETIME_FAULTS = {
  'keep-old-tokens': {
    breaks: 'Ends nothing at a refresh: the old access token and the old refresh token go on working.',
    change: () => ({ endsOldTokens: false }),
  },
  'die-half-way': {
    breaks: 'Forgets every session after eight accepted requests.',
    change: ({ settle }) => ({ settle: acceptAtMost(8, settle) }),
  },
  'old-refresh-only': {
    breaks: 'Has no `/v3/refresh`, only the old `/tokenrefresh`.',
    change: intercept({ '/v3/refresh': NOT_THERE }),
  },
  'no-refresh': {
    breaks: 'Refreshes nothing: `/v3/refresh` is not there, `/tokenrefresh` says so (Synapse 0.18.5 to 1.33).',
    change: intercept({ '/v3/refresh': NOT_THERE, '/tokenrefresh': NO_LONGER }),
  },
  'old-api': {
    breaks: 'Speaks no `/v3`, only `/r0`, and says so in `/versions`.',
    change: intercept({ '/v3/': NOT_THERE, '/client/versions': OLD_VERSIONS }),
  },
} satisfies Record<string, Fault>;

/** Answers the endpoints whose `METHOD path` contains a key with that key's answer. */
function intercept(answers: Readonly<Record<string, Answer>>): Fault['change'] {
  return (given) => ({
    intercept: (endpoint) => {
      const part = Object.keys(answers).find((key) => endpoint.includes(key));
      return part === undefined ? given.intercept(endpoint) : answers[part];
    },
  });
}

function acceptAtMost(limit: number, settle: Conduct['settle']): Conduct['settle'] {
  let accepted = 0;
  return async (examined) => {
    const settled = await settle(examined);
    if (settled.outcome === 'refused') return settled;
    accepted += 1;
    if (accepted <= limit) return settled;
    const error = 'The session is gone.';
    return { outcome: 'refused', cause: 'no-session', error, issued: undefined, narrowed: settled.narrowed };
  };
}
