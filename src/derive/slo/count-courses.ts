/** What one target exposes of a counter: from each moment on it shows this, until the next. */
interface Target {
  /** Moments by name or by how long ago; `gone` after a scrape that failed, `unseen` without word of it. */
  readonly course: string;
  /** Another series of the target, beside the one that counts; series of others go with it. */
  readonly beside?: string;
  readonly counted: number;
  /** Of a native histogram, whose highest point nobody knows. @default counted */
  readonly countedNative?: number;
}

/**
 * What happens to counters, a target each, and what it counts in a window: from `began` to `ended`, with the moments just `before` the range in
 * which restarts are looked for, just `inside` the window, `soon` after that, and just `after` it.
 */
export const COURSES: Readonly<Record<string, Target>> = {
  grows: { course: '10m 1000, began 1003, inside 1010, ended 1041, after 1055, now 1090', counted: 38 },
  restarts: { course: '10m 100, inside 160, soon 7, ended 20, after 31, now 500', counted: 80, countedNative: 20 },
  'restarts and is soon above': { course: '10m 900, before 13, inside 71, ended 33, after 47', counted: 91, countedNative: 33 },
  'restarts and passes its highest': { course: '10m 50, inside 5, ended 62, after 70', counted: 62 },
  'restarted before': { course: '10m 900, before 3, began 5, inside 9, ended 17, after 29', counted: 12 },
  'restarts after': { course: '10m 90, inside 95, ended 104, after 2', counted: 14 },
  'is back': { course: '11m 400, 10m gone, inside 431, ended 467, after 5', counted: 67 },
  'is back after long': { course: '46m 700, 45m gone, inside 707, ended 733, after 751', counted: 33 },
  'is back and restarted': { course: '46m 800, 45m gone, inside 16, ended 21, after 26', counted: 21 },
  'is back too late': { course: '91m 300, 90m gone, inside 307, ended 344, after 371', counted: 0 },
  'is new': { course: 'inside 55, ended 58, after 73', counted: 0 },
  'has a new series': { beside: '10m 77', course: 'inside 6, ended 19, after 23', counted: 19 },
  'has other labels now': { beside: '11m 66, 10m gone, now 70', course: 'inside 8, ended 11, after 14', counted: 0 },
  'is seldom told, and restarts twice': { course: 'seldom 500, before unseen, inside 7, ended 3, after 4', counted: 3 },
  'is seldom told, and restarts': { course: 'seldom 600, before unseen, ended 26, after 27', counted: 26 },
};
