/** A node that sets nothing of its own: grouping and timing are its parent's. */
export const PLAIN = {
  groupBy: undefined,
  groupWaitMs: undefined,
  groupIntervalMs: undefined,
  repeatIntervalMs: undefined,
  active: [],
  mute: [],
  continue: false,
  routes: [],
  origin: undefined,
} as const;
