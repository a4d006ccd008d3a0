import { Flags } from '@oclif/core';
import { failure } from '../errors.js';
import type { TokenForm } from '../macaroon/encode.js';
import { CONVERT_USAGE } from '../wording/convert.js';

export const WIRE_FORMATS = ['v1', 'v2', 'v1-json', 'v2-json'] as const;
const ENCODINGS = ['base64url', 'base64url-padded', 'base64', 'base64-unpadded', 'hex'] as const;

export type EncodingName = (typeof ENCODINGS)[number];

/** How the bytes of v1 and v2 are written as text. */
export const ENCODING_FLAG = Flags.option({
  description: 'how the bytes of v1 and v2 are written; by default base64url, as Matrix servers do',
  options: ENCODINGS,
})();

/** Where a command that makes a token writes it. */
export const OUTPUT_FLAG = Flags.string({
  char: 'o',
  description: 'write the token to a file that only you can read (0600), and not to stdout',
  helpGroup: 'OUTPUT',
  helpValue: 'FILE',
});

const FORMS = {
  base64url: { encoding: 'base64url', padded: false },
  'base64url-padded': { encoding: 'base64url', padded: true },
  base64: { encoding: 'base64', padded: true },
  'base64-unpadded': { encoding: 'base64', padded: false },
  hex: { encoding: 'hex' },
} as const;

/** The form that flags ask for. Throws `ERR_USAGE` for JSON with an encoding. */
export function readForm(format: (typeof WIRE_FORMATS)[number], encoding: EncodingName | undefined): TokenForm {
  if (format === 'v1' || format === 'v2') return { format, ...FORMS[encoding ?? 'base64url'] };
  if (encoding !== undefined) throw failure('ERR_USAGE', { problem: CONVERT_USAGE.jsonEncoding });
  return { format };
}
