import { WORDING } from '../wording/reference.js';
import { type JsonObject, Refused, refusal, refused } from './answer.js';
import { optionalObject, optionalString } from './body.js';

/** One step of user-interactive authentication. `complete` returns when the step is done and throws `Refused` when it is not. */
export interface Stage {
  readonly type: string;
  readonly complete: (auth: JsonObject) => Promise<void> | void;
}

/** User-interactive authentication with one flow (client-server API, "User-Interactive Authentication API"). */
export interface Uia {
  /**
   * Returns once every stage is completed, and ends the session; until then throws the 401 answer that says what is left.
   * A session is good for one `action` only.
   */
  authenticate(body: JsonObject, action: string, stages: readonly Stage[]): Promise<void>;
}

interface UiaSession {
  readonly id: string;
  readonly action: string;
  readonly expires: number;
  readonly completed: Set<string>;
}

/** How long a client may take between the first request and the last, in ms. */
const SESSION_LIFETIME = 600_000;
const MAX_SESSIONS = 1000;

/** No sessions yet. `newId` makes IDs that cannot be guessed. */
export function createUia(newId: () => string, now: () => number): Uia {
  const sessions = new Map<string, UiaSession>();

  const start = (action: string): UiaSession => {
    const session = { id: newId(), action, expires: now() + SESSION_LIFETIME, completed: new Set<string>() };
    sessions.set(session.id, session);
    const oldest = sessions.keys().next();
    if (sessions.size > MAX_SESSIONS && oldest.done !== true) sessions.delete(oldest.value);
    return session;
  };
  const resume = (id: string, action: string): UiaSession => {
    const session = sessions.get(id);
    if (session === undefined || session.action !== action || session.expires <= now()) {
      throw refused(400, 'M_UNKNOWN', WORDING.unknownUiaSession);
    }
    return session;
  };

  return {
    async authenticate(body, action, stages) {
      const auth = optionalObject(body, 'auth') ?? {};
      const id = optionalString(auth, 'session');
      const session = id === undefined ? start(action) : resume(id, action);
      const type = optionalString(auth, 'type');
      if (type !== undefined) await completeStage(session, stages, type, auth);
      if (stages.some((stage) => !session.completed.has(stage.type))) throw new Refused(challenge(session, stages));
      sessions.delete(session.id);
    },
  };
}

async function completeStage(session: UiaSession, stages: readonly Stage[], type: string, auth: JsonObject) {
  const stage = stages.find((candidate) => candidate.type === type);
  if (stage === undefined) throw retry(session, stages, refusal(401, 'M_UNRECOGNIZED', WORDING.unknownStage));
  try {
    await stage.complete(auth);
  } catch (error) {
    if (error instanceof Refused && error.answer.status === 401) throw retry(session, stages, error.answer);
    throw error;
  }
  session.completed.add(type);
}

/** The failed stage's answer, with what a client needs to try the stage again. */
function retry(session: UiaSession, stages: readonly Stage[], { body }: ReturnType<typeof refusal>): Refused {
  const reason = typeof body === 'string' ? {} : body;
  return new Refused({ status: 401, body: { ...reason, ...state(session, stages) } });
}

function challenge(session: UiaSession, stages: readonly Stage[]) {
  return { status: 401, body: state(session, stages) };
}

function state({ id, completed }: UiaSession, stages: readonly Stage[]): JsonObject {
  return { session: id, flows: [{ stages: stages.map(({ type }) => type) }], params: {}, completed: [...completed] };
}
