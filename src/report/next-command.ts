import { NEXT_COMMANDS } from '../wording/inspect.js';
import type { InspectReport } from './inspect.js';

/** The command to type after `inspect`, by what the token is; undefined where there is none. Never holds text from the token. */
export function suggestNext(report: InspectReport): string | undefined {
  const { kind, issuer, effective, findings, input } = report;
  const damaged = findings.some(({ severity, caveat }) => severity === 'error' && caveat === undefined);
  if (damaged || findings.some(({ code }) => code === 'foreign-token')) return undefined;
  switch (issuer?.purpose) {
    case 'refresh':
    case 'compat-refresh':
      return NEXT_COMMANDS.refresh;
    case 'login':
    case 'delete-pusher':
    case 'oidc-session':
      return undefined;
    default:
  }
  if (effective?.state === 'expired' || effective?.state === 'never') return NEXT_COMMANDS.login;
  const narrowable = kind === 'macaroon' && effective?.type === 'access' && issuer?.purpose !== 'access';
  return narrowable && effective.state === 'live' ? NEXT_COMMANDS.narrow(input.from) : NEXT_COMMANDS.whoami(input.from);
}
