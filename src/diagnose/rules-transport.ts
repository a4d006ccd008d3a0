import { EXIT } from '../wording/exit-codes.js';
import type { Facts, WhoamiFacts } from './facts.js';
import type { Rule } from './rule.js';

const NO_HOMESERVER: readonly string[] = [
  'ERR_NO_HOMESERVER',
  'ERR_NOT_JSON',
  'ERR_ANSWER_UNEXPECTED',
  'ERR_WELL_KNOWN',
];

/** What it means that no homeserver answered: nothing about the token. */
export const TRANSPORT_RULES: readonly Rule[] = [
  // mx-puppet-instagram#22.
  {
    id: 'not-a-homeserver',
    exit: EXIT.network,
    when: ({ server }) => server.kind === 'not-found' && NO_HOMESERVER.includes(server.code),
  },
  { id: 'unreachable', exit: EXIT.network, when: ({ server }) => server.kind === 'not-found' },
  { id: 'route-broken', exit: EXIT.network, when: answered('not-matrix') },
  { id: 'server-error', exit: EXIT.network, when: answered('server-error') },
  { id: 'rate-limited', exit: EXIT.network, when: (facts) => failedWith(facts) === 'ERR_RATE_LIMITED' },
  { id: 'no-answer', exit: EXIT.network, when: answered('failed') },
];

function answered(kind: WhoamiFacts['kind']): Rule['when'] {
  return ({ server }) => server.kind === 'asked' && server.whoami.kind === kind;
}

function failedWith({ server }: Facts): string | undefined {
  return server.kind === 'asked' && server.whoami.kind === 'failed' ? server.whoami.code : undefined;
}
