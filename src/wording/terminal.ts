/** The words that text mode puts before what it says on stderr. */
export const TERMINAL = {
  error: 'error:',
  hint: 'hint:',
  warning: 'warning:',
} as const;
