/** Errors of src/check. */
export const CHECK_ERRORS = {};
