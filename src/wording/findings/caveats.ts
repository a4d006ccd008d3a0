import { listNumbers, type Quoted } from '../quote.js';
import { found } from './wording.js';

const FORM = '"key operator value", with one space on each side of the operator';
const AGAIN = 'Caveats cannot be removed: attenuate the original token again, with';

/** What lint finds in a macaroon's caveats. */
export const CAVEAT_FINDINGS = {
  // The grammar
  'caveat-empty': found({
    severity: 'error',
    message: () => 'The caveat is empty.',
    fix: () => `${AGAIN} ${FORM}.`,
  }),
  'caveat-leading-space': found({
    severity: 'error',
    message: () => 'The caveat begins with white space, so it has no key.',
    fix: () => `${AGAIN} no white space in front.`,
  }),
  'caveat-bad-key': found<{ byte: number; meant: string | undefined }>({
    severity: 'error',
    message: ({ byte }) =>
      `The key has a character at byte ${byte} that a key cannot have: only letters, digits and _ are allowed.`,
    fix: ({ meant }) => `${AGAIN} ${meant === undefined ? 'a key of letters, digits and _' : `the key ${meant}`}.`,
  }),
  'caveat-odd-space': found<{ byte: number }>({
    severity: 'error',
    message: ({ byte }) =>
      `At byte ${byte} there is white space that is not a plain space (a tab, a no-break space, a line end).`,
    fix: () => `${AGAIN} plain spaces: ${FORM}.`,
  }),
  'caveat-missing-space': found<{ byte: number; meant: string | undefined }>({
    severity: 'error',
    message: ({ byte }) =>
      `A space is missing at byte ${byte}: servers compare caveats byte for byte and will not know this one.`,
    fix: ({ meant }) => `${AGAIN} ${meant === undefined ? FORM : `"${meant}"`}.`,
  }),
  'caveat-doubled-space': found<{ byte: number; meant: string | undefined }>({
    severity: 'error',
    message: ({ byte }) =>
      `There is one space too many at byte ${byte}: a caveat's parts are joined by single spaces. Some servers accept this before a number.`,
    fix: ({ meant }) => `${AGAIN} ${meant === undefined ? FORM : `"${meant}"`}.`,
  }),
  'caveat-no-operator': found({
    severity: 'error',
    message: () => 'The caveat has a key but no operator and no value.',
    fix: () => `${AGAIN} ${FORM}.`,
  }),
  'caveat-no-value': found({
    severity: 'error',
    message: () => 'The caveat ends before its value.',
    fix: () => `${AGAIN} ${FORM}.`,
  }),
  'caveat-issued-empty': found<{ key: string }>({
    severity: 'info',
    message: ({ key }) => `${key} has no value. That is not the draft's grammar, but Synapse issues it like this.`,
  }),
  'caveat-not-text': found<{ bytes: number }>({
    severity: 'error',
    message: ({ bytes }) => `The caveat's ${bytes} bytes are not UTF-8 text, so no homeserver can know it.`,
  }),
  'caveat-third-party': found<{ location: Quoted }>({
    severity: 'warning',
    message: ({ location }) =>
      `A third party${location.quoted === '' ? '' : ` (${location.quoted})`} must confirm this caveat with a discharge macaroon; homeservers know no such thing and reject the token.`,
  }),
  'caveat-trailing-space': found({
    severity: 'warning',
    message: () => 'The value ends in white space, which is part of the value: servers compare byte for byte.',
    fix: () => `${AGAIN} nothing after the value.`,
  }),
  'caveat-hidden-character': found<{ codePoint: string }>({
    severity: 'warning',
    message: ({ codePoint }) => `The value holds ${codePoint}, which does not show or looks like something else.`,
  }),
  'mixed-scripts': found<{ scripts: string; codePoint: string }>({
    severity: 'warning',
    message: ({ scripts, codePoint }) =>
      scripts !== ''
        ? `A word mixes letters of ${scripts} that look alike (${codePoint}): it is not what it seems to say.`
        : `A word has letters that only look like ASCII (${codePoint}): it is not what it seems to say.`,
  }),

  // Keys, operators and values
  'key-unknown': found<{ key: Quoted; meant: string | undefined }>({
    severity: 'error',
    message: ({ key, meant }) =>
      `"${key.quoted}" is no caveat of the draft or of any known homeserver, and a server must reject a token with a caveat it does not know.${meant === undefined ? '' : ` Was ${meant} meant?`}`,
    fix: ({ meant }) => (meant === undefined ? `${AGAIN} a caveat the server knows.` : `${AGAIN} the key ${meant}.`),
  }),
  'operator-unknown': found<{ key: string; operator: Quoted; operators: string }>({
    severity: 'error',
    message: ({ key, operator, operators }) =>
      `${key} has no operator "${operator.quoted}", only ${operators}: a server must reject what it does not understand.`,
    fix: ({ key, operators }) => `${AGAIN} ${key} and one of: ${operators}.`,
  }),
  'generation-unknown': found<{ value: Quoted }>({
    severity: 'error',
    message: ({ value }) =>
      `Generation "${value.quoted}" does not exist: the only one is 1. No server accepts this token.`,
  }),
  'type-unknown': found<{ value: Quoted }>({
    severity: 'error',
    message: ({ value }) => `"${value.quoted}" is no known type: the draft has access, refresh and login.`,
  }),
  'user-id-malformed': found<{ value: Quoted }>({
    severity: 'error',
    message: ({ value }) => `"${value.quoted}" is not a user ID.`,
    fix: () => `${AGAIN} a user ID of the form @localpart:server.`,
  }),
  'guest-unknown': found<{ value: Quoted }>({
    severity: 'error',
    message: ({ value }) => `guest is "${value.quoted}", but the only value any server accepts is true.`,
  }),

  // Times
  'time-not-digits': found<{ operator: string; value: Quoted; meantMs: number | undefined }>({
    severity: 'error',
    message: ({ value }) =>
      `"${value.quoted}" is not a time: a time is written in decimal digits, as milliseconds since 1970.`,
    fix: ({ operator, meantMs }) => `${AGAIN} "time ${operator} ${meantMs ?? 'MILLISECONDS'}".`,
  }),
  'time-out-of-range': found<{ operator: string; value: Quoted; meantMs: number | undefined }>({
    severity: 'error',
    message: ({ value }) =>
      `"${value.quoted}" milliseconds is later than the year 275760: probably another unit was meant.`,
    fix: ({ operator, meantMs }) => `${AGAIN} "time ${operator} ${meantMs ?? 'MILLISECONDS'}".`,
  }),
  'time-in-seconds': found<{ operator: string; seconds: number; readAs: string; meant: string }>({
    severity: 'error',
    message: ({ seconds, readAs, meant }) =>
      `${seconds} looks like seconds (${meant}), but the unit is milliseconds: servers read ${readAs}.`,
    fix: ({ operator, seconds }) => `${AGAIN} "time ${operator} ${seconds * 1000}".`,
  }),
  'time-in-microseconds': found<{ operator: string; microseconds: number; readAs: string; meant: string }>({
    severity: 'warning',
    message: ({ microseconds, readAs, meant }) =>
      `${microseconds} looks like microseconds (${meant}), but the unit is milliseconds: servers read ${readAs}.`,
    fix: ({ operator, microseconds }) => `${AGAIN} "time ${operator} ${Math.floor(microseconds / 1000)}".`,
  }),
  'time-second-of-minute': found<{ value: number }>({
    severity: 'info',
    message: ({ value }) =>
      `${value} is probably Dendrite's: it writes the second of the minute plus 120 here, by mistake, and never checks it. To a server that does check, the token expired in 1970.`,
  }),
  'time-expired': found<{ iso: string }>({
    severity: 'error',
    message: ({ iso }) => `The token expired at ${iso}.`,
    fix: () => 'Get a new token: log in or refresh.',
  }),
  'time-not-yet': found<{ iso: string; exactly: boolean }>({
    severity: 'warning',
    message: ({ iso, exactly }) =>
      exactly ? `The token is valid only at exactly ${iso}.` : `The token is not valid before ${iso}.`,
    fix: () => 'Wait, or compare the clocks of the issuer and of this computer.',
  }),

  // Caveats that contradict each other
  'users-differ': found<{ caveats: readonly number[] }>({
    severity: 'error',
    message: ({ caveats }) =>
      `Caveats ${listNumbers(caveats)} name different users, so the token is valid for nobody. (Synapse up to 0.16.1 took the last one.)`,
  }),
  'types-differ': found<{ caveats: readonly number[] }>({
    severity: 'error',
    message: ({ caveats }) => `Caveats ${listNumbers(caveats)} name different types, so the token allows nothing.`,
  }),
  'guest-differs': found<{ caveats: readonly number[] }>({
    severity: 'error',
    message: ({ caveats }) => `Caveats ${listNumbers(caveats)} disagree about guest, so the token is valid for nobody.`,
  }),
  'window-empty': found<{ caveats: readonly number[] }>({
    severity: 'error',
    message: ({ caveats }) => `Caveats ${listNumbers(caveats)} leave no moment at which the token is valid.`,
  }),

  // Caveats that change nothing
  'caveat-repeated': found<{ first: number }>({
    severity: 'info',
    message: ({ first }) => `The same caveat as number ${first}: it changes nothing.`,
  }),
  'time-redundant': found<{ first: number }>({
    severity: 'info',
    message: ({ first }) =>
      `Caveat ${first} is narrower already: this one changes nothing. Caveats cannot widen a token.`,
  }),

  // Worth knowing
  'type-refresh': found({
    severity: 'info',
    message: () => 'This is a refresh token: as an access token it is refused.',
    fix: () => 'Exchange it for an access token with: matrix-token refresh',
  }),
  'type-login': found({
    severity: 'info',
    message: () => 'This is a login token: good for one login, refused as an access token.',
  }),
};
