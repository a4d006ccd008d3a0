import { Flags } from '@oclif/core';
import { MatrixTokenCommand } from '../src/cli/command.js';
import type { Io } from '../src/cli/io.js';
import type { Outcome } from '../src/cli/outcome.js';
import { readRegistration } from '../src/cli/read-registration.js';
import { CONNECTION_FLAGS, readServer, SERVER_ARGUMENT, SERVER_FLAG, sendWith } from '../src/cli/server-flags.js';
import { reportNewSession, reportUnsavedAccount } from '../src/report/new-session.js';
import { register, registerWithoutSession } from '../src/session/register.js';
import { openSessionStore } from '../src/session/session-store.js';

export default class Register extends MatrixTokenCommand {
  static override readonly summary = 'Make an account, or a guest, and keep its session.';
  static override readonly description =
    'Works where the homeserver asks for nothing, or for a registration token. Stores the tokens as login does; never prints them.';

  static override readonly examples = [
    '<%= config.bin %> register localhost:8008 --username alice',
    '<%= config.bin %> register example.org --guest',
    '<%= config.bin %> register example.org --username bob --password-file - --registration-token-file token.txt < password.txt',
  ];

  static override readonly args = { server: SERVER_ARGUMENT };
  static override readonly flags = {
    username: Flags.string({ aliases: ['user'], description: 'the localpart of the new user ID', helpValue: 'NAME' }),
    'password-file': Flags.string({
      description: "read the password from a file; '-' is standard input",
      helpValue: 'FILE',
    }),
    'registration-token-file': Flags.string({
      description: 'read the registration token from a file',
      helpValue: 'FILE',
    }),
    guest: Flags.boolean({
      description: 'register a guest, without name and password',
      exclusive: ['username', 'password-file', 'registration-token-file', 'no-save'],
    }),
    profile: Flags.string({
      description: 'store the session as NAME; by default after the user',
      helpValue: 'NAME',
      exclusive: ['no-save'],
    }),
    'no-save': Flags.boolean({ description: 'make the account only, and end its first session' }),
    ...SERVER_FLAG,
    ...CONNECTION_FLAGS,
  };

  protected override async answer(io: Io): Promise<Outcome> {
    const { args, flags } = await this.parse(Register);
    const server = readServer({ argument: args.server, flag: flags.server }, io);
    const plan = await readRegistration({ ...flags, server }, io);
    const reach = { send: sendWith(flags, io).send, now: io.now };
    if (plan.kind === 'user' && flags['no-save'])
      return reportUnsavedAccount(await registerWithoutSession(plan, reach));
    const store = openSessionStore(io.env);
    const created = await register(store, plan, reach);
    return reportNewSession({ command: 'register', created, place: store.secrets.place, now: io.now() });
  }
}
