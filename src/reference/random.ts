/** A source of random bytes; tests hand in their own. */
export type Random = (bytes: number) => Uint8Array;

const UPPER_CASE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ALPHANUMERIC = `${UPPER_CASE}abcdefghijklmnopqrstuvwxyz0123456789`;

/** A device ID as Synapse makes them: ten upper-case letters. */
export function randomDeviceId(random: Random): string {
  return pick(random(10), UPPER_CASE);
}

/** An ID that cannot be guessed (24 letters and digits, over 140 bits), for sessions and login tokens. */
export function randomId(random: Random): string {
  return pick(random(24), ALPHANUMERIC);
}

/** One character per byte. The slight bias of the modulo costs less than a bit of each ID. */
function pick(bytes: Uint8Array, alphabet: string): string {
  return Array.from(bytes, (byte) => alphabet.charAt(byte % alphabet.length)).join('');
}
