import type { Fields, OwnFields, Quoted } from './quote.js';

/** How one reason of a judgement reads: why, and what to do. A fix never sees text taken from a token. */
export interface ReasonWording<F extends Fields> {
  readonly reason: (fields: F) => string;
  readonly fix?: (fields: OwnFields<F>) => string;
}

function because<F extends Fields = Record<never, never>>(wording: ReasonWording<F>): ReasonWording<F> {
  return wording;
}

const KNOWN_ONLY = 'Leave the caveat off: narrow the original token again without it.';

/** Every reason a judgement can give, by its stable code. */
export const REASONS = {
  // Met
  'generation-met': because({ reason: () => 'It is generation 1.' }),
  'user-met': because({ reason: () => 'It names the user the token is for.' }),
  'type-met': because<{ purpose: string }>({ reason: ({ purpose }) => `It allows ${purpose}.` }),
  'time-met': because<{ iso: string; relation: string }>({
    reason: ({ iso, relation }) => `The clock is ${relation} ${iso}.`,
  }),

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
  'user-unmet': because<{ value: Quoted }>({
    reason: ({ value }) => `The request is for another user than ${value.quoted}.`,
  }),
  'type-unmet': because<{ type: Quoted; purpose: string }>({
    reason: ({ type, purpose }) => `A token of type "${type.quoted}" is no good for ${purpose}.`,
    fix: ({ purpose }) => `Use a token that is good for ${purpose}.`,
  }),
  'time-unmet': because<{ iso: string; relation: string }>({
    reason: ({ iso, relation }) => `The clock is not ${relation} ${iso}.`,
  }),
  'time-unmet-seconds': because<{ iso: string; relation: string; meant: string }>({
    reason: ({ iso, relation, meant }) =>
      `The clock is not ${relation} ${iso}. The value looks like seconds (${meant}); the unit is milliseconds.`,
    fix: () => 'Narrow the original token again, with the time multiplied by 1000.',
  }),
  'third-party': because({
    reason: () => 'A third party must confirm it, and no discharge was given.',
    fix: () => KNOWN_ONLY,
  }),

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
    fix: () => 'Narrow the original token again, with the time in whole milliseconds since 1970.',
  }),

  // The token as a whole
  unsigned: because({
    reason: () => 'The signature does not cover this caveat: it was put in without signing.',
    fix: () => 'Narrow the original token with a program that signs, such as: matrix-token attenuate',
  }),
  'no-user': because({ reason: () => "No caveat names a user, so the token is nobody's." }),
  'signature-appended': because<{ signed: number }>({
    reason: ({ signed }) =>
      `The signature covers ${signed === 0 ? 'no caveat' : `caveats up to ${signed} only`}: the rest was appended without signing.`,
    fix: () => 'Narrow the original token with a program that signs, such as: matrix-token attenuate',
  }),
  'signature-invalid': because({
    reason: () => 'The signature does not match: another key signed the token, or it was changed after signing.',
    fix: () => 'Check the key, and copy the token again from where it was issued.',
  }),
};

export type ReasonCode = keyof typeof REASONS;

/** What each reason is worded from. */
export type FieldsByReason = { [C in ReasonCode]: Parameters<(typeof REASONS)[C]['reason']>[0] };

/** `REASONS`, typed so that a code and its fields go together. */
export const REASON_WORDINGS: { readonly [C in ReasonCode]: ReasonWording<FieldsByReason[C]> } = REASONS;
