/** What a Matrix token is, by its form. `opaque` is a token of which nothing can be read offline. */
export type TokenKind = PrefixedKind | 'macaroon' | 'jwt' | 'opaque';

/** The tokens that say what they are in a prefix and end in a checksum. */
export type PrefixedKind = SynapseKind | MasKind;
export type SynapseKind = 'synapse-access' | 'synapse-refresh' | 'synapse-login';
export type MasKind = 'mas-access' | 'mas-refresh' | 'mas-compat-access' | 'mas-compat-refresh' | 'mas-personal';
