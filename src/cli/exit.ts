/** What the process ends with. */
export const EXIT = {
  done: 0,
  bug: 1,
  usage: 2,
  diagnostics: 3,
  server: 4,
  partly: 5,
  unverified: 6,
  gateClosed: 7,
  changes: 10,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
