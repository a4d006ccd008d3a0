import { MatrixTokenError } from '../errors.js';
import type { Send } from '../homeserver/http.js';
import { isFailedExchange, type Reception } from './answer.js';

/** Waits for an answer; a failure that kept it from coming is a reception, too. Throws every other error on. */
export async function receive(answer: ReturnType<Send>): Promise<Reception> {
  try {
    return { kind: 'response', response: await answer };
  } catch (error) {
    if (error instanceof MatrixTokenError && isFailedExchange(error.code)) return { kind: 'failure', code: error.code };
    throw error;
  }
}
