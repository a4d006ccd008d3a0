import { TextAnomalies, type TextAnomaly } from './text-anomaly.js';
import { asBuffer, utf8Length } from './utf8.js';

export interface HexScan {
  readonly bytes: Uint8Array;
  readonly anomalies: readonly TextAnomaly[];
}

const CLEAN = /^[0-9a-f]*$/;

/** Decodes hex and reports everything odd about it; never throws. Skips what is no hex digit, drops half a last byte. */
export function scanHex(text: string): HexScan {
  const clean = CLEAN.test(text) && text.length % 2 === 0;
  return clean ? { bytes: Buffer.from(text, 'hex'), anomalies: [] } : scanCharacters(text);
}

function scanCharacters(text: string): HexScan {
  const anomalies = new TextAnomalies();
  const digits: string[] = [];
  let byte = 0;
  let upperCase = false;
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (/^[0-9a-fA-F]$/.test(character)) {
      if (character <= 'F' && character >= 'A' && !upperCase) {
        anomalies.add('hex-upper-case', byte);
        upperCase = true;
      }
      digits.push(character);
    } else {
      anomalies.addForeign(codePoint, byte, utf8Length(codePoint));
    }
    byte += utf8Length(codePoint);
  }
  if (digits.length % 2 === 1) anomalies.add('hex-odd-length', byte - 1);
  return { bytes: Buffer.from(digits.join(''), 'hex'), anomalies: anomalies.list };
}

/** Writes bytes as lower-case hex. */
export function encodeHex(bytes: Uint8Array): string {
  return asBuffer(bytes).toString('hex');
}
