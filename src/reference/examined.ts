import type { Issued } from './tokens.js';

/** What the server makes of a token. `narrowed`: one of its own, soundly signed, but not as it was
 * handed out: whoever holds it has appended caveats. */
export type Examined<I extends Issued> =
  | { readonly outcome: 'accepted'; readonly issued: I; readonly userId: string; readonly narrowed: boolean }
  | {
      readonly outcome: 'refused';
      readonly cause: Cause;
      readonly error: string;
      readonly issued: I | undefined;
      readonly narrowed: boolean;
    };

/** Why a token is refused: none was sent, it cannot be read, nothing here knows it, it has expired and that is all, or judged and found wanting. */
export type Cause = 'missing' | 'unreadable' | 'no-session' | 'expired' | 'caveats';
