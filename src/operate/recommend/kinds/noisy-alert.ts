import { type RecommendKind, shareText } from '../kind.ts';

/** An alert that fires for half of the time is no news. */
const ALWAYS = 0.5;
/** So often in a day, for a short time each. */
const OFTEN_A_DAY = 6;
const DAY = 86_400;

/** Alerts that fire most of the time, or come and go. */
export const noisyAlert: RecommendKind = {
  name: 'noisy alert',
  async find({ at, prometheus, seconds }) {
    const minutes = Math.max(1, Math.round(seconds / 60));
    const firingAt = (offset: string) => `max by (alertname) (ALERTS{alertstate="firing"}${offset})`;
    const firing = firingAt('');
    const share = `count_over_time((${firing})[${minutes}m:1m]) / ${minutes}`;
    const starts = `count_over_time((${firing} unless ${firingAt(' offset 1m')})[${minutes}m:1m])`;
    const [shares, begun] = [await prometheus.instant(share, at), await prometheus.instant(starts, at)];
    return shares.flatMap(({ labels, value }) => {
      const name = labels['alertname'] ?? '';
      const times = begun.find((one) => one.labels['alertname'] === name)?.value ?? 0;
      const aDay = (times * DAY) / seconds;
      if (value < ALWAYS && (aDay < OFTEN_A_DAY || times < 3)) return [];
      const always = value >= ALWAYS;
      return [
        {
          kind: noisyAlert.name,
          about: name,
          advice: always
            ? `Mend what ${name} tells of, or raise its threshold: nobody reads it any more.`
            : `Give ${name} a longer \`for\` or \`keepFiringFor\`.`,
          evidence: `It fired ${shareText(value)} of ${minutes} minutes, and began ${times} times.`,
          effect: always ? 'An alert that means something again.' : `About ${Math.round(aDay)} notifications a day less.`,
          weight: always ? value : Math.min(1, aDay / 100),
          measure: `count_over_time((max(ALERTS{alertname=${JSON.stringify(name)}, alertstate="firing"}))[${minutes}m:1m]) / ${minutes}`,
          now: value,
          better: 'lower' as const,
        },
      ];
    });
  },
};
