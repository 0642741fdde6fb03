/** `signalbox/testing`: a user's own tests of routes and rules, in any test runner. */
import { expectationsOf } from './expectations.ts';
import { loadProjectSync } from './load-sync.ts';

export type { RouteExpectation, RouteGiven } from './expect-route.ts';
export type { RuleExpectation, RuleGiven } from './expect-rule.ts';
export { type Expectations, expectations } from './expectations.ts';
export { promtoolAvailable } from './promtool.ts';

/** Expectations about the project the tests were started in: its `definitions/index.ts` is loaded when the first one asks. */
export const { expectRoute, expectRule } = expectationsOf(() => loadProjectSync(process.cwd()));
