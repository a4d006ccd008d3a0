/** What `attenuate` says on stderr. Never holds text from the token. */
export const ATTENUATE = {
  expires: (moment: string) => `The narrowed token is valid until ${moment}.`,
  endless: 'The narrowed token does not expire.',
  lookedUp: (title: string) =>
    `It looks like a token of ${title}, which finds it by its exact text and will refuse the narrowed one. Of Synapse's access tokens, only a guest's can be narrowed.`,
  notUnderstood: (title: string, index: number, reason: string) =>
    `${title}, will refuse the narrowed token for caveat ${index}: ${reason}`,
  dryRun: 'Nothing was made: this is what the narrowed token would allow.',
  added: 'Adds',
  rights: 'What it allows, by its caveats',
  sides: ['', 'Before', 'After'],
  thirdParty: (identifier: string) => `The third party is asked for: ${identifier}`,
} as const;

/** What is wrong with how a caveat was asked for. */
export const ATTENUATE_USAGE = {
  thirdPartyKey: '--third-party needs --caveat-key-file: the key that the third party signs its discharge with.',
  caveatKeyAlone: '--caveat-key-file and --caveat-id go with --third-party.',
  dryRunOutput: '--dry-run makes no token, so there is none to write with -o.',
} as const;
