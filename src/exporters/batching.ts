/**
 * Sends what arrives within a moment together, and splits what is more than a server takes: Loki, Tempo and every gRPC server refuse messages above
 * 4 MiB unless they are told otherwise. Sizes are in bytes, before compression.
 * https://github.com/open-telemetry/opentelemetry-collector/blob/main/exporter/exporterhelper/README.md#sending-queue
 */
export const BATCHED = {
  sending_queue: { batch: { flush_timeout: '200ms', sizer: 'bytes', min_size: 1_000_000, max_size: 3_000_000 } },
};
