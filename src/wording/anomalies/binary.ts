import { ASK_ISSUER, anomalies, COPY_AGAIN, counted } from './wording.js';

/** What is odd about the packets of V1 and the fields of V2. */
export const BINARY_ANOMALIES = anomalies({
  'v1-length-upper-case': {
    severity: 'warning',
    refusedWhenStrict: true,
    message: 'A packet length is in upper case: pymacaroons (Synapse) takes it, Go and libmacaroons refuse it.',
    expected: 'four lower-case hex digits',
    fix: ASK_ISSUER,
  },
  'v1-length-not-hex': {
    severity: 'error',
    refusedWhenStrict: true,
    message: 'A packet length is not four hex digits.',
    expected: 'four lower-case hex digits',
    fix: COPY_AGAIN,
  },
  'v1-length-too-small': {
    severity: 'error',
    refusedWhenStrict: true,
    message: (count) =>
      `A packet says it is ${counted(count, 'byte')} long; the shortest has 6 (libmacaroons hangs on 0).`,
    expected: 'a packet length of at least 0006',
    fix: COPY_AGAIN,
  },
  'v1-space-missing': {
    severity: 'error',
    refusedWhenStrict: true,
    message: 'A packet has no space between its name and its value.',
    expected: 'a name and a space',
    fix: COPY_AGAIN,
  },
  'v1-newline-missing': {
    severity: 'error',
    refusedWhenStrict: true,
    message:
      'A packet does not end in a line feed: pymacaroons (Synapse) drops its last byte unseen, others refuse it.',
    expected: 'a line feed (0a)',
    fix: COPY_AGAIN,
  },
  'v2-version': {
    severity: 'error',
    refusedWhenStrict: true,
    message: (count) => `The version byte is ${count}; only version 2 has this form.`,
    expected: 'the version byte 02',
    fix: COPY_AGAIN,
  },
  'v2-eos-missing': {
    severity: 'error',
    refusedWhenStrict: true,
    message: 'A section has no end mark.',
    expected: 'the end mark 00',
    fix: COPY_AGAIN,
  },
  'v2-eos-not-minimal': {
    severity: 'warning',
    refusedWhenStrict: true,
    message: 'An end mark is written in more than one byte: pymacaroons and Go take it, others refuse it.',
    expected: 'the end mark 00',
    fix: ASK_ISSUER,
  },
  'varint-not-minimal': {
    severity: 'warning',
    refusedWhenStrict: true,
    message: 'A number is written in more bytes than it needs: readers take it, no encoder writes it.',
    expected: 'a number in as few bytes as possible',
    fix: ASK_ISSUER,
  },
  'varint-out-of-range': {
    severity: 'error',
    refusedWhenStrict: true,
    message: 'A field length is impossibly large (npm macaroon wraps it to a small one).',
    expected: 'a length below 2^32',
    fix: COPY_AGAIN,
  },
});
