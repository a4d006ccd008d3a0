import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import {
  findSession,
  openSessionStore,
  prepareStore,
  removeSession,
  requireSession,
  type SessionStore,
  type StoredSession,
  saveSession,
  useProfile,
} from '../../src/session/session-store.js';
import { readStoredToken } from '../../src/session/stored-token.js';
import { rejectsWith } from '../support/fails-with.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const ACCESS = 'syt_Y2FuYXJ5_zkjckuUCCtmPhjnLArxj_4571Al';
const REFRESH = 'syr_Y2FuYXJ5_zkjckuUCCtmPhjnLArxj_4571Al';
let directory = '';
let store: SessionStore;

beforeEach(async () => {
  directory = join(await temporaryFolder(), 'made', 'here');
  store = openSessionStore({ MATRIX_TOKEN_CONFIG_DIR: directory });
});

function sessionOf(name: string, accessToken = ACCESS): StoredSession {
  return {
    profile: {
      name,
      baseUrl: 'https://hs.example.org/matrix',
      userId: '@alice:example.org',
      deviceId: 'DEVICE',
      guest: false,
      createdMs: 1000,
      expiresMs: undefined,
    },
    secret: { origin: 'https://hs.example.org', accessToken, refreshToken: REFRESH },
  };
}

const save = (name: string) => saveSession(store, sessionOf(name), { makeCurrent: true });
const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

describe('what is stored', () => {
  test('comes back whole, by name or as the current session', async () => {
    await save('first');
    await save('second');
    expect(await findSession(store, undefined)).toMatchObject(sessionOf('second'));
    expect(await findSession(store, 'first')).toMatchObject(sessionOf('first'));
    const env = { MATRIX_TOKEN_CONFIG_DIR: directory };
    expect(await readStoredToken(env)).toEqual({ token: ACCESS, profile: 'second' });
  });

  test('is private, and tokens are in the secret file alone', async () => {
    await save('a');
    expect(await modeOf(directory)).toBe('700');
    expect((await readdir(directory)).sort()).toEqual(['profiles.json', 'secrets.json']);
    for (const name of await readdir(directory)) {
      expect(await modeOf(join(directory, name))).toBe('600');
    }
    const settings = await readFile(join(directory, 'profiles.json'), 'utf8');
    for (const secret of [ACCESS, REFRESH]) expect(settings).not.toContain(secret);
    expect(JSON.parse(settings)).toMatchObject({
      current: 'a',
      profiles: [{ name: 'a', userId: '@alice:example.org' }],
    });
  });

  test('stays private under a generous umask', async () => {
    const umask = process.umask(0);
    try {
      await save('a');
    } finally {
      process.umask(umask);
    }
    expect(await modeOf(directory)).toBe('700');
    expect(await modeOf(join(directory, 'profiles.json'))).toBe('600');
    expect(await modeOf(join(directory, 'secrets.json'))).toBe('600');
  });

  test('is replaced under the same name, which is reported', async () => {
    await save('a');
    const { replaced } = await saveSession(store, sessionOf('a', 'new'), { makeCurrent: false });
    expect(replaced?.name).toBe('a');
    expect((await requireSession(store, 'a')).secret.accessToken).toBe('new');
  });

  test('survives many writers at once', async () => {
    const names = Array.from({ length: 10 }, (_, index) => `p${index}`);
    await Promise.all(names.map(save));
    for (const name of names) expect((await requireSession(store, name)).profile.name).toBe(name);
  });

  test('leaves nothing behind that a killed writer left', async () => {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await writeFile(join(directory, 'secrets.json.abc.unfinished'), ACCESS);
    await save('a');
    expect((await readdir(directory)).sort()).toEqual(['profiles.json', 'secrets.json']);
  });
});

describe('profiles', () => {
  test('one can be made current', async () => {
    await save('a');
    await save('b');
    await useProfile(store, 'a');
    expect((await requireSession(store, undefined)).profile.name).toBe('a');
  });

  test('one can be removed, with its tokens', async () => {
    await save('a');
    await save('b');
    expect(await removeSession(store, 'b')).toMatchObject({ profile: { name: 'b' }, wasCurrent: true });
    expect(await findSession(store, undefined)).toBeUndefined();
    expect(JSON.parse(await readFile(join(directory, 'secrets.json'), 'utf8')).secrets).toHaveLength(1);
  });

  test('an unknown one is an error that names those that are there, not what was typed', async () => {
    await save('a');
    for (const call of [findSession(store, ACCESS), useProfile(store, ACCESS), removeSession(store, ACCESS)]) {
      const error = await rejectsWith(call, 'ERR_PROFILE_UNKNOWN', 'There is no profile of that name.');
      expect(error.hint).toBe('Stored profiles: a.');
    }
  });

  test('without any, there is no session, and asking makes no file', async () => {
    expect(await findSession(store, undefined)).toBeUndefined();
    await rejectsWith(requireSession(store, undefined), 'ERR_NOT_LOGGED_IN', 'There is no current session.');
    await expect(stat(directory)).rejects.toThrow('ENOENT');
  });
});

describe('what is wrong with the files is said, and no token is used', () => {
  const secrets = () => join(directory, 'secrets.json');

  test('others may read the secrets', async () => {
    await save('a');
    await chmod(secrets(), 0o644);
    const error = await rejectsWith(
      findSession(store, 'a'),
      'ERR_SESSION_FILE_EXPOSED',
      `Other users may read the stored tokens: ${secrets()} has mode 0644 or another owner.`,
    );
    expect(error.hint).toContain(`chmod 600 ${secrets()}`);
  });

  test('others may write in the folder', async () => {
    await save('a');
    await chmod(directory, 0o777);
    await rejectsWith(
      save('b'),
      'ERR_SESSION_FOLDER_EXPOSED',
      /^Other users may change the stored sessions: the folder .* has mode 0777\.$/,
    );
  });

  test.each(['', '{', '[]', '{"secrets": 5}', '{"secrets": [{"profile": "a"}]}'])(
    'damaged secrets: %j',
    async (text) => {
      await save('a');
      await writeFile(secrets(), text);
      await rejectsWith(
        findSession(store, 'a'),
        'ERR_SESSION_FILE_DAMAGED',
        `The stored sessions cannot be read: ${secrets()} is damaged.`,
      );
      await rejectsWith(prepareStore(store), 'ERR_SESSION_FILE_DAMAGED', /is damaged/);
      await rejectsWith(save('b'), 'ERR_SESSION_FILE_DAMAGED', /is damaged/);
      expect(await readFile(secrets(), 'utf8')).toBe(text);
    },
  );

  test.each(['', '{', '{"profiles": {}}', '{"profiles": [{"name": "a"}]}', '{"profiles": [null]}'])(
    'damaged settings: %j',
    async (text) => {
      await save('a');
      await writeFile(join(directory, 'profiles.json'), text);
      await rejectsWith(findSession(store, 'a'), 'ERR_SESSION_FILE_DAMAGED', /profiles\.json is damaged\.$/);
    },
  );

  test('a token is missing', async () => {
    await save('a');
    await store.secrets.remove('a');
    await rejectsWith(findSession(store, 'a'), 'ERR_SECRET_MISSING', `Profile a has no token in ${secrets()}.`);
  });

  test('the settings were changed to send the token elsewhere', async () => {
    await save('a');
    const settings = join(directory, 'profiles.json');
    const changed = (await readFile(settings, 'utf8')).replace('https://hs.example.org/', 'https://evil.example/');
    await writeFile(settings, changed);
    await rejectsWith(
      findSession(store, 'a'),
      'ERR_SECRET_OF_OTHER_SERVER',
      'The token of profile a was issued by https://hs.example.org, but its settings now name https://evil.example: it was not used.',
    );
  });

  test('the folder cannot be made', async () => {
    await mkdir(join(directory, '..'), { recursive: true });
    await symlink('/dev/null', directory);
    await rejectsWith(prepareStore(store), 'ERR_SESSION_FILE', /where sessions are kept: the system says E/);
  });
});
