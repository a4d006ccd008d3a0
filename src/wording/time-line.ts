/** The signs of a time line, each one column wide, and the words under it. */
export const TIME_LINE = {
  inside: '━',
  outside: '·',
  begin: '┣',
  end: '┫',
  now: '●',
  legend: '● now',
  from: (relative: string) => `┣ start: ${relative}`,
  until: (relative: string) => `┫ end: ${relative}`,
} as const;
