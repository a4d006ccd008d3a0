/** Errors of src/homeserver. */
export const HOMESERVER_ERRORS = {};
