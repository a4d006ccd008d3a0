/** Errors of the macaroon codecs and of what is done with a decoded macaroon. */
export const MACAROON_ERRORS = {};
