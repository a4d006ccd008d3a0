/** A JSON object, as it is sent and received. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** What the server answers: a status, headers beside the usual ones, and a JSON object, or text where a fault sends a page. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: JsonObject | string;
}

/** The error codes that this server sends (client-server API, "Standard error response"). */
export type Errcode =
  | 'M_BAD_JSON'
  | 'M_FORBIDDEN'
  | 'M_GUEST_ACCESS_FORBIDDEN'
  | 'M_INVALID_PARAM'
  | 'M_INVALID_USERNAME'
  | 'M_LIMIT_EXCEEDED'
  | 'M_MISSING_PARAM'
  | 'M_MISSING_TOKEN'
  | 'M_NOT_JSON'
  | 'M_TOO_LARGE'
  | 'M_UNAUTHORIZED'
  | 'M_UNKNOWN'
  | 'M_UNKNOWN_TOKEN'
  | 'M_UNRECOGNIZED'
  | 'M_USER_IN_USE';

/** The 200 answer with this body. */
export function ok(body: JsonObject): Answer {
  return { status: 200, body };
}

/** The answer to a request that is refused; `extra` joins the two standard members. */
export function refusal(status: number, errcode: Errcode, error: string, extra: JsonObject = {}): Answer {
  return { status, body: { errcode, error, ...extra } };
}

/** Thrown to end a request with an answer that is already known; `app.ts` sends it. Never leaves the server. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly answer: Answer;

  constructor(answer: Answer) {
    super('refused');
    this.answer = answer;
  }
}

/** The error to throw for a refusal; does not throw it. */
export function refused(status: number, errcode: Errcode, error: string, extra: JsonObject = {}): Refused {
  return new Refused(refusal(status, errcode, error, extra));
}
