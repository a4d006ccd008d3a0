import type { FindingWording } from '../wording/findings/wording.js';
import { type FieldsByKeyFinding, KEY_FINDING_WORDINGS, type KeyFindingCode } from '../wording/keys.js';
import type { KeyFinding } from './root-key.js';

/** Makes the finding of a code, worded by `wording/keys`. */
export function keyFinding<C extends KeyFindingCode>(code: C, fields: FieldsByKeyFinding[C]): KeyFinding {
  const { severity, message, fix }: FindingWording<FieldsByKeyFinding[C]> = KEY_FINDING_WORDINGS[code];
  return { code, severity, message: message(fields), ...(fix && { fix: fix(fields) }) };
}
