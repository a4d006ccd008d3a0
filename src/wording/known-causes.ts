/** What is known to make servers answer as they do: which ones, what to do about it, and where that is written. */
export const KNOWN_CAUSES = {
  'last-user-id-wins': {
    what: 'The last user_id wins, as in Synapse 0.12.0 to 0.16.1: whoever holds a token can act as any user.',
    fix: 'Upgrade: Synapse 0.16.1-r1 fixed it.',
    source: 'Synapse CHANGES, 0.16.1-r1 (2016-07-08)',
  },
  'expiry-ignored': {
    what: 'A time < is understood and not enforced, as in Synapse before 1.3.0: a narrowed token never expires.',
    fix: 'Upgrade: Synapse enforces it since 1.3.0 (before, only with expire_access_token: true).',
    source: 'Synapse 1.3.0, synapse/api/auth.py validate_macaroon; seen on 1.2.1 (docs/servers.md)',
  },
  'unsigned-unnoticed': {
    what: 'A caveat that was put in without signing goes unnoticed unless it is met, as pymacaroons has it, and Synapse with it.',
    fix: 'Nothing to repair: it widens no rights. But do not take the text of a token for proof of them: verify its signature.',
    source: 'pymacaroons 0.13.0, caveat_delegates/first_party.py; seen on every Synapse (docs/servers.md)',
  },
  'fails-on-malformed': {
    what: 'The server fails (5xx) on tokens that it cannot read, in place of refusing them, as Synapse does on some.',
    fix: 'Read the log of the server for the exception. No right is gained by it, but it proves nothing either.',
    source: 'Synapse 1.163.2 answers 500 to "MDAx" and "==" (test/synapse/guest-tokens.test.ts)',
  },
  'compares-text': {
    what: 'Tokens are looked up by their text, so that no narrowed one is known: Dendrite, the Conduit family, and Synapse since 0.34.1.1 for regular users.',
    fix: 'Nothing to repair. On Synapse, guest tokens are verified as macaroons: check with --guest.',
    source: 'synapse/api/auth/internal.py get_user_by_access_token; dendrite clientapi/auth/auth.go',
  },
  'python-int': {
    what: "Times are read with Python's int(), which takes blanks and underscores: Synapse, of any release.",
    fix: 'Nothing to repair.',
    source: 'synapse/util/macaroons.py satisfy_expiry',
  },
} as const satisfies Record<string, { readonly what: string; readonly fix: string; readonly source: string }>;

export type KnownCauseId = keyof typeof KNOWN_CAUSES;
