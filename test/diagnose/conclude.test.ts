import { expect, test } from '@jest/globals';
import { RULES } from '../../src/diagnose/conclude.js';
import { NOTE_RULES } from '../../src/diagnose/notes.js';
import { CONCLUSIONS } from '../../src/wording/conclusions.js';
import { DIAGNOSIS_NOTES } from '../../src/wording/diagnose.js';

test('every conclusion has one rule, and every rule a wording', () => {
  expect(RULES.map(({ id }) => id).sort()).toEqual(Object.keys(CONCLUSIONS).sort());
  expect(NOTE_RULES.map(({ id }) => id).sort()).toEqual(Object.keys(DIAGNOSIS_NOTES).sort());
});

test('the exit code of each conclusion', () => {
  const exits = [...new Set(RULES.map(({ exit }) => exit))];
  const ids = exits.map((code) => [code, RULES.flatMap(({ id, exit }) => (exit === code ? [id] : [])).sort()]);
  expect(Object.fromEntries(ids)).toEqual({
    0: ['accepted', 'valid-guest', 'verified-offline'],
    3: ['damaged', 'foreign-token', 'unreadable'],
    4: [
      'account-expired',
      'as-token-unknown',
      'guest-behind-mas',
      'guest-is-regular',
      'guest-refused',
      'header-dropped',
      'macaroon-behind-mas',
      'no-matrix-scope',
      'not-active',
      'refused-otherwise',
      'signed-but-not-stored',
      'soft-logout',
      'unknown-to-server',
      'user-deactivated',
      'user-locked',
      'user-missing',
    ],
    5: [
      'introspection-failed',
      'no-answer',
      'not-a-homeserver',
      'rate-limited',
      'route-broken',
      'route-missing',
      'server-error',
      'unreachable',
    ],
    6: [
      'another-user',
      'caveat-refused',
      'expired',
      'expired-by-server-clock',
      'jwt-expired',
      'narrowed-stored-token',
      'not-yet',
      'oidc-session-expired',
      'third-party',
      'time-in-seconds',
      'unknown-caveat',
      'user-conflict',
    ],
    7: [
      'caveats-unsigned',
      'key-changed',
      'key-misread',
      'no-key-matches',
      'signature-cut-off',
      'verified-but-refused',
      'weak-key',
    ],
    8: ['accepted-as-another', 'accepted-forgeable', 'accepted-though-unmet'],
    9: ['login-token', 'needs-key-or-server', 'needs-server', 'oidc-session', 'refresh-token', 'unsubscribe-token'],
  });
});
