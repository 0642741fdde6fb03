import { type WorkflowNames, workflowNames } from '../../workflows/names.ts';
import { stepStats, workflowStats } from '../../workflows/stats.ts';
import { handovers } from '../../workflows/step-order.ts';
import { type Recommendation, type RecommendContext, type RecommendKind, shareText } from '../kind.ts';
import { byWorkflow, meanSeconds, took } from '../of-workflows.ts';

/** Of the executions. */
const HARDLY = 0.01;
const FEWEST = 100;
/** Of an execution, in which nobody works. */
const WORTH = 0.1;

/** Steps that hardly ever run, and steps that wait for each other while nobody works. */
export const flowStructure: RecommendKind = {
  name: 'flow structure',
  async find(context) {
    const found: Recommendation[] = [];
    for (const names of workflowNames(context.derived)) found.push(...(await skipped(context, names)));
    for (const [workflow, runs] of byWorkflow(await context.executions())) {
      const whole = took(runs);
      for (const { first, gap, second, share, together } of handovers(runs)) {
        if (share < WORTH) continue;
        found.push({
          kind: flowStructure.name,
          about: `${workflow}: ${first}, ${second}`,
          advice: `Let ${first} hand over to ${second} directly, or make one step of them.`,
          evidence: `In ${together} executions ${second} always began after ${first} had ended, ${seconds(gap)} later on average, and no step ran meanwhile.`,
          effect: `Up to ${seconds(gap)} less of ${seconds(whole)} (${shareText(share)}).`,
          weight: Math.min(1, share),
          better: 'lower',
          ...(await meanSeconds(context, workflow, whole)),
        });
      }
    }
    return found;
  },
};

async function skipped(
  { at, derived, prometheus, seconds: long }: RecommendContext,
  names: WorkflowNames,
): Promise<Recommendation[]> {
  const question = { at, seconds: long, workflow: undefined, names: [names] };
  const executions = new Map(
    (await workflowStats(prometheus, question)).map((one) => [one.workflow, one.completed + one.failed + one.cancelled]),
  );
  const steps = await stepStats(prometheus, question);
  const declared = declaredSteps({ derived }, names);
  return [...executions].flatMap(([workflow, all]) => {
    if (all < FEWEST) return [];
    const ran = new Map(
      steps.filter((one) => one.workflow === workflow).map((one) => [one.step ?? '', one.completed + one.failed]),
    );
    // a step that is declared belongs to this workflow for sure only where there is no other
    const never = executions.size === 1 ? declared.filter((step) => !ran.has(step)).map((step) => [step, 0] as const) : [];
    return [...ran, ...never].flatMap(([step, times]) =>
      times < HARDLY * all ? [hardly({ all, long, names, step, times, workflow })] : [],
    );
  });
}

interface Hardly {
  readonly names: WorkflowNames;
  readonly workflow: string;
  readonly step: string;
  readonly times: number;
  readonly all: number;
  readonly long: number;
}

function hardly({ all, long, names, step, times, workflow }: Hardly): Recommendation {
  const of = `${names.workflow}=${JSON.stringify(workflow)}, ${names.step}=${JSON.stringify(step)}`;
  return {
    kind: flowStructure.name,
    about: `${workflow}: ${step}`,
    advice: `Take ${step} out of ${workflow}, or make it a workflow of its own that begins when it is needed.`,
    evidence: `It ran in ${Math.round(times)} of ${Math.round(all)} executions (${shareText(times / all)}).`,
    effect: 'A flow with a step less to keep, deploy and read.',
    weight: 0.1 * (1 - times / all),
    measure: `sum(increase(${names.steps}{${of}}[${Math.round(long)}s])) or vector(0)`,
    now: times,
    better: 'higher',
  };
}

/** The closed values of the label of steps, where they are declared. */
function declaredSteps({ derived }: Pick<RecommendContext, 'derived'>, names: WorkflowNames): readonly string[] {
  const metrics = derived.estate.services.flatMap((service) => service.metrics);
  const shape = metrics.find(({ name }) => name === names.steps)?.labels[names.step];
  return shape && 'values' in shape ? [...(shape.values as readonly string[])] : [];
}

function seconds(milliseconds: number): string {
  return `${Number((milliseconds / 1000).toPrecision(3))}s`;
}
