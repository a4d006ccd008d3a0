/** What acts on a terminal or cannot be seen on one; but for the white space that JSON may have between its values. */
const ACTING = /[^\P{C}\n\r\t]|[\p{Zl}\p{Zp}\p{DI}]|[^\P{Zs} ]/gu;

/**
 * Escapes in JSON text what would act on a terminal (C1, bidi, zero-width …), which changes nothing of what the JSON says. Letters of all
 * scripts stay as they are: some readers do not undo escapes (libmacaroons). Takes valid JSON.
 */
export function printableJson(json: string): string {
  return json.replace(ACTING, (character) => {
    const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
    return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
  });
}
