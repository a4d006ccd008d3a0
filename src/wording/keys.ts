import { type FindingWording, found } from './findings/wording.js';

/** Where a root key comes from, as a phrase. */
export const KEY_NAMES = {
  'key-file': 'the key file',
  stdin: 'the key on standard input',
  env: 'the key in the environment variable',
  'macaroon-secret-key': 'macaroon_secret_key in homeserver.yaml',
  'macaroon-secret-key-path': 'the file of macaroon_secret_key_path',
  'registration-shared-secret': 'registration_shared_secret in homeserver.yaml',
  'registration-shared-secret-path': 'the file of registration_shared_secret_path',
  'signing-key': "the SHA-256 of the signing key's seed",
  'cve-2019-5885':
    'the word "None", which is the key of Synapse before 0.34.1 without macaroon_secret_key (CVE-2019-5885)',
} as const;

export type KeySource = keyof typeof KEY_NAMES;

/** The name of a key for people; never the key. */
export function nameKey({ source, number }: { readonly source: KeySource; readonly number: number }): string {
  return number === 0 ? KEY_NAMES[source] : `${KEY_NAMES[source]} number ${number}`;
}

/** What was wrong with a key that matches only when it is read in another way. */
export const KEY_MISTAKES = {
  'line-end-added': {
    message: 'The key matches without the line end that stands after it: that is not part of the key.',
    fix: 'Write the key without a line end: printf %s instead of echo, or strip it as the server does.',
  },
  'line-end-missing': {
    message: 'The key matches with a line end after it: the server has one in its key.',
    fix: 'Give the key with the line end, or take it out of the server: that invalidates every token.',
  },
  'blanks-added': {
    message: 'The key matches without the white space around it.',
    fix: 'Take the white space away.',
  },
  'quotes-added': {
    message: 'The key matches without the quotes around it: they belong to the YAML, not to the key.',
    fix: 'Take the quotes away.',
  },
  'hex-not-decoded': {
    message: 'The key matches when its hex digits are read as bytes: the issuer uses the bytes, not the text.',
    fix: 'Give the bytes, or configure the text that the issuer has.',
  },
  'base64-not-decoded': {
    message: 'The key matches when it is read as base64: the issuer uses the bytes, not the text.',
    fix: 'Give the bytes, or configure the text that the issuer has.',
  },
  'hex-decoded': {
    message: 'The key matches when its bytes are written as hex: the issuer uses the text, not the bytes.',
    fix: 'Give the hex text as it stands in the configuration.',
  },
  'base64-decoded': {
    message: 'The key matches when its bytes are written as base64: the issuer uses the text, not the bytes.',
    fix: 'Give the base64 text as it stands in the configuration.',
  },
  'not-derived': {
    message:
      'The key matches as it is, without the derivation that other libraries do: macaroons.js does so with a Buffer.',
    fix: 'Hand the key to the library as text.',
  },
  'cut-to-32': {
    message: 'The key matches when it is cut or filled to 32 bytes, as libmacaroons did before May 2014.',
    fix: 'Mint the token again with a current library.',
  },
} as const;

export type KeyMistake = keyof typeof KEY_MISTAKES;

/** What is odd about a configuration, as far as the key goes. */
const KEY_FINDINGS = {
  'secret-and-path': found<{ option: string }>({
    severity: 'error',
    message: ({ option }) => `Both ${option} and ${option}_path are set: Synapse does not start like this.`,
    fix: ({ option }) => `Remove one of ${option} and ${option}_path.`,
  }),
  'secret-empty': found<{ option: string }>({
    severity: 'warning',
    message: ({ option }) => `${option} is empty, which counts as not set.`,
    fix: ({ option }) => `Give ${option} a long random value; that invalidates the guest tokens there are.`,
  }),
  'secret-not-text': found<{ option: string }>({
    severity: 'error',
    message: ({ option }) =>
      `${option} is not a text in this YAML (a number, a list, yes or no): Synapse does not start like this.`,
    fix: ({ option }) => `Put quotes around the value of ${option}.`,
  }),
  'file-unreadable': found<{ option: string }>({
    severity: 'warning',
    message: ({ option }) => `The file of ${option} could not be read, so its key was not tried.`,
    fix: () => 'Run this where the homeserver runs, as a user that may read it, or give the key with --key-file.',
  }),
  'signing-key-malformed': found({
    severity: 'warning',
    message: () => 'The signing key is not of the form "ed25519 NAME BASE64", so the key made from it was not tried.',
  }),
  'secret-missing': found({
    severity: 'warning',
    message: () =>
      'Neither macaroon_secret_key nor registration_shared_secret is set: Synapse makes the key from its signing key.',
    fix: () => 'Set macaroon_secret_key; that invalidates the guest tokens there are.',
  }),
  'config-not-a-map': found({
    severity: 'warning',
    message: () => 'A configuration file holds no settings: Synapse ignores it.',
  }),
};

export type KeyFindingCode = keyof typeof KEY_FINDINGS;
export type FieldsByKeyFinding = { [C in KeyFindingCode]: Parameters<(typeof KEY_FINDINGS)[C]['message']>[0] };

/** `KEY_FINDINGS`, typed so that a code and its fields go together. */
export const KEY_FINDING_WORDINGS: { readonly [C in KeyFindingCode]: FindingWording<FieldsByKeyFinding[C]> } =
  KEY_FINDINGS;
