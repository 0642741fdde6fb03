/** What programs write for the same level, from the least to the worst; Loki's `detected_level` uses the first of each. https://grafana.com/docs/loki/latest/get-started/labels/#detected_level-label */
const SCALE = [
  ['trace', 'trc'],
  ['debug', 'dbg'],
  ['info', 'inf', 'information', 'informational', 'notice'],
  ['warn', 'warning', 'wrn'],
  ['error', 'err', 'eror'],
  ['critical', 'crit', 'fatal', 'alert', 'emerg', 'emergency', 'panic'],
] as const;

/** The usual word for each. */
export const LEVELS: readonly string[] = SCALE.map(([usual]) => usual);

/** Words of programs that nobody means to ask by: as cut to four letters. */
const NOT_ASKED: ReadonlySet<string> = new Set(['eror']);

/** Whether somebody can ask for it: one of the usual words, or another one for the same. */
export function isLevel(word: string): boolean {
  return rankOf(word) !== undefined && !NOT_ASKED.has(word.toLowerCase());
}

/** 0 is trace; undefined for a word that is no level. */
export function rankOf(level: string): number | undefined {
  const rank = SCALE.findIndex((words) => words.some((word) => word === level.toLowerCase()));
  return rank < 0 ? undefined : rank;
}

/** Every word for this level or a worse one. */
export function levelsFrom(level: string): readonly string[] {
  return SCALE.slice(rankOf(level) ?? 0).flat();
}
