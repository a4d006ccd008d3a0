import { escapeText } from '../../encoding/escape.js';
import type { ReasonCode } from '../../wording/judgement.js';
import type { Dialect, ServerAnswer } from '../dialect.js';

const ACCEPTED: ServerAnswer = { status: 200, errcode: null, error: null, log: null };
/** What Synapse answers to an exception that it does not expect. The log has the traceback. */
export const INTERNAL_ERROR: ServerAnswer = {
  status: 500,
  errcode: 'M_UNKNOWN',
  error: 'Internal server error',
  log: null,
};
const MISMATCH = "<class 'pymacaroons.exceptions.MacaroonInvalidSignatureException'> Signatures do not match";
const FAILED = "<class 'pymacaroons.exceptions.MacaroonVerificationFailedException'>";

/** What Synapse raises for what, in the order in which it looks: whatever is left breaks the signature chain. */
const EXCEPTIONS: ReadonlyMap<ReasonCode, string> = new Map([
  ['only-v1', "<class 'TypeError'> startswith first arg must be bytes or a tuple of bytes, not str"],
  ['not-text', "<class 'UnicodeDecodeError'> 'utf-8' codec can't decode byte …"],
  ['user-conflict-raised', `${FAILED} Conflicting values for caveat user_id`],
  ['no-user', `${FAILED} No user_id caveat in macaroon`],
  ['not-a-guest-token', `${FAILED} Macaroon is not a guest token`],
  ['not-an-int', "<class 'ValueError'> invalid literal for int() with base 10: …"],
  ['third-party', "<class 'TypeError'> 'NoneType' object is not iterable"],
]);

/** The only refusals that Synapse words on their own: it looks the user up when the macaroon is verified. */
const ACCOUNT_ERRORS = new Map<ReasonCode, (userId: string) => string>([
  ['user-missing', (userId) => `Unknown user_id ${escapeText(userId)}`],
  ['guest-is-regular', () => 'Guest access token used for regular user'],
]);

/** What one release says: to the client about every macaroon it refuses, and to its log about what was raised. */
export interface Words {
  readonly error: string;
  readonly log: (raised: string) => string;
}

/**
 * The answer to a request with a guest token, and the log line, which blames the signature for nearly everything
 * (`synapse/api/auth/internal.py` `get_user_by_access_token`; before 1.62.0 `synapse/api/auth.py`).
 */
export function answerAccess({ error, log }: Words): NonNullable<Dialect['answer']> {
  return (accepted, objections, { userId }) => {
    if (accepted) return ACCEPTED;
    const codes = new Set(objections.map(({ code }) => code));
    const refusal = { status: 401, errcode: 'M_UNKNOWN_TOKEN' };
    const ofAccount = [...ACCOUNT_ERRORS].find(([code]) => codes.has(code) && codes.size === 1);
    if (ofAccount !== undefined) return { ...refusal, error: ofAccount[1](userId ?? ''), log: null };
    const raised = [...EXCEPTIONS].find(([code]) => codes.has(code));
    return { ...refusal, error, log: log(raised?.[1] ?? MISMATCH) };
  };
}
