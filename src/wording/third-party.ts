import { listNumbers } from './quote.js';

/** What `discharge` and `bind` say. */
export const THIRD_PARTY_TEXT = {
  bindNext: 'It is no good until it is bound to the token: matrix-token bind.',
  notAsked:
    'No third-party caveat of the token has the identifier of this discharge: it discharges none of them, unless it answers another discharge.',
  sealedElsewhere: 'Whether the key is the one that the caveat was sealed with is known to the issuer alone.',
  bound: (caveats: readonly number[]) =>
    `It discharges caveat ${listNumbers(caveats)}; send it after the token, and with no other.`,
} as const;

/** What is wrong with how a discharge was asked for. */
export const THIRD_PARTY_USAGE = {
  key: 'Name the caveat key: --caveat-key-file FILE.',
  what: 'Say what to discharge: a token that has the caveat, or --caveat-id TEXT with --location TEXT.',
  both: '--caveat-id says what to discharge, so no token is needed.',
  none: 'The token has no third-party caveat, so there is nothing to discharge.',
  several: (caveats: readonly number[]) =>
    `The token has several third-party caveats: say which with --index (${caveats.join(', ')}).`,
  noSuch: 'The token has no third-party caveat at the number given to --index.',
  index: '--index takes the number of a caveat, from 1.',
  stdinTwice: 'Standard input can be the token or the discharge, not both.',
} as const;
