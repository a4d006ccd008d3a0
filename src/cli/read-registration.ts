import type { RegistrationPlan } from '../session/register.js';
import { PROMPTS } from '../wording/session.js';
import { askText, readSecret, readTokenFile } from './ask.js';
import type { Io } from './io.js';

/** The flags of `register` as they are typed. */
export interface RegistrationFlags {
  readonly server: string;
  readonly username?: string | undefined;
  readonly 'password-file'?: string | undefined;
  readonly 'registration-token-file'?: string | undefined;
  readonly guest?: boolean | undefined;
  readonly profile?: string | undefined;
}

/** Reads whom to register; asks for the user name where it is missing, and leaves the password for when it is needed. */
export async function readRegistration(flags: RegistrationFlags, io: Io): Promise<RegistrationPlan> {
  const { server, profile: name, 'password-file': file, 'registration-token-file': tokenFile } = flags;
  if (flags.guest) return { kind: 'guest', server, name };
  const question = { flag: '--password-file', file, prompt: PROMPTS.newPassword, confirm: PROMPTS.confirm };
  return {
    kind: 'user',
    server,
    name,
    username: flags.username ?? (await askText('--username', PROMPTS.username, io)),
    readPassword: () => readSecret(question, io),
    registrationToken: tokenFile && (await readTokenFile('--registration-token-file', tokenFile, io)),
  };
}
