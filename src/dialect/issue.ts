/** What of a caveat's value is not fixed: taken from what is asked for, or made up. */
type Blank =
  | { readonly from: 'user' }
  /** The moment of expiry; where none is asked for, this long from now, in ms. */
  | { readonly from: 'expiry'; readonly after: number }
  /** Dendrite's moment of expiry: the second of the minute and 120, which is a bug (gomatrixserverlib `tokens/tokens.go`). */
  | { readonly from: 'second-of-minute' }
  | { readonly from: 'nonce' }
  /** What `--set` gives, else this. */
  | { readonly from: 'setting'; readonly otherwise: string };

/** A caveat as it is issued: up to its value, and the value or where it comes from. */
type IssuedCaveat = readonly [beginning: string, value: string | Blank];

/** How an issuer makes the macaroons of one kind, as data. */
interface Issue {
  readonly version: 1 | 2;
  /** The identifier itself, or `user` where it is the user ID. */
  readonly identifier: 'key' | 'test' | 'user';
  readonly caveats: readonly IssuedCaveat[];
}

const GEN: IssuedCaveat = ['gen = ', '1'];
const ACCESS: IssuedCaveat = ['type = ', 'access'];
const USER: IssuedCaveat = ['user_id = ', { from: 'user' }];
const NONCE: IssuedCaveat = ['nonce = ', { from: 'nonce' }];
const GUEST: IssuedCaveat = ['guest = ', 'true'];

function setting(key: string, otherwise = ''): IssuedCaveat {
  return [`${key} = `, { from: 'setting', otherwise }];
}

function synapse(...caveats: readonly IssuedCaveat[]): Issue {
  return { version: 1, identifier: 'key', caveats };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Guest tokens from 0.18.5 to 1.61, in the order of those releases. */
const OLD_GUEST = synapse(GEN, USER, ACCESS, NONCE, GUEST);

/**
 * What the issuer of each dialect puts into a token, in its order (Synapse: `synapse/util/macaroons.py`, before 1.62.0
 * `handlers/auth.py`, and tokens of real servers). `bare` is nobody's: it has no caveats of its own.
 */
const ISSUES = {
  draft: { version: 1, identifier: 'test', caveats: [GEN, USER, ACCESS] },
  bare: { version: 1, identifier: 'test', caveats: [] },
  synapse: synapse(GEN, ACCESS, USER, NONCE, GUEST),
  'synapse-1.30': OLD_GUEST,
  'synapse-1.3': OLD_GUEST,
  'synapse-0.18.5': OLD_GUEST,
  'synapse-0.12': synapse(GEN, USER, ACCESS, ['time < ', { from: 'expiry', after: HOUR }], GUEST),
  'synapse-access': synapse(GEN, USER, ACCESS, NONCE),
  'synapse-refresh': synapse(GEN, USER, ['type = ', 'refresh'], NONCE),
  'synapse-login': synapse(
    GEN,
    USER,
    ['type = ', 'login'],
    ['time < ', { from: 'expiry', after: 2 * MINUTE }],
    setting('auth_provider_id', 'oidc'),
  ),
  'synapse-delete-pusher': synapse(
    GEN,
    ['type = ', 'delete_pusher'],
    USER,
    setting('app_id', 'm.email'),
    setting('pushkey', 'someone@example.org'),
  ),
  'synapse-session': synapse(
    GEN,
    ['type = ', 'session'],
    setting('state', 'state'),
    setting('idp_id', 'oidc'),
    NONCE,
    setting('client_redirect_url'),
    setting('ui_auth_session_id'),
    setting('code_verifier'),
    ['time < ', { from: 'expiry', after: HOUR }],
  ),
  dendrite: {
    version: 2,
    identifier: 'user',
    caveats: [GEN, USER, ['time < ', { from: 'second-of-minute' }]],
  },
} as const satisfies Record<string, Issue>;

export type IssueId = keyof typeof ISSUES;

/** The kinds of tokens that can be made, as help lists them. */
export const ISSUE_IDS: readonly IssueId[] = Object.keys(ISSUES).filter(isIssueId);

function isIssueId(id: string): id is IssueId {
  return Object.hasOwn(ISSUES, id);
}

/** What a token is to be issued with. */
export interface IssueRequest {
  readonly user: string | undefined;
  /** In place of the kind's own; only the draft has several. */
  readonly type: string | undefined;
  /** In ms since the epoch. */
  readonly expires: number | undefined;
  readonly nonce: string;
  /** Values by caveat key, in place of the kind's own. */
  readonly settings: ReadonlyMap<string, string>;
  readonly now: number;
}

/** What is missing or too much for a kind of token. */
export type IssueFault = 'user-missing' | 'type-fixed' | 'setting-unknown';

export interface IssuedContent {
  readonly version: 1 | 2;
  readonly identifier: string;
  readonly caveats: readonly string[];
}

/** Fills in a kind's caveats, in the order of its issuer; says what keeps it from that. An expiry that the kind has no place for comes last. Pure. */
export function issueContent(id: IssueId, request: IssueRequest): IssuedContent | IssueFault {
  const { version, identifier, caveats }: Issue = ISSUES[id];
  const { user, type, expires, settings } = request;
  const needsUser = identifier === 'user' || caveats.includes(USER);
  if (needsUser && user === undefined && !settings.has('user_id')) return 'user-missing';
  if (type !== undefined && fixedType(id) !== undefined && fixedType(id) !== type) return 'type-fixed';
  const keys = new Set(caveats.map(([beginning]) => keyOf(beginning)));
  if ([...settings.keys()].some((key) => !keys.has(key))) return 'setting-unknown';
  const filled = caveats.map(([beginning, value]) => beginning + fill(beginning, value, request));
  const hasExpiry = caveats.some(([, value]) => typeof value === 'object' && value.from === 'expiry');
  return {
    version,
    identifier: identifier === 'user' ? (user ?? '') : identifier,
    caveats: [
      ...filled,
      ...(id === 'bare' && user !== undefined ? [`user_id = ${user}`] : []),
      ...(id === 'bare' && type !== undefined ? [`type = ${type}`] : []),
      ...(expires === undefined || hasExpiry ? [] : [`time < ${expires}`]),
    ],
  };
}

/** The type that all tokens of a kind have; undefined where it is the user's choice. */
function fixedType(id: IssueId): string | undefined {
  if (id === 'draft') return undefined;
  const { caveats }: Issue = ISSUES[id];
  const value = caveats.find(([beginning]) => beginning === 'type = ')?.[1];
  return typeof value === 'string' ? value : undefined;
}

function keyOf(beginning: string): string {
  return beginning.split(' ', 1)[0] ?? beginning;
}

function fill(beginning: string, value: string | Blank, request: IssueRequest): string {
  const { user, type, expires, nonce, settings, now } = request;
  const set = settings.get(keyOf(beginning));
  if (set !== undefined) return set;
  if (typeof value === 'string') return beginning === 'type = ' ? (type ?? value) : value;
  switch (value.from) {
    case 'user':
      return user ?? '';
    case 'expiry':
      return String(expires ?? now + value.after);
    case 'second-of-minute':
      return String(new Date(now).getUTCSeconds() + 120);
    case 'nonce':
      return nonce;
    case 'setting':
      return value.otherwise;
  }
}
