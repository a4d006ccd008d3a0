import { Buffer } from 'node:buffer';

/** Up to 255 bytes: `@localpart:server`, the server a name or address with an optional port. Old localparts hold almost anything. */
const USER_ID = /^@[^:\s]*:(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?$/;

/** Whether a text has the shape of a Matrix user ID (spec, appendices 4.2.1); does not ask whether the user exists. */
export function isUserId(text: string): boolean {
  return Buffer.byteLength(text) <= 255 && USER_ID.test(text);
}
