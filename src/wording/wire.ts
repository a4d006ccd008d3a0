/** The sentences of `inspect --wire`. */
export const WIRE_TEXT = {
  title: (bytes: number) => `Wire (${bytes} bytes)`,
  columns: (digits: number) => `${'offset'.padStart(digits)}  ${'length'.padStart(digits)}  field`,
  inText: '',
  supposition: "Predicted, not run. 'Verifies' supposes the issuer's key, and that only what is marked was changed.",
  hidden: { secret: '(secret)', masked: '(masked: --show-values shows it)' },
  moreBytes: (bytes: number) => `… ${bytes} more bytes`,
  givenBytes: 'given as raw bytes, not as base64',
  surrounded: (outcome: string) => `with the text around it: ${outcome}`,
} as const;

/** The heads of the table of readers. */
export const WIRE_HEADS = ['Reader', 'What it would do', 'Because'] as const;
