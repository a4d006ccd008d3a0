/** A login token handed out and not used yet. Its ID is the macaroon's identifier; `expires` in ms. */
export interface LoginToken {
  readonly id: string;
  readonly userId: string;
  readonly expires: number;
}

/** How long a login token may be used, in ms: two minutes, as in Synapse. */
export const LOGIN_TOKEN_LIFETIME = 120_000;

/** The login tokens of one server, in memory. */
export interface LoginTokens {
  find(id: string): LoginToken | undefined;
  add(token: LoginToken): void;
  /** Ends a login token: each works once. */
  end(token: LoginToken): void;
}

/** No login tokens yet; those that expire are forgotten when the next is made. */
export function createLoginTokens(now: () => number): LoginTokens {
  const tokens = new Map<string, LoginToken>();
  return {
    find: (id) => tokens.get(id),
    add(token) {
      for (const old of tokens.values()) if (old.expires <= now()) tokens.delete(old.id);
      tokens.set(token.id, token);
    },
    end: (token) => void tokens.delete(token.id),
  };
}
