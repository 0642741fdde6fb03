import type { Plan } from '../plan/change.ts';
import { planHash } from '../plan/plan-hash.ts';
import type { AuditEntry } from '../program.ts';
import type { ApplyResult, ApplyStatus } from '../targets/apply.ts';
import type { ServerEvidence } from '../targets/evidence.ts';
import { auditIn, whoIn } from './audit.ts';
import type { Invocation } from './command.ts';
import { EXIT, type ExitCode } from './exit.ts';
import { journalOf } from './journal.ts';
import { count, json, styled } from './print.ts';
import { progress } from './progress.ts';
import { type Aimed, exitOf } from './target.ts';

const CODES: Readonly<Record<ApplyStatus, ExitCode>> = {
  done: EXIT.done,
  stopped: EXIT.server,
  refused: EXIT.server,
  partly: EXIT.partly,
  unverified: EXIT.unverified,
};

/** Applies a plan after asking where the target wants that, and says what came of it. */
export async function carryOut(
  invocation: Invocation,
  aimed: Aimed,
  plan: Plan,
  command: 'deploy' | 'rollback' | 'destroy',
): Promise<ExitCode> {
  const { io, options } = invocation;
  const { target } = aimed;
  const risky = plan.changes.filter((change) => (target.confirm as readonly string[]).includes(change.action));
  if (
    risky.length > 0 &&
    options['yes'] !== true &&
    !(await io.confirm?.(`${count(risky.length, 'change')} of ${target.name} want a yes. Make them?`))
  ) {
    io.err(`Nothing was changed: ${target.name} wants ${target.confirm.join(', ')} confirmed; --yes does.\n`);
    return EXIT.usage;
  }
  const { applyPlan, describeFailure, evidenceFor, failureOf } = await import('../program.ts');
  const audit = await auditIn(invocation, aimed);
  await audit.ready();
  const line = progress(io);
  const result = await applyPlan(plan, target, aimed.io, {
    command,
    journal: await journalOf(invocation, aimed),
    onProgress: ({ server, step, done, total }) => line.say(`${server}: ${step} ${done}/${total}`),
  });
  line.clear();
  const unaudited = await failureOf(() => audit.write(auditEntry(invocation, aimed, plan, command, result)));
  const evidence = result.status === 'done' ? await evidenceFor(target, plan, aimed.io) : [];
  if (options['json'] === true) io.out(json({ ...resultJson(result), evidence }));
  await say(invocation, target.name, result);
  for (const one of evidence) io.err(printEvidence(io, one));
  if (unaudited) io.err(`${styled(io, 'yellow', '!')} this is in no audit: ${describeFailure(unaudited)}\n`);
  const asItWas = result.status === 'stopped' || result.status === 'refused';
  if (asItWas && io.signal.aborted) return EXIT.interrupted;
  return result.failure && result.status === 'stopped' ? exitOf(result.failure) : CODES[result.status];
}

function auditEntry(
  invocation: Invocation,
  { target }: Aimed,
  plan: Plan,
  command: string,
  { status, id, applied, restored, unrestored, left, failure }: ApplyResult,
): AuditEntry {
  const servers = [...new Set(plan.changes.map((one) => one.server))].join(', ');
  const detail = {
    plan: planHash(plan),
    deployment: id ?? null,
    status,
    made: applied.length,
    putBack: restored.length,
    notPutBack: unrestored.length + left.length,
    ...(failure ? { why: failure.message } : {}),
  };
  const result = status === 'done' ? 'done' : 'failed';
  return {
    who: whoIn(invocation) ?? 'nobody',
    command,
    subject: `${target.name} (${target.environment.name})`,
    server: servers,
    result,
    detail,
  };
}

/** What was proved and how, and what is not as somebody may hope. */
function printEvidence(io: Invocation['io'], { server, proved, warnings }: ServerEvidence): string {
  const lines = [
    ...proved.map((text) => `  ${styled(io, 'green', '✓')} ${server}: ${text}\n`),
    ...warnings.map((text) => `  ${styled(io, 'yellow', '!')} ${server}: ${text}\n`),
  ];
  return lines.join('');
}

function resultJson({ status, id, applied, restored, unrestored, left, mismatches, warnings, why }: ApplyResult): object {
  return {
    status,
    id: id ?? null,
    applied: applied.length,
    restored: restored.length,
    unrestored: unrestored.map(({ server, id: name }) => `${server}/${name}`),
    left: left.map(({ server, id: name }) => `${server}/${name}`),
    mismatches,
    warnings,
    why,
  };
}

async function say({ io }: Invocation, target: string, result: ApplyResult): Promise<void> {
  for (const warning of result.warnings) io.err(`${styled(io, 'yellow', '!')} ${warning}\n`);
  if (result.status === 'done') {
    const made = result.applied.length === 0 ? 'nothing to do' : `${count(result.applied.length, 'change')} made and verified`;
    io.err(`${styled(io, 'green', '✓')} ${target}: ${made}.\n`);
    return;
  }
  const { describeFailure } = await import('../program.ts');
  io.err(`${styled(io, 'red', '✗')} ${target}: ${result.failure ? describeFailure(result.failure) : result.status}.\n`);
  for (const mismatch of result.mismatches) io.err(`  ${mismatch}\n`);
  const { restored, skipped } = result;
  io.err(`Nothing new was kept: ${count(restored.length, 'change')} put back, ${skipped.length} not begun.\n`);
  for (const reason of result.why) io.err(`  ${reason}\n`);
  for (const change of result.left)
    io.err(`  changed by somebody else meanwhile, so left as it is: ${change.server} ${change.id}\n`);
  for (const change of result.unrestored) io.err(`  could not be put back: ${change.server} ${change.id}\n`);
  if (result.unrestored.length > 0) io.err('The next deploy tries to put it back first.\n');
}
