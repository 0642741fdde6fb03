/** What each process tells of itself. */
import { info, text } from 'signalbox/metrics';

/** VersionId: every series of an instance is of the version that this one says at that time. */
export const component = info({
  name: 'flow_component_info',
  help: 'What runs, and in which version.',
  labels: { version: text({ series: 3 }) },
});
