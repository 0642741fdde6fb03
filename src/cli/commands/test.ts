import type { Built } from '../../program.ts';
import { runRouteTests } from '../../testing/route-tests.ts';
import { runRuleTests } from '../../testing/run-rule-tests.ts';
import { type CommandKind, directoryOf, type Invocation } from '../command.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { json, styled, summary } from '../print.ts';
import { buildProject } from '../project.ts';

type RuleTestRun = Awaited<ReturnType<typeof runRuleTests>>;

/** Route tests among the definitions, judged by the router, and generated and hand-written rule tests, judged by promtool. */
export const testCommand: CommandKind = {
  name: 'test',
  summary: 'run the route tests of the definitions, and generated and hand-written rule tests with promtool',
  configure: (command) =>
    command.option('--require <tool>', 'fail where this tool is missing: promtool').option('--json', 'print the results as JSON'),
  run: async (invocation) => {
    const { io, options } = invocation;
    const required = options['require'];
    if (required !== undefined && required !== 'promtool') {
      io.err(`There is no tool ${String(required)} to require; there is promtool.\n`);
      return EXIT.usage;
    }
    const built = await buildProject(invocation);
    if (built.failed) {
      io.err(`Nothing was tested: ${summary(built.diagnostics)}.\n`);
      return EXIT.diagnostics;
    }
    const rules = await runRuleTests(directoryOf(invocation), built.artifacts);
    const result = { ...rules, cases: [...routeCases(built), ...rules.cases] };
    print(invocation, result);
    return exitOf(result, required !== undefined);
  },
};

/** In the form of rule tests: the file is where it was written. */
function routeCases({ derived, placeOf }: Built): RuleTestRun['cases'] {
  return runRouteTests(derived).map(({ test, failures }) => {
    const place = placeOf(test.origin);
    return {
      file: place ? `${place.file}:${place.line}` : test.address,
      name: test.name,
      failures: failures.map((line) => `  ${line}`),
    };
  });
}

function print({ io, options }: Invocation, { cases, unreadable, notRun, files }: RuleTestRun): void {
  const failed = cases.filter(({ failures }) => failures.length > 0);
  for (const { file, name, failures } of failed)
    io.err(`${styled(io, 'red', 'failed')} ${file}: ${name}\n${failures.join('\n')}\n`);
  for (const output of unreadable) io.err(`${output}\n`);
  if (notRun !== undefined) io.err(`${files} test files were not run: ${notRun}.\n`);
  const counts = { passed: cases.length - failed.length, failed: failed.length + unreadable.length };
  if (options['json'] === true) io.out(json({ ...counts, cases, ...(notRun === undefined ? {} : { notRun }) }));
  else io.out(`${counts.passed} passed, ${counts.failed} failed\n`);
}

function exitOf({ cases, unreadable, notRun }: RuleTestRun, required: boolean): ExitCode {
  const failed = unreadable.length > 0 || cases.some(({ failures }) => failures.length > 0);
  return failed || (required && notRun !== undefined) ? EXIT.diagnostics : EXIT.done;
}
