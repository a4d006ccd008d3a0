/** What a probe's expectation rests on. */
const SOURCE = {
  whoami: 'Client-server API, GET /_matrix/client/v3/account/whoami',
  authentication:
    'Client-server API, client authentication: 401 M_MISSING_TOKEN without a token, 401 M_UNKNOWN_TOKEN for one that is not known',
  query: 'Client-server API, client authentication: tokens in the query are deprecated since v1.11',
  header: 'Client-server API, client authentication: "Authorization: Bearer <token>"',
  signature:
    'Macaroons (Birgisson et al., NDSS 2014), verification: the signature must equal the HMAC chain over identifier and caveats',
  thirdParty: 'Macaroons (Birgisson et al., NDSS 2014), verification: a third-party caveat needs a discharge macaroon',
  unsigned:
    'Macaroons (Birgisson et al., NDSS 2014); pymacaroons skips an unmet caveat before it compares signatures, so Synapse accepts',
  location: 'Macaroons (Birgisson et al., NDSS 2014): the location is a hint and not signed; Synapse accepts',
  unknown:
    'drafts/macaroons_caveats.rst (2015): servers are required to reject any macaroon with a caveat that they do not understand',
  grammar:
    'drafts/macaroons_caveats.rst (2015): a caveat is "key operator value", joined by single spaces; anything else is not understood',
  time: 'drafts/macaroons_caveats.rst (2015): time <, > or == a POSIX timestamp in milliseconds; Synapse enforces "time <" since 1.3.0',
  gen: 'drafts/macaroons_caveats.rst (2015): gen = 1 is the only generation; synapse/util/macaroons.py',
  type: 'drafts/macaroons_caveats.rst (2015): type = refresh is valid for a token refresh only; synapse/util/macaroons.py',
  user: 'drafts/macaroons_caveats.rst (2015): user_id is the user the token is valid for; Synapse CHANGES 0.16.1-r1 (the last user_id won)',
  value:
    'drafts/macaroons_caveats.rst (2015) asks for a timestamp; Synapse reads it with Python int(), which allows blanks and underscores',
  format: 'No specification: Synapse decodes padded base64, and refuses V2',
} as const;

/** One line per probe: what is sent, and what its expectation rests on. The order is of no meaning. */
export const PROBE_WORDINGS = {
  'baseline-first': { title: 'the token itself, first', source: SOURCE.whoami },
  'baseline-last': { title: 'the token itself, last', source: SOURCE.whoami },
  'no-token': { title: 'no token', source: SOURCE.authentication },
  'empty-token': { title: 'an empty token', source: SOURCE.authentication },
  'random-token': { title: 'a random token', source: SOURCE.authentication },
  'signature-first-bit': { title: 'signature: a bit of the first byte flipped', source: SOURCE.signature },
  'signature-last-bit': { title: 'signature: a bit of the last byte flipped', source: SOURCE.signature },
  'time-less-first': { title: 'control, first: time < now + 1 h', source: SOURCE.time },
  'time-less-last': { title: 'control, last: time < now + 1 h', source: SOURCE.time },
  'user-self-first': { title: 'control, first: user_id = @self', source: SOURCE.user },
  'user-self-last': { title: 'control, last: user_id = @self', source: SOURCE.user },
  'unknown-key': { title: 'unknown key: x_… = 1', source: SOURCE.unknown },
  'unknown-key-operator': { title: 'unknown key and operator: x_… ~ 1', source: SOURCE.unknown },
  'unknown-key-prefix': {
    title: 'unknown key that begins like a known one: user_id_… = @self',
    source: SOURCE.unknown,
  },
  'time-less-or-equal': { title: 'unknown operator: time <= now + 1 h', source: SOURCE.unknown },
  'user-double-equal': { title: 'unknown operator: user_id == @self', source: SOURCE.unknown },
  'third-party': { title: 'a third-party caveat with no discharge', source: SOURCE.thirdParty },
  'malformed-no-spaces': { title: 'malformed: time<… (no spaces)', source: SOURCE.grammar },
  'malformed-no-operator': { title: 'malformed: gen 1 (no operator)', source: SOURCE.grammar },
  'malformed-no-value': { title: 'malformed: gen = (no value)', source: SOURCE.grammar },
  'malformed-empty-value': { title: 'malformed: gen = and a space (empty value)', source: SOURCE.grammar },
  'malformed-one-word': { title: 'malformed: x_… (one word)', source: SOURCE.grammar },
  'malformed-empty': { title: 'malformed: an empty caveat', source: SOURCE.grammar },
  'malformed-key': { title: 'malformed: user-id = @self (a key outside A-Z a-z 0-9 _)', source: SOURCE.grammar },
  'malformed-case': { title: 'malformed: GEN = 1 (other case)', source: SOURCE.unknown },
  'time-less-past': { title: 'expired: time < now - 1 h', source: SOURCE.time },
  'time-equal-past': { title: 'not met: time == now - 1 h', source: SOURCE.time },
  'time-greater-future': { title: 'not yet valid: time > now + 1 h', source: SOURCE.time },
  'gen-two': { title: 'not met: gen = 2', source: SOURCE.gen },
  'type-refresh': { title: 'not met: type = refresh', source: SOURCE.type },
  'user-other': { title: 'not met: user_id = @other', source: SOURCE.user },
  'user-other-then-self': { title: 'not met: user_id = @other, then user_id = @self', source: SOURCE.user },
  'caveat-removed': { title: 'tampered: the last caveat removed', source: SOURCE.signature },
  'caveats-swapped': { title: 'tampered: two caveats swapped', source: SOURCE.signature },
  'identifier-changed': { title: 'tampered: the identifier changed', source: SOURCE.signature },
  'time-greater-past': { title: 'already valid: time > now - 1 h', source: SOURCE.time },
  'query-narrowed': { title: 'in the query: time < now + 1 min', source: SOURCE.query },
  'query-unknown-key': { title: 'in the query, unknown key: x_… = 1', source: SOURCE.unknown },
  'header-and-query': { title: 'in header and query: time < now + 1 min', source: SOURCE.query },
  'bearer-lower-case': { title: '"bearer" in lower case', source: SOURCE.header },
  'value-leading-space': { title: 'variant: time <  … (two spaces)', source: SOURCE.value },
  'value-underscores': { title: 'variant: time < 9_999_999_999_999', source: SOURCE.value },
  'location-changed': { title: 'variant: the location changed', source: SOURCE.location },
  'caveat-unsigned': { title: 'variant: an unsigned caveat spliced in: x_… = 1', source: SOURCE.unsigned },
  'base64-padded': { title: 'variant: padded base64', source: SOURCE.format },
  'other-format': { title: 'variant: the other wire format (V2, or V1 for a V2 token)', source: SOURCE.format },
} as const satisfies Record<string, { readonly title: string; readonly source: string }>;

export type ProbeId = keyof typeof PROBE_WORDINGS;
