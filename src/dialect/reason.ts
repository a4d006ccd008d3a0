import { type FieldsByReason, REASON_WORDINGS, type ReasonCode, type ReasonWording } from '../wording/judgement.js';

/** Why a verdict is what it is. Safe to print; `fix` holds no text from the token. */
export interface Reason {
  readonly code: ReasonCode;
  readonly reason: string;
  readonly fix?: string;
}

/** Makes the reason of a code, worded by `wording/judgement`. Text from a token goes into `fields` through `quote` only. */
export function reasonFor<C extends ReasonCode>(code: C, fields: FieldsByReason[C]): Reason {
  const { reason, fix }: ReasonWording<FieldsByReason[C]> = REASON_WORDINGS[code];
  return { code, reason: reason(fields), ...(fix && { fix: fix(fields) }) };
}
