import type { PROBLEMS } from '../wording/check.js';

/** Why an answer proves nothing. The first three may pass by themselves; `other` will not. */
export type Cause = 'network' | 'server-error' | 'rate-limit' | 'other';

/** What exactly is wrong with an answer that proves nothing. */
export type Problem = keyof typeof PROBLEMS;

/** What the server did with a token. `userId` is null where the server accepted it without naming the user. */
export type Observation =
  | { readonly kind: 'accepted'; readonly userId: string | null }
  | { readonly kind: 'accepted-as-another'; readonly userId: string }
  | { readonly kind: 'rejected'; readonly softLogout: boolean }
  | { readonly kind: 'inconclusive'; readonly cause: Cause; readonly problem: Problem };
