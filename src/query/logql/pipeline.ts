import type { LabelComparison, LabelCondition, LogExpr, Parser, Stage } from './tree.ts';

/** What a pipeline has at a stage besides what the stream and its schema give: the names its stages made, and whether any name may be there. */
export interface StageFacts {
  readonly stage: Stage;
  readonly made: ReadonlySet<string>;
  /** An earlier stage may have made names that nothing tells. */
  readonly open: boolean;
  /** A parser stands before it. */
  readonly parsed: boolean;
  /** A stage before it has rewritten the line. */
  readonly rewritten: boolean;
}

/** Each stage with what holds before it. */
export function pipelineOf({ stages }: LogExpr): StageFacts[] {
  const made = new Set<string>();
  let facts = { open: false, parsed: false, rewritten: false };
  return stages.map((stage) => {
    const before = { stage, made: new Set(made), ...facts };
    for (const name of namesMade(stage)) made.add(name);
    const parser = stage.kind === 'parser' && stage.parser !== 'decolorize';
    const rewrites = stage.kind === 'line-format' || (stage.kind === 'parser' && ['unpack', 'decolorize'].includes(stage.parser));
    facts = {
      open: facts.open || (stage.kind === 'parser' && (stage.parser === 'unpack' || (parser && facts.rewritten))),
      parsed: facts.parsed || parser,
      rewritten: facts.rewritten || rewrites,
    };
    return before;
  });
}

const NAMED_GROUP = /\(\?P?<(\w+)>/g;
const CAPTURE = /<([A-Za-z_]\w*)>/g;

function namesMade(stage: Stage): readonly string[] {
  if (stage.kind === 'label-format') return stage.labels.map(({ label }) => label);
  return stage.kind === 'parser' ? namesParsed(stage) : [];
}

function namesParsed({ extractions, parser, pattern = '' }: Parser): readonly string[] {
  const form = { regexp: NAMED_GROUP, pattern: CAPTURE }[parser as string];
  return form ? [...pattern.matchAll(form)].map(([, name]) => name ?? '') : extractions.map(({ label }) => label);
}

/** The comparisons of a condition, from left to right. */
export function comparisonsOf(condition: LabelCondition): readonly LabelComparison[] {
  if (condition.kind === 'comparison') return [condition];
  return [...comparisonsOf(condition.left), ...comparisonsOf(condition.right)];
}

/** Whether a stage looks at the errors of the stages before it. */
export function handlesErrors(stage: Stage): boolean {
  if (stage.kind === 'label-filter') return comparisonsOf(stage.condition).some(({ label }) => label === '__error__');
  return stage.kind === 'drop-keep' && stage.op === 'drop' && stage.labels.some(({ label }) => label === '__error__');
}
