/** Errors of src/session. */
export const SESSION_ERRORS = {};
