/** What `attenuate` says on stderr. Never holds text from the token. */
export const ATTENUATE = {
  expires: (moment: string) => `The narrowed token is valid until ${moment}.`,
  endless: 'The narrowed token does not expire.',
  lookedUp: (software: string) =>
    `${software} looks such a token up by its exact text, so it will refuse the narrowed one. Only its guest access tokens can be narrowed.`,
  lookedUpAlways: (software: string) =>
    `${software} looks every token up by its exact text, so it will refuse the narrowed one.`,
  timeOperator: 'Synapse knows "time <" alone, so it will refuse a token with another "time" caveat.',
} as const;
