import type { Derived } from '../../model/derived.ts';
import type { Metric } from '../../model/service.ts';

/** How a set of metrics about workflows is named: those of `workflowMetrics`, or others that the definitions declare. */
export interface WorkflowNames {
  readonly executions: string;
  readonly executionDuration: string;
  readonly active: string;
  readonly queueLength: string;
  readonly queueWait: string;
  readonly steps: string;
  readonly stepDuration: string;
  readonly retries: string;
  readonly tokens: string;
  readonly cost: string;
  /** Labels. */
  readonly workflow: string;
  readonly step: string;
  /** Of `executions`: how they ended. */
  readonly status: string;
  /** Of `steps`: how they ended. */
  readonly outcome: string;
}

type Part = Exclude<keyof WorkflowNames, 'workflow' | 'step' | 'status' | 'outcome'>;

/** What follows the prefix; the first is how `workflowMetrics` has it. */
const ENDINGS: Readonly<Record<Part, readonly [string, ...string[]]>> = {
  executions: ['executions_total', 'runs_total'],
  executionDuration: ['execution_duration_seconds', 'duration_seconds', 'run_duration_seconds'],
  active: ['executions_active', 'active_executions', 'active'],
  queueLength: ['queue_length', 'queued', 'queue_depth'],
  queueWait: ['queue_wait_seconds', 'wait_seconds', 'queue_time_seconds'],
  steps: ['steps_total', 'step_executions_total'],
  stepDuration: ['step_duration_seconds', 'step_execution_duration_seconds', 'execution_duration_seconds'],
  retries: ['step_retries_total', 'retries_total'],
  tokens: ['tokens_total', 'tokens_used_total'],
  cost: ['cost_usd_total', 'cost_total'],
};
/** The longest first: `flow_step_executions_total` is of steps. */
const COUNTED = [...ENDINGS.executions, ...ENDINGS.steps].sort((a, b) => b.length - a.length);
const LABELS = {
  workflow: ['workflow', 'workflow_name', 'workflow_id', 'workflow_type', 'flow', 'flow_name', 'flow_id', 'pipeline'],
  step: ['step', 'step_name', 'step_id', 'task', 'activity'],
  ended: ['status', 'outcome', 'result', 'state'],
} as const;

/** Those of `workflowMetrics`. */
export const KIT_NAMES: WorkflowNames = namesFor('workflow', []);

/** Every set of metrics about workflows that the definitions declare, and that of the kit, which may be scraped though nobody declared it. */
export function workflowNames(derived: Pick<Derived, 'estate'> | undefined): readonly WorkflowNames[] {
  const metrics = (derived?.estate.services ?? []).flatMap((service) => service.metrics);
  const prefixes = new Set(metrics.flatMap((metric) => prefixOf(metric) ?? []));
  prefixes.delete('workflow');
  return [KIT_NAMES, ...[...prefixes].sort().map((prefix) => namesFor(prefix, metrics))];
}

/** `flow` of a counter `flow_executions_total` that says which workflow it was and how it ended. */
function prefixOf({ labels, name, type }: Metric): string | undefined {
  if (type !== 'counter' || !among(labels, LABELS.workflow) || !among(labels, LABELS.ended)) return undefined;
  const ending = COUNTED.find((one) => name.endsWith(`_${one}`));
  return ending && name.slice(0, -ending.length - 1);
}

function namesFor(prefix: string, metrics: readonly Metric[]): WorkflowNames {
  const of = new Map(metrics.map((metric) => [metric.name, metric]));
  const named = (part: Part): string => {
    const all = ENDINGS[part].map((ending) => `${prefix}_${ending}`);
    return all.find((name) => isNamed(of.get(name), part)) ?? `${prefix}_${ENDINGS[part][0]}`;
  };
  const parts = Object.fromEntries(Object.keys(ENDINGS).map((part) => [part, named(part as Part)])) as Record<Part, string>; // its own keys
  const [executions, steps] = [of.get(parts.executions), of.get(parts.steps)];
  return {
    ...parts,
    workflow: among({ ...executions?.labels, ...steps?.labels }, LABELS.workflow) ?? LABELS.workflow[0],
    step: among(steps?.labels, LABELS.step) ?? LABELS.step[0],
    status: among(executions?.labels, LABELS.ended) ?? 'status',
    outcome: among(steps?.labels, LABELS.ended) ?? 'outcome',
  };
}

/** What says of which step it is, is a time of steps and not of executions, whatever it is called. */
function isNamed(metric: Metric | undefined, part: Part): boolean {
  if (!metric) return false;
  const isOfSteps = among(metric.labels, LABELS.step) !== undefined;
  if (part === 'executionDuration') return !isOfSteps;
  return part !== 'stepDuration' || isOfSteps;
}

function among(labels: Metric['labels'] | undefined, names: readonly string[]): string | undefined {
  return names.find((name) => labels?.[name] !== undefined);
}

type Ending = 'completed' | 'failed' | 'cancelled';

const WORDS: Readonly<Record<Ending, readonly string[]>> = {
  completed: ['completed', 'complete', 'ok', 'success', 'succeeded', 'successful', 'done'],
  failed: ['failed', 'failure', 'error', 'timeout', 'timed_out'],
  cancelled: ['cancelled', 'canceled', 'aborted', 'terminated'],
};

/** How an execution or step ended, by any of the usual words; undefined: it has not, or nobody knows. */
export function endingOf(word: string | undefined): Ending | undefined {
  const said = (word ?? '').toLowerCase();
  return (['completed', 'failed', 'cancelled'] as const).find((one) => WORDS[one].includes(said));
}
