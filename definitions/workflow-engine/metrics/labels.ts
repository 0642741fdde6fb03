/** Whose it is and what runs. Ids of executions, of users and of what a step was about are in log lines and spans, where they may have millions of values. */
import { info, oneOf, text } from 'signalbox/metrics';

/** Who shares the engine: `tenant_acme` of the document is `acme`. */
export const tenants = oneOf('acme', 'globex', 'initech');
export const workflows = oneOf('code-review', 'release-notes', 'dependency-update');
export const steps = oneOf('security_audit', 'quality_analysis', 'changelog', 'upgrade', 'summary');

/** `signalbox versions` goes by it. */
export const build = info({ name: 'automatosx_build_info', help: 'What runs.', labels: { version: text({ series: 3 }) } });
