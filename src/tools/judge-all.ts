import type { Artifact } from '../artifacts/kind.ts';
import type { Diagnostic } from '../kernel/diagnostic.ts';
import { checkAlertmanager } from './amtool.ts';
import type { Toolbox } from './find-tool.ts';
import { checkConfig, checkRules } from './promtool.ts';

/** What the official tools say of the artifacts: promtool of rules and config, amtool of routes and receivers. */
export async function judgeAll(artifacts: readonly Artifact[], box: Toolbox): Promise<Diagnostic[]> {
  const verdicts = await Promise.all([checkRules, checkConfig, checkAlertmanager].map((check) => check(artifacts, box)));
  const seen = new Set<string>();
  return verdicts.flat().filter(({ code, message }) => !seen.has(`${code} ${message}`) && seen.add(`${code} ${message}`));
}
