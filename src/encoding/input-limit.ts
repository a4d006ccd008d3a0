/** Input is capped before anything is decoded, in bytes: no token comes near it. */
export const INPUT_LIMIT = 1024 * 1024;
