import { wholeMatch } from '../../../kernel/whole-match.ts';
import type { Policy } from '../../../model/policy.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { writtenAlerts } from '../alert/written-alerts.ts';

export const alertName: Rule = {
  code: 'policy/alert-name',
  severity: 'error',
  about: 'alert',
  why: 'Your house rules say what alerts are called: chat, tickets and telephone cut off what is longer, and silences and reports look for the form.',
  bad: `const houseRules = policy({ alerts: { nameLength: 40 } });
const long = alert({
  service: checkout,
  name: 'CheckoutQueueHoldsMoreMessagesThanItShouldForTooLong',
  severity: 'warning',
  when: promql\`\${queue} > 100\`,
  summary: 'A queue is long.',
});`,
  good: `const houseRules = policy({ alerts: { nameLength: 40 } });
const long = alert({
  service: checkout,
  name: 'CheckoutQueueLong',
  severity: 'warning',
  when: promql\`\${queue} > 100\`,
  summary: 'A queue is long.',
});`,
  *run({ derived }) {
    for (const policy of derived.estate.policies) {
      for (const alert of writtenAlerts(derived)) {
        const problem = problemOf(alert.name, policy);
        if (problem) yield finding(alertName, alert, problem.message, { fix: problem.fix });
      }
    }
  },
};

function problemOf(name: string, { alertName: form, alertNameLength }: Policy) {
  if (name.length > alertNameLength)
    return { message: `${name} has ${name.length} characters.`, fix: `use ${alertNameLength} at most` };
  if (form === undefined || matches(form, name)) return undefined;
  return { message: `${name} does not match ${form}.`, fix: 'give it the form the policy asks for' };
}

/** What only JavaScript reads, a look ahead say, JavaScript tries. */
function matches({ source, flags }: RegExp, name: string): boolean {
  const test = wholeMatch(source, { ignoreCase: flags.includes('i'), dotAll: flags.includes('s') });
  return test ? test(name) : new RegExp(`^(?:${source})$`, flags).test(name);
}
