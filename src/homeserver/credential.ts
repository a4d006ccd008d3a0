/** Where a request carries its token: the header (today), the query (before Matrix 1.11), or nowhere. */
export type Credential =
  | { readonly in: 'header'; readonly token: string }
  | { readonly in: 'query'; readonly token: string }
  | { readonly in: 'none' };

/** A token as today's servers want it: in the `Authorization` header. */
export function bearer(token: string): Credential {
  return { in: 'header', token };
}

/** Adds a credential to a URL and its headers; sends nothing. */
export function withCredential(
  url: string,
  headers: Readonly<Record<string, string>>,
  credential: Credential,
): { url: string; headers: Readonly<Record<string, string>> } {
  switch (credential.in) {
    case 'header':
      return { url, headers: { ...headers, authorization: `Bearer ${credential.token}` } };
    case 'query':
      return {
        url: `${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams({ access_token: credential.token })}`,
        headers,
      };
    case 'none':
      return { url, headers };
  }
}
