/** Words with a meaning in some place; elsewhere most of them are names. */
const KEYWORDS: ReadonlyMap<string, string> = new Map(
  [
    'and or unless atan2 by without on ignoring group_left group_right bool offset',
    'start end step range min_of max_of smoothed anchored fill fill_left fill_right inf nan',
    'sum avg min max count group stddev stdvar count_values quantile topk bottomk limitk limit_ratio',
  ].flatMap((words) => words.split(' ').map((word) => [word, word])),
);

/** The keyword a word is, whatever its case. */
export function keywordOf(word: string): string | undefined {
  return KEYWORDS.get(word) ?? KEYWORDS.get(word.toLowerCase());
}
