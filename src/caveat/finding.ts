import type { FindingWording, Severity } from '../wording/findings/wording.js';
import { FINDING_WORDINGS, type FieldsByFinding, type FindingCode } from '../wording/findings.js';

/** Something wrong or worth knowing about a token. Safe to print: hostile text in it is escaped, and `fix` holds none. */
export interface Finding extends Place {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly message: string;
  readonly fix?: string;
}

export interface Place {
  /** Which caveat, from 1. */
  readonly caveat?: number;
  /** Where; with `caveat`, an offset into that caveat's bytes. */
  readonly byte?: number;
}

/** Makes the finding of a code, worded by `wording/findings`. Text from a token goes into `fields` through `quote` only. */
export function finding<C extends FindingCode>(code: C, fields: FieldsByFinding[C], place: Place = {}): Finding {
  const { severity, message, fix }: FindingWording<FieldsByFinding[C]> = FINDING_WORDINGS[code];
  return { code, severity, ...place, message: message(fields), ...(fix && { fix: fix(fields) }) };
}
