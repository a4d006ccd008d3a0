import { type Fields, listNumbers, type OwnFields, type Quoted } from './quote.js';

/** How one reason of a judgement reads: why, and what to do. A fix never sees text taken from a token. */
export interface ReasonWording<F extends Fields> {
  readonly reason: (fields: F) => string;
  readonly fix?: (fields: OwnFields<F>) => string;
}

function because<F extends Fields = Record<never, never>>(wording: ReasonWording<F>): ReasonWording<F> {
  return wording;
}

const KNOWN_ONLY = 'Caveats cannot be removed: attenuate the original token again, without this one.';

/** Says how a clock that is not `relation` a time stands to it. */
function missedBy(relation: string, iso: string): string {
  if (relation === 'before') return `It expired at ${iso}.`;
  return relation === 'after' ? `It is not valid before ${iso}.` : `The clock is not ${relation} ${iso}.`;
}

/** Every reason a judgement can give, by its stable code. */
export const REASONS = {
  // Met
  'generation-met': because({ reason: () => 'It is generation 1.' }),
  'user-met': because({ reason: () => 'It names the user the token is for.' }),
  'type-met': because<{ purpose: string }>({ reason: ({ purpose }) => `It allows ${purpose}.` }),
  'time-met': because<{ iso: string; relation: string }>({
    reason: ({ iso, relation }) => `The clock is ${relation} ${iso}.`,
  }),

  'time-met-beyond': because({ reason: () => 'The clock is before it: it is later than any calendar date.' }),
  'exact-text-met': because<{ expected: string }>({ reason: ({ expected }) => `It is "${expected}", byte for byte.` }),
  'prefix-met': because<{ expected: string }>({
    reason: ({ expected }) => `It begins with "${expected}"; what follows is not looked at.`,
  }),
  'never-checked': because({ reason: () => 'This server never looks at caveats.' }),

  // Unmet
  'generation-unmet': because<{ value: Quoted }>({
    reason: ({ value }) => `The only generation is 1, not "${value.quoted}".`,
    fix: () => KNOWN_ONLY,
  }),
  'user-conflict': because<{ value: Quoted; other: Quoted }>({
    reason: ({ value, other }) =>
      `The token is already limited to ${other.quoted}, so it cannot be for ${value.quoted}.`,
    fix: () => KNOWN_ONLY,
  }),
  'user-conflict-raised': because<{ value: Quoted; other: Quoted }>({
    reason: ({ value, other }) =>
      `The token is already limited to ${other.quoted}, so it cannot be for ${value.quoted}: this stops the verifier with an exception.`,
    fix: () => KNOWN_ONLY,
  }),
  'user-unmet': because<{ value: Quoted }>({
    reason: ({ value }) => `The request is for another user than ${value.quoted}.`,
  }),
  'type-unmet': because<{ type: Quoted; purpose: string }>({
    reason: ({ type, purpose }) => `A token of type "${type.quoted}" is no good for ${purpose}.`,
    fix: ({ purpose }) => `Use a token that is good for ${purpose}.`,
  }),
  'time-unmet': because<{ iso: string; relation: string }>({
    reason: ({ iso, relation }) => missedBy(relation, iso),
    fix: () => 'Attenuate the original token again, with another time, or get a new one.',
  }),
  'time-unmet-seconds': because<{ iso: string; relation: string; meant: string }>({
    reason: ({ iso, relation, meant }) =>
      `${missedBy(relation, iso)} The value looks like seconds (${meant}); the unit is milliseconds.`,
    fix: () => 'Attenuate the original token again, with the time multiplied by 1000.',
  }),
  'time-unmet-beyond': because({ reason: () => 'The clock is past it: it is earlier than 1970.' }),
  'exact-text-unmet': because<{ expected: string }>({
    reason: ({ expected }) => `Of caveats with its key, this verifier accepts only "${expected}", byte for byte.`,
    fix: () => KNOWN_ONLY,
  }),
  'third-party': because({
    reason: () => 'A third party must confirm it, and no discharge was given.',
    fix: () => KNOWN_ONLY,
  }),

  'discharge-key-sealed': because({
    reason: () =>
      'The key of this third-party caveat cannot be opened: another key signed the token, or it was changed before this caveat.',
    fix: () => 'Check the key, and copy the token again from where it was issued.',
  }),
  'discharge-unbound': because({
    reason: () => 'Its discharge is right, but not bound to this token: anyone who saw it could use it with another.',
    fix: () => 'Bind the discharge to the token just before the request.',
  }),
  'discharge-bound-before': because<{ caveat: number }>({
    reason: ({ caveat }) =>
      `Its discharge was bound to the token before caveat ${caveat} was added: each caveat changes the signature that it is bound to.`,
    fix: () => 'Bind the unbound discharge again, after the last caveat.',
  }),
  'discharge-bound-to-parent': because({
    reason: () => 'Its discharge is bound to the discharge that asks for it: it must be bound to the token itself.',
    fix: () => 'Bind every discharge to the token, nested ones too.',
  }),
  'discharge-mismatch': because({
    reason: () =>
      'The signature of its discharge does not match: made with another key, bound to another token, or changed.',
    fix: () => 'Get a new discharge for this very token from the third party.',
  }),
  'discharge-used': because({
    reason: () => 'Its discharge is used for another caveat already, and each is good for one.',
    fix: () => 'Get one discharge for each third-party caveat.',
  }),
  'discharge-caveat': because<{ caveat: number; reason: string }>({
    reason: ({ caveat, reason }) => `Caveat ${caveat} of its discharge is not met: ${reason}`,
    fix: () => 'Give the discharges of discharges too, each bound to the token.',
  }),
  'discharge-own-caveat': because<{ caveat: number; reason: string }>({
    reason: ({ caveat, reason }) => `Caveat ${caveat} of its discharge is not met: ${reason}`,
    fix: () => 'Get a new discharge from the third party.',
  }),
  'discharge-unused': because<{ discharges: readonly number[] }>({
    reason: ({ discharges }) =>
      `No caveat asks for ${discharges.length === 1 ? 'discharge' : 'discharges'} ${listNumbers(discharges)}: most libraries refuse a token for that.`,
    fix: () => 'Leave out the discharges that are not asked for.',
  }),
  discharged: because({ reason: () => 'Its discharge is right and bound to this token.' }),

  // Unknown
  'key-unknown': because<{ key: Quoted }>({
    reason: ({ key }) => `This verifier does not know "${key.quoted}", so it must reject the token.`,
    fix: () => KNOWN_ONLY,
  }),
  'operator-unknown': because<{ key: Quoted; operator: Quoted }>({
    reason: ({ key, operator }) =>
      `This verifier knows ${key.quoted}, but not with "${operator.quoted}", so it must reject the token.`,
    fix: () => KNOWN_ONLY,
  }),
  'prefix-unmet': because<{ expected: string }>({
    reason: ({ expected }) => `This verifier knows the key only where the caveat begins with exactly "${expected}".`,
    fix: () => KNOWN_ONLY,
  }),

  // Malformed
  'not-the-grammar': because<{ byte: number }>({
    reason: ({ byte }) => `It is not "key operator value" joined by single spaces: see byte ${byte}.`,
    fix: () => KNOWN_ONLY,
  }),
  'not-text': because({ reason: () => 'Its bytes are not UTF-8 text.', fix: () => KNOWN_ONLY }),
  'not-a-user-id': because<{ value: Quoted }>({
    reason: ({ value }) => `"${value.quoted}" is not a user ID (@localpart:server).`,
    fix: () => KNOWN_ONLY,
  }),
  'not-a-time': because<{ value: Quoted }>({
    reason: ({ value }) => `"${value.quoted}" is not a time in milliseconds.`,
    fix: () => 'Attenuate the original token again, with the time in whole milliseconds since 1970.',
  }),
  'not-an-int': because<{ value: Quoted }>({
    reason: ({ value }) => `Python's int() cannot read "${value.quoted}", which stops the verifier with an exception.`,
    fix: () => 'Attenuate the original token again, with the time in whole milliseconds since 1970.',
  }),

  // The token as a whole
  unsigned: because({
    reason: () => 'The signature does not cover this caveat: it was put in without signing.',
    fix: () => 'Attenuate the original token with a program that signs, such as: matrix-token attenuate',
  }),
  'no-user': because({ reason: () => "No caveat names a user, so the token is nobody's." }),
  'unsigned-unnoticed': because({
    reason: () =>
      'The signature does not cover this caveat, and this verifier skips caveats that are not met: it goes unnoticed.',
  }),
  'user-missing': because<{ user: Quoted }>({
    reason: ({ user }) => `The server has no account ${user.quoted}.`,
  }),
  'guest-is-regular': because<{ user: Quoted }>({
    reason: ({ user }) =>
      `${user.quoted} is a regular account (perhaps a guest that has since registered), and this is a guest's token.`,
    fix: () => 'Log in to get an access token.',
  }),
  'not-a-guest-token': because({
    reason: () =>
      'It has no caveat "guest = true", and guest tokens are the only access tokens this server reads as macaroons.',
    fix: () => 'Log in to get an access token.',
  }),
  'only-v1': because({
    reason: () => 'It is in format 2, which stops this verifier with an exception: it reads format 1 only.',
    fix: () => 'Convert it to V1 with: matrix-token convert',
  }),
  'text-unreadable': because<{ exception: string; message: string }>({
    reason: ({ exception, message }) => `The server's own reader cannot read the token: ${exception}: ${message}.`,
    fix: () => 'Copy the token again, whole and alone.',
  }),
  'key-read-otherwise': because<{ inForce: string }>({
    reason: ({ inForce }) =>
      `The server uses ${inForce} exactly as it stands there, and the signature matches only another reading of it.`,
    fix: () => 'Correct the key in the configuration, or get a new token.',
  }),
  'key-not-in-force': because<{ signedWith: string; inForce: string }>({
    reason: ({ signedWith, inForce }) =>
      `It is signed with ${signedWith}, but the server now uses ${inForce}: whatever was signed before is refused.`,
    fix: () => 'Get a new token, or configure the old key again: that one then refuses what the new key has signed.',
  }),
  'not-as-issued': because({
    reason: () =>
      'The server looks this kind of token up by its exact text, and it does not look as it was issued: narrowed, it is another text.',
    fix: () => 'Use the token as it was issued: this kind cannot be narrowed.',
  }),
  'signature-unsigned': because<{ caveats: readonly number[] }>({
    reason: ({ caveats }) =>
      `The signature does not cover ${caveats.length === 1 ? 'caveat' : 'caveats'} ${listNumbers(caveats)}: put in without signing.`,
    fix: () => 'Attenuate the original token with a program that signs, such as: matrix-token attenuate',
  }),
  'signature-truncated': because<{ bytes: number }>({
    reason: ({ bytes }) =>
      `The token lost its end: of its signature only the first ${bytes} bytes are there, and they match.`,
    fix: () => 'Copy the token again, whole.',
  }),
  'signature-mismatch': because({
    reason: () => 'The signature does not match: another key signed the token, or it was changed after signing.',
    fix: () => 'Check the key, and copy the token again from where it was issued.',
  }),
};

export type ReasonCode = keyof typeof REASONS;

/** What each reason is worded from. */
export type FieldsByReason = { [C in ReasonCode]: Parameters<(typeof REASONS)[C]['reason']>[0] };

/** `REASONS`, typed so that a code and its fields go together. */
export const REASON_WORDINGS: { readonly [C in ReasonCode]: ReasonWording<FieldsByReason[C]> } = REASONS;
