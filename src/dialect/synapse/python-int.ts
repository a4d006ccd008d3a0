const INT = /^[+-]?\p{Nd}+(?:_\p{Nd}+)*$/u;
const DIGIT = /^\p{Nd}$/u;
const DECIMAL = 10;
/** Python refuses longer ones: `sys.get_int_max_str_digits()`. */
const MOST_DIGITS = 4300;

/** What Python's `int(text)` reads: white space around, a sign, `_` between digits, and the digits of every script; undefined where it raises. */
export function readPythonInt(text: string): number | undefined {
  const digits = stripPython(text);
  if (digits.length > MOST_DIGITS || !INT.test(digits)) return undefined;
  return Number([...digits.replaceAll('_', '')].map(asciiDigit).join(''));
}

/** Digits stand in rows of ten, from zero to nine, in every script. */
function asciiDigit(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return character; // a sign too
  let start = code;
  while (DIGIT.test(String.fromCodePoint(start - 1))) start--;
  return String((code - start) % DECIMAL);
}

/** Python's `int` takes this for white space and JavaScript does not; */
const NEXT_LINE = 0x85;
/** this the other way round. */
const BYTE_ORDER_MARK = 0xfeff;

function stripPython(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isPythonSpace(text.charCodeAt(start))) start++;
  while (end > start && isPythonSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

function isPythonSpace(code: number): boolean {
  if (code === BYTE_ORDER_MARK) return false;
  return code === NEXT_LINE || /\s/.test(String.fromCharCode(code));
}
