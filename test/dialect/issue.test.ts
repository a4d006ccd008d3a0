import { describe, expect, test } from '@jest/globals';
import { findDialect } from '../../src/dialect/catalogue.js';
import {
  ISSUE_IDS,
  type IssuedContent,
  type IssueId,
  type IssueRequest,
  issueContent,
} from '../../src/dialect/issue.js';
import { judge } from '../../src/dialect/judge.js';
import { encodeUtf8 } from '../../src/encoding/utf8.js';
import { decodeMacaroon } from '../../src/macaroon/decode.js';
import { mintMacaroon } from '../../src/macaroon/mint.js';
import { NOW } from '../support/fake-io.js';
import { MATRIX_TOKENS } from '../support/tokens.js';

const REQUEST: IssueRequest = {
  user: '@alice:hs.test',
  type: undefined,
  expires: undefined,
  nonce: 'n'.repeat(16),
  settings: new Map(),
  now: NOW,
};

function issue(id: IssueId, request: Partial<IssueRequest> = {}): IssuedContent {
  const content = issueContent(id, { ...REQUEST, ...request });
  if (typeof content === 'string') throw new Error(content);
  return content;
}

test.each<[IssueId, readonly string[]]>([
  ['draft', ['gen = 1', 'user_id = @alice:hs.test', 'type = access']],
  ['bare', ['user_id = @alice:hs.test']],
  ['synapse', ['gen = 1', 'type = access', 'user_id = @alice:hs.test', 'nonce = nnnnnnnnnnnnnnnn', 'guest = true']],
  [
    'synapse-1.30',
    ['gen = 1', 'user_id = @alice:hs.test', 'type = access', 'nonce = nnnnnnnnnnnnnnnn', 'guest = true'],
  ],
  ['synapse-0.12', ['gen = 1', 'user_id = @alice:hs.test', 'type = access', 'time < 1767326645000', 'guest = true']],
  ['synapse-access', ['gen = 1', 'user_id = @alice:hs.test', 'type = access', 'nonce = nnnnnnnnnnnnnnnn']],
  ['dendrite', ['gen = 1', 'user_id = @alice:hs.test', 'time < 125']],
])('%s: the caveats of its issuer, in its order', (id, caveats) => {
  expect(issue(id).caveats).toEqual(caveats);
});

test.each(ISSUE_IDS.filter((id) => id !== 'bare'))('what is issued as %s, its verifier does not refuse', (id) => {
  const { version, identifier, caveats } = issue(id);
  const key = encodeUtf8('key');
  const macaroon = mintMacaroon({
    version,
    rootKey: key,
    location: encodeUtf8('hs.test'),
    identifier: encodeUtf8(identifier),
    caveats: caveats.map((text) => ({ party: 'first', identifier: encodeUtf8(text) })),
  });
  const dialect = findDialect(id);
  if (dialect === undefined) throw new Error(`no dialect ${id}`);
  const purpose = id === 'synapse-refresh' ? 'refresh' : id === 'synapse-login' ? 'login' : 'access';
  expect(judge({ macaroon, dialect, now: NOW, key, purpose }).objections).toEqual([]);
});

/** What real servers issued, with what of it is random or of its user. */
test.each<[IssueId, string, Partial<IssueRequest>]>([
  ['synapse', 'guest access token, Synapse 1.160.0', { user: '@2:localhost.test', nonce: '~c^~P#MUFi;UDY&,' }],
  ['synapse-1.30', 'guest access token, Synapse 1.31.0', { user: '@1:localhost.test', nonce: '3s5=5Wa:Oimh1:,b' }],
  [
    'synapse-access',
    'regular access token (macaroon era), Synapse 1.0.0',
    { user: '@alice89214:localhost.test', nonce: 'YO+^aOEB.s-C=C&,' },
  ],
  [
    'synapse-login',
    'm.login.token macaroon (1.30-1.70, with auth_provider_id)',
    { user: '@alice:localhost.test', now: 1700000000000 },
  ],
  [
    'synapse-delete-pusher',
    'delete_pusher token (>=1.62 caveats)',
    { user: '@alice:localhost.test', settings: new Map([['pushkey', 'alice@example.com']]) },
  ],
  [
    'synapse-session',
    'OIDC session cookie, 1h from 1700000000000 ms',
    {
      nonce: 'nonce1',
      now: 1700000000000,
      settings: new Map([
        ['state', 'statexyz'],
        ['idp_id', 'oidc-dex'],
        ['client_redirect_url', 'https://client.example/?a=b'],
        ['code_verifier', 'verif'],
      ]),
    },
  ],
])('%s: what a real server issued, to the letter (%s)', (id, name, request) => {
  const real = MATRIX_TOKENS.tokens.find((vector) => vector.name === name);
  const { identifier, caveats } = decodeMacaroon(real?.token ?? '').macaroon;
  const texts = caveats.map((caveat) => Buffer.from(caveat.identifier).toString());
  expect(issue(id, request)).toEqual({ version: 1, identifier: Buffer.from(identifier).toString(), caveats: texts });
});

describe('what is asked for', () => {
  test('an expiry takes the place of the kind’s own, or comes last', () => {
    expect(issue('synapse-login', { expires: 5 }).caveats[3]).toBe('time < 5');
    expect(issue('synapse', { expires: 5 }).caveats.at(-1)).toBe('time < 5');
    expect(issue('bare', { expires: 5, user: undefined, type: 'login' }).caveats).toEqual(['type = login', 'time < 5']);
  });

  test('the draft has three types, others have their own', () => {
    expect(issue('draft', { type: 'refresh' }).caveats).toContain('type = refresh');
    expect(issue('synapse', { type: 'access' }).caveats).toContain('type = access');
    expect(issueContent('synapse', { ...REQUEST, type: 'refresh' })).toBe('type-fixed');
  });

  test('a user is needed where a caveat names one', () => {
    expect(issueContent('draft', { ...REQUEST, user: undefined })).toBe('user-missing');
    expect(issueContent('dendrite', { ...REQUEST, user: undefined })).toBe('user-missing');
    expect(issue('synapse-session', { user: undefined }).identifier).toBe('key');
  });

  test('only what the kind has can be set', () => {
    expect(issueContent('draft', { ...REQUEST, settings: new Map([['nonce', 'x']]) })).toBe('setting-unknown');
    expect(issue('synapse', { settings: new Map([['gen', '2']]) }).caveats[0]).toBe('gen = 2');
  });
});
