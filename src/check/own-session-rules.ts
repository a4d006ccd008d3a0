import type { ProbeId } from '../wording/check-probes.js';
import type { Expectation, Level, ProbeRules, Row } from './probe.js';

/** The rules of refresh. `first` decides nothing itself: a server need not offer refresh. */
export const REFRESH_RULES = {
  random: rule('refresh-random', 'refresh', 'rejected', 'must'),
  tokenAsAccess: rule('refresh-token-as-access', 'refresh', 'rejected', 'must'),
  first: rule('refresh-first', 'refresh', 'information', 'info'),
  newAccess: rule('refresh-new-access', 'refresh', 'accepted', 'must'),
  oldAccess: rule('refresh-old-access', 'refresh', 'information', 'info'),
  accessAsToken: rule('access-as-refresh-token', 'refresh', 'rejected', 'must'),
  reuse: rule('refresh-reuse', 'refresh', 'rejected', 'must'),
} as const;

/** The rules of logout: the session and every copy of its token end with it. */
export const LOGOUT_RULES = {
  logout: rule('logout', 'logout', 'accepted', 'should'),
  access: rule('logout-access', 'logout', 'rejected', 'must'),
  narrowed: rule('logout-narrowed', 'logout', 'rejected', 'must'),
  refresh: rule('logout-refresh', 'logout', 'rejected', 'should'),
} as const;

/** All of them, in the order in which they are asked. */
export const OWN_SESSION_RULES: readonly ProbeRules[] = [
  ...Object.values(REFRESH_RULES),
  ...Object.values(LOGOUT_RULES),
];

function rule(id: ProbeId, row: Row, expectation: Expectation, level: Level): ProbeRules {
  return { id, row, role: 'probe', phase: 'probing', expectation, level };
}
