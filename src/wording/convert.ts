/** What a text of another format or encoding loses, and who does not read it. Never holds text from the token. */
export const CONVERT_WARNINGS = {
  'exact-text': (issuer: string) =>
    `This looks like a token of ${issuer}, which finds it by its exact text: in another form it is refused.`,
  'synapse-form': () => 'Synapse reads version 1 in base64 alone: it refuses this form.',
  'hex-form': () => 'Few programs read macaroons in hex (lnd does): most read base64 alone.',
  'rust-limit': () => 'A value is longer than 65535 bytes: the Rust library refuses that.',
  'rust-json': () =>
    'Values that are not text are in url-safe base64, as npm and Go write them: the Rust library reads the standard alphabet alone.',
} as const;

export type ConvertWarning = keyof typeof CONVERT_WARNINGS;

/** What is wrong with how a conversion was asked for. */
export const CONVERT_USAGE = {
  jsonEncoding: '--encoding is for v1 and v2: v1-json and v2-json are text already.',
} as const;
