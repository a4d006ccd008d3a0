import type { Probe } from './probe.js';
import { AUTHENTICATION_CONTROLS, CLOSING_CONTROLS, POSITIVE_CONTROLS } from './probes/controls.js';
import { RIGHTS_PROBES } from './probes/rights.js';
import { TAMPERING_PROBES } from './probes/tampering.js';
import { MALFORMED_PROBES, UNKNOWN_PROBES } from './probes/unknown.js';
import { CREDENTIAL_PROBES, TIME_GREATER, VARIANT_PROBES } from './probes/variants.js';

/** Every probe of a check, in the order in which they are sent. */
export const PROBES: readonly Probe[] = [
  ...AUTHENTICATION_CONTROLS,
  ...POSITIVE_CONTROLS,
  ...UNKNOWN_PROBES,
  ...MALFORMED_PROBES,
  ...RIGHTS_PROBES,
  ...TAMPERING_PROBES,
  TIME_GREATER,
  ...CREDENTIAL_PROBES,
  ...VARIANT_PROBES,
  ...CLOSING_CONTROLS,
];
