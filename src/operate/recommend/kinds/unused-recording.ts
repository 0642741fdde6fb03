import { isAlertRule } from '../../../model/alert.ts';
import { allSeries, type RecommendKind, shareText } from '../kind.ts';

/** Recordings an author wrote that nothing else reads. */
export const unusedRecording: RecommendKind = {
  name: 'unused rule',
  async find(context) {
    const { derived, names, read } = context;
    const all = allSeries(context);
    const own = new Set(derived.estate.recordings.map(({ address }) => address));
    const rules = derived.groups.flatMap((group) =>
      group.rules.flatMap((rule) => (isAlertRule(rule) || !own.has(rule.cause) ? [] : [rule.record])),
    );
    return [...new Set(rules)].flatMap((record) => {
      const series = names.get(record) ?? 0;
      if (read.has(record)) return [];
      return [
        {
          kind: unusedRecording.name,
          about: record,
          advice: `Remove the recording ${record}, or let what needs it read it.`,
          evidence: `It records ${series} series at every evaluation, and no rule or board reads them.`,
          effect: `One rule less to evaluate, ${series} of ${all} series less (${shareText(series / Math.max(1, all))}).`,
          weight: series / Math.max(1, all),
          measure: `count(${record})`,
          now: series,
          better: 'lower' as const,
        },
      ];
    });
  },
};
