import { type RecommendKind, shareText } from '../kind.ts';

/** Targets that have not answered once. */
export const deadTarget: RecommendKind = {
  name: 'dead target',
  async find({ at, prometheus, seconds }) {
    const range = `${Math.round(seconds)}s`;
    const dead = await prometheus.instant(`max_over_time(up[${range}]) == 0`, at);
    const [all] = await prometheus.instant(`count(count_over_time(up[${range}]))`, at);
    return dead.map(({ labels }) => {
      const { instance = '', job = '' } = labels;
      return {
        kind: deadTarget.name,
        about: `${job} ${instance}`,
        advice: `Repair ${instance}, or take it out of the targets of ${job}.`,
        evidence: `It did not answer one scrape in ${range}.`,
        effect: `One of ${all?.value ?? dead.length} targets (${shareText(1 / (all?.value ?? dead.length))}) less that hides the next one to fail.`,
        weight: 1 / (all?.value ?? dead.length),
        measure: `max_over_time(up{job=${JSON.stringify(job)}, instance=${JSON.stringify(instance)}}[${range}])`,
        now: 0,
        better: 'higher',
      };
    });
  },
};
