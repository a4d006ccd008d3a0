import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { collectKeys, type KeyRequest } from '../../src/key/collect-keys.js';
import { rejectsWith } from '../support/fails-with.js';
import { memoryFiles } from '../support/memory-files.js';

const SEED = Buffer.alloc(32, 7);
const SIGNING_KEY = `ed25519 a_AbCd ${SEED.toString('base64').replace('=', '')}\n`;
const FROM_SEED = createHash('sha256').update(SEED).digest().toString('latin1');
const NOTHING: KeyRequest = { keyFiles: [], keyEnv: undefined, homeserverConfig: [] };

async function collect(request: Partial<KeyRequest>, files: Readonly<Record<string, string>> = {}, stdin = '') {
  const { keys, inForce, findings } = await collectKeys(
    { ...NOTHING, ...request },
    { files: memoryFiles(files), readStdin: async () => Buffer.from(stdin), env: { KEY: 'from-env', EMPTY: '' } },
  );
  return {
    inForce,
    findings: findings.map(({ code }) => code),
    keys: keys.map(({ source, bytes, standing }) => [source, Buffer.from(bytes).toString('latin1'), standing]),
  };
}

const CVE = ['cve-2019-5885', 'None', 'past'];

/** What a configuration of one file makes, the signing key lying beside it. */
function ofConfig(yaml: string, files: Readonly<Record<string, string>> = {}) {
  const all = { '/hs/homeserver.yaml': yaml, '/hs/hs.test.signing.key': SIGNING_KEY, ...files };
  return collect({ homeserverConfig: ['/hs/homeserver.yaml'] }, all);
}

describe('the keys of homeserver.yaml, in the order of Synapse', () => {
  const SIGNING = ['signing-key', FROM_SEED, 'past'];

  test('macaroon_secret_key is in force; the others may have been', async () => {
    const yaml = 'server_name: hs.test\nmacaroon_secret_key: mac\nregistration_shared_secret: reg\n';
    expect(await ofConfig(yaml)).toEqual({
      inForce: 'macaroon-secret-key',
      findings: [],
      keys: [['macaroon-secret-key', 'mac', 'in-force'], ['registration-shared-secret', 'reg', 'past'], SIGNING, CVE],
    });
  });

  test('macaroon_secret_key_path, stripped', async () => {
    const yaml = 'server_name: hs.test\nmacaroon_secret_key_path: /run/mac\n';
    expect(await ofConfig(yaml, { '/run/mac': ' mac \n' })).toEqual({
      inForce: 'macaroon-secret-key-path',
      findings: [],
      keys: [['macaroon-secret-key-path', 'mac', 'in-force'], SIGNING, CVE],
    });
  });

  test('an empty macaroon_secret_key falls to the shared secret now, and fell to the seed once: both are tried', async () => {
    const yaml = 'server_name: hs.test\nmacaroon_secret_key: ""\nregistration_shared_secret: reg\n';
    expect(await ofConfig(yaml)).toEqual({
      inForce: 'registration-shared-secret',
      findings: ['secret-empty'],
      keys: [['registration-shared-secret', 'reg', 'in-force'], SIGNING, CVE],
    });
  });

  test('registration_shared_secret_path', async () => {
    const yaml = 'server_name: hs.test\nregistration_shared_secret_path: reg.txt\n';
    const { inForce, keys } = await ofConfig(yaml, { '/hs/reg.txt': 'reg\n' });
    expect([inForce, keys[0]]).toEqual([
      'registration-shared-secret-path',
      ['registration-shared-secret-path', 'reg', 'in-force'],
    ]);
  });

  test.each([
    ['the default path', 'server_name: hs.test\n'],
    ['signing_key_path', 'server_name: other\nsigning_key_path: /data/hs.test.signing.key\n'],
    ['signing_key, in the file itself', `server_name: other\nsigning_key: ${SIGNING_KEY}`],
  ])("none configured: the SHA-256 of the signing key's seed, from %s", async (_, yaml) => {
    expect(await ofConfig(yaml)).toEqual({
      inForce: 'signing-key',
      findings: ['secret-missing'],
      keys: [['signing-key', FROM_SEED, 'in-force'], CVE],
    });
  });

  test.each([
    ['no signing key file', 'server_name: other\n', ['secret-missing', 'file-unreadable']],
    ['a malformed one', 'signing_key: ed25519 a_1 short\n', ['secret-missing', 'signing-key-malformed']],
    ['no settings', '- a list\n', ['config-not-a-map', 'secret-missing', 'file-unreadable']],
  ])('no key to be had: %s', async (_, yaml, findings) => {
    expect(await ofConfig(yaml)).toEqual({ inForce: 'signing-key', findings, keys: [CVE] });
  });

  test.each([
    [
      'both macaroon_secret_key and its path',
      'macaroon_secret_key: a\nmacaroon_secret_key_path: /run/mac\n',
      'secret-and-path',
    ],
    ['a number', 'macaroon_secret_key: 12345\n', 'secret-not-text'],
    ['yes, which YAML 1.1 reads as true', 'macaroon_secret_key: yes\n', 'secret-not-text'],
    ['a file that is not there', 'macaroon_secret_key_path: /nowhere\n', 'file-unreadable'],
  ])('a finding for %s', async (_, yaml, code) => {
    expect((await ofConfig(`server_name: hs.test\n${yaml}`, { '/run/mac': 'b' })).findings).toContain(code);
  });

  test('a folder and further files: a later one replaces an earlier one, in the order of names', async () => {
    const files = {
      '/hs/conf.d/20-keys.yaml': 'macaroon_secret_key: later\n',
      '/hs/conf.d/10-keys.yaml': 'macaroon_secret_key: earlier\nregistration_shared_secret: reg\n',
      '/hs/conf.d/30-keys.yml': 'macaroon_secret_key: not read\n',
      '/hs/base.yaml': 'macaroon_secret_key: base\n',
    };
    const { keys } = await collect({ homeserverConfig: ['/hs/base.yaml', '/hs/conf.d'] }, files);
    expect(keys.map(([, key]) => key)).toEqual(['later', 'reg', 'None']);
  });

  test.each([
    ['not YAML', 'macaroon_secret_key: "secret-in-an-open-string'],
    ['a tag', 'macaroon_secret_key: !!python/object:os.system secret-with-a-tag'],
    ['aliases that unfold to gigabytes', billionLaughs()],
  ])('refuses %s, and shows nothing of it', async (_, yaml) => {
    const failing = ofConfig(yaml);
    await expect(failing).rejects.toMatchObject({
      code: 'ERR_CONFIG_MALFORMED',
      exit: 2,
      message: expect.stringMatching(/^The homeserver's configuration is not YAML that Synapse reads: see byte \d+.$/),
    });
    await expect(failing).rejects.not.toMatchObject({ message: expect.stringContaining('secret') });
  });
});

describe('keys that are given', () => {
  test('files as they are, byte for byte, then the environment, then what Synapse once took for a key', async () => {
    const request = { keyFiles: ['/old', '/new', '-'], keyEnv: 'KEY' };
    expect((await collect(request, { '/old': 'old\n', '/new': 'new' }, 'piped')).keys).toEqual([
      ['key-file', 'old\n', 'given'],
      ['key-file', 'new', 'given'],
      ['stdin', 'piped', 'given'],
      ['env', 'from-env', 'given'],
      CVE,
    ]);
  });

  test('none', async () => {
    expect(await collect({})).toEqual({ inForce: null, findings: [], keys: [] });
  });

  test.each(['EMPTY', 'toString', 'the-key-itself'])('--key-env %s', async (keyEnv) => {
    await rejectsWith(
      collect({ keyEnv }),
      'ERR_KEY_ENV_UNSET',
      'The environment variable given to --key-env is not set, or is empty.',
    );
  });

  test('an empty file', async () => {
    await rejectsWith(collect({ keyFiles: ['/empty'] }, { '/empty': '' }), 'ERR_KEY_EMPTY', 'The key is empty.');
  });
});

function billionLaughs(): string {
  const lines = ['a0: &a0 secret'];
  for (let level = 1; level < 12; level++) {
    lines.push(`a${level}: &a${level} [${Array.from({ length: 9 }, () => `*a${level - 1}`).join(', ')}]`);
  }
  return `${lines.join('\n')}\n`;
}
