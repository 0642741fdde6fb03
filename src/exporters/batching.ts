/**
 * Sends what arrives within a moment together, and splits what is more than a server takes: Loki, Tempo and every gRPC server refuse messages above
 * 4 MiB unless they are told otherwise. What waits is counted in bytes, not in requests: tail sampling hands on each trace that it keeps as a
 * request of its own, and of the 1,000 requests that are the default a burst leaves nothing. Sizes are in bytes, before compression.
 * https://github.com/open-telemetry/opentelemetry-collector/blob/main/exporter/exporterhelper/README.md#sending-queue
 */
export const BATCHED = {
  sending_queue: {
    sizer: 'bytes',
    queue_size: 100_000_000,
    batch: { flush_timeout: '200ms', sizer: 'bytes', min_size: 1_000_000, max_size: 3_000_000 },
  },
};
