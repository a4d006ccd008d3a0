import type { Conduct } from '../conduct.js';

/** One way of being wrong. `change` is called once per server, so that a fault may count or remember in its closure. */
export interface Fault {
  /** What the server does wrong, as one sentence without a subject: "Accepts …". */
  readonly breaks: string;
  /** What the fault replaces in the conduct of a server that is otherwise as given. */
  readonly change: (given: Conduct) => Partial<Conduct>;
}
