import type { Emptiness, Extent, Facts } from './facts.ts';
import { FUNCTIONS } from './functions.ts';
import { numberOf } from './literals.ts';
import type { Call } from './tree.ts';

type Empty = Pick<Extent, 'empty' | 'because'>;

/** They need two samples. */
const TWO_SAMPLES = /^(?:rate|irate|increase|delta|idelta|deriv|predict_linear|double_exponential_smoothing)$/;
/** They skip series that are no histogram. */
const ONLY_HISTOGRAMS = /^histogram_/;
const OPPOSITE: Readonly<Record<Emptiness, Emptiness>> = { always: 'never', possibly: 'possibly', never: 'always' };

/** Whether a function may give no series. */
export function calledEmptiness(node: Call, input: Facts): Empty {
  const { func, args } = node;
  if (func === 'vector' || FUNCTIONS.get(func)?.result === 'scalar' || args.length === 0)
    return { empty: 'never', because: { node, why: `${func}() always has a value` } };
  if (func === 'absent' || func === 'absent_over_time') return absence(node, input);
  if (input.empty === 'always') return input;
  if (func === 'clamp') return clamped(node, input);
  if (input.empty === 'possibly') return input;
  if (TWO_SAMPLES.test(func)) return { empty: 'possibly', because: { node, why: `${func}() needs two samples` } };
  if (ONLY_HISTOGRAMS.test(func)) return { empty: 'possibly', because: { node, why: `${func}() reads histograms only` } };
  return func === 'info' ? { empty: 'possibly', because: { node, why: 'info() may find no info series' } } : input;
}

function absence(node: Call, input: Facts): Empty {
  const why = {
    always: 'its argument never has series',
    possibly: 'its argument may have series',
    never: 'its argument always has series',
  };
  return { empty: OPPOSITE[input.empty], because: { node, why: why[input.empty] } };
}

/** Between limits that are the wrong way round lies nothing. */
function clamped(node: Call, input: Facts): Empty {
  const low = numberOf(node.args[1]);
  const high = numberOf(node.args[2]);
  if (low !== undefined && high !== undefined && low > high)
    return { empty: 'always', because: { node, why: `clamp() from ${low} to ${high} leaves nothing` } };
  const literal = low !== undefined && high !== undefined;
  return literal || input.empty === 'possibly'
    ? input
    : { empty: 'possibly', because: { node, why: 'its limits may be the wrong way round' } };
}
