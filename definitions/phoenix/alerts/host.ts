import { alert, nodeExporter, promql } from 'signalbox';
import { host } from '../services.ts';

const available = nodeExporter.metrics.node_filesystem_avail_bytes;
const size = nodeExporter.metrics.node_filesystem_size_bytes;

export const diskFullSoon = alert({
  service: host,
  name: 'DiskFullSoon',
  severity: 'warning',
  for: '30m',
  when: promql`predict_linear(${available}[6h], 86400) < 0 and ${available} / ${size} < ${'20%'}`,
  summary: 'A disk is full within a day.',
  description: '{{ $labels.mountpoint }} of {{ $labels.instance }} fills up at its present pace.',
  runbook: {
    impact: 'What writes there stops: Redis cannot save, logs are lost.',
    steps: ['See what has grown.', 'Delete what is not needed, or grow the disk.'],
  },
});
