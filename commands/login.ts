import { Flags } from '@oclif/core';
import { askText, readSecret, readTokenFile } from '../src/cli/ask.js';
import { MatrixTokenCommand } from '../src/cli/command.js';
import type { Io } from '../src/cli/io.js';
import type { Outcome } from '../src/cli/outcome.js';
import { CONNECTION_FLAGS, readServer, SERVER_ARGUMENT, SERVER_FLAG, sendWith } from '../src/cli/server-flags.js';
import type { LoginProof } from '../src/homeserver/requests/login.js';
import { reportNewSession } from '../src/report/new-session.js';
import { logIn } from '../src/session/log-in.js';
import { openSessionStore } from '../src/session/session-store.js';
import { PROMPTS } from '../src/wording/session.js';

export default class Login extends MatrixTokenCommand {
  static override readonly summary = 'Log in to a homeserver and keep the session.';
  static override readonly description =
    'Stores the tokens where only you can read them and makes the session the current one. Never prints them; matrix-token token does.';

  static override readonly examples = [
    '<%= config.bin %> login example.org --username alice',
    '<%= config.bin %> login --username @alice:example.org --password-file password.txt',
    'pass matrix | <%= config.bin %> login https://matrix.example.org --username alice --password-file -',
  ];

  static override readonly args = { server: SERVER_ARGUMENT };
  static override readonly flags = {
    username: Flags.string({ aliases: ['user'], description: 'a localpart or a user ID', helpValue: 'NAME' }),
    'password-file': Flags.string({
      description: "read the password from a file; '-' is standard input",
      helpValue: 'FILE',
    }),
    'token-file': Flags.string({
      description: "log in with a login token (m.login.token) from a file; '-' is standard input",
      helpValue: 'FILE',
      exclusive: ['username', 'password-file'],
    }),
    profile: Flags.string({ description: 'store the session as NAME; by default after the user', helpValue: 'NAME' }),
    ...SERVER_FLAG,
    ...CONNECTION_FLAGS,
  };

  protected override async answer(io: Io): Promise<Outcome> {
    const { args, flags } = await this.parse(Login);
    const { username, 'password-file': passwordFile, 'token-file': tokenFile } = flags;
    // A whole user ID says where its homeserver is.
    const fallback = username?.startsWith('@') ? username : undefined;
    const server = readServer({ argument: args.server, flag: flags.server, fallback }, io);
    const prove = async (): Promise<LoginProof> => {
      if (tokenFile !== undefined) return { type: 'token', token: await readTokenFile('--token-file', tokenFile, io) };
      const user = username ?? (await askText('--username', PROMPTS.username, io));
      const question = { flag: '--password-file', file: passwordFile, prompt: PROMPTS.password };
      return { type: 'password', user, password: await readSecret(question, io) };
    };
    const type = tokenFile === undefined ? 'password' : 'token';
    const store = openSessionStore(io.env);
    const plan = { server, type, prove, name: flags.profile } as const;
    const created = await logIn(store, plan, { send: sendWith(flags, io).send, now: io.now });
    return reportNewSession({ command: 'login', created, place: store.secrets.place, now: io.now() });
  }
}
