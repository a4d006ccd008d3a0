import type { ReadCaveat } from '../../caveat/read.js';
import type { CaveatRule } from '../../dialect/dialect.js';
import { unknown } from '../../dialect/rules.js';
import { recoverMacaroon } from '../../macaroon/decode.js';
import { quote } from '../../wording/quote.js';
import type { Conduct } from '../conduct.js';
import type { Examined } from '../examined.js';
import type { Ground } from '../grounds.js';
import type { Grant } from '../sessions.js';
import type { Fault } from './fault.js';

/** Faults in what the server accepts: it judges a token otherwise than the draft demands. */
export const JUDGING_FAULTS = {
  'ignore-unknown-caveats': {
    breaks: 'Accepts a token with a caveat that it does not understand: the fault that `check` looks for.',
    change: overlook(({ kind }) => kind === 'unknown'),
  },
  'ignore-malformed-caveats': {
    breaks: 'Accepts a token with a caveat that is not of the form `key operator value`, and with an empty one.',
    change: (given) => ({
      ...overlook(({ kind }) => kind === 'malformed')(given),
      read: (text) => recoverMacaroon(text).macaroon,
    }),
  },
  'ignore-third-party-caveats': {
    breaks: 'Accepts a token with a third-party caveat, though no discharge came with it.',
    change: overlook(({ kind }) => kind === 'third-party'),
  },
  'ignore-expiry': {
    breaks: 'Accepts a token after its `time <`, as Synapse did before 1.3.0.',
    change: overlook(({ kind }) => kind === 'expired'),
  },
  'ignore-time': {
    breaks: 'Never looks at its clock: accepts a token whatever its `time` caveats say.',
    change: overlook(unmet('time')),
  },
  'ignore-generation': {
    breaks: 'Accepts a token of any generation: `gen = 2`.',
    change: overlook(unmet('gen')),
  },
  'ignore-type': {
    breaks: 'Accepts a token of any type: a refresh token serves as access token.',
    change: overlook(unmet('type')),
  },
  'ignore-other-user': {
    breaks: 'Accepts a token narrowed to another user, still as its own user.',
    change: overlook(unmet('user_id')),
  },
  'last-user-id-wins': {
    breaks:
      'Takes the user from the last `user_id` caveat, so that anybody can become anybody (Synapse 0.12 to 0.16.1).',
    change: (given) => ({
      ...overlook(unmet('user_id'))(given),
      dialect: {
        ...given.dialect,
        readGrant: (caveats) => ({ ...given.dialect.readGrant(caveats), userId: lastUserId(caveats) }),
      },
    }),
  },
  'ignore-signature': {
    breaks: 'Never checks the signature: caveats can be taken out of a token.',
    change: () => ({ checksSignature: false }),
  },
  'ignore-unsigned-caveats': {
    breaks:
      'Overlooks a caveat that was put in without signing and is not met, as pymacaroons does, and Synapse with it.',
    change: ({ dialect }) => ({ dialect: { ...dialect, verification: 'met-caveats' } }),
  },
  'ignore-identifier': {
    breaks: 'Takes a token with an identifier that it does not know for the one it saw last.',
    change: (given) => ({ locate: locateOrLast(given.locate) }),
  },
  'opaque-lookup': {
    breaks: 'Looks tokens up by their exact text: refuses every narrowed token, for no reason in its caveats.',
    change: (given) => ({
      locate: (presented) => {
        const issued = given.locate(presented);
        return issued !== undefined && presented.textOf(issued) === presented.text ? issued : undefined;
      },
    }),
  },
  'time-unknown': {
    breaks: 'Does not understand `time`: refuses every token with such a caveat, and its own with a lifetime.',
    change: ({ dialect }) => ({ dialect: { ...dialect, rules: [timeUnknown, ...dialect.rules] } }),
  },
  'accept-anything': {
    breaks: 'Accepts any text as the token that it accepted last.',
    change: acceptAsLast(({ cause }) => cause !== 'missing'),
  },
  'accept-no-token': {
    breaks: 'Answers a request without a token as it answered the last one with a token.',
    change: acceptAsLast(({ cause }) => cause === 'missing'),
  },
} satisfies Record<string, Fault>;

/** Matches caveats with this key that are understood and not met. */
function unmet(key: string): (ground: Ground) => boolean {
  return (ground) => ground.key === key && (ground.kind === 'unmet' || ground.kind === 'expired');
}

const timeUnknown: CaveatRule = (caveat) =>
  caveat.form === 'statement' && caveat.key === 'time' ? unknown('key-unknown', { key: quote('time') }) : undefined;

function overlook(overlooked: (ground: Ground) => boolean): Fault['change'] {
  return (given) => ({ upholds: (ground) => !overlooked(ground) && given.upholds(ground) });
}

type Refusal = Extract<Examined<Grant>, { outcome: 'refused' }>;

function acceptAsLast(accepts: (refusal: Refusal) => boolean): Fault['change'] {
  return ({ settle }) => {
    let last: Examined<Grant> | undefined;
    return {
      settle: async (examined) => {
        const settled = await settle(examined);
        if (settled.outcome === 'refused') return accepts(settled) ? (last ?? settled) : settled;
        last = settled;
        return settled;
      },
    };
  };
}

function locateOrLast(locate: Conduct['locate']): Conduct['locate'] {
  let lastId = '';
  return (presented) => {
    const issued = locate(presented) ?? presented.find(lastId);
    lastId = issued?.id ?? lastId;
    return issued;
  };
}

function lastUserId(caveats: readonly ReadCaveat[]): string | null {
  const last = caveats.findLast((caveat) => caveat.form === 'statement' && caveat.key === 'user_id');
  return last?.form === 'statement' ? last.value : null;
}
