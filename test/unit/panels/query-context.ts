import type { QueryContext } from '../../../src/authored/context.ts';
import { queryContext } from '../../../src/define/query-context.ts';
import type { Diagnostic } from '../../../src/kernel/diagnostic.ts';

/** The real context, for an estate where one job exposes every metric; keeps what is reported. */
export function testContext(): QueryContext & { readonly reported: Diagnostic[] } {
  const reported: Diagnostic[] = [];
  return {
    ...queryContext(
      () => ['phoenix-master'],
      (diagnostic) => reported.push(diagnostic),
    ),
    reported,
  };
}
