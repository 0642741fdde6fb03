import { reasonOf, warnOnce } from '../failure.ts';
import { randomnessOf } from '../traceparent.ts';
import { type SamplerKind, type StartedTrace, share } from './kind.ts';

export interface ImportanceRule {
  /** Shown on the traces it keeps. */
  readonly name: string;
  /** One that throws does not fit, with one warning. */
  readonly when: (trace: StartedTrace) => boolean;
  /** The share of these that is kept, 0 to 1. */
  readonly ratio: number;
}
export interface ImportanceOptions {
  /** The first that fits decides. */
  readonly rules: readonly ImportanceRule[];
  /** The share of all others that is kept, 0 to 1. */
  readonly otherwise: number;
}

/** More of what matters: each rule has a share of its own. */
export const importance: SamplerKind<ImportanceOptions> = {
  kind: 'importance',
  decidesAt: 'start',
  isById: true,
  make: ({ rules, otherwise }) => {
    for (const { name, ratio } of rules) share(`rule ${JSON.stringify(name)}: ratio`, ratio);
    share('otherwise', otherwise);
    const fits = fitter();
    return (trace) => {
      const found = rules.find((rule) => fits(rule, trace));
      const rate = found?.ratio ?? otherwise;
      return { keep: randomnessOf(trace.traceId) >= 1 - rate, rate, rule: found?.name ?? 'otherwise' };
    };
  },
};

function fitter(): (rule: ImportanceRule, trace: StartedTrace) => boolean {
  const warn = warnOnce();
  return ({ name, when }, trace) => {
    try {
      return when(trace);
    } catch (failure) {
      warn(
        `sampler importance: when() of rule ${JSON.stringify(name)} failed: ${reasonOf(failure)}; it does not fit such traces`,
      );
      return false;
    }
  };
}
