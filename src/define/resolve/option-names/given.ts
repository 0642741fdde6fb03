/** The options a constructor is called with. */
export type Given<F extends (options: never) => unknown> = Parameters<F>[0];
